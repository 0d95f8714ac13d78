//! Documents by what they are about: those that should be, and those that stand (D1, D4).

use crate::contract::code::Code;
use crate::contract::words::Reference;
use crate::document::line::{DocumentLine, Sums, have_same_content};
use crate::document::party::{Cvr, References};
use crate::model::calendar::{Month, Period};
use crate::model::municipality::Municipality;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a document is about and what it says, without number, dates and parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The case.
    pub case_id: Arc<str>,
    /// The citizen's pseudonym; empty where it is not known, as in documents of an earlier system. It stands on no document.
    pub citizen_id: Arc<str>,
    /// Id of the provider.
    pub provider: Arc<str>,
    /// The paying municipality.
    pub payer: Municipality,
    /// The month.
    pub month: Month,
    /// Joined lines in order; at least one.
    pub lines: Vec<DocumentLine>,
}

impl Content {
    /// Returns net and VAT.
    #[must_use]
    pub fn sums(&self) -> Sums {
        Sums::of(&self.lines)
    }
}

/// A document that should be, as priced today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Should {
    /// What it says.
    pub content: Content,
    /// References of the rows with a line in it, without what defaults to the buyer's.
    pub references: Arc<References>,
    /// References of which two rows give different values (D6.3).
    pub conflicts: Vec<Reference>,
    /// Why it is on hold for a commitment, unless that was released (D6.1).
    pub hold: Option<Code>,
    /// Days that another case must not bill too (D6.7).
    pub days: Vec<FamilyDays>,
}

/// Days of a line whose course belongs to a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyDays {
    /// The family of the service.
    pub family: Arc<str>,
    /// First and last day.
    pub period: Period,
    /// Whether a row of the course and payer has `hold_released`.
    pub is_released: bool,
}

/// An invoice that stands: no credit note took it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its number.
    pub number: Box<str>,
    /// What it says.
    pub content: Content,
    /// Its references.
    pub references: Arc<References>,
    /// CVR number of its seller; `None`: imported, it stands under today's (D6.4).
    pub seller: Option<Cvr>,
    /// Place of the first document of its case among all documents, those taken back included: the order of cases that the file lacks (D8.1).
    pub case_since: u64,
}

impl Standing {
    /// Returns whether it was imported from an earlier system.
    #[must_use]
    pub const fn is_imported(&self) -> bool {
        self.seller.is_none()
    }

    /// Returns whether it has the content of what should be (D3.1, D3.2).
    #[must_use]
    pub fn has_content_of(&self, should: &Content) -> bool {
        if self.is_imported() { self.content.sums() == should.sums() } else { have_same_content(&self.content.lines, &should.lines) }
    }
}

/// A case of the file, as priced today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricedCase {
    /// The case.
    pub case_id: Arc<str>,
    /// The citizen's pseudonym.
    pub citizen_id: Arc<str>,
    /// Number of its first record, by which cases are ordered.
    pub first_row: u64,
    /// What should be; or the codes of the faults that refuse the case, alphabetical.
    pub result: Result<Vec<Should>, Vec<Code>>,
}

/// The cases of a citizen, as priced today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PricedCitizen {
    /// Cases.
    pub cases: Vec<PricedCase>,
    /// Providers of their services, also in cases that are refused.
    pub providers: BTreeSet<Arc<str>>,
    /// Number and codes of each record that belongs to no case (D4.4), alphabetical.
    pub unreadable: Vec<(u64, Vec<Code>)>,
}

/// A case file, as priced today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFile {
    /// Its cases, by first appearance.
    pub cases: Vec<PricedCase>,
    /// Providers of the services that occur in it, also in cases that are refused.
    pub providers: BTreeSet<Arc<str>>,
    /// Codes of each record that belongs to no case (D4.4), alphabetical.
    pub unreadable: Vec<Vec<Code>>,
}

impl CaseFile {
    /// Returns the file of all its citizens, with its cases by first appearance. A case that is refused because it names two citizens is one case.
    #[must_use]
    pub fn of(citizens: impl IntoIterator<Item = PricedCitizen>) -> CaseFile {
        let (mut file, mut unreadable) = (CaseFile::default(), Vec::new());
        for citizen in citizens {
            file.cases.extend(citizen.cases);
            file.providers.extend(citizen.providers);
            unreadable.extend(citizen.unreadable);
        }
        file.cases.sort_by_key(|case| case.first_row);
        file.cases.dedup_by(|a, b| a.case_id == b.case_id);
        // A record that contradicts another about its citizen is a record of both.
        unreadable.sort_by_key(|(row, _)| *row);
        unreadable.dedup_by_key(|(row, _)| *row);
        file.unreadable = unreadable.into_iter().map(|(_, codes)| codes).collect();
        file
    }
}
