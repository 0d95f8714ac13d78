//! Days as Arrow has them: whole days since 1 January 1970.

use chrono::{Datelike, NaiveDate};
use takst::Month;

/// Days from the first day of the calendar of chrono to 1 January 1970.
const EPOCH: i32 = 719_163;

pub(crate) fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - EPOCH
}

/// Months since January of the year 0.
pub(crate) fn month_number(month: Month) -> i32 {
    let first = month.first_day();
    first.year() * 12 + first.month0() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(day_number(day("1970-01-01")), 0);
        assert_eq!(day_number(day("1969-12-31")), -1);
        // 2023-03-01: 53 years of 365 days, 13 leap days (1972 to 2020), 59 days of January and February.
        assert_eq!(day_number(day("2023-03-01")), 53 * 365 + 13 + 59);
        assert_eq!(month_number("1990-01".parse().expect("a month")), 1990 * 12);
    }
}
