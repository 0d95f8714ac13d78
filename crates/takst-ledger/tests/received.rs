//! Papers that others wrote are kept as they were found, and read for the next control.

mod common;

use common::{Books, author, month};
use takst::contract::words::DocumentKind;
use takst::document::control::received::{Paper, PaperLine};
use takst::{Amount, Municipality, Percent, Period, Quantity, Unit, UnitPrice};

/// A line with everything that a paper can say.
fn line(number: u32, net: i64) -> PaperLine {
    let day = |text: &str| text.parse().expect("a day");
    PaperLine {
        number,
        references: vec!["S-1".into()],
        person_references: Vec::new(),
        citizens: Vec::new(),
        service: Some("mandecentret/efterforsorg-basis".into()),
        service_names: Vec::new(),
        payer: Municipality::new(101),
        period: Period::new(day("2024-01-01"), day("2024-01-31")),
        has_days_from_text: false,
        quantity: Some(Quantity::whole(31)),
        unit: Some(Unit::Day),
        unit_price: Some(UnitPrice::from_units(4_350_000)),
        price_base_quantity: Some(Quantity::whole(1)),
        net: Amount::from_ore(net),
        vat_rate: Some(Percent::from_units(2_500)),
        vat: Some(Amount::from_ore(net / 4)),
        refers_to: Some("F-0".into()),
    }
}

fn paper(number: &str, kind: DocumentKind, lines: Vec<PaperLine>) -> Paper {
    Paper { number: number.into(), kind, seller: "mandecentret".into(), lines, has_wrong_totals: false, is_known: true }
}

#[test]
fn papers_are_read_as_they_were_found_without_those_of_this_run() {
    let books = Books::new("2024-01");
    let said_little = PaperLine {
        references: Vec::new(),
        service: None,
        payer: None,
        period: None,
        quantity: None,
        unit: None,
        unit_price: None,
        price_base_quantity: None,
        vat_rate: None,
        vat: None,
        refers_to: None,
        ..line(1, 4_000)
    };
    let first = paper("F-1", DocumentKind::Invoice, vec![line(1, 1_348_500), line(2, 1_200)]);
    let second = paper("K-1", DocumentKind::CreditNote, vec![said_little]);
    let (one, other) = ([1; 32], [2; 32]);
    let mut ledger = books.open();
    let mut writing = ledger.begin(author()).expect("begun");
    assert!(!writing.has_received(&one).expect("read"));
    writing.receive(&first, &one, month("2024-01")).expect("received");
    writing.receive(&second, &other, month("2024-03")).expect("received");
    writing.commit().expect("committed");
    let writing = ledger.begin(author()).expect("begun");
    assert_eq!([one, other, [3; 32]].map(|file| writing.has_received(&file).expect("read")), [true, true, false]);
    drop(writing);
    let received = |files: &[[u8; 32]]| ledger.reader().received(files).expect("read");
    assert_eq!(received(&[]), [first.clone(), second.clone()]);
    assert_eq!((received(&[one]), received(&[other])), (vec![second], vec![first]));
    ledger.check(None).expect("it holds");
    // 13,485 + 12 kr., a quarter of it VAT; the month is that of the last day, else the one that is given.
    let connection = rusqlite::Connection::open(books.path()).expect("a database");
    let mut heads = connection.prepare("SELECT last_month, net, vat FROM received ORDER BY record").expect("a query");
    let heads = heads.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
    let heads: Vec<(String, i64, i64)> = heads.collect::<Result<_, _>>().expect("rows");
    assert_eq!(heads, [("2024-01".to_owned(), 1_349_700, 337_425), ("2024-03".to_owned(), 4_000, 0)]);
}
