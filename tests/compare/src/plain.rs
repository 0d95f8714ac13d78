//! Random rows that are alone with their citizen: of every service, around the days on which something changes.

use crate::cells::Cells;
use crate::random::TURNS;
use chrono::{Datelike, Days, NaiveDate};
use fastrand::Rng;
use takst::Column;

/// Days on which a price of the second made-up provider changes, or the days before and after it.
const CHANGES: [&str; 16] = [
    "2018-02-10",
    "2020-02-13",
    "2020-02-21",
    "2021-03-18",
    "2021-10-13",
    "2022-05-16",
    "2022-07-15",
    "2022-07-21",
    "2022-12-15",
    "2023-06-12",
    "2023-08-09",
    "2023-09-15",
    "2023-09-20",
    "2024-04-18",
    "2024-05-08",
    "2025-11-10",
];

/// A row of one of these services with first day, last day and payer; nothing else.
pub fn row(rng: &mut Rng, services: &[String]) -> Cells {
    let mut row = Cells::default();
    row.set(Column::Service, &services[rng.usize(0..services.len())]);
    let (first, last) = days(rng);
    row.set(Column::FirstDay, first);
    row.set(Column::LastDay, last);
    row.set(Column::Payer, payer(rng));
    row
}

/// The code of a municipality.
pub fn payer(rng: &mut Rng) -> &'static str {
    ["101", "147", "751", "851", "860", "400"][rng.usize(0..6)]
}

/// First and last day of a stay.
pub fn days(rng: &mut Rng) -> (NaiveDate, NaiveDate) {
    let first = first_day(rng);
    let length = match rng.u32(0..12) {
        0 => 0,
        1 => 7 * rng.u64(1..30) - 1,
        2..6 => rng.u64(0..45),
        6..9 => rng.u64(0..200),
        9..11 => rng.u64(0..800),
        _ => rng.u64(0..3000),
    };
    let last = first + Days::new(length);
    // Stays that end with a month, or just before or after.
    let last = if rng.u32(0..6) == 0 { moved(month_end(last), rng.i64(-1..2)).max(first) } else { last };
    (first, last)
}

fn first_day(rng: &mut Rng) -> NaiveDate {
    match rng.u32(0..20) {
        0..10 => moved(day("2018-01-01"), rng.i64(0..3200)),
        10..13 => moved(day(TURNS[rng.usize(0..TURNS.len())]), rng.i64(-40..40)),
        13..18 => moved(day(CHANGES[rng.usize(0..CHANGES.len())]), rng.i64(-12..12)),
        18 => moved(day("2010-01-01"), rng.i64(-20..2000)),
        _ => {
            let month = moved(day("2018-01-01"), rng.i64(0..3200)).with_day(1).unwrap_or_default();
            moved(month, rng.i64(-1..2))
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A day so many days later, or earlier.
#[must_use]
pub fn moved(day: NaiveDate, by: i64) -> NaiveDate {
    day.checked_add_signed(chrono::TimeDelta::days(by)).expect("within the calendar")
}

fn month_end(day: NaiveDate) -> NaiveDate {
    takst::Month::of(day).last_day()
}
