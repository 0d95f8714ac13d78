//! A case file read record by record, whichever way it is written.

use crate::csv_in::CsvReader;
use crate::error::FileError;
use crate::form::{DateOrder, Forms, Style};
use crate::header::Headings;
use crate::input::{self, Format, Input, Tally};
use crate::json_in::JsonReader;
use crate::map::CaseMap;
use crate::names::UnknownNames;
use crate::places::{Lines, Places};
use crate::pseudonyms::Pseudonyms;
use crate::record::RawRecord;
use crate::source::RecordSource;
use crate::workbook_in::WorkbookReader;
use std::io::Read;
use takst::{Column, Finding};

/// How a case file is to be read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The sheet of a workbook; `None`: the one with a heading that fits.
    pub sheet: Option<String>,
    /// The order of dates; `None`: that of the map, else only YYYY-MM-DD is read.
    pub dates: Option<DateOrder>,
    /// Which heading is which column, and what words mean.
    pub map: Option<CaseMap>,
    /// The key by which CPR numbers of citizens become pseudonyms; `None`: they are refused.
    pub pseudonyms: Option<Pseudonyms>,
}

impl Reading {
    /// Refuses what only tables have, workbooks and CSV.
    ///
    /// # Errors
    /// A sheet, a map or an order of dates is given.
    pub fn refuse_for_typed(&self) -> Result<(), FileError> {
        let options = [(self.map.is_some(), "--map"), (self.dates.is_some(), "--dates")];
        self.refuse_sheet()?;
        options.into_iter().find(|(is_given, _)| *is_given).map_or(Ok(()), |(_, option)| Err(FileError::OnlyTables { option }))
    }

    fn refuse_sheet(&self) -> Result<(), FileError> {
        if self.sheet.is_some() { Err(FileError::OnlyTables { option: "--sheet" }) } else { Ok(()) }
    }
}

enum Kind<R: Read> {
    Csv(Box<CsvReader<R, Column>>),
    Json(JsonReader<R>),
    Workbook(WorkbookReader),
}

/// Reads the records of a case file one by one. Memory does not grow with a text; of a workbook the packed rows are kept.
pub struct CaseReader<R: Read> {
    kind: Kind<R>,
    unknown: UnknownNames,
    tally: Tally,
    rows: u64,
    forms: Forms,
    lines: Lines,
    pseudonyms: Option<Pseudonyms>,
}

impl<R: Read> CaseReader<R> {
    /// Opens a case file and reads its header, if it has one.
    ///
    /// # Errors
    /// The file is not in UTF-8, has no header, lacks a required column or has a column twice.
    pub fn open(input: R, format: Format) -> Result<CaseReader<R>, FileError> {
        CaseReader::open_with(input, format, &Reading::default())
    }

    /// As [`open`](CaseReader::open), with options.
    ///
    /// # Errors
    /// Those of [`open`](CaseReader::open); the map does not fit, or the workbook does not have the sheet.
    ///
    /// # Example
    /// ```
    /// use takst_io::{CaseFile, CaseMap, CaseReader, DateOrder, Format, Reading};
    /// let file = "Udtræk fra fagsystemet\n\nSagsnr.;Ydelse;Startdato;Slutdato\nS-1;Efterforsorg;01-03-2022;31-03-2022\n;;;\n";
    /// let map = "[constants]\npayer = \"751\"\n[values.service]\n\"Efterforsorg\" = \"mandecentret/efterforsorg\"\n";
    /// let map = CaseMap::parse("kolonner.toml", map).expect("a map");
    /// let reading = Reading { dates: Some(DateOrder::Dmy), map: Some(map), ..Reading::default() };
    /// let mut reader = CaseReader::open_with(file.as_bytes(), Format::Csv, &reading)?;
    /// assert_eq!(CaseFile::read(&mut reader)?.rows(), 1);
    /// # Ok::<(), takst_io::FileError>(())
    /// ```
    pub fn open_with(input: R, format: Format, reading: &Reading) -> Result<CaseReader<R>, FileError> {
        let mut unknown = UnknownNames::default();
        let mut lines = Lines::default();
        let headings = Headings { map: reading.map.as_ref() };
        let (kind, tally) = match format {
            Format::Workbook => {
                let (bytes, tally) = input::read_all(input)?;
                let sheet = reading.sheet.as_deref();
                (Kind::Workbook(WorkbookReader::open(bytes, sheet, headings, &mut unknown, &mut lines)?), tally)
            }
            Format::Csv => {
                let opened = input::open(input)?;
                reading.refuse_sheet()?;
                let tally = opened.tally.clone();
                let mut reader = CsvReader::open(opened, headings, &mut unknown)?;
                lines.places().set(false, reader.take_headings());
                (Kind::Csv(Box::new(reader)), tally)
            }
            Format::JsonLines => {
                let opened = input::open(input)?;
                reading.refuse_for_typed()?;
                let (head, tally) = (opened.head.clone(), opened.tally.clone());
                (Kind::Json(JsonReader::open(&head, opened.into_bytes())?), tally)
            }
        };
        let style = match &kind {
            Kind::Csv(reader) => reader.style(),
            Kind::Json(_) => Style::Json,
            Kind::Workbook(_) => Style::Spreadsheet,
        };
        let forms = Forms { style, dates: reading.dates.or_else(|| reading.map.as_ref()?.dates) };
        Ok(CaseReader { kind, unknown, tally, rows: 0, forms, lines, pseudonyms: reading.pseudonyms.clone() })
    }
}

impl<R: Read> RecordSource for CaseReader<R> {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        let (read, line) = match &mut self.kind {
            Kind::Csv(reader) => (reader.read(raw, &mut self.unknown)?, Some(reader.line())),
            Kind::Json(reader) => (reader.read(raw, &mut self.unknown)?, Some(reader.line())),
            Kind::Workbook(reader) => (reader.read(raw), None),
        };
        match (read, self.rows) {
            (true, _) => self.rows += 1,
            (false, 0) => return Err(FileError::NoRows),
            (false, _) => {}
        }
        if let Some(line) = line.filter(|_| read) {
            self.lines.see(self.rows, line);
        }
        raw.written(self.forms);
        if let Some(pseudonyms) = &self.pseudonyms {
            pseudonyms.replace(raw);
        }
        Ok(read)
    }

    fn places(&self) -> Places {
        self.lines.places()
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
