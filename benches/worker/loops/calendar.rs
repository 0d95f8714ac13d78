//! Days as numbers since 1970, and for each day of the data what month it lies in.

use chrono::{Datelike, Months, NaiveDate};

/// Days of the data, and a year more for windows that begin late.
const YEARS: std::ops::RangeInclusive<i32> = 2019..=2028;

/// A month.
#[derive(Clone, Copy)]
pub struct MonthDays {
    pub first: i32,
    pub last: i32,
}

pub struct Calendar {
    /// The first day there is.
    pub first: i32,
    /// In order.
    pub months: Vec<MonthDays>,
    /// Of each day, the number of its month.
    month_of: Vec<u8>,
    /// Of each day, the day twelve months later.
    year_later: Vec<i32>,
}

pub fn number(day: NaiveDate) -> i32 {
    day.to_epoch_days()
}

impl Calendar {
    pub fn new() -> Calendar {
        let firsts = || YEARS.flat_map(|year| (1..=12).filter_map(move |month| NaiveDate::from_ymd_opt(year, month, 1)));
        let months: Vec<MonthDays> =
            firsts().map(|first| MonthDays { first: number(first), last: number(first) + i32::from(first.num_days_in_month()) - 1 }).collect();
        let days = || firsts().flat_map(|first| first.iter_days().take(usize::from(first.num_days_in_month())));
        let month_of = (0..).zip(&months).flat_map(|(at, month)| (month.first..=month.last).map(move |_| at)).collect();
        let year_later = days().map(|day| number(day.checked_add_months(Months::new(12)).unwrap_or(day))).collect();
        Calendar { first: months.first().map_or(0, |month| month.first), months, month_of, year_later }
    }

    /// The place of a day in the tables.
    pub fn at(&self, day: i32) -> usize {
        (day - self.first) as usize
    }

    pub fn month(&self, day: i32) -> usize {
        usize::from(self.month_of[self.at(day)])
    }

    pub fn year_later(&self, day: i32) -> i32 {
        self.year_later[self.at(day)]
    }
}
