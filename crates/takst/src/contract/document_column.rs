//! The columns in which documents, actions and claims are written and read.

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
