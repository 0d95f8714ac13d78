//! Why a ledger cannot be used.

use chrono::NaiveDate;
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
    #[error("{path}: {reason}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
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
    /// Another command has been writing for longer than 30 seconds.
    #[error("another command is writing to the ledger; try again when it has ended")]
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
        what: String,
    },
    /// SQLite failed, for example because the disk is full.
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
            | LedgerError::NotALedger(_)
            | LedgerError::Newer { .. }
            | LedgerError::TooRecent { .. }
            | LedgerError::Broken { .. }
            | LedgerError::Sqlite(_) => None,
        }
    }

    pub(crate) fn broken(record: u64, what: impl Into<String>) -> LedgerError {
        LedgerError::Broken { record, what: what.into() }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> LedgerError {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => LedgerError::Busy,
            _ => LedgerError::Sqlite(error),
        }
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
