//! Dates of runs, and who makes them. Only the caller knows the clock.

use crate::failure::Failure;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use std::time::SystemTime;
use takst::Month;
use takst_ledger::Author;

/// Variables that name the user, in the order in which they are looked up.
const USER: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// Returns who writes to a ledger at a time.
#[must_use]
pub fn author(now: SystemTime) -> Author {
    let user = USER.iter().find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()));
    Author {
        time: DateTime::<Utc>::from(now).to_rfc3339_opts(SecondsFormat::Secs, true),
        user: user.unwrap_or_else(|| "unknown".to_owned()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Returns the date of a run: the one that was given, or today.
///
/// # Errors
/// The date lies after today: `ledger.date-ahead`.
pub fn issue_date(given: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Failure> {
    match given {
        Some(date) if date > today => Err(Failure::DateAhead { date, today }),
        Some(date) => Ok(date),
        None => Ok(today),
    }
}

/// Returns the last month that ended before a day.
#[must_use]
pub fn last_month_before(day: NaiveDate) -> Month {
    Month::of(day).plus(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_month_ends_before_the_first_of_the_next() {
        let last = |text: &str| last_month_before(day(text)).to_string();
        assert_eq!((last("2024-02-01"), last("2024-01-31")), ("2024-01".to_owned(), "2023-12".to_owned()));
    }

    #[test]
    fn no_document_has_a_date_that_has_not_come() {
        let today = day("2024-02-01");
        let date = |given: Option<&str>| issue_date(given.map(day), today);
        assert_eq!((date(None).expect("today"), date(Some("2024-01-31")).expect("a day")), (today, day("2024-01-31")));
        assert_eq!(date(Some("2024-02-02")).expect_err("tomorrow").code(), Some(takst::Code::LedgerDateAhead));
    }
}
