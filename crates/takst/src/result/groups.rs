//! Sums over the lines of a statement by group.

use crate::contract::dimension::Dimension;
use crate::result::line::Line;
use crate::result::statement::{Statement, Totals};
use crate::result::written::write_column;
use std::collections::BTreeMap;

impl Statement {
    /// Returns the group of a line in one dimension.
    #[must_use]
    pub fn group_of(&self, line: &Line, dimension: Dimension) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = write_column(dimension.column(), self, line, &mut text);
        dimension.group(&text)
    }

    /// Returns the sums over the lines of each group, in the order of the groups' texts. A refused case has none.
    #[must_use]
    pub fn totals_by(&self, by: &[Dimension]) -> BTreeMap<Vec<String>, Totals> {
        let mut groups: BTreeMap<Vec<String>, Totals> = BTreeMap::new();
        for line in self.lines() {
            let sum = groups.entry(by.iter().map(|dimension| self.group_of(line, *dimension)).collect()).or_default();
            *sum = *sum + Totals::of(line);
        }
        groups
    }
}
