//! How a case file is read: fields that the options of every function with case files have.

use crate::failure::{Failure, refuse};
use crate::file::{not_readable, unread};
use crate::sized::reserved;
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::path::Path;
use takst_io::{CaseReader, DateOrder, Format, Reading, ReadingFiles};

/// How a case file, or its lines, are written.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstFormat {
    /// One JSON object a line.
    JsonLines = 0,
    /// CSV.
    Csv = 1,
    /// A workbook: xlsx, xlsm, xls or ods. Only case files are read so; lines are not written so.
    Workbook = 2,
}

/// What stands first in dates that are text.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakstDateOrder {
    /// What the map says; without it only 2023-03-31 is read.
    Default = 0,
    /// The day: 31-03-2023, 31/3/2023, 31.03.2023.
    Dmy = 1,
    /// The month: 03/31/2023.
    Mdy = 2,
    /// The year: 2023-03-31, 2023/3/31.
    Ymd = 3,
}

/// The fields for reading, which stand in the options of several functions under the same names.
pub(crate) struct ReadingFields {
    pub dates: u32,
    pub reserved: u32,
    pub sheet: TakstText,
    pub map: TakstText,
    pub pseudonyms: TakstText,
}

impl ReadingFields {
    /// Reads the map and the key.
    ///
    /// # Safety
    /// The texts can be read.
    pub unsafe fn read(&self) -> Result<Reading, Failure> {
        reserved(self.reserved)?;
        let given = |text: TakstText, name| unsafe { text.read(name) }.map(|text| Some(text).filter(|text| !text.is_empty()));
        let (sheet, map, pseudonyms) = (given(self.sheet, "sheet")?, given(self.map, "map")?, given(self.pseudonyms, "pseudonyms")?);
        let orders = [(TakstDateOrder::Default, None), (TakstDateOrder::Dmy, Some(DateOrder::Dmy)), (TakstDateOrder::Mdy, Some(DateOrder::Mdy))];
        let mut orders = orders.into_iter().chain([(TakstDateOrder::Ymd, Some(DateOrder::Ymd))]);
        let order = orders.find(|(number, _)| *number as u32 == self.dates);
        let (_, dates) = order.ok_or_else(|| refuse(TakstStatus::BadValue, "dates", self.dates))?;
        let files = ReadingFiles { sheet, dates, map: map.map(Path::new), pseudonyms: pseudonyms.map(Path::new) };
        files.read().map_err(|error| not_readable(&error))
    }
}

pub(crate) fn format(name: &'static str, number: u32) -> Result<Format, Failure> {
    match number {
        n if n == TakstFormat::JsonLines as u32 => Ok(Format::JsonLines),
        n if n == TakstFormat::Csv as u32 => Ok(Format::Csv),
        n if n == TakstFormat::Workbook as u32 => Ok(Format::Workbook),
        n => Err(refuse(TakstStatus::BadValue, name, n)),
    }
}

/// A case file in memory, opened.
pub(crate) fn in_memory<'c>(cases: &'c [u8], format: Format, reading: &Reading) -> Result<CaseReader<&'c [u8]>, Failure> {
    CaseReader::open_with(cases, format, reading).map_err(|error| unread(&error))
}
