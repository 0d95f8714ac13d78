//! The case file of a command about documents, read as a whole, and the book it is priced by.

use crate::args::{FileArgs, TariffArgs};
use crate::cases::open;
use crate::interrupt;
use crate::progress::Bar;
use crate::say::{Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::work::{Bound, bind, is_same_file};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use takst::{Book, Finding, Statement};
use takst_explain::{Lang, Texts};
use takst_io::documents::{Cases, CasesError, price_cases};
use takst_io::{FileError, Places, Progress, RecordSource, Report, RunError, Sink, Summary, WholeFile};
use takst_run::CaseInput;

/// What a command is given to price cases with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) source: &'a FileArgs,
    pub(crate) tariffs: &'a TariffArgs,
    /// Where every error and finding is written to.
    pub(crate) report: Option<&'a Path>,
    /// Other files that the command reads or writes: the report must be none of them.
    pub(crate) others: &'a [&'a Path],
    /// Whether the cases are billed, and not claimed or compared.
    pub(crate) bills: bool,
}

/// A case file that was read, with its faults and findings.
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
        let Settings { source, tariffs, report, others, .. } = *settings;
        let form = &source.form;
        let options = [&tariffs.policy, &form.map, &form.pseudonyms].into_iter().flatten().map(|path| &**path);
        let mut read = source.read().chain(options).chain(others.iter().copied());
        if let Some(path) = report.filter(|report| read.any(|read| is_same_file(read, report))) {
            return Err(Failure::ReportIsInput { file: path.display().to_string() });
        }
        let bound = bind(tariffs, lang).map_err(Failure::Lines)?;
        let reading = source.form.reading(lang)?;
        let (mut reader, size) = open(source, &reading).map_err(|error| Failure::cases(source.first(), error))?;
        // Nothing is created before the case file is known to be one.
        let report = match report {
            None => None,
            Some(path) => {
                let report = File::create(path).and_then(|file| Report::new(BufWriter::new(file)));
                interrupt::report_begun(path.to_owned());
                Some((report.map_err(|error| Failure::report(path, error))?, path.to_owned()))
            }
        };
        let mut pass = Pass {
            texts,
            shown: if settings.bills { ProblemSummary::of_invoices() } else { ProblemSummary::default() },
            report,
            bar: Bar::new(texts, size),
            places: reader.places(),
            failure: None,
        };
        match WholeFile::read(&mut reader, &mut pass) {
            Ok(file) => Ok((bound, Inputs { name: source.first().to_owned(), file, pass })),
            Err(error) => Err(pass.failed(source.first(), error)),
        }
    }

    /// SHA-256 of the case file.
    pub(crate) fn sha256(&self) -> [u8; 32] {
        self.file.input().sha256
    }

    /// Ends the report.
    ///
    /// # Errors
    /// The report cannot be written.
    pub(crate) fn finish(self) -> Result<FileProblems<'t>, Failure> {
        let Pass { texts, shown, report, .. } = self.pass;
        if let Some((report, path)) = report {
            report.finish().map_err(|error| Failure::report(&path, error))?;
        }
        interrupt::reports_ended();
        Ok(FileProblems { texts, problems: shown })
    }
}

impl CaseInput for Inputs<'_> {
    type Error = Failure;

    fn price(&mut self, book: &Book, until: NaiveDate, cases: &mut impl Cases<Failure>) -> Result<Summary, Failure> {
        let priced = price_cases(&self.file, book, until, cases, &mut self.pass);
        self.pass.bar.clear();
        priced.map_err(|error| match error {
            CasesError::Run(error) => self.pass.failed(&self.name, error),
            CasesError::Taker(failure) => failure,
        })
    }
}

/// The faults and findings of a file whose report is written.
pub(crate) struct FileProblems<'t> {
    texts: &'t Texts,
    problems: ProblemSummary,
}

impl FileProblems<'_> {
    /// Prints refused cases and findings to stderr.
    pub(crate) fn print(&self, summary: &Summary) {
        aside(&self.problems.render(self.texts, summary, screen_width().min(100)));
    }
}

/// The faults and findings of a file, and why a run ended.
struct Pass<'t> {
    texts: &'t Texts,
    shown: ProblemSummary,
    report: Option<(Report<BufWriter<File>>, PathBuf)>,
    bar: Bar<'t>,
    places: Places,
    failure: Option<Failure>,
}

impl Pass<'_> {
    /// Writes to the report, if there is one.
    fn report(&mut self, write: impl FnOnce(&mut Report<BufWriter<File>>) -> io::Result<()>) -> io::Result<()> {
        let Some((report, path)) = &mut self.report else { return Ok(()) };
        write(report).map_err(|error| {
            // Kept while the reader of files ends.
            self.failure = Some(Failure::report(path, error));
            io::Error::other("the report cannot be written")
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

impl Sink for Pass<'_> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        interrupt::check()?;
        let (texts, places) = (self.texts, self.places.clone());
        let say = |finding: &Finding| texts.finding_in(finding, &places.of(finding));
        self.shown.statement(texts, statement, say);
        self.report(|report| report.statement(statement, say))
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        let texts = self.texts;
        self.shown.file_finding(texts, finding);
        self.report(|report| report.finding("", finding, &texts.finding(finding)))
    }

    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }
}
