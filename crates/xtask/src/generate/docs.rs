//! Tables of the guides.

use takst::catalogue::{Kind, RefundRule};
use takst::{CellType, Code, Column, Dimension, LineColumn, LineType, Severity, TariffCell, TariffColumn};

/// The codes by severity, those that refuse a case first.
pub fn codes() -> String {
    let mut text = String::new();
    for severity in
        [Severity::Error, Severity::Warning, Severity::Note, Severity::Condition, Severity::Assumption, Severity::Reason, Severity::Verdict]
    {
        text += &format!("\n## {severity}\n\n| code | meaning |\n|---|---|\n");
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            text += &format!("| `{code}` | {} |\n", code.meaning());
        }
    }
    text + "\n"
}

/// Words in backticks, joined by commas.
fn ticked(words: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The columns of the case file.
pub fn case_columns() -> String {
    let form = |column: Column| match column.cell_type() {
        CellType::Reference | CellType::Text => "text".to_owned(),
        CellType::OneOf(words) => ticked(words),
        CellType::Municipality => "three digits, or a name".to_owned(),
        CellType::Gln => "13 digits".to_owned(),
        CellType::Day => "date".to_owned(),
        CellType::Number(0) => "whole number".to_owned(),
        CellType::Number(decimals) => format!("number, at most {decimals} decimals"),
        CellType::Truth => ticked(["true", "false"]),
    };
    let mut text = "| column | holds | written as | example |\n|---|---|---|---|\n".to_owned();
    for column in Column::ALL {
        let required = if column.is_required() { " **Required.**" } else { "" };
        text += &format!("| `{column}` | {}{required} | {} | `{}` |\n", column.meaning(), form(*column), column.example());
    }
    text
}

/// The names of columns in Danish spreadsheets.
pub fn case_headings() -> String {
    let mut text = "| column | headings that are read as it |\n|---|---|\n".to_owned();
    for column in Column::ALL {
        text += &format!("| `{column}` | {} |\n", column.danish().join(" · "));
    }
    text
}

/// The columns of a price list.
pub fn list_columns() -> String {
    let form = |column: TariffColumn| match column.cell() {
        TariffCell::Id => "short id".to_owned(),
        TariffCell::Text => "text".to_owned(),
        TariffCell::OneOf(words) => ticked(words),
        TariffCell::Day => "date".to_owned(),
        TariffCell::Number(decimals) => format!("number, at most {decimals} decimals"),
        TariffCell::Whole => "whole number".to_owned(),
        TariffCell::Truth => ticked(["true", "false"]),
        TariffCell::Codes => "codes".to_owned(),
    };
    let mut text = "| column | holds | written as | headings that are read as it |\n|---|---|---|---|\n".to_owned();
    for column in TariffColumn::ALL {
        let required = if column.is_required() { " **Required.**" } else { "" };
        text += &format!("| `{column}` | {}{required} | {} | {} |\n", column.meaning(), form(*column), column.danish().join(" · "));
    }
    text
}

/// A table of columns that share a row, in the order in which the rows are given.
fn grouped<C: Copy + std::fmt::Display>(head: &str, rows: &[&str], all: &[C], row_of: impl Fn(C) -> usize) -> String {
    let mut text = head.to_owned();
    for (row, says) in rows.iter().enumerate() {
        let columns = ticked(all.iter().filter(|column| row_of(**column) == row));
        if !columns.is_empty() {
            text += &format!("| {columns} | {says} |\n");
        }
    }
    text
}

/// The types of columns in Parquet and Arrow that are read.
pub fn case_column_types() -> String {
    let rows = [
        "text, whole numbers",
        "text",
        "date, timestamp without a time zone at midnight, text `YYYY-MM-DD`",
        "decimal of any width, whole numbers, text with a dot before decimals",
        "boolean, text `true` or `false`",
    ];
    grouped("| column | types |\n|---|---|\n", &rows, Column::ALL, |column| match column.cell_type() {
        CellType::Reference | CellType::Gln | CellType::Municipality => 0,
        CellType::Text | CellType::OneOf(_) => 1,
        CellType::Day => 2,
        CellType::Number(_) => 3,
        CellType::Truth => 4,
    })
}

/// The columns of lines.
pub fn line_columns() -> String {
    let form = |column: LineColumn| match column.line_type() {
        LineType::Reference | LineType::Word => "text".to_owned(),
        LineType::OneOf(words) => ticked(words),
        LineType::Municipality => "three digits".to_owned(),
        LineType::Month => "`YYYY-MM`".to_owned(),
        LineType::RowNumber | LineType::Count => "whole number".to_owned(),
        LineType::Day => "date".to_owned(),
        LineType::Figure(decimals) => format!("{decimals} decimals"),
        LineType::Measure(2) => "2 decimals".to_owned(),
        LineType::Measure(decimals) => format!("2 to {decimals} decimals"),
    };
    let mut text = "| column | says | written as |\n|---|---|---|\n".to_owned();
    for column in LineColumn::ALL {
        let absent = if column.is_required() { "" } else { ", or empty" };
        text += &format!("| `{column}` | {} | {}{absent} |\n", column.meaning(), form(*column));
    }
    text
}

/// The types of columns of lines in a Parquet file.
pub fn line_column_types() -> String {
    let rows = [
        "`BYTE_ARRAY`, string | text",
        "`INT64` | whole numbers",
        "`INT32` | whole numbers",
        "`INT32`, date | dates",
        "`INT64`, decimal(18, 2) | decimals: Arrow `decimal128(18, 2)`, DuckDB, Polars and Spark `DECIMAL(18,2)`, pandas `decimal.Decimal`",
        "`INT64`, decimal(18, 4) | \"",
        "`BYTE_ARRAY`, string | text; dictionaries in Arrow, pandas (`category`) and Polars (`Categorical`)",
    ];
    grouped("| column | type in the file | seen as |\n|---|---|---|\n", &rows, LineColumn::ALL, |column| match column.line_type() {
        LineType::Reference => 0,
        LineType::RowNumber => 1,
        LineType::Count => 2,
        LineType::Day => 3,
        LineType::Figure(2) | LineType::Measure(2) => 4,
        LineType::Figure(4) | LineType::Measure(4) => 5,
        LineType::Figure(decimals) | LineType::Measure(decimals) => panic!("no row of the table is for {decimals} decimals"),
        LineType::Word | LineType::OneOf(_) | LineType::Municipality | LineType::Month => 6,
    })
}

/// A table of words with what they mean.
fn words<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = "| word | |\n|---|---|\n".to_owned();
    for (word, meaning) in words {
        text += &format!("| `{word}` | {meaning} |\n");
    }
    text
}

/// The kinds of prices.
pub fn kinds() -> String {
    words(Kind::ALL.iter().map(|kind| (kind.as_str(), kind.meaning())))
}

/// The rules of the state refund.
pub fn refund_rules() -> String {
    words(RefundRule::ALL.iter().map(|rule| (rule.as_str(), rule.meaning())))
}

/// The settings of the policy, with those that the built-in catalogue asks for.
pub fn settings() -> String {
    let mut text = "| setting | default | values | question |\n|---|---|---|---|\n".to_owned();
    for entry in takst_catalogue::default_policy(takst_catalogue::builtin()).entries() {
        let meaning = |word: &str| {
            let said = entry.words.iter().find(|(of, _)| *of == word).map(|(_, meaning)| meaning.trim_end_matches('.'));
            said.filter(|said| !said.eq_ignore_ascii_case(word)).map(|said| format!(" ({said})")).unwrap_or_default()
        };
        let value = |value: &str| if value.contains(' ') { value.to_owned() } else { format!("`{value}`{}", meaning(value)) };
        let values: Vec<String> = entry.allowed.split(" | ").map(value).collect();
        text += &format!("| `{}` | `{}` | {} | {} |\n", entry.name, entry.value, values.join("; "), entry.meaning);
    }
    text
}

/// The names of the columns of lines in one sentence.
pub fn line_names() -> String {
    format!("Columns of lines: {}.\n", ticked(LineColumn::ALL))
}

/// The names of the columns of totals in one sentence.
pub fn total_names() -> String {
    let sums = ticked(["lines", "days", "net", "vat", "own_payment", "refund", "at_stake", "cost"]);
    let groups = ticked(Dimension::ALL);
    format!(
        "Columns of totals: those of {groups} that are asked for, in the order asked for; then {sums}; and `cases` where the option asks for it.\n"
    )
}

/// What sums are grouped by.
pub fn groups() -> String {
    let mut text = "| group | column | |\n|---|---|---|\n".to_owned();
    for dimension in Dimension::ALL {
        text += &format!("| `{}` | `{dimension}` | {} |\n", dimension.word(), dimension.meaning());
    }
    text
}
