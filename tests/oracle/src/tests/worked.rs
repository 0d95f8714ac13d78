//! Figures worked out by hand from the published tariffs.

use super::*;

#[test]
fn aftercare_across_the_roll_out() {
    let answer = priced(&[stay("mandecentret/efterforsorg-basis", "2023-03-20", "2023-04-10", "prior_stay_to=2023-03-19")]);
    assert_eq!(column(&answer, "month"), ["2023-03", "2023-04"]);
    assert_eq!(column(&answer, "quantity"), ["12.00", "10.00"]);
    assert_eq!(column(&answer, "unit_price"), ["545.00", "435.00"]);
    assert_eq!(column(&answer, "net"), ["6540.00", "4350.00"]);
    assert_eq!(column(&answer, "refund"), ["3270.00", "2175.00"]);
    assert_eq!(column(&answer, "cost"), ["3270.00", "2175.00"]);
    assert_eq!(column(&answer, "tariff_version"), ["mandecentret/efterforsorg-basis@2022-01-01", "mandecentret/efterforsorg-basis@2023-04-01"]);
    assert_eq!(
        column(&answer, "assumptions"),
        [
            "assumed.aftercare-refund;assumed.day-count;assumed.roll-out-date;assumed.tariff-start;assumed.vat-exempt",
            "assumed.aftercare-refund;assumed.day-count;assumed.roll-out-date;assumed.vat-exempt",
        ]
    );
    assert_eq!(answer.problems, []);
}

#[test]
fn a_source_settles_the_roll_out() {
    let policy = "[roll-out-date]\nvalue = \"2023-03-25\"\nsource = \"letter\"\n[day-count]\nvalue = \"first-only\"";
    let rows = [stay("mandecentret/efterforsorg-basis", "2023-03-20", "2023-04-10", "prior_stay_to=2023-03-19")];
    let answer = priced_with(policy, &Options::default(), &rows);
    assert_eq!(column(&answer, "first_day"), ["2023-03-20", "2023-03-25", "2023-04-01"]);
    assert_eq!(column(&answer, "last_day"), ["2023-03-24", "2023-03-31", "2023-04-09"]);
    assert_eq!(column(&answer, "line"), ["1", "2", "1"]);
    // A value without a source keeps the code; the last day of the course is in no line any more.
    assert_eq!(column(&answer, "assumptions")[0], "assumed.aftercare-refund;assumed.day-count;assumed.tariff-start;assumed.vat-exempt");
    assert_eq!(column(&answer, "assumptions")[2], "assumed.aftercare-refund;assumed.vat-exempt");
}

#[test]
fn cti_of_nine_months() {
    let answer = priced(&[stay("pensionatet/cti", "2020-02-01", "2020-10-31", "prior_stay_to=2020-01-31")]);
    assert_eq!(answer.lines.len(), 9);
    assert_eq!(column(&answer, "days").iter().map(|days| days.parse::<i64>().unwrap()).sum::<i64>(), 274);
    assert_eq!(sum(&answer, "net"), 11_124_400);
    assert_eq!(sum(&answer, "refund"), 5_562_200);
    assert_eq!(answer.problems, []);
}

#[test]
fn cti_without_a_stay() {
    let answer = priced(&[stay("pensionatet/cti", "2020-02-01", "2020-10-31", "")]);
    assert_eq!(sum(&answer, "net"), 11_124_400);
    assert_eq!(sum(&answer, "refund"), 0);
    assert!(column(&answer, "refund_outcome").iter().all(|outcome| *outcome == "not-refunded"));
    assert!(column(&answer, "refund_reason").iter().all(|reason| *reason == "refund.no-prior-stay"));
    assert!(column(&answer, "invoice_hold").iter().all(|hold| *hold == "commitment.missing"));
    assert_eq!(problems(&answer), [("commitment.missing", 1, "commitment", "")]);
}

#[test]
fn cti_after_the_last_tariff() {
    let answer = priced(&[stay("pensionatet/cti", "2020-12-15", "2021-01-10", "prior_stay_to=2020-12-14")]);
    assert_eq!(answer.lines, []);
    assert_eq!(problems(&answer), [("tariff.ended", 1, "first_day", "2021-01-01/2021-01-10")]);
}

#[test]
fn guidance_of_six_weeks() {
    // Monday 2 January to Sunday 12 February 2017: five weeks begin in January, one in February.
    let answer = priced(&[stay("livarehab/vejledning-opkvalificering", "2017-01-02", "2017-02-12", "hours_per_week=5")]);
    assert_eq!(column(&answer, "quantity"), ["5.00", "1.00"]);
    assert_eq!(column(&answer, "last_day"), ["2017-02-05", "2017-02-12"]);
    assert_eq!(column(&answer, "days"), ["35", "7"]);
    assert_eq!(sum(&answer, "net"), 480_000);
    assert_eq!(sum(&answer, "vat"), 120_000);
    assert_eq!(column(&answer, "refund_reason"), ["refund.no-rule", "refund.no-rule"]);
    assert_eq!(column(&answer, "assumptions"), ["assumed.tariff-validity"; 2]);
    assert_eq!(answer.problems, []);
}

#[test]
fn resource_course_of_thirteen_weeks() {
    let answer = priced(&[stay("livarehab/ressourceforloeb-tvaerfagligt", "2020-01-06", "2020-04-05", "hours_per_week=15")]);
    assert_eq!(sum(&answer, "net"), 3_250_000);
    assert_eq!(sum(&answer, "vat"), 812_500);
    let expected = "assumed.act-replaced;assumed.included-hours;assumed.tariff-validity";
    assert!(column(&answer, "assumptions").iter().all(|codes| *codes == expected));
    assert_eq!(answer.problems, []);
}

#[test]
fn resource_course_over_the_included_hours() {
    let refused = priced(&[stay("livarehab/ressourceforloeb-tvaerfagligt", "2020-01-06", "2020-04-05", "hours_per_week=20")]);
    assert_eq!(refused.lines, []);
    assert_eq!(problems(&refused), [("price.over-included-hours", 1, "hours_per_week", "20")]);

    let agreed = "hours_per_week=20,unit_price=3100,unit=week";
    let answer = priced(&[stay("livarehab/ressourceforloeb-tvaerfagligt", "2020-01-06", "2020-04-05", agreed)]);
    assert_eq!(sum(&answer, "net"), 13 * 310_000);
    assert!(column(&answer, "tariff_version").iter().all(|version| *version == "agreed"));
    assert!(column(&answer, "assumptions").iter().all(|codes| *codes == "assumed.vat-standard"));
}

#[test]
fn stay_with_and_without_own_payment() {
    let with = priced(&[stay("boegely/ophold", "2019-05-01", "2019-05-01", "own_payment_per_day=89")]);
    assert_eq!(column(&with, "refund"), ["548.00"]);
    assert_eq!(column(&with, "cost"), ["548.00"]);
    assert_eq!(column(&with, "account"), ["5.38.42"]);
    assert_eq!(column(&with, "assumptions"), ["assumed.day-count;assumed.vat-exempt"]);
    let without = priced(&[stay("boegely/ophold", "2019-05-01", "2019-05-01", "")]);
    assert_eq!(column(&without, "refund"), ["592.50"]);
    assert_eq!(column(&without, "assumptions"), ["assumed.day-count;assumed.own-payment-none;assumed.vat-exempt"]);
}

#[test]
fn halves_of_an_oere_meet_in_the_document() {
    let own = "own_payment_per_day=96.71";
    let one = priced(&[stay("boegely/ophold", "2023-05-01", "2023-05-02", own)]);
    let two = priced(&[stay("boegely/ophold", "2023-05-01", "2023-05-01", own), stay("boegely/ophold", "2023-05-02", "2023-05-02", own)]);
    assert_eq!(column(&one, "refund"), ["1088.29"]);
    // 544.145 rounds to 544.15, and the second line gets what is left of 1088.29.
    assert_eq!(column(&two, "refund"), ["544.15", "544.14"]);
    assert_eq!(column(&two, "row"), ["1", "2"]);
    assert_eq!(sum(&two, "cost"), sum(&one, "cost"));
}

#[test]
fn three_windows() {
    let own = "own_payment_per_day=89";
    let rows = [stay("boegely/ophold", "2023-11-01", "2023-11-30", own), stay("boegely/ophold", "2025-03-01", "2026-02-28", own)];
    let answer = priced(&rows);

    // Windows begin on 2023-11-01, 2024-11-01 and 2025-11-01. The first holds 30 stay days. The second holds the days from
    // 2025-03-01: the 120th is 2025-06-28. The third holds 30 + 31 + 31 + 28 = 120 days, all refunded.
    let refunded: i64 = answer.lines.iter().filter(|l| l["refund_outcome"] == "refunded").map(|l| l["days"].parse::<i64>().unwrap()).sum();
    assert_eq!(refunded, 30 + 120 + 120);
    assert_eq!(sum(&answer, "refund"), 270 * 54_800);
    let first_over = answer.lines.iter().find(|line| line["refund_reason"] == "refund.cap-reached").unwrap();
    assert_eq!(first_over["first_day"], "2025-06-29");
    let last_over = answer.lines.iter().rfind(|line| line["refund_reason"] == "refund.cap-reached").unwrap();
    assert_eq!(last_over["last_day"], "2025-10-31");
    assert_eq!(column(&answer, "assumptions")[0], "assumed.day-count;assumed.history-complete;assumed.vat-exempt");
    assert_eq!(column(&answer, "assumptions")[1], "assumed.day-count;assumed.history-complete;assumed.vat-exempt;assumed.window-reset");
}

#[test]
fn months_are_shared_out_over_their_days() {
    // 30000 / 31 = 967.7419…: 10 days 9677.42, 20 days 19354.84, 31 days 30000.00.
    let more = "own_payment_per_day=0";
    let rows = [
        stay("boegely/maaned", "2021-03-01", "2021-03-10", more),
        stay("boegely/maaned", "2021-03-11", "2021-03-20", more),
        stay("boegely/maaned", "2021-03-21", "2021-04-30", more),
    ];
    let answer = priced(&rows);
    assert_eq!(column(&answer, "net"), ["9677.42", "9677.42", "10645.16", "30000.00"]);
    assert_eq!(column(&answer, "unit"), ["day", "day", "day", "month"]);
    assert_eq!(column(&answer, "quantity"), ["10.00", "10.00", "11.00", "1.00"]);
    assert_eq!(column(&answer, "price_base_quantity"), ["31.00", "31.00", "31.00", "1.00"]);
}

#[test]
fn hours_are_rounded_once() {
    let answer = priced(&[stay("livarehab/mentor-samtaler", "2021-03-01", "2021-03-31", "hours=7.25")]);
    assert_eq!(column(&answer, "net"), ["3625.00"]);
    assert_eq!(column(&answer, "vat"), ["906.25"]);
    let agreed = "hours=0.33,unit=hour,unit_price=99.9950";
    let answer = priced(&[stay("boegely/aftalt", "2021-03-01", "2021-03-31", agreed)]);
    // 0.33 × 99.995 = 32.99835.
    assert_eq!(column(&answer, "net"), ["33.00"]);
    assert_eq!(column(&answer, "unit_price"), ["99.995"]);
}

#[test]
fn a_part_of_a_month_at_a_day_price() {
    let net = |first: &str, last: &str, options: &Options| {
        let answer = priced_with("", options, &[stay("boegely/dele", first, last, "")]);
        answer.lines.iter().map(|line| format!("{} {} {}", line["quantity"], line["unit_price"], line["net"])).collect::<Vec<_>>()
    };
    // 14200 a month, 467 a day.
    assert_eq!(net("2024-04-01", "2024-04-30", &Options::default()), ["1.00 14200.00 14200.00"]);
    assert_eq!(net("2024-04-01", "2024-04-29", &Options::default()), ["29.00 467.00 13543.00"]);
    assert_eq!(net("2024-04-02", "2024-05-31", &Options::default()), ["29.00 467.00 13543.00", "1.00 14200.00 14200.00"]);
    // A window of time makes no month a part: 10/30 of 14200.
    assert_eq!(net("2024-04-01", "open", &until("2024-04-10")), ["10.00 14200.00 4733.33"]);
    assert_eq!(net("2024-04-02", "open", &until("2024-04-10")), ["9.00 467.00 4203.00"]);
}

#[test]
fn two_payers_in_a_month_are_two_parts() {
    let rows = [stay("boegely/dele", "2024-04-01", "2024-04-10", ""), stay("boegely/dele", "2024-04-11", "2024-04-30", "payer=147")];
    assert_eq!(column(&priced(&rows), "net"), ["4670.00", "9340.00"]);
    let rows = [stay("boegely/dele", "2024-04-01", "2024-04-10", ""), stay("boegely/dele", "2024-04-11", "2024-04-30", "")];
    assert_eq!(column(&priced(&rows), "net"), ["4733.33", "9466.67"]);
}

#[test]
fn month_parts_are_rounded_in_their_document() {
    // 30000 / 31 = 967.7419: 10 days 9677.42, 11 days 10645.16, each in its payer's own document.
    let rows = [stay("boegely/maaned", "2021-03-01", "2021-03-10", ""), stay("boegely/maaned", "2021-03-11", "2021-03-21", "payer=147")];
    assert_eq!(column(&priced(&rows), "net"), ["9677.42", "10645.16"]);
}

#[test]
fn versions_have_names_of_their_own() {
    let answer = priced(&[stay("boegely/huller", "2020-01-19", "2020-01-20", "")]);
    assert_eq!(column(&answer, "tariff_version"), ["boegely/huller@2020-01-01", "boegely/huller@2020-01-20~2020-03-01"]);
}

#[test]
fn a_term_of_the_provider_settles_the_count() {
    let rows = [stay("boegely/foerste", "2024-01-01", "2024-01-10", ""), stay("boegely/foerste", "2024-02-01", "2024-02-01", "")];
    let answer = priced_with("[day-count]\nvalue = \"both\"", &Options::default(), &rows);
    assert_eq!(column(&answer, "last_day"), ["2024-01-09", "2024-02-01"]);
    assert_eq!(column(&answer, "assumptions"), ["assumed.vat-exempt"; 2]);
}

#[test]
fn own_output_is_no_case_file() {
    let mut line = stay("boegely/ophold", "2024-01-01", "2024-01-31", "");
    line.cells.insert("net".to_string(), "36735.00".to_string());
    assert_eq!(priced(&[line]), Answer::default());
}

#[test]
fn settings_that_contradict_each_other() {
    let found = |text: &str| Policy::from_toml(text).contradictions();
    assert_eq!(found(""), []);
    assert_eq!(found("[livarehab-to]\nvalue = \"2016-11-21\""), []);
    assert_eq!(found("[livarehab-to]\nvalue = \"2016-11-20\""), [("livarehab-from", "livarehab-to")]);
    assert_eq!(found("[roll-out-date]\nvalue = \"2022-01-02\""), []);
    assert_eq!(found("[roll-out-date]\nvalue = \"2022-01-01\""), [("mandecentret-545-from", "roll-out-date")]);
}
