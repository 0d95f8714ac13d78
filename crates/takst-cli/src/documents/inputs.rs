//! The case file of a command about documents, read as a whole, and the book it is priced by.

use crate::args::{FileArgs, TariffArgs};
use crate::cases::open;
use crate::progress::Bar;
use crate::say::{Failure, aside};
use crate::summary::Told;
use crate::table::screen_width;
use crate::work::{Bound, bind, is_same_file};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use takst::{Book, Citizen, Finding, ReportingPeriod, Statement};
use takst_explain::{Lang, Texts};
use takst_io::{FileError, Progress, Report, RunError, Sink, Summary, WholeFile};

/// What a command is given to price cases with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) source: &'a FileArgs,
    pub(crate) tariffs: &'a TariffArgs,
    /// Where every error and finding is written to.
    pub(crate) report: Option<&'a Path>,
    /// Other files that the command reads or writes: the report must be none of them.
    pub(crate) others: &'a [&'a Path],
}

/// Takes the citizens and cases of a file as they are priced.
pub(crate) trait Cases {
    /// A citizen, before any of the citizen's cases; and which of the cases are taken with this citizen. A case that names several citizens is taken with
    /// the first.
    ///
    /// # Errors
    /// The command cannot go on.
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> Result<(), Failure>;

    /// The cases in the order of their first rows.
    ///
    /// # Errors
    /// The command cannot go on.
    fn case(&mut self, case_id: &str) -> Result<(), Failure>;
}

/// A case file that was read, and what is told of it.
pub(crate) struct Inputs<'t> {
    name: PathBuf,
    file: WholeFile,
    pass: Pass<'t>,
}

impl<'t> Inputs<'t> {
    /// Compiles the book, then reads the case file.
    ///
    /// # Errors
    /// Catalogue, policy or case file cannot be read, or the report cannot be written.
    pub(crate) fn open(settings: &Settings<'_>, texts: &'t Texts, lang: Lang) -> Result<(Bound, Inputs<'t>), Failure> {
        let Settings { source, tariffs, report, others } = *settings;
        // The name that the system has for the file behind stdin, where it has one.
        let cases = if source.is_stdin() { Path::new("/dev/stdin") } else { &source.file };
        let read = [cases].into_iter().chain(tariffs.policy.as_deref()).chain(others.iter().copied());
        if let Some(path) = report.filter(|report| read.into_iter().any(|read| is_same_file(read, report))) {
            return Err(Failure::ReportIsInput { file: path.display().to_string() });
        }
        let bound = bind(tariffs, lang).map_err(Failure::Lines)?;
        let (mut reader, size) = open(source).map_err(|error| Failure::cases(&source.file, error))?;
        // Nothing is created before the case file is known to be one.
        let report = match report {
            None => None,
            Some(path) => {
                let report = File::create(path).and_then(|file| Report::new(BufWriter::new(file)));
                Some((report.map_err(|error| Failure::report(path, error))?, path.to_owned()))
            }
        };
        let mut pass = Pass { texts, told: Told::default(), report, bar: Bar::new(texts, size), failure: None };
        match WholeFile::read(&mut reader, &mut Handed { pass: &mut pass, cases: &mut Nobody }) {
            Ok(file) => Ok((bound, Inputs { name: source.file.clone(), file, pass })),
            Err(error) => Err(pass.failed(&source.file, error)),
        }
    }

    /// SHA-256 of the case file.
    pub(crate) fn sha256(&self) -> [u8; 32] {
        self.file.input().sha256
    }

    /// Prices the cases up to a day, on which open rows end, and hands them to `cases`.
    ///
    /// # Errors
    /// Those of `cases`, or the report cannot be written.
    pub(crate) fn price(&mut self, book: &Book, until: NaiveDate, cases: &mut impl Cases) -> Result<Summary, Failure> {
        let request = ReportingPeriod { from: None, until: Some(until) };
        let priced = self.file.price(book, &request, &mut Handed { pass: &mut self.pass, cases });
        self.pass.bar.clear();
        priced.map_err(|error| self.pass.failed(&self.name, error))
    }

    /// Ends the report.
    ///
    /// # Errors
    /// The report cannot be written.
    pub(crate) fn finish(self) -> Result<ToTell<'t>, Failure> {
        let Pass { texts, told, report, .. } = self.pass;
        if let Some((report, path)) = report {
            report.finish().map_err(|error| Failure::report(&path, error))?;
        }
        Ok(ToTell { texts, told })
    }
}

/// What is to be told of a file whose report is written.
pub(crate) struct ToTell<'t> {
    texts: &'t Texts,
    told: Told,
}

impl ToTell<'_> {
    /// Tells on stderr of refused cases and findings.
    pub(crate) fn tell(&self, summary: &Summary) {
        aside(&self.told.render(self.texts, summary, screen_width().min(100)));
    }
}

/// What is told of a file, and why a run ended.
struct Pass<'t> {
    texts: &'t Texts,
    told: Told,
    report: Option<(Report<BufWriter<File>>, PathBuf)>,
    bar: Bar<'t>,
    failure: Option<Failure>,
}

impl Pass<'_> {
    /// Writes to the report, if there is one.
    fn report(&mut self, write: impl FnOnce(&mut Report<BufWriter<File>>) -> io::Result<()>) -> io::Result<()> {
        let Some((report, path)) = &mut self.report else { return Ok(()) };
        let written = write(report).map_err(|error| Failure::report(path, error));
        self.keep(written)
    }

    /// Keeps a failure while the reader of files is told to end.
    fn keep(&mut self, result: Result<(), Failure>) -> io::Result<()> {
        result.map_err(|failure| {
            self.failure = Some(failure);
            io::Error::other("the command cannot go on")
        })
    }

    fn failed(&mut self, name: &Path, error: RunError) -> Failure {
        let of_file = |error: FileError| Failure::cases(name, error);
        self.failure.take().unwrap_or_else(|| match error {
            RunError::File(error) => of_file(error),
            RunError::Output(error) => of_file(error.into()),
        })
    }
}

/// Hands on what comes of a file.
struct Handed<'a, 't, C> {
    pass: &'a mut Pass<'t>,
    cases: &'a mut C,
}

/// While a file is read, nobody takes cases.
struct Nobody;

impl Cases for Nobody {
    fn citizen(&mut self, _: &Citizen, _: &[bool]) -> Result<(), Failure> {
        Ok(())
    }
    fn case(&mut self, _: &str) -> Result<(), Failure> {
        Ok(())
    }
}

impl<C: Cases> Sink for Handed<'_, '_, C> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        let taken = self.cases.citizen(citizen, is_own);
        self.pass.keep(taken)
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        let texts = self.pass.texts;
        self.pass.told.statement(texts, statement);
        self.pass.report(|report| report.statement(statement, |finding| texts.finding(finding)))?;
        let taken = self.cases.case(&statement.case_id);
        self.pass.keep(taken)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        let texts = self.pass.texts;
        self.pass.told.file_finding(texts, finding);
        self.pass.report(|report| report.finding("", finding, &texts.finding(finding)))
    }

    fn progress(&mut self, progress: Progress) {
        self.pass.bar.show(progress);
    }
}
