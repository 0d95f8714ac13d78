//! Documents and claims: `docs/DOCUMENTS.md` read slowly. It shares no code with the programs it is compared with.
//!
//! Quantities and prices are whole ten-thousandths, amounts whole øre, all else text.

mod claims;
mod holds;
mod join;
mod priced;
mod reasons;
mod settle;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use crate::dates::Month;
pub use claims::{Claim, ClaimKey, ClaimLeft, ClaimRow, ClaimSums, ClaimTerms, claim};
pub use join::join;
pub use priced::{Case, File, PricedLine, price};
pub use settle::{Given, give, settle};

/// What a document is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The case.
    pub case: String,
    /// Id of the provider.
    pub provider: String,
    /// Code of the paying municipality.
    pub payer: String,
    /// The month.
    pub month: Month,
}

/// A line of a document (D1, D3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Catalogue id.
    pub service: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// In ten-thousandths.
    pub quantity: i128,
    /// `hour`, `day`, `week`, `month` or `course`.
    pub unit: String,
    /// In ten-thousandths of a krone.
    pub unit_price: i128,
    /// In ten-thousandths.
    pub base: i128,
    /// In øre.
    pub net: i128,
    /// `E` or `S`.
    pub vat_category: String,
    /// `0.00` or `25.00`.
    pub vat_rate: String,
    /// In øre.
    pub vat: i128,
    /// Reason code where it is exempt.
    pub vat_exemption: String,
}

impl Line {
    /// D6.7: whether its days count when two cases bill the same days.
    fn is_by_days(&self) -> bool {
        matches!(self.unit.as_str(), "day" | "week" | "month")
    }

    fn has_day(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// Net and VAT in øre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Without VAT.
    pub net: i128,
    /// VAT.
    pub vat: i128,
}

impl Sums {
    /// D1.2.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Sums {
        let mut sums = Sums::default();
        for line in lines {
            sums.net += line.net;
            sums.vat += line.vat;
        }
        sums
    }

    /// Each less the other's.
    #[must_use]
    pub fn less(self, other: Sums) -> Sums {
        Sums { net: self.net - other.net, vat: self.vat - other.vat }
    }
}

/// References by their column; those not given are not in the map.
pub type References = BTreeMap<&'static str, String>;

/// A document that should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Should {
    /// What it is about.
    pub key: Key,
    /// The citizen of its case.
    pub citizen: String,
    /// Joined lines.
    pub lines: Vec<Line>,
    /// D8.5: without those of the buyer.
    pub references: References,
    /// D6.3: references with two values.
    pub conflicts: BTreeSet<&'static str>,
    /// D6.1: what holds it and is not released.
    pub hold: Option<&'static str>,
    /// D6.7: family, first and last day of lines by days of courses that nobody released.
    pub days: Vec<(String, NaiveDate, NaiveDate)>,
    /// The same of courses that somebody released.
    pub released: Vec<(String, NaiveDate, NaiveDate)>,
}

/// An invoice that no credit note took back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its number.
    pub number: String,
    /// What it is about.
    pub key: Key,
    /// The citizen stored with it; empty where it is not known.
    pub citizen: String,
    /// Lines.
    pub lines: Vec<Line>,
    /// References.
    pub references: References,
    /// CVR number of its seller; `None`: imported.
    pub seller: Option<String>,
    /// Place of the first document of its case among all documents.
    pub case_since: u64,
}

/// Who bills (section 3 of the parties file).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// CVR number.
    pub cvr: String,
    /// Whether it may charge VAT.
    pub is_vat_registered: bool,
    /// What its numbers begin with.
    pub series: String,
    /// First number.
    pub first_number: u64,
    /// Days until payment is due.
    pub payment_days: u64,
}

/// Who is billed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// Person reference where a document has none.
    pub reference: Option<String>,
    /// Electronic address where a document has none.
    pub gln: String,
    /// References without which it takes no invoice.
    pub demands: BTreeSet<&'static str>,
}

/// The parties of today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// By provider.
    pub sellers: BTreeMap<String, Seller>,
    /// By code.
    pub buyers: BTreeMap<String, Buyer>,
}

/// What is done where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `takst invoice`
    Invoice,
    /// `takst correct`
    Correct,
    /// `takst correct --complete`
    Complete,
}

/// Which months are looked at (D4.1, D4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    /// Earlier ones are closed.
    pub from: Month,
    /// Later ones are not looked at.
    pub until: Month,
    /// Earlier ones are expired.
    pub kept_from: Option<Month>,
}

/// What holds documents beside what other cases bill.
#[derive(Clone, Copy)]
pub struct Books<'a> {
    /// The parties of today.
    pub parties: &'a Parties,
    /// Numbers of imported documents.
    pub imported: &'a BTreeSet<String>,
    /// The catalogue of today.
    pub catalogue: &'a crate::Catalogue,
}

/// A document to issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Whether it is a credit note.
    pub is_credit: bool,
    /// What it is about.
    pub key: Key,
    /// The citizen.
    pub citizen: String,
    /// Lines.
    pub lines: Vec<Line>,
    /// References, those of the buyer where it has none of its own.
    pub references: References,
    /// D7.
    pub reasons: Vec<&'static str>,
    /// D8.4.
    pub refers_to: Option<String>,
}

/// A place or a case for which nothing is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// `held`, `differs`, `refused`, `absent` or `closed`.
    pub action: &'static str,
    /// `None`: a record without a readable case.
    pub case: Option<String>,
    /// Provider and month of a place.
    pub place: Option<(String, Month)>,
    /// `None`: refused.
    pub sums: Option<Sums>,
    /// D7.
    pub reasons: Vec<&'static str>,
    /// D10.
    pub why: BTreeSet<&'static str>,
}

/// Everything that comes of settling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// In the order of D8.1.
    pub documents: Vec<NewDocument>,
    /// In the order of D10.
    pub left: Vec<Left>,
}
