//! The cases that are priced, as rows without text of any file: what a call gets.

use chrono::NaiveDate;

/// One row.
#[derive(Clone, Copy)]
pub struct Given {
    pub service: &'static str,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Agreed by the month, in whole kroner.
    pub agreed: Option<u32>,
    /// Own payment a day, in øre.
    pub own_payment: Option<i64>,
}

pub const PAYER: u16 = 101;

/// A catalogue with stays, which the built-in one has not.
pub const STAYS: &str = include_str!("stays.toml");

const BASIC: &str = "mandecentret/efterforsorg-basis";
const EXTENDED: &str = "mandecentret/efterforsorg-udvidet";

fn row(service: &'static str, first: (i32, u32, u32), last: (i32, u32, u32)) -> Given {
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Given { service, first_day: day(first), last_day: day(last), agreed: None, own_payment: None }
}

/// A plain row over four months.
pub fn four() -> Vec<Given> {
    vec![row(BASIC, (2024, 1, 10), (2024, 4, 20))]
}

/// A plain row over a year.
pub fn twelve() -> Vec<Given> {
    vec![row("mandecentret/efterforsorg", (2022, 1, 1), (2022, 12, 31))]
}

/// Three stays in two windows: the cap is reached in the first and in the third, which lies in the second window.
pub fn stays() -> Vec<Given> {
    let stay = |first, last| Given { own_payment: Some(9_671), ..row("maaling/ophold", first, last) };
    vec![stay((2023, 11, 10), (2024, 3, 20)), stay((2024, 6, 5), (2024, 11, 5)), stay((2024, 11, 20), (2025, 4, 10))]
}

/// Four rows of one course, each at another level than the one before.
pub fn levels() -> Vec<Given> {
    vec![
        row(BASIC, (2024, 1, 10), (2024, 2, 20)),
        row(EXTENDED, (2024, 2, 21), (2024, 3, 31)),
        row(BASIC, (2024, 4, 1), (2024, 5, 15)),
        row(EXTENDED, (2024, 5, 16), (2024, 6, 30)),
    ]
}

/// A price agreed by the month.
pub fn agreed() -> Vec<Given> {
    vec![Given { agreed: Some(15_000), ..row("livarehab/individuelt-forloeb", (2024, 1, 15), (2024, 6, 14)) }]
}
