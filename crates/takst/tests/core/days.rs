//! Days and months as numbers agree with the calendar of chrono.

use chrono::{Datelike, Days, Months, NaiveDate};
use proptest::prelude::*;
use takst::calendar::{FIRST_DATE, LAST_DATE};
use takst::kernel::{Day, MonthNumber};

/// Any day of the calendar.
fn any_date() -> impl Strategy<Value = NaiveDate> {
    let days = (LAST_DATE - FIRST_DATE).num_days();
    // The ends of months and of the calendar come up more often than by chance.
    let date = |n: i64| FIRST_DATE + Days::new(n.unsigned_abs());
    let month_end = move |n: i64| date(n).with_day(1).and_then(|first| first.pred_opt()).filter(|last| *last >= FIRST_DATE).unwrap_or(LAST_DATE);
    prop_oneof![4 => (0..=days).prop_map(date), 1 => (0..=days).prop_map(month_end), 1 => Just(FIRST_DATE), 1 => Just(LAST_DATE)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn months_later(date in any_date(), months in prop_oneof![0u32..40, 0u32..3600]) {
        let later = date.checked_add_months(Months::new(months)).expect("a date");
        prop_assert_eq!(Day::of(date).plus_months(months).date(), later, "{} and {} months", date, months);
    }

    #[test]
    fn days_later_and_days_between(a in any_date(), b in any_date()) {
        let between = i32::try_from((b - a).num_days()).expect("few days");
        prop_assert_eq!(Day::of(b).since(Day::of(a)), between);
        prop_assert_eq!(Day::of(a).plus(between), Day::of(b));
        prop_assert_eq!(Day::of(a).plus(between).date(), b);
        prop_assert_eq!(Day::of(a).cmp(&Day::of(b)), a.cmp(&b));
    }

    #[test]
    fn days_beyond_the_calendar(date in any_date(), n in prop_oneof![-70i32..70, -200_000i32..200_000]) {
        let later = date.checked_add_signed(chrono::TimeDelta::days(i64::from(n))).expect("a date");
        prop_assert_eq!(Day::of(date).plus(n).date(), later);
        prop_assert_eq!(Day::of(date).plus(n), Day::of(later));
    }

    #[test]
    fn the_month_of_a_day(date in any_date()) {
        let month = MonthNumber::of(Day::of(date));
        let first = date.with_day(1).expect("a date");
        let next = first.checked_add_months(Months::new(1)).expect("a date");
        prop_assert_eq!(month.year_month(), (date.year(), date.month()));
        prop_assert_eq!((month.first_day().date(), month.last_day().date()), (first, next.pred_opt().expect("a date")));
        prop_assert_eq!(i64::from(month.days()), (next - first).num_days());
        prop_assert_eq!(month.next().first_day().date(), next);
        prop_assert_eq!(month.date(Day::of(date)), date);
    }
}

#[test]
fn days_are_read_as_text_and_as_numbers() {
    for (text, number) in [("1900-01-01", 19_000_101), ("2024-02-29", 20_240_229), ("2023-10-05", 20_231_005), ("2199-12-31", 21_991_231)] {
        let day = Day::of(text.parse().expect("a date"));
        assert_eq!((Day::parse(text), Day::of_yyyymmdd(number)), (Some(day), Some(day)), "{text}");
    }
    for wrong in ["1899-12-31", "2200-01-01", "2023-02-29", "2024-00-10", "2024-13-01", "2024-01-00", "2024-04-31", "2024-4-01", "2024-04-010"] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
    for wrong in ["2024/04-01", "2024-04/01", "2024/04/01", "202a-04-01", "2024-0a-01", "2024-04-a1", "202:-04-01", "2024-04-0/", "2024-0404-1"] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
    for wrong in [18_991_231, 22_000_101, 20_230_229, 20_240_010, 20_241_301, 20_240_100, 20_240_431, -20_240_101, 0] {
        assert_eq!(Day::of_yyyymmdd(wrong), None, "{wrong}");
    }
}

#[test]
fn open_and_absent_days_stay_so() {
    assert_eq!((Day::OPEN.plus(1), Day::OPEN.known(), Day::ABSENT.known()), (Day::OPEN, None, None));
    let date = FIRST_DATE;
    assert_eq!((Day::of_option(None), Day::of_option(Some(date))), (Day::ABSENT, Day::of(date)));
    assert!(Day::ABSENT < Day::FIRST && Day::LAST < Day::OPEN && !Day::ABSENT.is_given() && Day::OPEN.is_given());
}
