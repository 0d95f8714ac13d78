//! Messages about case files that cannot be read as a whole.

use crate::failure::Failure;
use crate::messages::texts;
use crate::status::TakstStatus;
use takst_explain::{Arg, Lang};
use takst_io::{Encoding, FileError, Grouped, MissingColumn, Places, RunError};

/// Why the case file is not read.
pub(crate) fn unread(error: &FileError) -> Failure {
    let said = |id: &'static str, args: Vec<(&'static str, Arg)>| Failure::said(TakstStatus::File, id, "", args);
    let number = |n: u64| Arg::Text(n.to_string());
    let place = |n: usize| Arg::Text(n.to_string());
    match error {
        FileError::Encoding { line, found: Encoding::Utf16 } => said("c-file-utf16", vec![("line", number(*line))]),
        FileError::Encoding { line, found: Encoding::NotUtf8 } => said("c-file-not-utf8", vec![("line", number(*line))]),
        FileError::NoRows => said("c-file-no-rows", vec![]),
        FileError::MissingColumns(missing) => said("c-file-missing-columns", vec![("columns", listed(missing).into())]),
        FileError::OwnOutput(column) => said("c-file-own-output", vec![("column", column.as_str().into())]),
        FileError::DuplicateColumn { column, first, second } => {
            said("c-file-duplicate-column", vec![("column", column.as_str().into()), ("first", place(*first)), ("second", place(*second))])
        }
        FileError::HeaderQuote => said("c-file-header-quote", vec![]),
        FileError::HeaderTooLong => said("c-file-header-too-long", vec![]),
        FileError::JsonArray => said("c-file-json-array", vec![]),
        FileError::NotJsonLines => said("c-file-not-json-lines", vec![]),
        FileError::IsParquet => said("c-file-is-parquet", vec![]),
        FileError::SumsTooLarge(cases) => said("c-file-sums-too-large", vec![("cases", number(*cases))]),
        FileError::TooManyRows(rows) => said("c-file-too-many-rows", vec![("rows", number(*rows))]),
        FileError::CameBack { row, what, id } => {
            let message = match what {
                Grouped::Citizen => "c-file-citizen-came-back",
                Grouped::Case => "c-file-case-came-back",
            };
            said(message, vec![("row", number(*row)), ("id", id.as_str().into())])
        }
        // Errors of Parquet and of the disk do not arise from bytes in memory. A new kind of error has its English text until there is one here.
        FileError::Io(_) | FileError::NotParquet(_) | FileError::FloatColumn { .. } | FileError::WrongType { .. } | _ => {
            said("c-file-other", vec![("error", error.to_string().into())])
        }
    }
}

/// Why a run over a case file ended.
pub(crate) fn ended(error: &RunError) -> Failure {
    match error {
        RunError::File(error) => unread(error),
        RunError::Output(error) => Failure::said(TakstStatus::Io, "c-file-other", "", vec![("error", error.to_string().into())]),
    }
}

/// Names, each with the name that was probably meant; the same in every language.
fn listed(missing: &[MissingColumn]) -> String {
    let one = |missing: &MissingColumn| match &missing.near {
        Some(near) => format!("{} ({near:?}?)", missing.column),
        None => missing.column.to_string(),
    };
    missing.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A report's message about a finding, with its place in the file.
pub(crate) fn message(lang: Lang, places: Places) -> impl Fn(&takst::Finding) -> String + Send + Sync + 'static {
    let texts = texts(lang);
    move |finding| texts.finding_in(finding, &places.of(finding))
}
