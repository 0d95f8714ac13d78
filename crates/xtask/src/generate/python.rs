//! What the stubs of the native module have from the registries: the attributes of Row and Line, and the names of groups.

use takst::{CellType, Column, Dimension, LineColumn, LineType};

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

/// The names of what sums are grouped by.
pub fn groups() -> String {
    let names = |dimension: &Dimension| {
        if dimension.word() == dimension.as_str() { vec![dimension.word()] } else { vec![dimension.as_str(), dimension.word()] }
    };
    let names: Vec<String> = Dimension::ALL.iter().flat_map(names).map(|name| format!("\"{name}\"")).collect();
    format!("_Group = Literal[{}]\n", names.join(", "))
}
