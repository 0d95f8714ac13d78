//! Contents expire; what remains still holds.

mod common;

use common::{Books, author, invoice, line, month};
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
