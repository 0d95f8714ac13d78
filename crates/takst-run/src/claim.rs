//! Claims of state refund: what a quarter gives now, less what was claimed before.

use crate::failure::Failure;
use crate::input::CaseInput;
use takst::document::claim::{Absent, Claim, ClaimRow, ClaimTerms, Quarter, WindowUse, claim};
use takst::{Book, Month, Municipality};
use takst_io::Summary;
use takst_io::documents::ClaimCases;
use takst_ledger::{ClaimedRow, Head, LedgerError, Reader, Receipt, Writing};

/// What a claim is made of.
#[derive(Debug, Clone, Copy)]
pub struct ClaimOf<'a> {
    /// What cases are priced with.
    pub book: &'a Book,
    /// Who claims.
    pub payer: Municipality,
    /// The quarter; months before it are corrected.
    pub quarter: Quarter,
    /// First month of the ledger.
    pub from: Month,
    /// What was claimed for cases that are not there is taken back.
    pub is_complete: bool,
    /// With what a claim is stored; `None`: it is not.
    pub receipt: Option<Receipt<'a>>,
}

/// A claim.
#[derive(Debug)]
pub struct Claimed {
    /// Its rows, and what is left alone.
    pub claim: Claim,
    /// Refund windows of the citizens for whom the payer pays.
    pub windows: Vec<WindowUse>,
    /// Its number; `None`: nothing is stored.
    pub number: Option<String>,
    /// The last record; `None`: nothing was written.
    pub head: Option<Head>,
    /// Counts and sums of the cases.
    pub summary: Summary,
}

/// Claims a quarter, and stores the claim where it has rows. [`Writing::can_claim`] says before whether the quarter can be claimed; `commit` is called before the
/// claim is there for good.
///
/// # Errors
/// An input cannot be used, the ledger cannot be written, or `commit` ends the run.
pub fn claim_quarter<I: CaseInput>(
    mut writing: Writing<'_>,
    input: &mut I,
    of: &ClaimOf<'_>,
    commit: impl FnOnce() -> Result<(), I::Error>,
) -> Result<Claimed, I::Error> {
    let until = of.quarter.last_month().last_day();
    let mut cases = ClaimCases::new(of.book, until, of.payer);
    let summary = input.price(of.book, until, &mut cases)?;
    let file = cases.file();
    let before: Vec<ClaimRow> = writing.reader().claimed(of.payer).map_err(Failure::from)?.into_iter().map(|claimed| claimed.row).collect();
    let billed = writing.reader().billed(of.payer).map_err(Failure::from)?;
    let terms = ClaimTerms {
        quarter: of.quarter,
        from: of.from,
        kept_from: writing.kept_from().map_err(Failure::from)?,
        absent: if of.is_complete { Absent::TakenBack } else { Absent::LeftAlone },
        billed: &|case, provider, month| billed.net(case, provider, month),
    };
    let claim = claim(&before, &file, &terms);
    let (mut number, mut head) = (None, None);
    if let Some(receipt) = of.receipt.filter(|_| !claim.rows.is_empty()) {
        number = writing.claim(of.payer, of.quarter, &claim.rows, &receipt).map_err(Failure::from)?;
        commit()?;
        head = Some(writing.commit().map_err(Failure::from)?);
    }
    Ok(Claimed { claim, windows: file.windows, number, head, summary })
}

/// Returns what was claimed for a year by all claims, and what the claims of its quarters corrected of earlier years.
///
/// # Errors
/// The ledger cannot be read.
pub fn claimed_of_year(reader: &mut Reader<'_>, payer: Municipality, year: i32) -> Result<Vec<ClaimedRow>, LedgerError> {
    let is_of_year = |claimed: &ClaimedRow| {
        let of = claimed.row.place.month.year();
        of == year || (of < year && claimed.quarter.year() == year)
    };
    Ok(reader.claimed(payer)?.into_iter().filter(is_of_year).collect())
}
