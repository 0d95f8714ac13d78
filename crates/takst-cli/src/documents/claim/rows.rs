//! A claim as CSV and JSON.

use super::Told;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io;
use takst::document::claim::{ClaimRow, ClaimSums, totals};
use takst::{Amount, Code};
use takst_io::{RowFormat, Rows};

/// The columns of a claim.
pub(super) const COLUMNS: &[&str] = &[
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

/// The text of each column.
fn texts(claim: &str, row: &ClaimRow) -> [String; 14] {
    let place = &row.place;
    [
        claim.to_owned(),
        row.case_id.to_string(),
        row.citizen_id.to_string(),
        place.provider.to_string(),
        place.month.year().to_string(),
        place.month.to_string(),
        place.rule.to_string(),
        place.account.as_deref().unwrap_or_default().to_owned(),
        row.kind.to_string(),
        row.sums.net.to_string(),
        row.sums.own_payment.to_string(),
        row.sums.refund.to_string(),
        row.at_stake.to_string(),
        row.invoiced.to_string(),
    ]
}

/// Writes the rows as CSV.
///
/// # Errors
/// The output failed.
pub(super) fn write_csv(to: impl io::Write, told: &Told<'_>) -> io::Result<()> {
    let mut rows = Rows::new(to, RowFormat::Csv, COLUMNS)?;
    for (claim, row) in told.numbered() {
        rows.row(&texts(claim, row))?;
    }
    rows.finish()
}

/// Writes the rows, their sums and what was left alone as one JSON object.
///
/// # Errors
/// The output failed.
pub(super) fn write_json(mut to: impl io::Write, told: &Told<'_>) -> io::Result<()> {
    let rows: Vec<Value> = told.numbered().map(|(claim, row)| object(COLUMNS.iter().copied().zip(texts(claim, row)))).collect();
    let sums = totals(told.rows).into_iter().map(|total| {
        let texts = [
            ("year", total.year.to_string()),
            ("account", total.account.as_deref().unwrap_or_default().to_owned()),
            ("refund_rule", total.rule.to_string()),
            ("kind", total.kind.to_string()),
        ];
        object(texts.into_iter().chain(sums_of(&total.sums)))
    });
    let mut claim = Map::new();
    let mut put = |name: &str, value: Value| claim.insert(name.to_owned(), value);
    put("claim", json!(told.claim));
    put("payer", json!(told.payer.to_string()));
    put("quarter", json!(told.quarter.map(|quarter| quarter.to_string())));
    put("final", json!(told.final_year.map(|year| year.to_string())));
    put("date", json!(told.date.to_string()));
    put("rows", Value::Array(rows));
    put("sums", sums.collect());
    if let Some(priced) = &told.priced {
        put("at_stake", by_code(&priced.claim.at_stake));
        put("assumed", by_code(&priced.claim.assumed));
        let windows = priced.windows.iter().map(|window| {
            json!({
                "citizen_id": &*window.citizen_id,
                "start": window.start.to_string(),
                "used": window.used,
                "outside": window.outside,
            })
        });
        put("windows", windows.collect());
        let left = priced.claim.left.iter().map(|left| {
            let place = left.place.as_ref();
            let texts = [
                ("case_id", left.case_id.to_string()),
                ("provider", place.map(|place| place.provider.to_string()).unwrap_or_default()),
                ("month", place.map(|place| place.month.to_string()).unwrap_or_default()),
                ("refund_rule", place.map(|place| place.rule.to_string()).unwrap_or_default()),
                ("account", place.and_then(|place| place.account.as_deref()).unwrap_or_default().to_owned()),
                ("why", crate::documents::rows::codes(&left.why)),
            ];
            object(texts.into_iter().chain(sums_of(&left.claimed)))
        });
        put("left_alone", left.collect());
    }
    serde_json::to_writer(&mut to, &Value::Object(claim))?;
    to.write_all(b"\n")?;
    to.flush()
}

fn sums_of(sums: &ClaimSums) -> [(&'static str, String); 3] {
    [("net", sums.net.to_string()), ("own_payment", sums.own_payment.to_string()), ("refund", sums.refund.to_string())]
}

fn object<'a>(texts: impl IntoIterator<Item = (&'a str, String)>) -> Value {
    Value::Object(texts.into_iter().map(|(name, text)| (name.to_owned(), Value::String(text))).collect())
}

fn by_code(amounts: &BTreeMap<Code, Amount>) -> Value {
    object(amounts.iter().map(|(code, amount)| (code.as_str(), amount.to_string())))
}
