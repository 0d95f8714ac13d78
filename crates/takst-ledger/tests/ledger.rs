//! What is written stands, in order, without gaps, and proves itself.

mod common;

use common::{Books, author, credit, invoice, line, month};
use takst_ledger::{DocumentRow, JournalRow, Ledger, LedgerError};

#[test]
fn what_was_issued_stands_until_it_is_credited() {
    let books = Books::new("2024-01");
    let january = invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-31", 31)]);
    let february = invoice("A", "2024-02", vec![line("2024-02-01", "2024-02-10", 10)]);
    assert_eq!(books.issue(&[january.clone(), february.clone()], "2024-03-01").expect("issued"), ["M-1", "M-2"]);
    let standing = books.open().reader().standing_of("A").expect("read");
    assert_eq!(standing.len(), 2);
    assert_eq!((&*standing[0].number, &standing[0].content), ("M-1", &january.content));
    assert_eq!(standing[0].references, january.references);
    assert_eq!((standing[0].seller.map(|cvr| cvr.to_string()).as_deref(), standing[1].case_since), (Some("12345674"), 1));
    assert_eq!(books.issue(&[credit("M-1", &january)], "2024-03-02").expect("issued"), ["M-3"]);
    let ledger = books.open();
    let standing = ledger.reader().standing_of("A").expect("read");
    assert_eq!(standing.iter().map(|standing| &*standing.number).collect::<Vec<_>>(), ["M-2"]);
    assert_eq!(ledger.reader().cases().expect("read"), ["A"]);
    assert_eq!(ledger.check(None).expect("it holds").head.record, 3);
}

#[test]
fn an_invoice_is_credited_once() {
    let books = Books::new("2024-01");
    let january = invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-31", 31)]);
    books.issue(std::slice::from_ref(&january), "2024-02-01").expect("issued");
    books.issue(&[credit("M-1", &january)], "2024-02-01").expect("issued");
    assert!(matches!(books.issue(&[credit("M-1", &january)], "2024-02-01"), Err(LedgerError::Sqlite(_))));
    assert_eq!(books.open().head().expect("read").record, 2);
}

#[test]
fn an_invoice_that_stands_is_found_by_its_number() {
    let books = Books::new("2024-01");
    let of = |month: &str, last: &str, days| invoice("A", month, vec![line(&format!("{month}-01"), last, days)]);
    let (january, february) = (of("2024-01", "2024-01-31", 31), of("2024-02", "2024-02-10", 10));
    books.issue(&[january.clone(), february.clone()], "2024-03-01").expect("issued");
    let ledger = books.open();
    let content = |number: &str| ledger.reader().standing(number).expect("read").map(|standing| standing.content);
    assert_eq!(
        [content("M-1"), content("M-2"), content("M-3")],
        [Some(january), Some(february.clone()), None].map(|found| found.map(|new| new.content))
    );
    // The second is taken back: the credit note refers to it, and the first stands.
    books.issue(&[credit("M-2", &february)], "2024-03-02").expect("issued");
    assert_eq!([content("M-1").is_some(), content("M-2").is_some(), content("M-3").is_some()], [true, false, false]);
    let mut referring = Vec::new();
    let keep = |row: DocumentRow| {
        referring.push((row.number, row.refers_to));
        Ok::<(), LedgerError>(())
    };
    ledger.export(keep).expect("exported");
    let text = |number: &str, refers_to: &str| (number.to_owned(), refers_to.to_owned());
    assert_eq!(referring, [text("M-1", ""), text("M-2", ""), text("M-3", "M-2")]);
}

#[test]
fn each_content_has_random_bytes_of_its_own() {
    let books = Books::new("2024-01");
    let documents: Vec<_> = (1..=300).map(|case| invoice(&format!("S-{case}"), "2024-01", vec![line("2024-01-01", "2024-01-31", 31)])).collect();
    books.issue(&documents, "2024-02-01").expect("issued");
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    let count = "SELECT count(DISTINCT salt), min(length(salt)) FROM document_content";
    let salts: (i64, i64) = connection.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("salts");
    assert_eq!(salts, (300, 16));
}

#[test]
fn every_ledger_begins_with_a_hash_of_its_own() {
    let heads = [Books::new("2024-01"), Books::new("2024-01")].map(|books| books.open().head().expect("read").hexadecimal());
    assert_ne!(heads[0], heads[1]);
    for head in heads {
        assert!(head.len() == 64 && head.bytes().all(|byte| byte.is_ascii_hexdigit()), "{head}");
    }
    let books = Books::new("2024-01");
    books.issue(&[invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-31", 31)])], "2024-02-01").expect("issued");
    let ledger = books.open();
    let hash = ledger.head().expect("read").hexadecimal();
    assert_eq!(ledger.check(Some(&hash)).expect("it holds").has_head, Some(true));
    assert_eq!(ledger.check(Some(&hash.replace(|c: char| c.is_ascii_digit(), "0"))).expect("it holds").has_head, Some(false));
}

#[test]
fn a_ledger_that_cannot_be_made_leaves_nothing_behind_and_takes_nothing_away() {
    let dir = tempfile::tempdir().expect("a folder");
    // A name to which that of the journal, eight signs longer, cannot be made.
    let long = dir.path().join("x".repeat(250));
    let refused = Ledger::init(&long, month("2024-01"));
    assert!(matches!(refused, Err(LedgerError::ReadOnly)), "{refused:?}");
    assert!(!long.exists(), "half a ledger is of no use");
    std::fs::write(&long, "").expect("a file");
    assert!(Ledger::init(&long, month("2024-01")).is_err());
    assert!(long.exists(), "the file was there before");
    // Below a file there is no folder, and what the system says is kept.
    let file = dir.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let below = Ledger::init(&file.join("books"), month("2024-01"));
    assert!(matches!(below, Err(LedgerError::Unusable { ref error, .. }) if error.kind() == std::io::ErrorKind::NotADirectory), "{below:?}");
    // A ledger whose journal cannot be read is one all the same.
    let books = Books::new("2024-01");
    std::fs::create_dir(books.dir.path().join("books.ledger-journal")).expect("a folder");
    let unread = Ledger::open(&books.path());
    assert!(matches!(unread, Err(LedgerError::Sqlite(_) | LedgerError::ReadOnly)), "{unread:?}");
    let absent = Ledger::init(&dir.path().join("absent/books"), month("2024-01"));
    assert!(matches!(absent, Err(LedgerError::NoFolder(_))), "{absent:?}");
}

#[test]
fn the_same_day_is_taken_and_an_earlier_one_refused() {
    let books = Books::new("2024-01");
    let of = |case: &str| invoice(case, "2024-01", vec![line("2024-01-01", "2024-01-31", 31)]);
    books.issue(&[of("A")], "2024-02-02").expect("issued");
    books.issue(&[of("B")], "2024-02-02").expect("the same day");
    let refused = books.issue(&[of("C")], "2024-02-01").expect_err("a day earlier");
    assert_eq!(refused.to_string(), "the date 2024-02-01 lies before 2024-02-02, the date of the latest document of mandecentret");
    let ledger = books.open();
    let checked = |provider: &str, date: &str| ledger.reader().check_date([provider], date.parse().expect("a date")).is_ok();
    assert!(checked("mandecentret", "2024-02-02") && checked("livarehab", "2024-02-01") && !checked("mandecentret", "2024-02-01"));
    assert_eq!(books.open().head().expect("read").record, 2, "nothing was written");
}

#[test]
fn what_is_not_committed_is_not_there() {
    let books = Books::new("2024-01");
    let mut ledger = books.open();
    drop(ledger.begin(author()).expect("begun"));
    assert_eq!(ledger.head().expect("read").record, 0);
}

#[test]
fn rows_are_neither_changed_nor_removed_nor_replaced() {
    let books = Books::new("2024-01");
    books.issue(&[invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-31", 31)])], "2024-02-01").expect("issued");
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    for sql in [
        "UPDATE document SET net = 0",
        "UPDATE document_line SET net = 0",
        "UPDATE setting SET value = '2020-01' WHERE name = 'start'",
        "DELETE FROM record",
        "DELETE FROM document_line",
        "DELETE FROM document_content",
        "INSERT OR REPLACE INTO setting VALUES ('start', '2020-01')",
        "INSERT OR REPLACE INTO record SELECT * FROM record",
        "INSERT OR REPLACE INTO party SELECT * FROM party",
        "INSERT INTO record SELECT 7, kind, time, user, version, content_sha256, hash FROM record",
    ] {
        let refused = connection.execute(sql, []).expect_err(sql);
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
}

#[test]
fn the_hash_of_an_earlier_run_proves_that_nothing_was_cut_off() {
    let books = Books::new("2024-01");
    let of = |case: &str| invoice(case, "2024-01", vec![line("2024-01-01", "2024-01-31", 31)]);
    books.issue(&[of("A")], "2024-02-01").expect("issued");
    let first = std::fs::read(books.path()).expect("read");
    let head = books.open().head().expect("read").hexadecimal();
    books.issue(&[of("B")], "2024-02-01").expect("issued");
    let later = books.open().head().expect("read").hexadecimal();
    let ledger = books.open();
    assert_eq!(ledger.check(Some(&head)).expect("it holds").has_head, Some(true));
    assert_eq!(ledger.check(Some(&later)).expect("it holds").has_head, Some(true));
    drop(ledger);
    std::fs::write(books.path(), first).expect("written");
    assert_eq!(books.open().check(Some(&later)).expect("it holds").has_head, Some(false), "the second run was cut off");
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("x");
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Absent(_))), "no file");
    assert!(matches!(Ledger::open(dir.path()), Err(LedgerError::NotALedger(_))), "a folder");
    std::fs::write(&path, "case_id;service\n".repeat(200)).expect("written");
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger(_))), "a text");
    std::fs::write(&path, "").expect("written");
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Empty(_))), "an empty file");
    std::fs::remove_file(&path).expect("removed");
    let other = rusqlite::Connection::open(&path).expect("a database");
    other.execute_batch("CREATE TABLE t (a)").expect("a table");
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger(_))), "another database");
    let books = Books::new("2024-01");
    let newer = rusqlite::Connection::open(books.path()).expect("a database");
    newer.pragma_update(None, "user_version", 2).expect("updated");
    assert!(matches!(Ledger::open(&books.path()), Err(LedgerError::Newer { found: 2, known: 1, .. })));
    assert!(matches!(Ledger::init(&books.path(), month("2024-01")), Err(LedgerError::Exists(_))));
    assert!(matches!(Ledger::init(&dir.path().join("no/such/folder"), month("2024-01")), Err(LedgerError::NoFolder(_))));
}

#[test]
fn a_document_is_exported_line_by_line() {
    let books = Books::new("2024-01");
    let january = invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-10", 10), line("2024-01-20", "2024-01-31", 12)]);
    books.issue(std::slice::from_ref(&january), "2024-02-01").expect("issued");
    books.issue(&[credit("M-1", &january)], "2024-02-03").expect("issued");
    let mut rows: Vec<DocumentRow> = Vec::new();
    books
        .open()
        .export(|row| {
            rows.push(row);
            Ok::<(), LedgerError>(())
        })
        .expect("exported");
    let shown: Vec<_> = rows.iter().map(|row| (row.number.as_str(), row.refers_to.as_str(), row.due.as_str(), row.net.to_string())).collect();
    // 10 × 435 = 4,350; 12 × 435 = 5,220; 21 days after 1 February 2024 is the 22nd.
    let expected = [
        ("M-1", "", "2024-02-22", "4350.00".to_owned()),
        ("M-1", "", "2024-02-22", "5220.00".to_owned()),
        ("M-2", "M-1", "", "4350.00".to_owned()),
        ("M-2", "M-1", "", "5220.00".to_owned()),
    ];
    assert_eq!(shown, expected);
    let texts = [
        "M-1,invoice,,,2024-02-01,2024-02-22,A,mandecentret,101,2024-01,,4500,,2,mandecentret/efterforsorg-basis,2024-01-20,2024-01-31,12.00,day,435.00,1.00,5220.00,E,0.00,0.00",
        "M-2,credit-note,M-1,,2024-02-03,,A,mandecentret,101,2024-01,,4500,,1,mandecentret/efterforsorg-basis,2024-01-01,2024-01-10,10.00,day,435.00,1.00,4350.00,E,0.00,0.00",
    ];
    assert_eq!([&rows[1], &rows[2]].map(|row| row.texts().join(",")), texts);
    let mut journal: Vec<String> = Vec::new();
    let keep = |row: JournalRow| {
        journal.push(row.texts().join(","));
        Ok::<(), LedgerError>(())
    };
    books.open().journal(keep).expect("a journal");
    let texts = [
        "M-1,invoice,2024-02-01,2024-02-22,mandecentret,101,2024-01,9570.00,0.00,9570.00",
        "M-2,credit-note,2024-02-03,,mandecentret,101,2024-01,9570.00,0.00,9570.00",
    ];
    assert_eq!(journal, texts);
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    let view: (String, String, i64) = connection
        .query_row("SELECT net, total, stands FROM documents WHERE number = 'M-1'", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("the view");
    assert_eq!(view, ("9570.00".to_owned(), "9570.00".to_owned(), 0));
}

#[test]
fn an_empty_file_is_made_a_ledger_and_any_other_is_left_as_it_is() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("books");
    // What making a ledger leaves that was killed at once.
    std::fs::write(&path, "").expect("written");
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Empty(_))));
    Ledger::init(&path, month("2024-01")).expect("a new ledger").check(None).expect("it holds");
    for bytes in [std::fs::read(&path).expect("read"), b"case_id;service\n".to_vec(), vec![0]] {
        std::fs::write(&path, &bytes).expect("written");
        assert!(matches!(Ledger::init(&path, month("2024-01")), Err(LedgerError::Exists(_))));
        assert_eq!(std::fs::read(&path).expect("read"), bytes);
    }
    assert!(matches!(Ledger::init(dir.path(), month("2024-01")), Err(LedgerError::Exists(_))), "a folder");
}

#[test]
fn of_those_who_make_a_ledger_at_once_one_does() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("books");
    let made = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| Ledger::init(&path, month("2024-01")).is_ok())).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).filter(|made| *made).count()
    });
    assert_eq!(made, 1);
    Ledger::open(&path).expect("a ledger").check(None).expect("it holds");
}
