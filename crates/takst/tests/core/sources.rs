//! Every step cites the version of a figure of the law that decided on its days.

use crate::common::{catalogue, figures, law, service, tariff};
use std::collections::BTreeMap;
use takst::catalogue::{Figure, Kind, RefundRule};
use takst::source::Source;
use takst::{Book, Case, CaseRow, Citizen, Code, Column, KnownAsOf, Policy, ReportingPeriod, RowDraft, Step, figure};

/// A figure whose source is its value and its first day.
fn cited(figure: Figure) -> Figure {
    let place = format!("{} {}", figure.value, figure.from.expect("a first day"));
    Figure { source: Source::stated(place), ..figure }
}

/// *Hus* with a stay and support of each kind; the rate of VAT changes on 2024-07-01.
fn book(settings: &[(&str, &str)]) -> Book {
    let of = |name: &str, kind, rule| {
        let mut made = service(name, kind, vec![tariff("2020-01-01", None, "1000")]);
        made.refund = rule;
        made
    };
    let mut shown = of("fortalt", Kind::Day, RefundRule::Sel110Ophold);
    shown.sources = BTreeMap::from([("refund".to_owned(), Source::stated("a page of the provider"))]);
    let mut catalogue = catalogue(vec![
        of("ophold", Kind::Day, RefundRule::Sel110Ophold),
        of("uger", Kind::Week, RefundRule::Sel110Ophold),
        of("krise", Kind::Day, RefundRule::Sel109Ophold),
        of("stoette", Kind::Day, RefundRule::Sel85aBostoette),
        shown,
    ]);
    let is_rate = |figure: &Figure| figure.id == figure::VAT_STANDARD;
    let rates = [law(figure::VAT_STANDARD, "1992-01-01", Some("2024-06-30"), "25"), law(figure::VAT_STANDARD, "2024-07-01", None, "24")];
    catalogue.law.figures = figures().into_iter().filter(|figure| !is_rate(figure)).chain(rates).map(cited).collect();
    let mut policy = Policy::default();
    settings.iter().for_each(|(name, value)| policy.set(name, value, None).expect("a setting"));
    Book::compile(&catalogue, &policy, KnownAsOf::Latest).expect("a catalogue in order")
}

fn row(service: &str, first: &str, last: &str, cells: &[(Column, &str)]) -> CaseRow {
    let service = format!("hus/{service}");
    let always = [(Column::CaseId, "S"), (Column::Payer, "101"), (Column::Service, &*service), (Column::FirstDay, first), (Column::LastDay, last)];
    let mut draft = RowDraft::new(1);
    always.iter().chain(cells).for_each(|(column, text)| draft.set(*column, text));
    draft.finish().row
}

/// Of each decision: its first day, its reason and the place that is cited.
fn decided(book: &Book, rows: Vec<CaseRow>) -> Vec<(String, Code, String)> {
    let citizen = Citizen { id: "S".into(), cases: vec![Case { id: "S".into(), rows }] };
    let explained = book.explain(&citizen, &ReportingPeriod::ALL, "S").expect("the case");
    let steps = explained.steps.into_iter().flatten();
    let of = |step| match step {
        Step::RefundDecided { days, reason, source, .. } => {
            Some((days.first().to_string(), reason, source.map(|source| source.place).unwrap_or_default()))
        }
        _ => None,
    };
    steps.filter_map(of).collect()
}

fn one(book: &Book, service: &str, date: &str, cells: &[(Column, &str)]) -> (Code, String) {
    let found = decided(book, vec![row(service, date, date, cells)]);
    assert_eq!(found.len(), 1);
    (found[0].1, found[0].2.clone())
}

#[test]
fn a_stay_cites_the_cap_of_its_days() {
    // 122 days from 1 March 2026, under a cap of 120 in March and of 90 from 1 April.
    let stay = || vec![row("ophold", "2026-03-01", "2026-06-30", &[])];
    let of = |settings: &[(&str, &str)]| decided(&book(settings), stay()).into_iter().map(|(_, reason, place)| (reason, place)).collect::<Vec<_>>();
    let old = |reason| (reason, "120 2023-10-01".to_owned());
    let new = |reason| (reason, "90 2026-04-01".to_owned());
    // March has 31 days, April 30, May 29 more up to the cap of 90, and the rest are not refunded.
    let (within, reached) = (Code::RefundWithinCap, Code::RefundCapReached);
    assert_eq!(of(&[]), [old(within), new(within), new(within), new(reached), new(reached)]);
    // With the cap of the window's first day it is the 120 that decide, to 28 June, in every month.
    assert_eq!(of(&[("window-2026", "cap-of-window-start")]), [old(within), old(within), old(within), old(within), old(reached)]);
}

#[test]
fn before_the_reform_no_cap_is_cited() {
    let book = book(&[]);
    let share = "50 2018-01-01".to_owned();
    assert_eq!(one(&book, "ophold", "2023-09-30", &[]), (Code::RefundBeforeReform, share.clone()));
    assert_eq!(one(&book, "ophold", "2023-10-01", &[]), (Code::RefundWithinCap, "120 2023-10-01".into()));
    assert_eq!(one(&book, "uger", "2023-09-30", &[]), (Code::RefundBeforeReform, share.clone()));
    assert_eq!(one(&book, "uger", "2026-03-31", &[]), (Code::RefundUnit, "120 2023-10-01".into()));
    assert_eq!(one(&book, "uger", "2026-04-01", &[]), (Code::RefundUnit, "90 2026-04-01".into()));
    assert_eq!(one(&book, "krise", "2026-04-01", &[]), (Code::RefundNoCap, share));
    // What the service says of its refund is nearer.
    assert_eq!(one(&book, "fortalt", "2023-09-30", &[]), (Code::RefundBeforeReform, "a page of the provider".into()));
    assert_eq!(one(&book, "fortalt", "2023-10-01", &[]), (Code::RefundWithinCap, "120 2023-10-01".into()));
}

#[test]
fn support_cites_the_two_years_only_where_they_hold() {
    let book = book(&[]);
    let moved = [(Column::PriorStayTo, "2023-09-29"), (Column::DecidedBeforeDischarge, "true")];
    assert_eq!(one(&book, "stoette", "2023-09-30", &moved), (Code::RefundMovedOut, "50 2018-01-01".into()));
    assert_eq!(one(&book, "stoette", "2023-10-01", &moved), (Code::RefundDischargedBeforeReform, "24 2023-10-01".into()));
    assert_eq!(one(&book, "stoette", "2023-10-01", &[]), (Code::RefundNoDischarge, "24 2023-10-01".into()));
}

#[test]
fn vat_cites_the_rate_of_its_days() {
    let book = book(&[]);
    let citizen = Citizen { id: "S".into(), cases: vec![Case { id: "S".into(), rows: vec![row("krise", "2024-06-30", "2024-07-01", &[])] }] };
    let explained = book.explain(&citizen, &ReportingPeriod::ALL, "S").expect("the case");
    let cited: Vec<String> = explained
        .steps
        .iter()
        .flatten()
        .filter_map(|step| if let Step::Vat { source, .. } = step { source.as_ref().map(|source| source.place.clone()) } else { None })
        .collect();
    assert_eq!(cited, ["25 1992-01-01", "24 2024-07-01"]);
}
