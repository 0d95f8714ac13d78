//! A case file priced for documents or claims, all of it at once.

use crate::input::Format;
use crate::price::{Grouping, RunError, Sink, Summary, price_file};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::io;
use takst::document::claim::ClaimFile;
use takst::document::claimed::ClaimCitizen;
use takst::document::content::{CaseFile, PricedCitizen};
use takst::document::pricer::DocumentPricer;
use takst::{Book, Citizen, Finding, Municipality, ReportingPeriod, Statement};

/// What a case file is priced with, and where faults and findings go.
pub struct Priced<'a, S> {
    /// The book.
    pub book: &'a Book,
    /// The case file.
    pub cases: &'a [u8],
    /// How it is written.
    pub format: Format,
    /// The day on which open rows end.
    pub until: NaiveDate,
    /// Takes the statement of each case.
    pub sink: &'a mut S,
}

/// Hands each citizen on, and all else to another sink.
struct Citizens<'a, S, F> {
    sink: &'a mut S,
    take: F,
}

impl<S: Sink, F: FnMut(&Citizen, &[bool])> Sink for Citizens<'_, S, F> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.sink.statement(statement)
    }
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        (self.take)(citizen, is_own);
        Ok(())
    }
    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.sink.file_finding(finding)
    }
}

impl<S: Sink> Priced<'_, S> {
    fn run(self, take: impl FnMut(&Citizen, &[bool])) -> Result<Summary, RunError> {
        let request = ReportingPeriod { from: None, until: Some(self.until) };
        price_file(self.book, &request, self.cases, self.format, Grouping::None, &mut Citizens { sink: self.sink, take })
    }
}

/// The ids of the cases that are handed on with another citizen.
fn others<'a>(citizen: &'a Citizen, is_own: &[bool]) -> HashSet<&'a str> {
    citizen.cases.iter().zip(is_own).filter(|(_, is_own)| !**is_own).map(|(case, _)| &*case.id).collect()
}

/// Prices a case file for documents: what should be.
///
/// # Errors
/// The case file cannot be read as a whole, or the sink fails.
pub fn price_documents<S: Sink>(priced: Priced<'_, S>) -> Result<(CaseFile, Summary), RunError> {
    let (mut pricer, until) = (DocumentPricer::new(priced.book), priced.until);
    let mut citizens: Vec<PricedCitizen> = Vec::new();
    let summary = priced.run(|citizen, is_own| {
        let mut of_citizen = pricer.price(citizen, until);
        let others = others(citizen, is_own);
        of_citizen.cases.retain(|case| !others.contains(&*case.case_id));
        citizens.push(of_citizen);
    })?;
    Ok((CaseFile::of(citizens), summary))
}

/// Prices a case file for a claim of one payer.
///
/// # Errors
/// The case file cannot be read as a whole, or the sink fails.
pub fn price_claims<S: Sink>(priced: Priced<'_, S>, payer: Municipality) -> Result<(ClaimFile, Summary), RunError> {
    let (mut pricer, until) = (DocumentPricer::new(priced.book), priced.until);
    let mut citizens: Vec<ClaimCitizen> = Vec::new();
    let summary = priced.run(|citizen, is_own| {
        let mut claimed = pricer.claim(citizen, until, payer);
        let others = others(citizen, is_own);
        claimed.cases.retain(|case| !others.contains(&*case.case_id));
        // Windows of those for whom the payer pays.
        if !claimed.cases.iter().any(|case| case.result.as_ref().is_ok_and(|parts| !parts.documents.is_empty())) {
            claimed.windows.clear();
        }
        citizens.push(claimed);
    })?;
    Ok((ClaimFile::of(citizens), summary))
}
