//! How the columns of lines are written: the text of the core, the same in CSV and in JSON.

use std::fmt::{self, Write};
use takst::written::write_text;
use takst::{Line, LineColumn, LineType, Statement};

pub use takst::written::printable;

/// How a column is written in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// A string with the text that CSV has; empty when absent.
    String,
    /// A whole number.
    Integer,
}

impl JsonType {
    /// The type of a column.
    #[must_use]
    pub const fn of(column: LineColumn) -> JsonType {
        match column.line_type() {
            LineType::RowNumber | LineType::Count => JsonType::Integer,
            LineType::Reference
            | LineType::Word
            | LineType::OneOf(_)
            | LineType::Municipality
            | LineType::Month
            | LineType::Day
            | LineType::Figure(_)
            | LineType::Measure(_) => JsonType::String,
        }
    }
}

/// Appends the text of a column; nothing where the value is absent.
///
/// # Errors
/// Only those of `to`.
pub fn write_column(column: LineColumn, statement: &Statement, line: &Line, to: &mut impl Write) -> fmt::Result {
    match column {
        LineColumn::CaseId => write_text(to, &statement.case_id),
        LineColumn::CitizenId => write_text(to, &statement.citizen_id),
        column => line.write_column(column, to),
    }
}
