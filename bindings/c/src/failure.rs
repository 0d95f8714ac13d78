//! Failures of calls, before they become error objects.

use crate::problem::Problem;
use crate::status::TakstStatus;
use takst_explain::Arg;

/// A failure of a call.
#[derive(Debug)]
pub(crate) struct Failure {
    pub status: TakstStatus,
    pub problems: Vec<Problem>,
}

impl Failure {
    /// A failure without a message.
    pub fn bare(status: TakstStatus) -> Failure {
        Failure { status, problems: Vec::new() }
    }

    /// A failure with one message of the library.
    pub fn said(status: TakstStatus, id: &'static str, value: impl Into<String>, args: Vec<(&'static str, Arg)>) -> Failure {
        Failure { status, problems: vec![Problem::said(id, value, args)] }
    }
}

/// The argument, field or option `name` cannot be `value`.
pub(crate) fn refuse(status: TakstStatus, name: &'static str, value: impl ToString) -> Failure {
    let id = match status {
        TakstStatus::BadPointer => "c-bad-pointer",
        TakstStatus::BadSize => "c-bad-size",
        TakstStatus::BadLength => "c-bad-length",
        TakstStatus::BadUtf8 => "c-bad-utf8",
        TakstStatus::NotFound => "c-not-found",
        TakstStatus::Io => "c-io",
        TakstStatus::Panic => "c-panic",
        TakstStatus::Taken => "c-taken",
        TakstStatus::BadValue
        | TakstStatus::NonePriced
        | TakstStatus::Unfinished
        | TakstStatus::InCallback
        | TakstStatus::Ok
        | TakstStatus::NeedsMore
        | TakstStatus::Refused
        | TakstStatus::Catalogue
        | TakstStatus::Policy
        | TakstStatus::File
        | TakstStatus::Parties
        | TakstStatus::Documents
        | TakstStatus::Batch => "c-bad-value",
    };
    let value = value.to_string();
    Failure::said(status, id, value.clone(), vec![("name", name.into()), ("value", value.into())])
}

/// Fails where none of the cases was priced.
pub(crate) fn some_priced(cases: u64, refused: u64) -> Result<(), Failure> {
    let id = match cases {
        0 => "c-no-cases",
        _ if refused >= cases => "c-none-priced",
        _ => return Ok(()),
    };
    Err(Failure::said(TakstStatus::NonePriced, id, refused.to_string(), vec![("cases", cases.to_string().into())]))
}
