//! What is said when nothing could be done, and the exit code.

use crate::filter::Unmet;
use crate::interrupt;
use crate::words::texts;
use chrono::NaiveDate;
use std::io::{self, Write};
use std::path::Path;
use takst_explain::{Lang, Texts};
use takst_io::FileError;
use takst_ledger::LedgerError;
use takst_run::file_name;

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
    Cases { file: String, error: Box<FileError> },
    /// An output file cannot be written.
    Report { file: String, error: io::Error },
    /// The window of time holds no day.
    NoDays { from: NaiveDate, until: NaiveDate },
    /// The report would be written over what is read.
    ReportIsInput { file: String },
    /// The page would be written over what is read.
    OutputIsInput { file: String },
    /// A binary format would be written to a terminal.
    OnTerminal { format: &'static str },
    /// A style of CSV is given and the format is not CSV.
    NoCsv,
    /// stdout cannot be written.
    Stdout(io::Error),
    /// A run on a ledger came to nothing.
    Run(takst_run::Failure),
    /// The plan would be written over what is read.
    PlanIsInput { option: &'static str, file: String },
    /// No row of the file has a value of the filter; without a file, the value is not valid.
    Unmet { file: Option<String>, unmet: Box<Unmet> },
    /// Sums that are larger than amounts can be.
    TooLarge,
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Failure {
        Failure::Run(error.into())
    }
}

impl From<takst_run::Failure> for Failure {
    fn from(failure: takst_run::Failure) -> Failure {
        Failure::Run(failure)
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
        Failure::Cases { file: file_name(file), error: Box::new(error) }
    }

    pub(crate) fn report(file: &Path, error: io::Error) -> Failure {
        Failure::Report { file: file_name(file), error }
    }
}

/// Writes a message to stderr. That stderr is closed is no error.
pub(crate) fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// That a file cannot be read, and why.
pub(crate) fn not_readable(file: &Path, error: &io::Error, lang: Lang) -> String {
    let texts = texts(lang);
    texts.get("run-cannot-read", &[("file", file_name(file).into()), ("error", texts.system(error).into())])
}

/// Prints why a command failed, if it did, and gives the exit code.
pub(crate) fn exit(result: Result<Ended, Failure>, lang: Lang) -> u8 {
    if result.is_err() && interrupt::is_asked() {
        return interrupt::end(lang);
    }
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
    let unwritten = |file: &str, error: &io::Error| texts.get("cli-cannot-write", &[("file", file.into()), ("error", texts.system(error).into())]);
    match failure {
        Failure::Lines(lines) => lines,
        Failure::Cases { file, error } => vec![takst_run::file_error(texts, &file, &error)],
        Failure::Report { file, error } => vec![unwritten(&file, &error)],
        Failure::NoDays { from, until } => {
            vec![texts.get("cli-no-days", &[("from", from.to_string().into()), ("until", until.to_string().into())])]
        }
        Failure::ReportIsInput { file } => vec![texts.get("cli-report-is-input", &[("file", file.into())])],
        Failure::OutputIsInput { file } => vec![texts.get("cli-output-is-input", &[("file", file.into())])],
        Failure::OnTerminal { format } => vec![texts.get("cli-on-terminal", &[("format", format.into())])],
        Failure::NoCsv => vec![texts.get("cli-no-csv", &[])],
        Failure::Stdout(error) => vec![unwritten("stdout", &error)],
        Failure::Run(failure) => failure.lines(texts),
        Failure::PlanIsInput { option, file } => vec![texts.get("cli-plan-is-input", &[("option", (*option).into()), ("file", file.into())])],
        Failure::Unmet { file, unmet } => vec![unmet_line(texts, file.as_deref(), &unmet)],
        Failure::TooLarge => vec![texts.get("cli-sums-too-large", &[])],
    }
}

/// The line on a value of a filter that no row has, with the values that may be meant.
fn unmet_line(texts: &Texts, file: Option<&str>, unmet: &Unmet) -> String {
    let value = takst_io::printable(&takst::cpr::masked(&unmet.value));
    let args = [("option", unmet.option.into()), ("value", value.as_str().into())];
    let said = match file {
        Some(file) => texts.get("cli-filter-unmet", &[args.as_slice(), &[("file", file.into())]].concat()),
        None => texts.get("cli-filter-no-payer", &args),
    };
    let list = |values: &[String]| values.iter().map(|value| takst_io::printable(value)).collect::<Vec<_>>().join(", ");
    let hint = match (unmet.other, unmet.near.as_slice(), unmet.first.as_slice()) {
        (Some(other), ..) => texts.get("cli-filter-other", &[("option", other.into()), ("value", value.as_str().into())]),
        (None, [], []) => return said,
        (None, [], first) => texts.get("cli-filter-first", &[("values", list(first).into())]),
        (None, near, _) => texts.get("cli-filter-near", &[("values", list(near).into())]),
    };
    format!("{said} {hint}")
}
