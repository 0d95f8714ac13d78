//! A claim as one JSON object: its rows, what they rest on, and what is left alone.

use crate::documents::action_rows::codes;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use takst::contract::document_column::CLAIM_COLUMNS;
use takst::document::claim::{Claim, ClaimRow, ClaimSums, Quarter, WindowUse, totals};
use takst::{Amount, Code, Municipality};

/// What is written of a claim, or of the claims of a year.
pub struct ClaimObject<'a> {
    /// Number of the claim; `None`: it has none.
    pub claim: Option<&'a str>,
    /// Who claims.
    pub payer: Municipality,
    /// The quarter that is claimed.
    pub quarter: Option<Quarter>,
    /// The year of a yearly statement.
    pub final_year: Option<i32>,
    /// The date; `None`: not known.
    pub date: Option<NaiveDate>,
    /// The rows.
    pub rows: &'a [ClaimRow],
    /// Of each row of a yearly statement the claim it is from; else empty.
    pub claims: &'a [Box<str>],
    /// What was priced; `None`: a yearly statement.
    pub priced: Option<PricedClaim<'a>>,
}

/// What a claim rests on.
#[derive(Clone, Copy)]
pub struct PricedClaim<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Refund windows of the citizens.
    pub windows: &'a [WindowUse],
}

/// Returns the text of each column of a row.
#[must_use]
pub fn claim_texts(claim: &str, row: &ClaimRow) -> [String; CLAIM_COLUMNS.len()] {
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

impl ClaimObject<'_> {
    /// Writes the object, as one line.
    ///
    /// # Errors
    /// The output failed.
    pub fn write(&self, mut to: impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut to, &Value::Object(self.object()))?;
        to.write_all(b"\n")?;
        to.flush()
    }

    /// Returns the object.
    #[must_use]
    pub fn object(&self) -> Map<String, Value> {
        let number = |place: usize| self.claims.get(place).map(|claim| &**claim).or(self.claim).unwrap_or_default();
        let rows: Vec<Value> =
            self.rows.iter().enumerate().map(|(place, row)| object(CLAIM_COLUMNS.iter().copied().zip(claim_texts(number(place), row)))).collect();
        let sums = totals(self.rows).into_iter().map(|total| {
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
        put("claim", json!(self.claim));
        put("payer", json!(self.payer.to_string()));
        put("quarter", json!(self.quarter.map(|quarter| quarter.to_string())));
        put("final", json!(self.final_year.map(|year| year.to_string())));
        put("date", json!(self.date.map(|date| date.to_string())));
        put("rows", Value::Array(rows));
        put("sums", sums.collect());
        if let Some(priced) = &self.priced {
            put("at_stake", by_code(&priced.claim.at_stake));
            put("assumed", by_code(&priced.claim.assumed));
            put("windows", priced.windows.iter().map(window).collect());
            put("left_alone", left_alone(priced.claim));
        }
        claim
    }
}

fn window(window: &WindowUse) -> Value {
    json!({
        "citizen_id": &*window.citizen_id,
        "start": window.start.to_string(),
        "used": window.used,
        "outside": window.outside,
    })
}

fn left_alone(claim: &Claim) -> Value {
    let left = claim.left.iter().map(|left| {
        let place = left.place.as_ref();
        let texts = [
            ("case_id", left.case_id.to_string()),
            ("provider", place.map(|place| place.provider.to_string()).unwrap_or_default()),
            ("month", place.map(|place| place.month.to_string()).unwrap_or_default()),
            ("refund_rule", place.map(|place| place.rule.to_string()).unwrap_or_default()),
            ("account", place.and_then(|place| place.account.as_deref()).unwrap_or_default().to_owned()),
            ("why", codes(&left.why)),
        ];
        object(texts.into_iter().chain(sums_of(&left.claimed)))
    });
    left.collect()
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
