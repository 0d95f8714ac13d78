//! The columns in which documents, actions and claims are written and read.

use crate::contract::line_column::{LineColumn, LineType};

/// Of documents: a row for each line.
pub const DOCUMENT_COLUMNS: &[&str] = &[
    "number",
    "kind",
    "refers_to",
    "reasons",
    "issued",
    "due",
    "case_id",
    "provider",
    "payer",
    "month",
    "buyer_reference",
    "order_reference",
    "accounting_cost",
    "line",
    "service",
    "first_day",
    "last_day",
    "quantity",
    "unit",
    "unit_price",
    "price_base_quantity",
    "net",
    "vat_category",
    "vat_rate",
    "vat",
];

/// Of what comes of settling: a row for each action.
pub const ACTION_COLUMNS: &[&str] =
    &["action", "number", "kind", "refers_to", "reasons", "case_id", "provider", "payer", "month", "net", "vat", "due", "why"];

/// Of claims: a row for each case, provider, month, refund rule and account.
pub const CLAIM_COLUMNS: &[&str] = &[
    "claim",
    "case_id",
    "citizen_id",
    "provider",
    "year",
    "month",
    "refund_rule",
    "account",
    "kind",
    "net",
    "own_payment",
    "refund",
    "at_stake",
    "invoiced",
];

/// What a cell of documents, actions, claims and controls holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentCell {
    /// Text: references, words, codes, months.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// A number with so many decimals.
    Decimal(u8),
}

/// Returns what a column holds, by its name. A column that lines have too holds the same as there.
#[must_use]
pub fn document_cell(column: &str) -> DocumentCell {
    match column {
        "issued" | "due" | "start" => return DocumentCell::Day,
        "total" | "billed" | "expected" | "difference" | "amount" | "agreed" | "disputed" | "unknown" | "not_billed" | "contested"
        | "contested_vat" => {
            return DocumentCell::Decimal(2);
        }
        "document" | "before" | "after" | "year" | "used" | "outside" | "days_outside" => return DocumentCell::Count,
        _ => {}
    }
    // What a control has on either side: a figure of a line, or a VAT amount.
    let column = ["billed_", "expected_", "difference_"].iter().find_map(|side| column.strip_prefix(side)).unwrap_or(column);
    match LineColumn::ALL.iter().find(|of_lines| of_lines.as_str() == column).map(|of_lines| of_lines.line_type()) {
        Some(LineType::Day) => DocumentCell::Day,
        Some(LineType::RowNumber | LineType::Count) => DocumentCell::Count,
        Some(LineType::Figure(decimals) | LineType::Measure(decimals)) => DocumentCell::Decimal(decimals),
        Some(LineType::Reference | LineType::Word | LineType::OneOf(_) | LineType::Municipality | LineType::Month) | None => DocumentCell::Text,
    }
}
