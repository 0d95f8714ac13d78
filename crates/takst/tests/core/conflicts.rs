//! What the rows of a course say once (R4.3, R4.4): a later row repeats or omits it, or contradicts it with every column that does.

use crate::common::{catalogue, service};
use takst::catalogue::Kind;
use takst::{Book, Case, CaseRow, Citizen, Code, Column, Expected, Fault, KnownAsOf, Policy, ReportingPeriod, RowDraft};

/// Column, what the first row says, what would contradict it.
const ONCE: [(Column, &str, &str); 9] = [
    (Column::PriorStayTo, "2023-12-31", "2023-12-30"),
    (Column::FirstDischarge, "2023-11-01", "2023-11-02"),
    (Column::NotifiedStart, "2023-12-01", "2023-12-02"),
    (Column::NotifiedEnd, "2024-02-15", "2024-02-16"),
    (Column::DecidedBeforeDischarge, "true", "false"),
    (Column::DischargedTo107, "false", "true"),
    (Column::Commitment, "B-1", "B-2"),
    (Column::CommitmentDate, "2023-12-20", "2023-12-21"),
    (Column::UnitPrice, "20000.00", "21000.00"),
];

fn book() -> Book {
    Book::compile(&catalogue(vec![service("forloeb", Kind::Agreed, Vec::new())]), &Policy::default(), KnownAsOf::Latest)
        .expect("a catalogue in order")
}

/// A row of an agreed course.
fn row(number: u64, first: &str, last: &str, payer: &str, cells: &[(Column, &str)]) -> CaseRow {
    let always = [(Column::CaseId, "S"), (Column::Service, "hus/forloeb"), (Column::Unit, "course"), (Column::Payer, payer)];
    let mut draft = RowDraft::new(number);
    for (column, text) in always.iter().chain(&[(Column::FirstDay, first), (Column::LastDay, last)]).chain(cells) {
        draft.set(*column, text);
    }
    draft.finish().row
}

fn faults(rows: Vec<CaseRow>) -> Vec<Fault> {
    let citizen = Citizen { id: "S".into(), cases: vec![Case { id: "S".into(), rows }] };
    book().price(&citizen, &ReportingPeriod::ALL).remove(0).result.err().unwrap_or_default()
}

#[test]
fn every_column_that_contradicts_is_named_alone_and_with_each_other() {
    let said: Vec<(Column, &str)> = ONCE.iter().map(|(column, said, _)| (*column, *said)).collect();
    let pairs = (0..ONCE.len()).flat_map(|a| (a..ONCE.len()).map(move |b| (a, b)));
    for (a, b) in pairs {
        let cells: Vec<(Column, &str)> =
            ONCE.iter().enumerate().map(|(at, (column, said, other))| (*column, if at == a || at == b { *other } else { *said })).collect();
        let found = faults(vec![row(1, "2024-01-01", "2024-01-31", "101", &said), row(2, "2024-02-01", "2024-02-10", "101", &cells)]);
        let expected = |at: usize| (Code::CaseConflict, ONCE[at].0, Expected::SameAs { row: 1, value: ONCE[at].1.into() });
        let wanted: Vec<_> = if a == b { vec![expected(a)] } else { vec![expected(a), expected(b)] };
        let found: Vec<_> = found.into_iter().map(|fault| (fault.code, fault.at.column.expect("a column"), fault.expected)).collect();
        assert_eq!(found.len(), wanted.len(), "{} and {}: {found:?}", ONCE[a].0, ONCE[b].0);
        assert!(wanted.iter().all(|fault| found.contains(fault)), "{} and {}: {found:?}", ONCE[a].0, ONCE[b].0);
    }
}

#[test]
fn what_is_repeated_or_omitted_contradicts_nothing() {
    let said: Vec<(Column, &str)> = ONCE.iter().map(|(column, said, _)| (*column, *said)).collect();
    let price = [(Column::UnitPrice, "20000.00")];
    let rows = |later: &[(Column, &str)]| vec![row(1, "2024-01-01", "2024-01-31", "101", &said), row(2, "2024-02-01", "2024-02-10", "101", later)];
    assert_eq!(faults(rows(&said)), []);
    assert_eq!(faults(rows(&price)), []);
}

#[test]
fn a_commitment_is_said_once_for_each_payer() {
    let price = (Column::UnitPrice, "20000.00");
    let rows = |third: &str| {
        vec![
            row(1, "2024-01-01", "2024-01-31", "101", &[price, (Column::Commitment, "B-1")]),
            row(2, "2024-02-01", "2024-02-29", "147", &[price, (Column::Commitment, "B-2")]),
            row(3, "2024-03-01", "2024-03-31", "101", &[price, (Column::Commitment, third)]),
        ]
    };
    assert_eq!(faults(rows("B-1")), []);
    let found = faults(rows("B-2"));
    assert_eq!((found.len(), found[0].at.row, &found[0].expected), (1, Some(3), &Expected::SameAs { row: 1, value: "B-1".into() }));
}
