//! A case file priced into sums, once or under two books.

use super::sums::{Sums, groups};
use crate::args::{CasesArgs, FileArgs, is_stdin};
use crate::cases::open;
use crate::filter::Filter;
use crate::interrupt;
use crate::problems::Problems;
use crate::progress::Bar;
use crate::say::Failure;
use crate::summary::MOST_CASES;
use arrow_array::RecordBatch;
use std::error::Error;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use takst::{Book, Citizen, Dimension, Finding, ReportingPeriod, Statement};
use takst_batch::case_files::FileFormat;
use takst_batch::parquet::{ParquetCases, columns};
use takst_batch::{Batch, BatchError, LineFilter, LineTotals, RunOptions, TotalOptions, text_rows};
use takst_io::{FileError, Grouping, Progress, Reading, RecordSource, RunError, Sink, Summary, WholeFile, price_opened};

/// What is summed up: the case file, the groups and the days.
pub(super) struct Question<'a> {
    pub cases: &'a CasesArgs,
    pub reading: &'a Reading,
    pub by: &'a [Dimension],
    pub request: ReportingPeriod,
    pub grouping: Grouping,
    /// Whether the file is priced twice.
    pub twice: bool,
}

/// A question and its case file. The file is kept in memory where it is priced twice and cannot or need not be read again.
pub(super) struct Asked<'a> {
    pub question: Question<'a>,
    whole: Option<WholeFile>,
}

/// The sums of a run, and what was counted.
pub(super) struct Answer {
    pub totals: RecordBatch,
    /// One group of all lines: a case that is in several groups counts once.
    pub all: RecordBatch,
    pub summary: Summary,
    /// Cases that were refused and are shown.
    pub refused: u64,
    /// Whether findings were looked for; columns do not have them.
    pub has_findings: bool,
}

impl Answer {
    /// The sums over all lines.
    ///
    /// # Errors
    /// A sum is larger than an amount can be.
    pub fn sums(&self) -> Result<Sums, Failure> {
        let all = groups(&self.all).map_err(|error| Failure::Stdout(io::Error::other(error)))?;
        Sums::all(all.iter().map(|group| &group.sides[0])).ok_or(Failure::TooLarge)
    }
}

/// Where a run puts its results.
pub(super) struct Adding<'r, 't> {
    pub filter: &'r mut Filter,
    pub problems: &'r mut Problems<'t>,
    pub bar: &'r mut Bar<'t>,
    /// Takes the refused cases that pass the filter. `None`: they are shown as problems.
    pub refused: Option<&'r mut dyn FnMut(&Statement)>,
}

impl Adding<'_, '_> {
    fn refused(&mut self, statement: &Statement) -> io::Result<()> {
        match &mut self.refused {
            Some(take) => {
                take(statement);
                Ok(())
            }
            None => self.problems.statement(statement),
        }
    }
}

impl<'a> Asked<'a> {
    pub fn new(question: Question<'a>) -> Asked<'a> {
        Asked { question, whole: None }
    }

    /// Prices the file under a book.
    ///
    /// # Errors
    /// The file cannot be read as a whole, a sum is too large, or the report cannot be written.
    pub fn under(&mut self, book: &Arc<Book>, adding: &mut Adding<'_, '_>) -> Result<Answer, Failure> {
        let file = self.question.cases.source.first();
        let answer = self.add_up(book, adding);
        adding.bar.clear();
        if let Some(failure) = adding.problems.take_error() {
            return Err(failure);
        }
        let answer = answer.map_err(|error| match error {
            RunError::File(error) => Failure::cases(file, error),
            RunError::Output(error) => Failure::Stdout(error),
        })?;
        match adding.filter.unmet() {
            Some(unmet) => Err(Failure::Unmet { file: Some(takst_run::file_name(file)), unmet }),
            None => Ok(answer),
        }
    }

    fn add_up(&mut self, book: &Arc<Book>, adding: &mut Adding<'_, '_>) -> Result<Answer, RunError> {
        if let Some(answer) = self.by_columns(book, adding)? {
            return Ok(answer);
        }
        let Question { cases, reading, by, request, grouping, twice } = self.question;
        let mut records = Records { sums: Both::new(by, RunOptions::default(), &adding.filter.lines), adding, refused: 0 };
        // A file without grouping is in memory as a whole anyway.
        let keeps = twice && (grouping == Grouping::None || cases.source.has_stdin());
        let summary = if keeps {
            let whole = match self.whole.take() {
                Some(whole) => whole,
                None => {
                    let mut source = open(&cases.source, reading)?.0;
                    records.adding.problems.begin(source.places()).map_err(RunError::Output)?;
                    WholeFile::read(&mut source, &mut records)?
                }
            };
            self.whole.insert(whole).price(book, &request, &mut records)?
        } else {
            let source = open(&cases.source, reading)?.0;
            records.adding.problems.begin(source.places()).map_err(RunError::Output)?;
            price_opened(book, &request, source, grouping, &mut records)?
        };
        let refused = records.refused;
        let (totals, all) = records.sums.finish().map_err(|_| FileError::SumsTooLarge(summary.cases))?;
        Ok(Answer { totals, all, summary, refused, has_findings: true })
    }

    /// Prices a Parquet file by columns, where it can be read again. A run that breaks off gives `None`: pricing case by case then says why.
    fn by_columns(&self, book: &Arc<Book>, adding: &mut Adding<'_, '_>) -> Result<Option<Answer>, RunError> {
        let source = &self.question.cases.source;
        // A report needs the findings of each case, and columns do not have them.
        let is_plain = self.question.reading.pseudonyms.is_none() && !adding.problems.has_report();
        let is_parquet = |file: &&Path| !is_stdin(file) && source.form.format(file) == FileFormat::Parquet;
        let Some(path) = source.single().filter(|_| is_plain).filter(is_parquet) else { return Ok(None) };
        self.question.reading.refuse_for_typed()?;
        let file = File::open(path).map_err(FileError::from)?;
        if !file.metadata().map_err(FileError::from)?.is_file() {
            return Ok(None);
        }
        let Ok(batch) = Batch::new(book.clone()) else { return Ok(None) };
        let mut cases = ParquetCases::open(file.try_clone().map_err(FileError::from)?)?;
        let findings = cases.take_findings();
        let Ok(answer) = self.of_columns(&batch, file, cases, adding) else { return Ok(None) };
        answer.1.iter().try_for_each(|statement| adding.refused(statement)).map_err(RunError::Output)?;
        findings.iter().try_for_each(|finding| adding.problems.file_finding(finding)).map_err(RunError::Output)?;
        Ok(Some(answer.0))
    }

    fn of_columns(
        &self,
        batch: &Batch,
        file: File,
        cases: ParquetCases,
        adding: &mut Adding<'_, '_>,
    ) -> Result<(Answer, Vec<Statement>), Box<dyn Error + Send + Sync>> {
        let Question { by, request, grouping, .. } = &self.question;
        if !adding.filter.is_empty() {
            // Lines do not have refused cases: the filter needs the rows first.
            for row in text_rows(columns(file, &Filter::COLUMNS)?) {
                adding.filter.text_row(&row?);
            }
        }
        let (input, all_rows) = (cases.input(), cases.all_rows());
        let run = RunOptions { grouping: *grouping, ..RunOptions::default() };
        let mut sums = Both::new(by, run, &adding.filter.lines);
        let mut lines = batch.lines(cases.into_batches(), request, &sums.groups.line_options());
        // Kept until the end, because a run that breaks off shows nothing. No more cases than these are shown one by one.
        let most = if adding.refused.is_some() { usize::MAX } else { MOST_CASES };
        let (mut refused, mut count) = (Vec::new(), 0);
        loop {
            let next = lines.next().transpose()?;
            let counts = lines.summary();
            let bytes = u128::from(input.bytes) * u128::from(counts.rows) / u128::from(all_rows.max(1));
            adding.bar.show(Progress { bytes: bytes as u64, rows: counts.rows, cases: counts.cases });
            for case in lines.take_cases().into_iter().filter(|case| adding.filter.shows(&case.case_id)) {
                count += 1;
                if refused.len() < most {
                    refused.push(case);
                }
            }
            match next {
                Some(batch) => sums.add(&batch)?,
                None => break,
            }
        }
        let counts = lines.summary();
        if counts.rows == 0 {
            return Err(FileError::NoRows.into());
        }
        let summary = Summary {
            input,
            rows: counts.rows,
            cases: counts.cases,
            refused: counts.refused,
            lines: counts.lines,
            findings: 0,
            totals: takst::Totals::default(),
        };
        let (totals, all) = sums.finish()?;
        Ok((Answer { totals, all, summary, refused: count, has_findings: false }, refused))
    }
}

/// Sums by group, and over all lines.
struct Both {
    groups: LineTotals,
    all: LineTotals,
}

impl Both {
    fn new(by: &[Dimension], run: RunOptions, only: &LineFilter) -> Both {
        let options = |by: &[Dimension]| TotalOptions { by: by.to_vec(), cases: true, run: run.clone(), ..TotalOptions::default() };
        Both { groups: LineTotals::new(&options(by), only.clone()), all: LineTotals::new(&options(&[]), only.clone()) }
    }

    fn statement(&mut self, statement: &Statement) {
        self.groups.statement(statement);
        self.all.statement(statement);
    }

    fn add(&mut self, lines: &RecordBatch) -> Result<(), BatchError> {
        self.groups.add(lines)?;
        self.all.add(lines)
    }

    fn finish(self) -> Result<(RecordBatch, RecordBatch), BatchError> {
        Ok((self.groups.finish()?, self.all.finish()?))
    }
}

/// Takes the cases of a file one by one.
struct Records<'a, 'r, 't> {
    adding: &'a mut Adding<'r, 't>,
    sums: Both,
    refused: u64,
}

impl Sink for Records<'_, '_, '_> {
    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        self.adding.filter.citizen(citizen, is_own);
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        interrupt::check()?;
        if !self.adding.filter.shows(&statement.case_id) {
            return Ok(());
        }
        self.sums.statement(statement);
        if statement.is_refused() {
            self.refused += 1;
            return self.adding.refused(statement);
        }
        self.adding.problems.statement(statement)
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.adding.problems.file_finding(finding)
    }

    fn progress(&mut self, progress: Progress) {
        self.adding.bar.show(progress);
    }
}

/// Bytes of the files together; `None` where one of them is no regular file.
pub(super) fn size_of(source: &FileArgs) -> Option<u64> {
    let size = |file: &PathBuf| file.metadata().ok().filter(|facts| facts.is_file() && !is_stdin(file)).map(|facts| facts.len());
    source.files.iter().map(size).sum()
}
