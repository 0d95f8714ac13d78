//! From the rows of a table to records: columns, words and constants of a map; and which rows are not records.

use crate::map::word;
use crate::table_column::{TableColumn, TableRecord};
use std::collections::HashMap;
use takst::{Code, Expected, Finding, Place};

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Layout<C> {
    /// What each cell is; `None`: a column that is not read.
    pub(crate) columns: Vec<Option<C>>,
    pub(crate) constants: Vec<(C, String)>,
    pub(crate) words: HashMap<C, HashMap<String, String>>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    Record,
    /// A row of sums.
    Total,
    /// A row with nothing in a column that is read.
    NoRecord,
}

impl<C: TableColumn> Layout<C> {
    /// Puts the text of a cell into a record.
    pub(crate) fn text(&self, raw: &mut C::Record, column: C, text: &str) {
        match self.meant(column, text) {
            Some(value) => raw.exact(column, value),
            None => raw.cell(column, text),
        }
    }

    /// The value that a word of the file stands for.
    pub(crate) fn meant(&self, column: C, text: &str) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(&column)?.get(&word(text)).map(String::as_str)
    }

    /// Says what the row is, and gives a record what holds for every row.
    pub(crate) fn finish(&self, raw: &mut C::Record) -> RowKind {
        if raw.is_malformed() {
            return RowKind::Record;
        }
        if raw.is_empty() {
            return RowKind::NoRecord;
        }
        if raw.is_total() {
            return RowKind::Total;
        }
        for (column, value) in &self.constants {
            raw.exact(*column, value);
        }
        RowKind::Record
    }
}

/// A note on a row that is no record.
pub(crate) fn skipped(kind: RowKind, cells: impl Iterator<Item = impl AsRef<str>>, place: Expected) -> Finding {
    let code = if kind == RowKind::Total { Code::RowTotal } else { Code::RowNoRecord };
    let cells: Vec<String> = cells.map(|cell| cell.as_ref().trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
    note(code, &listed(&cells), place)
}

/// Items of a list, as many as a note shows whole.
pub(crate) fn listed(items: &[String]) -> String {
    const MORE: &str = "; …";
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let joint = if at == 0 { "" } else { "; " };
        let room = if at + 1 == items.len() { 0 } else { MORE.chars().count() };
        if at > 0 && text.chars().count() + joint.len() + item.chars().count() + room > LONGEST_VALUE {
            text.push_str(MORE);
            break;
        }
        text.push_str(joint);
        text.push_str(item);
    }
    text
}

/// A note on the file as a whole.
pub(crate) fn note(code: Code, value: &str, expected: Expected) -> Finding {
    Finding { code, at: Place::default(), value: takst::cpr::shown(value, LONGEST_VALUE), expected }
}

/// Characters of a value that a note shows.
const LONGEST_VALUE: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_with_a_whole_item() {
        let items = |count: usize| (1..=count).map(|number| format!("heading {number:02} = column")).collect::<Vec<_>>();
        assert_eq!(listed(&items(2)), "heading 01 = column; heading 02 = column");
        // 19 characters an item and 2 between two: nine take 187, the tenth would make it 208.
        let long = listed(&items(12));
        assert!(long.ends_with("heading 09 = column; …"), "{long}");
        assert!(long.chars().count() <= LONGEST_VALUE);
    }
}
