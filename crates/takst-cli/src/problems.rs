//! Faults and findings of a run: collected for stderr, and written to a report.

use crate::interrupt;
use crate::say::Failure;
use crate::summary::ProblemSummary;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use takst::{Finding, Statement};
use takst_explain::Texts;
use takst_io::{Places, Report};

pub(crate) struct Problems<'t> {
    texts: &'t Texts,
    pub(crate) shown: ProblemSummary,
    path: Option<PathBuf>,
    report: Option<Report<BufWriter<File>>>,
    error: Option<io::Error>,
    /// Where records stand in the file.
    places: Places,
}

impl<'t> Problems<'t> {
    /// `path`: the file of the report, where one is written.
    pub(crate) fn new(texts: &'t Texts, shown: ProblemSummary, path: Option<&Path>) -> Problems<'t> {
        Problems { texts, shown, path: path.map(Path::to_owned), report: None, error: None, places: Places::default() }
    }

    /// The file is open: makes the report. Nothing is created before the case file is known to be one.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn begin(&mut self, places: Places) -> io::Result<()> {
        self.places = places;
        let Some(path) = self.path.as_ref().filter(|_| self.report.is_none()) else { return Ok(()) };
        match File::create(path).and_then(|file| Report::new(BufWriter::new(file))) {
            Ok(report) => {
                interrupt::report_begun(path.clone());
                self.report = Some(report);
                Ok(())
            }
            Err(error) => {
                self.error = Some(error);
                Err(io::Error::other("the report cannot be made"))
            }
        }
    }

    pub(crate) fn has_report(&self) -> bool {
        self.path.is_some()
    }

    /// Writes to the report, if there is one. Its error is kept apart from those of stdout.
    fn report(&mut self, write: impl FnOnce(&mut Report<BufWriter<File>>) -> io::Result<()>) -> io::Result<()> {
        let Some(report) = &mut self.report else { return Ok(()) };
        write(report).map_err(|error| {
            self.error = Some(error);
            io::Error::other("the report cannot be written")
        })
    }

    /// Shows the problems of a case and writes them to the report.
    pub(crate) fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        let (texts, places) = (self.texts, self.places.clone());
        let say = |finding: &Finding| texts.finding_in(finding, &places.of(finding));
        self.shown.statement(texts, statement, say);
        self.report(|report| report.statement(statement, say))
    }

    pub(crate) fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        let texts = self.texts;
        self.shown.file_finding(texts, finding);
        self.report(|report| report.finding("", finding, &texts.finding(finding)))
    }

    /// The error of the report, if that is what ended the run.
    pub(crate) fn take_error(&mut self) -> Option<Failure> {
        let error = self.error.take()?;
        Some(Failure::report(self.path.as_ref()?, error))
    }

    /// Writes out the report.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn finish(self) -> Result<ProblemSummary, Failure> {
        if let (Some(report), Some(path)) = (self.report, self.path) {
            report.finish().map_err(|error| Failure::report(&path, error))?;
        }
        interrupt::reports_ended();
        Ok(self.shown)
    }
}
