//! Why a file of cases or rows cannot be read, in words.

use crate::words::{count, file_name, masked_name};
use std::path::Path;
use takst::Code;
use takst_explain::{Arg, Texts};
use takst_io::{Encoding, FileError, FileKind, Grouped, MapProblem, MapWord, MissingColumn, ReadingError};

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
            say("run-no-such-sheet", &[("sheet", takst_io::printable(sheet).into()), ("sheets", texts.quoted(sheets).into())])
        }
        FileError::SeveralSheets(sheets) => say("run-several-sheets", &[("sheets", texts.quoted(sheets).into())]),
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
    let (id, words) = problem.fault.sentence();
    let mut args = vec![("place", Arg::Text(format!("{}:{}", masked_name(&problem.file), problem.line)))];
    args.extend(words.into_iter().map(|(name, word)| {
        let word = match word {
            MapWord::Text(text) => takst_io::printable(text),
            MapWord::Texts(names) => texts.quoted(names),
            MapWord::Right(expected) => texts.remedy(Code::ValueInvalid, expected).unwrap_or_default(),
        };
        (name, Arg::Text(word))
    }));
    texts.get(id, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use std::collections::BTreeSet;
    use takst::Expected;
    use takst_explain::Lang;
    use takst_io::MapFault;

    const MESSAGES: [(Lang, &str); 2] =
        [(Lang::Da, include_str!("../../takst-explain/messages/da/map.ftl")), (Lang::En, include_str!("../../takst-explain/messages/en/map.ftl"))];

    /// One of each fault, with all its forms.
    fn faults() -> Vec<MapFault> {
        let (text, column) = (|| "Ordet".to_owned(), "case_id");
        vec![
            MapFault::NotUtf8,
            MapFault::NotToml { text: text() },
            MapFault::KeyTwice { key: text() },
            MapFault::UnknownKey { key: text(), near: None },
            MapFault::UnknownKey { key: text(), near: Some("dates") },
            MapFault::UnknownColumn { name: text(), near: None },
            MapFault::UnknownColumn { name: text(), near: Some(column) },
            MapFault::NotText { key: text() },
            MapFault::Dates { value: text() },
            MapFault::Value { column, value: text(), expected: Expected::Date(NaiveDate::MIN, NaiveDate::MAX) },
            MapFault::Twice { column },
            MapFault::WordTwice { column, word: text() },
            MapFault::NoHeading { column, heading: text(), has: vec!["Sag".to_owned(), "Borger".to_owned()] },
            MapFault::HeadingTwice { heading: text() },
            MapFault::HeadingUsed { heading: text(), column },
            MapFault::ConstantInFile { column, heading: text() },
        ]
    }

    #[test]
    fn every_fault_of_a_map_has_a_sentence_and_every_sentence_a_fault() {
        for (lang, messages) in MESSAGES {
            let texts = Texts::new(lang);
            for fault in faults() {
                let said = map_problem(&texts, &MapProblem { file: "k.toml".to_owned(), line: 7, fault: fault.clone() });
                assert!(said.starts_with("k.toml:7: ") && said.ends_with(['.', '?']) && !said.contains('{'), "{said}");
                let names = fault.sentence().1.into_iter().all(|(_, word)| match word {
                    MapWord::Text(text) => said.contains(text),
                    MapWord::Texts(names) => names.iter().all(|name| said.contains(name.as_str())),
                    MapWord::Right(_) => said.contains(match lang {
                        Lang::Da => "ÅÅÅÅ-MM-DD",
                        Lang::En => "YYYY-MM-DD",
                    }),
                });
                assert!(names, "{said}");
            }
            let written = messages.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect::<BTreeSet<_>>();
            assert_eq!(faults().iter().map(|fault| fault.sentence().0).collect::<BTreeSet<_>>(), written, "{lang}");
        }
    }
}
