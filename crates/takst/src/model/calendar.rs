//! Days, months, periods and Danish working days (R1).

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};
use std::fmt;

/// First day any date in a case, a catalogue or a policy may have.
pub const FIRST_DATE: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
/// Last day any date in a case, a catalogue or a policy may have.
pub const LAST_DATE: NaiveDate = NaiveDate::from_ymd_opt(2199, 12, 31).expect("a date");

/// Reads a date `YYYY-MM-DD` of whichever year.
pub(crate) fn read_date(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    plain.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Reads a day `YYYY-MM-DD` of those that cases, catalogues and policies may have.
///
/// ```
/// use takst::calendar::read_day;
/// assert_eq!(read_day("2024-02-29").map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
/// assert_eq!((read_day("2023-02-29"), read_day("1899-12-31"), read_day("2024-2-1")), (None, None, None));
/// ```
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    read_date(text).filter(|day| (FIRST_DATE..=LAST_DATE).contains(day))
}

/// `day` + `n` days. Dates of cases are bounded, so their sums stay far inside the calendar.
pub(crate) fn plus_days(day: NaiveDate, n: i64) -> NaiveDate {
    TimeDelta::try_days(n).and_then(|n| day.checked_add_signed(n)).unwrap_or(NaiveDate::MAX)
}

/// `day` + `n` months, cut to the last day of the month it lands in: 29 February + 12 months is 28 February (R1.1).
#[must_use]
pub fn plus_months(day: NaiveDate, n: u32) -> NaiveDate {
    day.checked_add_months(Months::new(n)).unwrap_or(NaiveDate::MAX)
}

/// Calendar days from `a` to `b`; negative when `b` lies before `a`.
pub(crate) fn days_between(a: NaiveDate, b: NaiveDate) -> i64 {
    i64::from(b.num_days_from_ce()) - i64::from(a.num_days_from_ce())
}

pub(crate) const MONTHS_A_YEAR: i32 = 12;

/// A calendar month, written `YYYY-MM`: months since January of the year 0.
///
/// ```
/// use takst::Month;
/// let march: Month = "2023-03".parse()?;
/// assert_eq!(march.days(), 31);
/// assert!("2023-13".parse::<Month>().is_err());
/// # Ok::<(), takst::NotAMonth>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month in which `day` lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Month {
        Month(day.year() * MONTHS_A_YEAR + day.month0().cast_signed())
    }

    /// The month so many months after January of the year 0.
    pub(crate) const fn since_year_0(months: i32) -> Month {
        Month(months)
    }

    /// Year and month, 1 = January.
    const fn year_month(self) -> (i32, u32) {
        (self.0.div_euclid(MONTHS_A_YEAR), self.0.rem_euclid(MONTHS_A_YEAR).cast_unsigned() + 1)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year_month().0
    }

    /// 1 = January.
    #[must_use]
    pub const fn month_of_year(self) -> u32 {
        self.year_month().1
    }

    /// Returns the month `n` months later, or earlier where `n` is negative.
    #[must_use]
    pub const fn plus(self, n: i32) -> Month {
        Month(self.0 + n)
    }

    /// First day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let (year, month) = self.year_month();
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
    }

    /// Last day of the month.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        first.with_day(u32::from(first.num_days_in_month())).unwrap_or(first)
    }

    /// Calendar days in the month, 28 to 31.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::from(self.first_day().num_days_in_month())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.year_month();
        write!(f, "{year:04}-{month:02}")
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Month({self})")
    }
}

/// The text is not a month `YYYY-MM` of the years 1900 to 2199.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a month, YYYY-MM")]
pub struct NotAMonth(pub String);

impl std::str::FromStr for Month {
    type Err = NotAMonth;
    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        // Two digits each, so that "2023-3" is not taken for a month.
        let plain = text.len() == 7 && text.bytes().enumerate().all(|(i, b)| if i == 4 { b == b'-' } else { b.is_ascii_digit() });
        plain
            .then(|| NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok())
            .flatten()
            .filter(|day| (FIRST_DATE..=LAST_DATE).contains(day))
            .map(Month::of)
            .ok_or_else(|| NotAMonth(text.to_owned()))
    }
}

/// A non-empty run of days, first and last inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// The days from `first` to `last`, or `None` when `last` lies before `first`.
    #[must_use]
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Period> {
        (first <= last).then_some(Period { first, last })
    }

    /// One day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Period {
        Period { first: day, last: day }
    }

    /// First day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Last day, inclusive.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// Number of calendar days, at least 1.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from(days_between(self.first, self.last) + 1).unwrap_or(u32::MAX)
    }

    /// Whether `day` is one of the days.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The days both periods share, if any.
    #[must_use]
    pub fn intersect(self, other: Period) -> Option<Period> {
        Period::new(self.first.max(other.first), self.last.min(other.last))
    }
}

/// ISO 8601 interval: `2023-03-20/2023-04-10`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

/// Whether a Saturday counts as a working day (policy setting `saturday-works`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Saturday {
    /// Saturdays are free.
    Free,
    /// Saturdays are working days.
    Works,
}

/// Whether `day` is a Danish public holiday (R1.3). Store Bededag was abolished by act 214 of 6/3/2023 from 2024.
#[must_use]
pub fn is_public_holiday(day: NaiveDate) -> bool {
    if matches!((day.month(), day.day()), (1, 1) | (12, 25 | 26)) {
        return true;
    }
    let Ok(easter) = computus::gregorian_naive(day.year()) else { return false };
    match days_between(easter, day) {
        -3 | -2 | 0 | 1 | 39 | 49 | 50 => true,
        26 => day.year() <= 2023,
        _ => false,
    }
}

/// Whether `day` is a working day (*hverdag*): no Sunday, no public holiday, and no Saturday unless it works.
#[must_use]
pub fn is_working_day(day: NaiveDate, saturday: Saturday) -> bool {
    match day.weekday() {
        Weekday::Sun => false,
        Weekday::Sat if saturday == Saturday::Free => false,
        _ => !is_public_holiday(day),
    }
}

/// The `n`-th working day after `event`; the day after the event is the first that can count.
#[must_use]
pub fn working_day_after(event: NaiveDate, n: u32, saturday: Saturday) -> NaiveDate {
    let (mut day, mut left) = (event, n);
    while left > 0 {
        day = plus_days(day, 1);
        left -= u32::from(is_working_day(day, saturday));
    }
    day
}
