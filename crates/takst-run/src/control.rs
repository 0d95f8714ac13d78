//! Control of what others billed: their papers against our own cases.

use crate::failure::Failure;
use crate::input::CaseInput;
use crate::papers::PaperLists;
use chrono::NaiveDate;
use takst::document::content::CaseFile;
use takst::document::control::found::ServiceTexts;
use takst::document::control::ours::OurCases;
use takst::document::control::received::Paper;
use takst::document::control::verify::{Control, Verified, verify};
use takst::document::party::Parties;
use takst::{Book, Month};
use takst_io::Summary;
use takst_io::documents::ControlCases;
use takst_ledger::{Head, LedgerError, Writing};

/// What papers are compared with.
#[derive(Debug, Clone, Copy)]
pub struct ControlOf<'a> {
    /// What cases are priced with.
    pub book: &'a Book,
    /// Sellers.
    pub parties: &'a Parties,
    /// What sellers call their services.
    pub texts: &'a ServiceTexts,
    /// The day on which open rows end.
    pub until: NaiveDate,
}

/// A control.
#[derive(Debug)]
pub struct Controlled {
    /// A row for each place and payer, and for all that cannot be compared or is not billed.
    pub verified: Verified,
    /// The last record; `None`: nothing was written.
    pub head: Option<Head>,
    /// Counts and sums of the cases.
    pub summary: Summary,
}

/// Returns the last day of the last billed month; of a run whose papers have no days that of `otherwise`.
#[must_use]
pub fn last_day(lists: &PaperLists, otherwise: Month) -> NaiveDate {
    let periods = lists.papers.iter().flat_map(|(_, paper)| &paper.lines).filter_map(|line| line.period);
    periods.map(|period| Month::of(period.last())).max().unwrap_or(otherwise).last_day()
}

/// Compares papers with what should be by our cases. With a ledger, what was received before counts too, and what is received now is added to it; `commit` is
/// called before it is there for good.
///
/// # Errors
/// An input cannot be used, the ledger cannot be written, or `commit` ends the run.
pub fn control<I: CaseInput>(
    lists: &PaperLists,
    mut writing: Option<Writing<'_>>,
    input: &mut I,
    of: &ControlOf<'_>,
    commit: impl FnOnce() -> Result<(), I::Error>,
) -> Result<Controlled, I::Error> {
    let known = writing.as_ref().map(|writing| writing.reader().received(&lists.hashes())).transpose().map_err(Failure::from)?.unwrap_or_default();
    let first = known.len();
    let papers: Vec<Paper> = known.into_iter().chain(lists.papers.iter().map(|(_, paper)| paper.clone())).collect();
    let (cases, summary) = our_cases(input, of.book, of.until)?;
    let verified = verify(&papers, &Control { book: of.book, parties: of.parties, cases: &cases, texts: of.texts });
    let mut head = None;
    if let Some(mut writing) = writing.take() {
        keep(&mut writing, lists, first, &verified, of.until).map_err(Failure::from)?;
        commit()?;
        head = Some(writing.commit().map_err(Failure::from)?);
    }
    Ok(Controlled { verified, head, summary })
}

fn our_cases<I: CaseInput>(input: &mut I, book: &Book, until: NaiveDate) -> Result<(OurCases, Summary), I::Error> {
    let mut cases = Vec::new();
    let mut ours = ControlCases::new(book, until, |case| {
        cases.push(case);
        Ok(())
    });
    let summary = input.price(book, until, &mut ours)?;
    let rows = ours.rows;
    Ok((OurCases::new(CaseFile { cases, ..CaseFile::default() }, rows), summary))
}

/// Adds what was received to the ledger. Nothing of a list that was received before.
fn keep(writing: &mut Writing<'_>, lists: &PaperLists, first: usize, verified: &Verified, until: NaiveDate) -> Result<(), LedgerError> {
    let mut before = Vec::new();
    for hash in lists.hashes() {
        if writing.has_received(&hash)? {
            before.push(hash);
        }
    }
    for (place, paper) in &verified.received {
        let hash = &lists.papers[place - first].0;
        if !before.contains(hash) {
            writing.receive(paper, hash, Month::of(until))?;
        }
    }
    Ok(())
}
