//! A case file that was read, priced: each citizen and case is passed on, with the faults and findings of the file.

use crate::price::{Progress, RunError, Sink, Summary, WholeFile};
use chrono::NaiveDate;
use std::io;
use takst::{Book, Case, Citizen, Finding, ReportingPeriod, Statement};

/// The cases that are taken with another citizen than this one.
pub(crate) fn of_others<'a>(citizen: &'a Citizen, is_own: &[bool]) -> impl Iterator<Item = &'a Case> {
    citizen.cases.iter().zip(is_own).filter(|(_, is_own)| !**is_own).map(|(case, _)| case)
}

/// Takes the citizens and cases of a file as they are priced.
pub trait Cases<E> {
    /// A citizen, before any of the citizen's cases; and which of the cases are taken with this citizen. A case that names several citizens is taken with
    /// the first.
    ///
    /// # Errors
    /// The run cannot go on.
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), E>;

    /// The cases in the order of their first rows.
    ///
    /// # Errors
    /// The run cannot go on.
    fn case(&mut self, case_id: &str) -> Result<(), E>;
}

/// Why a file was not priced to its end.
#[derive(Debug)]
pub enum CasesError<E> {
    /// The file cannot be read, or its faults and findings cannot be written.
    Run(RunError),
    /// Who takes the cases cannot go on.
    Taker(E),
}

/// Prices a case file and hands its cases to `cases`. Open rows end on the day `until`. `sink` takes the statements, findings and progress; citizens are not
/// handed to it.
///
/// # Errors
/// Those of `cases` and `sink`, or the sums are too large.
pub fn price_cases<E>(
    file: &WholeFile,
    book: &Book,
    until: NaiveDate,
    cases: &mut impl Cases<E>,
    sink: &mut impl Sink,
) -> Result<Summary, CasesError<E>> {
    let request = ReportingPeriod { from: None, until: Some(until) };
    let mut handed = Handed { cases, sink, failure: None };
    let priced = file.price(book, &request, &mut handed);
    match (priced, handed.failure) {
        (_, Some(failure)) => Err(CasesError::Taker(failure)),
        (priced, None) => priced.map_err(CasesError::Run),
    }
}

struct Handed<'a, C, S, E> {
    cases: &'a mut C,
    sink: &'a mut S,
    failure: Option<E>,
}

impl<C, S, E> Handed<'_, C, S, E> {
    /// Keeps a failure while the run ends.
    fn keep(&mut self, taken: Result<(), E>) -> io::Result<()> {
        taken.map_err(|failure| {
            self.failure = Some(failure);
            io::Error::other("the run cannot go on")
        })
    }
}

impl<E, C: Cases<E>, S: Sink> Sink for Handed<'_, C, S, E> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        let taken = self.cases.citizen(citizen, is_own);
        self.keep(taken)
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.sink.statement(statement)?;
        let taken = self.cases.case(&statement.case_id);
        self.keep(taken)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.sink.file_finding(finding)
    }

    fn progress(&mut self, progress: Progress) {
        self.sink.progress(progress);
    }
}
