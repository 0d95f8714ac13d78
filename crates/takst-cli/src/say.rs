//! What is said when nothing could be done, and the exit code.

use crate::documents::plan::NoPlan;
use crate::words::{count, texts};
use chrono::NaiveDate;
use std::io::{self, Write};
use std::path::Path;
use takst_explain::{Arg, Lang, Texts};
use takst_io::{Encoding, FileError, Grouped, MissingColumn};
use takst_ledger::LedgerError;

/// Some or all cases are refused.
const REFUSED: u8 = 1;
/// Nothing could be done.
pub(crate) const UNUSABLE: u8 = 2;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Every case was priced.
    AllPriced,
    /// Some or all cases were refused.
    SomeRefused,
}

impl Ended {
    pub(crate) const fn with_refused(refused: u64) -> Ended {
        if refused == 0 { Ended::AllPriced } else { Ended::SomeRefused }
    }
}

/// Why a command did not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Catalogue or policy cannot be used.
    Lines(Vec<String>),
    /// The case file cannot be read.
    Cases { file: String, error: FileError },
    /// An output file cannot be written.
    Report { file: String, error: io::Error },
    /// The window of time holds no day.
    NoDays { from: NaiveDate, until: NaiveDate },
    /// The report would be written over what is read.
    ReportIsInput { file: String },
    /// Parquet would be written to a terminal.
    ParquetOnTerminal,
    /// stdout cannot be written.
    Stdout(io::Error),
    /// The ledger cannot be used.
    Ledger(LedgerError),
    /// The date of the command lies after today.
    DateAhead { date: NaiveDate, today: NaiveDate },
    /// The text for the documents holds a CPR number.
    NoteHasCpr { note: String },
    /// These numbers are not those of invoices that stand.
    NotStanding { numbers: Vec<Box<str>> },
    /// The plan would be written over what is read.
    PlanIsInput { option: &'static str, file: String },
    /// The file is no plan that can be carried out.
    NoPlan { file: String, reason: NoPlan },
    /// Something else comes out than was planned: what, in words.
    PlanChanged(Vec<String>),
    /// The file does not have the case that was asked for.
    NoSuchCase { file: String, case: String },
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Failure {
        Failure::Ledger(error)
    }
}

/// Of rows that are written to stdout.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Stdout(error)
    }
}

impl Failure {
    pub(crate) fn cases(file: &Path, error: FileError) -> Failure {
        Failure::Cases { file: file.display().to_string(), error }
    }

    pub(crate) fn report(file: &Path, error: io::Error) -> Failure {
        Failure::Report { file: file.display().to_string(), error }
    }
}

/// Writes a message to stderr. That stderr is closed is no error.
pub(crate) fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints why a command failed, if it did, and gives the exit code.
pub(crate) fn exit(result: Result<Ended, Failure>, lang: Lang) -> u8 {
    let failure = match result {
        Ok(Ended::AllPriced) => return 0,
        Ok(Ended::SomeRefused) => return REFUSED,
        // The reader has seen enough: `takst price … | head`.
        Err(Failure::Stdout(error)) if error.kind() == io::ErrorKind::BrokenPipe => return 0,
        Err(failure) => failure,
    };
    let texts = texts(lang);
    for line in lines(&texts, failure) {
        aside(&format!("{line}\n"));
    }
    UNUSABLE
}

fn lines(texts: &Texts, failure: Failure) -> Vec<String> {
    let unwritten = |file: &str, error: &io::Error| texts.get("cli-cannot-write", &[("file", file.into()), ("error", error.to_string().into())]);
    match failure {
        Failure::Lines(lines) => lines,
        Failure::Cases { file, error } => vec![of_file(texts, &file, &error)],
        Failure::Report { file, error } => vec![unwritten(&file, &error)],
        Failure::NoDays { from, until } => {
            vec![texts.get("cli-no-days", &[("from", from.to_string().into()), ("until", until.to_string().into())])]
        }
        Failure::ReportIsInput { file } => vec![texts.get("cli-report-is-input", &[("file", file.into())])],
        Failure::ParquetOnTerminal => vec![texts.get("cli-parquet-on-terminal", &[])],
        Failure::Stdout(error) => vec![unwritten("stdout", &error)],
        Failure::Ledger(error) => vec![crate::ledger::reason(texts, &error)],
        Failure::DateAhead { date, today } => {
            let args = [("date", date.to_string().into()), ("today", today.to_string().into())];
            vec![texts.get("cli-date-ahead", &args)]
        }
        Failure::NoteHasCpr { note } => vec![texts.get("cli-note-has-cpr", &[("note", takst_io::printable(&note).into())])],
        Failure::NotStanding { numbers } => {
            let say = |number: Box<str>| texts.get("cli-not-standing", &[("number", takst_io::printable(&number).into())]);
            numbers.into_iter().map(say).collect()
        }
        Failure::PlanIsInput { option, file } => vec![texts.get("cli-plan-is-input", &[("option", (*option).into()), ("file", file.into())])],
        Failure::NoPlan { file, reason } => vec![no_plan(texts, &file, reason)],
        Failure::PlanChanged(lines) => lines,
        Failure::NoSuchCase { file, case } => vec![texts.get("cli-no-such-case", &[("file", file.into()), ("case", case.into())])],
    }
}

fn no_plan(texts: &Texts, file: &str, reason: NoPlan) -> String {
    let say = |id: &str, name: &'static str, value: String| texts.get(id, &[("file", file.into()), (name, takst_io::printable(&value).into())]);
    match reason {
        NoPlan::Io(error) => say("cli-cannot-read", "error", error.to_string()),
        NoPlan::Newer(version) => say("cli-plan-newer", "version", version.to_string()),
        NoPlan::Malformed(error) => say("cli-no-plan", "error", error),
    }
}

/// Why a file of rows cannot be read.
pub(crate) fn of_file(texts: &Texts, file: &str, error: &FileError) -> String {
    let say = |id: &str, args: &[(&str, Arg)]| texts.get(id, &[&[("file", file.into())], args].concat());
    let number = |n: usize| Arg::Text(n.to_string());
    match error {
        FileError::Io(error) => say("cli-cannot-read", &[("error", error.to_string().into())]),
        FileError::Encoding { line, found: Encoding::Utf16 } => say("cli-utf16", &[("line", line.to_string().into())]),
        FileError::Encoding { line, found: Encoding::NotUtf8 } => say("cli-not-utf8", &[("line", line.to_string().into())]),
        FileError::NoRows => say("cli-no-rows", &[]),
        FileError::MissingColumns(missing) => {
            let columns: Vec<String> = missing.iter().map(|column| missing_column(texts, column)).collect();
            say("cli-missing-columns", &[("columns", columns.join(", ").into())])
        }
        FileError::OwnOutput(column) => say("cli-own-output", &[("column", column.as_str().into())]),
        FileError::DuplicateColumn { column, first, second } => {
            say("cli-duplicate-column", &[("column", column.as_str().into()), ("first", number(*first)), ("second", number(*second))])
        }
        FileError::HeaderQuote => say("cli-header-quote", &[]),
        FileError::HeaderTooLong => say("cli-header-too-long", &[]),
        FileError::JsonArray => say("cli-json-array", &[]),
        FileError::NotJsonLines => say("cli-not-json-lines", &[]),
        FileError::IsParquet => say("cli-is-parquet", &[]),
        FileError::NotParquet(error) => say("cli-not-parquet", &[("error", takst_io::printable(error).into())]),
        FileError::FloatColumn { column, found } => say("cli-float-column", &[("column", column.as_str().into()), ("type", found.as_str().into())]),
        FileError::WrongType { column, found } => say("cli-wrong-type", &[("column", column.as_str().into()), ("type", found.as_str().into())]),
        FileError::SumsTooLarge(cases) => say("cli-sums-too-large", &[("cases", count(*cases))]),
        FileError::TooManyRows(rows) => say("cli-too-many-rows", &[("rows", count(*rows))]),
        FileError::CameBack { row, what, id } => {
            let args = [("row", Arg::Text(row.to_string())), ("id", id.as_str().into())];
            match what {
                Grouped::Citizen => say("cli-citizen-came-back", &args),
                Grouped::Case => say("cli-case-came-back", &args),
            }
        }
        // Errors may grow; a new one is said in English until there is a text.
        other => format!("{file}: {other}"),
    }
}

fn missing_column(texts: &Texts, missing: &MissingColumn) -> String {
    match &missing.near {
        Some(near) => texts.get("cli-near-column", &[("column", missing.column.as_str().into()), ("near", near.as_str().into())]),
        None => missing.column.as_str().to_owned(),
    }
}
