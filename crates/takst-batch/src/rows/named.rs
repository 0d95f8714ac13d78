//! Which citizen rows name, read ahead of pricing to see where groups of rows begin.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::rows::key::{Key, Keys, NO_KEY};
use crate::text::texts;
use arrow_array::{Array, RecordBatch};
use takst::Column;

/// The cases and the citizens of rows: where a row names no citizen, its case; [`NO_KEY`] where that is not known.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub cases: Vec<Key>,
    pub citizens: Vec<Key>,
}

impl Keys {
    /// Reads a column of rows; whether any of them gives something.
    pub fn read_column(&mut self, column: Column, schema: &CaseSchema, rows: &RecordBatch) -> Result<bool, BatchError> {
        let array = schema.place(column).map(|place| rows.column(place)).filter(|array| array.logical_null_count() < array.len());
        match array {
            Some(array) => self.read(column, &texts(array)?),
            None => self.none(rows.num_rows()),
        }
        Ok(array.is_some())
    }

    /// Puts the references that are given in the place of others.
    pub fn instead_of(&self, others: &mut [Key]) {
        for (row, other) in others.iter_mut().enumerate() {
            if self.is_given(row) {
                *other = self.keys[row];
            }
        }
    }
}

impl Named {
    pub fn read(schema: &CaseSchema, rows: &RecordBatch) -> Result<Named, BatchError> {
        let (mut cases, mut citizens) = (Keys::default(), Keys::default());
        cases.read_column(Column::CaseId, schema, rows)?;
        let mut named = cases.keys.clone();
        if citizens.read_column(Column::CitizenId, schema, rows)? {
            citizens.instead_of(&mut named);
        }
        Ok(Named { cases: cases.keys, citizens: named })
    }

    /// Whether a new group begins at `row` (from 1 on): rows that name no citizen may belong to either side.
    pub fn begins(&self, row: usize) -> bool {
        differs(self.citizens[row - 1], self.citizens[row])
    }
}

/// Whether two neighbours are rows of different citizens.
pub(crate) fn differs(before: Key, after: Key) -> bool {
    before != after && before != NO_KEY && after != NO_KEY
}
