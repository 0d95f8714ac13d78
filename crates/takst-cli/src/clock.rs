//! The clock: only the command knows it.

use chrono::{Datelike, Local, NaiveDate};
use std::time::SystemTime;
use takst_ledger::Author;

/// Today, where the command runs.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The year of today.
pub(crate) fn year() -> i32 {
    today().year()
}

/// Who writes to a ledger now.
pub(crate) fn author() -> Author {
    takst_run::author(SystemTime::now())
}
