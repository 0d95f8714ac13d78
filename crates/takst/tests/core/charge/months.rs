//! Prices per month: whole months, parts at a price per day, the running sum of parts, and what an own payment is compared with (R6.4, R7.6, R10.3).

use super::cases::{book, citizen, lines, price, rows, with_policy};
use crate::common::{catalogue, day, number, service, tariff};
use takst::catalogue::{Kind, Service, Tariff};
use takst::{Book, Code, Column, Expected, ReportingPeriod, Step, UnitPrice};

/// A version with a price per day in a part of a month.
fn daily(from: &str, to: Option<&str>, price: &str, day_price: &str) -> Tariff {
    let day_price = UnitPrice::try_from(number(day_price)).expect("a price");
    Tariff { day_price: Some(day_price), ..tariff(from, to, price) }
}

fn month(name: &str, tariffs: Vec<Tariff>) -> Service {
    Service { family: "hus/bolig".into(), ..service(name, Kind::Month, tariffs) }
}

/// 15,500 a month is 500 a day in January; a day in a part of a month costs 600.
fn home() -> Vec<Service> {
    vec![month("bolig", vec![daily("2020-01-01", None, "15500", "600")])]
}

/// Two levels and two services without a price per day, all of one family.
fn levels() -> Vec<Service> {
    vec![
        month("bolig", vec![daily("2020-01-01", None, "10000", "350")]),
        month("hoej", vec![daily("2020-01-01", None, "20000", "700")]),
        month("andel", vec![tariff("2020-01-01", None, "10000")]),
        Service { family: "hus/bolig".into(), ..service("aftalt", Kind::Agreed, vec![]) },
    ]
}

fn priced(services: Vec<Service>, cells: &[&str]) -> Vec<String> {
    lines(&price(&book(services), rows(cells), None))
}

#[test]
fn whole_months_cost_the_price_per_month_and_other_days_the_price_per_day() {
    // 22 × 600; February is whole; 15 × 600.
    let found = priced(home(), &["bolig 2024-01-10 2024-03-15"]);
    let expected = [
        "2024-01-10 2024-01-31 22.00 day 600.00/1.00 13200.00",
        "2024-02-01 2024-02-29 1.00 month 15500.00/1.00 15500.00",
        "2024-03-01 2024-03-15 15.00 day 600.00/1.00 9000.00",
    ];
    assert_eq!(found, expected);
    // Both sides of the boundary: all but the last day, all, and one day more.
    assert_eq!(priced(home(), &["bolig 2024-01-01 2024-01-30"]), ["2024-01-01 2024-01-30 30.00 day 600.00/1.00 18000.00"]);
    assert_eq!(priced(home(), &["bolig 2024-01-01 2024-01-31"]), ["2024-01-01 2024-01-31 1.00 month 15500.00/1.00 15500.00"]);
    let one_more = priced(home(), &["bolig 2024-01-01 2024-02-01"]);
    assert_eq!(one_more[1], "2024-02-01 2024-02-01 1.00 day 600.00/1.00 600.00");
}

#[test]
fn rows_of_one_course_make_a_whole_month_together() {
    // 15,500 × 10 / 31 = 5,000 and × 21 / 31 = 10,500.
    let found = priced(home(), &["bolig 2024-01-01 2024-01-10", "bolig 2024-01-11 2024-01-31"]);
    let expected = ["2024-01-01 2024-01-10 10.00 day 15500.00/31.00 5000.00", "2024-01-11 2024-01-31 21.00 day 15500.00/31.00 10500.00"];
    assert_eq!(found, expected);
    // A day between them: two courses, two parts. The rows come in any order.
    let found = priced(home(), &["bolig 2024-01-17 2024-01-31", "bolig 2024-01-01 2024-01-15"]);
    let expected = ["2024-01-01 2024-01-15 15.00 day 600.00/1.00 9000.00", "2024-01-17 2024-01-31 15.00 day 600.00/1.00 9000.00"];
    assert_eq!(found, expected);
    // Day by day it is a whole month all the same: 31 rows.
    let each: Vec<String> = (1..=31).map(|day| format!("bolig 2024-01-{day:02} 2024-01-{day:02}")).collect();
    let cells: Vec<&str> = each.iter().map(String::as_str).collect();
    let statement = price(&book(home()), rows(&cells), None);
    assert_eq!(statement.totals().net.to_string(), "15500.00");
    assert_eq!(statement.lines().count(), 31);
    let statement = price(&book(home()), rows(&cells[..30]), None);
    assert_eq!(statement.totals().net.to_string(), "18000.00");
}

#[test]
fn two_payers_of_a_month_are_two_parts() {
    let found = priced(home(), &["bolig 2024-01-01 2024-01-15 payer=101", "bolig 2024-01-16 2024-02-29 payer=147"]);
    let expected = [
        "2024-01-01 2024-01-15 15.00 day 600.00/1.00 9000.00",
        "2024-01-16 2024-01-31 16.00 day 600.00/1.00 9600.00",
        "2024-02-01 2024-02-29 1.00 month 15500.00/1.00 15500.00",
    ];
    assert_eq!(found, expected);
}

#[test]
fn parts_are_rounded_on_the_sum_of_their_document_and_course() {
    // 10,000 × 10 / 31 = 3,225.806 for either payer. The first payer's later part is 6,774.1935 (21 / 31) less 3,225.81.
    let cells = ["andel 2024-01-01 2024-01-10 payer=101", "andel 2024-01-11 2024-01-20 payer=147", "andel 2024-01-21 2024-01-31 payer=101"];
    let statement = price(&book(levels()), rows(&cells), None);
    let of = |payer: &str| {
        let lines = statement.lines().filter(|line| line.payer.to_string() == payer);
        lines.map(|line| line.net.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((of("101"), of("147")), (vec!["3225.81".to_owned(), "3548.38".to_owned()], vec!["3225.81".to_owned()]));
    // Two courses of one month and payer: each has its own sum, 3,225.81 twice; on one sum the second were 3,225.80.
    let found = priced(levels(), &["andel 2024-01-01 2024-01-10", "andel 2024-01-12 2024-01-21"]);
    assert!(found.iter().all(|line| line.ends_with(" 3225.81")), "{found:?}");
    // In one course they are: 3,225.81, then 6,451.61 − 3,225.81.
    let found = priced(levels(), &["andel 2024-01-01 2024-01-10", "andel 2024-01-11 2024-01-20"]);
    assert_eq!((&found[0][found[0].len() - 7..], &found[1][found[1].len() - 7..]), ("3225.81", "3225.80"));
}

#[test]
fn levels_of_one_family_share_a_whole_month() {
    // 10,000 × 10 / 31 = 3,225.8065; with 20,000 × 21 / 31 = 13,548.3871 it is 16,774.1935: 3,225.81 and 13,548.38.
    let found = priced(levels(), &["bolig 2024-01-01 2024-01-10", "hoej 2024-01-11 2024-01-31"]);
    let expected = ["2024-01-01 2024-01-10 10.00 day 10000.00/31.00 3225.81", "2024-01-11 2024-01-31 21.00 day 20000.00/31.00 13548.38"];
    assert_eq!(found, expected);
    // A day less, and each level charges its own price per day: 10 × 350, 20 × 700.
    let found = priced(levels(), &["bolig 2024-01-01 2024-01-10", "hoej 2024-01-11 2024-01-30"]);
    let expected = ["2024-01-01 2024-01-10 10.00 day 350.00/1.00 3500.00", "2024-01-11 2024-01-30 20.00 day 700.00/1.00 14000.00"];
    assert_eq!(found, expected);
    // A level without a price per day charges its share: 10,000 × 10 / 31, by itself.
    let found = priced(levels(), &["andel 2024-01-01 2024-01-10", "hoej 2024-01-11 2024-01-30"]);
    let expected = ["2024-01-01 2024-01-10 10.00 day 10000.00/31.00 3225.81", "2024-01-11 2024-01-30 20.00 day 700.00/1.00 14000.00"];
    assert_eq!(found, expected);
    // It makes a month whole as any other: 20,000 × 21 / 31 beside it.
    let found = priced(levels(), &["andel 2024-01-01 2024-01-10", "hoej 2024-01-11 2024-01-31"]);
    assert_eq!(found[1], "2024-01-11 2024-01-31 21.00 day 20000.00/31.00 13548.38");
}

#[test]
fn agreed_prices_per_month_count_and_prices_per_day_do_not() {
    // 12,400 agreed is 400 a day: 15 × 400; 20,000 × 16 / 31 = 10,322.5806: 16,322.58 − 6,000.
    let found = priced(levels(), &["aftalt 2024-01-01 2024-01-15 unit_price=12400 unit=month", "hoej 2024-01-16 2024-01-31"]);
    let expected = ["2024-01-01 2024-01-15 15.00 day 12400.00/31.00 6000.00", "2024-01-16 2024-01-31 16.00 day 20000.00/31.00 10322.58"];
    assert_eq!(found, expected);
    let found = priced(levels(), &["aftalt 2024-01-01 2024-01-15 unit_price=400 unit=day", "hoej 2024-01-16 2024-01-31"]);
    assert_eq!(found[1], "2024-01-16 2024-01-31 16.00 day 700.00/1.00 11200.00");
}

#[test]
fn each_day_has_the_price_of_its_version() {
    let versions = || vec![daily("2020-01-01", Some("2024-01-15"), "15500", "600"), daily("2024-01-16", None, "18600", "700")];
    let found = priced(vec![month("bolig", versions())], &["bolig 2024-01-01 2024-01-31"]);
    let expected = ["2024-01-01 2024-01-15 15.00 day 15500.00/31.00 7500.00", "2024-01-16 2024-01-31 16.00 day 18600.00/31.00 9600.00"];
    assert_eq!(found, expected);
    let found = priced(vec![month("bolig", versions())], &["bolig 2024-01-02 2024-01-31"]);
    let expected = ["2024-01-02 2024-01-15 14.00 day 600.00/1.00 8400.00", "2024-01-16 2024-01-31 16.00 day 700.00/1.00 11200.00"];
    assert_eq!(found, expected);
}

#[test]
fn a_window_of_time_does_not_make_a_month_a_part() {
    let until = |cells: &str| lines(&price(&book(home()), rows(&[cells]), Some("2024-01-20")));
    // 15,500 × 20 / 31 = 10,000: an open row runs on, and a row that ends does so on its own day.
    let whole = ["2024-01-01 2024-01-20 20.00 day 15500.00/31.00 10000.00"];
    assert_eq!(until("bolig 2024-01-01"), whole);
    assert_eq!(until("bolig 2024-01-01 2024-01-31"), whole);
    assert_eq!(until("bolig 2024-01-01 2024-01-30"), ["2024-01-01 2024-01-20 20.00 day 600.00/1.00 12000.00"]);
    assert_eq!(until("bolig 2024-01-02"), ["2024-01-02 2024-01-20 19.00 day 600.00/1.00 11400.00"]);
    // The row that goes on begins after the window.
    let cut = lines(&price(&book(home()), rows(&["bolig 2024-01-01 2024-01-20", "bolig 2024-01-21 2024-01-31"]), Some("2024-01-20")));
    assert_eq!(cut, whole);
}

#[test]
fn the_last_month_of_a_course_is_a_part_where_its_last_day_is_not_charged() {
    let book = with_policy(home(), &[("day-count", "first-only")]);
    let priced = |cells: &str| lines(&price(&book, rows(&[cells]), None));
    // 30 × 600 is more than the 15,500 of the month.
    assert_eq!(priced("bolig 2024-01-01 2024-01-31"), ["2024-01-01 2024-01-30 30.00 day 600.00/1.00 18000.00"]);
    assert_eq!(priced("bolig 2024-01-01 2024-02-01"), ["2024-01-01 2024-01-31 1.00 month 15500.00/1.00 15500.00"]);
    // In a course that goes on with another row only the course's last day counts.
    let found = lines(&price(&book, rows(&["bolig 2024-01-01 2024-01-31", "bolig 2024-02-01 2024-02-02"]), None));
    assert_eq!(found, ["2024-01-01 2024-01-31 1.00 month 15500.00/1.00 15500.00", "2024-02-01 2024-02-01 1.00 day 600.00/1.00 600.00"]);
}

#[test]
fn splitting_a_row_changes_no_total() {
    let book = book(levels());
    let total = |cells: &[&str]| price(&book, rows(cells), None).totals();
    for service in ["bolig", "andel"] {
        let whole = total(&[&format!("{service} 2023-12-10 2024-03-05")]);
        for days in 0..86 {
            let (end, next) = (day("2023-12-10") + chrono::Days::new(days), day("2023-12-10") + chrono::Days::new(days + 1));
            let parts = [format!("{service} 2023-12-10 {end}"), format!("{service} {next} 2024-03-05")];
            assert_eq!(total(&[&parts[0], &parts[1]]), whole, "{parts:?}");
        }
    }
}

#[test]
fn own_payment_is_at_most_the_price_of_the_day() {
    let most = |services: Vec<Service>, cells: &[&str]| -> Option<String> {
        let faults = price(&book(services), rows(cells), None).result.err()?;
        match &faults[..] {
            [fault] if (fault.code, fault.at.column) == (Code::OwnPaymentExceedsPrice, Some(Column::OwnPaymentPerDay)) => match fault.expected {
                Expected::OwnPaymentAtMost(most) => Some(most.to_string()),
                _ => None,
            },
            other => panic!("{other:?}"),
        }
    };
    // A whole January costs 500 a day, a part of it 600.
    assert_eq!(most(home(), &["bolig 2024-01-01 2024-01-31 own_payment_per_day=500.00"]), None);
    assert_eq!(most(home(), &["bolig 2024-01-01 2024-01-31 own_payment_per_day=500.01"]), Some("500.00".into()));
    assert_eq!(most(home(), &["bolig 2024-01-02 2024-01-31 own_payment_per_day=600.00"]), None);
    assert_eq!(most(home(), &["bolig 2024-01-02 2024-01-31 own_payment_per_day=600.01"]), Some("600.00".into()));
    // One of two rows of a whole month.
    assert_eq!(most(home(), &["bolig 2024-01-01 2024-01-05 own_payment_per_day=500.01", "bolig 2024-01-06 2024-01-31"]), Some("500.00".into()));
    // Where a day in a part costs less than a share of the month.
    let cheap = || vec![month("bolig", vec![daily("2020-01-01", None, "15500", "400")])];
    assert_eq!(most(cheap(), &["bolig 2024-01-01 2024-01-31 own_payment_per_day=450"]), None);
    assert_eq!(most(cheap(), &["bolig 2024-01-02 2024-01-31 own_payment_per_day=400"]), None);
    assert_eq!(most(cheap(), &["bolig 2024-01-02 2024-01-31 own_payment_per_day=400.01"]), Some("400.00".into()));
}

#[test]
fn the_steps_name_both_prices_of_a_part() {
    let shown = |cells: &[&str]| {
        let citizen = citizen(rows(cells));
        let explanation = book(home()).explain(&citizen, &ReportingPeriod::ALL, "S-1").expect("the case");
        let tariff = explanation.steps[0].iter().find_map(|step| match step {
            Step::Tariff { price, unit, month_price, .. } => Some((price.to_string(), unit.to_string(), month_price.map(|p| p.to_string()))),
            _ => None,
        });
        tariff.expect("a tariff")
    };
    assert_eq!(shown(&["bolig 2024-01-02 2024-01-31"]), ("600.00".into(), "day".into(), Some("15500.00".into())));
    assert_eq!(shown(&["bolig 2024-01-01 2024-01-31"]), ("15500.00".into(), "month".into(), None));
    assert_eq!(shown(&["bolig 2024-01-01 2024-01-05", "bolig 2024-01-06 2024-01-31"]), ("15500.00".into(), "month".into(), None));
}

#[test]
fn a_price_per_day_beside_another_unit_is_refused() {
    let wrong = |kind, day_price: &str| {
        let services = vec![service("fejl", kind, vec![daily("2020-01-01", None, "100", day_price)])];
        let errors = Book::compile(&catalogue(services), &takst::Policy::default(), takst::KnownAsOf::Latest).expect_err("wrong").to_vec();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(wrong(Kind::Day, "5"), ["service \"hus/fejl\": 5.00 is no price of a day in a part of a month; the price is per day"]);
    assert_eq!(wrong(Kind::Month, "0"), ["service \"hus/fejl\": 0.00 is no price of a day in a part of a month; the price is per month"]);
    assert_eq!(wrong(Kind::Month, "0.005"), ["service \"hus/fejl\": 0.005 is no price of a day in a part of a month; the price is per month"]);
}
