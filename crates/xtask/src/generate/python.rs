//! The attributes of Row and Line in the stubs of the native module.

use takst::{CellType, Column, LineColumn, LineType};

fn property(name: &str, kind: &str) -> String {
    format!("    @property\n    def {name}(self) -> {kind}: ...\n")
}

/// Of `Row`; the reference belongs to the case.
pub fn row() -> String {
    let kind = |column: Column| match column.cell_type() {
        CellType::Reference | CellType::Gln | CellType::Text | CellType::OneOf(_) | CellType::Municipality => "str | None",
        CellType::Day => "date | str | None",
        CellType::Number(0) => "int | str | None",
        CellType::Number(_) => "Decimal | str | None",
        CellType::Truth => "bool | str | None",
    };
    Column::ALL.iter().filter(|column| **column != Column::CaseId).map(|column| property(column.as_str(), kind(*column))).collect()
}

/// Of `Line`.
pub fn line() -> String {
    let kind = |column: LineColumn| match column.line_type() {
        LineType::Reference | LineType::Word | LineType::OneOf(_) | LineType::Municipality | LineType::Month => "str",
        LineType::RowNumber | LineType::Count => "int",
        LineType::Day => "date",
        LineType::Figure(_) | LineType::Measure(_) => "Decimal",
    };
    let absent = |column: LineColumn| if column.is_required() { "" } else { " | None" };
    LineColumn::ALL.iter().map(|column| property(column.as_str(), &format!("{}{}", kind(*column), absent(*column)))).collect()
}
