//! Rows of named texts, read cell by cell: every cell that is not what its column says is named.

use crate::documents::line_text::{CellFault, Expected};
use crate::rows::RowFormat;
use crate::rows_in::{RowColumns, RowsError, RowsIn};
use takst::{Amount, cpr};

/// The most that all amounts of the rows may be together, in øre: sums of them and of what is priced today are exact in 64 bits.
const MOST_TOGETHER: u64 = 2_000_000_000_000_000_000;

/// A cell that is not what its column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The row, from 1.
    pub row: u64,
    /// The number of its document, or the id of its case; masked where it looks like a CPR number.
    pub document: String,
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
    /// The column that names the row in faults.
    named_by: &'static str,
    cells: &'a [String],
    pub row: u64,
    /// All amounts of the rows so far, in øre.
    together: &'a mut u64,
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
        let document = cpr::masked(self.text(self.named_by)).into_owned();
        self.faults.push(RowFault { row: self.row, document, cell });
    }

    /// Counts an amount. One that makes all of them more than can be added up is a fault.
    pub fn adds_up(&mut self, column: &'static str, amount: Amount) {
        let ore = amount.ore().unsigned_abs();
        match self.together.checked_add(ore).filter(|together| *together <= MOST_TOGETHER) {
            Some(together) => *self.together = together,
            None => self.wrong(column, Expected::Addable),
        }
    }
}

/// Passes each row of JSON Lines to `take`. No text, or only blanks, is no row. The column `named_by` names a row in faults.
pub(crate) fn each_row(text: &[u8], columns: RowColumns, named_by: &'static str, mut take: impl FnMut(&mut RowCells<'_>)) -> Result<(), RowsFault> {
    let (mut faults, mut together) = (Vec::new(), 0);
    if text.trim_ascii().is_empty() {
        return Ok(());
    }
    let mut rows = RowsIn::open(text, RowFormat::Json, columns)?;
    while let Some(cells) = rows.read()? {
        take(&mut RowCells { columns, named_by, cells: &cells, row: rows.row(), together: &mut together, faults: &mut faults });
    }
    if faults.is_empty() { Ok(()) } else { Err(RowsFault::Cells(faults)) }
}
