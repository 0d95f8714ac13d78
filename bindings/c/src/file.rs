//! Messages about case files that cannot be read as a whole.

use crate::failure::Failure;
use crate::messages::texts;
use crate::problem::Problem;
use crate::status::TakstStatus;
use std::io;
use std::path::Path;
use takst::{Code, cpr};
use takst_explain::{Arg, Lang, Texts};
use takst_io::{Encoding, FileError, FileKind, Grouped, MapProblem, MapWord, MissingColumn, Places, ReadingError, RunError, printable};

/// Why the case file is not read.
pub(crate) fn unread(error: &FileError) -> Failure {
    let said = |id: &'static str, args: Vec<(&'static str, Arg)>| Failure::said(TakstStatus::File, id, "", args);
    let number = |n: u64| Arg::Text(n.to_string());
    let place = |n: usize| Arg::Text(n.to_string());
    let text = |text: &str| Arg::Text(printable(text));
    match error {
        FileError::Encoding { line, found: Encoding::Utf16 } => said("c-file-utf16", vec![("line", number(*line))]),
        FileError::Encoding { line, found: Encoding::NotUtf8 } => said("c-file-not-utf8", vec![("line", number(*line))]),
        FileError::NoRows => said("c-file-no-rows", vec![]),
        FileError::MissingColumns(missing) => said("c-file-missing-columns", vec![("columns", listed(missing).into())]),
        FileError::OwnOutput(column) => said("c-file-own-output", vec![("column", column.as_str().into())]),
        FileError::DuplicateColumn { column, first, second } => {
            said("c-file-duplicate-column", vec![("column", (*column).into()), ("first", place(*first)), ("second", place(*second))])
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
        FileError::IsOther(kind) => said(
            match kind {
                FileKind::Workbook => "c-file-is-workbook",
                FileKind::Text => "c-file-is-text",
                FileKind::Pdf => "c-file-is-pdf",
                FileKind::WebPage => "c-file-is-web-page",
                FileKind::Xml => "c-file-is-xml",
                FileKind::Document => "c-file-is-document",
                FileKind::Archive => "c-file-is-archive",
                FileKind::BinaryWorkbook => "c-file-is-binary-workbook",
            },
            vec![],
        ),
        FileError::NotWorkbook(error) => said("c-file-not-workbook", vec![("error", text(error))]),
        FileError::DamagedWorkbook => said("c-file-damaged-workbook", vec![]),
        FileError::Protected => said("c-file-protected", vec![]),
        FileError::NoSuchSheet { sheet, sheets } => said("c-file-no-such-sheet", vec![("sheet", text(sheet)), ("sheets", text(&sheets.join(", ")))]),
        FileError::SeveralSheets(sheets) => said("c-file-several-sheets", vec![("sheets", text(&sheets.join(", ")))]),
        FileError::TwoHeadings { column, first, second } => {
            said("c-file-two-headings", vec![("column", (*column).into()), ("first", text(first)), ("second", text(second))])
        }
        FileError::OnlyTables { option } => said("c-file-only-tables", vec![("option", option.trim_start_matches('-').into())]),
        FileError::NotParquet(error) => said("c-file-not-parquet", vec![("error", text(error))]),
        FileError::Map(problems) => unusable_map(problems),
        FileError::FloatColumn { column, found } => {
            said("c-batch-float-column", vec![("column", column.as_str().into()), ("type", found.as_str().into())])
        }
        // A new kind of error has its English text until there is one here.
        other => said("c-file-other", vec![("error", other.to_string().into())]),
    }
}

/// The name of a file. A CPR number in it is masked, as in any other text.
fn shown(path: &Path) -> String {
    cpr::masked(&path.display().to_string()).into_owned()
}

/// Why a file on the disk is not read: the file, and why.
pub(crate) fn unread_at(path: &Path, error: &FileError) -> Failure {
    match error {
        FileError::In { file, error } => unread_at(Path::new(file), error),
        FileError::Io(error) => refused_by_system(path, error),
        error => unread(error),
    }
}

/// Why the operating system does not give a file.
fn refused_by_system(path: &Path, error: &io::Error) -> Failure {
    let file = ("file", Arg::Text(shown(path)));
    match error.kind() {
        io::ErrorKind::NotFound => Failure::said(TakstStatus::Io, "c-file-not-found", "", vec![file]),
        io::ErrorKind::PermissionDenied => Failure::said(TakstStatus::Io, "c-file-not-allowed", "", vec![file]),
        io::ErrorKind::IsADirectory => Failure::said(TakstStatus::Io, "c-file-is-folder", "", vec![file]),
        _ => {
            let said = |texts: &Texts| texts.get("c-file-io", &[file.clone(), ("error", texts.system(error).into())]);
            Failure { status: TakstStatus::Io, problems: vec![Problem::ready(said)] }
        }
    }
}

/// Why a map or a key is not read.
pub(crate) fn not_readable(error: &ReadingError) -> Failure {
    match error {
        ReadingError::Io { path, error } => refused_by_system(path, error),
        ReadingError::Map(problems) => unusable_map(problems),
        ReadingError::Key { path, .. } => Failure::said(TakstStatus::File, "c-file-no-key", "", vec![("file", shown(path).into())]),
    }
}

/// What is wrong with a map, or why it does not fit the file: a problem for each fault.
fn unusable_map(problems: &[MapProblem]) -> Failure {
    let said = |problem: &MapProblem| Problem::ready(|texts| texts.get("c-file-map", &[("error", in_map(texts, problem).into())]));
    Failure { status: TakstStatus::File, problems: problems.iter().map(said).collect() }
}

/// The file and line of a map, and what is wrong there.
fn in_map(texts: &Texts, problem: &MapProblem) -> String {
    let (id, words) = problem.fault.sentence();
    let mut args = vec![("place", Arg::Text(format!("{}:{}", cpr::masked(&problem.file), problem.line)))];
    args.extend(words.into_iter().map(|(name, word)| {
        let word = match word {
            MapWord::Text(text) => cpr::masked(&printable(text)).into_owned(),
            MapWord::Texts(names) => texts.quoted(names),
            MapWord::Right(expected) => texts.remedy(Code::ValueInvalid, expected).unwrap_or_default(),
        };
        (name, Arg::Text(word))
    }));
    texts.get(id, &args)
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
        None => missing.column.to_owned(),
    };
    missing.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A report's message about a finding, with its place in the file.
pub(crate) fn message(lang: Lang, places: Places) -> impl Fn(&takst::Finding) -> String + Send + Sync + 'static {
    let texts = texts(lang);
    move |finding| texts.finding_in(finding, &places.of(finding))
}
