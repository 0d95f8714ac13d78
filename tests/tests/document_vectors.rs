//! The vectors of documents: together they must touch every action, every reason and every hold, and cite articles that exist.
//!
//! `takst conformance --documents` runs them; here is what no single one can say.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use takst::Code;
use takst::contract::words::{DocumentAction, Severity};
use takst_tests::vector::directory;

const RULES: &str = include_str!("../../docs/DOCUMENTS.md");

/// The files of a directory with this ending, without it; in order.
fn names(directory: &std::path::Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let name = |entry: fs::DirEntry| entry.file_name().into_string().expect("a name in UTF-8");
    let mut names: Vec<String> =
        entries.map(|entry| name(entry.expect("an entry"))).filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect();
    names.sort();
    names
}

/// Every sequence.
fn all() -> Vec<Value> {
    let documents = directory().join("documents");
    let mut sequences = Vec::new();
    for group in names(&documents, "").into_iter().filter(|group| group != "parties") {
        for name in names(&documents.join(&group), ".json") {
            let text = fs::read_to_string(documents.join(&group).join(format!("{name}.json"))).expect("a file");
            sequences.push(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{group}/{name}: {error}")));
        }
    }
    sequences
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The expected rows of a sequence's invoices and corrections, in order.
fn actions(sequence: &Value) -> Vec<&Value> {
    let steps = sequence["steps"].as_array().expect("steps");
    let steps = steps.iter().filter(|step| matches!(text(step, "command"), "invoice" | "correct" | "plan"));
    steps.flat_map(|step| step["expect"]["rows"].as_array().into_iter().flatten()).collect()
}

/// The codes of a column over all expected rows.
fn seen(column: &str, action: Option<&str>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for sequence in all() {
        for row in actions(&sequence).into_iter().filter(|row| action.is_none_or(|action| text(row, "action") == action)) {
            seen.extend(text(row, column).split(';').filter(|code| !code.is_empty()).map(str::to_owned));
        }
    }
    seen
}

/// The codes that D6 says hold a place.
fn holds() -> Vec<&'static str> {
    let section = RULES.split_once("\n## D6 ").expect("D6").1.split("\n## ").next().expect("its text");
    let codes: BTreeSet<&str> = section.split('`').skip(1).step_by(2).filter(|word| word.parse::<Code>().is_ok()).collect();
    assert!(codes.len() >= 9, "{codes:?}");
    codes.into_iter().collect()
}

#[test]
fn there_are_enough_of_them() {
    assert!(all().len() >= 80, "{}", all().len());
}

#[test]
fn every_action_is_expected() {
    let seen = seen("action", None);
    let missing: Vec<&&str> = DocumentAction::WORDS.iter().filter(|word| !seen.contains(**word)).collect();
    assert!(missing.is_empty(), "no sequence has {missing:?}");
}

#[test]
fn every_reason_is_given() {
    let seen = seen("reasons", None);
    let reasons = Code::ALL.iter().filter(|code| code.severity() == Severity::Reason).map(|code| code.as_str());
    let missing: Vec<&str> = reasons.filter(|code| !seen.contains(*code)).collect();
    assert!(missing.is_empty(), "no sequence has {missing:?}");
}

#[test]
fn every_reason_stands_with_another_one() {
    let mut joined = BTreeSet::new();
    for sequence in all() {
        for row in actions(&sequence).into_iter().filter(|row| text(row, "reasons").contains(';')) {
            joined.extend(text(row, "reasons").split(';').map(str::to_owned));
        }
    }
    let expected = ["payer", "service", "period", "price", "vat"].map(|reason| format!("correction.{reason}"));
    assert_eq!(joined, expected.into_iter().collect(), "the others stand alone (D7.1, D7.7, D9.1)");
}

/// A hold is worth a vector when it can be seen to end.
#[test]
fn every_hold_is_set_and_ends() {
    let sequences = all();
    let ends = |code: &str| {
        sequences.iter().any(|sequence| {
            let rows = actions(sequence);
            let is_held = |row: &&Value| text(row, "action") == "held" && text(row, "why") == code;
            let place = |row: &Value| ["case_id", "provider", "month"].map(|column| text(row, column).to_owned());
            rows.iter()
                .enumerate()
                .filter(|(_, row)| is_held(row))
                .any(|(at, held)| rows[at..].iter().any(|row| matches!(text(row, "action"), "issue" | "credit") && place(row) == place(held)))
        })
    };
    let missing: Vec<&str> = holds().into_iter().filter(|code| !ends(code)).collect();
    assert!(missing.is_empty(), "no sequence has a place that is held for {missing:?} and settled later");
}

#[test]
fn refusals_of_a_whole_command_are_among_them() {
    let mut refused = BTreeSet::new();
    for sequence in all() {
        for step in sequence["steps"].as_array().expect("steps").iter().filter(|step| step["expect"]["exit"] == 2) {
            refused.insert(text(step, "command").to_owned());
        }
    }
    for command in ["invoice", "correct", "import"] {
        assert!(refused.contains(command), "no sequence has a refused {command}");
    }
}

#[test]
fn every_parties_file_is_used() {
    let mut used: BTreeSet<String> = ["usual".to_owned()].into();
    for sequence in all() {
        used.extend(sequence["parties"].as_str().map(str::to_owned));
        used.extend(sequence["steps"].as_array().expect("steps").iter().filter_map(|step| step["parties"].as_str().map(str::to_owned)));
    }
    let files: BTreeSet<String> = names(&directory().join("documents/parties"), ".toml").into_iter().collect();
    assert_eq!(files, used);
}

#[test]
fn they_cite_articles_that_exist() {
    let mut unknown = Vec::new();
    for sequence in all() {
        let rules = sequence["rules"].as_array().expect("rules");
        assert!(!rules.is_empty() && !text(&sequence, "why").is_empty(), "{}: no article or no calculation", text(&sequence, "id"));
        let cited = rules.iter().filter_map(Value::as_str);
        unknown.extend(cited.filter(|article| !exists(article)).map(|article| format!("{}: {article}", text(&sequence, "id"))));
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// `D7` is a heading, `D7.3` a numbered paragraph under it.
fn exists(article: &str) -> bool {
    let (section, paragraph) = article.split_once('.').unwrap_or((article, ""));
    let Some((_, rest)) = RULES.split_once(&format!("\n## {section} ")) else { return false };
    let own = rest.split("\n## ").next().unwrap_or_default();
    paragraph.is_empty() || own.contains(&format!("\n{paragraph}. ")) || own.contains(&format!("\n| {paragraph} | "))
}
