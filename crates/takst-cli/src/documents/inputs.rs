//! The case file of a command about documents, read as a whole, and the book it is priced by.

use crate::args::{FileArgs, TariffArgs};
use crate::cases::open;
use crate::interrupt;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::say::{Failure, aside};
use crate::summary::ProblemSummary;
use crate::table::screen_width;
use crate::work::{Bound, bind, is_same_file};
use chrono::NaiveDate;
use std::io;
use std::path::{Path, PathBuf};
use takst::{Book, Finding, Statement};
use takst_explain::{Lang, Texts};
use takst_io::documents::{Cases, CasesError, price_cases};
use takst_io::{FileError, Progress, Pseudonyms, RecordSource, RunError, Sink, Summary, WholeFile};
use takst_run::CaseInput;

/// What a command is given to price cases with.
pub(crate) struct Settings<'a> {
    pub(crate) source: &'a FileArgs,
    pub(crate) tariffs: &'a TariffArgs,
    /// Where every error and finding is written to.
    pub(crate) report: Option<&'a Path>,
    /// Other files that the command reads or writes: the report must be none of them.
    pub(crate) others: &'a [&'a Path],
    /// What is shown of the findings on cases.
    pub(crate) shown: ProblemSummary,
}

/// A case file that was read, with its faults and findings.
pub(crate) struct Inputs<'t> {
    name: PathBuf,
    file: WholeFile,
    pass: Pass<'t>,
    /// The key that the command line gives.
    pub(crate) pseudonyms: Option<Pseudonyms>,
}

impl<'t> Inputs<'t> {
    /// Compiles the book, then reads the case file.
    ///
    /// # Errors
    /// Catalogue, policy or case file cannot be read, or the report cannot be written.
    pub(crate) fn open(settings: Settings<'_>, texts: &'t Texts, lang: Lang) -> Result<(Bound, Inputs<'t>), Failure> {
        let Settings { source, tariffs, report, others, shown } = settings;
        let mut read = source.read_with(tariffs).chain(others.iter().copied());
        if let Some(path) = report.filter(|report| read.any(|read| is_same_file(read, report))) {
            return Err(Failure::ReportIsInput { file: takst_run::file_name(path) });
        }
        let bound = bind(tariffs, lang).map_err(Failure::Lines)?;
        let reading = source.form.reading(lang)?;
        let (mut reader, size) = open(source, &reading).map_err(|error| Failure::cases(source.first(), error))?;
        let mut pass = Pass { texts, problems: Problems::new(texts, shown, report), bar: Bar::new(texts, size) };
        let begun = pass.problems.begin(reader.places()).map_err(RunError::Output);
        match begun.and_then(|()| WholeFile::read(&mut reader, &mut pass)) {
            Ok(file) => Ok((bound, Inputs { name: source.first().to_owned(), file, pass, pseudonyms: reading.pseudonyms })),
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
        let Pass { texts, problems, .. } = self.pass;
        Ok(FileProblems { texts, problems: problems.finish()? })
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

/// Takes the faults and findings of a file.
struct Pass<'t> {
    texts: &'t Texts,
    problems: Problems<'t>,
    bar: Bar<'t>,
}

impl Pass<'_> {
    fn failed(&mut self, name: &Path, error: RunError) -> Failure {
        let of_file = |error: FileError| Failure::cases(name, error);
        self.problems.take_error().unwrap_or_else(|| match error {
            RunError::File(error) => of_file(error),
            RunError::Output(error) => of_file(error.into()),
        })
    }
}

impl Sink for Pass<'_> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        interrupt::check()?;
        self.problems.statement(statement)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.problems.file_finding(finding)
    }

    fn progress(&mut self, progress: Progress) {
        self.bar.show(progress);
    }
}
