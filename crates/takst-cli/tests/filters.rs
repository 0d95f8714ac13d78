//! Filters cut what is shown, never what counts.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::{ended, file_in, parquet_of, takst, text};
use std::collections::BTreeSet;

const OWN: &str = r#"
[provider]
id = "boegely"
name = "Center Bøgely"
[[service]]
id = "boegely/ophold"
name = { da = "Ophold", en = "Stay" }
legal_basis = "SEL § 110"
kind = "day"
vat = "exempt"
refund = "sel-110-ophold"
[[service.tariff]]
from = "2019-01-01"
price = "1000.00"
source = "takstblad"
[[service]]
id = "boegely/ophold-b"
name = { da = "Ophold B", en = "Stay B" }
legal_basis = "SEL § 110"
kind = "day"
vat = "exempt"
refund = "sel-110-ophold"
[[service.tariff]]
from = "2019-01-01"
price = "1000.00"
source = "takstblad"
"#;

/// A citizen with 100 days of a stay in one service and 30 in another, of which 20 are refunded: the window of 120 days goes on. And two others.
const FILE: &str = "case_id;citizen_id;service;first_day;last_day;payer;own_payment_per_day\n\
    S-1;B-01;boegely/ophold;2023-10-01;2024-01-08;101;0\n\
    S-2;B-01;boegely/ophold-b;2024-01-09;2024-02-07;751;0\n\
    S-3;B-02;mandecentret/efterforsorg-basis;2023-05-01;2023-05-10;751;\n\
    S-4;B-03;mandecentret/efterforsorg-basis;2023-05-01;2023-15-10;Aarhus;\n\
    S-5;;mandecentret/efterforsorg-basis;2023-06-01;2023-06-02;147;\n";

struct Cases {
    dir: tempfile::TempDir,
    own: String,
}

impl Cases {
    fn new() -> Cases {
        let dir = tempfile::tempdir().expect("a directory");
        std::fs::create_dir(dir.path().join("own")).expect("a directory");
        file_in(&dir.path().join("own"), "boegely.toml", OWN);
        let own = dir.path().join("own").display().to_string();
        Cases { dir, own }
    }

    fn run(&self, args: &[&str], code: i32) -> (String, String) {
        ended(&[args, &["--catalogue", &self.own]].concat(), FILE, &[], code)
    }
}

/// 100 days of the window are used in S-1, so 20 of the 30 days of S-2 are refunded: 20 × 1,000.00 / 2 = 10,000.00.
#[test]
fn days_of_other_services_count_though_they_are_not_shown() {
    let cases = Cases::new();
    for filter in [&["--service", "boegely/ophold-b"][..], &["--case", "S-2"], &["--citizen", "B-01", "--payer", "Aarhus"]] {
        let (csv, _) = cases.run(&[&["totals", "-", "--by", "service", "--format", "csv"], filter].concat(), 0);
        assert!(csv.ends_with("\nboegely/ophold-b,3,30,30000.00,0.00,0.00,10000.00,0.00,20000.00,1\n"), "{filter:?} {csv}");
    }
}

/// The lines of each payer, one after another, are all lines; and so for every other filter.
#[test]
fn the_filtered_runs_together_are_the_whole() {
    let cases = Cases::new();
    let (all, _) = cases.run(&["price", "-", "--format", "csv"], 1);
    let values: [(&str, &[&str]); 5] = [
        ("--payer", &["101", "751", "147"]),
        ("--provider", &["boegely", "mandecentret"]),
        ("--service", &["boegely/ophold", "boegely/ophold-b", "mandecentret/efterforsorg-basis"]),
        ("--citizen", &["B-01", "B-02", "B-03", "S-5"]),
        ("--case", &["S-1", "S-2", "S-3", "S-4", "S-5"]),
    ];
    let lines = |csv: &str| csv.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let whole: BTreeSet<String> = lines(&all).into_iter().collect();
    for (option, values) in values {
        let mut found = Vec::new();
        for value in values {
            let output = takst(&["price", "-", "--format", "csv", option, value, "--catalogue", &cases.own], FILE, &[]);
            found.extend(lines(text(&output.stdout)));
        }
        assert_eq!(found.len(), whole.len(), "{option}: no line comes twice");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), whole, "{option}");
        // All values together are the whole as well.
        let every: Vec<&str> = values.iter().flat_map(|value| [option, value]).collect();
        assert_eq!(cases.run(&[&["price", "-", "--format", "csv"], &every[..]].concat(), 1).0, all, "{option}");
    }
}

#[test]
fn refused_cases_are_shown_by_what_their_rows_say_also_of_parquet() {
    let cases = Cases::new();
    let parquet = file_in(cases.dir.path(), "cases.parquet", parquet_of(FILE));
    for file in ["-", &parquet] {
        // S-4 is of Aarhus, and its last day cannot be read.
        let (_, stderr) = cases.run(&["totals", file, "--payer", "751"], 1);
        assert!(
            stderr.contains("S-4") && stderr.contains("5 rows, 5 cases: 4 priced, 1 refused.\nShown: 3 cases, of which 1 refused.\n"),
            "{file} {stderr}"
        );
        let (_, stderr) = cases.run(&["totals", file, "--payer", "147"], 0);
        assert!(!stderr.contains("S-4") && stderr.ends_with("Shown: 1 case, of which 0 refused. 1 refused case is not shown.\n"), "{file} {stderr}");
        let (table, stderr) = cases.run(&["price", file, "--payer", "147"], 0);
        // Two days at 435.00.
        assert!(table.contains("870.00") && !table.contains("4,350.00"), "{table}");
        assert!(stderr.ends_with("Shown: 1 case, of which 0 refused. 1 refused case is not shown.\n"), "{stderr}");
    }
}

#[test]
fn what_no_row_has_is_an_error_that_names_what_is_near() {
    let cases = Cases::new();
    let parquet = file_in(cases.dir.path(), "cases.parquet", parquet_of(FILE));
    for file in ["-", &parquet] {
        for command in [&["price"][..], &["totals"], &["compare", "--raise", "1", "--since", "2019-01-01"], &["explain"]] {
            for (filter, said) in [
                (["--payer", "752"], "Did you mean 751?"),
                (["--payer", "Aarhuus"], "Did you mean Aarhus (751)?"),
                (["--payer", "400"], "The file has 101, 147, 751."),
                (["--case", "B-01"], "It is there as --citizen B-01."),
                (["--citizen", "S-1"], "It is there as --case S-1."),
                (["--case", "S-11"], "Did you mean S-1?"),
                (["--citizen", "B01"], "Did you mean B-01"),
            ] {
                let (out, stderr) = cases.run(&[&command[..1], &[file], &command[1..], &filter].concat(), 2);
                assert!(out.is_empty(), "{command:?} {filter:?}: {out}");
                assert!(stderr.contains(filter[1]) && stderr.contains(said), "{command:?} {filter:?} {file}: {stderr}");
            }
        }
        for command in ["price", "totals", "explain"] {
            let (_, stderr) = cases.run(&[command, file, "--service", "efterforsorg-basis"], 2);
            assert!(stderr.contains("Did you mean mandecentret/efterforsorg-basis?"), "{stderr}");
        }
    }
}

/// One value that is not there is an error, whatever the others show.
#[test]
fn every_value_must_be_there() {
    let cases = Cases::new();
    let (out, stderr) = cases.run(&["totals", "-", "--payer", "147", "--payer", "400"], 2);
    assert!(out.is_empty() && stderr.contains("--payer 400"), "{stderr}");
}

#[test]
fn all_cases_of_a_citizen_are_explained_and_several_cases() {
    let cases = Cases::new();
    let headings = |text: &str| text.lines().filter(|line| line.starts_with("====")).count();
    let (one, _) = cases.run(&["explain", "-", "--case", "S-2"], 0);
    let (both, _) = cases.run(&["explain", "-", "--citizen", "B-01"], 0);
    assert_eq!((headings(&one), headings(&both)), (1, 2));
    assert!(both.contains("S-1") && both.ends_with(&one), "the cases follow the file");
    let (several, _) = cases.run(&["explain", "-", "--case", "S-5", "--case", "S-1"], 0);
    assert_eq!(headings(&several), 2);
    // A refused case among them.
    assert_eq!(headings(&cases.run(&["explain", "-", "--payer", "Aarhus"], 1).0), 3);
    let (json, _) = cases.run(&["explain", "-", "--citizen", "B-01", "--format", "json"], 0);
    let documents: Vec<serde_json::Value> = serde_json::Deserializer::from_str(&json).into_iter().map(|document| document.expect("JSON")).collect();
    assert_eq!(documents.iter().map(|document| document["case_id"].as_str()).collect::<Vec<_>>(), [Some("S-1"), Some("S-2")]);
    let (page, _) = cases.run(&["explain", "-", "--citizen", "B-01", "--format", "html"], 0);
    assert_eq!((page.matches("<html").count(), page.matches("<footer").count()), (1, 1));
    let output = takst(&["explain", "-"], FILE, &[]);
    assert_eq!(output.status.code(), Some(2), "all of a file is not explained");
}
