//! Days, months and working days against a printed calendar.

use chrono::NaiveDate;
use proptest::prelude::*;
use takst::calendar::{Saturday, is_public_holiday, is_working_day, plus_months, read_day, working_day_after};
use takst::{Month, Period};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The Danish public holidays of three years, as printed in the almanac; Store Bededag stands only in 2023.
const HOLIDAYS: [&str; 32] = [
    "2023-01-01",
    "2023-04-06",
    "2023-04-07",
    "2023-04-09",
    "2023-04-10",
    "2023-05-05",
    "2023-05-18",
    "2023-05-28",
    "2023-05-29",
    "2023-12-25",
    "2023-12-26",
    "2024-01-01",
    "2024-03-28",
    "2024-03-29",
    "2024-03-31",
    "2024-04-01",
    "2024-05-09",
    "2024-05-19",
    "2024-05-20",
    "2024-12-25",
    "2024-12-26",
    "2022-01-01",
    "2022-04-14",
    "2022-04-15",
    "2022-04-17",
    "2022-04-18",
    "2022-05-13",
    "2022-05-26",
    "2022-06-05",
    "2022-06-06",
    "2022-12-25",
    "2022-12-26",
];

#[test]
fn holidays_are_those_of_the_almanac() {
    for year in [2022, 2023, 2024] {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
        for date in first.iter_days().take_while(|date| date.format("%Y").to_string() == year.to_string()) {
            assert_eq!(is_public_holiday(date), HOLIDAYS.contains(&date.to_string().as_str()), "{date}");
        }
    }
}

#[test]
fn constitution_day_and_the_eves_are_working_days() {
    for working in ["2023-06-05", "2024-12-24", "2024-12-31", "2024-04-26"] {
        assert!(is_working_day(day(working), Saturday::Free), "{working}");
    }
    assert!(!is_working_day(day("2023-05-05"), Saturday::Works), "Store Bededag 2023");
    assert!(is_working_day(day("2024-01-06"), Saturday::Works), "a Saturday");
    assert!(!is_working_day(day("2024-01-06"), Saturday::Free), "a Saturday");
    assert!(!is_working_day(day("2024-01-07"), Saturday::Works), "a Sunday");
}

#[test]
fn notices_count_from_the_day_after() {
    // Wednesday 5 April 2023, then Maundy Thursday, Good Friday, Saturday, Easter Sunday and Monday: 11, 12, 13 April.
    assert_eq!(working_day_after(day("2023-04-05"), 3, Saturday::Free), day("2023-04-13"));
    // With Saturdays: 8, 11, 12 April.
    assert_eq!(working_day_after(day("2023-04-05"), 3, Saturday::Works), day("2023-04-12"));
    // Friday 22 December 2023, then a weekend, two holidays: 27, 28, 29 December.
    assert_eq!(working_day_after(day("2023-12-22"), 3, Saturday::Free), day("2023-12-29"));
    assert_eq!(working_day_after(day("2023-12-22"), 0, Saturday::Free), day("2023-12-22"));
}

#[test]
fn months_are_cut_to_the_month_they_land_in() {
    for (from, months, to) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2020-02-01", 9, "2020-11-01"),
        ("2023-12-15", 1, "2024-01-15"),
    ] {
        assert_eq!(plus_months(day(from), months), day(to), "{from} + {months}");
    }
}

#[test]
fn months_are_read_and_written_as_iso_8601() {
    assert_eq!("2024-02".parse::<Month>().expect("a month").days(), 29);
    assert_eq!(Month::of(day("2023-03-31")).to_string(), "2023-03");
    assert_eq!(Month::of(day("2023-12-05")).last_day(), day("2023-12-31"));
    for wrong in ["2023-13", "2023-00", "2023-3", "23-03", "2023/03", "2023-03-01", "1899-12", "2200-01", "", "２０２３-03"] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
    assert_eq!("1900-01".parse::<Month>().expect("the first month").first_day(), day("1900-01-01"));
    assert!("2199-12".parse::<Month>().is_ok());
    assert_eq!(format!("{:?}", Month::of(day("2023-03-31"))), "Month(2023-03)");
}

#[test]
fn a_date_is_ten_characters() {
    assert_eq!(read_day("2024-02-01"), Some(day("2024-02-01")));
    for wrong in ["2024-02-1", "2024- 2- 1", "2024/02/01", "2024-02-01 ", "+024-02-01"] {
        assert_eq!(read_day(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn a_period_is_its_days(first in 0i64..3000, days in 1u32..500, other in 0i64..3000, more in 1u32..500) {
        let base = day("2020-01-01");
        let at = |n: i64| base + chrono::Days::new(n.unsigned_abs());
        let period = Period::new(at(first), at(first + i64::from(days) - 1)).expect("in order");
        prop_assert_eq!(period.days(), days);
        prop_assert!(period.contains(period.first()) && period.contains(period.last()));
        prop_assert!(!period.contains(at(first + i64::from(days))));
        let second = Period::new(at(other), at(other + i64::from(more) - 1)).expect("in order");
        let shared = (first..first + i64::from(days)).filter(|n| (other..other + i64::from(more)).contains(n)).count();
        prop_assert_eq!(period.intersect(second).map_or(0, |p| p.days() as usize), shared);
        prop_assert!(Period::new(at(first + 1), at(first)).is_none());
    }
}
