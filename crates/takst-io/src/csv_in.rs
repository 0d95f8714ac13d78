//! CSV: header, delimiter, records.

use crate::csv_watch::{Sight, Watch};
use crate::error::{Encoding, FileError};
use crate::form::Style;
use crate::header::columns_of;
use crate::input::{Bytes, first_line};
use crate::names::UnknownNames;
use crate::record::{Defect, RawRecord};
use csv::{ByteRecord, ReaderBuilder};
use std::collections::VecDeque;
use std::io::Read;
use takst::Column;

pub(crate) struct CsvReader<R> {
    reader: csv::Reader<Watch<Bytes<R>>>,
    delimiter: u8,
    /// What each field is; `None`: a column nobody knows.
    columns: Vec<Option<Column>>,
    record: ByteRecord,
    /// Records that were made out of one: lines that a quotation mark swallowed.
    waiting: VecDeque<RawRecord>,
}

/// The delimiter that gives the header the most known names; of those the most frequent, a comma before others.
fn delimiter_of(header: &str) -> u8 {
    let mut in_quotes = false;
    let outside: String = header
        .chars()
        .filter(|c| {
            in_quotes ^= *c == '"';
            !in_quotes && *c != '"'
        })
        .collect();
    let known = |d: char| header.split(d).filter(|name| Column::ALL.iter().any(|c| c.as_str() == name.trim().trim_matches('"').trim())).count();
    let score = |d: char| (known(d), outside.matches(d).count());
    let best = ['\t', ';', ','].into_iter().max_by_key(|d| score(*d));
    best.map_or(b',', |d| d as u8)
}

impl<R: Read> CsvReader<R> {
    pub(crate) fn open(head: &[u8], bytes: Bytes<R>, unknown: &mut UnknownNames) -> Result<CsvReader<R>, FileError> {
        let not_utf8 = |line| FileError::Encoding { line, found: Encoding::NotUtf8 };
        let first = std::str::from_utf8(first_line(head)).map_err(|_| not_utf8(1))?;
        if first.is_empty() {
            return Err(FileError::NoRows);
        }
        let delimiter = delimiter_of(first);
        let watch = Watch::new(bytes, delimiter);
        let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(watch);
        let mut record = ByteRecord::new();
        // Lines of white space before the header are blank.
        loop {
            if !read_record(&mut reader, &mut record)? {
                return Err(FileError::NoRows);
            }
            if !is_blank(&record) {
                break;
            }
        }
        let end = reader.position().byte();
        match reader.get_mut().sight_before(end) {
            None => {}
            Some(Sight::Quote) => return Err(FileError::HeaderQuote),
            Some(Sight::TooLong) => return Err(FileError::HeaderTooLong),
        }
        let names: Option<Vec<&str>> = record.iter().map(|field| std::str::from_utf8(field).ok().map(str::trim)).collect();
        let columns = columns_of(&names.ok_or_else(|| not_utf8(1))?, unknown)?;
        Ok(CsvReader { reader, delimiter, columns, record, waiting: VecDeque::new() })
    }

    pub(crate) fn style(&self) -> Style {
        if self.delimiter == b',' { Style::Commas } else { Style::Spreadsheet }
    }

    /// The next record; `false` at the end.
    pub(crate) fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        if let Some(waiting) = self.waiting.pop_front() {
            *raw = waiting;
            return Ok(true);
        }
        raw.clear();
        loop {
            if !read_record(&mut self.reader, &mut self.record)? {
                return Ok(false);
            }
            let end = self.reader.position().byte();
            let sight = self.reader.get_mut().sight_before(end);
            if sight.is_none() && is_blank(&self.record) {
                continue;
            }
            match sight {
                Some(Sight::Quote) => self.tear(raw, Defect::Quote),
                Some(Sight::TooLong) => self.read_damaged(raw, Defect::TooLong),
                None if self.may_hold_others() => self.tear(raw, Defect::Quote),
                None => self.read_cells(raw),
            }
            return Ok(true);
        }
    }

    fn read_cells(&mut self, raw: &mut RawRecord) {
        let expected = self.columns.len();
        if self.record.len() != expected {
            return self.read_damaged(raw, Defect::Fields { expected });
        }
        for (field, column) in self.record.iter().zip(&self.columns) {
            let (Some(column), Ok(text)) = (column, std::str::from_utf8(field)) else {
                if column.is_none() && std::str::from_utf8(field).is_ok() {
                    continue;
                }
                raw.clear();
                return self.read_damaged(raw, Defect::NotUtf8);
            };
            raw.cell(*column, text);
        }
    }

    /// The references of a record that is no row, so that its case is refused.
    fn read_damaged(&self, raw: &mut RawRecord, defect: Defect) {
        for (field, column) in self.record.iter().zip(&self.columns) {
            if let (Some(column @ (Column::CaseId | Column::CitizenId)), Ok(text)) = (column, std::str::from_utf8(field)) {
                raw.cell(*column, text);
            }
        }
        raw.malformed(defect, &String::from_utf8_lossy(&self.joined()));
    }

    /// The record about as it stands in the file, without quotation marks.
    fn joined(&self) -> Vec<u8> {
        self.record.iter().collect::<Vec<_>>().join(&self.delimiter)
    }

    /// Whether a later line of the record would be a record of its own: then a long text cannot be distinguished from a missing quotation mark.
    fn may_hold_others(&self) -> bool {
        self.record.as_slice().contains(&b'\n') && {
            let joined = self.joined();
            let delimiters = |line: &[u8]| line.iter().filter(|b| **b == self.delimiter).count();
            joined.split(|b| *b == b'\n').skip(1).any(|line| delimiters(line) + 1 == self.columns.len())
        }
    }

    /// Refuses each line of a record that a quotation mark may have put together: none of their cases is priced without them.
    fn tear(&mut self, raw: &mut RawRecord, defect: Defect) {
        let joined = self.joined();
        let lines = joined.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
        for (i, line) in lines.enumerate() {
            let mut torn = RawRecord::default();
            for (field, column) in line.split(|b| *b == self.delimiter).zip(&self.columns) {
                if let (Some(column @ (Column::CaseId | Column::CitizenId)), Ok(text)) = (column, std::str::from_utf8(field)) {
                    torn.cell(*column, text);
                }
            }
            torn.malformed(if i == 0 { defect } else { Defect::Swallowed }, &String::from_utf8_lossy(line));
            self.waiting.push_back(torn);
        }
        match self.waiting.pop_front() {
            Some(first) => *raw = first,
            None => raw.malformed(defect, ""),
        }
    }
}

fn is_blank(record: &ByteRecord) -> bool {
    record.len() == 1 && record.as_slice().trim_ascii().is_empty()
}

fn read_record<R: Read>(reader: &mut csv::Reader<R>, record: &mut ByteRecord) -> Result<bool, FileError> {
    reader.read_byte_record(record).map_err(|e| match e.into_kind() {
        csv::ErrorKind::Io(e) => FileError::Io(e),
        other => FileError::Io(std::io::Error::other(format!("{other:?}"))),
    })
}
