//! A file that is changed or cut off is noticed; a command that is killed has written nothing or everything.

mod common;

use common::{Books, invoice, line};
use proptest::prelude::*;
use takst_ledger::{Ledger, LedgerError};

/// Twelve cases of one month each.
fn books() -> Books {
    let books = Books::new("2024-01");
    let documents: Vec<_> = (0..12).map(|case| invoice(&format!("SAG-{case}"), "2024-01", vec![line("2024-01-01", "2024-01-31", 31)])).collect();
    books.issue(&documents, "2024-02-01").expect("issued");
    books
}

/// All rows of all tables, or why they cannot be read.
fn everything(path: &std::path::Path) -> Result<String, LedgerError> {
    let ledger = Ledger::open(path)?;
    ledger.check(None)?;
    let mut all = format!("{} {:?}", ledger.start(), ledger.head()?);
    ledger.export(|row| {
        all.push_str(&format!("{row:?}"));
        Ok::<(), LedgerError>(())
    })?;
    Ok(all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Bytes that carry nothing may change: what is read is then what was written.
    #[test]
    fn a_changed_byte_is_found_or_changes_nothing(place in any::<prop::sample::Index>(), change in 1u8..=255) {
        let books = books();
        let written = everything(&books.path()).expect("it holds");
        let mut bytes = std::fs::read(books.path()).expect("read");
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        std::fs::write(books.path(), bytes).expect("written");
        if let Ok(read) = everything(&books.path()) {
            prop_assert_eq!(read, written, "byte {}", place);
        }
    }

    #[test]
    fn a_file_that_is_cut_off_is_found(place in any::<prop::sample::Index>()) {
        let books = books();
        let bytes = std::fs::read(books.path()).expect("read");
        let place = place.index(bytes.len());
        std::fs::write(books.path(), &bytes[..place]).expect("written");
        prop_assert!(everything(&books.path()).is_err(), "cut off at {}", place);
    }
}

#[test]
fn a_record_that_is_removed_with_all_its_rows_is_missed() {
    let books = books();
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    let triggers: Vec<String> = {
        let mut names = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").expect("a query");
        names.query_map([], |row| row.get(0)).expect("names").collect::<Result<_, _>>().expect("names")
    };
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
    }
    for table in ["document_line", "document_content", "document", "record"] {
        connection.execute(&format!("DELETE FROM {table} WHERE record = 5"), []).expect("removed");
    }
    drop(connection);
    let broken = books.open().check(None).expect_err("record 5 is missing");
    assert_eq!(broken.to_string(), "record 5: it is missing");
}

#[test]
fn a_number_that_is_changed_with_its_hash_breaks_the_chain_behind_it() {
    let books = books();
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    connection.execute_batch("DROP TRIGGER document_is_not_changed; UPDATE document SET net = net - 100 WHERE record = 5").expect("changed");
    drop(connection);
    let broken = books.open().check(None).expect_err("record 5 was changed");
    assert_eq!(broken.to_string(), "record 5: it is not what was written, or a record before it was removed");
}

#[test]
fn two_commands_at_once_give_every_number_once() {
    let books = Books::new("2024-01");
    let path = books.path();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = &path;
            scope.spawn(move || {
                for round in 0..5 {
                    let document = invoice(&format!("SAG-{thread}-{round}"), "2024-01", vec![line("2024-01-01", "2024-01-31", 31)]);
                    common::issue(path, &[document], "2024-02-01").expect("issued");
                    Ledger::open(path).expect("a reader").check(None).expect("it holds");
                }
            });
        }
    });
    assert_eq!(books.open().check(None).expect("it holds").head.record, 20);
}

#[test]
fn changed_tables_and_bytes_after_the_last_page_are_found() {
    // What would let changes through, or show something else, and leaves every row as it was.
    let changes = [
        ("DROP TRIGGER document_is_not_changed", "trigger document_is_not_changed on document"),
        ("CREATE TRIGGER t AFTER INSERT ON document BEGIN SELECT 1; END", "trigger t on document"),
        ("DROP VIEW documents; CREATE VIEW documents AS SELECT * FROM document WHERE net > 0", "view documents on documents"),
        ("CREATE TABLE extra (a)", "table extra on extra"),
    ];
    for (change, named) in changes {
        let books = books();
        rusqlite::Connection::open(books.path()).expect("a database").execute_batch(change).expect("changed");
        let broken = books.open().check(None).expect_err(change);
        assert_eq!(broken.to_string(), format!("record 0: {named} is not as a new ledger has it"));
    }
    let books = books();
    let mut bytes = std::fs::read(books.path()).expect("read");
    bytes.extend_from_slice(b"more");
    std::fs::write(books.path(), bytes).expect("written");
    assert!(books.open().check(None).expect_err("4 bytes more").to_string().contains("the file is damaged: it has "));
    // What an expiry leaves that is killed between writing the file anew and cutting it off, and that it ends when it is run again.
    let length = std::fs::metadata(books.path()).expect("a file").len() - 4;
    let file = std::fs::OpenOptions::new().write(true).open(books.path()).expect("a file");
    file.set_len(length + 2 * 4096).expect("longer");
    drop(file);
    books.open().check(None).expect("it holds");
    assert!(books.open().begin(common::author()).expect("begun").expire(2018, 2024).expect("expired").is_rewritten);
    let pages: u64 = rusqlite::Connection::open(books.path())
        .expect("a database")
        .query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0))
        .expect("a number")
        .cast_unsigned();
    assert_eq!(std::fs::metadata(books.path()).expect("a file").len(), pages * 4096);
}

#[test]
fn a_second_ledger_of_the_program_leaves_the_locks_of_the_first_alone() {
    // To open and close a file takes away every lock that the same program holds on it; another program could then write between.
    let books = books();
    let mut first = books.open();
    let writing = first.begin(common::author()).expect("begun");
    let other = books.open();
    other.check(None).expect("it holds");
    drop(other);
    let other_program = std::process::Command::new(std::env::current_exe().expect("a program"))
        .args(["--exact", "another_program_begins_to_write"])
        .env(WRITES_TO, books.path())
        .output()
        .expect("it starts");
    assert!(!other_program.status.success(), "another program could write");
    drop(writing);
}

const WRITES_TO: &str = "TAKST_TEST_WRITES_TO";

/// Does something only where the test above starts it as another program.
#[test]
fn another_program_begins_to_write() {
    if let Ok(path) = std::env::var(WRITES_TO) {
        let connection = rusqlite::Connection::open(path).expect("a database");
        connection.busy_timeout(std::time::Duration::ZERO).expect("set");
        connection.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
    }
}

#[test]
fn a_party_that_is_changed_is_found() {
    let books = books();
    common::tamper(&books.path(), "UPDATE party SET name = 'Kvindecentret' WHERE name = 'Mandecentret'");
    let broken = books.open().check(None).expect_err("the seller has another name");
    assert_eq!(broken.to_string(), "record 0: a party is not what was written");
}
