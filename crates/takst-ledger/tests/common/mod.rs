//! Documents and parties of the tests of the ledger.
#![allow(dead_code)] // no test uses all of it

use std::path::{Path, PathBuf};
use std::sync::Arc;
use takst::contract::words::{DocumentKind, VatCategory};
use takst::document::action::{NewDocument, give};
use takst::document::content::Content;
use takst::document::line::DocumentLine;
use takst::document::party::{Parties, References};
use takst::line::LineVat;
use takst::{Amount, Month, Municipality, Percent, Quantity, Unit, UnitPrice};
use takst_ledger::{Author, Ledger, LedgerError, Receipt};
use tempfile::TempDir;

pub const PARTIES: &str = r#"
[[seller]]
provider = "mandecentret"
name = "Mandecentret"
cvr = "12345674"
vat_registered = false
series = "M-"
street = "Prøvevej"
city = "København K"
postal_code = "1000"
endpoint = "cvr"
contact = { name = "Bogholderiet" }
bank = { registration = "1234", account = "1234567890" }
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

pub fn parties() -> Parties {
    takst_catalogue::parties_from_toml("parties.toml", PARTIES, takst_catalogue::builtin()).expect("good parties").parties
}

pub fn author() -> Author {
    Author { time: "2024-02-01T08:00:00Z".to_owned(), user: "test".to_owned(), version: "0.1.0".to_owned() }
}

pub fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// A line of days at 435 kr: 435.00 × days.
pub fn line(first: &str, last: &str, days: u32) -> DocumentLine {
    DocumentLine {
        service: "mandecentret/efterforsorg-basis".into(),
        first_day: first.parse().expect("a day"),
        last_day: last.parse().expect("a day"),
        quantity: Quantity::whole(days),
        unit: Unit::Day,
        unit_price: UnitPrice::from_units(4_350_000),
        price_base_quantity: Quantity::whole(1),
        net: Amount::from_ore(43_500 * i64::from(days)),
        vat: LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: None },
    }
}

pub fn invoice(case: &str, month_of: &str, lines: Vec<DocumentLine>) -> NewDocument {
    NewDocument {
        kind: DocumentKind::Invoice,
        content: Content {
            case_id: case.into(),
            citizen_id: "B-1".into(),
            provider: "mandecentret".into(),
            payer: Municipality::new(101).expect("a municipality"),
            month: month(month_of),
            lines,
        },
        references: Arc::new(References { order_reference: Some("4500".into()), ..References::default() }),
        reasons: Vec::new(),
        refers_to: None,
    }
}

pub fn credit(number: &str, invoice: &NewDocument) -> NewDocument {
    NewDocument { kind: DocumentKind::CreditNote, refers_to: Some(number.into()), ..invoice.clone() }
}

/// A ledger in a folder of its own.
pub struct Books {
    pub dir: TempDir,
}

impl Books {
    pub fn new(start: &str) -> Books {
        let books = Books { dir: tempfile::tempdir().expect("a folder") };
        Ledger::init(&books.path(), month(start)).expect("a new ledger");
        books
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("books.ledger")
    }

    pub fn open(&self) -> Ledger {
        Ledger::open(&self.path()).expect("a ledger")
    }

    pub fn issue(&self, documents: &[NewDocument], date: &str) -> Result<Vec<String>, LedgerError> {
        issue(&self.path(), documents, date)
    }
}

/// Issues documents as one command does, and returns their numbers.
pub fn issue(path: &Path, documents: &[NewDocument], date: &str) -> Result<Vec<String>, LedgerError> {
    issue_of(&parties(), path, documents, date)
}

/// Issues documents of these parties.
pub fn issue_of(parties: &Parties, path: &Path, documents: &[NewDocument], date: &str) -> Result<Vec<String>, LedgerError> {
    let mut ledger = Ledger::open(path)?;
    let mut writing = ledger.begin(author())?;
    let mut last = std::collections::BTreeMap::new();
    for seller in parties.sellers.values() {
        last.insert(seller.series.clone(), writing.last_given(&seller.series)?);
    }
    let issued = date.parse().expect("a date");
    let given = give(documents, parties, issued, |series| last.get(series).copied().flatten());
    let receipt = Receipt { issued, as_of: None, catalogue_sha256: "c", policy_sha256: "p", note: None };
    let mut numbers = Vec::new();
    for (document, given) in documents.iter().zip(given) {
        let given = given.expect("the seller is known");
        writing.issue(document, &given, parties, &receipt)?;
        numbers.push(given.number.into());
    }
    writing.commit()?;
    Ok(numbers)
}

/// Changes a ledger behind its back: without its triggers, which are there again afterwards.
pub fn tamper(path: &Path, change: &str) {
    let connection = rusqlite::Connection::open(path).expect("a database");
    let triggers: Vec<(String, String)> = {
        let mut all = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").expect("a query");
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("triggers").collect::<Result<_, _>>().expect("triggers")
    };
    triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped"));
    connection.execute_batch(change).expect("changed");
    triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).expect("made again"));
}
