//! CSV: heading, delimiter, records.

use crate::csv_watch::{Sight, Watch};
use crate::error::{Encoding, FileError};
use crate::form::Style;
use crate::header::Headings;
use crate::input::{Bytes, Opened, first_line};
use crate::layout::{Layout, RowKind, note, skipped};
use crate::names::UnknownNames;
use crate::places::Heading;
use crate::record::Defect;
use crate::table_column::{TableColumn, TableRecord};
use csv::{ByteRecord, ReaderBuilder};
use std::collections::VecDeque;
use std::io::Read;
use takst::{Code, Expected};

pub(crate) struct CsvReader<R: Read, C: TableColumn> {
    reader: csv::Reader<Watch<Bytes<R>>>,
    delimiter: u8,
    layout: Layout<C>,
    headings: Vec<Heading<C>>,
    record: ByteRecord,
    /// Records that were made out of one, each with its line: lines that a quotation mark swallowed.
    waiting: VecDeque<(C::Record, u64)>,
    /// The line on which the last record began.
    line: u64,
}

/// Rows in which the heading is looked for.
pub(crate) const MOST_ABOVE: usize = 60;
/// Rows of a file that a survey reads.
pub(crate) const MOST_SURVEYED: usize = 2_000;
/// Bytes in which the heading is looked for.
const HEAD: usize = 1 << 16;

/// Where the heading is.
struct Found {
    delimiter: u8,
    /// Records before it that are not blank.
    above: usize,
}

/// The delimiter that gives a line the most known names; of those the most frequent, a comma before others.
fn delimiter_of<C: TableColumn>(header: &str, headings: Headings<'_, C>) -> u8 {
    let mut in_quotes = false;
    let outside: String = header
        .chars()
        .filter(|c| {
            in_quotes ^= *c == '"';
            !in_quotes && *c != '"'
        })
        .collect();
    let known = |d: char| header.split(d).filter(|name| headings.column(name.trim().trim_matches('"').trim()).is_some()).count();
    let score = |d: char| (known(d), outside.matches(d).count());
    let best = ['\t', ';', ','].into_iter().max_by_key(|d| score(*d));
    best.map_or(b',', |d| d as u8)
}

/// The delimiter that a first line `sep=;` of Excel gives.
fn said_delimiter(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter]
            if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" && !delimiter.is_ascii_alphanumeric() && *delimiter != b'"' =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

fn not_utf8(line: u64) -> FileError {
    FileError::Encoding { line, found: Encoding::NotUtf8 }
}

/// The first records of a head that are not blank. The last may have been cut off where the head is not the whole file.
fn first_records(head: &[u8], is_whole: bool, delimiter: u8, most: usize) -> Vec<Vec<String>> {
    let mut reader = parser(Watch::new(head, delimiter), delimiter);
    let mut record = ByteRecord::new();
    let mut records = Vec::new();
    while records.len() < most && reader.read_byte_record(&mut record).unwrap_or(false) {
        if !is_blank(&record) {
            records.push(record.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect());
        }
    }
    if !is_whole && reader.is_done() {
        records.pop();
    }
    records
}

/// Looks for the heading: the first line that is not blank, or a better one below it.
fn find<R: Read, C: TableColumn>(opened: &mut Opened<R>, headings: Headings<'_, C>) -> Result<Found, FileError> {
    let first = first_line(&opened.head);
    if first.is_empty() {
        return Err(FileError::NoRows);
    }
    let said = said_delimiter(first);
    let from = usize::from(said.is_some());
    let text = std::str::from_utf8(first).map(str::to_owned).map_err(|_| not_utf8(1));
    // In most files the first line is the heading.
    let plain = text.as_ref().ok().filter(|_| said.is_none()).map(|text| {
        let delimiter = delimiter_of(text, headings);
        let names: Vec<&str> = text.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"')).collect();
        (headings.fit(&names), Found { delimiter, above: 0 })
    });
    if plain.as_ref().is_some_and(|(fit, _)| fit.is_whole) {
        return plain.map(|(_, found)| found).ok_or(FileError::NoRows);
    }
    opened.read_on(HEAD)?;
    let mut best = plain;
    let candidates = said.map_or_else(|| vec![b'\t', b';', b','], |said| vec![said]);
    for delimiter in candidates {
        let records = first_records(&opened.head, opened.is_whole, delimiter, MOST_ABOVE);
        let Some((above, fit)) = headings.choose(records.get(from..).unwrap_or_default()) else { continue };
        if best.as_ref().is_none_or(|(other, _)| fit > *other) {
            best = Some((fit, Found { delimiter, above: above + from }));
        }
    }
    let Some((fit, found)) = best else { return Err(FileError::NoRows) };
    // Without a known name anywhere the first line is the heading that lacks them.
    if fit.known > 0 { Ok(found) } else { text.map(|_| found) }
}

/// The heading and the rows below it, of the beginning of a file.
pub(crate) fn survey_rows<R: Read, C: TableColumn>(mut opened: Opened<R>, headings: Headings<'_, C>) -> Result<Vec<Vec<String>>, FileError> {
    const BYTES: usize = 1 << 20;
    let found = find(&mut opened, headings)?;
    opened.read_on(BYTES)?;
    let mut records = first_records(&opened.head, opened.is_whole, found.delimiter, MOST_SURVEYED);
    Ok(records.split_off(found.above.min(records.len())))
}

fn parser<R: Read>(watch: Watch<R>, delimiter: u8) -> csv::Reader<Watch<R>> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(watch)
}

impl<R: Read, C: TableColumn> CsvReader<R, C> {
    pub(crate) fn open(mut opened: Opened<R>, headings: Headings<'_, C>, unknown: &mut UnknownNames) -> Result<CsvReader<R, C>, FileError> {
        let is_said = said_delimiter(first_line(&opened.head)).is_some();
        let Found { delimiter, above } = find(&mut opened, headings)?;
        let mut reader = parser(Watch::new(opened.into_bytes(), delimiter), delimiter);
        let mut record = ByteRecord::new();
        let mut line = 0;
        let mut left = above + 1;
        while left > 0 {
            if !read_record(&mut reader, &mut record)? {
                return Err(FileError::NoRows);
            }
            let end = reader.position().byte();
            line = reader.get_mut().line_before(end);
            left -= usize::from(!is_blank(&record));
            match reader.get_mut().sight_before(end) {
                Some(Sight::Quote) if left == 0 => return Err(FileError::HeaderQuote),
                Some(Sight::TooLong) if left == 0 => return Err(FileError::HeaderTooLong),
                Some(_) | None => {}
            }
        }
        let names: Option<Vec<&str>> = record.iter().map(|field| std::str::from_utf8(field).ok().map(str::trim)).collect();
        let names = names.ok_or_else(|| not_utf8(line))?;
        let layout = headings.layout(&names, unknown)?;
        if above > usize::from(is_said) {
            unknown.add(note(Code::HeadingBelow, "", Expected::Line(line)));
        }
        let headings = Heading::of(&layout.columns, &names);
        Ok(CsvReader { reader, delimiter, layout, headings, record, waiting: VecDeque::new(), line })
    }

    /// The headings of the columns that are read, once.
    pub(crate) fn take_headings(&mut self) -> Vec<Heading<C>> {
        std::mem::take(&mut self.headings)
    }

    pub(crate) fn style(&self) -> Style {
        if self.delimiter == b',' { Style::Commas } else { Style::Spreadsheet }
    }

    /// The line on which the last record began.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }

    /// The next record; `false` at the end. Rows that are no records are noted.
    pub(crate) fn read(&mut self, raw: &mut C::Record, notes: &mut UnknownNames) -> Result<bool, FileError> {
        if let Some((waiting, line)) = self.waiting.pop_front() {
            (*raw, self.line) = (waiting, line);
            return Ok(true);
        }
        loop {
            raw.clear();
            if !read_record(&mut self.reader, &mut self.record)? {
                return Ok(false);
            }
            let end = self.reader.position().byte();
            let watch = self.reader.get_mut();
            let sight = watch.sight_before(end);
            self.line = watch.line_before(end).saturating_sub(breaks(self.record.as_slice()));
            if sight.is_none() && is_blank(&self.record) {
                continue;
            }
            match sight {
                Some(Sight::Quote) => self.tear(raw, Defect::Quote),
                Some(Sight::TooLong) => self.read_damaged(raw, Defect::TooLong),
                None if self.may_hold_others() => self.tear(raw, Defect::Quote),
                None => self.read_cells(raw),
            }
            match self.layout.finish(raw) {
                RowKind::Record => return Ok(true),
                kind => {
                    let cells = self.record.iter().map(String::from_utf8_lossy);
                    notes.add(skipped(kind, cells, Expected::Line(self.line)));
                }
            }
        }
    }

    fn read_cells(&mut self, raw: &mut C::Record) {
        let expected = self.layout.columns.len();
        if self.record.len() != expected {
            return self.read_damaged(raw, Defect::Fields { expected });
        }
        for (field, column) in self.record.iter().zip(&self.layout.columns) {
            let (Some(column), Ok(text)) = (column, std::str::from_utf8(field)) else {
                if column.is_none() && std::str::from_utf8(field).is_ok() {
                    continue;
                }
                raw.clear();
                return self.read_damaged(raw, Defect::NotUtf8);
            };
            self.layout.text(raw, *column, text);
        }
    }

    /// The references of a record that is no row, so that its case is refused.
    fn read_damaged(&self, raw: &mut C::Record, defect: Defect) {
        self.references(raw, self.record.iter());
        raw.malformed(defect, &String::from_utf8_lossy(&self.joined()));
    }

    fn references<'f>(&self, raw: &mut C::Record, fields: impl Iterator<Item = &'f [u8]>) {
        for (field, column) in fields.zip(&self.layout.columns) {
            if let (Some(column), Ok(text)) = (column, std::str::from_utf8(field))
                && column.is_reference()
            {
                self.layout.text(raw, *column, text);
            }
        }
    }

    /// The record as text, about as in the file, without quotation marks.
    fn joined(&self) -> Vec<u8> {
        self.record.iter().collect::<Vec<_>>().join(&self.delimiter)
    }

    /// Whether a later line of the record would be a record of its own: then a long text cannot be distinguished from a missing quotation mark.
    fn may_hold_others(&self) -> bool {
        self.record.as_slice().contains(&b'\n') && {
            let joined = self.joined();
            let delimiters = |line: &[u8]| line.iter().filter(|b| **b == self.delimiter).count();
            joined.split(|b| *b == b'\n').skip(1).any(|line| delimiters(line) + 1 == self.layout.columns.len())
        }
    }

    /// Refuses each line of a record that a quotation mark may have put together: none of their cases is priced without them.
    fn tear(&mut self, raw: &mut C::Record, defect: Defect) {
        let joined = self.joined();
        let lines = joined.split(|b| *b == b'\n').enumerate().map(|(i, line)| (i, line.trim_ascii())).filter(|(_, line)| !line.is_empty());
        for (i, line) in lines {
            let mut torn = C::Record::default();
            self.references(&mut torn, line.split(|b| *b == self.delimiter));
            torn.malformed(if self.waiting.is_empty() { defect } else { Defect::Swallowed }, &String::from_utf8_lossy(line));
            self.waiting.push_back((torn, self.line + i as u64));
        }
        match self.waiting.pop_front() {
            Some((first, line)) => (*raw, self.line) = (first, line),
            None => raw.malformed(defect, ""),
        }
    }
}

/// Line breaks inside the fields of a record.
fn breaks(fields: &[u8]) -> u64 {
    if !fields.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return 0;
    }
    let mut last = 0;
    let mut count = 0;
    for byte in fields {
        count += u64::from(*byte == b'\r' || (*byte == b'\n' && last != b'\r'));
        last = *byte;
    }
    count
}

/// Whether no field has a value.
fn is_blank(record: &ByteRecord) -> bool {
    record.as_slice().trim_ascii().is_empty()
}

fn read_record<R: Read>(reader: &mut csv::Reader<R>, record: &mut ByteRecord) -> Result<bool, FileError> {
    reader.read_byte_record(record).map_err(|e| match e.into_kind() {
        csv::ErrorKind::Io(e) => FileError::Io(e),
        other => FileError::Io(std::io::Error::other(format!("{other:?}"))),
    })
}
