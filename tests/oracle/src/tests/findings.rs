//! R12: what is found beside the prices.

use super::*;

#[test]
fn courses_of_the_wrong_length() {
    let weeks = |last: &str| priced(&[stay("livarehab/vejledning-opkvalificering", "2017-01-02", last, "")]);
    assert_eq!(problems(&weeks("2017-02-12")), []);
    assert_eq!(problems(&weeks("2017-02-13")), [("course.too-long", 1, "last_day", "2017-02-13")]);
    assert_eq!(problems(&weeks("2017-02-06")), []);
    assert_eq!(problems(&weeks("2017-02-05")), [("course.too-short", 1, "last_day", "2017-02-05")]);

    // Nine months from 1 February 2020 end on 31 October; the row that holds 1 November is the second.
    let rows = [stay("pensionatet/cti", "2020-02-01", "2020-10-15", "prior_stay_to=2020-01-31"), stay("pensionatet/cti", "2020-10-16", "open", "")];
    assert_eq!(problems(&priced_with("", &until("2020-10-31"), &rows)), []);
    assert_eq!(problems(&priced_with("", &until("2020-11-30"), &rows)), [("course.too-long", 2, "last_day", "2020-11-30")]);
}

#[test]
fn aftercare_notices() {
    // Thursday 2 March 2023: the third working day after is Tuesday 7 March.
    let basis = |more: &str| {
        let rows = [stay("mandecentret/efterforsorg-basis", "2023-03-02", "2023-03-31", more)];
        problems(&priced(&rows)).iter().map(|(code, _, column, _)| format!("{code} {column}")).collect::<Vec<_>>()
    };
    assert_eq!(basis("prior_stay_to=2023-03-01,notified_start=2023-03-07"), Vec::<String>::new());
    assert_eq!(basis("prior_stay_to=2023-03-01,notified_start=2023-03-08"), ["notice.late notified_start"]);
    // Easter: Monday 3 to Wednesday 5 April are the three working days after 31 March.
    assert_eq!(basis("prior_stay_to=2023-03-01,notified_end=2023-04-11"), ["notice.late notified_end"]);
    assert_eq!(basis("prior_stay_to=2023-02-28"), ["course.not-after-stay prior_stay_to"]);
}

#[test]
fn included_services_and_hours_that_differ() {
    let answer = priced(&[stay("pensionatet/efterforsorg", "2024-01-01", "2024-01-31", "")]);
    assert_eq!(problems(&answer), [("service.included", 1, "service", "pensionatet/efterforsorg")]);
    assert_eq!(answer.problems[0].severity, "note");
    let answer = priced(&[stay("livarehab/vejledning-opkvalificering", "2017-01-02", "2017-02-12", "hours_per_week=5.5")]);
    assert_eq!(problems(&answer), [("hours.differ", 1, "hours_per_week", "5.5")]);
}

#[test]
fn five_places_and_six_rows() {
    let mut rows: Vec<Row> =
        (1..=5).map(|n| stay("pensionatet/cti", "2020-02-01", "2020-03-31", &format!("case_id=c{n},prior_stay_to=2020-01-31"))).collect();
    rows.push(stay("pensionatet/cti", "2020-03-01", "2020-04-30", "case_id=c6,prior_stay_to=2020-02-29,payer=x"));
    let answer = priced(&rows);
    assert_eq!(problems(&answer), [("value.invalid", 6, "payer", "x"), ("capacity.exceeded", 0, "service", "pensionatet/cti 2020-03-01/2020-03-31")]);
}

#[test]
fn a_commitment_holds_its_own_payer_only() {
    let rows = [
        stay("pensionatet/cti", "2020-02-01", "2020-02-20", "commitment=letter,commitment_date=2020-02-01"),
        stay("pensionatet/cti", "2020-02-21", "2020-03-31", "payer=147,commitment=letter,commitment_date=2020-02-02"),
    ];
    let answer = priced(&rows);
    assert_eq!(column(&answer, "payer"), ["101", "147", "147"]);
    assert_eq!(column(&answer, "invoice_hold"), ["", "commitment.late", "commitment.late"]);
    assert_eq!(problems(&answer), [("commitment.late", 2, "commitment_date", "2020-02-02")]);
}

#[test]
fn what_is_at_stake_is_told_by_row() {
    let rows = [stay("mandecentret/efterforsorg-basis", "2023-10-30", "2023-11-02", "prior_stay_to=2023-10-29")];
    let answer = priced(&rows);
    assert_eq!(column(&answer, "refund"), ["0.00", "0.00"]);
    assert_eq!(column(&answer, "at_stake"), ["435.00", "435.00"]);
    assert_eq!(problems(&answer), [("refund.undetermined", 1, "", "870.00")]);
    let november = Options { from: Some("2023-11-01".to_string()), until: Some("2023-11-01".to_string()), as_of: None };
    assert_eq!(problems(&priced_with("", &november, &rows)), [("refund.undetermined", 1, "", "217.50")]);
}

#[test]
fn municipalities_that_are_none() {
    let run = |first: &str, payer: &str| {
        let answer = priced(&[stay("boegely/aftalt", first, "2007-01-02", &format!("payer={payer},unit=day,unit_price=1"))]);
        (answer.lines[0]["payer"].clone(), answer.problems.iter().map(|problem| problem.code).collect::<Vec<_>>())
    };
    assert_eq!(run("2007-01-01", "Samsø kommune"), ("741".to_string(), vec![]));
    assert_eq!(run("2007-01-01", "0411"), ("411".to_string(), vec![]));
    assert_eq!(run("2007-01-01", "102"), ("102".to_string(), vec!["payer.unknown"]));
    // Before the codes of 2007 nothing is known of them.
    assert_eq!(run("2006-12-31", "102"), ("102".to_string(), vec![]));
}

#[test]
fn one_stay_in_two_cases() {
    let case = |id: &str, first: &str, last: &str, more: &str| {
        stay("boegely/aftalt", first, last, &format!("citizen_id=x,case_id={id},unit_price=10,{more}"))
    };
    let rows = [
        case("a", "2024-01-01", "2024-01-10", "unit=day"),
        case("b", "2024-01-10", "2024-01-20", "unit=week"),
        case("d", "2024-01-20", "2024-01-31", "unit=hour,hours=1"),
        case("e", "2024-01-21", "2024-01-31", "unit=day"),
    ];
    assert_eq!(problems(&priced(&rows)), [("case.billed-elsewhere", 1, "case_id", "b"), ("case.billed-elsewhere", 2, "case_id", "a")]);
    assert_eq!(problems(&priced_with("", &until("2024-01-09"), &rows)), []);
    // Without its last day the first course does not reach the second.
    assert_eq!(problems(&priced_with("[day-count]\nvalue = \"first-only\"", &Options::default(), &rows)), []);
}

#[test]
fn courses_of_which_nothing_is_charged() {
    let policy = "[started-week]\nvalue = \"whole-weeks-only\"";
    let run = |last: &str, options: &Options| {
        let answer = priced_with(policy, options, &[stay("boegely/aftalt", "2024-01-01", last, "unit=week,unit_price=700")]);
        answer.problems.iter().map(|problem| (problem.code, problem.value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(run("2024-01-06", &Options::default()), [("course.not-charged", "2024-01-06".to_string())]);
    assert_eq!(run("2024-01-07", &Options::default()), []);
    assert_eq!(run("open", &until("2024-01-02")), []);
}
