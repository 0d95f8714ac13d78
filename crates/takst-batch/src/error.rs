//! Why a whole run ends. A case that cannot be priced is no such reason: it is refused and the others go on.

use arrow_schema::{ArrowError, DataType};
use takst::{Column, LineColumn};

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// A column that every case file needs is not there.
    #[error("the column {0} is missing; every case file has {names}", names = required_names())]
    MissingColumn(Column),
    /// A column that only lines have which takst wrote.
    #[error("the column {0} is one of lines that takst has priced; pass the cases they were made from")]
    OwnOutput(LineColumn),
    /// Two columns have the same name.
    #[error("the column {0} is there twice")]
    ColumnTwice(Column),
    /// A column of floating-point numbers.
    #[error("the column {column} has floating-point numbers ({found}); pass decimals, whole numbers or text, which are exact")]
    FloatColumn {
        /// The column.
        column: Column,
        /// Its type.
        found: DataType,
    },
    /// A column whose type cannot hold what the column says.
    #[error("the column {column} has the type {found}; it takes {expected}")]
    WrongType {
        /// The column.
        column: Column,
        /// Its type.
        found: DataType,
        /// Types that would do.
        expected: &'static str,
    },
    /// Later batches have other columns than the first.
    #[error("batch {batch} has other columns than the first batch")]
    OtherSchema {
        /// Number of the batch, 1 = first.
        batch: u64,
    },
    /// With [`Grouping::ByCitizen`](crate::Grouping::ByCitizen): rows of a citizen, or of a case, do not lie together.
    #[error("row {row}: the {what} {id:?} was there before, but not in the rows just above; sort the rows by citizen, or price them ungrouped")]
    CameBack {
        /// First row of the later group.
        row: u64,
        /// "citizen" or "case".
        what: &'static str,
        /// The reference, masked where it looks like a CPR number.
        id: String,
    },
    /// A sum or a price has more digits than its column.
    #[error("{column} is out of range: {value} does not fit into {digits} digits")]
    Overflow {
        /// Column of the output.
        column: &'static str,
        /// What did not fit, in units of its last decimal.
        value: String,
        /// Digits of the column.
        digits: u8,
    },
    /// More rows than can be numbered, or more text than an Arrow column holds.
    #[error("too many {0} for one run")]
    TooMany(&'static str),
    /// The input failed.
    #[error("the input cannot be read: {0}")]
    Input(#[from] ArrowError),
    /// The progress callback asked to stop.
    #[error("stopped on request")]
    Stopped,
    /// A worker thread panicked; what it said.
    #[error("a worker failed: {0}")]
    Worker(String),
}

fn required_names() -> String {
    let names = Column::REQUIRED.map(Column::as_str);
    match names.split_last() {
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
