//! The sheets of a workbook, row by row. xlsx is read as a stream, so that a cell far away from the others takes no memory.

use crate::biff::cells_fit;
use crate::cell::SheetCell;
use crate::compound::Compound;
use crate::error::FileError;
use crate::guard::{guarded, unguarded};
use crate::kind::{FileKind, ZIP};
use crate::places::letters;
use crate::supplement::sheet_of;
use calamine::{Data, Dimensions, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use std::fmt::Display;
use std::io::Cursor;

type Bytes = Cursor<Vec<u8>>;

/// What the stream of an old workbook is called, from Excel 97 on and before.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// A workbook, opened.
pub(crate) enum Workbook {
    Xlsx(Box<Xlsx<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

/// A row with at least one cell that is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SheetRow {
    /// 1 = first.
    pub(crate) number: u32,
    /// Places from the left, 0 = first, in order.
    pub(crate) cells: Vec<(u32, SheetCell)>,
}

/// Whether further rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Go {
    On,
    Stop,
}

fn damaged(error: impl Display) -> FileError {
    let said = error.to_string();
    match said.to_ascii_lowercase().contains("password") {
        true => FileError::Protected,
        false => FileError::NotWorkbook(said),
    }
}

/// Reads with a library that may panic.
fn reading<T>(read: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    guarded(read).unwrap_or_else(|| Err(FileError::DamagedWorkbook))
}

impl Workbook {
    /// Opens a workbook, whatever its name.
    ///
    /// # Errors
    /// It is none, or damaged, or protected by a password.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Workbook, FileError> {
        match FileKind::of(&bytes[..bytes.len().min(1 << 14)]) {
            Some(FileKind::Workbook) => {}
            Some(other) => return Err(FileError::IsOther(other)),
            None if bytes.is_empty() => return Err(FileError::NoRows),
            None if bytes.starts_with(b"PAR1") => return Err(FileError::IsParquet),
            None => return Err(FileError::IsOther(FileKind::Text)),
        }
        reading(|| {
            if !bytes.starts_with(ZIP) {
                if holds_utf16(&bytes, "EncryptedPackage") {
                    return Err(FileError::Protected);
                }
                let file = Compound::of(&bytes);
                let can_be_read = |file: &Compound<'_>| file.chains_end() && STREAMS.iter().all(|name| cells_fit(&file.stream(name)));
                if !file.as_ref().is_none_or(can_be_read) {
                    return Err(FileError::DamagedWorkbook);
                }
                return Ok(Workbook::Xls(Box::new(Xls::new(Cursor::new(bytes)).map_err(|error: XlsError| damaged(error))?)));
            }
            let head = &bytes[..bytes.len().min(1 << 12)];
            let is_ods = head.windows(24).any(|part| part == b"opendocument.spreadsheet");
            let bytes = Cursor::new(bytes);
            Ok(if is_ods {
                Workbook::Ods(Box::new(Ods::new(bytes).map_err(|error: OdsError| damaged(error))?))
            } else {
                Workbook::Xlsx(Box::new(Xlsx::new(bytes).map_err(|error: XlsxError| damaged(error))?))
            })
        })
    }

    /// The sheets with cells, in their order, and whether each is seen.
    pub(crate) fn sheets(&self) -> Vec<(String, bool)> {
        let all = match self {
            Workbook::Xlsx(book) => book.sheets_metadata(),
            Workbook::Xls(book) => book.sheets_metadata(),
            Workbook::Ods(book) => book.sheets_metadata(),
        };
        let sheets = all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    /// The sheets that takst's own template has beside that of the cases.
    pub(crate) fn supplements(&self) -> Vec<String> {
        let names = match self {
            Workbook::Xlsx(book) => book.defined_names(),
            Workbook::Xls(book) => book.defined_names(),
            Workbook::Ods(book) => book.defined_names(),
        };
        names.iter().filter_map(|(name, formula)| sheet_of(name, formula)).collect()
    }

    /// Passes the rows of a sheet to `take`, until that stops or fails.
    ///
    /// # Errors
    /// The workbook is damaged, or those of `take`.
    pub(crate) fn rows(&mut self, sheet: &str, mut take: impl FnMut(SheetRow) -> Result<Go, FileError>) -> Result<(), FileError> {
        reading(|| match self {
            Workbook::Xlsx(book) => of_xlsx(book, sheet, &mut take),
            Workbook::Xls(book) => {
                let merged = Merged::of(book.merge_cells_by_sheet_name(sheet).map_err(damaged)?);
                let (cells, formulas) = (book.worksheet_range(sheet).map_err(damaged)?, book.worksheet_formula(sheet).map_err(damaged)?);
                of_range(&cells, &formulas, merged, &mut take)
            }
            Workbook::Ods(book) => {
                let (cells, formulas) = (book.worksheet_range(sheet).map_err(damaged)?, book.worksheet_formula(sheet).map_err(damaged)?);
                of_range(&cells, &formulas, Merged::of(Vec::new()), &mut take)
            }
        })
    }
}

/// Whether a file holds a name as compound files write it.
fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|part| part == name)
}

fn of_xlsx(book: &mut Xlsx<Bytes>, sheet: &str, take: &mut impl FnMut(SheetRow) -> Result<Go, FileError>) -> Result<(), FileError> {
    let mut merged = Merged::of(book.merge_cells_by_sheet_name(sheet).map_err(damaged)?);
    let mut cells = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut row = SheetRow::default();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (at, column) = cell.pos;
        if at + 1 != row.number {
            if at + 1 < row.number {
                return Err(FileError::DamagedWorkbook);
            }
            let whole = std::mem::replace(&mut row, SheetRow { number: at + 1, cells: Vec::new() });
            if merged.give(whole, take)? == Go::Stop {
                return Ok(());
            }
        }
        row.cells.extend(SheetCell::of(&cell.value, cell.formula.is_some()).map(|cell| (column, cell)));
    }
    merged.give(row, take)?;
    Ok(())
}

fn of_range(
    cells: &Range<Data>,
    formulas: &Range<String>,
    mut merged: Merged,
    take: &mut impl FnMut(SheetRow) -> Result<Go, FileError>,
) -> Result<(), FileError> {
    let Some((first, left)) = cells.start() else { return Ok(()) };
    for (number, row) in (first..).zip(cells.rows()) {
        let cells = (left..).zip(row).filter_map(|(column, value)| {
            let has_formula = || formulas.get_value((number, column)).is_some_and(|formula| !formula.is_empty());
            Some((column, SheetCell::of_data(value, matches!(value, Data::Empty) && has_formula())?))
        });
        let row = SheetRow { number: number + 1, cells: cells.collect() };
        if merged.give(row, take)? == Go::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// The merged cells of a sheet.
struct Merged {
    /// By their first rows, the last first.
    ahead: Vec<Dimensions>,
    /// Those that the current row is in, with the value of their first row.
    open: Vec<(Dimensions, Option<SheetCell>)>,
}

impl Merged {
    fn of(mut all: Vec<Dimensions>) -> Merged {
        all.retain(|of| of.start.0 <= of.end.0 && of.start.1 <= of.end.1);
        all.sort_unstable_by_key(|of| std::cmp::Reverse(of.start));
        Merged { ahead: all, open: Vec::new() }
    }

    /// Passes on a row, with the values of its merged cells.
    fn give(&mut self, mut row: SheetRow, take: &mut impl FnMut(SheetRow) -> Result<Go, FileError>) -> Result<Go, FileError> {
        let Some(at) = row.number.checked_sub(1) else { return Ok(Go::On) };
        row.cells.sort_by_key(|(column, _)| *column);
        if !self.ahead.is_empty() || !self.open.is_empty() {
            self.fill(&mut row, at);
        }
        if row.cells.is_empty() { Ok(Go::On) } else { unguarded(|| take(row)) }
    }

    fn fill(&mut self, row: &mut SheetRow, at: u32) {
        self.open.retain(|(of, _)| of.end.0 >= at);
        let value = |row: &SheetRow, column: u32| row.cells.iter().find(|(of, _)| *of == column).map(|(_, cell)| cell.clone());
        while let Some(of) = self.ahead.pop_if(|of| of.start.0 <= at) {
            if of.end.0 >= at && (of.start.0 < of.end.0 || of.start.1 < of.end.1) {
                let first = if of.start.0 == at { value(row, of.start.1) } else { None };
                self.open.push((of, first));
            }
        }
        let is_row = !row.cells.is_empty();
        for (of, first) in &self.open {
            let Some(first) = first.as_ref().filter(|_| is_row) else { continue };
            for column in of.start.1..=of.end.1.min(of.start.1 + MOST_MERGED) {
                if (at, column) == of.start {
                    continue;
                }
                let cell = if of.start.1 == of.end.1 { SheetCell::Filled(Box::new(first.clone()), name(*of)) } else { SheetCell::Covered };
                row.cells.retain(|(other, _)| *other != column);
                row.cells.push((column, cell));
            }
        }
        row.cells.sort_by_key(|(column, _)| *column);
    }
}

/// Columns of a merged cell that are looked at; no case file has as many.
const MOST_MERGED: u32 = 256;

/// The name of a merged cell: `A2:A4`.
fn name(of: Dimensions) -> String {
    let cell = |(row, column): (u32, u32)| format!("{}{}", letters(column), row + 1);
    format!("{}:{}", cell(of.start), cell(of.end))
}
