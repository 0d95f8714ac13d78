//! What a program wrote against what was expected: lines field by field, faults and findings as sets.

use super::program::Output;
use super::vectors::Vector;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use takst_explain::Texts;

/// Where a vector and a program differ.
pub(super) struct Comparison {
    /// One text a difference; empty when there is none.
    pub(super) differences: Vec<String>,
    /// The program wrote no report, so faults and findings were not compared.
    pub(super) without_report: bool,
}

/// Columns by which a report row is known. Messages are the program's own.
const PROBLEM: [&str; 6] = ["severity", "code", "case_id", "row", "column", "value"];

pub(super) fn compare(vector: &Vector, output: &Output, texts: &Texts) -> Comparison {
    let mut differences = Vec::new();
    let (expected, problems): (Vec<_>, Vec<_>) =
        objects(vector.expected).into_iter().filter_map(Result::ok).partition(|object| !object.contains_key("severity"));
    let mut got = Vec::new();
    for (number, object) in (1_u64..).zip(objects(&output.lines)) {
        match object {
            Ok(object) => got.push(object),
            Err(error) => differences.push(texts.get("cli-conformance-stdout", &[("line", number.to_string().into()), ("error", error.into())])),
        }
    }
    compare_lines(&by_row(&expected), &by_row(&got), texts, &mut differences);
    let without_report = match &output.report {
        Some(report) => {
            compare_problems(&problems, report, texts, &mut differences);
            false
        }
        None => true,
    };
    if !differences.is_empty() {
        differences.push(output.end.clone());
    }
    Comparison { differences, without_report }
}

fn objects(text: &str) -> Vec<Result<Map<String, Value>, String>> {
    let object = |line: &str| match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("no JSON object".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(object).collect()
}

/// A field as text: a string or a number as it stands, absent and null as empty.
fn text(object: &Map<String, Value>, column: &str) -> String {
    match object.get(column) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

type Lines<'a> = BTreeMap<(String, String), Vec<&'a Map<String, Value>>>;

/// Lines of each case and row, in the order they were written.
fn by_row(lines: &[Map<String, Value>]) -> Lines<'_> {
    let mut rows = Lines::new();
    for line in lines {
        rows.entry((text(line, "case_id"), text(line, "row"))).or_default().push(line);
    }
    rows
}

fn compare_lines(expected: &Lines<'_>, got: &Lines<'_>, texts: &Texts, differences: &mut Vec<String>) {
    let mut keys: Vec<&(String, String)> = expected.keys().chain(got.keys()).collect();
    keys.sort_by_key(|(case, row)| (case, row.parse::<u64>().unwrap_or(u64::MAX), row));
    keys.dedup();
    for key in keys {
        let none = Vec::new();
        let (expected, got) = (expected.get(key).unwrap_or(&none), got.get(key).unwrap_or(&none));
        let place = |number: usize| {
            let args = [
                ("case", key.0.as_str().into()),
                ("row", key.1.as_str().into()),
                ("line", (number + 1).to_string().into()),
                ("lines", expected.len().to_string().into()),
            ];
            texts.get("cli-conformance-place", &args)
        };
        let line = |line: Option<&&Map<String, Value>>| line.map_or_else(|| texts.get("cli-conformance-no-line", &[]), |line| brief(line));
        for number in 0..expected.len().max(got.len()) {
            match (expected.get(number), got.get(number)) {
                (Some(expected), Some(got)) => {
                    let differing = fields(expected, got, texts);
                    if !differing.is_empty() {
                        differences.push(format!("{}\n{}", place(number), differing.join("\n")));
                    }
                }
                (expected, got) => {
                    let args = [("place", place(number).into()), ("expected", line(expected).into()), ("got", line(got).into())];
                    differences.push(texts.get("cli-conformance-line", &args));
                }
            }
        }
    }
}

/// The expected fields that differ. Fields of the program's own are not looked at.
fn fields(expected: &Map<String, Value>, got: &Map<String, Value>, texts: &Texts) -> Vec<String> {
    let differs = |column: &&String| text(expected, column) != text(got, column);
    let said = |column: &String| format!("    {}", field(column, &text(expected, column), &text(got, column), texts));
    expected.keys().filter(differs).map(said).collect()
}

/// A value that differs.
pub(super) fn field(column: &str, expected: &str, got: &str, texts: &Texts) -> String {
    let args = [("column", column.into()), ("expected", format!("{expected:?}").into()), ("got", format!("{got:?}").into())];
    texts.get("cli-conformance-field", &args)
}

fn brief(line: &Map<String, Value>) -> String {
    let columns = ["service", "payer", "month", "first_day", "last_day", "quantity", "unit", "net", "vat", "refund"];
    columns.map(|column| text(line, column)).join(" ")
}

type Problem = [String; 6];

fn compare_problems(expected: &[Map<String, Value>], report: &str, texts: &Texts, differences: &mut Vec<String>) {
    let got = match problems(report, texts) {
        Ok(got) => got,
        Err(why) => {
            differences.push(format!("report.csv: {why}"));
            return;
        }
    };
    let expected: Vec<Problem> = expected.iter().map(|object| PROBLEM.map(|column| text(object, column))).collect();
    for problem in expected.iter().filter(|problem| !got.contains(problem)) {
        differences.push(texts.get("cli-conformance-problem-missing", &[("problem", describe(problem).into())]));
    }
    for problem in got.iter().filter(|problem| !expected.contains(problem)) {
        differences.push(texts.get("cli-conformance-problem-added", &[("problem", describe(problem).into())]));
    }
}

/// The rows of a report; comma or semicolon.
fn problems(report: &str, texts: &Texts) -> Result<Vec<Problem>, String> {
    let report = report.trim_start_matches('\u{feff}');
    let header = report.lines().next().ok_or_else(|| texts.get("cli-conformance-no-header", &[]))?;
    let separator = if header.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(report.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut places = Vec::new();
    for column in PROBLEM {
        places
            .push(header.iter().position(|name| name == column).ok_or_else(|| texts.get("cli-conformance-no-column", &[("column", column.into())]))?);
    }
    let problem = |record: csv::StringRecord| -> Problem { std::array::from_fn(|at| record.get(places[at]).unwrap_or_default().to_owned()) };
    reader.records().map(|record| record.map(problem).map_err(|error| error.to_string())).collect()
}

fn describe([severity, code, case, row, column, value]: &Problem) -> String {
    format!("{severity} {code} (case_id {case:?}, row {row:?}, column {column:?}, value {value:?})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::vectors;

    fn vector(id: &str) -> Vector {
        vectors::all().find(|vector| vector.id == id).expect("a vector")
    }

    fn lines(vector: &Vector) -> String {
        vector.expected.lines().filter(|line| !line.starts_with("{\"severity\"")).map(|line| format!("{line}\n")).collect()
    }

    fn differences(vector: &Vector, lines: &str, report: Option<&str>) -> Comparison {
        let output = Output { lines: lines.to_owned(), report: report.map(str::to_owned), end: "the program ended".to_owned() };
        compare(vector, &output, &crate::words::texts(takst_explain::Lang::En))
    }

    const HEADER: &str = "severity,code,case_id,row,column,value,message\n";

    #[test]
    fn the_expected_output_passes_and_a_changed_amount_does_not() {
        let vector = vector("aftercare/across-roll-out");
        assert!(differences(&vector, &lines(&vector), Some(HEADER)).differences.is_empty());
        let wrong = differences(&vector, &lines(&vector).replace("\"3270.00\"", "\"3270.01\""), Some(HEADER)).differences.join("\n");
        assert!(wrong.contains("refund: expected \"3270.00\", got \"3270.01\""), "{wrong}");
    }

    #[test]
    fn a_missing_and_an_additional_line_are_named() {
        let vector = vector("aftercare/across-roll-out");
        let all = lines(&vector);
        let first = all.lines().next().expect("a line");
        assert!(differences(&vector, first, Some(HEADER)).differences[0].ends_with("got      no line"));
        assert!(differences(&vector, &format!("{all}{first}\n"), Some(HEADER)).differences[0].contains("expected no line"));
    }

    #[test]
    fn problems_are_compared_as_sets_and_only_when_there_is_a_report() {
        let vector = vector("aftercare/undivided-ends");
        let row = "error,tariff.ended,A,1,first_day,2023-04-01/2023-04-10,whatever\n";
        assert!(differences(&vector, "", Some(&format!("{HEADER}{row}"))).differences.is_empty());
        let silent = differences(&vector, "", Some(HEADER)).differences.join("\n");
        assert!(silent.contains("expected error tariff.ended"), "{silent}");
        let none = differences(&vector, "", None);
        assert!(none.differences.is_empty() && none.without_report);
        let other = differences(&vector, "", Some("code,row\n")).differences.join("\n");
        assert!(other.contains("no column severity"), "{other}");
    }

    #[test]
    fn text_that_is_no_json_is_named() {
        let vector = vector("aftercare/undivided-ends");
        assert!(differences(&vector, "priced!\n", None).differences[0].starts_with("line 1 of stdout: "));
    }
}
