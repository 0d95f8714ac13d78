//! One run: cases settled with a ledger, and what comes of it issued.

use crate::asked::What;
use crate::failure::Failure;
use crate::input::CaseInput;
use crate::standing::{Against, check_date, is_done, settle as settle_all};
use crate::unchanged::unchanged;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use takst::document::action::{Given, NewDocument, Settlement, give};
use takst::document::party::Parties;
use takst::{Book, Month};
use takst_io::Summary;
use takst_ledger::{Head, LedgerError, Reader, Receipt, Snapshot, Writing};

/// The ledger, read or written.
#[derive(Debug)]
pub enum Books<'l> {
    /// Nothing is written.
    Read(Snapshot<'l>),
    /// What comes out is issued.
    Written(Writing<'l>),
}

impl Books<'_> {
    fn reader(&self) -> Reader<'_> {
        match self {
            Books::Read(snapshot) => snapshot.reader(),
            Books::Written(writing) => writing.reader(),
        }
    }
}

/// What a run is given.
#[derive(Clone, Copy)]
pub struct SettleOf<'a> {
    /// What cases are priced with.
    pub book: &'a Book,
    /// Sellers and buyers.
    pub parties: &'a Parties,
    /// What is asked for.
    pub what: What<'a>,
    /// First month of the ledger.
    pub from: Month,
    /// Last month; open rows end with it.
    pub until: Month,
    /// Date of issue.
    pub date: NaiveDate,
    /// The documents of the plan that is carried out.
    pub planned: Option<&'a [NewDocument]>,
}

/// What came of settling. Nothing is written yet.
#[derive(Debug)]
pub struct Settled<'l> {
    /// Documents to issue, and all else.
    pub settlement: Settlement,
    /// Counts and sums of the cases.
    pub summary: Summary,
    /// The plan was carried out before: there is nothing to issue.
    pub is_done: bool,
    /// Invoices to issue anew whose references and parties are as they were.
    pub unchanged: Vec<Box<str>>,
    /// The last record of the ledger.
    pub head: Head,
    books: Books<'l>,
}

/// What was issued.
#[derive(Debug)]
pub struct Issued {
    /// Documents that were issued, and all else.
    pub settlement: Settlement,
    /// Counts and sums of the cases.
    pub summary: Summary,
    /// Number and due date of each document; empty where nothing was written.
    pub given: Vec<Option<Given>>,
    /// The last record; `None`: nothing was written.
    pub head: Option<Head>,
}

/// How far the writing of documents is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One more document is written.
    Document,
    /// All are, and are about to be there for good.
    Commit,
}

/// Returns an error where a text for the documents holds a CPR number.
///
/// # Errors
/// It does.
pub fn note_without_cpr(note: Option<&str>) -> Result<(), Failure> {
    match note.filter(|note| takst::cpr::masked(note) != **note) {
        Some(note) => Err(Failure::NoteHasCpr { note: takst::cpr::masked(note).into_owned() }),
        None => Ok(()),
    }
}

/// Settles cases with a ledger.
///
/// # Errors
/// An input cannot be used, an invoice to issue again does not stand, or the date lies before the latest document of a seller.
pub fn settle<'l, I: CaseInput>(books: Books<'l>, input: &mut I, of: &SettleOf<'_>) -> Result<Settled<'l>, I::Error> {
    let mut reader = books.reader();
    let against = Against { book: of.book, parties: of.parties, start: of.from, until: of.until };
    let (settled, summary) = settle_all(input, against, of.what, &mut reader)?;
    // A run that was cut off after it had written is run again without harm.
    let is_done = match (of.planned, &settled) {
        (Some(planned), Ok(settlement)) if settlement.documents.is_empty() => is_done(planned, &mut reader).map_err(Failure::from)?,
        (Some(planned), Err(_)) => is_done(planned, &mut reader).map_err(Failure::from)?,
        _ => false,
    };
    let settlement = match settled {
        Ok(settlement) => settlement,
        Err(_) if is_done => Settlement::default(),
        Err(numbers) => return Err(Failure::NotStanding { numbers }.into()),
    };
    check_date(&settlement.documents, of.date, &reader).map_err(Failure::from)?;
    let unchanged = match of.what {
        What::Reissue(_) => unchanged(&settlement.documents, of.parties, &mut reader).map_err(Failure::from)?,
        What::All(_) => Vec::new(),
    };
    let head = reader.head().map_err(Failure::from)?;
    drop(reader);
    Ok(Settled { settlement, summary, is_done, unchanged, head, books })
}

impl Settled<'_> {
    /// Writes all documents to the ledger, where it is written. `step` is called for each, and once before the commit.
    ///
    /// # Errors
    /// The ledger cannot be written, or `step` ends the run. Then nothing was written.
    pub fn issue<E: From<Failure>>(self, parties: &Parties, receipt: &Receipt<'_>, mut step: impl FnMut(Step) -> Result<(), E>) -> Result<Issued, E> {
        let Settled { settlement, summary, books, .. } = self;
        let Books::Written(mut writing) = books else { return Ok(Issued { settlement, summary, given: Vec::new(), head: None }) };
        if settlement.documents.is_empty() {
            return Ok(Issued { settlement, summary, given: Vec::new(), head: None });
        }
        let given = numbers(&settlement, parties, receipt.issued, &writing).map_err(Failure::from)?;
        let mut issuing = writing.issuing(parties, receipt).map_err(Failure::from)?;
        for (document, given) in settlement.documents.iter().zip(&given) {
            let Some(given) = given else { continue };
            issuing.issue(document, given).map_err(Failure::from)?;
            step(Step::Document)?;
        }
        drop(issuing);
        step(Step::Commit)?;
        let head = writing.commit().map_err(Failure::from)?;
        Ok(Issued { settlement, summary, given, head: Some(head) })
    }
}

/// The number and due date of each document.
fn numbers(settlement: &Settlement, parties: &Parties, date: NaiveDate, writing: &Writing<'_>) -> Result<Vec<Option<Given>>, LedgerError> {
    let series = parties.sellers.values().map(|seller| Ok((&seller.series, writing.last_given(&seller.series)?)));
    let last: BTreeMap<_, _> = series.collect::<Result<_, LedgerError>>()?;
    Ok(give(&settlement.documents, parties, date, |series| last.get(series).copied().flatten()))
}
