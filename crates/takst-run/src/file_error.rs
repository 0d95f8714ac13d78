//! Why a file of cases or rows cannot be read, in words.

use crate::words::count;
use takst_explain::{Arg, Texts};
use takst_io::{Encoding, FileError, Grouped, MissingColumn};

/// Returns the sentence about a file that cannot be read.
#[must_use]
pub fn file_error(texts: &Texts, file: &str, error: &FileError) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, &[&[("file", file.into())], args].concat());
    let number = |n: usize| Arg::Text(n.to_string());
    match error {
        FileError::Io(error) => say("run-cannot-read", &[("error", error.to_string().into())]),
        FileError::Encoding { line, found: Encoding::Utf16 } => say("run-utf16", &[("line", line.to_string().into())]),
        FileError::Encoding { line, found: Encoding::NotUtf8 } => say("run-not-utf8", &[("line", line.to_string().into())]),
        FileError::NoRows => say("run-no-rows", &[]),
        FileError::MissingColumns(missing) => {
            let columns: Vec<String> = missing.iter().map(|column| missing_column(texts, column)).collect();
            say("run-missing-columns", &[("columns", columns.join(", ").into())])
        }
        FileError::OwnOutput(column) => say("run-own-output", &[("column", column.as_str().into())]),
        FileError::DuplicateColumn { column, first, second } => {
            say("run-duplicate-column", &[("column", column.as_str().into()), ("first", number(*first)), ("second", number(*second))])
        }
        FileError::HeaderQuote => say("run-header-quote", &[]),
        FileError::HeaderTooLong => say("run-header-too-long", &[]),
        FileError::JsonArray => say("run-json-array", &[]),
        FileError::NotJsonLines => say("run-not-json-lines", &[]),
        FileError::IsParquet => say("run-is-parquet", &[]),
        FileError::NotParquet(error) => say("run-not-parquet", &[("error", takst_io::printable(error).into())]),
        FileError::FloatColumn { column, found } => say("run-float-column", &[("column", column.as_str().into()), ("type", found.as_str().into())]),
        FileError::WrongType { column, found } => say("run-wrong-type", &[("column", column.as_str().into()), ("type", found.as_str().into())]),
        FileError::SumsTooLarge(cases) => say("run-sums-too-large", &[("cases", count(*cases))]),
        FileError::TooManyRows(rows) => say("run-too-many-rows", &[("rows", count(*rows))]),
        FileError::CameBack { row, what, id } => {
            let args = [("row", Arg::Text(row.to_string())), ("id", id.as_str().into())];
            match what {
                Grouped::Citizen => say("run-citizen-came-back", &args),
                Grouped::Case => say("run-case-came-back", &args),
            }
        }
        // Errors may grow; a new one is said in English until there is a text.
        other => format!("{file}: {other}"),
    }
}

fn missing_column(texts: &Texts, missing: &MissingColumn) -> String {
    match &missing.near {
        Some(near) => texts.get("run-near-column", &[("column", missing.column.as_str().into()), ("near", near.as_str().into())]),
        None => missing.column.as_str().to_owned(),
    }
}
