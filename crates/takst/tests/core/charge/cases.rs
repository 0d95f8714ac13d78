//! Case files in a few words, and their lines as text.

use crate::common::{catalogue, day};
use takst::catalogue::Service;
use takst::{Book, Case, CaseRow, Citizen, Column, KnownAsOf, Policy, ReportingPeriod, RowDraft, Statement};

/// A book of *Hus* with these services, under the defaults.
pub fn book(services: Vec<Service>) -> Book {
    with_policy(services, &[])
}

/// The same under a policy without sources.
pub fn with_policy(services: Vec<Service>, answers: &[(&str, &str)]) -> Book {
    let mut policy = Policy::default();
    for (name, value) in answers {
        policy.set(name, value, None).expect("an answer");
    }
    Book::compile(&catalogue(services), &policy, KnownAsOf::Latest).expect("a catalogue in order")
}

/// Rows of case S-1 as `service first [last] [column=value …]`, numbered from 1; of *Hus*, and paid by 101 where nothing else is said.
pub fn rows(cells: &[&str]) -> Vec<CaseRow> {
    (1..).zip(cells).map(|(number, cells)| row(number, cells)).collect()
}

fn row(number: u64, cells: &str) -> CaseRow {
    let mut draft = RowDraft::new(number);
    let (plain, named): (Vec<&str>, Vec<&str>) = cells.split(' ').partition(|cell| !cell.contains('='));
    draft.set(Column::CaseId, "S-1");
    draft.set(Column::Service, &format!("hus/{}", plain[0]));
    if !named.iter().any(|cell| cell.starts_with("payer=")) {
        draft.set(Column::Payer, "101");
    }
    for (column, cell) in [Column::FirstDay, Column::LastDay].into_iter().zip(&plain[1..]) {
        draft.set(column, cell);
    }
    for (name, value) in named.iter().filter_map(|cell| cell.split_once('=')) {
        draft.set(Column::from_name(name).expect("a column"), value);
    }
    draft.finish().row
}

/// The citizen whose only case has these rows.
pub fn citizen(rows: Vec<CaseRow>) -> Citizen {
    Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows }] }
}

/// The statement of the rows, until a day.
pub fn price(book: &Book, rows: Vec<CaseRow>, until: Option<&str>) -> Statement {
    let period = ReportingPeriod { from: None, until: until.map(day) };
    book.price(&citizen(rows), &period).remove(0)
}

/// Lines by first day: `first last quantity unit price/base net`.
pub fn lines(statement: &Statement) -> Vec<String> {
    assert_eq!(statement.result.as_ref().err(), None, "a case in order");
    let mut lines: Vec<_> = statement.lines().collect();
    lines.sort_by_key(|line| (line.period.first(), line.row));
    let text = |line: &&takst::Line| {
        let (first, last) = (line.period.first(), line.period.last());
        format!("{first} {last} {} {} {}/{} {}", line.quantity, line.unit, line.unit_price, line.price_base_quantity, line.net)
    };
    lines.iter().map(text).collect()
}
