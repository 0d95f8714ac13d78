//! `invoiced.differs`: what was billed for a row against the net of its lines (D13.3).

use super::given::day;
use crate::common::{catalogue, service, tariff};
use takst::catalogue::Kind;
use takst::{Book, CaseRow, Citizen, Code, Column, Expected, Finding, KnownAsOf, Policy, ReportingPeriod, RowDraft};

/// The findings of a case of rows of 2024 at 100 kr. a day: first day, last day, what was billed.
fn findings(rows: &[(&str, &str, &str)], period: &ReportingPeriod) -> Vec<Finding> {
    let services = vec![service("dag", Kind::Day, vec![tariff("2024-01-01", None, "100.00")])];
    let book = Book::compile(&catalogue(services), &Policy::default(), KnownAsOf::Latest).expect("a sound catalogue");
    let record = |(number, (first, last, invoiced)): (u64, &(&str, &str, &str))| {
        let mut draft = RowDraft::new(number);
        let cells = [
            (Column::CaseId, "S-1"),
            (Column::Service, "hus/dag"),
            (Column::FirstDay, first),
            (Column::LastDay, last),
            (Column::Payer, "101"),
            (Column::Invoiced, invoiced),
        ];
        cells.into_iter().for_each(|(column, text)| draft.set(column, text));
        let record = draft.finish();
        assert!(matches!(record.row, CaseRow::Sound(_)));
        record
    };
    let citizens = Citizen::group((1..).zip(rows).map(record));
    let statements = book.price(&citizens[0], period);
    statements.into_iter().flat_map(|statement| statement.findings).filter(|finding| finding.code == Code::InvoicedDiffers).collect()
}

#[test]
fn what_was_billed_is_compared_row_by_row() {
    // Five days of January and five of February: 1,000 kr.; then two days: 200 kr.
    let rows = |a, b| [("2024-01-27", "2024-02-05", a), ("2024-02-06", "2024-02-07", b)];
    assert_eq!(findings(&rows("1000", "200.00"), &ReportingPeriod::ALL), []);
    assert_eq!(findings(&rows("", ""), &ReportingPeriod::ALL), []);
    let found = findings(&rows("1000.01", "0"), &ReportingPeriod::ALL);
    let shown: Vec<_> = found.iter().map(|finding| (finding.at.row, finding.at.column, finding.value.as_str())).collect();
    assert_eq!(shown, [(Some(1), Some(Column::Invoiced), "1000.01"), (Some(2), Some(Column::Invoiced), "0.00")]);
    let billed = |net: &str, difference: &str| Expected::Billed { net: crate::common::number(net), difference: crate::common::number(difference) };
    assert_eq!(found.into_iter().map(|finding| finding.expected).collect::<Vec<_>>(), [billed("1000.00", "0.01"), billed("200.00", "-200.00")]);
}

#[test]
fn a_row_that_begins_before_the_window_is_not_compared() {
    let february = ReportingPeriod::month(super::given::month("2024-02"));
    assert_eq!(findings(&[("2024-01-27", "2024-02-05", "1"), ("2024-03-01", "2024-03-02", "1")], &february), []);
    assert_eq!(findings(&[("2024-02-01", "2024-02-05", "1")], &february).len(), 1);
    // An open row has been billed up to the end of the window: 29 × 100 = 2,900.
    assert_eq!(findings(&[("2024-02-01", "", "2900")], &ReportingPeriod { from: None, until: Some(day("2024-02-29")) }), []);
}
