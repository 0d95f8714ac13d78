//! The columns of the case file among those of a batch.

use crate::error::BatchError;
use crate::input::Cells;
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use takst::Column;

/// Where each column of the case file stands in a schema. Checked once for a run.
#[derive(Debug, Clone)]
pub(crate) struct CaseSchema {
    /// Place of each column, by [`Column`] as a number.
    places: Vec<Option<usize>>,
    /// Names no case file has.
    pub unknown: Vec<String>,
}

impl CaseSchema {
    /// Finds the columns and checks their types.
    pub fn of(_schema: &Schema) -> Result<CaseSchema, BatchError> {
        Ok(CaseSchema { places: vec![None; Column::ALL.len()], unknown: Vec::new() })
    }

    /// The columns of a batch of this schema.
    pub fn columns(&self, _batch: &RecordBatch) -> Result<CaseColumns, BatchError> {
        Ok(CaseColumns { cells: Vec::new(), rows: 0 })
    }

    /// Place of a column in the batch.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize]
    }
}

/// The columns of one batch.
#[derive(Debug, Clone)]
pub(crate) struct CaseColumns {
    /// Columns that are there, in the order of [`Column::ALL`].
    pub cells: Vec<(Column, Cells)>,
    pub rows: usize,
}
