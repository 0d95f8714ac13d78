//! Rows of named texts, read cell by cell: every cell that is not what its column says is named.

use crate::documents::line_text::{CellFault, Expected};
use crate::rows::RowFormat;
use crate::rows_in::{RowColumns, RowsError, RowsIn};

/// A cell that is not what its column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The row, from 1.
    pub row: u64,
    /// The cell, and what would be right.
    pub cell: CellFault,
}

/// Why rows cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RowsFault {
    /// They cannot be read.
    #[error(transparent)]
    Rows(#[from] RowsError),
    /// Every cell that is not what its column says.
    #[error("{} cells cannot be read", .0.len())]
    Cells(Vec<RowFault>),
}

/// One row.
pub(crate) struct RowCells<'a> {
    columns: RowColumns,
    cells: &'a [String],
    pub row: u64,
    faults: &'a mut Vec<RowFault>,
}

impl<'a> RowCells<'a> {
    /// The text of a column; empty where it is absent.
    pub fn text(&self, column: &str) -> &'a str {
        self.columns.all.iter().position(|name| *name == column).map_or("", |place| self.cells[place].as_str())
    }

    /// Whether the cells of these columns are empty.
    pub fn is_empty(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.text(column).is_empty())
    }

    /// Reads a cell; a fault is kept.
    pub fn read<T>(&mut self, column: &'static str, read: impl FnOnce(&'static str, &'a str) -> Result<T, CellFault>) -> Option<T> {
        read(column, self.text(column)).map_err(|fault| self.fault(fault)).ok()
    }

    /// Reads a cell that may be empty.
    pub fn optional<T>(&mut self, column: &'static str, read: impl FnOnce(&'static str, &'a str) -> Result<T, CellFault>) -> Option<T> {
        if self.text(column).is_empty() { None } else { self.read(column, read) }
    }

    /// A cell is wrong.
    pub fn wrong(&mut self, column: &'static str, expected: Expected) {
        self.fault(CellFault::new(column, self.text(column), expected));
    }

    pub fn fault(&mut self, cell: CellFault) {
        self.faults.push(RowFault { row: self.row, cell });
    }
}

/// Passes each row of JSON Lines to `take`. No text, or only blanks, is no row.
pub(crate) fn each_row(text: &[u8], columns: RowColumns, mut take: impl FnMut(&mut RowCells<'_>)) -> Result<(), RowsFault> {
    let mut faults = Vec::new();
    if text.trim_ascii().is_empty() {
        return Ok(());
    }
    let mut rows = RowsIn::open(text, RowFormat::Json, columns)?;
    while let Some(cells) = rows.read()? {
        take(&mut RowCells { columns, cells: &cells, row: rows.row(), faults: &mut faults });
    }
    if faults.is_empty() { Ok(()) } else { Err(RowsFault::Cells(faults)) }
}
