//! Rows of named texts read, as CSV or JSON Lines: documents of an earlier system, lists of what others billed.

use crate::error::{Encoding, FileError};
use crate::form::Style;
use crate::input::{self, Bytes, Format, Input, Tally, first_line};
use crate::rows::RowFormat;
use std::io::{self, BufRead, BufReader, Read};
use takst::cpr;

/// The columns that a file of rows has.
#[derive(Debug, Clone, Copy)]
pub struct RowColumns {
    /// Every column.
    pub all: &'static [&'static str],
    /// Those a file may lack; the text is then empty.
    pub optional: &'static [&'static str],
}

/// Why rows cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// The input failed, or is not in UTF-8.
    #[error(transparent)]
    File(#[from] FileError),
    /// Required columns are not there.
    #[error("required columns are missing: {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// A column that no such file has, masked where it looks like a CPR number.
    #[error("there is no column {0:?}")]
    UnknownColumn(String),
    /// A column is there twice.
    #[error("the column {0} is there twice")]
    DuplicateColumn(&'static str),
    /// A row has more or fewer cells than the header.
    #[error("row {row} has {found} cells, the header has {expected}")]
    Cells {
        /// The row, from 1.
        row: u64,
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A line is no JSON object whose values are texts.
    #[error("row {row} is no JSON object of texts")]
    NotJson {
        /// The row, from 1.
        row: u64,
    },
}

impl RowsError {
    fn unknown(column: &str) -> RowsError {
        RowsError::UnknownColumn(cpr::masked(column).into_owned())
    }
}

impl From<io::Error> for RowsError {
    fn from(error: io::Error) -> RowsError {
        RowsError::File(error.into())
    }
}

/// Reads rows, each as one text for each column, in the order of the columns.
pub struct RowsIn<R: Read> {
    columns: RowColumns,
    from: Form<R>,
    tally: Tally,
    /// What separates the fields of CSV.
    delimiter: u8,
    row: u64,
}

enum Form<R: Read> {
    Csv {
        from: Box<csv::Reader<Bytes<R>>>,
        /// The column of each cell.
        header: Vec<usize>,
        record: csv::ByteRecord,
    },
    Json(BufReader<Bytes<R>>),
}

impl<R: Read> RowsIn<R> {
    /// Opens a file; of CSV it has read the header.
    ///
    /// # Errors
    /// The file is not in UTF-8, or its columns are not those that are wanted.
    pub fn open(input: R, format: RowFormat, columns: RowColumns) -> Result<RowsIn<R>, RowsError> {
        let opened = input::open(input)?;
        let first = first_line(&opened.head);
        if first.is_empty() {
            return Err(FileError::NoRows.into());
        }
        let delimiter = [b';', b'\t'].into_iter().find(|delimiter| first.contains(delimiter)).unwrap_or(b',');
        let tally = opened.tally.clone();
        let bytes = opened.into_bytes();
        let from = match format {
            RowFormat::Json => Form::Json(BufReader::with_capacity(1 << 16, bytes)),
            RowFormat::Csv => {
                let mut from = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
                let names = from.headers().map_err(not_read)?;
                let place = |name: &str| columns.all.iter().position(|column| *column == name.trim());
                let header = names.iter().map(|name| place(name).ok_or_else(|| RowsError::unknown(name)));
                let header: Vec<usize> = header.collect::<Result<_, _>>()?;
                if let Some(twice) = header.iter().enumerate().find(|(place, column)| header[..*place].contains(column)) {
                    return Err(RowsError::DuplicateColumn(columns.all[*twice.1]));
                }
                let is_missing = |(place, column): &(usize, &&str)| !header.contains(place) && !columns.optional.contains(*column);
                let missing: Vec<&str> = columns.all.iter().enumerate().filter(is_missing).map(|(_, column)| *column).collect();
                if !missing.is_empty() {
                    return Err(RowsError::MissingColumns(missing));
                }
                Form::Csv { from: Box::new(from), header, record: csv::ByteRecord::new() }
            }
        };
        Ok(RowsIn { columns, from, tally, delimiter, row: 0 })
    }

    /// How numbers are written in the file: as in case files, CSV with semicolons or tabs as Danish spreadsheets do it.
    pub const fn style(&self) -> Style {
        match self.from {
            Form::Json(_) => Style::Json,
            Form::Csv { .. } if self.delimiter == b',' => Style::Commas,
            Form::Csv { .. } => Style::Spreadsheet,
        }
    }

    /// What was read, once the last row was.
    pub(crate) fn input(&self) -> Input {
        self.tally.input()
    }

    /// Rows read so far, and so the number of the last.
    #[must_use]
    pub const fn row(&self) -> u64 {
        self.row
    }

    /// Reads the next row; `None` at the end. A row of CSV without any text has as many empty texts as there are columns.
    ///
    /// # Errors
    /// The row cannot be read.
    pub fn read(&mut self) -> Result<Option<Vec<String>>, RowsError> {
        let mut texts = vec![String::new(); self.columns.all.len()];
        let row = self.row + 1;
        match &mut self.from {
            Form::Csv { from, header, record } => {
                if !from.read_byte_record(record).map_err(not_read)? {
                    return Ok(None);
                }
                let is_blank = record.iter().all(|cell| cell.trim_ascii().is_empty());
                if record.len() != header.len() && !is_blank {
                    return Err(RowsError::Cells { row, found: record.len(), expected: header.len() });
                }
                for (cell, column) in record.iter().zip(header) {
                    let line = record.position().map_or(row, csv::Position::line);
                    let text = std::str::from_utf8(cell).map_err(|_| FileError::Encoding { line, found: Encoding::NotUtf8 })?;
                    texts[*column] = text.trim().to_owned();
                }
            }
            Form::Json(from) => {
                let mut line = String::new();
                while line.trim().is_empty() {
                    line.clear();
                    if from.read_line(&mut line)? == 0 {
                        return Ok(None);
                    }
                }
                let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&line).map_err(|_| RowsError::NotJson { row })?;
                let mut missing: Vec<&'static str> = self.columns.all.to_vec();
                missing.retain(|column| !object.contains_key(*column) && !self.columns.optional.contains(column));
                if !missing.is_empty() {
                    return Err(RowsError::MissingColumns(missing));
                }
                for (name, value) in object {
                    let place = self.columns.all.iter().position(|column| **column == *name);
                    let place = place.ok_or_else(|| RowsError::unknown(&name))?;
                    texts[place] = match value {
                        serde_json::Value::String(text) => text.trim().to_owned(),
                        serde_json::Value::Null => String::new(),
                        _ => return Err(RowsError::NotJson { row }),
                    };
                }
            }
        }
        self.row = row;
        Ok(Some(texts))
    }
}

fn not_read(error: csv::Error) -> RowsError {
    let line = error.position().map_or(1, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        csv::ErrorKind::Utf8 { .. } => FileError::Encoding { line, found: Encoding::NotUtf8 }.into(),
        other => io::Error::other(format!("{other:?}")).into(),
    }
}

impl RowFormat {
    /// The form a file name promises.
    #[must_use]
    pub fn of_name(name: &str) -> RowFormat {
        match Format::of_name(name) {
            // A workbook is named for what it is when it is opened.
            Format::Csv | Format::Workbook => RowFormat::Csv,
            Format::JsonLines => RowFormat::Json,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: RowColumns = RowColumns { all: &["number", "net", "note"], optional: &["note"] };

    fn read(text: &str, format: RowFormat) -> Result<Vec<Vec<String>>, String> {
        let mut rows = RowsIn::open(text.as_bytes(), format, COLUMNS).map_err(|error| error.to_string())?;
        let mut all = Vec::new();
        while let Some(row) = rows.read().map_err(|error| error.to_string())? {
            all.push(row);
        }
        Ok(all)
    }

    #[test]
    fn rows_come_in_the_order_of_the_columns() {
        let expected = Ok(vec![vec!["F-1".to_owned(), "1.50".to_owned(), String::new()]]);
        assert_eq!(read("number,net\nF-1,1.50\n", RowFormat::Csv), expected);
        assert_eq!(read("\u{feff}net;note;number\r\n1.50;;F-1\r\n", RowFormat::Csv), expected);
        assert_eq!(read("{\"net\":\"1.50\",\"number\":\"F-1\",\"note\":null}\n\n", RowFormat::Json), expected);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let error = |text: &str, format: RowFormat| read(text, format).expect_err("an error");
        assert_eq!(error("number\nF-1\n", RowFormat::Csv), "required columns are missing: net");
        assert_eq!(error("{\"number\":\"F-1\"}\n", RowFormat::Json), "required columns are missing: net");
        assert_eq!(error("number,net,remark\n", RowFormat::Csv), "there is no column \"remark\"");
        assert_eq!(error("number,net,net\n", RowFormat::Csv), "the column net is there twice");
        assert_eq!(error("number,net\nF-1,1.50,x\n", RowFormat::Csv), "row 1 has 3 cells, the header has 2");
        assert_eq!(error("{\"number\":\"F-1\",\"net\":1.5}\n", RowFormat::Json), "row 1 is no JSON object of texts");
        assert_eq!(error("", RowFormat::Csv), "the file holds no rows");
    }
}
