//! Names of columns that a kind of table does not have: one warning for each, with the known name that was perhaps meant; and what else is found of a file as a whole.

use crate::table_column::TableColumn;
use std::collections::HashSet;
use takst::contract::heading::folded;
use takst::{Code, Expected, Finding, LineColumn, Place};

#[derive(Default)]
pub(crate) struct UnknownNames {
    seen: HashSet<String>,
    findings: Vec<Finding>,
    /// A column that only lines have.
    of_lines: Option<LineColumn>,
}

impl UnknownNames {
    pub(crate) fn see<C: TableColumn>(&mut self, name: &str) {
        let name = name.trim();
        if self.seen.contains(name) {
            return;
        }
        self.of_lines = self.of_lines.or_else(|| LineColumn::of_lines_only(name));
        self.seen.insert(name.to_owned());
        self.findings.push(Finding {
            code: Code::ColumnUnknown,
            at: Place::default(),
            value: takst::cpr::masked(name).into_owned(),
            expected: nearest::<C>(name).map_or(Expected::Nothing, |near| Expected::Column(near.name())),
        });
    }

    /// Adds a finding about the file.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes a note back that needs no mention.
    pub(crate) fn drop_note(&mut self, code: Code) {
        self.findings.retain(|finding| finding.code != code);
    }

    /// The column seen by which the file is known as lines.
    pub(crate) const fn of_lines(&self) -> Option<LineColumn> {
        self.of_lines
    }

    pub(crate) fn take(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }
}

/// The column whose name, in the contract or in Danish, is written almost so: a slip or two.
pub(crate) fn nearest<C: TableColumn>(name: &str) -> Option<C> {
    if name.len() > 40 {
        return None;
    }
    let plain: Vec<char> = folded(name).chars().collect();
    // The distance of a name, where it is near: a slip in a short word makes another word.
    let near = |name: &str| {
        let allowed = match name.len() {
            0..=3 => 0,
            4..=5 => 1,
            _ => 2,
        };
        Some(slips(&plain, name)).filter(|slips| *slips <= allowed)
    };
    let nearest = |column: C| column.headings().filter_map(|name| near(&name)).min();
    C::ALL.iter().copied().filter_map(|column| Some((nearest(column)?, column))).min_by_key(|(slips, _)| *slips).map(|(_, column)| column)
}

/// Letters to change, put in or leave out to make one of the other (Levenshtein).
fn slips(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, letter) in b.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for j in 0..a.len() {
            let change = diagonal + usize::from(a[j] != letter);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[a.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use takst::Column;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        for (name, column) in [
            ("Case_ID", Some(Column::CaseId)),
            ("case id", Some(Column::CaseId)),
            ("frist_day", Some(Column::FirstDay)),
            ("Payer", Some(Column::Payer)),
            ("units", Some(Column::Unit)),
            ("Sagsnumer", Some(Column::CaseId)),
            ("Betalingskomune", Some(Column::Payer)),
            ("Egenbetaling pr. dogn", Some(Column::OwnPaymentPerDay)),
            ("Kommune", None),
            ("note", None),
            ("", None),
            ("navn", None),
            ("æøå", None),
        ] {
            assert_eq!(nearest(name), column, "{name}");
        }
    }
}
