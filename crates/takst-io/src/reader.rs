//! A case file read record by record, whichever way it is written.

use crate::csv_in::CsvReader;
use crate::error::FileError;
use crate::form::Style;
use crate::input::{self, Format, Input, Tally};
use crate::json_in::JsonReader;
use crate::names::UnknownNames;
use crate::record::RawRecord;
use crate::source::RecordSource;
use std::io::Read;
use takst::Finding;

enum Kind<R: Read> {
    Csv(CsvReader<R>),
    Json(JsonReader<R>),
}

/// Reads the records of a case file one by one. Memory does not grow with the file.
pub struct CaseReader<R: Read> {
    kind: Kind<R>,
    unknown: UnknownNames,
    tally: Tally,
    rows: u64,
}

impl<R: Read> CaseReader<R> {
    /// Opens a case file and reads its header, if it has one.
    ///
    /// # Errors
    /// The file is not in UTF-8, has no header, lacks a required column or has a column twice.
    pub fn open(input: R, format: Format) -> Result<CaseReader<R>, FileError> {
        let opened = input::open(input)?;
        let mut unknown = UnknownNames::default();
        let kind = match format {
            Format::Csv => Kind::Csv(CsvReader::open(&opened.head, opened.bytes, &mut unknown)?),
            Format::JsonLines => Kind::Json(JsonReader::open(&opened.head, opened.bytes)?),
        };
        Ok(CaseReader { kind, unknown, tally: opened.tally, rows: 0 })
    }
}

impl<R: Read> RecordSource for CaseReader<R> {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        let read = match &mut self.kind {
            Kind::Csv(reader) => reader.read(raw)?,
            Kind::Json(reader) => reader.read(raw, &mut self.unknown)?,
        };
        match (read, self.rows) {
            (true, _) => self.rows += 1,
            (false, 0) => return Err(FileError::NoRows),
            (false, _) => {}
        }
        Ok(read)
    }

    fn style(&self) -> Style {
        match &self.kind {
            Kind::Csv(reader) => reader.style(),
            Kind::Json(_) => Style::Json,
        }
    }

    fn take_findings(&mut self) -> Vec<Finding> {
        self.unknown.take()
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn bytes(&self) -> u64 {
        self.tally.bytes()
    }

    fn input(&self) -> Input {
        self.tally.input()
    }
}
