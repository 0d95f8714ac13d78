//! Why a ledger cannot be used.

use chrono::NaiveDate;
use rusqlite::ErrorCode;
use std::fmt;
use std::path::PathBuf;
use takst::Code;
use takst::document::claim::Quarter;

/// Why a ledger cannot be read or written. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is a file already.
    #[error("{0}: there is such a file already")]
    Exists(PathBuf),
    /// The file cannot be opened, or its directory takes no new file.
    #[error("{path}: {error}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// There is no such file.
    #[error("{0}: there is no such file")]
    Absent(PathBuf),
    /// The folder in which the ledger is to be made does not exist.
    #[error("{0}: there is no such folder")]
    NoFolder(PathBuf),
    /// The file is empty: no ledger was made in it, or making one was cut off.
    #[error("{0}: is empty; no ledger was made in it")]
    Empty(PathBuf),
    /// The file is no ledger.
    #[error("{0}: is no ledger of takst")]
    NotALedger(PathBuf),
    /// The ledger was written by a newer version of takst.
    #[error("{path}: its tables have version {found}, this program knows versions up to {known}; use a newer takst")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of its tables.
        found: i32,
        /// The highest version this program knows.
        known: i32,
    },
    /// Another command has been writing or reading for longer than 30 seconds.
    #[error("another command is using the ledger; try again when it has ended")]
    Busy,
    /// The date of issue lies before the latest document of a seller.
    #[error("the date {date} lies before {latest}, the date of the latest document of {provider}")]
    DateBackwards {
        /// The date asked for.
        date: NaiveDate,
        /// Date of the latest document.
        latest: NaiveDate,
        /// The seller's provider.
        provider: String,
    },
    /// A later quarter has been claimed; what changed is in the next claim.
    #[error("{quarter} lies before {latest}, the latest quarter that was claimed; what changed in it is in the next claim")]
    QuarterBackwards {
        /// The quarter asked for.
        quarter: Quarter,
        /// The latest quarter claimed.
        latest: Quarter,
    },
    /// The quarter is not over on the date of the claim.
    #[error("{quarter} is not over on {date}")]
    QuarterAhead {
        /// The quarter asked for.
        quarter: Quarter,
        /// The date of the claim.
        date: NaiveDate,
    },
    /// Documents of an earlier system that cannot be taken over.
    #[error("{} documents cannot be taken over, the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Import(Vec<Refused>),
    /// Contents are kept for at least five full years.
    #[error("contents of the last five full years are kept: the year must be {latest} or earlier, not {year}")]
    TooRecent {
        /// The year asked for.
        year: i32,
        /// The latest year that can be asked for.
        latest: i32,
    },
    /// A record does not hold.
    #[error("record {record}: {what}")]
    Broken {
        /// The record; 0: the ledger as a whole.
        record: u64,
        /// What does not hold.
        what: Fault,
    },
    /// The disk has no space left.
    #[error("the disk of the ledger is full")]
    Full,
    /// The file, its folder or its disk may only be read.
    #[error("the ledger may only be read: a command that writes must be allowed to write the file and to make a file beside it")]
    ReadOnly,
    /// SQLite failed, for example because the disk does.
    #[error("the ledger cannot be read or written: {0}")]
    Sqlite(rusqlite::Error),
}

impl LedgerError {
    /// The code of the registry, where it has one.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            LedgerError::Busy => Some(Code::LedgerBusy),
            LedgerError::DateBackwards { .. } => Some(Code::LedgerDateBackwards),
            LedgerError::QuarterBackwards { .. } => Some(Code::ClaimQuarterBackwards),
            LedgerError::QuarterAhead { .. } => Some(Code::ClaimQuarterAhead),
            LedgerError::Import(_) => Some(Code::ImportRefused),
            LedgerError::Exists(_)
            | LedgerError::Unusable { .. }
            | LedgerError::Absent(_)
            | LedgerError::NoFolder(_)
            | LedgerError::Empty(_)
            | LedgerError::NotALedger(_)
            | LedgerError::Newer { .. }
            | LedgerError::TooRecent { .. }
            | LedgerError::Broken { .. }
            | LedgerError::Full
            | LedgerError::ReadOnly
            | LedgerError::Sqlite(_) => None,
        }
    }

    pub(crate) fn broken(record: u64, what: impl Into<Fault>) -> LedgerError {
        LedgerError::Broken { record, what: what.into() }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> LedgerError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy,
            Some(ErrorCode::DiskFull) => LedgerError::Full,
            // The file was opened: what cannot be opened is the journal beside it.
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => LedgerError::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt) => LedgerError::broken(0, Fault::Damaged(error.to_string())),
            _ if is_of_value(&error) => LedgerError::broken(0, Fault::Damaged(error.to_string())),
            _ => LedgerError::Sqlite(error),
        }
    }
}

/// Whether a value is none that its column can have.
fn is_of_value(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(error, FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..))
}

/// What does not hold in a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The file is damaged: what SQLite says.
    Damaged(String),
    /// A table, index, view or trigger is not as a new ledger has it.
    Schema(String),
    /// It does not say with which month it starts.
    Start,
    /// A seller or buyer is not what was written.
    Party,
    /// The record is missing.
    Missing,
    /// The record is not what was written, or one before it was removed.
    Changed,
    /// The content of the record is missing, and no expiry covers it.
    ContentMissing,
    /// The content of the record is not what was written.
    ContentChanged,
    /// A row of this table belongs to no record.
    RowWithoutRecord(&'static str),
    /// The number of the document does not follow the one before.
    NumberGap,
    /// The invoice is taken back twice.
    TakenBackTwice,
    /// Something that is said in the record cannot be read.
    Unreadable(String),
}

impl From<&str> for Fault {
    fn from(what: &str) -> Fault {
        Fault::Unreadable(what.to_owned())
    }
}

impl From<String> for Fault {
    fn from(what: String) -> Fault {
        Fault::Unreadable(what)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Fault::Damaged(what) => return write!(f, "the file is damaged: {what}"),
            Fault::Schema(name) => return write!(f, "{name} is not as a new ledger has it"),
            Fault::RowWithoutRecord(table) => return write!(f, "a row of {table} belongs to no record"),
            Fault::Unreadable(what) => what,
            Fault::Start => "it does not say with which month it starts",
            Fault::Party => "a party is not what was written",
            Fault::Missing => "it is missing",
            Fault::Changed => "it is not what was written, or a record before it was removed",
            Fault::ContentMissing => "its content is missing",
            Fault::ContentChanged => "its content is not what was written",
            Fault::NumberGap => "its number does not follow the one before",
            Fault::TakenBackTwice => "it is taken back twice",
        };
        f.write_str(what)
    }
}

/// A document that cannot be taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Number of its first record in the file.
    pub record: u64,
    /// Number of the document.
    pub number: String,
    /// Why.
    pub why: Why,
}

/// Why a document cannot be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its number reads as one of a seller's series, from its first number on.
    OfOurSeries,
    /// The ledger has a document of the number with other content.
    OtherContent,
    /// Its rows contradict each other.
    Contradicts,
    /// Another invoice of the case, provider, payer and month stands.
    SecondInvoice,
    /// A credit note that does not take an imported invoice back, whole and once.
    TakesNothingBack,
    /// The document it refers to is neither in the ledger nor before it in the file.
    RefersToNothing,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::OfOurSeries => "the number is one of a seller's own series",
            Why::OtherContent => "the ledger has this number with other content",
            Why::Contradicts => "rows of the number contradict each other",
            Why::SecondInvoice => "another invoice of the case, provider, payer and month stands",
            Why::TakesNothingBack => "the credit note does not take an imported invoice back, whole and once",
            Why::RefersToNothing => "the document it refers to is neither in the ledger nor before it in the file",
        };
        write!(f, "record {}: {}: {why}", self.record, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    /// What becomes of an error of SQLite.
    fn of(code: i32) -> LedgerError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn errors_of_sqlite_are_named_for_what_can_be_done() {
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_LOCKED] {
            assert!(matches!(of(code), LedgerError::Busy), "{code}");
        }
        for code in [ffi::SQLITE_READONLY, ffi::SQLITE_CANTOPEN] {
            assert!(matches!(of(code), LedgerError::ReadOnly), "{code}");
        }
        assert!(matches!(of(ffi::SQLITE_FULL), LedgerError::Full));
        assert!(matches!(of(ffi::SQLITE_CORRUPT), LedgerError::Broken { record: 0, what: Fault::Damaged(_) }));
        assert!(matches!(of(ffi::SQLITE_IOERR), LedgerError::Sqlite(_)));
        assert!(matches!(rusqlite::Error::QueryReturnedNoRows.into(), LedgerError::Sqlite(_)));
    }

    #[test]
    fn a_value_that_its_column_cannot_have_is_damage() {
        use rusqlite::types::{FromSqlError, Type};
        let errors = [
            rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(FromSqlError::InvalidType)),
            rusqlite::Error::IntegralValueOutOfRange(1, -1),
            rusqlite::Error::InvalidColumnType(1, "net".to_owned(), Type::Text),
        ];
        for error in errors {
            assert!(matches!(error.into(), LedgerError::Broken { record: 0, what: Fault::Damaged(_) }));
        }
    }

    #[test]
    fn a_refused_document_says_record_number_and_why() {
        let refused = Refused { record: 3, number: "F-1".to_owned(), why: Why::Contradicts };
        assert_eq!(refused.to_string(), "record 3: F-1: rows of the number contradict each other");
        let error = LedgerError::Import(vec![refused]);
        assert_eq!(error.to_string(), "1 documents cannot be taken over, the first: record 3: F-1: rows of the number contradict each other");
    }
}
