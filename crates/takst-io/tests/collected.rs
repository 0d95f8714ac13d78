//! Records that come from elsewhere than a file of text.
#![allow(missing_docs, reason = "a test")]

mod common;

use std::convert::Infallible;
use takst::{Column, ReportingPeriod, Statement};
use takst_io::{CaseFile, RawRecord, is_readable};

const ROWS: [(&str, &str, &str, u64); 5] = [
    ("S-1", "C-1", "2022-03-01", 3),
    ("S-2", "C-2", "2022-03-01", 4),
    ("S-3", "C-1", "2022-05-01", 7),
    ("S-1", "C-1", "2022-04-01", 9),
    ("", "C-2", "x", 12),
];

fn fill(file: &mut CaseFile) {
    let mut raw = RawRecord::default();
    for (case, citizen, first_day, number) in ROWS {
        raw.clear();
        raw.cell(Column::CaseId, case);
        raw.cell(Column::CitizenId, citizen);
        raw.cell(Column::Service, " mandecentret/efterforsorg ");
        raw.cell(Column::FirstDay, first_day);
        raw.cell(Column::LastDay, &first_day.replace("-01", "-20"));
        raw.cell(Column::Payer, "101");
        file.push(&raw, number).expect("few rows");
    }
}

fn priced(file: &CaseFile) -> (Vec<Statement>, Vec<u64>) {
    let (mut statements, mut rows) = (Vec::new(), Vec::new());
    let done: Result<(), Infallible> = file.price(
        &common::book(),
        &ReportingPeriod::ALL,
        |row| rows.push(row.number()),
        |statement| {
            statements.push(statement);
            Ok(())
        },
    );
    done.expect("it cannot fail");
    rows.sort_unstable();
    (statements, rows)
}

#[test]
fn records_keep_their_numbers_and_cases_their_order() {
    let mut file = CaseFile::collected();
    fill(&mut file);
    let (statements, rows) = priced(&file);
    assert_eq!(rows, [3, 4, 7, 9, 12]);
    assert_eq!(statements.iter().map(|s| &*s.case_id).collect::<Vec<_>>(), ["S-1", "S-2", "S-3", ""]);
    assert_eq!(statements[0].lines().map(|line| line.row).collect::<Vec<_>>(), [3, 9]);
    let faults = statements[3].result.as_ref().expect_err("it has no case");
    assert!(faults.iter().all(|fault| fault.at.row == Some(12)), "{faults:?}");
}

#[test]
fn a_cleared_file_is_as_new() {
    let mut file = CaseFile::collected();
    fill(&mut file);
    let first = priced(&file);
    file.clear();
    assert_eq!((file.rows(), priced(&file)), (0, (Vec::new(), Vec::new())));
    fill(&mut file);
    assert_eq!(priced(&file), first);
}

#[test]
fn references_are_readable_as_records_read_them() {
    for (text, readable) in [("S-1", true), (" S-1 ", true), ("æ", true), ("", false), (" \t", false), ("S\u{7}1", false), (&"x".repeat(201), false)]
    {
        let mut raw = RawRecord::default();
        raw.cell(Column::CaseId, text);
        let mut file = CaseFile::collected();
        file.push(&raw, 1).expect("one row");
        assert_eq!(is_readable(Column::CaseId, text), readable, "{text:?}");
        assert_eq!(file.citizen_of_case(text).is_some(), readable, "{text:?}");
    }
}
