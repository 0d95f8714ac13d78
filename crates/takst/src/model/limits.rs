//! The bounds of the values of a case file. No other module has any.

use crate::contract::code::Code;
use crate::contract::column::{Column, Content};
use crate::contract::unit::Unit;
use crate::model::calendar::Month;
use crate::model::day::Day;
use crate::model::fault::Expected;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Longest text, in characters.
pub const MOST_TEXT: usize = 200;
/// Most units of the rows of a case: hours, and days of rows that are not priced by the hour. At the greatest price they cost 4·10^18 øre, and twice that
/// with VAT, so that every sum over a case is exact in 64 bits.
pub const MOST_UNITS: i64 = 4_000_000_000;
/// First and last code of a municipality.
pub use crate::model::municipality::CODES as MUNICIPALITIES;
/// First day on which a refund window can begin: the reform of 1 October 2023.
const FIRST_WINDOW: Day = Day::of(NaiveDate::from_ymd_opt(2023, 10, 1).expect("a date"));
/// Decimals in which numbers of a row are kept: those of a price per hour.
const SCALE: usize = 4;
const ONE: u64 = 10_000;
/// Tenths of a thousandth in a hundredth.
pub(crate) const PER_HUNDREDTH: i64 = 100;
/// Powers of ten up to [`ONE`].
const TENS: [u64; SCALE + 1] = [1, 10, 100, 1_000, ONE];

/// Returns the first and last date that a column may have.
#[must_use]
#[inline]
pub const fn days(column: Column) -> (Day, Day) {
    match column {
        Column::WindowStart => (FIRST_WINDOW, Day::LAST),
        _ => (Day::FIRST, Day::LAST),
    }
}

/// Whether a day is within the limits of its column.
#[inline]
pub(crate) fn has_day(column: Column, day: Day) -> bool {
    let (first, last) = days(column);
    first <= day && day <= last
}

/// Whether a price in 1/10,000 kr. has more decimals than a price per day may have: then its unit says how many it may have.
#[inline]
pub(crate) const fn is_long_price(column: Column, units: i64) -> bool {
    matches!(column, Column::UnitPrice) && units % PER_HUNDREDTH != 0
}

/// Range and decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberLimit {
    /// Whether 0 itself is too small.
    pub above_zero: bool,
    /// Greatest value.
    pub most: u32,
    /// Most decimals; zeros at the end do not count.
    pub decimals: u32,
}

/// Mantissas of one scale that are surely within the limits of a column, and the factor that makes 1/10,000 of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain {
    least: u64,
    most: u64,
    factor: i64,
}

impl Plain {
    /// Returns the number in 1/10,000, where its mantissa is one of these.
    #[inline(always)]
    pub fn units(self, mantissa: i128) -> Option<i64> {
        let number = mantissa as u64;
        ((mantissa >> 64 == 0) & (number >= self.least) & (number <= self.most)).then(|| number.cast_signed() * self.factor)
    }
}

/// Returns the limits of a column of numbers. Those of an agreed price depend on its unit, see [`price`].
#[must_use]
pub const fn number(column: Column) -> NumberLimit {
    match column {
        Column::Hours => NumberLimit { above_zero: true, most: 10_000, decimals: 2 },
        Column::HoursPerWeek => NumberLimit { above_zero: true, most: 168, decimals: 2 },
        Column::OwnPaymentPerDay => NumberLimit { above_zero: false, ..price(Unit::Day) },
        Column::Invoiced => NumberLimit { above_zero: false, most: 100_000_000, decimals: 2 },
        Column::WindowDaysUsed => NumberLimit { above_zero: false, most: 366, decimals: 0 },
        _ => price(Unit::Hour),
    }
}

/// Returns the limits of a price per unit.
#[must_use]
pub const fn price(unit: Unit) -> NumberLimit {
    NumberLimit { above_zero: true, most: 10_000_000, decimals: unit.price_decimals() }
}

impl NumberLimit {
    /// Reads digits with an optional point and decimals. Returns the number in 1/10,000.
    ///
    /// # Errors
    /// [`Code::ValueInvalid`] for what is no number, [`Code::ValueRange`] outside the range, else [`Code::ValuePrecision`].
    pub fn read(self, text: &str) -> Result<i64, Code> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(Code::ValueInvalid);
        }
        if digits.len() < text.len() {
            return Err(Code::ValueRange); // negative, or a zero that somebody took for less
        }
        // Zeros at both ends say nothing; what is left may still be too long for any number that is taken.
        let fraction = fraction.trim_end_matches('0');
        let value = |digits: &str| digits.bytes().fold(0u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
        let kept = &fraction[..fraction.len().min(SCALE)];
        let kept = value(kept) * 10u64.pow((SCALE - kept.len()) as u32);
        self.check(value(whole).saturating_mul(ONE).saturating_add(kept), fraction.len() > SCALE, fraction.len())
    }

    /// Validates `mantissa` × 10^-`scale`. Returns it in 1/10,000.
    ///
    /// # Errors
    /// [`Code::ValueRange`] outside the range, else [`Code::ValuePrecision`].
    #[inline]
    pub fn check_scaled(self, mantissa: i128, scale: i32) -> Result<i64, Code> {
        // Nearly every number is small and has few decimals; then no zeros need be counted.
        match (u32::try_from(mantissa), usize::try_from(scale)) {
            (Ok(number), Ok(scale @ 0..=SCALE)) => {
                let units = u64::from(number) * TENS[SCALE - scale];
                let has_more = |decimals: u32| decimals < SCALE as u32 && !units.is_multiple_of(TENS[SCALE - decimals as usize]);
                self.check(units, false, if has_more(self.decimals) { SCALE } else { 0 })
            }
            _ => self.check_any(mantissa, scale),
        }
    }

    /// Returns the mantissas of `scale` decimals that are surely within the limits. `None`: each has to be [checked](NumberLimit::check_scaled).
    #[must_use]
    pub(crate) fn plain(self, scale: i32) -> Option<Plain> {
        let scale = u32::try_from(scale).ok().filter(|scale| *scale <= self.decimals)?;
        let factor = TENS[SCALE - scale as usize];
        let most = u64::from(self.most) * ONE / factor;
        Some(Plain { least: u64::from(self.above_zero), most, factor: factor.cast_signed() })
    }

    fn check_any(self, mut mantissa: i128, mut scale: i32) -> Result<i64, Code> {
        if mantissa < 0 {
            return Err(Code::ValueRange);
        }
        while scale > 0 && mantissa % 10 == 0 && mantissa != 0 {
            mantissa /= 10;
            scale -= 1;
        }
        let places = if mantissa == 0 { 0 } else { scale.max(0) };
        let shift = SCALE as i32 - scale;
        let (units, is_cut) = if shift >= 0 {
            (
                10i128.checked_pow(shift.unsigned_abs()).and_then(|factor| mantissa.checked_mul(factor)).unwrap_or(if mantissa == 0 {
                    0
                } else {
                    i128::MAX
                }),
                false,
            )
        } else {
            let by = 10i128.checked_pow(shift.unsigned_abs()).unwrap_or(i128::MAX);
            (mantissa / by, mantissa % by != 0)
        };
        self.check(u64::try_from(units).unwrap_or(u64::MAX), is_cut, places as usize)
    }

    /// `units` of 1/10,000; `is_cut` when the number has more after them; `places` decimals in all.
    fn check(self, units: u64, is_cut: bool, places: usize) -> Result<i64, Code> {
        let most = u64::from(self.most) * ONE;
        let is_zero = units == 0 && !is_cut;
        if units > most || (units == most && is_cut) || (self.above_zero && is_zero) {
            return Err(Code::ValueRange);
        }
        if places > self.decimals as usize {
            return Err(Code::ValuePrecision);
        }
        i64::try_from(units).map_err(|_| Code::ValueRange)
    }

    /// Returns what a fault says is expected.
    #[must_use]
    pub fn expected(self) -> Expected {
        Expected::Number { least: Decimal::ZERO, above: self.above_zero, most: Decimal::from(self.most), decimals: self.decimals }
    }
}

/// Returns what a fault of a column says is expected.
#[must_use]
pub fn expected(column: Column) -> Expected {
    if column == Column::BuyerGln {
        return Expected::Gln;
    }
    match column.content() {
        Content::Reference | Content::Text if column != Column::Unit => Expected::Text(MOST_TEXT),
        Content::Reference | Content::Text => Expected::OneOf(Unit::WORDS),
        Content::Municipality => Expected::Municipality(None),
        Content::Day => Expected::Date(days(column).0.date(), days(column).1.date()),
        Content::Number => number(column).expected(),
        Content::Truth => Expected::OneOf(&["true", "false"]),
    }
}

/// Returns what a fault of a text that is no date says is expected: how many days the month has, where the text names one more.
#[must_use]
pub fn expected_date(column: Column, text: &str) -> Expected {
    let parts = text.split_at_checked(7).and_then(|(month, day)| Some((month.parse::<Month>().ok()?, day.strip_prefix('-')?.parse::<u32>().ok()?)));
    match parts {
        Some((month, day)) if text.len() == 10 && day > month.days() => Expected::DayOfMonth { month: month.month_of_year(), days: month.days() },
        _ => expected(column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_too_many_names_the_days_of_its_month() {
        let of = |text| expected_date(Column::LastDay, text);
        assert_eq!(of("2023-02-30"), Expected::DayOfMonth { month: 2, days: 28 });
        assert_eq!(of("2024-02-30"), Expected::DayOfMonth { month: 2, days: 29 });
        assert_eq!(of("2023-04-31"), Expected::DayOfMonth { month: 4, days: 30 });
        for text in ["2023-13-01", "2023-04-00", "2023-04-3", "31-04-2023", "2023-04-311", "æææææ", ""] {
            assert_eq!(of(text), expected(Column::LastDay), "{text}");
        }
    }

    #[test]
    fn the_short_way_of_small_numbers_says_what_the_long_one_does() {
        let columns = [Column::Hours, Column::HoursPerWeek, Column::UnitPrice, Column::OwnPaymentPerDay, Column::WindowDaysUsed];
        let numbers = (0..=1_200).chain((0..200).map(|n| n * 8_399)).chain([16_800, 99_999_999, 100_000_000, 1_000_000_000, 4_294_967_295]);
        for mantissa in numbers {
            for scale in 0..=5 {
                for column in columns {
                    let limit = number(column);
                    let checked = limit.check_any(mantissa, scale);
                    assert_eq!(limit.check_scaled(mantissa, scale), checked, "{column} {mantissa} {scale}");
                    if let Some(units) = limit.plain(scale).and_then(|plain| plain.units(mantissa)) {
                        assert_eq!(Ok(units), checked, "{column} {mantissa} {scale}");
                    }
                }
            }
        }
        let plain = |mantissa| number(Column::Hours).plain(2).and_then(|plain| plain.units(mantissa));
        let found = [0, 1, 1_000_000, 1_000_001, -1, (1 << 64) + 1].map(plain);
        assert_eq!(found, [None, Some(100), Some(100_000_000), None, None, None]);
        assert!(number(Column::Hours).plain(3).is_none() && number(Column::Hours).plain(-1).is_none());
        // 15.25 hours have two decimals, 15.250 too, 15.255 has three.
        let hours = number(Column::Hours);
        assert_eq!((hours.check_scaled(1525, 2), hours.check_scaled(15_250, 3)), (Ok(152_500), Ok(152_500)));
        assert_eq!(hours.check_scaled(15_255, 3), Err(Code::ValuePrecision));
    }
}
