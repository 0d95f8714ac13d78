//! Why a run came to nothing.

use crate::plan::NoPlan;
use crate::words::{file_name, masked_name};
use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use takst::Code;
use takst_explain::{Texts, format};
use takst_io::printable;
use takst_ledger::{Fault, LedgerError};

/// Why a run came to nothing. Nothing was written.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The ledger cannot be used.
    Ledger(LedgerError),
    /// The date of the run lies after today.
    DateAhead {
        /// The date asked for.
        date: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// The text for the documents holds a CPR number.
    NoteHasCpr {
        /// The text, masked.
        note: String,
    },
    /// These numbers are not those of invoices that stand.
    NotStanding {
        /// The numbers.
        numbers: Vec<Box<str>>,
    },
    /// The file is no plan that can be carried out.
    NoPlan {
        /// Its name.
        file: String,
        /// What is wrong with it.
        reason: NoPlan,
    },
    /// Something else comes out than was planned: what, in words.
    PlanChanged(Vec<String>),
    /// No record has the hash of an earlier run.
    CutOff,
    /// Documents of an earlier system cannot be taken over: which and why, in words.
    Import(Vec<String>),
    /// An input cannot be read: why, in words.
    Unread(Vec<String>),
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Failure {
        Failure::Ledger(error)
    }
}

impl Failure {
    /// Returns the failure of a plan that cannot be carried out.
    #[must_use]
    pub fn no_plan(file: &Path, reason: NoPlan) -> Failure {
        Failure::NoPlan { file: file_name(file), reason }
    }

    /// Returns the code of the registry, where it has one.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Failure::Ledger(error) => error.code(),
            Failure::DateAhead { .. } => Some(Code::LedgerDateAhead),
            Failure::NotStanding { .. } => Some(Code::ReissueNotStanding),
            Failure::PlanChanged(_) => Some(Code::PlanChanged),
            Failure::Import(_) => Some(Code::ImportRefused),
            Failure::NoteHasCpr { .. } | Failure::NoPlan { .. } | Failure::CutOff | Failure::Unread(_) => None,
        }
    }

    /// Returns what is said of it, a sentence or more a line.
    #[must_use]
    pub fn lines(self, texts: &Texts) -> Vec<String> {
        match self {
            Failure::Ledger(error) => vec![of_ledger(texts, &error)],
            Failure::DateAhead { date, today } => {
                let args = [
                    ("date", format::date(texts.lang(), date).into()),
                    ("today", format::date(texts.lang(), today).into()),
                    ("option", today.to_string().into()),
                ];
                vec![texts.get("run-date-ahead", &args)]
            }
            Failure::NoteHasCpr { note } => vec![texts.get("run-note-has-cpr", &[("note", printable(&note).into())])],
            Failure::NotStanding { numbers } => {
                let say = |number: Box<str>| texts.get("run-not-standing", &[("number", printable(&number).into())]);
                numbers.into_iter().map(say).collect()
            }
            Failure::NoPlan { file, reason } => vec![of_plan(texts, &file, reason)],
            Failure::CutOff => vec![texts.get("run-ledger-cut-off", &[])],
            Failure::PlanChanged(lines) | Failure::Import(lines) | Failure::Unread(lines) => lines,
        }
    }
}

fn of_plan(texts: &Texts, file: &str, reason: NoPlan) -> String {
    let say = |id: &str, name: &'static str, value: String| texts.get(id, &[("file", masked_name(file).into()), (name, printable(&value).into())]);
    match reason {
        NoPlan::Io(error) => say("run-cannot-read", "error", texts.system(&error)),
        NoPlan::Newer(version) => say("run-plan-newer", "version", version.to_string()),
        NoPlan::Malformed(error) => say("run-no-plan", "error", error),
    }
}

/// Why a ledger cannot be used, in words.
fn of_ledger(texts: &Texts, error: &LedgerError) -> String {
    let file = |path: &PathBuf| ("file", file_name(path).into());
    let text = |name: &'static str, value: &dyn ToString| (name, value.to_string().into());
    let day = |name: &'static str, day: NaiveDate| (name, format::date(texts.lang(), day).into());
    match error {
        LedgerError::Exists(path) => texts.get("run-ledger-exists", &[file(path)]),
        LedgerError::Unusable { path, error } => texts.get("run-ledger-unusable", &[file(path), ("reason", texts.system(error).into())]),
        LedgerError::Absent(path) => texts.get("run-ledger-absent", &[file(path)]),
        LedgerError::NoFolder(path) => texts.get("run-ledger-no-folder", &[file(path)]),
        LedgerError::Empty(path) => texts.get("run-ledger-empty", &[file(path)]),
        LedgerError::NotALedger(path) => texts.get("run-ledger-none", &[file(path)]),
        LedgerError::Newer { path, found, known } => texts.get("run-ledger-newer", &[file(path), text("found", found), text("known", known)]),
        LedgerError::Busy => texts.get("run-ledger-busy", &[]),
        LedgerError::DateBackwards { date, latest, provider } => {
            texts.get("run-ledger-date-backwards", &[day("date", *date), day("latest", *latest), text("option", latest), text("provider", provider)])
        }
        LedgerError::QuarterBackwards { quarter, latest } => {
            texts.get("run-claim-quarter-backwards", &[text("quarter", quarter), text("latest", latest)])
        }
        LedgerError::QuarterAhead { quarter, date } => texts.get("run-claim-quarter-ahead", &[text("quarter", quarter), day("date", *date)]),
        LedgerError::TooRecent { year, latest } => texts.get("run-ledger-too-recent", &[text("year", year), text("latest", latest)]),
        LedgerError::Broken { record: 0, what } => texts.get("run-ledger-broken", &[("what", fault(texts, what).into())]),
        LedgerError::Broken { record, what } => texts.get("run-ledger-broken-record", &[text("record", record), ("what", fault(texts, what).into())]),
        LedgerError::Full => texts.get("run-ledger-full", &[]),
        LedgerError::ReadOnly => texts.get("run-ledger-read-only", &[]),
        LedgerError::Sqlite(error) => texts.get("run-ledger-failed", &[text("error", error)]),
        // Errors may grow; a new one is said in English until there is a text.
        other => other.to_string(),
    }
}

/// What does not hold, in words.
fn fault(texts: &Texts, fault: &Fault) -> String {
    let of = |id: &str, what: &str| texts.get(id, &[("what", what.into())]);
    match fault {
        Fault::Damaged(what) => of("run-ledger-fault-damaged", what),
        Fault::Schema(name) => of("run-ledger-fault-schema", name),
        Fault::Start => texts.get("run-ledger-fault-start", &[]),
        Fault::Party => texts.get("run-ledger-fault-party", &[]),
        Fault::Missing => texts.get("run-ledger-fault-missing", &[]),
        Fault::Changed => texts.get("run-ledger-fault-changed", &[]),
        Fault::ContentMissing => texts.get("run-ledger-fault-content-missing", &[]),
        Fault::ContentChanged => texts.get("run-ledger-fault-content-changed", &[]),
        Fault::RowWithoutRecord(table) => of("run-ledger-fault-no-record", table),
        Fault::NumberGap => texts.get("run-ledger-fault-number-gap", &[]),
        Fault::TakenBackTwice => texts.get("run-ledger-fault-taken-back-twice", &[]),
        Fault::Unreadable(what) => of("run-ledger-fault-unreadable", what),
        // Faults may grow; a new one is said in English until there is a text.
        other => other.to_string(),
    }
}
