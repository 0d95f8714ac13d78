//! Large cases, large citizens and tangled citizens stay near-linear: each would take minutes to hours if it were quadratic.

mod common;
use common::run;
use std::fmt::Write;
use takst_io::{Format, Grouping};

const MANY: usize = 100_000;

fn file(rows: impl Iterator<Item = (String, String)>) -> String {
    let mut file = String::from("case_id,citizen_id,service,first_day,last_day,payer,hours\n");
    for (case, citizen) in rows {
        writeln!(file, "{case},{citizen},livarehab/mentor-samtaler,2019-03-05,2019-03-05,101,1").expect("a string takes all");
    }
    file
}

#[test]
fn many_rows_in_one_case() {
    let (kept, summary) = run(file((0..MANY).map(|_| ("S".into(), "C".into()))), Format::Csv, Grouping::None).expect("readable");
    assert_eq!((summary.rows, summary.cases, summary.refused, kept.statements.len()), (MANY as u64, 1, 0, 1));
}

#[test]
fn many_cases_of_one_citizen() {
    for grouping in [Grouping::None, Grouping::ByCitizen] {
        let (_, summary) = run(file((0..MANY).map(|i| (format!("S-{i}"), "C".into()))), Format::Csv, grouping).expect("readable");
        assert_eq!((summary.cases, summary.refused), (MANY as u64, 0));
    }
}

#[test]
fn one_case_that_names_every_citizen() {
    let rows = (0..MANY / 2).flat_map(|i| [(format!("S-{i}"), format!("C-{i}")), ("SHARED".into(), format!("C-{i}"))]);
    let (kept, summary) = run(file(rows), Format::Csv, Grouping::None).expect("readable");
    assert_eq!((summary.cases, summary.refused), (MANY as u64 / 2 + 1, 1));
    assert_eq!(&*kept.statements[1].case_id, "SHARED");
    assert_eq!(kept.statements[1].result.as_ref().expect_err("refused").len(), MANY / 2);
}

#[test]
fn many_records_that_are_no_rows() {
    let (_, summary) =
        run(file((0..MANY).map(|_| (String::new(), String::new()))) + &"x\n".repeat(MANY), Format::Csv, Grouping::ByCitizen).expect("readable");
    assert_eq!((summary.rows, summary.refused), (2 * MANY as u64, MANY as u64 + 1));
}
