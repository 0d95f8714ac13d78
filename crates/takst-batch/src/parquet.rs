//! Parquet: case files read as records or as batches, lines written.

use crate::error::BatchError;
use crate::input::{CaseColumns, CaseSchema};
use crate::options::{LineOptions, Money};
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::arrow::arrow_writer::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::ChunkReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use std::fs::File;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use takst::{Column, Finding};
use takst_io::{FileError, Header, Input, MissingColumn, RawRecord, RecordSource};

/// Rows of a batch that is read.
const BATCH_ROWS: usize = 1 << 13;
/// Lines of a row group: enough to compress well and to read in parallel, few enough to be kept in memory until it is written.
const GROUP_LINES: usize = 1 << 17;
/// Under this key a file of lines says which version of takst wrote it.
pub const VERSION_KEY: &str = "takst.version";

/// Options for lines that are written as Parquet: amounts as `Decimal128`, which every reader knows. In the file they are whole numbers of 64 bits
/// either way, because they have no more than 18 digits.
#[must_use]
pub fn line_options() -> LineOptions {
    LineOptions { money: Money::Decimal128, ..LineOptions::default() }
}

/// The batches of a Parquet file, all of its columns.
///
/// # Errors
/// The file cannot be opened, or is no Parquet file.
pub fn open(path: impl AsRef<Path>) -> Result<ParquetRecordBatchReader, BatchError> {
    let file = File::open(path).map_err(|error| ArrowError::from_external_error(Box::new(error)))?;
    let reader = builder(file).and_then(|builder| builder.with_batch_size(BATCH_ROWS).build());
    Ok(reader.map_err(ArrowError::from)?)
}

/// The batches of an opened file with no other columns than these.
///
/// # Errors
/// It is no Parquet file.
pub fn columns<R: ChunkReader + 'static>(
    input: R,
    wanted: &[Column],
) -> Result<impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + use<R>, BatchError> {
    let builder = builder(input).map_err(ArrowError::from)?;
    let is_wanted = |name: &str| wanted.iter().any(|column| column.as_str() == name);
    let places: Vec<usize> = builder.schema().fields().iter().zip(0..).filter(|(field, _)| is_wanted(field.name())).map(|(_, place)| place).collect();
    let columns = ProjectionMask::roots(builder.parquet_schema(), places);
    Ok(guarded(builder.with_projection(columns).with_batch_size(BATCH_ROWS).build().map_err(ArrowError::from)?))
}

/// The batches of a reader. A damaged file is an error of theirs, even where the reader did not think of the damage.
fn guarded(mut batches: ParquetRecordBatchReader) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + use<> {
    let gave_up = |_| Some(Err(ArrowError::ParquetError("its reader gave up".to_owned())));
    std::iter::from_fn(move || catch_unwind(AssertUnwindSafe(|| batches.next())).unwrap_or_else(gave_up))
}

/// Reads the directory of a file. The reader below trusts what it says of places, so they are looked at here.
fn builder<R: ChunkReader + 'static>(input: R) -> Result<ParquetRecordBatchReaderBuilder<R>, ParquetError> {
    let bytes = input.len();
    let builder = ParquetRecordBatchReaderBuilder::try_new(input)?;
    let end_of = |start: i64, length: i64| u64::try_from(start).ok()?.checked_add(u64::try_from(length).ok()?);
    for column in builder.metadata().row_groups().iter().flat_map(|group| group.columns()) {
        let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
        if end_of(start, column.compressed_size()).is_none_or(|end| end > bytes) {
            return Err(ParquetError::EOF(format!("the column {} lies outside of the file", column.column_path())));
        }
    }
    Ok(builder)
}

/// The records of a Parquet file, one by one. Columns that no case file has are named, and not read.
pub struct ParquetCases {
    batches: ParquetRecordBatchReader,
    schema: CaseSchema,
    batch: CaseColumns,
    /// Rows read of the batch.
    at: usize,
    rows: u64,
    /// Rows that the file says it has.
    all_rows: u64,
    findings: Vec<Finding>,
    input: Input,
    text: String,
}

impl ParquetCases {
    /// Opens a file, or the bytes of one: its directory is at its end, so it cannot be read from a pipe as it comes.
    ///
    /// # Errors
    /// It is no Parquet file, has no rows, lacks a required column, has a column twice, or one of a type that cannot hold what the column says.
    pub fn open<R: ChunkReader + 'static>(input: R) -> Result<ParquetCases, FileError> {
        let hashed = Input::of(input.get_read(0).map_err(unread)?)?;
        let builder = builder(input).map_err(unread)?;
        let names: Vec<&str> = builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
        let header = Header::of(&names)?;
        let known = header.columns.iter().enumerate().filter(|(_, column)| column.is_some()).map(|(place, _)| place);
        let columns = ProjectionMask::roots(builder.parquet_schema(), known);
        let all_rows = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or_default();
        if all_rows == 0 {
            return Err(FileError::NoRows);
        }
        let batches = builder.with_projection(columns).with_batch_size(BATCH_ROWS).build().map_err(unread)?;
        let schema = CaseSchema::of(&batches.schema()).map_err(unusable)?;
        let batch = CaseColumns { cells: Vec::new(), rows: 0 };
        Ok(ParquetCases { batches, schema, batch, at: 0, rows: 0, all_rows, findings: header.findings, input: hashed, text: String::new() })
    }

    /// The rest of the file as batches of the columns that a case file has. What was found in it so far is to be taken before.
    pub fn into_batches(self) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + use<> {
        guarded(self.batches)
    }

    /// Rows that the file says it has.
    #[must_use]
    pub fn all_rows(&self) -> u64 {
        self.all_rows
    }

    /// Goes on to the next row; `false` at the end.
    fn advance(&mut self) -> Result<bool, FileError> {
        while self.at == self.batch.rows {
            // A damaged file is a file that cannot be read, even where the reader did not think of the damage.
            let next = catch_unwind(AssertUnwindSafe(|| self.batches.next())).map_err(|_| FileError::NotParquet("its reader gave up".to_owned()))?;
            let Some(batch) = next else { return Ok(false) };
            let batch = batch.map_err(|error| FileError::NotParquet(error.to_string()))?;
            self.batch = self.schema.columns(&batch).map_err(unusable)?;
            self.at = 0;
        }
        self.at += 1;
        self.rows += 1;
        Ok(true)
    }
}

impl RecordSource for ParquetCases {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        raw.clear();
        if !self.advance()? {
            // The directory promised more.
            return if self.rows == 0 { Err(FileError::NoRows) } else { Ok(false) };
        }
        let row = self.at - 1;
        for (column, cells) in &self.batch.cells {
            if cells.is_given(row) {
                self.text.clear();
                cells.write(row, &mut self.text);
                raw.cell(*column, &self.text);
            }
        }
        Ok(true)
    }

    fn take_findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    /// As many of the bytes as rows were read: the exact number of unpacked bytes is not known.
    fn bytes(&self) -> u64 {
        let share = u128::from(self.input.bytes) * u128::from(self.rows) / u128::from(self.all_rows.max(1));
        u64::try_from(share).unwrap_or(u64::MAX).min(self.input.bytes)
    }

    fn input(&self) -> Input {
        self.input
    }
}

fn unread(error: ParquetError) -> FileError {
    match io_error(error) {
        error if error.kind() == io::ErrorKind::Other => FileError::NotParquet(error.to_string()),
        error => FileError::Io(error),
    }
}

fn unusable(error: BatchError) -> FileError {
    match error {
        BatchError::MissingColumn(column) => FileError::MissingColumns(vec![MissingColumn { column: column.as_str(), near: None }]),
        BatchError::OwnOutput(column) => FileError::OwnOutput(column),
        BatchError::FloatColumn { column, found } => FileError::FloatColumn { column, found: found.to_string() },
        BatchError::WrongType { column, found, .. } => FileError::WrongType { column, found: found.to_string() },
        other => FileError::NotParquet(other.to_string()),
    }
}

/// Writes batches of lines to one Parquet file, as they come: nothing is ever read back, so that a pipe will do.
///
/// Without [`finish`](ParquetLines::finish) the file has no directory and cannot be read: what is not whole never looks as if it were.
pub struct ParquetLines<W: Write + Send> {
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetLines<W> {
    /// A file of these columns.
    ///
    /// # Errors
    /// The output failed.
    pub fn new(to: W, schema: SchemaRef) -> io::Result<ParquetLines<W>> {
        let version = KeyValue::new(VERSION_KEY.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_LINES))
            .set_key_value_metadata(Some(vec![version]))
            .build();
        Ok(ParquetLines { writer: ArrowWriter::try_new(to, schema, Some(properties)).map_err(io_error)? })
    }

    /// Adds the lines of a batch.
    ///
    /// # Errors
    /// The output failed.
    pub fn write(&mut self, lines: &RecordBatch) -> io::Result<()> {
        self.writer.write(lines).map_err(io_error)
    }

    /// Writes what is still held back, and the directory of the file.
    ///
    /// # Errors
    /// The output failed.
    pub fn finish(self) -> io::Result<()> {
        self.writer.into_inner().map_err(io_error)?.flush()
    }
}

/// The error of the system where there is one, so that its kind can be asked for.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => error.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error),
        other => io::Error::other(other),
    }
}
