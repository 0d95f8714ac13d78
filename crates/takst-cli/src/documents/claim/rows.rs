//! A claim as CSV and JSON.

use super::Told;
use std::io;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst_io::documents::{ClaimObject, PricedClaim, claim_texts};
use takst_io::{RowFormat, Rows};

/// Writes the rows as CSV.
///
/// # Errors
/// The output failed.
pub(super) fn write_csv(to: impl io::Write, told: &Told<'_>) -> io::Result<()> {
    let mut rows = Rows::new(to, RowFormat::Csv, CLAIM_COLUMNS)?;
    for (claim, row) in told.numbered() {
        rows.row(&claim_texts(claim, row))?;
    }
    rows.finish()
}

/// Writes the rows, their sums and what was left alone as one JSON object.
///
/// # Errors
/// The output failed.
pub(super) fn write_json(to: impl io::Write, told: &Told<'_>) -> io::Result<()> {
    let object = ClaimObject {
        claim: told.claim,
        payer: told.payer,
        quarter: told.quarter,
        final_year: told.final_year,
        date: Some(told.date),
        rows: told.rows,
        claims: told.claims,
        priced: told.priced.as_ref().map(|priced| PricedClaim { claim: priced.claim, windows: priced.windows }),
    };
    object.write(to)
}
