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
        stay("pensionatet/cti", "2020-02-21", "2020-03-31", "payer=102,commitment=letter,commitment_date=2020-02-02"),
    ];
    let answer = priced(&rows);
    assert_eq!(column(&answer, "payer"), ["101", "102", "102"]);
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
