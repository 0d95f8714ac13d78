//! Documents that tests issue without the command.

use std::path::Path;
use std::sync::Arc;
use takst::contract::words::{DocumentKind, VatCategory};
use takst::document::action::{NewDocument, give};
use takst::document::content::Content;
use takst::document::line::DocumentLine;
use takst::document::party::References;
use takst::line::LineVat;
use takst::{Amount, Municipality, Percent, Quantity, Unit, UnitPrice};
use takst_ledger::{Author, Ledger, Receipt};

pub const PARTIES: &str = r#"
[[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "M/"
street = "Prøvevej"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet" }
fik = { kind = "71", creditor = "87654321" }
[[buyer]]
payer = "101"
name = "Københavns Kommune"
cvr = "64942212"
gln = "5798009800275"
format = "oioubl"
street = "Rådhuspladsen"
city = "København V"
postal_code = "1550"
"#;

/// An invoice of days of basic aftercare at a price in kroner, all of one month.
pub fn invoice(case: &str, first: &str, last: &str, days: u32, price: i64) -> NewDocument {
    let line = DocumentLine {
        service: "mandecentret/efterforsorg-basis".into(),
        first_day: first.parse().expect("a day"),
        last_day: last.parse().expect("a day"),
        quantity: Quantity::whole(days),
        unit: Unit::Day,
        unit_price: UnitPrice::from_units(price * 10_000),
        price_base_quantity: Quantity::whole(1),
        net: Amount::from_ore(price * 100 * i64::from(days)),
        vat: LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: None },
    };
    NewDocument {
        kind: DocumentKind::Invoice,
        content: Content {
            case_id: case.into(),
            citizen_id: "B-1".into(),
            provider: "mandecentret".into(),
            payer: Municipality::new(101).expect("a municipality"),
            month: first[..7].parse().expect("a month"),
            lines: vec![line],
        },
        references: Arc::new(References { order_reference: Some("4500".into()), ..References::default() }),
        reasons: Vec::new(),
        refers_to: None,
    }
}

/// Issues documents of the series `M/` from 1 on.
pub fn issue(path: &Path, documents: &[NewDocument]) {
    issue_with(path, documents, PARTIES);
}

/// Issues documents of the series `M/` from 1 on, with a parties file.
pub fn issue_with(path: &Path, documents: &[NewDocument], parties: &str) {
    let mut ledger = Ledger::open(path).expect("a ledger");
    let parties = takst_catalogue::parties_from_toml("parties.toml", parties, takst_catalogue::builtin()).expect("good parties").parties;
    let issued = "2024-03-01".parse().expect("a date");
    let author = Author { time: "2024-03-01T08:00:00Z".to_owned(), user: "test".to_owned(), version: "0.1.0".to_owned() };
    let mut writing = ledger.begin(author).expect("begun");
    let receipt = Receipt { issued, as_of: None, catalogue_sha256: "c", policy_sha256: "p", note: Some("Hilsen <Anna>") };
    for (document, given) in documents.iter().zip(give(documents, &parties, issued, |_| None)) {
        writing.issue(document, &given.expect("the seller is known"), &parties, &receipt).expect("issued");
    }
    writing.commit().expect("written");
}
