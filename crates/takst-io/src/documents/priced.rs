//! A case file priced for documents, claims or control, all of it at once.

use crate::documents::cases::{Cases, CasesError, price_cases};
use crate::documents::claim_cases::ClaimCases;
use crate::documents::control_cases::ControlCases;
use crate::documents::should::ShouldBe;
use crate::price::{RunError, Sink, Summary, WholeFile};
use crate::source::RecordSource;
use chrono::NaiveDate;
use takst::document::claim::ClaimFile;
use takst::document::content::CaseFile;
use takst::document::control::ours::OurCases;
use takst::{Book, Municipality};

/// What a case file is priced with, and where faults and findings go.
pub struct Priced<'a, R, S> {
    /// The book.
    pub book: &'a Book,
    /// The case file, opened.
    pub cases: R,
    /// The day on which open rows end.
    pub until: NaiveDate,
    /// Takes the statement of each case.
    pub sink: &'a mut S,
}

impl<R: RecordSource, S: Sink> Priced<'_, R, S> {
    fn run(mut self, cases: &mut impl Cases<RunError>) -> Result<Summary, RunError> {
        let file = WholeFile::read(&mut self.cases, self.sink)?;
        price_cases(&file, self.book, self.until, cases, self.sink).map_err(|error| match error {
            CasesError::Run(error) | CasesError::Taker(error) => error,
        })
    }
}

/// Prices a case file for documents: what should be.
///
/// # Errors
/// The case file cannot be read as a whole, or the sink fails.
pub fn price_documents<R: RecordSource, S: Sink>(priced: Priced<'_, R, S>) -> Result<(CaseFile, Summary), RunError> {
    let mut cases = Vec::new();
    let mut should = ShouldBe::new(priced.book, priced.until, |case| {
        cases.push(case);
        Ok(())
    });
    let summary = priced.run(&mut should)?;
    let (unreadable, providers) = (should.unreadable(), should.providers);
    Ok((CaseFile { cases, providers, unreadable }, summary))
}

/// Prices a case file for a claim of one payer.
///
/// # Errors
/// The case file cannot be read as a whole, or the sink fails.
pub fn price_claims<R: RecordSource, S: Sink>(priced: Priced<'_, R, S>, payer: Municipality) -> Result<(ClaimFile, Summary), RunError> {
    let mut cases = ClaimCases::new(priced.book, priced.until, payer);
    let summary = priced.run(&mut cases)?;
    Ok((cases.file(), summary))
}

/// Prices a case file for control: our cases, to compare what others bill with.
///
/// # Errors
/// The case file cannot be read as a whole, or the sink fails.
pub fn price_control<R: RecordSource, S: Sink>(priced: Priced<'_, R, S>) -> Result<(OurCases, Summary), RunError> {
    let mut cases = Vec::new();
    let mut control = ControlCases::new(priced.book, priced.until, |case| {
        cases.push(case);
        Ok(())
    });
    let summary = priced.run(&mut control)?;
    let rows = control.rows;
    Ok((OurCases::new(CaseFile { cases, ..CaseFile::default() }, rows), summary))
}
