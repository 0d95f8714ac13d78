//! Windows of § 110 stays: where they begin, which days use them, and given windows that the file contradicts (R9.3).

use crate::common::{catalogue, day, service, tariff};
use takst::catalogue::{Kind, RefundRule};
use takst::{Book, Case, CaseRow, Citizen, Code, Column, Expected, KnownAsOf, Outcome, Period, Policy, ReportingPeriod, RowDraft, Statement};

/// *Hus* with stays of each kind, whose family is the service.
fn book(settings: &[(&str, &str)]) -> Book {
    let of = |name: &str, kind, rule| {
        let priced = if kind == Kind::Agreed { Vec::new() } else { vec![tariff("2020-01-01", None, "1000")] };
        let mut made = service(name, kind, priced);
        made.refund = rule;
        made
    };
    let services = vec![
        of("ophold", Kind::Day, RefundRule::Sel110Ophold),
        of("uger", Kind::Week, RefundRule::Sel110Ophold),
        of("aftalt", Kind::Agreed, RefundRule::Sel110Ophold),
        of("efterforsorg", Kind::Week, RefundRule::Sel110Efterforsorg),
        of("dag", Kind::Day, RefundRule::None),
    ];
    let mut policy = Policy::default();
    settings.iter().for_each(|(name, value)| policy.set(name, value, None).expect("a setting"));
    Book::compile(&catalogue(services), &policy, KnownAsOf::Latest).expect("a catalogue in order")
}

/// A row of a service: first and last day, and perhaps the window that is given with it.
fn row(number: u64, service: &str, first: &str, last: &str, window: Option<(&str, &str)>) -> CaseRow {
    with(number, service, first, last, &window.map_or(Vec::new(), |(start, used)| vec![(Column::WindowStart, start), (Column::WindowDaysUsed, used)]))
}

fn with(number: u64, service: &str, first: &str, last: &str, cells: &[(Column, &str)]) -> CaseRow {
    let mut draft = RowDraft::new(number);
    let service = format!("hus/{service}");
    let always = [(Column::CaseId, "S"), (Column::Payer, "101"), (Column::Service, &*service), (Column::FirstDay, first)];
    for (column, text) in always.iter().chain(&[(Column::LastDay, last)]).chain(cells) {
        draft.set(*column, text);
    }
    draft.finish().row
}

/// The statements of a citizen's cases.
fn priced(book: &Book, cases: Vec<Vec<CaseRow>>, until: Option<&str>) -> Vec<Statement> {
    let cases = (1..).zip(cases).map(|(number, rows)| Case { id: format!("S-{number}").into(), rows }).collect();
    let period = until.map_or(ReportingPeriod::ALL, |until| ReportingPeriod { until: Some(day(until)), ..ReportingPeriod::ALL });
    book.price(&Citizen { id: "B".into(), cases }, &period)
}

/// Refunded and other days, by their lines: first day, last day, reason.
fn lines(statement: &Statement) -> Vec<String> {
    statement.lines().map(|line| format!("{} {} {}", line.period.first(), line.period.last(), line.refund.reason)).collect()
}

/// Rows in conflict with the windows they give.
fn shown(statements: &[Statement]) -> Vec<(u64, String)> {
    let faults = statements.iter().flat_map(|statement| statement.result.as_ref().err().into_iter().flatten());
    faults
        .map(|fault| {
            assert_eq!((fault.code, fault.at.column), (Code::CaseConflict, Some(Column::WindowStart)));
            let Expected::OutsideWindow(window) = fault.expected else { panic!("{:?}", fault.expected) };
            (fault.at.row.expect("a row"), format!("{} in {window}", fault.value))
        })
        .collect()
}

fn window(first: &str, last: &str) -> Period {
    Period::new(day(first), day(last)).expect("a window")
}

#[test]
fn anniversaries_are_counted_from_the_first_start() {
    // From 29 February 2024: 2025-02-28, 2026-02-28, 2027-02-28, 2028-02-29. Were each counted from the one before, the last would be 2028-02-28.
    let book = book(&[]);
    let rows = vec![row(1, "ophold", "2024-02-29", "2024-02-29", None), row(2, "ophold", "2027-11-20", "2028-03-01", None)];
    let statement = priced(&book, vec![rows], None).remove(0);
    // In the window from 2027-02-28 are 90 days from 2027-11-20: 11 in November, 31, 31 and 17 days of February; 18 to 28 February are above the cap.
    // On 29 February a new window begins.
    assert_eq!(
        lines(&statement)[1..],
        [
            "2027-11-20 2027-11-30 refund.within-cap",
            "2027-12-01 2027-12-31 refund.within-cap",
            "2028-01-01 2028-01-31 refund.within-cap",
            "2028-02-01 2028-02-17 refund.within-cap",
            "2028-02-18 2028-02-28 refund.cap-reached",
            "2028-02-29 2028-02-29 refund.within-cap",
            "2028-03-01 2028-03-01 refund.within-cap",
        ]
    );
}

#[test]
fn days_of_two_windows_make_one_line_where_both_are_within_the_cap() {
    // The second window begins on 2025-03-15; the month, the price and what is decided are the same on both sides of it.
    let rows = vec![row(1, "ophold", "2024-03-15", "2024-03-15", None), row(2, "ophold", "2025-03-10", "2025-04-02", None)];
    let statement = priced(&book(&[]), vec![rows], None).remove(0);
    assert_eq!(lines(&statement)[1..], ["2025-03-10 2025-03-31 refund.within-cap", "2025-04-01 2025-04-02 refund.within-cap"]);
}

#[test]
fn anniversaries_are_counted_anew_from_a_given_start() {
    // The anniversary of 29 February 2024 is given: from it they fall on 28 February, in 2028 too.
    let book = book(&[]);
    let rows = vec![
        row(1, "ophold", "2024-02-29", "2024-02-29", None),
        row(2, "ophold", "2025-03-01", "2025-03-01", Some(("2025-02-28", "0"))),
        row(3, "ophold", "2027-11-20", "2028-03-01", None),
    ];
    let statement = priced(&book, vec![rows], None).remove(0);
    assert_eq!(
        lines(&statement)[5..],
        [
            "2028-02-01 2028-02-17 refund.within-cap",
            "2028-02-18 2028-02-27 refund.cap-reached",
            "2028-02-28 2028-02-29 refund.within-cap",
            "2028-03-01 2028-03-01 refund.within-cap",
        ]
    );
}

#[test]
fn a_given_start_within_a_window_of_the_stays_is_a_conflict() {
    // The stay of 2023-10-05 begins a window that lasts until 2024-10-04.
    let book = book(&[]);
    let given = |start| shown(&priced(&book, vec![vec![row(1, "ophold", "2023-10-05", "2024-12-31", Some((start, "100")))]], None));
    assert_eq!(given("2024-01-01"), [(1, format!("2024-01-01 in {}", window("2023-10-05", "2024-10-04")))]);
    assert_eq!(given("2023-10-06"), [(1, format!("2023-10-06 in {}", window("2023-10-05", "2024-10-04")))]);
    assert_eq!(given("2024-10-04"), [(1, format!("2024-10-04 in {}", window("2023-10-05", "2024-10-04")))]);
    // On a first day it stands, and before the stays it begins the first window.
    assert_eq!(given("2023-10-05"), []);
    assert_eq!(given("2024-10-05"), []);
    assert_eq!(given("2023-10-04"), []);
    // In the second window.
    assert_eq!(given("2024-10-06"), [(1, format!("2024-10-06 in {}", window("2024-10-05", "2025-10-04")))]);
}

#[test]
fn a_last_day_that_is_not_charged_begins_no_window() {
    // The first stay ends on the first day of the windows. Charged, that day begins one that lasts until 2024-09-30.
    let given = |settings: &[(&str, &str)]| {
        let rows = vec![row(1, "ophold", "2023-09-01", "2023-10-01", None), row(2, "ophold", "2023-11-05", "2023-11-06", Some(("2023-11-01", "5")))];
        shown(&priced(&book(settings), vec![rows], None))
    };
    assert_eq!(given(&[("day-count", "both")]), [(2, format!("2023-11-01 in {}", window("2023-10-01", "2024-09-30")))]);
    assert_eq!(given(&[("day-count", "first-only")]), []);
}

#[test]
fn every_row_that_gives_the_start_is_told_and_it_is_not_used() {
    let book = book(&[]);
    // Case S-2 gives the start, on two rows; S-1 is priced by the stays alone: 120 of 132 days from 2023-10-05 to 2024-02-13 are refunded.
    let cases = vec![
        vec![row(1, "ophold", "2023-10-05", "2024-02-13", None)],
        vec![
            row(2, "dag", "2024-01-01", "2024-01-31", Some(("2024-01-01", "100"))),
            row(3, "dag", "2024-03-01", "2024-03-02", Some(("2024-01-01", "100"))),
        ],
    ];
    let statements = priced(&book, cases, None);
    let within = format!("2024-01-01 in {}", window("2023-10-05", "2024-10-04"));
    assert_eq!(shown(&statements), [(2, within.clone()), (3, within)]);
    let refunded: u32 = statements[0].lines().filter(|line| line.refund.outcome == Outcome::Refunded).map(|line| line.days()).sum();
    assert_eq!(refunded, 120);
    assert!(statements[0].lines().all(|line| line.assumptions.contains(Code::AssumedHistoryComplete)));
}

#[test]
fn stays_of_refused_cases_and_after_the_end_contradict_too() {
    let book = book(&[]);
    // The first case is refused for a gap in the tariffs, which is no fault of the row itself.
    let refused = || vec![row(1, "ophold", "2019-12-01", "2023-12-31", None)];
    let statements = priced(&book, vec![refused(), vec![row(2, "ophold", "2024-02-01", "2024-02-10", Some(("2024-01-01", "5")))]], None);
    assert_eq!(statements[0].result.as_ref().expect_err("refused")[0].code, Code::TariffNone);
    assert_eq!(shown(&statements[1..]), [(2, format!("2024-01-01 in {}", window("2023-10-01", "2024-09-30")))]);
    // A stay that begins after the end of the window of time.
    let stays = || vec![row(1, "ophold", "2023-10-05", "2023-10-06", None), row(2, "dag", "2023-01-01", "2023-01-02", Some(("2024-01-01", "5")))];
    assert_eq!(shown(&priced(&book, vec![stays()], Some("2023-01-31"))).len(), 1);
    // A row with a fault of its own has no days.
    let broken = || vec![with(1, "ophold", "2023-10-05", "2023-12-31", &[(Column::Hours, "many")])];
    let statements = priced(&book, vec![broken(), vec![row(2, "ophold", "2024-02-01", "2024-02-10", Some(("2024-01-01", "5")))]], None);
    assert_eq!(shown(&statements[1..]), []);
}

#[test]
fn a_given_start_is_held_against_earlier_given_ones() {
    let book = book(&[]);
    // No stay at all: the windows are those of 2023-10-05. 2024-11-01 lies in its second, 2025-10-05 begins the third.
    let given = |second: &str| {
        let rows = vec![
            row(1, "dag", "2024-01-01", "2024-01-02", Some(("2023-10-05", "10"))),
            row(2, "dag", "2024-02-01", "2024-02-02", Some((second, "10"))),
        ];
        shown(&priced(&book, vec![rows], None))
    };
    assert_eq!(given("2024-11-01"), [(2, format!("2024-11-01 in {}", window("2024-10-05", "2025-10-04")))]);
    assert_eq!(given("2025-10-05"), []);
    assert_eq!(given("2024-10-05"), []);
}

#[test]
fn the_next_admission_frees_what_comes_after_twelve_months() {
    // Stays from 2023-10-05 and, a new admission, from 2025-01-10.
    let book = book(&[("window-reset", "next-admission")]);
    let given = |start| {
        let rows = vec![row(1, "ophold", "2023-10-05", "2023-10-20", Some((start, "10"))), row(2, "ophold", "2025-01-10", "2025-01-20", None)];
        shown(&priced(&book, vec![rows], None))
    };
    assert_eq!(given("2024-10-04"), [(1, format!("2024-10-04 in {}", window("2023-10-05", "2024-10-04")))]);
    assert_eq!(given("2024-10-05"), []);
    assert_eq!(given("2025-01-10"), []);
    assert_eq!(given("2025-01-11"), [(1, format!("2025-01-11 in {}", window("2025-01-10", "2026-01-09")))]);
    assert_eq!(given("2026-01-10"), []);
}

#[test]
fn weeks_hours_and_courses_begin_windows_and_use_days() {
    // 126 calendar days of a stay by the week, from 2023-10-02 (a Monday) to 2024-02-04, use 120 days and more; a day stay of the same window
    // finds them used up.
    let book = book(&[]);
    let cases = |first| {
        let by_week = vec![row(1, "uger", first, "2024-02-04", None)];
        priced(&book, vec![by_week, vec![row(2, "ophold", "2024-03-01", "2024-03-03", None)]], None)
    };
    let statements = cases("2023-10-02");
    assert!(statements[0].lines().all(|line| line.refund.outcome == Outcome::Undetermined && line.refund.reason == Code::RefundUnit));
    // 18 weeks of 1,000 kr.: half of 18,000 is at stake, nothing is claimed. No code of windows is carried, that of the own payment is.
    assert_eq!(statements[0].totals().at_stake.to_string(), "9000.00");
    assert_eq!(statements[0].totals().refund.to_string(), "0.00");
    assert!(statements[0].lines().all(|line| line.assumptions.contains(Code::AssumedOwnPaymentNone)));
    assert!(statements[0].lines().all(|line| !line.assumptions.contains(Code::AssumedHistoryComplete)));
    assert_eq!(lines(&statements[1]), ["2024-03-01 2024-03-03 refund.cap-reached"]);
    // From 2023-10-09 they are 119: one day is left.
    assert_eq!(lines(&cases("2023-10-09")[1]), ["2024-03-01 2024-03-01 refund.within-cap", "2024-03-02 2024-03-03 refund.cap-reached"]);

    // A course price on its first day, and hours, count the days of their rows: 2023-10-10 to 2024-02-06 are 120 days.
    for (unit, hours) in [("course", None), ("hour", Some("10"))] {
        let months = [
            ("2023-10-10", "2023-10-31"),
            ("2023-11-01", "2023-11-30"),
            ("2023-12-01", "2023-12-31"),
            ("2024-01-01", "2024-01-31"),
            ("2024-02-01", "2024-02-06"),
        ];
        let agreed = [(Column::UnitPrice, "500"), (Column::Unit, unit)];
        let cells: Vec<_> = agreed.into_iter().chain(hours.map(|hours| (Column::Hours, hours))).collect();
        let rows = (1..).zip(months).map(|(number, (first, last))| with(number, "aftalt", first, last, &cells)).collect();
        let statements = priced(&book, vec![rows, vec![row(9, "ophold", "2024-03-01", "2024-03-01", None)]], None);
        assert_eq!(lines(&statements[1]), ["2024-03-01 2024-03-01 refund.cap-reached"], "{unit}");
        assert!(statements[0].lines().all(|line| line.refund.reason == Code::RefundUnit), "{unit}");
    }
}

#[test]
fn with_the_next_admission_a_given_start_begins_a_window_too() {
    let book = book(&[("window-reset", "next-admission")]);
    let refunded = |rows: Vec<CaseRow>| -> u32 {
        let statement = priced(&book, vec![rows], None).remove(0);
        statement.lines().filter(|line| line.refund.outcome == Outcome::Refunded).map(|line| line.days()).sum()
    };
    // 120 days from 2023-10-05. Of the window that is given, begun more than 12 months later, 20 days are left.
    assert_eq!(refunded(vec![row(1, "ophold", "2023-10-05", "2024-12-31", Some(("2024-11-01", "100")))]), 140);
    // An admission on the day 12 months later begins one, a day earlier none: 120 days end on 2024-02-01.
    let two = |first, last| refunded(vec![row(1, "ophold", "2023-10-05", "2024-02-01", None), row(2, "ophold", first, last, None)]);
    assert_eq!((two("2024-10-05", "2024-10-10"), two("2024-10-04", "2024-10-10")), (126, 120));
}

#[test]
fn only_stays_on_windowed_days_depend_on_other_cases() {
    let book = book(&[]);
    let depends = |service: &str, last: &str, until: Option<&str>| {
        let case = Case { id: "S".into(), rows: vec![row(1, service, "2023-09-01", last, None)] };
        book.depends_on_other_cases(&case, &ReportingPeriod { from: None, until: until.map(day) })
    };
    assert!(depends("ophold", "2023-10-01", None) && depends("ophold", "2023-10-01", Some("2023-10-01")));
    assert!(!depends("ophold", "2023-09-30", None) && !depends("ophold", "2023-10-01", Some("2023-09-30")));
    // Only prices per day and month are decided by windows, and only those of stays.
    assert!(!depends("uger", "2023-10-31", None) && !depends("efterforsorg", "2023-10-31", None) && !depends("dag", "2023-10-31", None));
}

#[test]
fn before_the_reform_every_unit_is_refunded() {
    let book = book(&[]);
    // The week of Monday 2023-09-25 ends in October and takes the outcome of its first day; that of 2023-10-02 is undetermined.
    let statement = priced(&book, vec![vec![row(1, "uger", "2023-09-25", "2023-10-08", None)]], None).remove(0);
    assert_eq!(lines(&statement), ["2023-09-25 2023-10-01 refund.before-reform", "2023-10-02 2023-10-08 refund.unit"]);
    assert_eq!((statement.totals().refund.to_string(), statement.totals().at_stake.to_string()), ("500.00".into(), "500.00".into()));
}

#[test]
fn aftercare_by_the_week_uses_days_where_aftercare_does() {
    // 126 days of aftercare from 2023-10-02; a stay of 2024-03-01 begins no window before its own first day, so only a stay before it makes them count.
    let cases = |settings: &[(&str, &str)]| {
        let rows = vec![
            row(1, "ophold", "2023-10-01", "2023-10-01", None),
            row(2, "efterforsorg", "2023-10-02", "2024-02-04", None),
            row(3, "ophold", "2024-03-01", "2024-03-01", None),
        ];
        priced(&book(settings), vec![rows], None).remove(0)
    };
    let last = |statement: &Statement| {
        statement.lines().last().map(|line| (line.refund.reason, line.assumptions.contains(Code::AssumedAftercareUsesNoDays)))
    };
    assert_eq!(last(&cases(&[("aftercare-uses-days", "yes")])), Some((Code::RefundCapReached, true)));
    assert_eq!(last(&cases(&[])), Some((Code::RefundWithinCap, true)));
}
