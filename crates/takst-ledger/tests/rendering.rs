//! Electronic forms are kept as they were first written.

mod common;

use common::{Books, author, invoice, line};

fn books() -> Books {
    let books = Books::new("2018-01");
    books.issue(&[invoice("A", "2018-12", vec![line("2018-12-01", "2018-12-31", 31)])], "2019-01-02").expect("issued");
    books
}

#[test]
fn bytes_are_kept_once_and_are_part_of_the_chain() {
    let books = books();
    let mut ledger = books.open();
    assert_eq!(ledger.reader().rendering("M-1", "bis3").expect("read"), None);
    let mut writing = ledger.begin(author()).expect("begun");
    writing.keep_rendering("M-1", "bis3", b"<Invoice/>").expect("kept");
    writing.keep_rendering("M-1", "oioubl", b"<Invoice>2</Invoice>").expect("another dialect has bytes of its own");
    assert!(writing.keep_rendering("M-1", "bis3", b"other").is_err(), "never replaced");
    assert!(writing.keep_rendering("M-9", "bis3", b"other").is_err(), "no such document");
    drop(writing);
    assert_eq!(ledger.reader().rendering("M-1", "bis3").expect("read"), None, "nothing was written");
    let mut writing = ledger.begin(author()).expect("begun");
    writing.keep_rendering("M-1", "bis3", b"<Invoice/>").expect("kept");
    let head = writing.commit().expect("written");
    assert_eq!(ledger.reader().rendering("M-1", "bis3").expect("read").as_deref(), Some(&b"<Invoice/>"[..]));
    assert_eq!(ledger.reader().rendering("M-1", "oioubl").expect("read"), None);
    assert_eq!(ledger.check(None).expect("it holds").head, head);
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    assert!(connection.execute("UPDATE rendering_content SET bytes = x'00'", []).is_err(), "a trigger refuses it");
    connection.execute_batch("DROP TRIGGER rendering_content_is_not_changed; UPDATE rendering_content SET bytes = x'00'").expect("changed");
    assert_eq!(ledger.check(None).expect_err("a byte was changed").to_string(), "record 2: its content is not what was written");
}

#[test]
fn bytes_expire_with_their_document() {
    let books = books();
    let mut ledger = books.open();
    let mut writing = ledger.begin(author()).expect("begun");
    writing.keep_rendering("M-1", "bis3", b"<Invoice/>").expect("kept");
    writing.commit().expect("written");
    ledger.begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    assert_eq!(ledger.reader().rendering("M-1", "bis3").expect("read"), None);
    assert_eq!(ledger.check(None).expect("it holds").expired, 2);
}
