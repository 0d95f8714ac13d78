//! Who is refunded apart from the windows of § 110: support under § 85 a, stays under § 109, aftercare; at every unit of price (R9.2, R9.4 to R9.8).

use crate::common::{catalogue, service, tariff};
use takst::catalogue::{Kind, RefundRule};
use takst::{Book, Case, CaseRow, Citizen, Code, Column, Expected, KnownAsOf, Line, Outcome, Policy, ReportingPeriod, RowDraft, Statement};

/// *Hus* with each rule at each unit of price; a price is 1,000 kr.
fn book(settings: &[(&str, &str, Option<&str>)]) -> Book {
    let mut services = Vec::new();
    for (name, rule) in [
        ("stoette", RefundRule::Sel85aBostoette),
        ("krise", RefundRule::Sel109Ophold),
        ("efter", RefundRule::Sel110Efterforsorg),
        ("ophold", RefundRule::Sel110Ophold),
    ] {
        for kind in [Kind::Hour, Kind::Day, Kind::Week, Kind::Month, Kind::Course] {
            let mut made = service(&format!("{name}-{kind}"), kind, vec![tariff("2020-01-01", None, "1000")]);
            made.refund = rule;
            services.push(made);
        }
    }
    let mut policy = Policy::default();
    settings.iter().for_each(|(name, value, source)| policy.set(name, value, *source).expect("a setting"));
    Book::compile(&catalogue(services), &policy, KnownAsOf::Latest).expect("a catalogue in order")
}

fn row(service: &str, first: &str, last: &str, cells: &[(Column, &str)]) -> CaseRow {
    let service = format!("hus/{service}");
    let always = [(Column::CaseId, "S"), (Column::Payer, "101"), (Column::Service, &*service), (Column::FirstDay, first), (Column::LastDay, last)];
    let hours = (Column::Hours, "10");
    let mut draft = RowDraft::new(1);
    for (column, text) in always.iter().chain(cells).chain(service.ends_with("hour").then_some(&hours)) {
        draft.set(*column, text);
    }
    draft.finish().row
}

fn price(book: &Book, rows: Vec<CaseRow>) -> Statement {
    book.price(&Citizen { id: "S".into(), cases: vec![Case { id: "S".into(), rows }] }, &ReportingPeriod::ALL).remove(0)
}

fn one(book: &Book, service: &str, first: &str, last: &str, cells: &[(Column, &str)]) -> Statement {
    price(book, vec![row(service, first, last, cells)])
}

/// Outcome, reason and codes of the law's questions of a line.
fn decided(line: &Line) -> (Outcome, Code, Vec<Code>) {
    const ASKED: [Code; 8] = [
        Code::AssumedFirstDischarge,
        Code::AssumedNotDischargedTo107,
        Code::Assumed109Uncapped,
        Code::AssumedAftercareAfter,
        Code::AssumedAftercareRefund,
        Code::AssumedDischargedBefore,
        Code::AssumedCtiGap,
        Code::AssumedOwnPaymentNone,
    ];
    (line.refund.outcome, line.refund.reason, ASKED.into_iter().filter(|code| line.assumptions.contains(*code)).collect())
}

fn only(statement: &Statement) -> (Outcome, Code, Vec<Code>) {
    let lines: Vec<_> = statement.lines().map(decided).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.into_iter().next().expect("a line")
}

const REFUNDED: Outcome = Outcome::Refunded;
const NOT: Outcome = Outcome::NotRefunded;
const OPEN: Outcome = Outcome::Undetermined;

#[test]
fn a_place_under_section_107_fulfils_the_condition_of_the_decision() {
    let book = book(&[]);
    let of = |decided: &'static str, to_107: &'static str, day: &str| {
        let cells = [(Column::FirstDischarge, "2024-01-31"), (Column::DecidedBeforeDischarge, decided), (Column::DischargedTo107, to_107)];
        only(&one(&book, "stoette-day", day, day, &cells))
    };
    // Decided, to a place, and the outcome within the two years from 2024-01-31 and after them. The last day refunded is 2026-01-31.
    let table = [
        ("true", "", REFUNDED, Code::RefundWithinTwoYears, vec![], true),
        ("true", "true", REFUNDED, Code::RefundWithinTwoYears, vec![], true),
        ("true", "false", REFUNDED, Code::RefundWithinTwoYears, vec![], true),
        ("false", "true", REFUNDED, Code::RefundAfter107, vec![], true),
        ("", "true", REFUNDED, Code::RefundAfter107, vec![], true),
        ("false", "false", NOT, Code::RefundNotDecided, vec![], false),
        ("false", "", NOT, Code::RefundNotDecided, vec![Code::AssumedNotDischargedTo107], false),
        ("", "", OPEN, Code::RefundDecisionUnknown, vec![], true),
        ("", "false", OPEN, Code::RefundDecisionUnknown, vec![], true),
    ];
    for (decided, to_107, outcome, reason, codes, ends) in table {
        assert_eq!(of(decided, to_107, "2026-01-31"), (outcome, reason, codes.clone()), "{decided} {to_107}");
        let after = if ends { (NOT, Code::RefundTwoYearsOver, codes) } else { (outcome, reason, codes) };
        assert_eq!(of(decided, to_107, "2026-02-01"), after, "{decided} {to_107}, after the two years");
    }
    // Before 2023-10-01 the rule is another, and the column decides nothing.
    let before = [(Column::PriorStayTo, "2023-08-31"), (Column::DecidedBeforeDischarge, "false"), (Column::DischargedTo107, "true")];
    assert_eq!(only(&one(&book, "stoette-day", "2023-09-01", "2023-09-30", &before)), (REFUNDED, Code::RefundMovedOut, vec![]));
}

#[test]
fn the_column_is_one_for_a_course() {
    let book = book(&[]);
    let with = |number: u64, first: &str, last: &str, to_107: &str| {
        let mut draft = RowDraft::new(number);
        for (column, text) in [
            (Column::CaseId, "S"),
            (Column::Payer, "101"),
            (Column::Service, "hus/stoette-day"),
            (Column::FirstDay, first),
            (Column::LastDay, last),
            (Column::DischargedTo107, to_107),
        ] {
            draft.set(column, text);
        }
        draft.finish().row
    };
    let two = |first, second| price(&book, vec![with(1, "2024-01-01", "2024-01-31", first), with(2, "2024-02-01", "2024-02-10", second)]);
    assert!(!two("true", "true").is_refused() && !two("true", "").is_refused());
    let faults = two("true", "false").result.expect_err("a conflict");
    assert_eq!((faults[0].code, faults[0].at.row, faults[0].at.column), (Code::CaseConflict, Some(2), Some(Column::DischargedTo107)));
    assert_eq!((&*faults[0].value, &faults[0].expected), ("false", &Expected::SameAs { row: 1, value: "true".into() }));
    assert_eq!(two("", "true").result.expect_err("a conflict").len(), 1);
}

#[test]
fn support_is_refunded_at_every_unit() {
    let book = book(&[]);
    let cells = [(Column::FirstDischarge, "2024-01-15"), (Column::DecidedBeforeDischarge, "true")];
    // 2026-01-15 is the last day of the two years, a Thursday.
    for kind in ["hour", "day", "week", "month", "course"] {
        let reason =
            |first, last| one(&book, &format!("stoette-{kind}"), first, last, &cells).lines().map(|line| line.refund.reason).collect::<Vec<_>>();
        assert_eq!(reason("2026-01-10", "2026-01-15"), [Code::RefundWithinTwoYears], "{kind}");
        assert_eq!(reason("2026-01-16", "2026-01-21"), [Code::RefundTwoYearsOver], "{kind}");
    }
    // Weeks that begin on 2026-01-08 and 2026-01-15 are refunded, that of 2026-01-22 is not: 3 weeks of 1,000 kr., 1,000 refunded.
    let weeks = one(&book, "stoette-week", "2026-01-08", "2026-01-28", &cells);
    let lines: Vec<_> = weeks.lines().map(|line| format!("{} {}", line.period, line.refund.amount)).collect();
    assert_eq!(lines, ["2026-01-08/2026-01-21 1000.00", "2026-01-22/2026-01-28 0.00"]);
    // A course price takes the outcome of its day, the first.
    assert_eq!(one(&book, "stoette-course", "2026-01-15", "2026-06-30", &cells).totals().refund.to_string(), "500.00");
    assert_eq!(one(&book, "stoette-course", "2026-01-16", "2026-06-30", &cells).totals().refund.to_string(), "0.00");
    // The moving-out rule: 2023-09-30 is its last day, and a week of it takes that outcome whole.
    let moved = [(Column::PriorStayTo, "2023-09-24"), (Column::DecidedBeforeDischarge, "false")];
    let weeks = one(&book, "stoette-week", "2023-09-25", "2023-10-08", &moved);
    assert_eq!(weeks.lines().map(|line| line.refund.reason).collect::<Vec<_>>(), [Code::RefundMovedOut, Code::RefundNotDecided]);
}

#[test]
fn hours_have_one_outcome() {
    let book = book(&[]);
    let cells = [(Column::FirstDischarge, "2024-01-15"), (Column::DecidedBeforeDischarge, "true")];
    // Days on both sides of the end of the two years: which hours are refunded cannot be seen.
    let faults = one(&book, "stoette-hour", "2026-01-15", "2026-01-16", &cells).result.expect_err("undated hours");
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].code, faults[0].at.column, &*faults[0].value), (Code::CaseHoursUndated, Some(Column::LastDay), "2026-01-16"));
    // With a month end too it is said once.
    assert_eq!(one(&book, "stoette-hour", "2026-01-15", "2026-02-01", &cells).result.expect_err("undated hours").len(), 1);
    assert!(!one(&book, "stoette-hour", "2026-01-01", "2026-01-15", &cells).is_refused());
    assert!(!one(&book, "stoette-hour", "2026-01-16", "2026-01-31", &cells).is_refused());
    // Two reasons with one outcome are no two outcomes: without a decision all days are undetermined or, with this setting, not refunded.
    let settled = self::book(&[("decided-absent", "not-refunded", None)]);
    let unknown = [(Column::FirstDischarge, "2024-01-15")];
    assert_eq!(only(&one(&settled, "stoette-hour", "2026-01-15", "2026-01-16", &unknown)), (NOT, Code::RefundDecisionUnknown, vec![]));
    assert!(one(&book, "stoette-hour", "2026-01-15", "2026-01-16", &unknown).is_refused());
    // The days after the end of the window of time are days of the row.
    let until = ReportingPeriod { until: Some(crate::common::day("2026-01-15")), ..ReportingPeriod::ALL };
    let rows = vec![row("stoette-hour", "2026-01-15", "2026-01-16", &cells)];
    assert!(book.price(&Citizen { id: "S".into(), cases: vec![Case { id: "S".into(), rows }] }, &until)[0].is_refused());
}

#[test]
fn crisis_centres_have_no_cap() {
    let book = book(&[]);
    // 200 days of one year, all refunded: 92 from 2023-10-01 to 2023-12-31 and 108 to 2024-04-17.
    let long = one(&book, "krise-day", "2023-09-30", "2024-04-17", &[(Column::OwnPaymentPerDay, "0")]);
    let lines: Vec<_> = long.lines().map(decided).collect();
    assert_eq!(lines[0], (REFUNDED, Code::RefundNoCap, vec![]));
    assert!(lines[1..].iter().all(|line| *line == (REFUNDED, Code::RefundNoCap, vec![Code::Assumed109Uncapped])), "{lines:?}");
    assert_eq!(long.totals().refund.to_string(), "100500.00", "201 days at half of 1,000");
    for kind in ["hour", "day", "week", "month", "course"] {
        let of = |first, last| only(&one(&book, &format!("krise-{kind}"), first, last, &[]));
        let own = Code::AssumedOwnPaymentNone;
        assert_eq!(of("2023-09-25", "2023-09-30"), (REFUNDED, Code::RefundNoCap, vec![own]), "{kind}");
        assert_eq!(of("2023-10-01", "2023-10-06"), (REFUNDED, Code::RefundNoCap, vec![Code::Assumed109Uncapped, own]), "{kind}");
    }
    // The setting decides days from 2023-10-01; a source settles the question.
    let open = |settings: &[(&str, &str, Option<&str>)], first: &str| {
        only(&one(&self::book(settings), "krise-day", first, first, &[(Column::OwnPaymentPerDay, "0")]))
    };
    let (undetermined, source) = ([("shelter-cap", "undetermined", None)], Some("a ruling"));
    assert_eq!(open(&undetermined, "2023-09-30"), (REFUNDED, Code::RefundNoCap, vec![]));
    assert_eq!(open(&undetermined, "2023-10-01"), (OPEN, Code::RefundNoCap, vec![Code::Assumed109Uncapped]));
    assert_eq!(open(&[("shelter-cap", "undetermined", source)], "2023-10-01"), (OPEN, Code::RefundNoCap, vec![]));
    assert_eq!(open(&[("shelter-cap", "none", source)], "2023-10-01"), (REFUNDED, Code::RefundNoCap, vec![]));
    // They use no days of a window: 120 days of a § 110 stay are refunded beside them.
    let rows = vec![row("krise-day", "2023-10-01", "2024-03-31", &[]), row("ophold-day", "2024-04-01", "2024-07-30", &[])];
    let refunded: u32 = price(&book, rows).lines().filter(|line| line.refund.reason == Code::RefundWithinCap).map(Line::days).sum();
    assert_eq!(refunded, 120);
}

#[test]
fn aftercare_is_decided_alike_at_every_unit() {
    for kind in ["hour", "day", "week", "month", "course"] {
        let service = format!("efter-{kind}");
        let book_ = book(&[]);
        assert_eq!(
            only(&one(&book_, &service, "2023-09-25", "2023-09-30", &[])),
            (REFUNDED, Code::RefundAftercareBeforeReform, vec![Code::AssumedAftercareRefund]),
            "{kind}"
        );
        assert_eq!(only(&one(&book_, &service, "2023-10-01", "2023-10-06", &[])), (OPEN, Code::RefundAftercareAfterReform, vec![]), "{kind}");
        // A policy that claims without a source says so on the line; with one it does not.
        for (value, outcome) in [("refunded", REFUNDED), ("not-refunded", NOT), ("undetermined", OPEN)] {
            let of = |source| only(&one(&book(&[("aftercare-after-2023-10", value, source)]), &service, "2023-10-01", "2023-10-06", &[]));
            let codes = if value == "undetermined" { vec![] } else { vec![Code::AssumedAftercareAfter] };
            assert_eq!(of(None), (outcome, Code::RefundAftercareAfterReform, codes), "{kind} {value}");
            assert_eq!(of(Some("a ruling")), (outcome, Code::RefundAftercareAfterReform, vec![]), "{kind} {value}");
        }
    }
}

#[test]
fn a_discharge_before_the_reform_is_a_question_of_its_own() {
    let of = |value: &str, source, discharge: &str, day: &str| {
        let cells = [(Column::FirstDischarge, discharge), (Column::DecidedBeforeDischarge, "true")];
        only(&one(&book(&[("discharged-before-2023-10", value, source)]), "stoette-day", day, day, &cells))
    };
    let carried = vec![Code::AssumedDischargedBefore];
    assert_eq!(of("undetermined", None, "2023-09-30", "2023-10-02"), (OPEN, Code::RefundDischargedBeforeReform, vec![]));
    assert_eq!(of("not-refunded", None, "2023-09-30", "2023-10-02"), (NOT, Code::RefundDischargedBeforeReform, carried.clone()));
    assert_eq!(of("refunded", None, "2023-09-30", "2023-10-02"), (REFUNDED, Code::RefundWithinTwoYears, carried.clone()));
    assert_eq!(of("refunded", None, "2023-09-30", "2025-10-01"), (NOT, Code::RefundTwoYearsOver, carried));
    assert_eq!(of("refunded", Some("a ruling"), "2023-09-30", "2023-10-02"), (REFUNDED, Code::RefundWithinTwoYears, vec![]));
    assert_eq!(of("refunded", None, "2023-10-01", "2023-10-02"), (REFUNDED, Code::RefundWithinTwoYears, vec![]));
    // Where the condition of the decision has failed, the question is not asked.
    let failed = [(Column::FirstDischarge, "2023-09-30"), (Column::DecidedBeforeDischarge, "false"), (Column::DischargedTo107, "false")];
    let refunded = book(&[("discharged-before-2023-10", "refunded", None)]);
    assert_eq!(only(&one(&refunded, "stoette-day", "2023-10-02", "2023-10-02", &failed)), (NOT, Code::RefundNotDecided, vec![]));
}
