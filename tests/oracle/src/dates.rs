//! The calendar (R1): months, periods written as text, Danish working days.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A calendar month, ordered as time is.
pub type Month = (i32, u32);

/// A date whose parts are known to be right when this file is compiled.
pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a constant of the rules is a date")
}

/// R9: the day from which stays are windowed.
pub fn reform() -> NaiveDate {
    date(2023, 10, 1)
}

/// `YYYY-MM-DD` and nothing else; `None` when the text is no such date.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shape {
        return None;
    }
    let year = text[0..4].parse().ok()?;
    let month = text[5..7].parse().ok()?;
    let day = text[8..10].parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// R1.2: the dates a cell may hold.
pub fn in_range(day: NaiveDate) -> bool {
    (1900..=2199).contains(&day.year())
}

pub fn plus_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).expect("far inside the calendar")
}

pub fn minus_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).expect("far inside the calendar")
}

/// R1.1: cut to the last day of the month it lands in.
pub fn plus_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).expect("far inside the calendar")
}

pub fn month_of(day: NaiveDate) -> Month {
    (day.year(), day.month())
}

/// First and last day of a month.
pub fn ends_of((year, month): Month) -> (NaiveDate, NaiveDate) {
    let first = date(year, month, 1);
    (first, minus_days(plus_months(first, 1), 1))
}

pub fn days_in_month(month: Month) -> u32 {
    ends_of(month).1.day()
}

pub fn month_text((year, month): Month) -> String {
    format!("{year:04}-{month:02}")
}

/// Calendar days of an inclusive period.
pub fn length(first: NaiveDate, last: NaiveDate) -> i64 {
    (last - first).num_days() + 1
}

/// Every day from `first` to `last`, both included; none when they are reversed.
pub fn each_day(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    date(year, month as u32, day as u32)
}

/// R1.3: public holidays. Store Bededag is the fourth Friday after Easter, up to and including 2023.
fn is_holiday(day: NaiveDate) -> bool {
    if matches!((day.month(), day.day()), (1, 1) | (12, 25) | (12, 26)) {
        return true;
    }
    match (day - easter(day.year())).num_days() {
        // Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
        -3 | -2 | 0 | 1 | 39 | 49 | 50 => true,
        26 => day.year() <= 2023,
        _ => false,
    }
}

/// R1.3: a working day.
pub fn is_working_day(day: NaiveDate, saturday_works: bool) -> bool {
    let weekday = match day.weekday() {
        Weekday::Sun => false,
        Weekday::Sat => saturday_works,
        _ => true,
    };
    weekday && !is_holiday(day)
}

/// R12.4: the n-th working day after an event; the event's own day is not counted.
pub fn nth_working_day_after(event: NaiveDate, n: u32, saturday_works: bool) -> NaiveDate {
    let mut day = event;
    for _ in 0..n {
        day = plus_days(day, 1);
        while !is_working_day(day, saturday_works) {
            day = plus_days(day, 1);
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_cut_to_the_month_they_land_in() {
        assert_eq!(plus_months(date(2023, 1, 31), 1), date(2023, 2, 28));
        assert_eq!(plus_months(date(2024, 1, 31), 1), date(2024, 2, 29));
        assert_eq!(plus_months(date(2024, 2, 29), 12), date(2025, 2, 28));
    }

    #[test]
    fn store_bededag_worked_from_2024() {
        assert!(!is_working_day(date(2023, 5, 5), false));
        assert!(is_working_day(date(2024, 4, 26), false));
    }

    #[test]
    fn easter_2023_and_its_neighbours() {
        for day in [6, 7, 8, 9, 10] {
            assert!(!is_working_day(date(2023, 4, day), false), "2023-04-{day}");
        }
        assert!(is_working_day(date(2023, 4, 11), false));
        assert!(!is_working_day(date(2023, 5, 18), false), "Ascension Day");
        assert!(!is_working_day(date(2023, 5, 29), false), "Whit Monday");
        assert!(is_working_day(date(2023, 6, 5), false), "Constitution Day");
        assert!(is_working_day(date(2024, 12, 24), false));
        assert!(is_working_day(date(2024, 12, 31), false));
    }

    #[test]
    fn third_working_day_skips_a_weekend() {
        // Thursday 2 March 2023: Friday, Monday, Tuesday.
        assert_eq!(nth_working_day_after(date(2023, 3, 2), 3, false), date(2023, 3, 7));
        assert_eq!(nth_working_day_after(date(2023, 3, 2), 3, true), date(2023, 3, 6));
    }

    #[test]
    fn dates_are_read_strictly() {
        assert_eq!(read_date("2023-04-01"), Some(date(2023, 4, 1)));
        for text in ["2023-4-1", "2023-02-29", "01-04-2023", "2023/04/01", "+023-04-01", "2023-04-01 "] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
