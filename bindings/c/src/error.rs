//! Error objects, which the caller owns.

use crate::failure::Failure;
use crate::generated::sets::TakstSeverity;
use crate::pointer::Handle;
use crate::problem::{Problem, Words};
use crate::status::TakstStatus;
use std::ptr;
use takst_catalogue::Level;

/// Why a call failed. Any thread can read it; free it with `takst_error_free`.
pub struct TakstError {
    pub(crate) status: TakstStatus,
    pub(crate) problems: Vec<Problem>,
}

impl Handle for TakstError {}

impl TakstError {
    pub(crate) fn of(failure: Failure) -> TakstError {
        TakstError::new(failure.status, failure.problems)
    }

    /// Errors come before warnings and notes: most callers show the first problem.
    fn new(status: TakstStatus, mut problems: Vec<Problem>) -> TakstError {
        problems.sort_by_key(severity_of);
        TakstError { status, problems }
    }

    /// Findings as an error object for the caller; NULL where there are none.
    pub(crate) fn of_findings(problems: Vec<Problem>) -> *mut TakstError {
        if problems.is_empty() { ptr::null_mut() } else { TakstError::new(TakstStatus::Ok, problems).give() }
    }
}

/// How serious a problem is: a number of `takst_severity`.
pub(crate) fn severity_of(problem: &Problem) -> u32 {
    match &problem.words {
        Words::Finding(finding) => finding.code.severity().number(),
        Words::Catalogue(problem) => match problem.flaw.level() {
            Level::Error => TakstSeverity::Error as u32,
            Level::Warning => TakstSeverity::Warning as u32,
        },
        Words::Own(..) | Words::Cell(..) | Words::Ready(..) => TakstSeverity::None as u32,
    }
}
