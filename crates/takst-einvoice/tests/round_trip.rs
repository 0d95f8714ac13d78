//! Written, read, written again: the same bytes.

mod common;

use common::{ROWS, document, exempt, line, seller, standard};
use proptest::prelude::*;
use takst::contract::words::Dialect;
use takst::document::line::DocumentLine;
use takst::document::party::References;
use takst::{Unit, VatExemption};
use takst_einvoice::model::Invoice;
use takst_einvoice::{FromIssued, read, write};

/// Reads what was written and writes it again.
fn again(name: &str, written: &[u8], dialect: Dialect) -> Invoice {
    let received = read(written).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!((received.dialect, &received.problems), (Some(dialect), &vec![]), "{name}");
    let bytes = write(&received.invoice, dialect).unwrap_or_else(|lacking| panic!("{name}: {lacking}"));
    let (first, second) = (String::from_utf8_lossy(written), String::from_utf8_lossy(&bytes));
    for (number, (was, is)) in (1..).zip(first.lines().zip(second.lines())) {
        assert_eq!(was, is, "{name}, line {number}");
    }
    assert_eq!(first.len(), second.len(), "{name}");
    received.invoice
}

#[test]
fn golden_documents_say_what_they_were_made_of() {
    for row in ROWS {
        let invoice = row.invoice();
        let written = write(&invoice, row.dialect()).unwrap_or_else(|lacking| panic!("{}: {lacking}", row.name()));
        let read = again(&row.name(), &written, row.dialect());
        // What control rests on is the same whatever the dialect.
        assert_eq!((read.kind, &read.number, read.issued), (invoice.kind, &invoice.number, invoice.issued), "{}", row.name());
        assert_eq!((read.person_reference(), &read.references.order), (invoice.person_reference(), &invoice.references.order), "{}", row.name());
        assert_eq!((&read.references.contract, &read.references.preceding), (&invoice.references.contract, &invoice.references.preceding));
        assert_eq!((&read.notes, &read.seller.legal_id), (&invoice.notes, &invoice.seller.legal_id), "{}", row.name());
        assert_eq!((read.totals.vat, read.totals.payable), (invoice.totals.vat, invoice.totals.payable), "{}", row.name());
        assert_eq!(read.payments.iter().map(|to| &to.account).collect::<Vec<_>>(), invoice.payments.iter().map(|to| &to.account).collect::<Vec<_>>());
        for (read, line) in read.lines.iter().zip(&invoice.lines) {
            assert_eq!((&read.id, &read.notes, &read.days, read.net), (&line.id, &line.notes, &line.days, line.net), "{}", row.name());
            assert_eq!((&read.quantity, &read.item), (&line.quantity, &line.item), "{}", row.name());
            assert_eq!(read.price.as_ref().map(|price| price.amount), line.price.as_ref().map(|price| price.amount), "{}", row.name());
        }
        assert_eq!(read.lines.len(), invoice.lines.len());
    }
}

/// A line of days, priced by hand's rule: quantity × price, halves away from zero.
fn lines() -> impl Strategy<Value = Vec<DocumentLine>> {
    let one = (1..31_i64, 1..31_u32, 1..9_999_999_i64, 0..4_u8).prop_map(|(days, day, price, vat)| {
        let net = (days * price * 2 + 100) / 200;
        let first = format!("2023-03-{day:02}");
        let mut line = line(&first, &first, days * 100, Unit::Day, price, 1, net);
        line.vat = match vat {
            0 => standard(net),
            1 => exempt(Some(VatExemption::MedicalCare)),
            _ => line.vat,
        };
        line
    });
    prop::collection::vec(one, 1..6)
}

fn text() -> impl Strategy<Value = String> {
    "[a-zæøåA-ZÆØÅ<>&\"' .,;:()\u{a0}–€-]{0,10}[a-zæøå]"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn random_documents(
        lines in lines(),
        (kind, paid, dialect) in (0..3_usize, 0..5_usize, prop::bool::ANY),
        (buyer, order, account, commitment) in (text(), prop::option::of(text()), prop::option::of(text()), prop::option::of(text())),
        (name, note) in (text(), text()),
    ) {
        let kind = ["invoice", "replacing", "credit-note"][kind];
        let paid = ["bank", "fik-71", "fik-73", "fik-75", "iban"][paid];
        let dialect = if dialect { Dialect::Bis3 } else { Dialect::Oioubl };
        let boxed = |text: Option<String>| text.map(|text| text.trim().into());
        let references = References {
            buyer_reference: boxed(Some(buyer)),
            order_reference: boxed(order),
            accounting_cost: boxed(account),
            buyer_gln: None,
            commitment: boxed(commitment),
        };
        let is_standard = lines.iter().any(|line| line.vat.amount != takst::Amount::ZERO);
        let mut seller = seller(paid, is_standard);
        seller.name = name.as_str().into();
        let mut issued = document(kind, lines, references, seller);
        issued.note = issued.note.map(|_| note.as_str().into());
        let invoice = FromIssued::new(&takst_catalogue::builtin_loaded().catalogue).invoice(&issued);
        let written = write(&invoice, dialect).unwrap_or_else(|lacking| panic!("{lacking}"));
        again("a random document", &written, dialect);
    }
}
