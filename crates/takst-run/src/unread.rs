//! Why a file of rows cannot be read, in words.

use crate::file_error::file_error;
use crate::words::masked_name;
use takst_explain::{Arg, Texts};
use takst_io::{RowsError, printable};

/// Returns the sentence about a file whose rows have these columns.
#[must_use]
pub fn not_read(texts: &Texts, file: &str, error: &RowsError, columns: &[&str]) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, &[&[("file", masked_name(file).into())], args].concat());
    match error {
        RowsError::File(error) => file_error(texts, file, error),
        RowsError::MissingColumns(missing) => say("run-missing-columns", &[("columns", missing.join(", ").into())]),
        RowsError::UnknownColumn(column) => {
            let near = takst_catalogue::nearest(column, columns.iter().copied());
            let known = if near.is_empty() { columns.to_vec() } else { near };
            say("run-rows-column", &[("column", printable(column).into()), ("known", known.join(", ").into())])
        }
        RowsError::DuplicateColumn(column) => say("run-rows-column-twice", &[("column", (*column).into())]),
        RowsError::Cells { row, found, expected } => {
            let args = [("row", row.to_string().into()), ("found", found.to_string().into()), ("expected", expected.to_string().into())];
            say("run-rows-cells", &args)
        }
        RowsError::NotJson { row } => say("run-rows-not-json", &[("row", row.to_string().into())]),
    }
}
