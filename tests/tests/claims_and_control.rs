//! The published sequences of claim and control: together they have every verdict, every kind of claim row, and cite articles that exist.

use serde_json::Value;
use std::collections::BTreeSet;
use takst::Code;
use takst::contract::words::{ClaimKind, Invoiced};
use takst_tests::vector::directory;

/// The sequences of a group.
fn sequences(group: &str) -> Vec<Value> {
    let folder = directory().join("documents").join(group);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let texts = entries.map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a file"));
    texts.map(|text| serde_json::from_str(&text).expect("JSON")).collect()
}

/// The expected values of a column, over all steps of a command in a group; joined values one by one.
fn values(group: &str, command: &str, column: &str) -> BTreeSet<String> {
    let sequences = sequences(group);
    let steps = sequences.iter().flat_map(|sequence| sequence["steps"].as_array().expect("steps")).filter(|step| step["command"] == command);
    let rows = steps.filter_map(|step| step["expect"]["rows"].as_array()).flatten();
    let texts = rows.filter_map(|row| row[column].as_str());
    texts.flat_map(|text| text.split(';')).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

#[test]
fn there_are_enough_of_them() {
    assert!(sequences("claim").len() >= 20, "{}", sequences("claim").len());
    assert!(sequences("control").len() >= 25, "{}", sequences("control").len());
    assert!(sequences("einvoice").len() >= 40, "{}", sequences("einvoice").len());
}

#[test]
fn every_verdict_appears() {
    let mut seen = values("control", "verify", "verdicts");
    // A list states days in columns; only an electronic invoice has them in a text.
    assert!(!seen.contains(Code::VerifyDaysFromText.as_str()));
    seen.extend(values("einvoice", "verify", "verdicts"));
    let verdicts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).filter(|code| code.starts_with("verify.")).collect();
    let missing: Vec<&&str> = verdicts.iter().filter(|code| !seen.contains(**code)).collect();
    assert!(missing.is_empty(), "no sequence has {missing:?}");
    let unknown: Vec<&String> = seen.iter().filter(|code| !verdicts.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?} is no verdict");
}

#[test]
fn every_kind_of_claim_row_appears() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(values("claim", "claim", "kind"), words(ClaimKind::WORDS));
    assert_eq!(values("claim", "claim", "invoiced"), words(Invoiced::WORDS));
}

#[test]
fn they_cite_articles_that_exist() {
    let rules = include_str!("../../docs/DOCUMENTS.md");
    let exists = |article: &str| {
        let (section, paragraph) = article.split_once('.').unwrap_or((article, ""));
        let own = rules.split_once(&format!("\n## {section} ")).map(|(_, rest)| rest.split("\n## ").next().unwrap_or_default());
        own.is_some_and(|own| paragraph.is_empty() || own.contains(&format!("\n{paragraph}. ")))
    };
    for sequence in ["claim", "control", "einvoice"].into_iter().flat_map(sequences) {
        let cited: Vec<&str> = sequence["rules"].as_array().expect("articles").iter().filter_map(Value::as_str).collect();
        assert!(!cited.is_empty(), "{}: cites no article", sequence["id"]);
        let unknown: Vec<&&str> = cited.iter().filter(|article| !exists(article)).collect();
        assert!(unknown.is_empty(), "{}: cites {unknown:?}", sequence["id"]);
    }
}
