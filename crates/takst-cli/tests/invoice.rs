//! `takst invoice`: what is issued, how everything else is reported, and what is refused as a whole.
//!
//! Basic aftercare costs 435.00 a day: January 2024 has 31 days, 13,485.00; February has 29, 12,615.00.
#![allow(missing_docs, reason = "a test")]

mod common;

use common::books::{Books, PARTIES, cases, stay, stay_of};

const HEADER: &str = "action,number,kind,refers_to,reasons,case_id,provider,payer,month,net,vat,due,why";

#[test]
fn what_is_missing_is_issued_once() {
    let books = Books::from("2024-01");
    let file = cases(&[&stay("S-1", "2024-01-01", ""), &stay("S-2", "2024-01-22", "2024-02-10")]);
    let run = books.invoice(&file, "2024-03-01");
    assert_eq!((run.code, run.stdout.lines().next()), (0, Some(HEADER)), "{}", run.stderr);
    // S-2: 10 days of January, 4,350.00, and 10 of February. Due 21 days after 1 March.
    let expected = [
        "issue,M-1,invoice,,,S-1,mandecentret,101,2024-01,13485.00,0.00,2024-03-22,",
        "issue,M-2,invoice,,,S-1,mandecentret,101,2024-02,12615.00,0.00,2024-03-22,",
        "issue,M-3,invoice,,,S-2,mandecentret,101,2024-01,4350.00,0.00,2024-03-22,",
        "issue,M-4,invoice,,,S-2,mandecentret,101,2024-02,4350.00,0.00,2024-03-22,",
    ];
    assert_eq!(run.rows(), expected);
    assert!(run.stderr.contains("Issued: 4 invoices, 0 credit notes.\n"), "{}", run.stderr);
    assert!(run.stderr.contains("\nRecord 4, hash "), "{}", run.stderr);
    let again = books.invoice(&file, "2024-03-01");
    assert_eq!((again.code, again.rows().len(), books.records().as_str()), (0, 0, "4"), "{}", again.stderr);
    assert!(!again.stderr.contains("hash"), "nothing was issued: {}", again.stderr);
    let next = books.invoice(&file, "2024-04-01");
    assert_eq!(next.rows(), ["issue,M-5,invoice,,,S-1,mandecentret,101,2024-03,13485.00,0.00,2024-04-22,"]);
}

#[test]
fn a_dry_run_gives_no_numbers_and_writes_nothing() {
    let books = Books::from("2024-01");
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-31")]);
    let run = books.with("invoice", &file, &["--date", "2024-02-01", "--format", "csv", "--dry-run"]);
    assert_eq!((run.code, run.rows()), (0, vec!["issue,,invoice,,,S-1,mandecentret,101,2024-01,13485.00,0.00,,"]));
    assert!(run.stderr.contains("To be issued: 1 invoice, 0 credit notes.") && run.stderr.contains("Nothing was written"), "{}", run.stderr);
    assert_eq!(books.records(), "0");
}

#[test]
fn months_end_before_the_date_of_issue() {
    let file = cases(&[&stay("S-1", "2024-01-01", "")]);
    let months = |date: &str, more: &[&str]| -> Vec<String> {
        let books = Books::from("2024-01");
        let run = books.with("invoice", &file, &[&["--date", date, "--format", "csv"], more].concat());
        run.rows().iter().map(|row| row.split(',').nth(8).expect("a month").to_owned()).collect()
    };
    assert!(months("2024-01-31", &[]).is_empty(), "January ends on the 31st, not before it");
    assert_eq!(months("2024-02-01", &[]), ["2024-01"]);
    assert_eq!(months("2024-02-29", &[]), ["2024-01"]);
    assert_eq!(months("2024-02-01", &["--until", "2024-03"]), ["2024-01", "2024-02", "2024-03"]);
}

#[test]
fn what_is_not_issued_is_told_in_order() {
    let books = Books::from("2024-01");
    let before = [
        stay("DIFFERS", "2024-01-01", "2024-01-31"),
        stay("REFUSED", "2024-01-01", "2024-01-31"),
        stay("ABSENT", "2024-01-01", "2024-02-10"),
        stay("SAME", "2024-01-01", "2024-01-31"),
    ];
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    assert_eq!(books.invoice(&cases(&before), "2024-03-01").code, 0);
    let now = [
        // 30 of 31 days: 435.00 less. December 2023 is before the books: 31 days at 435.00.
        stay("DIFFERS", "2023-12-01", "2024-01-30"),
        stay("REFUSED", "2024-01-01", "2024-13-01"),
        stay("SAME", "2024-01-01", "2024-01-31"),
        // Odense (461) is no buyer.
        stay_of("HELD", "2024-01-30", "2024-02-02", "461"),
        stay("NEW", "2024-01-31", "2024-01-31"),
        ";;mandecentret/efterforsorg-basis;2024-01-01;;101;;;;".to_owned(),
    ];
    let now: Vec<&str> = now.iter().map(String::as_str).collect();
    let run = books.invoice(&cases(&now), "2024-03-01");
    assert_eq!(run.code, 1);
    let expected = [
        "issue,M-6,invoice,,,NEW,mandecentret,101,2024-01,435.00,0.00,2024-03-22,",
        "held,,,,,HELD,mandecentret,,2024-01,870.00,0.00,,party.missing",
        "held,,,,,HELD,mandecentret,,2024-02,870.00,0.00,,party.missing",
        "differs,,,,correction.period,DIFFERS,mandecentret,,2024-01,-435.00,0.00,,",
        "refused,,,,,REFUSED,,,,,,,value.invalid",
        "refused,,,,,,,,,,,,value.missing",
        // 13,485.00 of January and 4,350.00 of February stand.
        "absent,,,,,ABSENT,,,,17835.00,0.00,,",
        "closed,,,,,DIFFERS,mandecentret,,2023-12,13485.00,0.00,,",
    ];
    assert_eq!(run.rows(), expected, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "Issued: 1 invoice, 0 credit notes. Not issued: 2 months held, 1 month that differs from what is billed, 2 cases refused, 1 case absent from the \
             file, 1 month before the ledger begins. takst correct plans the correction of what differs."
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_closed_alone_needs_no_look() {
    let books = Books::from("2024-01");
    let run = books.invoice(&cases(&[&stay("S-1", "2023-12-31", "2023-12-31")]), "2024-02-01");
    assert_eq!((run.code, run.rows()), (0, vec!["closed,,,,,S-1,mandecentret,,2023-12,435.00,0.00,,"]));
}

#[test]
fn expired_months_are_not_told() {
    let books = Books::from("2017-01");
    let file = |last: &str| cases(&[&format!("L-1;B-1;livarehab/vejledning-opkvalificering;2017-01-02;{last};751;BEV;2016-12-01;;")]);
    // Two weeks at 800.00 and 25 % VAT.
    let run = books.invoice(&file("2017-01-15"), "2017-02-01");
    assert_eq!(run.rows(), ["issue,L-100,invoice,,,L-1,livarehab,751,2017-01,1600.00,400.00,2017-02-15,"], "{}", run.stderr);
    assert_eq!(books.invoice(&file("2017-01-22"), "2017-02-01").rows().len(), 1, "it differs");
    assert_eq!(books.run(&["ledger", "expire", &books.path("books"), "--before", "2018"]).code, 0);
    let run = books.invoice(&file("2017-01-22"), "2017-02-01");
    assert_eq!((run.code, run.rows().len()), (0, 0), "{}", run.stdout);
}

#[test]
fn days_of_another_case_hold_both() {
    let books = Books::from("2024-01");
    let row = |case: &str, released: &str| format!("{case};B-1;mandecentret/efterforsorg-basis;2024-01-01;2024-01-31;101;BEV;2023-01-01;;{released}");
    let run = books.invoice(&cases(&[&row("S-1", ""), &row("S-2", "")]), "2024-02-01");
    let held = |case: &str| format!("held,,,,,{case},mandecentret,,2024-01,13485.00,0.00,,invoice.billed-elsewhere");
    assert_eq!((run.code, run.rows()), (1, vec![&*held("S-1"), &*held("S-2")]));
    let run = books.invoice(&cases(&[&row("S-1", "AB 2024-02-01"), &row("S-2", "")]), "2024-02-01");
    assert_eq!(run.rows(), ["issue,M-1,invoice,,,S-1,mandecentret,101,2024-01,13485.00,0.00,2024-02-22,", &held("S-2")]);
}

#[test]
fn two_sellers_count_in_series_of_their_own() {
    let books = Books::from("2024-01");
    // Four weeks at 800.00 and 25 % VAT: 3,200.00 and 800.00.
    let course = "L-1;B-9;livarehab/vejledning-opkvalificering;2024-01-01;2024-01-28;751;BEV;2023-01-01;;";
    let run = books.invoice(&cases(&[&stay("S-1", "2024-01-31", "2024-01-31"), course]), "2024-02-01");
    let expected = [
        "issue,L-100,invoice,,,L-1,livarehab,751,2024-01,3200.00,800.00,2024-02-15,",
        "issue,M-1,invoice,,,S-1,mandecentret,101,2024-01,435.00,0.00,2024-02-22,",
    ];
    assert_eq!(run.rows(), expected, "{}{}", run.stdout, run.stderr);
    books.parties(&PARTIES.replace("vat_registered = true", "vat_registered = false"));
    let course = course.replace("L-1;", "L-2;").replace("B-9", "B-10");
    let run = books.with("invoice", &cases(&[&stay("S-1", "2024-01-31", "2024-01-31"), &course]), &["--date", "2024-02-01", "--format", "csv"]);
    let held: Vec<&str> = run.rows().into_iter().filter(|row| row.starts_with("held")).collect();
    assert_eq!(held, ["held,,,,,L-2,livarehab,,2024-01,3200.00,800.00,,seller.not-registered"]);
}

#[test]
fn dates_go_forward_and_not_ahead() {
    let books = Books::from("2024-01");
    let (one, two) = (stay("S-1", "2024-01-01", "2024-01-31"), stay("S-2", "2024-01-01", "2024-01-31"));
    assert_eq!(books.invoice(&cases(&[&one]), "2024-02-02").code, 0);
    let run = books.invoice(&cases(&[&one, &two]), "2024-02-01");
    assert_eq!((run.code, run.stdout.as_str(), books.records().as_str()), (2, "", "1"));
    assert!(run.stderr.contains("ledger.date-backwards: 1 February 2024 is before 2 February 2024"), "{}", run.stderr);
    // No document would get a number.
    assert_eq!(books.invoice(&cases(&[&one]), "2024-02-01").code, 0);
    // The other seller has no document yet.
    let course = "L-1;B-9;livarehab/vejledning-opkvalificering;2024-01-01;2024-01-28;751;BEV;2023-01-01;;";
    assert_eq!(books.invoice(&cases(&[&one, course]), "2024-02-01").rows().len(), 1);
    let run = books.invoice(&cases(&[&one, &two]), "2199-01-01");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("ledger.date-ahead: 1 January 2199 is after today"), "{}", run.stderr);
    let file = books.path("cases.csv");
    let run = books.run(&[
        "--lang",
        "da",
        "invoice",
        &file,
        "--ledger",
        &books.path("books"),
        "--parties",
        &books.path("parties.toml"),
        "--date",
        "2199-01-01",
    ]);
    assert!(run.stderr.starts_with("ledger.date-ahead: 1. januar 2199 ligger efter i dag"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_used_is_said_and_nothing_is_written() {
    let books = Books::from("2024-01");
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-31")]);
    let refused = |args: &[&str], said: &str| {
        let run = books.with("invoice", &file, &[&["--format", "csv"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(said), "{args:?}: {}", run.stderr);
        assert_eq!(books.records(), "0");
    };
    refused(&["--date", "2024-02-01", "--note", "om 010190-1234"], "CPR number");
    refused(&["--date", "2024-02-01", "--report", &books.path("books")], "--report would overwrite");
    refused(&["--date", "2024-02-01", "--report", &books.path("parties.toml")], "--report would overwrite");
    refused(&["--date", "2024-02-01", "--policy", "no-such.toml"], "no-such.toml");
    books.parties(&PARTIES.replace("12345674", "12345678").replace("series = \"M-\"", "series = \"M-1\""));
    refused(&["--date", "2024-02-01"], "seller.cvr = \"12345678\"");
    refused(&["--date", "2024-02-01"], "seller.series");
    let run = books.run(&["invoice", "no-such.csv", "--ledger", &books.path("books"), "--parties", &books.path("parties.toml")]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let run = books.run(&["invoice", &books.path("cases.csv"), "--ledger", &books.path("cases.csv"), "--parties", &books.path("parties.toml")]);
    assert!(run.code == 2 && run.stderr.contains("is not a ledger of takst"), "{}", run.stderr);
}

#[test]
fn rows_as_json_and_as_a_table() {
    let books = Books::from("2024-01");
    let file = cases(&[&stay("S-1", "2024-01-01", "2024-01-31"), &stay_of("S-2", "2024-01-01", "2024-01-31", "461")]);
    let run = books.with("invoice", &file, &["--date", "2024-02-01", "--format", "json", "--dry-run"]);
    let first: serde_json::Value = serde_json::from_str(run.stdout.lines().next().expect("a row")).expect("JSON");
    assert_eq!((first["action"].as_str(), first["net"].as_str(), first["why"].as_str()), (Some("issue"), Some("13485.00"), Some("")));
    let run = books.with("invoice", &file, &["--date", "2024-02-01"]);
    assert_eq!(run.code, 1);
    for said in ["Issue   M-1", "22 Feb 2024", "Københavns Kommune (101)", "13,485.00", "Held", "party.missing", "Total"] {
        assert!(run.stdout.contains(said), "{said}:\n{}", run.stdout);
    }
    let run = books.run(&[
        "--lang",
        "da",
        "invoice",
        &books.path("cases.csv"),
        "--ledger",
        &books.path("books"),
        "--parties",
        &books.path("parties.toml"),
        "--date",
        "2024-02-01",
    ]);
    assert!(run.stdout.contains("Holdt tilbage") && run.stderr.contains("Udstedt: 0 fakturaer"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_report_tells_every_fault() {
    let books = Books::from("2024-01");
    let report = books.path("report.csv");
    let run = books.with("invoice", &cases(&[&stay("S-1", "2024-01-01", "2024-13-01")]), &["--date", "2024-02-01", "--report", &report]);
    assert_eq!(run.code, 1);
    let report = std::fs::read_to_string(report).expect("it was written");
    assert!(report.contains("error,value.invalid,S-1,1,last_day,2024-13-01,"), "{report}");
}

#[test]
fn receipts_and_references_are_stored() {
    let books = Books::from("2024-01");
    let row = "S-1;B-1;mandecentret/efterforsorg-basis;2024-01-01;2024-01-31;101;BEV;2023-01-01;4500;";
    let run = books.with("invoice", &cases(&[row]), &["--date", "2024-02-01", "--as-of", "2024-02-01", "--note", "Ring til os"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let export = books.run(&["ledger", "export", &books.path("books")]);
    let row = "M-1,invoice,,,2024-02-01,2024-02-22,S-1,mandecentret,101,2024-01,SOC,4500,,1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-31,";
    assert!(export.rows()[0].starts_with(row), "{}", export.stdout);
}
