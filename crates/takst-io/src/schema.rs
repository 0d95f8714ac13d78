//! JSON Schema (draft 2020-12) of a case row and of a priced line, built from the registries that read and write them.

use serde_json::{Map, Value, json};
use takst::{CellType, Column, LineColumn, LineType};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Absent cells may be null or empty.
const ABSENT: &str = "^\\s*$";

/// The schema of one line of a case file in JSON Lines. Ranges and what depends on other cells is said in words; the reader checks all of it.
#[must_use]
pub fn case_row() -> Value {
    let properties: Map<String, Value> = Column::ALL.iter().map(|column| (column.as_str().to_owned(), row_value(*column))).collect();
    json!({
        "$schema": DRAFT,
        "title": "takst case row",
        "description": "One period of one service. Absent, null and \"\" mean the same. Numbers are strings.",
        "type": "object",
        "required": Column::REQUIRED.map(Column::as_str),
        "properties": properties,
    })
}

/// `description` first, as people read it.
fn described(description: &str, rest: Value) -> Value {
    let mut value = json!({ "description": description });
    if let (Some(value), Value::Object(rest)) = (value.as_object_mut(), rest) {
        value.extend(rest);
    }
    value
}

fn row_value(column: Column) -> Value {
    let is_required = column.is_required();
    // An absent value is white space, null or no key.
    let pattern = |core: &str, types: &[&str]| match is_required {
        true => json!({ "type": "string", "pattern": format!("^\\s*{core}\\s*$") }),
        false => json!({ "type": types, "pattern": format!("^\\s*({core})?\\s*$") }),
    };
    let words = |words: &[Value]| match is_required {
        true => json!({ "enum": words }),
        false => json!({ "enum": words.iter().cloned().chain([json!(""), Value::Null]).collect::<Vec<_>>() }),
    };
    let rest = match column.cell_type() {
        CellType::Reference | CellType::Text if is_required => json!({ "type": "string", "not": { "pattern": ABSENT } }),
        CellType::Reference | CellType::Text => json!({ "type": ["string", "null"] }),
        CellType::OneOf(all) => words(&all.iter().map(|word| json!(word)).collect::<Vec<_>>()),
        CellType::Municipality => pattern("(0?[1-8]\\d{2}|\\D+)", &["string", "null"]),
        CellType::Day => pattern("\\d{4}-\\d{2}-\\d{2}", &["string", "null"]),
        CellType::Number(0) => pattern("\\d+(\\.0*)?", &["string", "integer", "null"]),
        CellType::Number(n) => pattern(&format!("\\d+(\\.\\d{{1,{n}}}0*)?"), &["string", "null"]),
        CellType::Gln => pattern("\\d{13}", &["string", "null"]),
        CellType::Truth => words(&[json!("true"), json!("false"), json!(true), json!(false)]),
    };
    described(column.meaning(), rest)
}

/// The schema of one line of the output in JSON Lines.
#[must_use]
pub fn line() -> Value {
    let properties: Map<String, Value> = LineColumn::ALL.iter().map(|column| (column.as_str().to_owned(), line_value(*column))).collect();
    let required: Vec<&str> = LineColumn::ALL.iter().map(|column| column.as_str()).collect();
    json!({
        "$schema": DRAFT,
        "title": "takst line",
        "description": "One priced line. Every key is always there; \"\" means absent.",
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

fn line_value(column: LineColumn) -> Value {
    let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    let rest = match column.line_type() {
        LineType::RowNumber | LineType::Count => json!({ "type": "integer", "minimum": 1 }),
        LineType::Reference | LineType::Word => json!({ "type": "string" }),
        LineType::OneOf(words) if column.is_required() => json!({ "enum": words }),
        LineType::OneOf(words) => json!({ "enum": words.iter().copied().chain([""]).collect::<Vec<_>>() }),
        LineType::Municipality => pattern("^\\d{3}$"),
        LineType::Month => pattern("^\\d{4}-\\d{2}$"),
        LineType::Day => pattern("^\\d{4}-\\d{2}-\\d{2}$"),
        LineType::Measure(_) => pattern("^\\d+\\.\\d{2,6}$"),
        LineType::Figure(decimals) => pattern(&format!("^-?\\d+\\.\\d{{{decimals}}}$")),
    };
    described(column.meaning(), rest)
}
