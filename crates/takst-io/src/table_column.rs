//! What the readers of tables ask of a kind of table: its columns, and the record that a row becomes.

use crate::error::FileError;
use crate::record::{Defect, RawRecord, Refusal};
use std::fmt::{Debug, Display};
use std::hash::Hash;
use takst::{CaseRow, Code, Column, Content, Expected, LineColumn, RowDraft, Unit};

/// A column of a kind of table.
pub trait TableColumn: Copy + Debug + Display + Eq + Ord + Hash + 'static {
    /// What a row becomes.
    type Record: TableRecord<Column = Self>;

    /// Every column.
    const ALL: &'static [Self];
    /// Those that a table must have.
    const REQUIRED: &'static [Self];

    /// Its name in the contract.
    fn name(self) -> &'static str;

    /// Its names in Danish spreadsheets; the first is the one that is written.
    fn danish(self) -> &'static [&'static str];

    /// Its names, folded.
    fn headings(self) -> impl Iterator<Item = String>;

    /// The column that a heading names in the contract's words or in Danish, whatever its case, accents, spaces and punctuation.
    fn of_heading(heading: &str) -> Option<Self>;

    /// What its cells say.
    fn content(self) -> Content;

    /// The word of the contract for a word of a spreadsheet.
    fn word(self, text: &str) -> Option<&'static str>;

    /// What is wrong with a value in canonical form, as far as one value shows it: the value, and what would be right.
    fn fault(self, value: &str) -> Option<(String, Expected)>;

    /// Whether a cell of the column says what a damaged row belongs to.
    fn is_reference(self) -> bool;

    /// Whether its day is the last, left out while there is none.
    fn is_last_day(self) -> bool;

    /// Refuses a table of another kind, by its names.
    ///
    /// # Errors
    /// It is one.
    fn refuse_other(names: &[&str]) -> Result<(), FileError>;

    /// The column of a name, exactly as the contract writes it.
    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.name() == name)
    }
}

/// The record that a row becomes.
pub trait TableRecord: Clone + Default {
    /// Its columns.
    type Column;

    /// Forgets its cells.
    fn clear(&mut self);

    /// A cell as written.
    fn cell(&mut self, column: Self::Column, text: &str);

    /// A cell in canonical form, whatever the forms of the file.
    fn exact(&mut self, column: Self::Column, text: &str);

    /// A cell whose form the reader does not take.
    fn refused(&mut self, column: Self::Column, text: &str, why: Refusal);

    /// The row is no record.
    fn malformed(&mut self, defect: Defect, value: &str);

    /// Whether it is none.
    fn is_malformed(&self) -> bool;

    /// Whether it has no cell and no defect.
    fn is_empty(&self) -> bool;

    /// Whether it is a row of sums.
    fn is_total(&self) -> bool;
}

impl TableColumn for Column {
    type Record = RawRecord;

    const ALL: &'static [Column] = Column::ALL;
    const REQUIRED: &'static [Column] = &Column::REQUIRED;

    fn name(self) -> &'static str {
        self.as_str()
    }

    fn danish(self) -> &'static [&'static str] {
        Column::danish(self)
    }

    fn headings(self) -> impl Iterator<Item = String> {
        Column::headings(self)
    }

    fn of_heading(heading: &str) -> Option<Column> {
        Column::from_heading(heading)
    }

    fn content(self) -> Content {
        Column::content(self)
    }

    fn word(self, text: &str) -> Option<&'static str> {
        if self == Column::Unit { Unit::from_danish(text).map(Unit::as_str) } else { None }
    }

    /// By the rules of the core.
    fn fault(self, value: &str) -> Option<(String, Expected)> {
        let mut draft = RowDraft::new(1);
        draft.set(self, value);
        match draft.finish().row {
            CaseRow::Broken(row) => row
                .faults
                .into_iter()
                .find(|fault| fault.at.column == Some(self) && fault.code != Code::ValueMissing)
                .map(|fault| (fault.value, fault.expected)),
            CaseRow::Sound(_) => None,
        }
    }

    fn is_reference(self) -> bool {
        matches!(self, Column::CaseId | Column::CitizenId)
    }

    fn is_last_day(self) -> bool {
        self == Column::LastDay
    }

    fn refuse_other(names: &[&str]) -> Result<(), FileError> {
        let column = names.iter().find_map(|name| LineColumn::of_lines_only(name));
        column.map_or(Ok(()), |column| Err(FileError::OwnOutput(column)))
    }
}
