//! What the core alone makes of a case file: the way of takst-io, record by record.

use crate::file::{case, citizen};
use std::collections::HashMap;
use takst::{Book, ReportingPeriod, Statement};
use takst_compare::cells::Cells;
use takst_io::{CaseFile, RawRecord};

/// The statement of each case, in the order of their first rows.
///
/// # Panics
/// There are more rows than can be counted.
#[must_use]
pub fn statements(book: &Book, request: &ReportingPeriod, rows: &[Cells]) -> Vec<Statement> {
    let mut file = CaseFile::collected();
    for (number, row) in (1..).zip(rows) {
        let mut raw = RawRecord::default();
        row.given().for_each(|(column, text)| raw.cell(column, text));
        file.push(&raw, number).expect("few rows");
    }
    let mut statements = Vec::new();
    let priced = file.price(
        book,
        request,
        |_| {},
        |statement| {
            statements.push(statement);
            Ok::<(), std::convert::Infallible>(())
        },
    );
    priced.expect("nothing can fail");
    statements
}

/// The same statements, citizens in the order in which their rows first appear and cases of a citizen in theirs.
///
/// # Panics
/// The statements are not those of these rows.
#[must_use]
pub fn by_citizen(rows: &[Cells], statements: Vec<Statement>) -> Vec<Statement> {
    // Citizens who share a case are priced together, and so stand together.
    let mut group: Vec<usize> = (0..rows.len()).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (row, cells) in rows.iter().enumerate() {
        for name in [case(cells).map(|case| format!("case {case}")), citizen(cells).map(|citizen| format!("citizen {citizen}"))].into_iter().flatten()
        {
            let other = group[*first.entry(name).or_insert(row)];
            let (from, to) = (group[row].max(other), group[row].min(other));
            if from != to {
                group.iter_mut().take(row + 1).filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let mut met: HashMap<String, ()> = HashMap::new();
    let cases = rows.iter().enumerate().filter(|(_, cells)| case(cells).is_none_or(|case| met.insert(case, ()).is_none()));
    let groups: Vec<usize> = cases.map(|(row, _)| group[row]).collect();
    assert_eq!(groups.len(), statements.len(), "a statement for each case");
    let mut sorted: Vec<(usize, Statement)> = groups.into_iter().zip(statements).collect();
    sorted.sort_by_key(|(group, _)| *group);
    sorted.into_iter().map(|(_, statement)| statement).collect()
}
