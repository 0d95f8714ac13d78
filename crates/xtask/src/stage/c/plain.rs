//! The interface of plain values: vectors that one period can express, passed to a C program as numbers and compared field by field.

use super::Tally;
use super::programs::Workshop;
use crate::command::{Run, say};
use crate::header::HEADER;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const VECTORS: &str = "tests/vectors";

/// Columns of a row as fields of `takst_row`, by the form of their value.
enum Form {
    Day,
    /// A number in units of so many decimals.
    Scaled(usize),
    Word,
    Answer,
    /// Another field says that it is there.
    Given(&'static str),
    /// Says which case it is, which a single period does not.
    Reference,
}

const COLUMNS: &[(&str, Form)] = &[
    ("case_id", Form::Reference),
    ("citizen_id", Form::Reference),
    ("row_id", Form::Reference),
    ("first_day", Form::Day),
    ("last_day", Form::Day),
    ("payer", Form::Scaled(0)),
    ("hours", Form::Scaled(2)),
    ("hours_per_week", Form::Scaled(2)),
    ("unit_price", Form::Scaled(4)),
    ("unit", Form::Word),
    ("own_payment_per_day", Form::Scaled(2)),
    ("prior_stay_to", Form::Day),
    ("first_discharge", Form::Day),
    ("decided_before_discharge", Form::Answer),
    ("discharged_to_107", Form::Answer),
    ("window_start", Form::Day),
    ("window_days_used", Form::Scaled(0)),
    ("commitment", Form::Given("has_commitment")),
    ("commitment_date", Form::Day),
    ("notified_start", Form::Day),
    ("notified_end", Form::Day),
];

/// Fields of a line by the form in which the expected files write them.
const LINE: &[(&str, Form)] = &[
    ("line", Form::Scaled(0)),
    ("payer", Form::Scaled(0)),
    ("month", Form::Day),
    ("first_day", Form::Day),
    ("last_day", Form::Day),
    ("days", Form::Scaled(0)),
    ("quantity", Form::Scaled(2)),
    ("unit", Form::Word),
    ("unit_price", Form::Scaled(4)),
    ("price_base_quantity", Form::Scaled(2)),
    ("net", Form::Scaled(2)),
    ("vat", Form::Scaled(2)),
    ("vat_category", Form::Word),
    ("vat_rate", Form::Scaled(2)),
    ("own_payment", Form::Scaled(2)),
    ("refund", Form::Scaled(2)),
    ("at_stake", Form::Scaled(2)),
    ("cost", Form::Scaled(2)),
    ("refund_outcome", Form::Word),
    ("refund_rule", Form::Word),
    ("service", Form::Reference),
    ("provider", Form::Reference),
    ("legal_basis", Form::Reference),
    ("account", Form::Reference),
    ("refund_reason", Form::Reference),
    ("invoice_hold", Form::Reference),
    ("tariff_version", Form::Reference),
    ("assumptions", Form::Reference),
];

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let program = workshop.one("tests/plain.c")?;
    let header = workshop.project.read(HEADER)?;
    let (mut tally, mut skipped) = (Tally::default(), BTreeMap::<&'static str, u64>::new());
    for file in workshop.project.files()?.into_iter().filter(|name| name.starts_with(VECTORS) && name.ends_with(".case.json")) {
        let vector: Value = serde_json::from_str(&workshop.project.read(&file)?).map_err(|error| format!("{file}: {error}"))?;
        let expected = workshop.project.read(file.replace(".case.json", ".expected.jsonl"))?;
        match passed(workshop, &vector, &expected, &header) {
            Err(why) => *skipped.entry(why).or_default() += 1,
            Ok(words) => {
                let got = Run::new(&program, words).capture().unwrap_or_else(|error| error);
                let differences = compare(&expected, &got, &header);
                tally.check(differences.is_empty(), || format!("{file} through plain values: {}", differences.join("; ")));
            }
        }
    }
    say(format_args!("{} vectors through plain values, {} skipped:", tally.passed + tally.faults.len() as u64, skipped.values().sum::<u64>()));
    skipped.iter().for_each(|(why, count)| say(format_args!("  {count:4}  {why}")));
    tally.check(tally.passed > 0, || "no vector could be expressed in plain values".to_owned());
    Ok(tally)
}

/// The words for the program, or why one period does not say what the vector says.
fn passed(workshop: &Workshop<'_>, vector: &Value, expected: &str, header: &str) -> Result<Vec<String>, &'static str> {
    let rows = vector["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    let [row] = rows else { return Err("more than one row") };
    for line in expected.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).filter(|line| line.get("severity").is_some()) {
        if line["row"].is_null() {
            return Err("a finding about the file as a whole");
        }
        if line["code"] == "service.unknown" {
            return Err("an unknown service, which has no number");
        }
        if COLUMNS.iter().any(|(name, form)| matches!(form, Form::Reference) && line["column"] == *name) || line["code"] == "record.malformed" {
            return Err("a fault of a reference or of the notation");
        }
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned).trim().to_owned();
    let catalogue = vector["catalogue"].as_str().map(|name| workshop.project.root.join(VECTORS).join("catalogues").join(name));
    let path = |path: Option<PathBuf>| path.map_or("-".to_owned(), |path| path.display().to_string());
    let policy = vector["policy"].as_object().map(|settings| policy(&workshop.folder, settings)).transpose()?;
    let as_of = vector["as_of"].as_str().map_or(Ok("0".to_owned()), day)?;
    let mut words = vec![path(catalogue), path(policy), as_of, text(&row["service"])];
    let cells = row.as_object().ok_or("a row that is no object")?;
    for (column, value) in cells.iter().filter(|(column, _)| *column != "service") {
        let (value, form) = (text(value), COLUMNS.iter().find(|(name, _)| name == column).map(|(_, form)| form));
        let form = form.ok_or("a column that no case file has")?;
        if value.is_empty() || value == "null" {
            continue;
        }
        let number = match form {
            Form::Reference => continue,
            Form::Given(flag) => {
                words.push(format!("{flag}=1"));
                continue;
            }
            Form::Day => day(&value)?,
            Form::Scaled(places) => scaled(&value, *places).ok_or("a number that its field does not hold")?,
            Form::Word => constant(header, column, &value).ok_or("a word that has no constant")?,
            Form::Answer => match value.as_str() {
                "true" => "1".to_owned(),
                "false" => "2".to_owned(),
                _ => return Err("a word that has no constant"),
            },
        };
        match column.as_str() {
            "own_payment_per_day" => words.push("has_own_payment=1".to_owned()),
            "window_days_used" => {}
            _ if number == "0" => return Err("a 0, which is the same as not given"),
            _ => {}
        }
        words.push(format!("{column}={number}"));
    }
    for (key, field) in [("from", "from_month"), ("until", "until")] {
        if let Some(value) = vector[key].as_str() {
            let number = day(value)?;
            words.push(format!("{field}={}", if key == "from" { &number[..6] } else { &number }));
        }
    }
    Ok(words)
}

/// Writes the vector's policy as a file.
fn policy(folder: &Path, settings: &serde_json::Map<String, Value>) -> Result<PathBuf, &'static str> {
    let path = folder.join("policy.toml");
    let mut text = String::new();
    for (name, answer) in settings {
        text += &format!("[{name}]\n");
        for (key, value) in answer.as_object().into_iter().flatten() {
            text += &format!("{key} = {value}\n");
        }
    }
    std::fs::write(&path, text).map_err(|_| "a policy that cannot be written")?;
    Ok(path)
}

fn day(text: &str) -> Result<String, &'static str> {
    let digits: String = text.split('-').collect();
    let is_day = text.len() == 10 && text.as_bytes()[4] == b'-' && digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_day { Ok(digits) } else { Err("a day that is not written as one") }
}

/// A decimal in whole units of its last place.
fn scaled(text: &str, places: usize) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) && fraction.len() <= places;
    let units: u64 = format!("{whole}{fraction:0<places$}").parse().ok().filter(|_| is_number)?;
    Some(format!("{}{units}", if units == 0 { "" } else { sign }))
}

/// The number of the header's constant for a word of a set.
fn constant(header: &str, set: &str, word: &str) -> Option<String> {
    let set = if set == "refund_outcome" { "outcome" } else { set };
    let word = match (set, word) {
        ("vat_category", "E") => "exempt",
        ("vat_category", "S") => "standard",
        (_, word) => word,
    };
    let plain = |text: &str| text.to_uppercase().replace(['_', '-'], "");
    let wanted = format!("TAKST{}{}", plain(set), plain(word));
    let mut constants = header.lines().filter_map(|line| line.trim().trim_end_matches(',').split_once(" = "));
    constants.find(|(name, _)| plain(name) == wanted).map(|(_, number)| number.to_owned())
}

/// What differs between the expected file and what the program wrote.
fn compare(expected: &str, got: &str, header: &str) -> Vec<String> {
    let is_problem = |line: &Value| line.get("severity").is_some();
    let expected: Vec<Value> = expected.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let wanted_lines: Vec<BTreeMap<&str, String>> = expected
        .iter()
        .filter(|line| !is_problem(line))
        .map(|line| LINE.iter().map(|(name, form)| (*name, wanted(header, name, form, &text(&line[*name])))).collect())
        .collect();
    let mut wanted_problems: Vec<BTreeMap<&str, String>> = expected
        .iter()
        .filter(|line| is_problem(line))
        .map(|line| {
            let set = |name: &str| constant(header, name, &text(&line[name])).unwrap_or_else(|| "0".to_owned());
            [("severity", set("severity")), ("code", text(&line["code"])), ("column", set("column")), ("value", plain(&text(&line["value"])))].into()
        })
        .collect();
    let written = |kind: &str| -> Vec<BTreeMap<&'static str, String>> {
        let fields = |line: &str| -> BTreeMap<&'static str, String> {
            line.split('\t').skip(1).filter_map(|field| field.split_once('=')).map(|(name, value)| (name_of(name), value.to_owned())).collect()
        };
        got.lines().filter(|line| line.split('\t').next() == Some(kind)).map(fields).collect()
    };
    let mut got_lines = written("line");
    // A set of bits has an order of its own.
    got_lines.iter_mut().flat_map(|line| line.get_mut("assumptions")).for_each(|codes| *codes = sorted(codes));
    let mut got_problems = written("problem");
    got_problems.iter_mut().flat_map(|problem| problem.get_mut("value")).for_each(|value| *value = plain(value));
    wanted_problems.sort();
    got_problems.sort();
    let mut differences = Vec::new();
    if wanted_lines.len() != got_lines.len() {
        differences.push(format!("{} lines, not {}", got_lines.len(), wanted_lines.len()));
    }
    for (number, (wanted, got)) in (1..).zip(wanted_lines.iter().zip(&got_lines)) {
        let unlike = wanted.iter().filter(|(name, value)| got.get(*name) != Some(value));
        differences
            .extend(unlike.map(|(name, value)| format!("line {number}: {name} is {:?}, not {value:?}", got.get(name).map_or("", String::as_str))));
    }
    if wanted_problems != got_problems {
        differences.push(format!("problems are {got_problems:?}, not {wanted_problems:?}"));
    }
    differences
}

/// The name of a field as the tables of this module know it.
fn name_of(name: &str) -> &'static str {
    let known = LINE.iter().map(|(name, _)| *name).chain(["severity", "code", "column", "value"]);
    known.into_iter().find(|known| *known == name).unwrap_or("")
}

/// An expected text as the program writes the same.
fn wanted(header: &str, name: &str, form: &Form, text: &str) -> String {
    match form {
        Form::Day => text.replace('-', ""),
        Form::Scaled(places) => scaled(text, *places).unwrap_or_else(|| text.to_owned()),
        Form::Word => constant(header, name, text).unwrap_or_else(|| "0".to_owned()),
        Form::Reference if name == "assumptions" => sorted(text),
        Form::Reference | Form::Answer | Form::Given(_) => text.to_owned(),
    }
}

/// Codes in alphabetical order.
fn sorted(codes: &str) -> String {
    let mut codes: Vec<&str> = codes.split(';').filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes.join(";")
}

/// A value without zeros that say nothing: the program writes all decimals of a field.
fn plain(text: &str) -> String {
    let is_number = text.contains('.') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    if is_number { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_scaled_and_never_rounded() {
        assert_eq!(scaled("96.71", 2).as_deref(), Some("9671"));
        assert_eq!(scaled("512.3", 4).as_deref(), Some("5123000"));
        assert_eq!((scaled("-0.5", 2).as_deref(), scaled("0.00", 2).as_deref()), (Some("-50"), Some("0")));
        assert_eq!((scaled("0.001", 2), scaled("1,5", 2), scaled("", 2)), (None, None, None));
        assert_eq!((day("2023-03-20").as_deref(), day("20-03-2023").is_err()), (Ok("20230320"), true));
    }

    #[test]
    fn a_difference_is_told_by_its_field() {
        let header = "    TAKST_UNIT_DAY = 2,\n    TAKST_REFUND_RULE_SEL110_OPHOLD = 1,\n";
        assert_eq!(constant(header, "refund_rule", "sel-110-ophold").as_deref(), Some("1"));
        let expected = "{\"line\":1,\"unit\":\"day\",\"net\":\"1185.00\"}\n";
        let got = "line\tline=1\tunit=2\tnet=118500\n";
        let found = compare(expected, got, header);
        assert!(!found.iter().any(|text| text.contains(": net ") || text.contains(": unit ")), "{found:?}");
        assert!(
            compare(expected, "line\tline=1\tunit=2\tnet=118501\n", header).iter().any(|text| text == "line 1: net is \"118501\", not \"118500\"")
        );
        assert!(compare(expected, "", header)[0].starts_with("0 lines, not 1"));
    }
}
