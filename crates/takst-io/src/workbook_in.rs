//! A workbook: the sheet with the heading of a case file, its rows as records.
//!
//! The cells become the same records that the reader of CSV makes. They are packed at once, so that a workbook takes about as much memory as its text.

use crate::cell::SheetCell;
use crate::csv_in::{MOST_ABOVE, MOST_SURVEYED};
use crate::error::FileError;
use crate::header::{Fit, Headings};
use crate::layout::{Layout, RowKind, note, skipped};
use crate::names::UnknownNames;
use crate::places::{Heading, Lines};
use crate::record::{RawRecord, Refusal};
use crate::sheet::{Go, SheetRow, Workbook};
use crate::spool::Spool;
use crate::table_column::{TableColumn, TableRecord};
use std::collections::HashSet;
use takst::contract::heading::folded;
use takst::{Code, Column, Content, Expected, cpr};

/// The records of a workbook.
pub(crate) struct WorkbookReader {
    spool: Spool,
    at: usize,
}

/// The heading of a sheet.
struct Found {
    sheet: String,
    fit: Fit,
    /// Its row, and that of the first row with text.
    row: u32,
    first: u32,
    names: Vec<String>,
}

impl WorkbookReader {
    pub(crate) fn open(
        bytes: Vec<u8>,
        sheet: Option<&str>,
        headings: Headings<'_, Column>,
        notes: &mut UnknownNames,
        lines: &mut Lines,
    ) -> Result<WorkbookReader, FileError> {
        let mut spool = Spool::default();
        let sheet = read_sheet(bytes, sheet, headings, notes, |raw, row| {
            spool.push(raw);
            lines.see(spool.len() as u64, row);
        })?;
        lines.places().set(true, sheet.headings);
        Ok(WorkbookReader { spool, at: 0 })
    }

    /// The next record; `false` at the end.
    pub(crate) fn read(&mut self, raw: &mut RawRecord) -> bool {
        let is_there = self.at < self.spool.len();
        if is_there {
            raw.unpack(self.spool.get(self.at));
            self.at += 1;
        } else {
            raw.clear();
        }
        is_there
    }
}

/// A sheet that was read.
pub(crate) struct ReadSheet<C> {
    /// Its name.
    pub(crate) name: String,
    /// The columns that are read.
    pub(crate) headings: Vec<Heading<C>>,
}

/// Reads a sheet of a workbook and passes each record to `take` with the number of its row.
pub(crate) fn read_sheet<C: TableColumn>(
    bytes: Vec<u8>,
    asked: Option<&str>,
    headings: Headings<'_, C>,
    notes: &mut UnknownNames,
    take: impl FnMut(&C::Record, u64),
) -> Result<ReadSheet<C>, FileError> {
    let mut book = Workbook::open(bytes)?;
    let found = choose(&mut book, asked, headings)?;
    let names: Vec<&str> = found.names.iter().map(String::as_str).collect();
    let supplements = book.supplements();
    let layout = headings.layout(&names, notes)?;
    if !supplements.is_empty() && has_own_headings::<C>(&names) {
        notes.drop_note(Code::HeadingReadAs);
    }
    // A hidden sheet is none that people see.
    let is_other = |(name, is_seen): &(String, bool)| *is_seen && *name != found.sheet && !supplements.contains(name);
    if book.sheets().iter().any(is_other) {
        notes.add(note(Code::SheetRead, &found.sheet, Expected::Nothing));
    }
    if found.first < found.row {
        notes.add(note(Code::HeadingBelow, "", Expected::SheetRow(found.row.into())));
    }
    let headings = Heading::of(&layout.columns, &names);
    let mut rows: Rows<'_, C, _> = Rows { layout, notes, take, raw: C::Record::default(), merged: HashSet::new() };
    book.rows(&found.sheet, |row| {
        if row.number > found.row {
            rows.row(&row);
        }
        Ok(Go::On)
    })?;
    Ok(ReadSheet { name: found.sheet, headings })
}

/// The heading of a workbook and the rows below it, and the name of its sheet.
pub(crate) fn sheet_rows<C: TableColumn>(
    bytes: Vec<u8>,
    asked: Option<&str>,
    headings: Headings<'_, C>,
) -> Result<(String, Vec<Vec<String>>), FileError> {
    let mut book = Workbook::open(bytes)?;
    let found = choose(&mut book, asked, headings)?;
    let mut rows = vec![found.names];
    book.rows(&found.sheet, |row| {
        if row.number > found.row {
            rows.push(texts(&row));
        }
        Ok(if rows.len() > MOST_SURVEYED { Go::Stop } else { Go::On })
    })?;
    Ok((found.sheet, rows))
}

/// The sheet that is read: the one that was named, the only one, or the only one with a heading that fits.
fn choose<C: TableColumn>(book: &mut Workbook, asked: Option<&str>, headings: Headings<'_, C>) -> Result<Found, FileError> {
    let all = book.sheets();
    let names: Vec<String> = all.iter().map(|(name, _)| name.clone()).collect();
    // Beside cases takst's own template has sheets that are no case file.
    let supplements = book.supplements();
    let candidates: Vec<String> = match asked {
        Some(asked) => {
            let exact = names.iter().find(|name| *name == asked);
            let near = || names.iter().find(|name| folded(name) == folded(asked));
            let found = exact.or_else(near).cloned();
            vec![found.ok_or_else(|| FileError::NoSuchSheet { sheet: asked.to_owned(), sheets: names.clone() })?]
        }
        None if all.iter().any(|(name, is_seen)| *is_seen && !supplements.contains(name)) => {
            all.into_iter().filter(|(name, _)| !supplements.contains(name)).filter(|(_, is_seen)| *is_seen).map(|(name, _)| name).collect()
        }
        None => names,
    };
    let mut found = Vec::new();
    for sheet in candidates {
        found.extend(heading(book, sheet, headings)?);
    }
    let whole: Vec<String> = found.iter().filter(|found| found.fit.is_whole).map(|found| found.sheet.clone()).collect();
    if whole.len() > 1 {
        return Err(FileError::SeveralSheets(whole));
    }
    // The first of the best.
    found.into_iter().reduce(|best, other| if other.fit > best.fit { other } else { best }).ok_or(FileError::NoRows)
}

/// Whether all headings are the names that takst's own template gives them: nothing then needs to be said about how they are read.
fn has_own_headings<C: TableColumn>(names: &[&str]) -> bool {
    names.iter().all(|name| {
        let column = C::of_name(name).or_else(|| C::of_heading(name));
        column.is_none_or(|column| *name == column.name() || Some(name) == column.danish().first())
    })
}

/// The heading of a sheet; `None`: the sheet is empty.
fn heading<C: TableColumn>(book: &mut Workbook, sheet: String, headings: Headings<'_, C>) -> Result<Option<Found>, FileError> {
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    book.rows(&sheet, |row| {
        rows.push((row.number, texts(&row)));
        Ok(if rows.len() == MOST_ABOVE { Go::Stop } else { Go::On })
    })?;
    let texts: Vec<Vec<String>> = rows.iter().map(|(_, texts)| texts.clone()).collect();
    let Some((place, fit)) = headings.choose(&texts) else { return Ok(None) };
    let first = rows[0].0;
    let (row, names) = rows.swap_remove(place);
    Ok(Some(Found { sheet, fit, row, first, names }))
}

/// The texts of a row, from the first column on.
fn texts(row: &SheetRow) -> Vec<String> {
    // Further away is no heading.
    const MOST: u32 = 1 << 10;
    let mut texts = Vec::new();
    for (column, cell) in row.cells.iter().filter(|(column, _)| *column < MOST) {
        texts.resize(*column as usize, String::new());
        texts.push(cell.text().split_whitespace().collect::<Vec<_>>().join(" "));
    }
    texts
}

struct Rows<'a, C: TableColumn, T: FnMut(&C::Record, u64)> {
    layout: Layout<C>,
    notes: &'a mut UnknownNames,
    take: T,
    raw: C::Record,
    /// Merged cells that were noted.
    merged: HashSet<String>,
}

impl<C: TableColumn, T: FnMut(&C::Record, u64)> Rows<'_, C, T> {
    fn row(&mut self, row: &SheetRow) {
        self.raw.clear();
        for (at, cell) in &row.cells {
            if let Some(column) = self.layout.columns.get(*at as usize).copied().flatten() {
                self.cell(column, cell);
            }
        }
        match self.layout.finish(&mut self.raw) {
            RowKind::Record => (self.take)(&self.raw, row.number.into()),
            kind => {
                let cells = row.cells.iter().map(|(_, cell)| cell.text());
                if cells.clone().any(|cell| !cell.is_empty()) {
                    self.notes.add(skipped(kind, cells, Expected::SheetRow(row.number.into())));
                }
            }
        }
    }

    fn cell(&mut self, column: C, cell: &SheetCell) {
        let raw = &mut self.raw;
        if let Some(value) = self.layout.meant(column, cell.text()).filter(|_| !cell.text().is_empty()) {
            return raw.exact(column, value);
        }
        let is_name = matches!(column.content(), Content::Reference | Content::Text | Content::Municipality);
        match cell {
            SheetCell::Text(text) => raw.cell(column, text),
            SheetCell::Exact(text) if is_name => raw.exact(column, &name(text)),
            SheetCell::Exact(text) | SheetCell::Day(text) => raw.exact(column, text),
            SheetCell::Cut(text) if is_name => raw.refused(column, text, Refusal::CutDigits),
            SheetCell::Cut(text) => raw.exact(column, text),
            SheetCell::Moment(text) if column.content() == Content::Day => raw.refused(column, text, Refusal::TimeOfDay),
            SheetCell::Time(text) if column.content() == Content::Number => raw.refused(column, text, Refusal::Time),
            SheetCell::Moment(text) | SheetCell::Time(text) => raw.exact(column, text),
            SheetCell::Error(text) => raw.refused(column, text, Refusal::FormulaError),
            SheetCell::Unsaved => raw.refused(column, "", Refusal::FormulaUnsaved),
            SheetCell::Covered => raw.refused(column, "", Refusal::Merged),
            // A number of several rows may be their sum.
            SheetCell::Filled(value, _) if column.content() == Content::Number => raw.refused(column, value.text(), Refusal::Merged),
            SheetCell::Filled(value, merged) => {
                if self.merged.insert(merged.clone()) {
                    self.notes.add(note(Code::CellMerged, merged, Expected::Nothing));
                }
                self.cell(column, value);
            }
        }
    }
}

/// The text of a number that names something. A CPR number that is stored as a number lacks its leading zero.
fn name(number: &str) -> String {
    let padded = format!("0{number}");
    if number.len() == 9 && *cpr::masked(&padded) != *padded { padded } else { number.to_owned() }
}
