//! The names of the columns of a file: which of them a case file has.

use crate::error::{FileError, MissingColumn};
use crate::names::{UnknownNames, nearest};
use takst::{Column, Finding, LineColumn};

/// The columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What each column is; `None`: a column nobody knows.
    pub columns: Vec<Option<Column>>,
    /// A warning for each unknown name.
    pub findings: Vec<Finding>,
}

impl Header {
    /// Finds the columns by their names.
    ///
    /// # Errors
    /// A required column is missing, a column is there twice, or the columns are those of lines.
    pub fn of(names: &[&str]) -> Result<Header, FileError> {
        let mut unknown = UnknownNames::default();
        let columns = columns_of(names, &mut unknown)?;
        Ok(Header { columns, findings: unknown.take() })
    }
}

pub(crate) fn columns_of(names: &[&str], unknown: &mut UnknownNames) -> Result<Vec<Option<Column>>, FileError> {
    if let Some(column) = names.iter().find_map(|name| LineColumn::of_lines_only(name)) {
        return Err(FileError::OwnOutput(column));
    }
    let columns: Vec<Option<Column>> = names.iter().map(|name| Column::from_name(name)).collect();
    for (i, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        if let Some(first) = columns[..i].iter().position(|c| *c == Some(*column)) {
            return Err(FileError::DuplicateColumn { column: *column, first: first + 1, second: i + 1 });
        }
    }
    let missing: Vec<MissingColumn> = Column::REQUIRED
        .into_iter()
        .filter(|required| !columns.contains(&Some(*required)))
        .map(|column| {
            let near = names.iter().zip(&columns).find(|(name, known)| known.is_none() && nearest(name) == Some(column));
            MissingColumn { column, near: near.map(|(name, _)| takst::cpr::masked(name).into_owned()) }
        })
        .collect();
    if !missing.is_empty() {
        return Err(FileError::MissingColumns(missing));
    }
    for (name, column) in names.iter().zip(&columns) {
        if column.is_none() {
            unknown.see(name);
        }
    }
    Ok(columns)
}
