//! A row of a case file as text, cell by cell.

use takst::{Column, Record, RowDraft};

const COLUMNS: usize = Column::ALL.len();

/// The cells of one row; a cell that is not there is absent, an empty one is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells([Option<String>; COLUMNS]);

impl Cells {
    /// The text of a cell.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<&str> {
        self.0[column as usize].as_deref()
    }

    /// Writes a cell.
    pub fn set(&mut self, column: Column, text: impl ToString) {
        self.0[column as usize] = Some(text.to_string());
    }

    /// Empties a cell.
    pub fn remove(&mut self, column: Column) {
        self.0[column as usize] = None;
    }

    /// Cells that are there, in the order of the columns.
    pub fn given(&self) -> impl Iterator<Item = (Column, &str)> {
        Column::ALL.iter().filter_map(|column| Some((*column, self.get(*column)?)))
    }

    /// The row as the core reads it.
    #[must_use]
    pub fn record(&self, number: u64) -> Record {
        let mut draft = RowDraft::new(number);
        self.given().for_each(|(column, text)| draft.set(column, text));
        draft.finish()
    }
}

impl From<&takst_oracle::Row> for Cells {
    fn from(row: &takst_oracle::Row) -> Cells {
        let mut cells = Cells::default();
        for column in Column::ALL {
            if let Some(text) = row.cells.get(column.as_str()) {
                cells.set(*column, text);
            }
        }
        cells
    }
}
