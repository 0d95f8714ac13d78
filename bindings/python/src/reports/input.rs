//! What a report is made of: the book, the cases and what was asked for.

use crate::book_core::Book;
use crate::case::Case;
use crate::convert;
use crate::frames::{Frame, Summary, below, said_of_refused};
use crate::given::fault::Ended;
use crate::given::input::CasesIn;
use crate::given::opened::Opened;
use crate::given::texts::{said, texts};
use crate::given::{CaseFile, warn};
use crate::shared::unread;
use crate::watch::{Follow, Watch, followed};
use pyo3::prelude::*;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use takst::{Citizen, FilePlace, Finding, ReportingPeriod, Statement};
use takst_batch::exchange::problems_batch;
use takst_explain::{Lang, Receipt};
use takst_io::{RunError, Sink};
use takst_report::{Basis, Counts};

/// The options of a call.
pub struct Asked<'py> {
    pub window: ReportingPeriod,
    pub lang: Option<String>,
    pub progress: Option<Bound<'py, PyAny>>,
}

/// A run: what reports are made with.
pub struct Made<'a> {
    pub book: &'a takst::Book,
    pub opened: &'a Opened,
    pub window: &'a ReportingPeriod,
    pub lang: Lang,
    pub receipt: Receipt,
    follow: &'a Follow,
}

/// Takes the results of cases.
pub trait Taker {
    /// A citizen's cases before their results.
    fn citizen(&mut self, _citizen: &Citizen, _is_own: &[bool]) {}

    fn statement(&mut self, statement: &Statement, place: &dyn Fn(&Finding) -> FilePlace) -> Result<(), String>;

    fn file_finding(&mut self, finding: &Finding, place: &FilePlace) -> Result<(), String>;
}

/// What was counted of a run, and the faults of the refused cases.
pub struct Counted {
    pub summary: takst_batch::Summary,
    pub counts: Counts,
    pub faults: Vec<(Box<str>, Finding)>,
}

impl<'a> Made<'a> {
    pub fn basis(&self) -> Basis<'a> {
        Basis { texts: texts(self.lang), catalogue: self.book.catalogue(), policy: self.book.policy() }
    }

    /// Prices all cases into `taker`.
    pub fn price(&self, taker: &mut impl Taker) -> Result<Counted, Ended> {
        for finding in &self.opened.findings {
            taker.file_finding(finding, &self.opened.places.of(finding)).map_err(unwritten)?;
        }
        let mut out = Out { made: self, taker, faults: Vec::new() };
        let summary = self.opened.whole.price(self.book, self.window, &mut out);
        let summary = summary.map_err(|error| Ended::of_file(self.opened.paths.first().map(std::path::PathBuf::as_path), error))?;
        let takst_io::Summary { rows, cases, refused, lines, findings, .. } = summary;
        let unknown_columns = self.opened.unknown_columns();
        Ok(Counted {
            summary: takst_batch::Summary { rows, cases, refused, lines, unknown_columns },
            counts: Counts { rows, cases, refused, lines, findings },
            faults: out.faults,
        })
    }
}

/// What could not be written, in words.
pub fn unwritten(error: impl ToString) -> Ended {
    Ended::of_file(None, RunError::Output(io::Error::other(error.to_string())))
}

struct Out<'m, 'a, T> {
    made: &'m Made<'a>,
    taker: &'m mut T,
    faults: Vec<(Box<str>, Finding)>,
}

impl<T: Taker> Sink for Out<'_, '_, T> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        self.taker.citizen(citizen, is_own);
        let own = citizen.cases.iter().zip(is_own).filter(|(_, is_own)| **is_own);
        self.made.follow.rows(own.map(|(case, _)| case.rows.len() as u64).sum());
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.made.follow.statement(statement);
        if self.made.follow.is_left() {
            return Err(io::Error::other("the caller has left"));
        }
        let faults = statement.result.as_ref().err().into_iter().flatten();
        self.faults.extend(faults.map(|fault| (statement.case_id.clone(), fault.clone())));
        let places = &self.made.opened.places;
        self.taker.statement(statement, &|finding| places.of(finding)).map_err(io::Error::other)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.taker.file_finding(finding, &self.made.opened.places.of(finding)).map_err(io::Error::other)
    }
}

/// Reports no progress while cases are read.
struct Quiet;

impl Sink for Quiet {
    fn statement(&mut self, _: &Statement) -> io::Result<()> {
        Ok(())
    }

    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}

/// What a report holds beside itself.
#[derive(Debug)]
pub struct Held {
    pub refused: Py<Frame>,
    pub summary: Py<Summary>,
}

impl Held {
    /// The short form of a report.
    pub fn shown(&self, what: &str) -> String {
        let Summary { rows, cases, refused, lines, .. } = self.summary.get();
        below(
            format!("{what}(rows={rows}, cases={cases}, refused={refused}, lines={lines})"),
            said_of_refused(self.summary.get(), self.refused.get(), ".refused"),
        )
    }
}

/// Makes a report of cases while the caller watches.
pub fn made<T: Send + 'static>(
    book: &Bound<'_, Book>,
    given: &Bound<'_, PyAny>,
    asked: &Asked<'_>,
    work: impl FnOnce(&Made<'_>) -> Result<(T, Counted), Ended> + Send + 'static,
) -> PyResult<(T, Held)> {
    let (py, own) = (book.py(), book.get());
    let lang = asked.lang.as_deref().map_or(Ok(own.lang), |lang| convert::lang(Some(lang)))?;
    let cases = CasesIn::of(py, given)?;
    let (origin, watch) = (cases.origin, Watch::new(py, asked.progress.as_ref(), cases.rows)?);
    let is_read = given.is_instance_of::<CaseFile>();
    let (core, window, mut receipt) = (own.core().clone(), asked.window, own.receipt(String::new(), &asked.window));
    receipt.is_alone = given.cast::<Case>().is_ok_and(|case| own.depends_on_others(case.get(), &window));
    let done = followed(py, &watch, move |follow| {
        let opened: Arc<Opened> = cases.read(&mut Quiet)?;
        let receipt = Receipt { input_sha256: opened.sha256(), ..receipt };
        let (made, counted) = work(&Made { book: &core, opened: &opened, window: &window, lang, receipt, follow })?;
        let refused = problems_batch(&counted.faults, &|finding| said(lang, finding, &opened.places))?;
        Ok::<_, Ended>((made, refused, counted.summary, opened))
    });
    match done.and_then(|done| done.map_err(|ended| ended.raised(py, lang, origin))) {
        Ok((made, refused, summary, opened)) => {
            watch.close(py, Some(&summary))?;
            if !is_read {
                warn(py, &opened, lang)?;
            }
            Ok((made, Held { refused: Py::new(py, Frame::one(refused))?, summary: Py::new(py, Summary::from(&summary))? }))
        }
        Err(error) => {
            watch.close(py, None)?;
            Err(error)
        }
    }
}

/// Writes a file, whole or not at all.
pub fn save(py: Python<'_>, path: &Path, bytes: &[u8]) -> PyResult<()> {
    let written = py.detach(|| takst_run::write_whole(path, |to| to.write_all(bytes)));
    written.map_err(|error| unread(py, path, &error))
}
