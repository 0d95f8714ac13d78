//! Why a file of cases or rows cannot be read, in words.

use crate::words::{count, file_name, masked_name};
use std::path::Path;
use takst::Code;
use takst_explain::{Arg, Texts};
use takst_io::{Encoding, FileError, FileKind, Grouped, MapFault, MapProblem, MissingColumn, ReadingError};

/// Returns the sentence about a file that cannot be read.
#[must_use]
pub fn file_error(texts: &Texts, file: &str, error: &FileError) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, &[&[("file", masked_name(file).into())], args].concat());
    let number = |n: usize| Arg::Text(n.to_string());
    match error {
        FileError::Io(error) => say("run-cannot-read", &[("error", texts.system(error).into())]),
        FileError::Encoding { line, found: Encoding::Utf16 } => say("run-utf16", &[("line", line.to_string().into())]),
        FileError::Encoding { line, found: Encoding::NotUtf8 } => say("run-not-utf8", &[("line", line.to_string().into())]),
        FileError::NoRows => say("run-no-rows", &[]),
        FileError::MissingColumns(missing) => {
            let columns: Vec<String> = missing.iter().map(|column| missing_column(texts, column)).collect();
            say("run-missing-columns", &[("columns", columns.join(", ").into())])
        }
        FileError::OwnOutput(column) => say("run-own-output", &[("column", column.as_str().into())]),
        FileError::DuplicateColumn { column, first, second } => {
            say("run-duplicate-column", &[("column", (*column).into()), ("first", number(*first)), ("second", number(*second))])
        }
        FileError::HeaderQuote => say("run-header-quote", &[]),
        FileError::HeaderTooLong => say("run-header-too-long", &[]),
        FileError::JsonArray => say("run-json-array", &[]),
        FileError::NotJsonLines => say("run-not-json-lines", &[]),
        FileError::IsOther(kind) => say(
            match kind {
                FileKind::Workbook => "run-is-workbook",
                FileKind::Text => "run-is-text",
                FileKind::Pdf => "run-is-pdf",
                FileKind::WebPage => "run-is-web-page",
                FileKind::Xml => "run-is-xml",
                FileKind::Document => "run-is-document",
                FileKind::Archive => "run-is-archive",
                FileKind::BinaryWorkbook => "run-is-binary-workbook",
            },
            &[],
        ),
        FileError::NotWorkbook(error) => say("run-not-workbook", &[("error", takst_io::printable(error).trim_end_matches('.').into())]),
        FileError::DamagedWorkbook => say("run-damaged-workbook", &[]),
        FileError::Protected => say("run-protected", &[]),
        FileError::NoSuchSheet { sheet, sheets } => {
            say("run-no-such-sheet", &[("sheet", takst_io::printable(sheet).into()), ("sheets", quoted(texts, sheets).into())])
        }
        FileError::SeveralSheets(sheets) => say("run-several-sheets", &[("sheets", quoted(texts, sheets).into())]),
        FileError::TwoHeadings { column, first, second } => {
            let name = |text: &str| Arg::Text(takst_io::printable(text));
            say("run-two-headings", &[("column", (*column).into()), ("first", name(first)), ("second", name(second))])
        }
        FileError::Map(problems) => problems.iter().map(|problem| map_problem(texts, problem)).collect::<Vec<_>>().join("\n"),
        FileError::In { file, error } => file_error(texts, file, error),
        FileError::OnlyTables { option } => say("run-only-tables", &[("option", (*option).into())]),
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
        other => format!("{}: {other}", masked_name(file)),
    }
}

fn missing_column(texts: &Texts, missing: &MissingColumn) -> String {
    match &missing.near {
        Some(near) => texts.get("run-near-column", &[("column", missing.column.into()), ("near", near.as_str().into())]),
        None => missing.column.to_owned(),
    }
}

/// Names in the quotation marks of the language.
fn quoted(texts: &Texts, names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| texts.get("finding-quoted", &[("text", takst_io::printable(name).into())])).collect();
    quoted.join(", ")
}

/// Returns the lines about a map or a key that cannot be used.
#[must_use]
pub fn reading_error(texts: &Texts, error: &ReadingError) -> Vec<String> {
    let file = |path: &Path| ("file", Arg::Text(file_name(path)));
    match error {
        ReadingError::Io { path, error } => vec![texts.get("run-cannot-read", &[file(path), ("error", texts.system(error).into())])],
        ReadingError::Map(problems) => problems.iter().map(|problem| map_problem(texts, problem)).collect(),
        ReadingError::Key { path, .. } => vec![texts.get("run-no-key", &[file(path)])],
    }
}

/// What is wrong with a map of columns, and on which line of it.
#[must_use]
pub fn map_problem(texts: &Texts, problem: &MapProblem) -> String {
    let place = ("place", Arg::Text(format!("{}:{}", masked_name(&problem.file), problem.line)));
    let name = |text: &str| Arg::Text(takst_io::printable(text));
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, &[std::slice::from_ref(&place), args].concat());
    match &problem.fault {
        MapFault::Toml(error) => say("run-map-toml", &[("error", name(error))]),
        MapFault::UnknownKey { key, near: None } => say("run-map-key", &[("key", name(key))]),
        MapFault::UnknownKey { key, near: Some(near) } => say("run-map-key-near", &[("key", name(key)), ("near", (*near).into())]),
        MapFault::UnknownColumn { name: column, near: None } => say("run-map-column", &[("name", name(column))]),
        MapFault::UnknownColumn { name: column, near: Some(near) } => say("run-map-column-near", &[("name", name(column)), ("near", (*near).into())]),
        MapFault::NotText { key } => say("run-map-not-text", &[("key", name(key))]),
        MapFault::Dates { value } => say("run-map-dates", &[("value", name(value))]),
        MapFault::Value { column, value, expected } => {
            let remedy = texts.remedy(Code::ValueInvalid, expected).unwrap_or_default();
            say("run-map-value", &[("column", (*column).into()), ("value", name(value)), ("remedy", remedy.into())])
        }
        MapFault::Twice { column } => say("run-map-twice", &[("column", (*column).into())]),
        MapFault::WordTwice { column, word } => say("run-map-word-twice", &[("column", (*column).into()), ("word", name(word))]),
        MapFault::NoHeading { column, heading, has } => {
            say("run-map-no-heading", &[("column", (*column).into()), ("heading", name(heading)), ("has", quoted(texts, has).into())])
        }
        MapFault::HeadingTwice { heading } => say("run-map-heading-twice", &[("heading", name(heading))]),
        MapFault::HeadingUsed { heading, column } => say("run-map-heading-used", &[("heading", name(heading)), ("column", (*column).into())]),
        MapFault::ConstantInFile { column, heading } => say("run-map-constant-in-file", &[("column", (*column).into()), ("heading", name(heading))]),
    }
}
