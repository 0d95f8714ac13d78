//! Payers that are no municipality (R12.9).

use crate::common::{catalogue, day, service, tariff};
use takst::catalogue::Kind;
use takst::{Book, Case, CaseRow, Citizen, Code, Column, Expected, Finding, KnownAsOf, Policy, ReportingPeriod, RowDraft};

/// The findings of a day at a hundred kroner, charged to `payer`.
fn findings(payer: &str, first_day: &str, period: &ReportingPeriod) -> Vec<Finding> {
    let stay = service("ophold", Kind::Day, vec![tariff("1990-01-01", None, "100")]);
    let book = Book::compile(&catalogue(vec![stay]), &Policy::default(), KnownAsOf::Latest).expect("the catalogue compiles");
    let mut draft = RowDraft::new(3);
    for (column, text) in [(Column::CaseId, "S-1"), (Column::Service, "hus/ophold"), (Column::FirstDay, first_day), (Column::LastDay, first_day)] {
        draft.set(column, text);
    }
    draft.set(Column::Payer, payer);
    let CaseRow::Sound(row) = draft.finish().row else { panic!("{payer} was refused") };
    let citizen = Citizen::of(Case { id: "S-1".into(), rows: vec![CaseRow::Sound(row)] });
    book.price(&citizen, period).remove(0).findings
}

#[test]
fn a_code_that_no_municipality_has_is_named_as_it_was_written() {
    for (payer, first_day, written) in [("102", "2007-01-01", "102"), ("0102", "2024-05-01", "0102"), ("505", "2022-01-01", "505")] {
        let found = findings(payer, first_day, &ReportingPeriod::ALL);
        let [finding] = &found[..] else { panic!("{payer}: {found:?}") };
        assert_eq!((finding.code, finding.value.as_str()), (Code::PayerUnknown, written));
        assert_eq!((finding.at.row, finding.at.column, &finding.expected), (Some(3), Some(Column::Payer), &Expected::Municipality(None)));
    }
}

#[test]
fn codes_before_the_list_and_those_in_it_have_no_finding() {
    for (payer, first_day) in [("102", "2006-12-31"), ("101", "2007-01-01"), ("860", "2024-01-01"), ("411", "2024-01-01"), ("Aarhus", "2024-01-01")] {
        assert_eq!(findings(payer, first_day, &ReportingPeriod::ALL), [], "{payer}");
    }
}

#[test]
fn only_rows_with_a_day_in_the_window_of_time() {
    let until = |last| ReportingPeriod { from: None, until: Some(day(last)) };
    assert_eq!(findings("102", "2024-05-01", &until("2024-04-30")), []);
    assert_eq!(findings("102", "2024-05-01", &until("2024-05-01")).len(), 1);
}
