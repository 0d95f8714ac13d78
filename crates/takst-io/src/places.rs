//! Where records and columns stand in the file they are read from.

use std::sync::{Arc, Mutex, PoisonError};
use takst::{Column, Expected, FilePlace, Finding};

/// The lines or rows of records, and the headings of columns. Its clones share what is known: it grows while the file is read.
#[derive(Debug, Clone, Default)]
pub struct Places(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    is_sheet: bool,
    /// Records from which on the lines follow each other, each with its line.
    runs: Vec<(u64, u64)>,
    headings: Vec<Heading<Column>>,
    /// Where several files are read: how many records there are before each, its name and its places.
    files: Vec<(u64, String, Places)>,
}

/// A column of the file.
#[derive(Debug, Clone)]
pub(crate) struct Heading<C> {
    pub(crate) column: C,
    /// As the file has it.
    pub(crate) text: String,
    /// Its place from the left, 0 = first.
    pub(crate) at: u32,
}

impl<C: Copy> Heading<C> {
    /// The headings of the columns that are read; CPR numbers are masked.
    pub(crate) fn of(columns: &[Option<C>], names: &[&str]) -> Vec<Heading<C>> {
        let read = columns.iter().zip(names).zip(0..);
        read.filter_map(|((column, name), at)| Some(Heading { column: (*column)?, text: takst::cpr::masked(name).into_owned(), at })).collect()
    }
}

impl Places {
    /// The place of a finding in the file.
    #[must_use]
    pub fn of(&self, finding: &Finding) -> FilePlace {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(row) = finding.at.row
            && let Some((before, name, places)) = known.files.iter().rev().find(|(before, ..)| *before < row)
        {
            let mut own = finding.clone();
            own.at.row = Some(row - before);
            if let Expected::SameAs { row, .. } | Expected::NotSharedWith { row } = &mut own.expected {
                // A record of an earlier file has no place in this one.
                *row = row.saturating_sub(*before);
            }
            return FilePlace { file: Some(name.clone()), ..places.of(&own) };
        }
        let line = finding.at.row.and_then(|row| known.line(row));
        let heading = finding.at.column.and_then(|column| known.headings.iter().find(|heading| heading.column == column));
        let other = match finding.expected {
            Expected::SameAs { row, .. } | Expected::NotSharedWith { row } => known.line(row),
            _ => None,
        };
        FilePlace {
            file: None,
            line,
            other,
            is_sheet: known.is_sheet,
            heading: heading.map(|heading| heading.text.clone()).filter(|text| finding.at.column.is_none_or(|column| *text != column.as_str())),
            cell: line.filter(|_| known.is_sheet).zip(heading).map(|(line, heading)| format!("{}{line}", letters(heading.at))),
        }
    }

    /// The columns of the file, once its heading is read.
    pub(crate) fn set(&self, is_sheet: bool, headings: Vec<Heading<Column>>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (known.is_sheet, known.headings) = (is_sheet, headings);
    }

    /// One more file, after so many records of others.
    pub(crate) fn add_file(&self, before: u64, name: String, places: Places) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).files.push((before, name, places));
    }

    fn begin(&self, record: u64, line: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).runs.push((record, line));
    }
}

impl Known {
    fn line(&self, record: u64) -> Option<u64> {
        let run = self.runs.partition_point(|(first, _)| *first <= record).checked_sub(1)?;
        let (first, line) = self.runs[run];
        Some(line + (record - first))
    }
}

/// Notes the lines of records one after the other. The lock is taken only where a line does not follow the one before.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    places: Places,
    /// The record and line that would come next.
    next: Option<(u64, u64)>,
}

impl Lines {
    pub(crate) fn places(&self) -> Places {
        self.places.clone()
    }

    pub(crate) fn see(&mut self, record: u64, line: u64) {
        if self.next != Some((record, line)) {
            self.places.begin(record, line);
        }
        self.next = Some((record + 1, line + 1));
    }
}

/// The name of a column of a sheet: A, B … Z, AA, AB …
pub(crate) fn letters(at: u32) -> String {
    let mut name = String::new();
    let mut left = at + 1;
    while left > 0 {
        left -= 1;
        name.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_sheets_have_letters() {
        for (at, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(at), name);
        }
    }

    #[test]
    fn lines_are_kept_where_some_are_left_out() {
        let mut lines = Lines::default();
        let seen = [(1, 5), (2, 6), (3, 9), (4, 10), (5, 20)];
        for (record, line) in seen {
            lines.see(record, line);
        }
        let known = lines.places.0.lock().expect("nobody panicked");
        assert_eq!(known.runs.len(), 3);
        for (record, line) in seen {
            assert_eq!(known.line(record), Some(line));
        }
        assert_eq!(known.line(0), None);
    }
}
