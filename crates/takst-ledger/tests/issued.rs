//! Documents are read back with everything that stands on them.

mod common;

use common::{Books, author, credit, invoice, line, month, parties};
use takst::document::action::NewDocument;
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller};
use takst_ledger::Found;

fn january() -> NewDocument {
    invoice("A", "2024-01", vec![line("2024-01-01", "2024-01-31", 31)])
}

fn issued(books: &Books, number: &str) -> Issued {
    match books.open().reader().document(number).expect("read") {
        Some(Found::Issued(issued)) => *issued,
        other => panic!("{number}: {other:?}"),
    }
}

#[test]
fn a_document_says_what_was_issued() {
    let books = Books::new("2024-01");
    books.issue(&[january()], "2024-02-01").expect("issued");
    books.issue(&[credit("M-1", &january())], "2024-02-05").expect("issued");
    let (invoice, note) = (issued(&books, "M-1"), issued(&books, "M-2"));
    assert_eq!((&invoice.content, &invoice.references), (&january().content, &january().references));
    assert_eq!((invoice.issued.to_string(), invoice.due.map(|due| due.to_string())), ("2024-02-01".to_owned(), Some("2024-02-22".to_owned())));
    let parties = parties();
    let (seller, buyer) = (parties.sellers.values().next().expect("a seller"), parties.buyers.values().next().expect("a buyer"));
    assert_eq!((invoice.seller, invoice.buyer), (IssuedSeller::from(seller), IssuedBuyer::from(buyer)));
    assert_eq!((&*invoice.priced_with.takst, &*invoice.priced_with.catalogue_sha256), ("0.1.0", "c"));
    let referred = note.refers_to.expect("it refers to M-1");
    assert_eq!((&*referred.number, referred.issued.to_string().as_str(), note.due), ("M-1", "2024-02-01", None));
    assert_eq!(books.open().reader().document("M-3").expect("read"), None);
}

#[test]
fn documents_are_listed_by_month_and_from_a_number_on() {
    let books = Books::new("2024-01");
    let february = invoice("A", "2024-02", vec![line("2024-02-01", "2024-02-10", 10)]);
    books.issue(&[january(), february, credit("M-1", &january())], "2024-03-01").expect("issued");
    let ledger = books.open();
    assert_eq!(ledger.reader().numbers_of_month(month("2024-01")).expect("read"), ["M-1", "M-3"]);
    assert_eq!(ledger.reader().numbers_from("M-2").expect("read"), ["M-2", "M-3"]);
    assert!(ledger.reader().numbers_from("M-9").expect("read").is_empty());
}

#[test]
fn expired_documents_cannot_be_read() {
    let books = Books::new("2018-01");
    books.issue(&[invoice("A", "2018-01", vec![line("2018-01-01", "2018-01-10", 10)])], "2018-02-01").expect("issued");
    books.open().begin(author()).expect("begun").expire(2019, 2024).expect("expired");
    assert_eq!(books.open().reader().document("M-1").expect("read"), Some(Found::Expired));
}
