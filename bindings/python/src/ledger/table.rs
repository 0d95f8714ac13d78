//! Rows of texts as frames.

use crate::frames::Frame;
use serde_json::Value;
use takst_batch::exchange::RecordBatch;
use takst_batch::{BatchError, text_batch};

/// Rows of a batch: few enough that their texts are soon columns.
const ROWS: usize = 1 << 14;

/// A frame in the making.
pub struct Table<'c> {
    columns: &'c [&'c str],
    batches: Vec<RecordBatch>,
    rows: Vec<Vec<String>>,
}

impl<'c> Table<'c> {
    /// A frame of these columns.
    pub fn new(columns: &'c [&'c str]) -> Table<'c> {
        Table { columns, batches: Vec::new(), rows: Vec::new() }
    }

    /// Adds a row. Texts are as in CSV.
    pub fn push(&mut self, row: Vec<String>) -> Result<(), BatchError> {
        self.rows.push(row);
        if self.rows.len() == ROWS {
            self.batches.push(text_batch(self.columns, &std::mem::take(&mut self.rows))?);
        }
        Ok(())
    }

    /// The frame.
    pub fn frame(self) -> Result<Frame, BatchError> {
        let Table { columns, mut batches, rows } = self;
        let last = text_batch(columns, &rows)?;
        let schema = last.schema();
        if batches.is_empty() || !rows.is_empty() {
            batches.push(last);
        }
        Ok(Frame { schema, batches })
    }
}

/// A frame of these columns and rows.
pub fn frame(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Frame, BatchError> {
    let mut table = Table::new(columns);
    rows.into_iter().try_for_each(|row| table.push(row))?;
    table.frame()
}

/// A frame of a list of JSON objects.
pub fn of_objects(columns: &[&str], objects: Option<&Value>) -> Result<Frame, BatchError> {
    let text = |object: &Value, column: &&str| match object.get(*column) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let row = |object: &Value| columns.iter().map(|column| text(object, column)).collect();
    frame(columns, objects.and_then(Value::as_array).into_iter().flatten().map(row))
}
