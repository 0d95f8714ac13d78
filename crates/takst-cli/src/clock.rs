//! The clock and the user: only the command knows them.

use chrono::{Datelike, Local, NaiveDate, SecondsFormat, Utc};
use takst_ledger::Author;

/// Variables that name the user, in the order in which they are looked up.
const USER: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

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
    let user = USER.iter().find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()));
    Author {
        time: Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true),
        user: user.unwrap_or_else(|| "unknown".to_owned()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
