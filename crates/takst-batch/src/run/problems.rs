//! Refused cases and findings as columns.

use crate::error::BatchError;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use std::sync::Arc;
use takst::{Column, Finding};
use takst_io::printable;

/// The columns of refused cases and of findings: `severity`, `code`, `case_id`, `row` (1 = first; null: the whole file), `column`, `value`, `message`.
#[must_use]
pub fn problems_schema() -> Schema {
    let text = |name, nullable| Field::new(name, DataType::Utf8, nullable);
    Schema::new(vec![
        text("severity", false),
        text("code", false),
        text("case_id", true),
        Field::new("row", DataType::Int64, true),
        text("column", true),
        text("value", true),
        text("message", false),
    ])
}

/// A fault or finding with the case it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Problem<'c> {
    /// Empty for the file as a whole.
    pub case_id: &'c str,
    pub finding: &'c Finding,
}

/// Problems as a batch of [`problems_schema`]. `message` says one in words.
pub(crate) fn batch(problems: &[Problem<'_>], message: &dyn Fn(&Finding) -> String) -> Result<RecordBatch, BatchError> {
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let text = |of: &dyn Fn(&Problem<'_>) -> Option<String>| -> ArrayRef { Arc::new(problems.iter().map(of).collect::<StringArray>()) };
    let columns: Vec<ArrayRef> = vec![
        text(&|p| Some(p.finding.code.severity().as_str().to_owned())),
        text(&|p| Some(p.finding.code.as_str().to_owned())),
        text(&|p| given(printable(p.case_id))),
        Arc::new(problems.iter().map(|p| p.finding.at.row.and_then(|row| i64::try_from(row).ok())).collect::<Int64Array>()),
        text(&|p| p.finding.at.column.map(|column: Column| column.as_str().to_owned())),
        text(&|p| given(printable(&p.finding.value))),
        text(&|p| Some(printable(&message(p.finding)))),
    ];
    Ok(RecordBatch::try_new(Arc::new(problems_schema()), columns)?)
}
