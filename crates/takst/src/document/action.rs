//! What comes of settling: documents to issue, and a report of all else (D5, D10).

use crate::contract::code::Code;
use crate::contract::words::{DocumentAction, DocumentKind};
use crate::document::content::Content;
use crate::document::line::Sums;
use crate::document::number::{Series, due, next_number};
use crate::document::party::{Parties, References};
use crate::model::calendar::Month;
use crate::model::municipality::Municipality;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document to issue, without number and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// What it says; of a credit note what its invoice says.
    pub content: Content,
    /// Its references, with what defaults to the buyer's (D8.5, D8.6).
    pub references: Arc<References>,
    /// Why it corrects something; none where nothing stood in its place (D7).
    pub reasons: Vec<Code>,
    /// The invoice it takes back or replaces (D8.4).
    pub refers_to: Option<Box<str>>,
}

impl NewDocument {
    /// What is done with it.
    #[must_use]
    pub const fn action(&self) -> DocumentAction {
        match self.kind {
            DocumentKind::Invoice => DocumentAction::Issue,
            DocumentKind::CreditNote => DocumentAction::Credit,
        }
    }
}

/// A place or case for which nothing is issued, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Held, differs, refused, absent or closed.
    pub action: DocumentAction,
    /// The case; `None`: a record without a readable case.
    pub case_id: Option<Arc<str>>,
    /// The provider of a place.
    pub provider: Option<Arc<str>>,
    /// The month of a place.
    pub month: Option<Month>,
    /// Who pays the documents of a place, in order.
    pub payers: Vec<Municipality>,
    /// What should be less what stands; of an absent case what stands; `None`: refused.
    pub sums: Option<Sums>,
    /// Why it would be corrected (D7).
    pub reasons: Vec<Code>,
    /// Codes of what holds it, or of what refuses the case, alphabetical.
    pub why: Vec<Code>,
}

/// Everything that comes of settling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settlement {
    /// Documents in the order in which numbers are given (D8.1).
    pub documents: Vec<NewDocument>,
    /// All else, in the order of D10.
    pub left: Vec<Left>,
}

impl Settlement {
    /// Returns how many there are of an action.
    #[must_use]
    pub fn count(&self, action: DocumentAction) -> usize {
        let documents = self.documents.iter().filter(|document| document.action() == action).count();
        documents + self.left.iter().filter(|left| left.action == action).count()
    }

    /// Returns whether anything is held, differs, is refused or absent, so that somebody must look at it.
    #[must_use]
    pub fn needs_a_look(&self) -> bool {
        self.left.iter().any(|left| left.action != DocumentAction::Closed)
    }
}

/// Number and due date of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The number.
    pub number: Box<str>,
    /// n of the number in its series.
    pub n: u64,
    /// When payment is due; `None` for credit notes.
    pub due: Option<NaiveDate>,
}

/// Gives each document its number and due date (D8.2, D8.3). `last` returns the n that was given last in a series.
///
/// Documents of providers without a seller get none; [`settle`](crate::settle) issues no such document.
#[must_use]
pub fn give(documents: &[NewDocument], parties: &Parties, issued: NaiveDate, last: impl Fn(&Series) -> Option<u64>) -> Vec<Option<Given>> {
    let mut next: BTreeMap<&Series, u64> = BTreeMap::new();
    let give = |document: &NewDocument| {
        let seller = parties.sellers.get(&*document.content.provider)?;
        let next = next.entry(&seller.series).or_insert_with(|| next_number(seller.first_number, last(&seller.series)));
        let n = *next;
        *next += 1;
        let due = (document.kind == DocumentKind::Invoice).then(|| due(issued, seller.payment_days));
        Some(Given { number: seller.series.number(n).into(), n, due })
    };
    documents.iter().map(give).collect()
}

/// Two lists of documents differ from here on (D9.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed<'a> {
    /// The document of the plan; `None`: there are more now.
    pub planned: Option<&'a NewDocument>,
    /// The document that comes out now; `None`: there are fewer now.
    pub now: Option<&'a NewDocument>,
}

/// Returns the first document of a plan that would come out otherwise now: `plan.changed`.
#[must_use]
pub fn changed<'a>(planned: &'a [NewDocument], now: &'a [NewDocument]) -> Option<Changed<'a>> {
    let place = (0..planned.len().max(now.len())).find(|place| match (planned.get(*place), now.get(*place)) {
        (Some(planned), Some(now)) => !is_planned(planned, now),
        (None, _) | (_, None) => true,
    })?;
    Some(Changed { planned: planned.get(place), now: now.get(place) })
}

fn is_planned(planned: &NewDocument, now: &NewDocument) -> bool {
    type Key<'a> = (&'a str, &'a str, Municipality, Month);
    fn key(content: &Content) -> Key<'_> {
        (&content.case_id, &content.provider, content.payer, content.month)
    }
    planned.kind == now.kind
        && key(&planned.content) == key(&now.content)
        && planned.content.lines == now.content.lines
        && planned.references == now.references
        && planned.reasons == now.reasons
        && planned.refers_to == now.refers_to
}
