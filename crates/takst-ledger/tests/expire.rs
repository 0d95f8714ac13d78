//! Contents expire; what remains still holds.

mod common;

use common::{Books, author, invoice, line, month};
use std::sync::Arc;
use takst::document::action::NewDocument;
use takst::document::party::References;
use takst_ledger::{DocumentRow, LedgerError};

fn old_and_new() -> Books {
    let books = Books::new("2018-01");
    let old = invoice("A", "2018-12", vec![line("2018-12-01", "2018-12-31", 31)]);
    let new = invoice("A", "2019-01", vec![line("2019-01-01", "2019-01-31", 31)]);
    books.issue(&[old, new], "2019-02-01").expect("issued");
    books
}

#[test]
fn contents_before_the_year_go_and_the_chain_holds() {
    let books = old_and_new();
    let mut ledger = books.open();
    let expired = ledger.begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    assert_eq!((expired.documents, expired.claims, expired.head.record), (1, 0, 3));
    assert_eq!(ledger.kept_from().expect("read"), Some(month("2019-01")));
    assert_eq!(ledger.reader().kept_from().expect("read"), Some(month("2019-01")));
    assert_eq!(ledger.begin(author()).expect("begun").kept_from().expect("read"), Some(month("2019-01")));
    let checked = ledger.check(None).expect("it holds");
    assert_eq!((checked.head.record, checked.expired), (3, 1));
    let standing = ledger.reader().standing_of("A").expect("read");
    assert_eq!(standing.iter().map(|standing| &*standing.number).collect::<Vec<_>>(), ["M-2"]);
    let mut rows: Vec<DocumentRow> = Vec::new();
    ledger
        .export(|row| {
            rows.push(row);
            Ok::<(), LedgerError>(())
        })
        .expect("exported");
    assert_eq!((rows[0].case_id.as_str(), rows[0].line.is_none(), rows[0].net.to_string().as_str()), ("", true, "13485.00"));
    // The bytes of the case are gone from the file: a pseudonym of an expired content stands nowhere.
    assert_eq!((rows[1].case_id.as_str(), rows.len()), ("A", 2));
}

#[test]
fn the_last_five_full_years_are_kept() {
    let books = old_and_new();
    let mut ledger = books.open();
    // In 2024 the years 2019 to 2023 are kept: before 2019 may go, before 2020 may not.
    let refused = ledger.begin(author()).expect("begun").expire(2020, 2024).expect_err("too recent");
    assert!(matches!(refused, LedgerError::TooRecent { year: 2020, latest: 2019 }));
    assert_eq!(ledger.head().expect("read").record, 2);
}

#[test]
fn contents_that_go_without_an_expiry_are_missed() {
    let books = old_and_new();
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    connection.execute_batch("DROP TRIGGER document_line_expires_only; DELETE FROM document_line WHERE record = 1").expect("removed");
    let broken = books.open().check(None).expect_err("a line is missing");
    assert_eq!(broken.to_string(), "record 1: its content is not what was written");
}

/// The year that an expiry names is the first that is kept.
#[test]
fn contents_of_a_year_that_is_kept_are_missed() {
    let books = old_and_new();
    books.open().begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    common::tamper(&books.path(), "DELETE FROM document_line WHERE record = 2; DELETE FROM document_content WHERE record = 2");
    let broken = books.open().check(None).expect_err("the content of January 2019 is missing");
    assert_eq!(broken.to_string(), "record 2: its content is missing");
}

#[test]
fn a_first_expiry_is_recorded_though_it_removes_nothing() {
    let books = old_and_new();
    let expired = books.open().begin(author()).expect("begun").expire(2018, 2024).expect("expired");
    assert_eq!((expired.documents, expired.head.record), (0, 3), "two documents and the expiry");
}

#[test]
fn an_expired_text_is_no_longer_in_the_file() {
    let books = Books::new("2018-01");
    let old = invoice("SAG-UDEN-FORTSAT-GRUND", "2018-12", vec![line("2018-12-01", "2018-12-31", 31)]);
    books.issue(&[old], "2019-01-02").expect("issued");
    let holds = || String::from_utf8_lossy(&std::fs::read(books.path()).expect("read")).contains("UDEN-FORTSAT");
    assert!(holds());
    let mut ledger = books.open();
    ledger.begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    assert!(!holds());
}

#[test]
fn an_expiry_that_finds_nothing_to_remove_is_recorded_once() {
    let books = old_and_new();
    let mut ledger = books.open();
    let first = ledger.begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    // As after a run that was killed when it had written.
    for year in [2019, 2018] {
        let again = ledger.begin(author()).expect("begun").expire(year, 2024).expect("expired");
        assert_eq!((again.documents, again.head.clone(), again.is_rewritten), (0, first.head.clone(), true), "{year}");
    }
    assert_eq!(ledger.check(None).expect("it holds").head, first.head);
}

#[test]
fn no_byte_of_what_expired_is_left_in_ledgers_that_grew() {
    // Cases of random length fill and empty pages in many ways; rows that SQLite moves leave copies behind in one ledger of a hundred, the first of
    // these.
    let mut state: u64 = 18_379_627_076_474_304_281;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    for ledger in 0..3 {
        let books = Books::new("2018-01");
        let documents: Vec<_> = (0..150 + below(150))
            .map(|_| {
                let case = format!("{:08}{}", below(100_000_000), "x".repeat(usize::try_from(below(60)).expect("small")));
                let (case, document) = match below(2) {
                    0 => (format!("{case}EXPIRED"), invoice(&format!("{case}EXPIRED"), "2018-12", vec![line("2018-12-01", "2018-12-31", 31)])),
                    _ => (format!("{case}KEPT"), invoice(&format!("{case}KEPT"), "2019-01", vec![line("2019-01-01", "2019-01-31", 31)])),
                };
                let order_reference = Some(format!("{case}{case}").into());
                NewDocument { references: Arc::new(References { order_reference, ..References::default() }), ..document }
            })
            .collect();
        books.issue(&documents, "2019-02-01").expect("issued");
        let count = |text: &[u8]| std::fs::read(books.path()).expect("read").windows(text.len()).filter(|bytes| *bytes == text).count();
        assert!(count(b"EXPIRED") > 50 && count(b"KEPT") > 50);
        let expired = books.open().begin(author()).expect("begun").expire(2019, 2024).expect("expired");
        assert_eq!((expired.is_rewritten, count(b"EXPIRED")), (true, 0), "ledger {ledger}");
        assert!(count(b"KEPT") > 50);
        books.open().check(None).expect("it holds");
    }
}
