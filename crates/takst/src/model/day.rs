//! Days and months as integers. A table has the first day of each month, so that nothing is divided.

use crate::model::calendar::{FIRST_DATE, LAST_DATE, MONTHS_A_YEAR, Month, plus_months};
use chrono::{Datelike, Days, NaiveDate};

/// A day: days since 1970-01-01. Absent days are numbers too, so that a comparison needs no branch: see [`OPEN`](Day::OPEN) and [`ABSENT`](Day::ABSENT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(i32);

impl Day {
    /// The last day of something that still runs: later than every day.
    pub const OPEN: Day = Day(i32::MAX);
    /// A day that is not given: earlier than every day.
    pub const ABSENT: Day = Day(i32::MIN);
    /// First day any date of a case may have.
    pub const FIRST: Day = Day::of(FIRST_DATE);
    /// Last day any date of a case may have.
    pub const LAST: Day = Day::of(LAST_DATE);

    /// Returns the day with this number of days since 1970-01-01.
    #[must_use]
    pub const fn from_number(number: i32) -> Day {
        Day(number)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Returns the day of a date.
    #[must_use]
    pub const fn of(date: NaiveDate) -> Day {
        Day(date.to_epoch_days())
    }

    /// Returns the day of a date that may be absent.
    #[must_use]
    pub fn of_option(date: Option<NaiveDate>) -> Day {
        date.map_or(Day::ABSENT, Day::of)
    }

    /// The day of a text `YYYY-MM-DD`, or `None` for what is no day of the calendar.
    ///
    /// ```
    /// use takst::kernel::Day;
    /// assert_eq!(Day::parse("2024-02-29").map(|day| day.date().to_string()), Some("2024-02-29".to_owned()));
    /// assert_eq!(Day::parse("2023-02-29"), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn parse(text: &str) -> Option<Day> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let mut numbers = [0u32; 10];
        let mut all_digits = bytes[4] == b'-' && bytes[7] == b'-';
        for (place, byte) in bytes.iter().enumerate() {
            numbers[place] = u32::from(byte.wrapping_sub(b'0'));
            all_digits &= place == 4 || place == 7 || numbers[place] <= 9;
        }
        let [a, b, c, d, _, e, f, _, g, h] = numbers;
        let (year, month, day) = (((a * 10 + b) * 10 + c) * 10 + d, e * 10 + f, g * 10 + h);
        let is_month = all_digits && (1..=12).contains(&month);
        let number = year.wrapping_sub(FIRST_YEAR as u32).wrapping_mul(12).wrapping_add(month).wrapping_sub(1);
        if !is_month || number >= MONTHS as u32 {
            return None;
        }
        let month = MonthNumber(number as u16);
        (day >= 1 && day as i32 <= month.days()).then(|| month.first_day().plus(day as i32 - 1))
    }

    /// Returns the date; the last date of `chrono` for an open end.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        // The table of months is several times as fast as the calendar, which knows a quarter of a million years more.
        if let Some(month) = MonthNumber::of_day(self) {
            return month.date(self);
        }
        NaiveDate::from_epoch_days(self.0).unwrap_or(if self.0 < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
    }

    /// The day that `number` is as `yyyymmdd`, or `None` where it is no day of the calendar.
    #[must_use]
    #[inline]
    pub fn of_yyyymmdd(number: i32) -> Option<Day> {
        let (month, day) = (number / 100, number % 100);
        let month = MonthNumber::of_yyyymm(month)?;
        (day >= 1 && day <= month.days()).then(|| month.first_day().plus(day - 1))
    }

    /// Returns the date, or `None` where it is absent or open.
    #[must_use]
    pub fn known(self) -> Option<NaiveDate> {
        if self == Day::ABSENT || self == Day::OPEN { None } else { Some(self.date()) }
    }

    /// Returns whether the day is given.
    #[must_use]
    pub const fn is_given(self) -> bool {
        self.0 != i32::MIN
    }

    /// Returns the day `n` days later. An open end stays open.
    #[must_use]
    pub const fn plus(self, n: i32) -> Day {
        Day(self.0.saturating_add(n))
    }

    /// Returns the number of days from `earlier` to this day.
    #[must_use]
    pub const fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Returns the day `n` months later, at most the last day of that month (R1.1).
    #[must_use]
    pub fn plus_months(self, n: u32) -> Day {
        if let Some(month) = MonthNumber::of_day(self) {
            let day_of_month = self.since(month.first_day());
            let to = u32::from(month.0) + n;
            if to < MONTHS as u32 {
                let to = MonthNumber(to as u16);
                return to.first_day().plus(day_of_month.min(to.days() - 1));
            }
        }
        Day::of(plus_months(self.date(), n))
    }
}

const FIRST_YEAR: i32 = 1900;
const MONTHS: usize = 300 * 12;
/// Months have at least 28 days, so in 16 days at most one begins.
const STEP: u32 = 4;
const STEPS: usize = ((Day::LAST.0 - Day::FIRST.0) as usize >> STEP) + 1;

/// First day of each month of the calendar, and of the one after the last.
static MONTH_STARTS: [i32; MONTHS + 1] = month_starts();
/// The month in which each run of 16 days begins.
static MONTH_HINTS: [u16; STEPS] = month_hints();

/// First and last day of each month as dates: those most lines have.
static MONTH_DATES: [(NaiveDate, NaiveDate); MONTHS] = month_dates();

const fn month_dates() -> [(NaiveDate, NaiveDate); MONTHS] {
    let starts = month_starts();
    let mut dates = [(FIRST_DATE, FIRST_DATE); MONTHS];
    let mut month = 0;
    while month < MONTHS {
        let (year, month_of_year, days) = (FIRST_YEAR + (month / 12) as i32, month as u32 % 12 + 1, starts[month + 1] - starts[month]);
        dates[month].0 = NaiveDate::from_ymd_opt(year, month_of_year, 1).expect("a date");
        dates[month].1 = NaiveDate::from_ymd_opt(year, month_of_year, days as u32).expect("a date");
        month += 1;
    }
    dates
}

const fn month_starts() -> [i32; MONTHS + 1] {
    let mut starts = [0; MONTHS + 1];
    let (mut day, mut month) = (Day::FIRST.0, 0);
    while month <= MONTHS {
        starts[month] = day;
        let year = FIRST_YEAR + (month / 12) as i32;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        day += match month % 12 {
            1 if is_leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        };
        month += 1;
    }
    starts
}

const fn month_hints() -> [u16; STEPS] {
    let starts = month_starts();
    let mut hints = [0; STEPS];
    let (mut step, mut month) = (0, 0);
    while step < STEPS {
        while starts[month + 1] <= Day::FIRST.0 + ((step as i32) << STEP) {
            month += 1;
        }
        hints[step] = month as u16;
        step += 1;
    }
    hints
}

/// A calendar month: months since January 1900. Only the months from then to December 2199 have a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthNumber(u16);

impl MonthNumber {
    /// January 1900.
    pub const FIRST: MonthNumber = MonthNumber(0);
    /// A month later than every other.
    pub const NEVER: MonthNumber = MonthNumber(u16::MAX);

    /// Returns the month of a day, or `None` outside 1900 to 2199.
    #[must_use]
    #[inline]
    pub fn of_day(day: Day) -> Option<MonthNumber> {
        let since = day.0.wrapping_sub(Day::FIRST.0) as u32;
        if since > (Day::LAST.0 - Day::FIRST.0) as u32 {
            return None;
        }
        let hint = MONTH_HINTS[(since >> STEP) as usize];
        let begun = MONTH_STARTS[usize::from(hint) + 1] <= day.0;
        Some(MonthNumber(hint + u16::from(begun)))
    }

    /// Returns the month of a day; for a day outside 1900 to 2199 the nearest month.
    #[must_use]
    #[inline]
    pub fn of(day: Day) -> MonthNumber {
        MonthNumber::of_day(day).unwrap_or(if day < Day::FIRST { MonthNumber::FIRST } else { MonthNumber(MONTHS as u16 - 1) })
    }

    /// The month that `number` is as `yyyymm`, or `None` where it is no month of the calendar.
    #[must_use]
    #[inline]
    pub fn of_yyyymm(number: i32) -> Option<MonthNumber> {
        let (year, month) = (number / 100 - FIRST_YEAR, number % 100);
        // Negative numbers become large ones.
        let is_month = (year.cast_unsigned() < MONTHS as u32 / 12) & ((month - 1).cast_unsigned() < MONTHS_A_YEAR.cast_unsigned());
        is_month.then(|| MonthNumber((year * MONTHS_A_YEAR + month - 1) as u16))
    }

    /// Months since January 1900.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// First day.
    #[must_use]
    #[inline]
    pub fn first_day(self) -> Day {
        Day(MONTH_STARTS[usize::from(self.0).min(MONTHS)])
    }

    /// Last day.
    #[must_use]
    #[inline]
    pub fn last_day(self) -> Day {
        Day(MONTH_STARTS[(usize::from(self.0) + 1).min(MONTHS)] - 1)
    }

    /// First days of the months after it, as numbers, to the end of the calendar.
    #[inline]
    pub(crate) fn starts_after(self) -> &'static [i32] {
        MONTH_STARTS.get(usize::from(self.0) + 1..).unwrap_or_default()
    }

    /// Calendar days.
    #[must_use]
    #[inline]
    pub fn days(self) -> i32 {
        self.last_day().0 - self.first_day().0 + 1
    }

    /// Returns the next month.
    #[must_use]
    #[inline]
    pub fn next(self) -> MonthNumber {
        MonthNumber(self.0 + 1)
    }

    /// Returns year and month, 1 = January.
    #[must_use]
    #[inline]
    pub const fn year_month(self) -> (i32, u32) {
        (FIRST_YEAR + self.0 as i32 / 12, self.0 as u32 % 12 + 1)
    }

    /// The month as `yyyymm`.
    #[must_use]
    #[inline]
    pub const fn yyyymm(self) -> i32 {
        let (year, month) = self.year_month();
        year * 100 + month.cast_signed()
    }

    /// Returns the date of a day of this month, or of one after it.
    #[must_use]
    #[inline]
    pub fn date(self, day: Day) -> NaiveDate {
        let Some((first, last)) = MONTH_DATES.get(usize::from(self.0)) else { return NaiveDate::MAX };
        match day {
            day if day == self.first_day() => *first,
            day if day == self.last_day() => *last,
            day => {
                let later = day.since(self.first_day());
                let within = if day < self.last_day() { first.with_day((later + 1) as u32) } else { None };
                within.or_else(|| first.checked_add_days(Days::new(later as u64))).unwrap_or(NaiveDate::MAX)
            }
        }
    }

    /// Returns the month as a [`Month`].
    #[must_use]
    pub fn month(self) -> Month {
        Month::since_year_0(FIRST_YEAR * MONTHS_A_YEAR + i32::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_those_of_the_calendar() {
        let mut date = FIRST_DATE;
        while date <= LAST_DATE {
            let day = Day::of(date);
            assert_eq!((day.number(), day.date()), (date.num_days_from_ce() - 719_163, date));
            let month = MonthNumber::of_day(day).expect("a day of the calendar");
            assert_eq!((month.year_month(), month.month()), ((date.year(), date.month()), Month::of(date)));
            let (year, month_of_year) = (date.year() * 100, date.month().cast_signed());
            assert_eq!(Day::of_yyyymmdd((year + month_of_year) * 100 + date.day().cast_signed()), Some(day));
            assert_eq!(month.date(day), date);
            assert_eq!((month.first_day().date(), month.last_day().date()), (Month::of(date).first_day(), Month::of(date).last_day()));
            date = date.succ_opt().expect("a day after");
        }
        assert_eq!((MonthNumber::of_day(Day::FIRST.plus(-1)), MonthNumber::of_day(Day::LAST.plus(1))), (None, None));
        assert_eq!((MonthNumber::of_day(Day::OPEN), MonthNumber::of_day(Day::ABSENT)), (None, None));
    }

    #[test]
    fn months_later_are_those_of_the_calendar_also_beyond_its_end() {
        let day = |text: &str| Day::of(text.parse().expect("a date"));
        for (from, months, to) in [
            ("2023-01-31", 1, "2023-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2023-10-05", 12, "2024-10-05"),
            ("2199-12-31", 2, "2200-02-28"),
            ("2199-10-15", 24, "2201-10-15"),
        ] {
            assert_eq!(day(from).plus_months(months), day(to), "{from} + {months}");
        }
    }
}
