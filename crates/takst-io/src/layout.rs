//! From the rows of a table to records: columns, words and constants of a map; and which rows are not records.

use crate::map::word;
use crate::record::RawRecord;
use std::collections::HashMap;
use takst::contract::heading::folded;
use takst::{Code, Column, Content, Expected, Finding, Place};

/// The columns of a table.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// What each cell is; `None`: a column that is not read.
    pub(crate) columns: Vec<Option<Column>>,
    pub(crate) constants: Vec<(Column, String)>,
    pub(crate) words: HashMap<Column, HashMap<String, String>>,
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

impl Layout {
    /// Puts the text of a cell into a record.
    pub(crate) fn text(&self, raw: &mut RawRecord, column: Column, text: &str) {
        match self.meant(column, text) {
            Some(value) => raw.exact(column, value),
            None => raw.cell(column, text),
        }
    }

    /// The value that a word of the file stands for.
    pub(crate) fn meant(&self, column: Column, text: &str) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(&column)?.get(&word(text)).map(String::as_str)
    }

    /// Says what the row is, and gives a record what holds for every row.
    pub(crate) fn finish(&self, raw: &mut RawRecord) -> RowKind {
        if raw.is_malformed() {
            return RowKind::Record;
        }
        if raw.is_empty() {
            return RowKind::NoRecord;
        }
        if (raw.case.is_empty() || is_total(&raw.case)) && is_sums(&raw.columns(), raw.case.is_empty()) {
            return RowKind::Total;
        }
        if raw.case.is_empty() && has_word_of_total(raw) {
            return RowKind::Total;
        }
        for (column, value) in &self.constants {
            raw.exact(*column, value);
        }
        RowKind::Record
    }
}

/// Whether a row with these columns is one of sums: amounts, and neither case, service nor first day. The word of a total may stand where the case does.
fn is_sums(columns: &[Column], is_without_case: bool) -> bool {
    let has_amount = columns.iter().any(|column| column.content() == Content::Number);
    let is_row = |column: &Column| matches!(column, Column::Service | Column::FirstDay) || (*column == Column::CaseId && is_without_case);
    has_amount && !columns.iter().any(is_row)
}

/// Whether a row with neither case nor first day has amounts, and the word of a total in another column of texts.
fn has_word_of_total(raw: &RawRecord) -> bool {
    let columns = raw.columns();
    let has_amount = columns.iter().any(|column| column.content() == Content::Number);
    let is_text = |column: Column| !matches!(column.content(), Content::Number | Content::Day | Content::Truth);
    let no_row = [Column::CaseId, Column::FirstDay].iter().all(|column| !columns.contains(column));
    no_row && has_amount && raw.texts().any(|(column, text)| is_text(column) && is_total(text))
}

/// Whether a text in the column of cases is the word of a total.
fn is_total(case: &str) -> bool {
    // Most references are not looked at twice.
    if case.len() > 30 || case.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    ["ialt", "total", "totalt", "totaler", "sum", "sumialt", "hovedtotal", "subtotal", "grandtotal", "delsum", "samlet"].contains(&&*folded(case))
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
