//! JSON Schema (draft 2020-12) of a case row and of a priced line, built from the registries that read and write them.

use crate::column::{JsonType, LineColumn};
use serde_json::{Map, Value, json};
use takst::catalogue::{RefundRule, Unit};
use takst::{Column, Outcome};

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
        "required": ["case_id", "service", "first_day", "payer"],
        "properties": properties,
    })
}

fn row_value(column: Column) -> Value {
    let number = |description: &str, decimals: u32| match decimals {
        0 => json!({ "description": description, "type": ["string", "integer", "null"], "pattern": "^\\s*(\\d+(\\.0*)?)?\\s*$" }),
        n => json!({ "description": description, "type": ["string", "null"], "pattern": format!("^\\s*(\\d+(\\.\\d{{1,{n}}}0*)?)?\\s*$") }),
    };
    let date = |description: &str| json!({ "description": description, "type": ["string", "null"], "pattern": "^\\s*(\\d{4}-\\d{2}-\\d{2})?\\s*$" });
    let text = |description: &str| json!({ "description": description, "type": ["string", "null"] });
    match column {
        Column::CaseId => {
            json!({ "description": "Reference of the case; no CPR number. At most 200 characters.", "type": "string", "not": { "pattern": ABSENT } })
        }
        Column::CitizenId => text("Pseudonym of the citizen; default the case. At most 200 characters."),
        Column::RowId => text("Reference of the row, echoed. At most 200 characters."),
        Column::Service => json!({ "description": "Catalogue id of the service, provider/name.", "type": "string", "not": { "pattern": ABSENT } }),
        Column::FirstDay => {
            json!({ "description": "First day, 1900-01-01 to 2199-12-31.", "type": "string", "pattern": "^\\s*\\d{4}-\\d{2}-\\d{2}\\s*$" })
        }
        Column::LastDay => date("Last day, inclusive; absent while the service runs."),
        Column::Payer => {
            json!({ "description": "Code of the paying municipality, 101 to 860.", "type": "string", "pattern": "^\\s*[1-8]\\d{2}\\s*$" })
        }
        Column::Hours => number("Hours given in the row, more than 0, at most 10000.", 2),
        Column::HoursPerWeek => number("Agreed hours per week, more than 0, at most 168.", 2),
        Column::UnitPrice => number("Agreed price ex VAT, DKK per unit, more than 0, at most 10000000; four decimals per hour, else two.", 4),
        Column::Unit => {
            let words: Vec<Value> = Unit::WORDS.iter().map(|w| json!(w)).chain([json!(""), json!(null)]).collect();
            json!({ "description": "Unit of the agreed price; given if and only if unit_price is.", "enum": words })
        }
        Column::OwnPaymentPerDay => number("The citizen's own payment, DKK per day, 0 to 10000000.", 2),
        Column::PriorStayTo => date("Last day of the preceding stay at the same provider."),
        Column::FirstDischarge => date("Day of the first discharge."),
        Column::DecidedBeforeDischarge => {
            json!({ "description": "Whether the support was decided before discharge.", "enum": ["true", "false", true, false, "", null] })
        }
        Column::WindowStart => date("First day of the refund window in which days were used outside the file, 2023-10-01 or later."),
        Column::WindowDaysUsed => number("Days used outside the file in that window, 0 to 366.", 0),
        Column::Commitment => text("Text of the commitment to pay. At most 200 characters."),
        Column::CommitmentDate => date("Day of the commitment to pay."),
        Column::NotifiedStart => date("Day on which the start was notified."),
        Column::NotifiedEnd => date("Day on which the end was notified."),
    }
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
    let with = |rest: Value| {
        let mut value = json!({ "description": column.meaning() });
        if let (Some(value), Value::Object(rest)) = (value.as_object_mut(), rest) {
            value.extend(rest);
        }
        value
    };
    let words = |words: &[&str]| with(json!({ "enum": words }));
    let pattern = |pattern: &str| with(json!({ "type": "string", "pattern": pattern }));
    if column.json_type() == JsonType::Integer {
        return with(json!({ "type": "integer", "minimum": 1 }));
    }
    match column {
        LineColumn::Month => pattern("^\\d{4}-\\d{2}$"),
        LineColumn::FirstDay | LineColumn::LastDay => pattern("^\\d{4}-\\d{2}-\\d{2}$"),
        LineColumn::Quantity | LineColumn::UnitPrice | LineColumn::PriceBaseQuantity => pattern("^\\d+\\.\\d{2,6}$"),
        LineColumn::Net
        | LineColumn::VatRate
        | LineColumn::Vat
        | LineColumn::OwnPayment
        | LineColumn::Refund
        | LineColumn::AtStake
        | LineColumn::Cost => pattern("^-?\\d+\\.\\d{2}$"),
        LineColumn::Unit => words(Unit::WORDS),
        LineColumn::VatCategory => words(takst::VatCategory::WORDS),
        LineColumn::RefundRule => words(RefundRule::WORDS),
        LineColumn::RefundOutcome => words(Outcome::WORDS),
        LineColumn::Payer => pattern("^\\d{3}$"),
        LineColumn::CaseId
        | LineColumn::CitizenId
        | LineColumn::Row
        | LineColumn::RowId
        | LineColumn::Line
        | LineColumn::Provider
        | LineColumn::Service
        | LineColumn::Days
        | LineColumn::VatExemption
        | LineColumn::RefundReason
        | LineColumn::LegalBasis
        | LineColumn::Account
        | LineColumn::TariffVersion
        | LineColumn::InvoiceHold
        | LineColumn::Assumptions => with(json!({ "type": "string" })),
    }
}
