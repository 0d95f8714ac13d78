//! Claims are numbered, read back row by row, proved by the chain, and expire year by year.

mod common;

use common::{Books, author, credit, invoice, line, month};
use takst::catalogue::RefundRule;
use takst::contract::words::{ClaimKind, Invoiced};
use takst::document::claim::{ClaimPlace, ClaimRow, ClaimSums, Quarter};
use takst::{Amount, Code, Municipality};
use takst_ledger::{LedgerError, Receipt};

fn payer(code: u16) -> Municipality {
    Municipality::new(code).expect("a municipality")
}

fn quarter(text: &str) -> Quarter {
    text.parse().expect("a quarter")
}

/// A row of the case in a month: 10 days at 435 kr., half of it refunded.
fn row(case: &str, of: &str) -> ClaimRow {
    ClaimRow {
        case_id: case.into(),
        citizen_id: "B-1".into(),
        place: ClaimPlace { provider: "mandecentret".into(), month: month(of), rule: RefundRule::Sel110Efterforsorg, account: Some("5.42".into()) },
        kind: ClaimKind::Current,
        sums: ClaimSums { net: Amount::from_ore(435_000), own_payment: Amount::ZERO, refund: Amount::from_ore(217_500) },
        at_stake: Amount::from_ore(1),
        invoiced: Invoiced::Partly,
    }
}

/// Claims as one command does, and returns the number.
fn claim(books: &Books, of: u16, in_quarter: &str, date: &str, rows: &[ClaimRow]) -> Result<Option<String>, LedgerError> {
    let mut ledger = books.open();
    let mut writing = ledger.begin(author())?;
    let issued = date.parse().expect("a date");
    writing.can_claim(payer(of), quarter(in_quarter), issued)?;
    let receipt = Receipt { issued, as_of: None, catalogue_sha256: "c", policy_sha256: "p", note: None };
    let number = writing.claim(payer(of), quarter(in_quarter), rows, &receipt)?;
    writing.commit()?;
    Ok(number)
}

#[test]
fn a_claim_is_numbered_by_payer_and_quarter_and_read_back_in_order() {
    let books = Books::new("2024-01");
    let rows = [row("B", "2024-02"), row("A", "2024-01")];
    let of = |of: u16, in_quarter: &str| claim(&books, of, in_quarter, "2024-07-01", &rows).expect("claimed");
    assert_eq!(of(101, "2024-Q1").as_deref(), Some("101-2024-Q1-1"));
    assert_eq!(of(101, "2024-Q1").as_deref(), Some("101-2024-Q1-2"));
    assert_eq!(of(147, "2024-Q1").as_deref(), Some("147-2024-Q1-1"));
    assert_eq!(of(101, "2024-Q2").as_deref(), Some("101-2024-Q2-1"));
    assert_eq!(claim(&books, 101, "2024-Q2", "2024-07-01", &[]).expect("nothing"), None);
    let ledger = books.open();
    assert_eq!(ledger.check(None).expect("it holds").head.record, 4, "a claim without rows stores nothing");
    let claimed = ledger.reader().claimed(payer(147)).expect("read");
    assert_eq!(claimed.iter().map(|claimed| claimed.row.clone()).collect::<Vec<_>>(), rows);
    assert_eq!((&*claimed[0].claim, claimed[0].quarter), ("147-2024-Q1-1", quarter("2024-Q1")));
    assert_eq!(ledger.reader().claimed(payer(101)).expect("read").len(), 6);
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    let view = "SELECT refund, year FROM claim_rows WHERE claim = '147-2024-Q1-1' AND row = 2";
    let view: (String, i32) = connection.query_row(view, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("the view");
    assert_eq!(view, ("2175.00".to_owned(), 2024));
}

#[test]
fn claims_are_listed_with_their_sums_and_found_by_number() {
    let books = Books::new("2018-01");
    let rows = [row("B", "2019-02"), row("A", "2018-12")];
    claim(&books, 147, "2019-Q1", "2019-04-02", &rows[..1]).expect("claimed");
    claim(&books, 101, "2019-Q1", "2019-04-01", &rows).expect("claimed");
    let mut ledger = books.open();
    ledger.begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    // Two rows, 2 × 4,350 and 2 × 2,175; the one of 2018 has expired.
    let claims = ledger.reader().claims().expect("read");
    let texts: Vec<String> = claims.iter().map(|claim| claim.texts().join(" ")).collect();
    assert_eq!(texts, ["147-2019-Q1-1 147 2019-Q1 2019-04-02 4350.00 0.00 2175.00", "101-2019-Q1-1 101 2019-Q1 2019-04-01 8700.00 0.00 4350.00"]);
    let (found, kept) = ledger.reader().claim("101-2019-Q1-1").expect("read").expect("a claim");
    assert_eq!((found, kept), (claims[1].clone(), rows[..1].to_vec()));
    assert_eq!(ledger.reader().claim("101-2019-Q1-2").expect("read"), None);
}

#[test]
fn quarters_are_claimed_in_order_and_when_they_are_over() {
    let books = Books::new("2024-01");
    let rows = [row("A", "2024-01")];
    let ahead = claim(&books, 101, "2024-Q1", "2024-03-31", &rows).expect_err("the last day is not over");
    assert_eq!((ahead.code(), ahead.to_string().as_str()), (Some(Code::ClaimQuarterAhead), "2024-Q1 is not over on 2024-03-31"));
    claim(&books, 101, "2024-Q2", "2024-07-01", &rows).expect("claimed");
    let backwards = claim(&books, 101, "2024-Q1", "2024-07-01", &rows).expect_err("a later one was claimed");
    assert_eq!(backwards.code(), Some(Code::ClaimQuarterBackwards));
    assert!(backwards.to_string().starts_with("2024-Q1 lies before 2024-Q2, the latest quarter"), "{backwards}");
    claim(&books, 101, "2024-Q2", "2024-07-01", &rows).expect("the same quarter again");
    claim(&books, 147, "2024-Q1", "2024-07-01", &rows).expect("another payer");
    assert_eq!(books.open().head().expect("read").record, 3);
}

#[test]
fn the_hashes_cover_every_value_of_a_claim() {
    for change in [
        "UPDATE claim SET refund = refund + 1",
        "UPDATE claim SET date = '2024-07-02'",
        "UPDATE claim SET year = 2023",
        "UPDATE claim_row SET account = NULL WHERE row = 1",
        "UPDATE claim_row SET refund = -refund WHERE row = 1",
        "UPDATE claim_row SET case_id = 'B' WHERE row = 1",
        "DELETE FROM claim_row WHERE row = 1",
        "DELETE FROM claim_row",
    ] {
        let books = Books::new("2024-01");
        claim(&books, 101, "2024-Q2", "2024-07-01", &[row("A", "2024-01"), row("A", "2024-02")]).expect("claimed");
        let connection = rusqlite::Connection::open(books.path()).expect("a database");
        assert!(connection.execute(change, []).expect_err(change).to_string().contains("append-only"));
        connection
            .execute_batch("DROP TRIGGER claim_is_not_changed; DROP TRIGGER claim_row_is_not_changed; DROP TRIGGER claim_row_expires_only")
            .expect("dropped");
        connection.execute(change, []).expect(change);
        drop(connection);
        assert!(matches!(books.open().check(None), Err(LedgerError::Broken { record: 1, .. })), "{change}");
    }
}

#[test]
fn rows_of_old_years_expire_and_those_of_later_years_stay() {
    let books = Books::new("2018-01");
    let rows = [row("GAMMEL-SAG", "2018-12"), row("NY-SAG", "2019-03"), row("NY-SAG", "2018-11")];
    claim(&books, 101, "2019-Q1", "2019-04-01", &rows).expect("claimed");
    assert_eq!(books.open().check(None).expect("it holds").head.record, 2, "a record for each year");
    let all = books.open().reader().claimed(payer(101)).expect("read");
    assert_eq!(all.iter().map(|claimed| claimed.row.clone()).collect::<Vec<_>>(), rows, "in the order of the claim");
    let mut ledger = books.open();
    let expired = ledger.begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    assert_eq!((expired.documents, expired.claims, expired.removed), (0, 1, 1));
    let checked = ledger.check(None).expect("it holds");
    assert_eq!((checked.head.record, checked.expired), (3, 1));
    let kept = ledger.reader().claimed(payer(101)).expect("read");
    assert_eq!(kept.iter().map(|claimed| claimed.row.clone()).collect::<Vec<_>>(), [row("NY-SAG", "2019-03")]);
    assert_eq!(ledger.reader().latest_quarter(payer(101)).expect("read"), Some(quarter("2019-Q1")));
    drop(ledger);
    assert!(!String::from_utf8_lossy(&std::fs::read(books.path()).expect("read")).contains("GAMMEL"));
}

#[test]
fn what_stands_of_received_invoices_goes_before_what_was_issued() {
    let books = Books::new("2024-01");
    let first = invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-10", 10)]);
    let second = invoice("A", "2024-02", vec![line("2024-02-01", "2024-02-10", 10)]);
    let third = invoice("A", "2024-03", vec![line("2024-03-01", "2024-03-10", 10)]);
    books.issue(&[first.clone(), second, third], "2024-04-01").expect("issued");
    books.issue(&[credit("M-1", &first)], "2024-04-01").expect("credited");
    // Received: 1,000 − 100 kr. of February under no payer; a payer 147 of March; the first paper R-1 came once more, with 1,000 kr. instead of 7.
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    for (record, number, kind, payer, month, net) in [
        (5, "R-1", "invoice", "NULL", "2024-02", 700),
        (6, "R-1", "invoice", "NULL", "2024-02", 100_000),
        (7, "R-2", "credit-note", "'101'", "2024-02", 10_000),
        (8, "R-3", "invoice", "'147'", "2024-03", 5),
    ] {
        connection
            .execute_batch(&format!(
                "INSERT INTO record VALUES ({record}, 'received', '', '', '', NULL, zeroblob(32));
                 INSERT INTO received VALUES ({record}, 'mandecentret', '{number}', '{kind}', x'{record:02x}', '{month}', {net}, 0);
                 INSERT INTO received_content VALUES ({record}, x'00');
                 INSERT INTO received_line (record, line, case_id, service, payer, first_day, net)
                 VALUES ({record}, 1, 'A', 'mandecentret/efterforsorg-basis', {payer}, '{month}-01', {net});"
            ))
            .expect("received");
    }
    let billed = |of: u16| {
        let billed = books.open().reader().billed(payer(of)).expect("read");
        ["2024-01", "2024-02", "2024-03"].map(|of| billed.net("A", "mandecentret", month(of)).ore())
    };
    assert_eq!(billed(101), [0, 90_000, 435_000], "credited, received, issued");
    assert_eq!(billed(147), [0, 100_000, 5], "a line without a payer counts for all");
}
