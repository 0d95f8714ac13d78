//! The refund windows of R9.3 and what refused cases do to them (R9.7).

use super::*;

fn runs(answer: &Answer) -> Vec<(&str, &str, &str)> {
    let mut runs: Vec<(&str, &str, &str)> = Vec::new();
    for line in &answer.lines {
        let (first, last, reason) = (line["first_day"].as_str(), line["last_day"].as_str(), line["refund_reason"].as_str());
        match runs.last_mut() {
            Some(run) if run.2 == reason => run.1 = last,
            _ => runs.push((first, last, reason)),
        }
    }
    runs
}

fn assumes(answer: &Answer, code: &str) -> Vec<bool> {
    column(answer, "assumptions").iter().map(|codes| codes.split(';').any(|other| other == code)).collect()
}

#[test]
fn a_resident_begins_on_the_day_of_the_reform() {
    let rows = [stay("boegely/ophold", "2023-09-01", "2024-02-29", "own_payment_per_day=89")];
    let answer = priced(&rows);
    assert_eq!(
        runs(&answer),
        [
            ("2023-09-01", "2023-09-30", "refund.before-reform"),
            ("2023-10-01", "2024-01-28", "refund.within-cap"),
            ("2024-01-29", "2024-02-29", "refund.cap-reached"),
        ]
    );
    assert_eq!(assumes(&answer, "assumed.window-resident"), [false, true, true, true, true, true, true]);
}

#[test]
fn a_resident_may_wait_for_an_admission() {
    let policy = "[window-resident]\nvalue = \"next-admission\"";
    let rows = [stay("boegely/ophold", "2023-09-01", "2023-11-30", ""), stay("boegely/ophold", "2024-01-01", "2024-06-30", "case_id=d,citizen_id=c")];
    let answer = priced_with(policy, &Options::default(), &rows);
    assert_eq!(
        runs(&answer)[1..],
        [
            ("2023-10-01", "2023-11-30", "refund.window-not-begun"),
            ("2024-01-01", "2024-04-29", "refund.within-cap"),
            ("2024-04-30", "2024-06-30", "refund.cap-reached"),
        ]
    );
    assert_eq!(assumes(&answer, "assumed.window-resident")[..4], [false, true, true, false]);
    assert_eq!(assumes(&answer, "assumed.history-complete")[..4], [false, false, false, true]);
}

#[test]
fn the_cap_falls_on_the_first_of_april_2026() {
    // Window from 2025-12-15: 107 days are used when April comes, more than 90.
    let rows = [stay("boegely/ophold", "2025-12-15", "2026-04-30", "")];
    let of_the_day = priced(&rows);
    assert_eq!(runs(&of_the_day), [("2025-12-15", "2026-03-31", "refund.within-cap"), ("2026-04-01", "2026-04-30", "refund.cap-reached")]);
    let policy = "[window-2026]\nvalue = \"cap-of-window-start\"\nsource = \"ruling\"";
    let of_the_start = priced_with(policy, &Options::default(), &rows);
    assert_eq!(runs(&of_the_start), [("2025-12-15", "2026-04-13", "refund.within-cap"), ("2026-04-14", "2026-04-30", "refund.cap-reached")]);
    assert!(assumes(&of_the_day, "assumed.window-2026").ends_with(&[true]));
    assert!(assumes(&of_the_start, "assumed.window-2026").ends_with(&[false]));
}

#[test]
fn a_given_history_counts_first() {
    let rows = [stay("boegely/ophold", "2024-05-01", "2024-05-31", "window_start=2023-11-10,window_days_used=110")];
    let answer = priced(&rows);
    assert_eq!(runs(&answer), [("2024-05-01", "2024-05-10", "refund.within-cap"), ("2024-05-11", "2024-05-31", "refund.cap-reached")]);
    assert_eq!(assumes(&answer, "assumed.history-complete"), [false, false]);
    assert_eq!(assumes(&answer, "assumed.window-reset"), [false, false]);
}

#[test]
fn a_window_may_last_until_the_next_admission() {
    let policy = "[window-reset]\nvalue = \"next-admission\"";
    let rows = [stay("boegely/ophold", "2023-11-01", "2024-12-31", ""), stay("boegely/ophold", "2025-02-01", "2025-02-28", "citizen_id=c,case_id=d")];
    let answer = priced_with(policy, &Options::default(), &rows);
    assert_eq!(
        runs(&answer),
        [
            ("2023-11-01", "2024-02-28", "refund.within-cap"),
            ("2024-02-29", "2024-12-31", "refund.cap-reached"),
            ("2025-02-01", "2025-02-28", "refund.within-cap"),
        ]
    );
}

#[test]
fn a_day_is_used_once_however_many_bill_it() {
    let rows = [stay("boegely/ophold", "2024-01-01", "2024-03-31", ""), stay("boegely/maaned", "2024-03-01", "2024-06-30", "case_id=d,citizen_id=c")];
    let answer = priced(&rows);
    // 1 January + 119 days = 29 April.
    assert_eq!(runs(&answer), [("2024-01-01", "2024-04-29", "refund.within-cap"), ("2024-04-30", "2024-06-30", "refund.cap-reached")]);
}

#[test]
fn aftercare_uses_days_where_the_policy_says_so() {
    let aftercare = "case_id=d,citizen_id=c,prior_stay_to=2024-01-31";
    let rows = [
        stay("boegely/ophold", "2024-01-01", "2024-01-31", ""),
        stay("mandecentret/efterforsorg-basis", "2024-02-01", "2024-04-20", aftercare),
        stay("boegely/ophold", "2024-05-01", "2024-05-31", "case_id=e,citizen_id=c"),
    ];
    let default = priced(&rows);
    assert_eq!(runs(&default).last().unwrap(), &("2024-05-01", "2024-05-31", "refund.within-cap"));
    assert_eq!(assumes(&default, "assumed.aftercare-uses-no-days"), [true, false, false, false, true]);
    // 31 + 80 = 111 days are used when May comes.
    let policy = "[aftercare-uses-days]\nvalue = \"yes\"\nsource = \"ruling\"";
    let used = priced_with(policy, &Options::default(), &rows);
    assert_eq!(runs(&used).last().unwrap(), &("2024-05-10", "2024-05-31", "refund.cap-reached"));
    assert_eq!(assumes(&used, "assumed.aftercare-uses-no-days"), [false; 6]);
}

#[test]
fn a_refused_stay_leaves_later_days_undetermined() {
    let rows = [
        stay("boegely/ophold", "2024-01-10", "2024-01-20", "own_payment_per_day=85"),
        stay("boegely/ophold", "2024-01-15", "2024-01-12", "case_id=d,citizen_id=c"),
    ];
    let answer = priced(&rows);
    assert_eq!(column(&answer, "first_day"), ["2024-01-10", "2024-01-16"]);
    assert_eq!(column(&answer, "refund_reason"), ["refund.within-cap", "refund.citizen-incomplete"]);
    assert_eq!(column(&answer, "at_stake"), ["0.00", "2750.00"]);
    assert_eq!(column(&answer, "cost"), ["3300.00", "5500.00"]);
    assert_eq!(problems(&answer), [("case.dates-reversed", 2, "last_day", "2024-01-12"), ("refund.citizen-incomplete", 1, "", "2750.00")]);
}

#[test]
fn histories_that_contradict_each_other() {
    let with = |id: &str, more: &str| stay("boegely/ophold", "2025-01-01", "2025-01-02", &format!("case_id={id},citizen_id=x,{more}"));
    let rows = [
        with("a", "window_start=2024-01-01,window_days_used=3"),
        with("b", "window_start=2024-01-01,window_days_used=4"),
        with("d", "own_payment_per_day=1"),
    ];
    let answer = priced(&rows);
    assert_eq!(problems(&answer)[..2], [("case.conflict", 1, "window_days_used", "3"), ("case.conflict", 2, "window_days_used", "4")]);
    // The third case is priced, but the two refused ones began on the same day.
    assert_eq!(column(&answer, "refund_reason"), ["refund.within-cap", "refund.citizen-incomplete"]);

    let with = |id: &str, more: &str| {
        stay("boegely/aftalt", "2025-01-01", "2025-01-02", &format!("case_id={id},citizen_id=x,unit=hour,hours=1,unit_price=1,{more}"))
    };
    let near = [with("a", "window_start=2024-01-01,window_days_used=3"), with("b", "window_start=2024-12-31,window_days_used=3")];
    assert_eq!(problems(&priced(&near)).len(), 2);
    let far = [with("a", "window_start=2023-12-31,window_days_used=3"), with("b", "window_start=2024-12-31,window_days_used=3")];
    assert_eq!(problems(&priced(&far)), []);
    // A year and a day: inside the second window counted from the first start, unless windows wait for admissions.
    let between = [with("a", "window_start=2023-12-31,window_days_used=3"), with("b", "window_start=2025-01-01,window_days_used=3")];
    assert_eq!(problems(&priced(&between)), [("case.conflict", 2, "window_start", "2025-01-01")]);
    let policy = "[window-reset]\nvalue = \"next-admission\"";
    assert_eq!(problems(&priced_with(policy, &Options::default(), &between)), []);
}

#[test]
fn a_history_that_the_file_contradicts() {
    let run = |policy: &str, start: &str| {
        let rows = [
            stay("boegely/ophold", "2023-10-05", "2023-10-20", "own_payment_per_day=96.71"),
            stay("boegely/ophold", "2025-03-01", "2025-03-31", &format!("own_payment_per_day=96.71,window_start={start},window_days_used=100")),
        ];
        let answer = priced_with(policy, &Options::default(), &rows);
        answer.problems.iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    for start in ["2023-10-01", "2023-10-05", "2024-10-05"] {
        assert_eq!(run("", start), Vec::<&str>::new(), "{start}");
    }
    for start in ["2023-10-06", "2024-01-01", "2024-10-04", "2024-10-06", "2025-03-01"] {
        assert_eq!(run("", start), ["case.conflict"], "{start}");
    }
    let next_admission = "[window-reset]\nvalue = \"next-admission\"";
    for (start, codes) in [("2024-10-04", 1), ("2024-10-06", 0), ("2025-03-01", 0)] {
        assert_eq!(run(next_admission, start).len(), codes, "{start}");
    }
}

#[test]
fn anniversaries_are_counted_from_the_first_start() {
    let rows = [stay("boegely/ophold", "2024-02-29", "2028-03-31", "own_payment_per_day=0")];
    let answer = priced(&rows);
    let begins: Vec<&str> = runs(&answer).iter().filter(|run| run.2 == "refund.within-cap").map(|run| run.0).collect();
    assert_eq!(begins, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
    let given = [stay("boegely/ophold", "2024-02-29", "2028-03-31", "own_payment_per_day=0,window_start=2025-02-28,window_days_used=0")];
    let answer = priced(&given);
    assert_eq!(runs(&answer).iter().rfind(|run| run.2 == "refund.within-cap").unwrap().0, "2028-02-28");
}

#[test]
fn stays_at_other_units_use_days_and_have_no_cap() {
    let rows = [
        stay("boegely/uge", "2023-09-25", "2023-11-05", ""),
        stay("boegely/ophold", "2023-11-06", "2024-02-29", "case_id=d,citizen_id=c,own_payment_per_day=0"),
    ];
    let answer = priced(&rows);
    // Weeks that begin on 25 September and 2 October.
    assert_eq!(
        runs(&answer),
        [
            ("2023-09-25", "2023-10-01", "refund.before-reform"),
            ("2023-10-02", "2023-11-05", "refund.unit"),
            // 36 days from 1 October are used; 84 more are 6 November to 28 January.
            ("2023-11-06", "2024-01-28", "refund.within-cap"),
            ("2024-01-29", "2024-02-29", "refund.cap-reached"),
        ]
    );
    assert_eq!(column(&answer, "assumptions")[0], "assumed.own-payment-none;assumed.vat-exempt");
}

#[test]
fn support_for_two_years_after_discharge() {
    let catalogue = Catalogue::from_toml(&[&PENSIONATET.replace("to = \"2020-12-31\"\n", "")]);
    let run = |more: &str| {
        let rows = [stay("pensionatet/cti", "2025-09-28", "2025-10-04", more)];
        let answer = price(&catalogue, &Policy::default(), &rows, &Options::default());
        runs(&answer).iter().map(|(first, _, reason)| format!("{first} {reason}")).collect::<Vec<_>>()
    };
    let commitment = "commitment=yes,commitment_date=2025-09-01";
    assert_eq!(run(commitment), ["2025-09-28 refund.no-discharge"]);
    let shown = |words: &str| run(&format!("{commitment},{words}"));
    assert_eq!(shown("first_discharge=2023-10-02,decided_before_discharge=false"), ["2025-09-28 refund.not-decided"]);
    assert_eq!(shown("first_discharge=2023-10-02,decided_before_discharge=false,discharged_to_107=false"), ["2025-09-28 refund.not-decided"]);
    for decided in ["decided_before_discharge=false,", ""] {
        let after_107 = shown(&format!("first_discharge=2023-10-02,{decided}discharged_to_107=true"));
        assert_eq!(after_107, ["2025-09-28 refund.after-107", "2025-10-03 refund.two-years-over"]);
    }
    assert_eq!(shown("first_discharge=2023-09-30,decided_before_discharge=true"), ["2025-09-28 refund.discharged-before-reform"]);
    assert_eq!(
        shown("first_discharge=2023-10-02,decided_before_discharge=true"),
        ["2025-09-28 refund.within-two-years", "2025-10-03 refund.two-years-over"]
    );
    assert_eq!(shown("prior_stay_to=2025-09-27"), ["2025-09-28 refund.decision-unknown"]);
}
