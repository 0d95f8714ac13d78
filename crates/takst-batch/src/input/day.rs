//! Days of every type that counts them, written as ISO 8601. A moment within a day keeps its time, so that it is refused and not cut to its day.

use arrow_array::{Array, cast::AsArray, types};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, TimeUnit};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::fmt::Write as _;
use takst::kernel::Day;

const DAY_SECONDS: i64 = 86_400;
const NANOSECONDS: i64 = 1_000_000_000;
/// 1970-01-01 as a number of days from the first day of the year 1, counted from 1.
const EPOCH: i64 = 719_163;

/// Days, or moments that should be days. Which of them are null is not known here.
#[derive(Debug, Clone)]
pub(super) enum Days {
    /// Days since 1970-01-01.
    Days(ScalarBuffer<i32>),
    /// Parts of a second since then.
    Moments {
        values: ScalarBuffer<i64>,
        /// How many of them are a second.
        per_second: i64,
    },
}

impl Days {
    /// The days of an array of dates or of timestamps without a time zone; `None` for any other array.
    pub fn of(array: &dyn Array) -> Option<Days> {
        let (values, per_second) = match array.data_type() {
            DataType::Date32 => return Some(Days::Days(array.as_primitive_opt::<types::Date32Type>()?.values().clone())),
            DataType::Date64 => (array.as_primitive_opt::<types::Date64Type>()?.values(), 1_000),
            DataType::Timestamp(unit, None) => match unit {
                TimeUnit::Second => (array.as_primitive_opt::<types::TimestampSecondType>()?.values(), 1),
                TimeUnit::Millisecond => (array.as_primitive_opt::<types::TimestampMillisecondType>()?.values(), 1_000),
                TimeUnit::Microsecond => (array.as_primitive_opt::<types::TimestampMicrosecondType>()?.values(), 1_000_000),
                TimeUnit::Nanosecond => (array.as_primitive_opt::<types::TimestampNanosecondType>()?.values(), NANOSECONDS),
            },
            _ => return None,
        };
        Some(Days::Moments { values: values.clone(), per_second })
    }

    /// The day, where the value is one and not a moment within it.
    pub fn day(&self, row: usize) -> Option<Day> {
        match self {
            Days::Days(values) => Some(Day::from_number(values[row])).filter(|day| in_years(*day)),
            Days::Moments { values, per_second } => {
                let per_day = DAY_SECONDS * per_second;
                let day = i32::try_from(values[row].div_euclid(per_day)).ok().filter(|_| values[row].rem_euclid(per_day) == 0)?;
                Some(Day::from_number(day)).filter(|day| in_years(*day))
            }
        }
    }

    /// Appends the day, with its time unless that is midnight.
    pub fn write(&self, row: usize, to: &mut String) {
        match self {
            Days::Days(values) => write_day(i64::from(values[row]), to),
            Days::Moments { values, per_second } => {
                let per_day = DAY_SECONDS * per_second;
                write_day(values[row].div_euclid(per_day), to);
                let within = values[row].rem_euclid(per_day);
                if within != 0 {
                    write_time(within / per_second, within % per_second * (NANOSECONDS / per_second), to);
                }
            }
        }
    }
}

/// Whether the day lies in a year that takst knows; all others are refused in the words of a case file.
fn in_years(day: Day) -> bool {
    (Day::FIRST..=Day::LAST).contains(&day)
}

/// Years of four digits are written as the case file has them. Others, and days outside every calendar, are no day there.
fn write_day(days: i64, to: &mut String) {
    let day = days.checked_add(EPOCH).and_then(|days| i32::try_from(days).ok()).and_then(NaiveDate::from_num_days_from_ce_opt);
    let _ = match day {
        Some(day) if (0..=9999).contains(&day.year()) => {
            let (y, m, d) = (day.year().unsigned_abs(), day.month(), day.day());
            let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or_default();
            to.extend([digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(d / 10), digit(d)]);
            Ok(())
        }
        Some(day) => write!(to, "{day}"),
        None => write!(to, "1970-01-01 {days:+} days"),
    }; // a `String` takes everything
}

fn write_time(seconds: i64, nanoseconds: i64, to: &mut String) {
    let part = |number| u32::try_from(number).ok();
    let time = part(seconds).zip(part(nanoseconds)).and_then(|(seconds, nano)| NaiveTime::from_num_seconds_from_midnight_opt(seconds, nano));
    to.push('T');
    if let Some(time) = time {
        let _ = write!(to, "{time}"); // a `String` takes everything
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        Date32Array, Date64Array, Int32Array, TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray,
    };
    use takst::{CaseRow, Code, Column, RowDraft};

    fn texts(array: &dyn Array) -> Vec<String> {
        let days = Days::of(array).expect("days");
        let text = |row| {
            let mut text = String::from("=");
            days.write(row, &mut text);
            text.split_off(1)
        };
        (0..array.len()).map(text).collect()
    }

    #[test]
    fn days_before_and_after_1970_in_leap_years_and_at_their_ends() {
        let days = vec![0, -1, 19_416, 19_417, 18_321, 18_322, 11_016, -25_567, 84_005];
        assert_eq!(
            texts(&Date32Array::from(days)),
            ["1970-01-01", "1969-12-31", "2023-02-28", "2023-03-01", "2020-02-29", "2020-03-01", "2000-02-29", "1900-01-01", "2199-12-31"]
        );
    }

    #[test]
    fn midnight_is_the_day_in_every_unit() {
        let day = 19_417 * 86_400; // 2023-03-01
        assert_eq!(texts(&TimestampSecondArray::from(vec![day, -86_400])), ["2023-03-01", "1969-12-31"]);
        assert_eq!(texts(&TimestampMillisecondArray::from(vec![day * 1_000])), ["2023-03-01"]);
        assert_eq!(texts(&TimestampMicrosecondArray::from(vec![day * 1_000_000])), ["2023-03-01"]);
        assert_eq!(texts(&TimestampNanosecondArray::from(vec![day * 1_000_000_000])), ["2023-03-01"]);
        assert_eq!(texts(&Date64Array::from(vec![day * 1_000, -86_400_000])), ["2023-03-01", "1969-12-31"]);
    }

    #[test]
    fn off_midnight_the_time_is_kept() {
        let day = 19_417 * 86_400; // 2023-03-01
        assert_eq!(
            texts(&TimestampSecondArray::from(vec![day + 43_200, day - 1, -1])),
            ["2023-03-01T12:00:00", "2023-02-28T23:59:59", "1969-12-31T23:59:59"]
        );
        assert_eq!(texts(&TimestampMillisecondArray::from(vec![day * 1_000 + 500])), ["2023-03-01T00:00:00.500"]);
        assert_eq!(texts(&TimestampMicrosecondArray::from(vec![day * 1_000_000 + 1])), ["2023-03-01T00:00:00.000001"]);
        assert_eq!(texts(&TimestampNanosecondArray::from(vec![day * 1_000_000_000 + 1])), ["2023-03-01T00:00:00.000000001"]);
        assert_eq!(texts(&Date64Array::from(vec![day * 1_000 + 3_600_000])), ["2023-03-01T01:00:00"]);
    }

    #[test]
    fn a_slice_begins_at_its_own_first_day() {
        assert_eq!(texts(&Date32Array::from(vec![0, 1, 2]).slice(1, 2)), ["1970-01-02", "1970-01-03"]);
        assert_eq!(texts(&TimestampSecondArray::from(vec![0, 86_400]).slice(1, 1)), ["1970-01-02"]);
    }

    #[test]
    fn whole_numbers_and_moments_in_a_zone_are_no_days() {
        assert!(Days::of(&Int32Array::from(vec![1])).is_none());
        assert!(Days::of(&TimestampSecondArray::from(vec![1]).with_timezone("UTC")).is_none());
    }

    /// What the core says of the first cell as a first day.
    fn refusal(array: &dyn Array) -> Code {
        let mut draft = RowDraft::new(1);
        draft.set(Column::FirstDay, &texts(array)[0]);
        let CaseRow::Broken(row) = draft.finish().row else { panic!("taken for a row") };
        row.faults.iter().find(|fault| fault.at.column == Some(Column::FirstDay)).expect("a fault").code
    }

    #[test]
    fn what_is_no_day_of_the_case_file_is_refused_by_the_core() {
        for day in [i32::MIN, i32::MAX, -719_529, 2_932_897] {
            assert_eq!(refusal(&Date32Array::from(vec![day])), Code::ValueInvalid, "{day}");
        }
        // 0000-01-01, 1899-12-31, 2200-01-01, 9999-12-31.
        for day in [-719_528, -25_568, 84_006, 2_932_896] {
            assert_eq!(refusal(&Date32Array::from(vec![day])), Code::ValueRange, "{day}");
        }
        for moment in [i64::MIN, i64::MAX, 43_201] {
            assert_eq!(refusal(&Date64Array::from(vec![moment])), Code::ValueInvalid, "{moment}");
            assert_eq!(refusal(&TimestampSecondArray::from(vec![moment])), Code::ValueInvalid, "{moment}");
            assert_eq!(refusal(&TimestampNanosecondArray::from(vec![moment])), Code::ValueInvalid, "{moment}");
        }
        assert_eq!(texts(&Date32Array::from(vec![i32::MAX, i32::MIN])), ["1970-01-01 +2147483647 days", "1970-01-01 -2147483648 days"]);
    }
}
