//! R2 and R3: which faults refuse a case.

use super::*;

#[test]
fn each_cell_is_judged() {
    let rows = [row("service=boegely/ophold,first_day=2024-02-30,last_day=1899-12-31,payer=99,hours=0,hours_per_week=168.01,\
        unit_price=1.23456,own_payment_per_day=-1,window_start=2023-09-30,decided_before_discharge=yes,row_id=010190-1234")];
    assert_eq!(
        problems(&priced(&rows)),
        [
            ("case.cpr-number", 1, "row_id", "xxxxxx-xxxx"),
            ("value.invalid", 1, "decided_before_discharge", "yes"),
            ("value.invalid", 1, "first_day", "2024-02-30"),
            ("value.invalid", 1, "payer", "99"),
            ("value.missing", 1, "unit", ""),
            ("value.missing", 1, "window_days_used", ""),
            ("value.precision", 1, "unit_price", "1.23456"),
            ("value.range", 1, "hours", "0"),
            ("value.range", 1, "hours_per_week", "168.01"),
            ("value.range", 1, "last_day", "1899-12-31"),
            ("value.range", 1, "own_payment_per_day", "-1"),
            ("value.range", 1, "window_start", "2023-09-30"),
        ]
    );
}

#[test]
fn a_case_without_a_name_is_refused_alone() {
    let mut nameless = stay("boegely/ophold", "2024-01-01", "2024-01-01", "");
    nameless.cells.remove("case_id");
    let answer = priced(&[nameless.clone(), nameless, stay("boegely/ophold", "2024-01-01", "2024-01-01", "")]);
    assert_eq!(problems(&answer), [("value.missing", 1, "case_id", ""), ("value.missing", 2, "case_id", "")]);
    assert!(answer.problems.iter().all(|problem| problem.case_id.is_empty()));
    assert_eq!(answer.lines.len(), 1);
}

#[test]
fn prices_that_do_not_fit() {
    let one = |words: &str| {
        let answer = priced(&[row(&format!("first_day=2024-01-01,{words}"))]);
        answer.problems.iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    assert_eq!(one("service=boegely/intet"), ["service.unknown"]);
    assert_eq!(one("service=boegely/ophold"), ["case.open-end"]);
    let one = |words: &str| one(&format!("last_day=2024-01-03,{words}"));
    assert_eq!(one("service=boegely/ophold,unit=day,unit_price=1"), ["price.not-agreed"]);
    assert_eq!(one("service=boegely/aftalt"), ["price.agreed-missing"]);
    assert_eq!(one("service=boegely/aftalt,unit=hour,unit_price=1,own_payment_per_day=0"), ["case.hours-missing", "own-payment.unit"]);
    assert_eq!(one("service=pensionatet/efterforsorg,unit=day,unit_price=1"), ["price.not-agreed"]);
    assert_eq!(one("service=livarehab/mentor-samtaler"), ["case.hours-missing"]);
    assert_eq!(one("service=boegely/aftalt,unit=day,unit_price=88.99,own_payment_per_day=89"), ["own-payment.exceeds-price"]);
    // 89 × 31 = 2759.
    assert_eq!(one("service=boegely/aftalt,unit=month,unit_price=2758.99,own_payment_per_day=89"), ["own-payment.exceeds-price"]);
    assert_eq!(one("service=boegely/aftalt,unit=month,unit_price=2759,own_payment_per_day=89"), Vec::<&str>::new());
}

#[test]
fn tariffs_are_missed_run_by_run() {
    let huller = |first: &str, last: &str| [stay("boegely/huller", first, last, "")];
    assert_eq!(
        problems(&priced(&huller("2019-12-30", "2020-03-02"))),
        [
            ("tariff.ambiguous", 1, "first_day", "2020-02-20/2020-02-29"),
            ("tariff.ended", 1, "first_day", "2020-03-01/2020-03-02"),
            ("tariff.none", 1, "first_day", "2019-12-30/2019-12-31"),
            ("tariff.none", 1, "first_day", "2020-02-01/2020-02-09"),
        ]
    );
    // The version that was known later wins, where it is known.
    let rows = huller("2020-01-19", "2020-01-20");
    assert_eq!(column(&priced(&rows), "net"), ["100.00", "130.00"]);
    let as_of = Options { as_of: Some("2020-02-29".to_string()), ..Options::default() };
    assert_eq!(column(&priced_with("", &as_of, &rows), "net"), ["200.00"]);
    // Days after the window of time are not looked up.
    assert_eq!(problems(&priced_with("", &until("2020-01-31"), &huller("2020-01-30", "2020-03-02"))), []);
}

#[test]
fn hours_must_lie_in_one_month() {
    let answer = priced(&[stay("livarehab/mentor-samtaler", "2021-03-31", "2021-04-01", "hours=1")]);
    assert_eq!(problems(&answer), [("case.hours-undated", 1, "last_day", "2021-04-01")]);
}

#[test]
fn rows_that_contradict_each_other() {
    let rows = [
        stay("boegely/ophold", "2024-01-01", "2024-01-10", "commitment=a,prior_stay_to=2023-12-31"),
        stay("boegely/ophold", "2024-01-11", "2024-01-20", "commitment=b,prior_stay_to=2023-12-30"),
        stay("boegely/ophold", "2024-01-20", "2024-01-25", ""),
        stay("boegely/ophold", "2024-01-26", "open", "payer=102,commitment=b"),
        stay("boegely/ophold", "2025-01-26", "open", "payer=x"),
    ];
    assert_eq!(
        problems(&priced_with("", &until("2025-12-31"), &rows)),
        [
            ("case.conflict", 2, "commitment", "b"),
            ("case.conflict", 2, "prior_stay_to", "2023-12-30"),
            ("case.overlap", 3, "first_day", "2024-01-20"),
            ("value.invalid", 5, "payer", "x"),
        ]
    );
    let citizens =
        [stay("boegely/ophold", "2024-01-01", "2024-01-10", "citizen_id=x"), stay("boegely/ophold", "2024-02-01", "2024-02-10", "citizen_id=y")];
    assert_eq!(problems(&priced(&citizens)), [("case.conflict", 1, "citizen_id", "x"), ("case.conflict", 2, "citizen_id", "y")]);
}

#[test]
fn a_course_price_is_charged_once() {
    let course = |first: &str, last: &str, price: &str| stay("boegely/aftalt", first, last, &format!("unit=course,unit_price={price}"));
    let answer = priced(&[course("2024-01-10", "2024-01-31", "900"), course("2024-02-01", "2024-03-31", "900.00")]);
    assert_eq!(column(&answer, "net"), ["900.00"]);
    assert_eq!(column(&answer, "last_day"), ["2024-01-10"]);
    let answer = priced(&[course("2024-01-10", "2024-01-31", "900"), course("2024-02-01", "2024-03-31", "901")]);
    assert_eq!(problems(&answer), [("case.conflict", 2, "unit_price", "901")]);
}
