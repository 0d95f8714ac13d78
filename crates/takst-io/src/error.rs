//! What makes a whole file unreadable: nothing of it can be priced.

use crate::kind::FileKind;
use crate::map::MapProblem;
use takst::{Column, LineColumn};

/// The encoding that was found in place of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// A byte order mark of UTF-16, or zero bytes where text should be.
    Utf16,
    /// Bytes that are no UTF-8, as Windows-1252 writes æ, ø and å.
    NotUtf8,
}

/// A required column that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// The column.
    pub column: &'static str,
    /// A column of the file that was perhaps meant.
    pub near: Option<String>,
}

/// What came back in a file said to be grouped by citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouped {
    /// A citizen.
    Citizen,
    /// A case.
    Case,
}

/// A case file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The input failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is not in UTF-8.
    #[error("line {line}: the file is not in UTF-8{}; save it as \"CSV UTF-8\"", match found { Encoding::Utf16 => " but in UTF-16", Encoding::NotUtf8 => "" })]
    Encoding {
        /// Line, 1 = first.
        line: u64,
        /// What was found.
        found: Encoding,
    },
    /// The file holds no row.
    #[error("the file holds no rows")]
    NoRows,
    /// Required columns are not there.
    #[error("required columns are missing: {}", listed(.0))]
    MissingColumns(Vec<MissingColumn>),
    /// A column, or a key of a record, that only lines have which takst wrote.
    #[error("the file has the column {0}: it holds lines that takst has priced, and is no case file; price the file they were made from")]
    OwnOutput(LineColumn),
    /// Two columns have the same name.
    #[error("the column {column} is there twice, as column {first} and column {second} of the header; keep one")]
    DuplicateColumn {
        /// The column.
        column: &'static str,
        /// Position of the first, 1 = leftmost.
        first: usize,
        /// Position of the second.
        second: usize,
    },
    /// A quote in the header is not closed.
    #[error("a quotation mark in the header is not closed")]
    HeaderQuote,
    /// The first line does not end.
    #[error("the first line is longer than a mebibyte; this is not a case file")]
    HeaderTooLong,
    /// One JSON array instead of one object a line.
    #[error("the file is one JSON array; write one JSON object a line, without brackets and commas around them")]
    JsonArray,
    /// The header of a CSV file where a JSON object should be.
    #[error("the first line is the header of a CSV file and no JSON object; read the file as CSV")]
    NotJsonLines,
    /// A Parquet file where text should be.
    #[error("the file is a Parquet file and is to be read as one")]
    IsParquet,
    /// A file that is something else than its name or format says.
    #[error("the file is {0}")]
    IsOther(FileKind),
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read: {0}")]
    NotWorkbook(String),
    /// A workbook whose parts contradict each other.
    #[error("the workbook is damaged; open it in a spreadsheet program and save it as .xlsx")]
    DamagedWorkbook,
    /// A workbook that is protected by a password.
    #[error("the workbook is protected by a password; save it without one")]
    Protected,
    /// A sheet that the workbook does not have.
    #[error("the workbook has no sheet {sheet:?}; it has {}", quoted(sheets))]
    NoSuchSheet {
        /// The name that was asked for.
        sheet: String,
        /// Those it has.
        sheets: Vec<String>,
    },
    /// Several sheets have the heading of a case file.
    #[error("several sheets have the heading of a case file: {}; name one of them (--sheet)", quoted(.0))]
    SeveralSheets(Vec<String>),
    /// Two headings that mean one column.
    #[error("the headings {first:?} and {second:?} both mean the column {column}; name one of them in a map (--map)")]
    TwoHeadings {
        /// The column.
        column: &'static str,
        /// The left heading.
        first: String,
        /// The other.
        second: String,
    },
    /// A map of columns that cannot be used.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Map(Vec<MapProblem>),
    /// One file of several cannot be read.
    #[error("{file}: {error}")]
    In {
        /// The file.
        file: String,
        /// Why.
        error: Box<FileError>,
    },
    /// An option that files of this format do not have.
    #[error("{option} is only for workbooks and CSV")]
    OnlyTables {
        /// The option.
        option: &'static str,
    },
    /// A file that is no Parquet file, or a damaged one.
    #[error("the file is no Parquet file, or it is damaged: {0}")]
    NotParquet(String),
    /// A column of floating-point numbers.
    #[error("the column {column} has floating-point numbers ({found}); write decimals, whole numbers or text, which are exact")]
    FloatColumn {
        /// The column.
        column: Column,
        /// Its type.
        found: String,
    },
    /// A column whose type cannot hold what the column says.
    #[error("the column {column} has the type {found}, which does not hold what the column says")]
    WrongType {
        /// The column.
        column: Column,
        /// Its type.
        found: String,
    },
    /// More rows than can be counted.
    #[error("the file has more than {0} rows; split it, or sort it by citizen and read it grouped")]
    TooManyRows(u64),
    /// A sum over the file is more than an amount can be.
    #[error("the amounts of the first {0} cases are together more than 92 quadrillion kroner; split the file")]
    SumsTooLarge(u64),
    /// The rows of a citizen or case do not lie together.
    #[error("row {row}: the {} {id:?} was already read and priced further up; sort the file by citizen, or read it without grouping",
        match what { Grouped::Citizen => "citizen", Grouped::Case => "case" })]
    CameBack {
        /// Number of the record.
        row: u64,
        /// Citizen or case.
        what: Grouped,
        /// Its reference, masked where it looks like a CPR number.
        id: String,
    },
}

/// Names in quotation marks.
pub(crate) fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

fn listed(missing: &[MissingColumn]) -> String {
    let one = |m: &MissingColumn| match &m.near {
        Some(near) => format!("{} (the file has {near:?})", m.column),
        None => m.column.to_owned(),
    };
    missing.iter().map(one).collect::<Vec<_>>().join(", ")
}
