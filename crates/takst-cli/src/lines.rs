//! Lines on stdout, in the form that was asked for.

use crate::args::Output;
use crate::interrupt;
use crate::say::aside;
use crate::table::LineTable;
use crate::work::hex;
use arrow_array::RecordBatch;
use std::io::{self, Stdout, StdoutLock, Write};
use takst::{Book, Finding, Statement};
use takst_batch::StatementLines;
use takst_batch::parquet::{ParquetLines, line_options};
use takst_explain::model::Fact;
use takst_explain::{Receipt, Texts};
use takst_io::{CsvLines, CsvStyle, JsonLines, Places, Summary};
use takst_report::{Basis, Counts, WorkbookWriter};

/// How lines are written.
pub(crate) struct Form {
    pub(crate) output: Output,
    pub(crate) csv: CsvStyle,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// What the amounts were calculated with; the checksum of the case file is known only at its end.
    pub(crate) receipt: Receipt,
    /// Which lines are shown, where it is not all of them.
    pub(crate) shown: Vec<Fact>,
    /// Where records stand in the file.
    pub(crate) places: Places,
}

/// A writer of lines. Nothing is written before the first statement.
pub(crate) enum Lines<'t> {
    Table { table: LineTable<'t>, to: StdoutLock<'static>, parts: usize },
    Csv { lines: Option<CsvLines<StdoutLock<'static>>>, style: CsvStyle },
    Json(JsonLines<StdoutLock<'static>>),
    Parquet { lines: Box<StatementLines>, to: Option<ParquetLines<Stdout>> },
    Xlsx { workbook: Box<WorkbookWriter<'t>>, receipt: Box<Receipt>, shown: Vec<Fact>, places: Places },
}

/// Lines of a batch of Parquet.
pub(crate) const BATCH_LINES: usize = 1 << 13;

impl<'t> Lines<'t> {
    pub(crate) fn new(form: Form, texts: &'t Texts, book: &'t Book) -> io::Result<Lines<'t>> {
        let stdout = || io::stdout().lock();
        Ok(match form.output {
            Output::Table => Lines::Table { table: LineTable::new(texts, book.policy(), form.receipt.request, form.width), to: stdout(), parts: 0 },
            Output::Csv => Lines::Csv { lines: None, style: form.csv },
            Output::Json => Lines::Json(JsonLines::new(stdout())),
            Output::Parquet => Lines::Parquet { lines: Box::new(StatementLines::new(book, &line_options())), to: None },
            Output::Xlsx => {
                let basis = Basis { texts, catalogue: book.catalogue(), policy: book.policy() };
                let workbook = WorkbookWriter::new(basis).map_err(io::Error::other)?;
                Lines::Xlsx { workbook: Box::new(workbook), receipt: Box::new(form.receipt), shown: form.shown, places: form.places }
            }
        })
    }

    pub(crate) fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        interrupt::rows_begun();
        match self {
            Lines::Table { table, to, parts } => {
                statement.lines().for_each(|line| table.add(statement, line));
                if let Some(part) = table.take_part() {
                    *parts += 1;
                    to.write_all(part.as_bytes())?;
                }
                Ok(())
            }
            Lines::Csv { lines, style } => headed(lines, *style)?.statement(statement),
            Lines::Json(writer) => writer.statement(statement),
            Lines::Parquet { lines, to } => {
                lines.push(statement).map_err(io::Error::other)?;
                let to = begun(to, lines)?;
                if lines.rows() < BATCH_LINES { Ok(()) } else { to.write(&lines.take().map_err(io::Error::other)?) }
            }
            Lines::Xlsx { workbook, places, .. } => workbook.statement(statement, &|finding| places.of(finding)).map_err(io::Error::other),
        }
    }

    /// A finding about the file as a whole, which only a workbook takes.
    pub(crate) fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        match self {
            Lines::Xlsx { workbook, places, .. } => workbook.file_finding(finding, &places.of(finding)).map_err(io::Error::other),
            Lines::Table { .. } | Lines::Csv { .. } | Lines::Json(_) | Lines::Parquet { .. } => Ok(()),
        }
    }

    /// Lines that come as a batch, which only Parquet takes; of a batch without lines the file has its columns.
    pub(crate) fn batch(&mut self, batch: &RecordBatch) -> io::Result<()> {
        interrupt::check()?;
        interrupt::rows_begun();
        match self {
            Lines::Parquet { lines, to } => begun(to, lines)?.write(batch),
            Lines::Table { .. } | Lines::Csv { .. } | Lines::Json(_) | Lines::Xlsx { .. } => Err(io::Error::from(io::ErrorKind::Unsupported)),
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
            (Lines::Csv { lines, .. }, _) => lines.map_or(Ok(()), CsvLines::finish),
            (Lines::Json(writer), _) => writer.finish(),
            (Lines::Parquet { mut lines, to: Some(mut to) }, Some(_)) => {
                to.write(&lines.take().map_err(io::Error::other)?)?;
                to.finish()
            }
            (Lines::Xlsx { workbook, mut receipt, shown, .. }, Some(summary)) => {
                receipt.input_sha256 = hex(&summary.input.sha256);
                let Summary { rows, cases, refused, lines, findings, .. } = *summary;
                let file = workbook.finish(&receipt, Counts { rows, cases, refused, lines, findings }, &shown).map_err(io::Error::other)?;
                let mut to = io::stdout().lock();
                to.write_all(&file).and_then(|()| to.flush())
            }
            // Without its directory a part cannot be taken for the whole.
            (Lines::Parquet { .. } | Lines::Xlsx { .. }, _) => Ok(()),
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
fn headed<'l>(lines: &'l mut Option<CsvLines<StdoutLock<'static>>>, style: CsvStyle) -> io::Result<&'l mut CsvLines<StdoutLock<'static>>> {
    match lines {
        Some(lines) => Ok(lines),
        None => Ok(lines.insert(CsvLines::styled(io::stdout().lock(), style)?)),
    }
}
