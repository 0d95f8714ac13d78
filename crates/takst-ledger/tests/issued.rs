//! Documents are read back with everything that stands on them.

mod common;

use common::{Books, author, credit, invoice, issue_of, line, month, parties};
use takst::Quantity;
use takst::document::action::NewDocument;
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller, Related};
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
fn a_document_is_paid_as_its_seller_said() {
    use takst::document::party::Payment;
    let payments = [
        Payment::Bank { registration: "1234".into(), account: "1234567890".into() },
        Payment::Fik { kind: "71".into(), creditor: "12345678".into() },
        Payment::Iban { account: "DK5000400440116243".into(), bic: Some("DABADKKK".into()) },
        Payment::Iban { account: "DK5000400440116243".into(), bic: None },
    ];
    for payment in payments {
        let (books, mut parties) = (Books::new("2024-01"), parties());
        parties.sellers.get_mut("mandecentret").expect("a seller").payment = payment.clone();
        issue_of(&parties, &books.path(), &[january()], "2024-02-01").expect("issued");
        assert_eq!(issued(&books, "M-1").seller.payment, payment);
    }
}

#[test]
fn what_came_before_and_after_a_document_is_found() {
    let books = Books::new("2024-01");
    // M-1 of another case, M-2 is credited by M-3 and replaced by M-4.
    let shorter = |days| vec![line("2024-01-01", &format!("2024-01-{days:02}"), days)];
    let other = invoice("B", "2024-01", shorter(3));
    books.issue(&[other, january()], "2024-02-01").expect("issued");
    let new = NewDocument { refers_to: Some("M-2".into()), ..invoice("A", "2024-01", shorter(30)) };
    books.issue(&[credit("M-2", &january()), new], "2024-02-05").expect("issued");
    let of = |number: &str| {
        let chain = books.open().reader().chain(number).expect("read");
        let days = |related: &Related| related.lines.as_ref().map(|lines| lines[0].quantity);
        let before = chain.refers_to.as_ref().map(|before| (before.number.to_string(), before.issued.to_string(), days(before)));
        let credit = chain.taken_back_by.as_ref().map(|credit| (credit.number.to_string(), credit.issued.to_string()));
        let after: Vec<_> = chain.in_its_place.iter().map(|after| (after.number.to_string(), after.issued.to_string(), days(after))).collect();
        (before, credit, after)
    };
    let text = str::to_owned;
    let invoiced = || Some((text("M-2"), text("2024-02-01"), Some(Quantity::whole(31))));
    let replaced = || vec![(text("M-4"), text("2024-02-05"), Some(Quantity::whole(30)))];
    assert_eq!(of("M-1"), (None, None, vec![]));
    assert_eq!(of("M-2"), (None, Some((text("M-3"), text("2024-02-05"))), replaced()));
    assert_eq!(of("M-3"), (invoiced(), None, replaced()));
    assert_eq!(of("M-4"), (invoiced(), None, vec![]));
    assert_eq!(of("M-9"), (None, None, vec![]));
    let ledger = books.open();
    assert!(ledger.reader().has("M-4").expect("read") && !ledger.reader().has("M-5").expect("read"));
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
