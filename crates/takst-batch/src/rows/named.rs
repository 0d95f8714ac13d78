//! Which citizen rows name, read ahead of pricing to see where groups of rows begin.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::rows::hot::texts;
use crate::rows::key::{Key, Keys, NO_KEY};
use arrow_array::{Array, RecordBatch};
use takst::Column;

/// The cases and the citizens of rows: where a row names no citizen, its case; [`NO_KEY`] where it cannot be told.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub cases: Vec<Key>,
    pub citizens: Vec<Key>,
}

impl Named {
    pub fn read(schema: &CaseSchema, rows: &RecordBatch) -> Result<Named, BatchError> {
        let keys_of = |column: Column| -> Result<Option<Keys>, BatchError> {
            let array = schema.place(column).map(|place| rows.column(place)).filter(|array| array.logical_null_count() < array.len());
            let Some(array) = array else { return Ok(None) };
            let mut keys = Keys::default();
            keys.read(column, &texts(array)?);
            Ok(Some(keys))
        };
        let cases = keys_of(Column::CaseId)?.map_or_else(|| vec![NO_KEY; rows.num_rows()], |keys| keys.keys);
        let mut citizens = cases.clone();
        if let Some(keys) = keys_of(Column::CitizenId)? {
            for row in (0..rows.num_rows()).filter(|row| keys.is_given(*row)) {
                citizens[row] = keys.keys[row];
            }
        }
        Ok(Named { cases, citizens })
    }

    /// Whether a new group begins at `row` (from 1 on): rows that name nobody may belong to either side.
    pub fn begins(&self, row: usize) -> bool {
        differs(self.citizens[row - 1], self.citizens[row])
    }
}

/// Whether two neighbours are rows of different citizens.
pub(crate) fn differs(before: Key, after: Key) -> bool {
    before != after && before != NO_KEY && after != NO_KEY
}
