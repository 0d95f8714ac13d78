//! Parquet in, Parquet out: whole columns priced on every processor, where the rows of each citizen lie together.
//!
//! What a user sees is that of pricing case by case. Where a run breaks off, the rest is shown in the same way: the file is read once more.

use crate::args::{FileArgs, is_stdin};
use crate::lines::BATCH_LINES;
use crate::price::Writer;
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use std::error::Error;
use std::fs::File;
use std::io;
use std::sync::Arc;
use takst::{Book, Code, Column, Finding, ReportingPeriod, Statement, Totals};
use takst_batch::case_files::FileFormat;
use takst_batch::parquet::{ParquetCases, columns, line_options};
use takst_batch::{Batch, BatchError, LineOptions, StatementLines};
use takst_io::{FileError, Grouping, LineColumn, Progress, RecordSource, RunError, Sink, Summary, price_opened};

/// What places are counted by, and what every case file has.
const COUNTED: [Column; 5] = [Column::CaseId, Column::Service, Column::FirstDay, Column::LastDay, Column::Payer];

/// A case file to be priced by columns.
pub(crate) struct Columns {
    batch: Batch,
    file: File,
    cases: ParquetCases,
}

/// Why pricing by columns broke off.
enum Broken {
    /// The output failed, and that is the end.
    Output(io::Error),
    /// The run did, for a reason that pricing case by case has other words for.
    Run(Box<dyn Error + Send + Sync>),
}

impl From<BatchError> for Broken {
    fn from(error: BatchError) -> Broken {
        Broken::Run(error.into())
    }
}

impl Columns {
    /// The case file, where it is one that can be read more than once and the book has prices that columns hold.
    ///
    /// # Errors
    /// The file cannot be opened, or no case of it could be priced.
    pub(crate) fn open(args: &FileArgs, book: &Arc<Book>) -> Result<Option<Columns>, FileError> {
        let Some(path) = args.single().filter(|file| !is_stdin(file) && args.form.format(file) == FileFormat::Parquet) else { return Ok(None) };
        if !path.metadata()?.is_file() {
            return Ok(None);
        }
        let Ok(batch) = Batch::new(book.clone()) else { return Ok(None) };
        let file = File::open(path)?;
        let cases = ParquetCases::open(file.try_clone()?)?;
        Ok(Some(Columns { batch, file, cases }))
    }

    /// Size of the file.
    pub(crate) fn bytes(&self) -> u64 {
        self.cases.input().bytes
    }

    /// Prices the file.
    ///
    /// # Errors
    /// Those of [`price_opened`].
    pub(crate) fn price(self, request: &ReportingPeriod, writer: &mut Writer<'_>) -> Result<Summary, RunError> {
        let Columns { batch, file, mut cases } = self;
        let findings = cases.take_findings();
        let (input, all_rows) = (cases.input(), cases.all_rows());
        let mut summary = Summary { input, rows: 0, cases: 0, refused: 0, lines: 0, findings: findings.len() as u64, totals: Totals::default() };
        findings.iter().try_for_each(|finding| writer.file_finding(finding)).map_err(RunError::Output)?;
        let mut options = LineOptions { findings: true, ..line_options() };
        options.run.grouping = Grouping::ByCitizen;
        let mut shown = 0;
        let mut stream = batch.lines(cases.into_batches(), request, &options);
        let run = (|| {
            loop {
                let lines = stream.next().transpose()?;
                let counts = stream.summary();
                (summary.rows, summary.cases, summary.refused, summary.lines) = (counts.rows, counts.cases, counts.refused, counts.lines);
                let bytes = u128::from(input.bytes) * u128::from(counts.rows) / u128::from(all_rows.max(1));
                writer.progress(Progress { bytes: bytes as u64, rows: counts.rows, cases: counts.cases });
                match &lines {
                    Some(lines) => {
                        writer.problems.shown.without_own_payment += without_own_payment(lines);
                        writer.lines.batch(lines).map_err(Broken::Output)?;
                    }
                    // There may be cases and no lines, and the file of lines has its columns still.
                    None if summary.cases > 0 => writer.lines.batch(&RecordBatch::new_empty(stream.schema())).map_err(Broken::Output)?,
                    None => {}
                }
                for case in stream.take_cases() {
                    summary.findings += case.findings.len() as u64;
                    shown += 1;
                    writer.problems.statement(&case).map_err(Broken::Output)?;
                }
                if lines.is_none() {
                    break;
                }
            }
            if summary.rows == 0 {
                return Err(Broken::Run(FileError::NoRows.into()));
            }
            let counted = columns(file.try_clone().map_err(Broken::Output)?, &COUNTED)?;
            for finding in batch.capacity(counted, request)? {
                summary.findings += 1;
                writer.file_finding(&finding).map_err(Broken::Output)?;
            }
            Ok(())
        })();
        match run {
            Ok(()) => Ok(summary),
            Err(Broken::Output(error)) => Err(RunError::Output(error)),
            Err(Broken::Run(error)) => {
                drop(stream);
                let mut rest = Rest { writer, shown, lines: StatementLines::new(batch.book(), &line_options()) };
                price_opened(batch.book(), request, ParquetCases::open(file)?, Grouping::ByCitizen, &mut rest)?;
                Err(RunError::Output(io::Error::other(error)))
            }
        }
    }
}

/// Lines of stays that rest on no own payment being given.
fn without_own_payment(lines: &RecordBatch) -> u64 {
    let Some(codes) = lines.column_by_name(LineColumn::Assumptions.as_str()) else { return 0 };
    let Some(codes) = codes.as_any_dictionary_opt() else { return 0 };
    let Some(sets) = codes.values().as_string_opt::<i32>() else { return 0 };
    let code = Code::AssumedOwnPaymentNone.as_str();
    let rests: Vec<bool> = (0..sets.len()).map(|place| sets.is_valid(place) && sets.value(place).split(';').any(|of| of == code)).collect();
    if !rests.contains(&true) {
        return 0;
    }
    let keys = codes.normalized_keys();
    (0..).zip(keys).filter(|(row, key)| codes.is_valid(*row) && rests[*key]).count() as u64
}

/// Shows the cases that a run that broke off did not show. Their lines are not written, but are made: one can be why it broke off.
struct Rest<'w, 't> {
    writer: &'w mut Writer<'t>,
    /// Cases with problems that were shown.
    shown: u64,
    lines: StatementLines,
}

impl Sink for Rest<'_, '_> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.lines.push(statement).map_err(io::Error::other)?;
        if self.lines.rows() >= BATCH_LINES {
            self.lines.take().map_err(io::Error::other)?;
        }
        if !statement.is_refused() && statement.findings.is_empty() {
            return Ok(());
        }
        match self.shown.checked_sub(1) {
            Some(rest) => {
                self.shown = rest;
                Ok(())
            }
            None => self.writer.problems.statement(statement),
        }
    }

    /// Those of the columns were shown at the beginning; others come only at the end of a run that does not break off.
    fn file_finding(&mut self, _: &Finding) -> io::Result<()> {
        Ok(())
    }
}
