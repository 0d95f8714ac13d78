//! Messages about runs over columns that ended early.

use crate::failure::Failure;
use crate::status::TakstStatus;
use takst_batch::BatchError;
use takst_explain::Arg;

pub(crate) fn ended(error: &BatchError) -> Failure {
    let said = |id: &'static str, args: Vec<(&'static str, Arg)>| Failure::said(TakstStatus::Batch, id, "", args);
    let number = |n: u64| Arg::Text(n.to_string());
    match error {
        BatchError::MissingColumn(column) => said("c-batch-missing-column", vec![("column", column.as_str().into())]),
        BatchError::OwnOutput(column) => said("c-batch-own-output", vec![("column", column.as_str().into())]),
        BatchError::ColumnTwice(column) => said("c-batch-column-twice", vec![("column", column.as_str().into())]),
        BatchError::FloatColumn { column, found } => {
            said("c-batch-float-column", vec![("column", column.as_str().into()), ("type", found.to_string().into())])
        }
        BatchError::WrongType { column, found, expected } => {
            said("c-batch-wrong-type", vec![("column", column.as_str().into()), ("type", found.to_string().into()), ("expected", (*expected).into())])
        }
        BatchError::OtherSchema { batch } => said("c-batch-other-schema", vec![("batch", number(*batch))]),
        BatchError::CameBack { row, what: _, id } => said("c-batch-came-back", vec![("row", number(*row)), ("id", id.as_str().into())]),
        BatchError::Overflow { column, value, digits } => {
            said("c-batch-overflow", vec![("column", (*column).into()), ("value", value.as_str().into()), ("digits", Arg::Text(digits.to_string()))])
        }
        BatchError::TooMany(what) => said("c-batch-too-many", vec![("what", (*what).into())]),
        BatchError::Input(error) => said("c-batch-input", vec![("error", error.to_string().into())]),
        BatchError::Stopped => said("c-batch-stopped", vec![]),
        // The text of a worker's panic, and errors that are new.
        BatchError::Worker(_) | _ => said("c-batch-other", vec![("error", error.to_string().into())]),
    }
}
