//! Documents of an earlier system: taken over as they are, or the whole file is refused.

mod common;

use common::{Books, author, line, month, parties};
use takst::Municipality;
use takst::contract::words::DocumentKind;
use takst::document::party::References;
use takst_ledger::import::{Imported, ImportedDocument, ImportedRow};
use takst_ledger::{LedgerError, Why};

/// A row of an invoice of January 2024 for case A: ten days.
fn row(number: &str) -> ImportedRow {
    ImportedRow {
        record: 1,
        document: ImportedDocument {
            number: number.to_owned(),
            kind: DocumentKind::Invoice,
            refers_to: None,
            reasons: String::new(),
            issued: "2024-02-01".parse().expect("a date"),
            due: None,
            case_id: "A".to_owned(),
            provider: "mandecentret".to_owned(),
            payer: Municipality::new(101).expect("a municipality"),
            month: month("2024-01"),
            references: References::default(),
        },
        line: line("2024-01-01", "2024-01-10", 10),
    }
}

fn credit(number: &str, of: &str) -> ImportedRow {
    let mut row = row(number);
    row.document.kind = DocumentKind::CreditNote;
    row.document.refers_to = Some(of.to_owned());
    row
}

fn import(books: &Books, rows: Vec<ImportedRow>) -> Result<Imported, Vec<(String, Why)>> {
    let mut ledger = books.open();
    let before = ledger.head().expect("read");
    match ledger.begin(author()).expect("begun").import(rows, &parties()) {
        Ok(imported) => Ok(imported),
        Err(LedgerError::Import(refused)) => {
            assert_eq!(ledger.head().expect("read"), before, "nothing was written");
            Err(refused.into_iter().map(|refused| (refused.number, refused.why)).collect())
        }
        Err(error) => panic!("{error}"),
    }
}

fn added(result: Result<Imported, Vec<(String, Why)>>) -> (u64, u64) {
    let imported = result.expect("taken over");
    (imported.added, imported.passed_over)
}

#[test]
fn imported_invoices_stand_without_a_seller() {
    let books = Books::new("2024-01");
    let mut second = row("F-1");
    second.record = 2;
    second.line = line("2024-01-20", "2024-01-31", 12);
    assert_eq!(added(import(&books, vec![row("F-1"), second])), (1, 0));
    let ledger = books.open();
    let standing = ledger.reader().standing_of("A").expect("read");
    assert_eq!((standing.len(), standing[0].is_imported(), standing[0].content.lines.len()), (1, true, 2));
    ledger.check(None).expect("it holds");
}

#[test]
fn the_same_document_is_passed_over_and_another_of_its_number_refused() {
    let books = Books::new("2024-01");
    assert_eq!(added(import(&books, vec![row("F-1")])), (1, 0));
    assert_eq!(added(import(&books, vec![row("F-1")])), (0, 1));
    let mut other = row("F-1");
    other.line = line("2024-01-01", "2024-01-11", 11);
    assert_eq!(import(&books, vec![other]), Err(vec![("F-1".to_owned(), Why::OtherContent)]));
    let changes: [fn(&mut ImportedDocument); 5] = [
        |document| document.case_id = "B".to_owned(),
        |document| document.kind = DocumentKind::CreditNote,
        |document| document.provider = "livarehab".to_owned(),
        |document| document.payer = Municipality::new(751).expect("a municipality"),
        |document| document.month = month("2024-02"),
    ];
    for change in changes {
        let mut other = row("F-1");
        change(&mut other.document);
        assert_eq!(import(&books, vec![other]), Err(vec![("F-1".to_owned(), Why::OtherContent)]));
    }
}

#[test]
fn numbers_of_our_series_are_ours() {
    let books = Books::new("2024-01");
    // The series M- begins at 1: M-1 and M-01 are its numbers, M-x and M are not.
    assert_eq!(import(&books, vec![row("M-1")]), Err(vec![("M-1".to_owned(), Why::OfOurSeries)]));
    assert_eq!(import(&books, vec![row("M-01")]), Err(vec![("M-01".to_owned(), Why::OfOurSeries)]));
    assert_eq!(added(import(&books, vec![row("M-x")])), (1, 0));
}

#[test]
fn a_month_has_one_invoice_that_stands() {
    let books = Books::new("2024-01");
    assert_eq!(import(&books, vec![row("F-1"), row("F-2")]), Err(vec![("F-2".to_owned(), Why::SecondInvoice)]));
    assert_eq!(added(import(&books, vec![row("F-1"), credit("F-2", "F-1"), row("F-3")])), (3, 0));
    let mut other_payer = row("F-4");
    other_payer.document.payer = Municipality::new(751).expect("a municipality");
    assert_eq!(added(import(&books, vec![other_payer])), (1, 0));
}

#[test]
fn a_credit_note_takes_an_imported_invoice_back_whole_and_once() {
    let books = Books::new("2024-01");
    let nothing = |number: &str| Err(vec![(number.to_owned(), Why::TakesNothingBack)]);
    assert_eq!(import(&books, vec![credit("K-1", "F-1")]), nothing("K-1"), "no such invoice");
    let mut in_part = credit("K-1", "F-1");
    in_part.line = line("2024-01-01", "2024-01-09", 9);
    assert_eq!(import(&books, vec![row("F-1"), in_part]), nothing("K-1"), "in part");
    assert_eq!(import(&books, vec![row("F-1"), credit("K-1", "F-1"), credit("K-2", "F-1")]), nothing("K-2"), "twice");
    let issued = common::invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-10", 10)]);
    books.issue(&[issued], "2024-02-01").expect("issued");
    assert_eq!(import(&books, vec![credit("K-1", "M-1")]), nothing("K-1"), "one of ours");
}

#[test]
fn rows_of_a_number_agree_and_references_lead_somewhere() {
    let books = Books::new("2024-01");
    let mut other = row("F-1");
    other.document.month = month("2024-02");
    assert_eq!(import(&books, vec![row("F-1"), other]), Err(vec![("F-1".to_owned(), Why::Contradicts)]));
    let mut replaces = row("F-1");
    replaces.document.refers_to = Some("F-0".to_owned());
    assert_eq!(import(&books, vec![replaces]), Err(vec![("F-1".to_owned(), Why::RefersToNothing)]));
}

#[test]
fn an_imported_number_that_our_series_reaches_takes_it() {
    let books = Books::new("2024-01");
    // Imported while the seller had another series.
    let mut ledger = books.open();
    ledger.begin(author()).expect("begun").import(vec![row("M-7")], &takst::document::party::Parties::default()).expect("taken over");
    let parties = parties();
    let sellers = || parties.sellers.values().map(|seller| (&*seller.provider, &seller.series, seller.first_number));
    assert_eq!(ledger.reader().taken(sellers()).expect("read").len(), 1);
    let later = parties.sellers.values().map(|seller| (&*seller.provider, &seller.series, 8));
    assert!(ledger.reader().taken(later).expect("read").is_empty(), "from 8 on the series is free");
}
