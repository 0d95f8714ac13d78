//! A claim as CSV and JSON.

use super::Shown;
use std::io;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst_io::documents::{ClaimObject, PricedClaim, claim_texts};
use takst_io::{RowFormat, Rows};

/// Writes the rows as CSV.
///
/// # Errors
/// The output failed.
pub(super) fn write_csv(to: impl io::Write, shown: &Shown<'_>) -> io::Result<()> {
    let mut rows = Rows::new(to, RowFormat::Csv, CLAIM_COLUMNS)?;
    for (claim, row) in shown.numbered() {
        rows.row(&claim_texts(claim, row))?;
    }
    rows.finish()
}

/// Writes the rows, their sums and what was left alone as one JSON object.
///
/// # Errors
/// The output failed.
pub(super) fn write_json(to: impl io::Write, shown: &Shown<'_>) -> io::Result<()> {
    let object = ClaimObject {
        claim: shown.claim,
        payer: shown.payer,
        quarter: shown.quarter,
        final_year: shown.final_year,
        date: Some(shown.date),
        rows: shown.rows,
        claims: shown.claims,
        priced: shown.priced.as_ref().map(|priced| PricedClaim { claim: priced.claim, windows: priced.windows }),
    };
    object.write(to)
}
