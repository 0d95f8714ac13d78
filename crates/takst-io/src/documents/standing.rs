//! What stands, out of all documents that were issued: invoices that no credit note took back.

use crate::documents::document_rows::{Whole, read_documents};
use crate::documents::line_text::{CellFault, Expected, LineText};
use crate::documents::row_cells::{RowFault, RowsFault};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use takst::contract::words::DocumentKind;
use takst::document::content::Standing;
use takst::document::line::have_same_content;
use takst::document::party::Parties;
use takst::{Amount, Month, Municipality, cpr};

/// What stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandingDocuments {
    /// Invoices that no credit note took back, in the order in which they came.
    pub standing: Vec<Standing>,
    /// Providers under whose series an imported number stands from the first number on.
    pub taken: BTreeSet<Box<str>>,
}

/// Reads all documents that were issued, invoices and credit notes: JSON Lines, an object for each line of each document. A document without lines has
/// expired. `kept_from` is the first month whose lines are kept. Without `parties` nothing is asked of sellers.
///
/// # Errors
/// The rows cannot be read, or every cell that is not what its column says. A credit note takes one invoice back, whole and once.
pub fn read_standing(text: &[u8], parties: Option<&Parties>, kept_from: Option<Month>) -> Result<StandingDocuments, RowsFault> {
    let documents = read_documents(text, parties, kept_from)?;
    let taken_back = taken_back(&documents)?;
    let imported: Vec<&str> =
        documents.iter().map(|whole| &whole.invoice).filter(|invoice| invoice.is_imported()).map(|invoice| &*invoice.number).collect();
    let sellers = parties.into_iter().flat_map(|parties| parties.sellers.values());
    let taken = sellers.filter(|seller| seller.series.is_taken(seller.first_number, imported.iter().copied()));
    let taken = taken.map(|seller| seller.provider.clone()).collect();
    let stands = |whole: &Whole| whole.kind == DocumentKind::Invoice && whole.has_lines && !taken_back.contains(&whole.invoice.number);
    Ok(StandingDocuments { standing: documents.into_iter().filter(stands).map(|whole| whole.invoice).collect(), taken })
}

/// Reads what was billed to a payer, its own documents or those of others: the net of invoices less that of credit notes, by case, provider and month.
/// A credit note of others may take a part of an invoice back.
///
/// # Errors
/// As [`read_standing`]; nothing is asked of the reference of a credit note.
pub fn read_billed(text: &[u8], kept_from: Option<Month>, payer: Municipality) -> Result<Billed, RowsFault> {
    let mut billed = Billed::default();
    for whole in read_documents(text, None, kept_from)? {
        let content = whole.invoice.content;
        if content.payer != payer || !whole.has_lines {
            continue;
        }
        let net = content.sums().net;
        let sum = billed.0.entry((content.case_id, content.provider)).or_default().entry(content.month).or_default();
        *sum = if whole.kind == DocumentKind::CreditNote { *sum - net } else { *sum + net };
    }
    Ok(billed)
}

/// What was billed to a payer, by case and provider, then month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Billed(HashMap<(Arc<str>, Arc<str>), HashMap<Month, Amount>>);

impl Billed {
    /// Returns the net billed in a place; 0 where nothing was.
    #[must_use]
    pub fn net(&self, case_id: &str, provider: &str, month: Month) -> Amount {
        let months = self.0.get(&(case_id.into(), provider.into()));
        months.and_then(|months| months.get(&month)).copied().unwrap_or_default()
    }
}

/// The numbers of invoices that credit notes took back.
fn taken_back(documents: &[Whole]) -> Result<HashSet<Box<str>>, RowsFault> {
    let by_number: HashMap<&str, &Whole> = documents.iter().map(|whole| (&*whole.invoice.number, whole)).collect();
    let (mut faults, mut taken_back) = (Vec::new(), HashSet::new());
    for credit in documents.iter().filter(|whole| whole.kind == DocumentKind::CreditNote) {
        let invoice = by_number.get(&*credit.refers_to).filter(|invoice| invoice.kind == DocumentKind::Invoice);
        match invoice {
            // Each invoice is taken back once.
            Some(invoice) if taken_back.insert(credit.refers_to.clone()) => faults.extend(not_whole(credit, invoice)),
            _ => faults.push(fault(credit, credit.row, CellFault::new("refers_to", &credit.refers_to, Expected::Invoice))),
        }
    }
    if faults.is_empty() { Ok(taken_back) } else { Err(RowsFault::Cells(faults)) }
}

fn fault(of: &Whole, row: u64, cell: CellFault) -> RowFault {
    RowFault { row, document: cpr::masked(&of.invoice.number).into_owned(), cell }
}

/// Where a credit note says otherwise than the invoice that it takes back.
fn not_whole(credit: &Whole, invoice: &Whole) -> Option<RowFault> {
    let (a, b) = (&credit.invoice.content, &invoice.invoice.content);
    let wrong = |row: u64, column, value: &str| Some(fault(credit, row, CellFault::new(column, value, Expected::SameAsInvoice)));
    if a.case_id != b.case_id && credit.has_lines {
        return wrong(credit.row, "case_id", &a.case_id);
    }
    if a.provider != b.provider {
        return wrong(credit.row, "provider", &a.provider);
    }
    if a.payer != b.payer {
        return wrong(credit.row, "payer", &a.payer.to_string());
    }
    if a.month != b.month {
        return wrong(credit.row, "month", &a.month.to_string());
    }
    if have_same_content(&a.lines, &b.lines) {
        return None;
    }
    for ((line, other), row) in a.lines.iter().zip(&b.lines).zip(&credit.line_rows) {
        let (texts, others) = (LineText::from(line), LineText::from(other));
        let differing = texts.columns().into_iter().zip(others.columns()).find(|((_, text), (_, other))| text != other);
        if let Some(((column, text), _)) = differing {
            return wrong(*row, column, text);
        }
    }
    let last = credit.line_rows.last().copied().unwrap_or(credit.row);
    wrong(last, "line", &a.lines.len().to_string())
}
