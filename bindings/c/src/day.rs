//! Days as whole numbers, `yyyymmdd`; 0 is none.

use chrono::{Datelike, NaiveDate};
use takst::kernel::Day;

/// The day a number stands for, within the years of cases.
pub(crate) fn read(number: i32) -> Option<NaiveDate> {
    Day::of_yyyymmdd(number).map(Day::date)
}

/// The number of a day.
pub(crate) fn number(day: NaiveDate) -> i32 {
    // Month and day are at most two digits.
    day.year() * 10_000 + (day.month() * 100 + day.day()).cast_signed()
}

/// The number written as a date of a case file, for the message where it is no day.
pub(crate) fn text(number: i32) -> String {
    match number {
        ..1 => number.to_string(),
        _ => format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for good in [19_000_101, 20_240_229, 20_231_001, 21_991_231] {
            assert_eq!(read(good).map(number), Some(good));
        }
        for bad in [0, -20_240_101, 20_230_229, 20_231_301, 20_230_100, 18_991_231, 22_000_101, i32::MAX, i32::MIN] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(text(20_230_230), "2023-02-30");
        assert_eq!(text(-5), "-5");
    }
}
