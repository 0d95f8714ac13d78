//! Lines on stdout, in the form that was asked for.

use crate::args::Output;
use crate::say::aside;
use crate::table::LineTable;
use arrow_array::RecordBatch;
use std::io::{self, Stdout, StdoutLock, Write};
use takst::{Book, ReportingPeriod, Statement};
use takst_batch::StatementLines;
use takst_batch::parquet::{ParquetLines, line_options};
use takst_explain::Texts;
use takst_io::{CsvLines, JsonLines, Summary};

/// A writer of lines. Nothing is written before the first statement.
pub(crate) enum Lines<'t> {
    Table { table: LineTable<'t>, to: StdoutLock<'static>, parts: usize },
    Csv(Option<CsvLines<StdoutLock<'static>>>),
    Json(JsonLines<StdoutLock<'static>>),
    Parquet { lines: Box<StatementLines>, to: Option<ParquetLines<Stdout>> },
}

/// Lines of a batch of Parquet.
pub(crate) const BATCH_LINES: usize = 1 << 13;

impl<'t> Lines<'t> {
    pub(crate) fn new(format: Output, texts: &'t Texts, book: &'t Book, request: ReportingPeriod, width: usize) -> Lines<'t> {
        let stdout = || io::stdout().lock();
        match format {
            Output::Table => Lines::Table { table: LineTable::new(texts, book.policy(), request, width), to: stdout(), parts: 0 },
            Output::Csv => Lines::Csv(None),
            Output::Json => Lines::Json(JsonLines::new(stdout())),
            Output::Parquet => Lines::Parquet { lines: Box::new(StatementLines::new(book, &line_options())), to: None },
        }
    }

    pub(crate) fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        match self {
            Lines::Table { table, to, parts } => {
                statement.lines().for_each(|line| table.add(statement, line));
                if let Some(part) = table.take_part() {
                    *parts += 1;
                    to.write_all(part.as_bytes())?;
                }
                Ok(())
            }
            Lines::Csv(lines) => headed(lines)?.statement(statement),
            Lines::Json(writer) => writer.statement(statement),
            Lines::Parquet { lines, to } => {
                lines.push(statement).map_err(io::Error::other)?;
                let to = begun(to, lines)?;
                if lines.rows() < BATCH_LINES { Ok(()) } else { to.write(&lines.take().map_err(io::Error::other)?) }
            }
        }
    }

    /// Lines that come as a batch, which only Parquet takes; of a batch without lines the file has its columns.
    pub(crate) fn batch(&mut self, batch: &RecordBatch) -> io::Result<()> {
        match self {
            Lines::Parquet { lines, to } => begun(to, lines)?.write(batch),
            Lines::Table { .. } | Lines::Csv(_) | Lines::Json(_) => Err(io::Error::from(io::ErrorKind::Unsupported)),
        }
    }

    /// Ends what is written; without a summary, of a run that broke off.
    pub(crate) fn finish(self, texts: &Texts, summary: Option<&Summary>) -> io::Result<()> {
        match (self, summary) {
            (Lines::Table { table, mut to, parts }, Some(summary)) => {
                if parts > 0 {
                    aside(&format!("{}\n", texts.get("cli-many-lines", &[])));
                }
                let text = table.finish(&summary.totals, summary.lines);
                to.write_all(text.as_bytes()).and_then(|()| to.write_all(b"\n")).and_then(|()| to.flush())
            }
            (Lines::Table { .. }, None) => Ok(()),
            (Lines::Csv(Some(lines)), _) => lines.finish(),
            (Lines::Csv(None), _) => Ok(()),
            (Lines::Json(writer), _) => writer.finish(),
            (Lines::Parquet { mut lines, to: Some(mut to) }, Some(_)) => {
                to.write(&lines.take().map_err(io::Error::other)?)?;
                to.finish()
            }
            // Without its directory nobody can take a part for the whole.
            (Lines::Parquet { .. }, _) => Ok(()),
        }
    }
}

/// The writer of Parquet. The first call makes it.
fn begun<'l>(to: &'l mut Option<ParquetLines<Stdout>>, lines: &StatementLines) -> io::Result<&'l mut ParquetLines<Stdout>> {
    match to {
        Some(to) => Ok(to),
        None => Ok(to.insert(ParquetLines::new(io::stdout(), lines.schema())?)),
    }
}

/// The writer of CSV. The first call makes it, with the header: of a file without a row nothing is written.
fn headed<'l>(lines: &'l mut Option<CsvLines<StdoutLock<'static>>>) -> io::Result<&'l mut CsvLines<StdoutLock<'static>>> {
    match lines {
        Some(lines) => Ok(lines),
        None => Ok(lines.insert(CsvLines::new(io::stdout().lock())?)),
    }
}
