//! Rows of earlier claims.

use crate::documents::line_text::{month, no_cpr, number, present, word};
use crate::documents::row_cells::{RowCells, RowsFault, each_row};
use crate::rows_in::RowColumns;
use takst::Amount;
use takst::catalogue::RefundRule;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst::contract::words::{ClaimKind, Invoiced};
use takst::document::claim::{ClaimPlace, ClaimRow, ClaimSums};

const COLUMNS: RowColumns = RowColumns { all: CLAIM_COLUMNS, optional: &["claim", "citizen_id", "year", "account", "kind", "at_stake", "invoiced"] };

/// Reads the rows of all earlier claims of a payer: JSON Lines, an object a row.
///
/// # Errors
/// The rows cannot be read, or every cell that is not what its column says.
pub fn read_claimed(text: &[u8]) -> Result<Vec<ClaimRow>, RowsFault> {
    let mut rows = Vec::new();
    each_row(text, COLUMNS, "case_id", |cells| rows.extend(row(cells)))?;
    Ok(rows)
}

fn row(cells: &mut RowCells<'_>) -> Option<ClaimRow> {
    let amount = |column, text: &str| number::<Amount>(column, text, Amount::SCALE);
    cells.read("claim", no_cpr);
    let (case_id, citizen_id) = (cells.read("case_id", present), cells.read("citizen_id", no_cpr));
    let (provider, month) = (cells.read("provider", present), cells.read("month", month));
    // A claim has no rows without refund.
    let words = RefundRule::WORDS;
    let rule = cells
        .read("refund_rule", |column, text| word(column, text, words, |text| RefundRule::from_word(text).filter(|rule| *rule != RefundRule::None)));
    let account = cells.optional("account", no_cpr).map(Into::into);
    let kind = cells.optional("kind", |column, text| word(column, text, ClaimKind::WORDS, ClaimKind::from_word));
    let (net, own_payment, refund) = (cells.read("net", amount), cells.read("own_payment", amount), cells.read("refund", amount));
    for (column, amount) in [("net", net), ("own_payment", own_payment), ("refund", refund)] {
        amount.into_iter().for_each(|amount| cells.adds_up(column, amount));
    }
    let at_stake = cells.optional("at_stake", amount);
    let invoiced = cells.optional("invoiced", |column, text| word(column, text, Invoiced::WORDS, Invoiced::from_word));
    Some(ClaimRow {
        case_id: case_id?.into(),
        citizen_id: citizen_id?.into(),
        place: ClaimPlace { provider: provider?.into(), month: month?, rule: rule?, account },
        // Only the sums of an earlier claim count.
        kind: kind.unwrap_or(ClaimKind::Current),
        sums: ClaimSums { net: net?, own_payment: own_payment?, refund: refund? },
        at_stake: at_stake.unwrap_or_default(),
        invoiced: invoiced.unwrap_or(Invoiced::No),
    })
}
