//! How the columns of lines are written: the text of the core, the same in CSV and in JSON.

use takst::{LineColumn, LineType};

pub use takst::written::{printable, write_column};

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
