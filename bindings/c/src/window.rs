//! The window of time, the same for all interfaces.

use crate::day;
use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use takst::{Month, ReportingPeriod};

/// First month shown, yyyymm, and last day charged, yyyymmdd; 0 is no bound.
pub(crate) fn window(from_month: i32, until: i32) -> Result<ReportingPeriod, Failure> {
    let refused = |name, value: i32| refuse(TakstStatus::BadValue, name, value);
    let from = month("from_month", from_month)?;
    let last = match until {
        0 => None,
        day => Some(day::read(day).ok_or_else(|| refused("until", day))?),
    };
    match (from, last) {
        (Some(from), Some(last)) if from.first_day() > last => Err(refused("until", until)),
        (from, until) => Ok(ReportingPeriod { from, until }),
    }
}

/// A month yyyymm; 0 is none.
pub(crate) fn month(name: &'static str, number: i32) -> Result<Option<Month>, Failure> {
    if number == 0 {
        return Ok(None);
    }
    let first = number.checked_mul(100).and_then(|month| day::read(month + 1));
    first.map(|first| Some(Month::of(first))).ok_or_else(|| refuse(TakstStatus::BadValue, name, number))
}

/// A month yyyymm that must be given.
pub(crate) fn month_given(name: &'static str, number: i32) -> Result<Month, Failure> {
    month(name, number)?.ok_or_else(|| refuse(TakstStatus::BadValue, name, number))
}
