//! Documents that were issued, read from rows: an object for each line of each document.

use crate::documents::line_text::{CellFault, Expected, LineText, ReferencesText, day, month, municipality, no_cpr, present, word};
use crate::documents::row_cells::{RowCells, RowsFault, each_row};
use crate::rows_in::RowColumns;
use std::collections::HashMap;
use std::sync::Arc;
use takst::Month;
use takst::contract::document_column::DOCUMENT_COLUMNS;
use takst::contract::words::DocumentKind;
use takst::document::content::{Content, Standing};
use takst::document::line::DocumentLine;
use takst::document::party::{Cvr, Parties, References};

/// What rows of documents may say beside the columns of an export: the pseudonym of the citizen, the references that an export lacks, the CVR number of the
/// seller at issue, the reason of an exemption, and `true` for a document of an earlier system.
const BESIDE: &[&str] = &["citizen_id", "buyer_gln", "commitment", "seller_cvr", "vat_exemption", "imported"];

const ALL: [&str; DOCUMENT_COLUMNS.len() + BESIDE.len()] = {
    let mut all = [""; DOCUMENT_COLUMNS.len() + BESIDE.len()];
    let mut place = 0;
    while place < all.len() {
        all[place] = if place < DOCUMENT_COLUMNS.len() { DOCUMENT_COLUMNS[place] } else { BESIDE[place - DOCUMENT_COLUMNS.len()] };
        place += 1;
    }
    all
};

/// The columns of documents that were issued.
pub const STANDING_COLUMNS: RowColumns = RowColumns {
    all: &ALL,
    optional: &[
        "refers_to",
        "reasons",
        "issued",
        "due",
        "buyer_reference",
        "order_reference",
        "accounting_cost",
        "line",
        "price_base_quantity",
        "citizen_id",
        "buyer_gln",
        "commitment",
        "seller_cvr",
        "vat_exemption",
        "imported",
    ],
};

/// What a line says.
const OF_LINE: &[&str] =
    &["service", "first_day", "last_day", "quantity", "unit", "unit_price", "price_base_quantity", "vat_category", "vat_rate", "vat_exemption"];

/// A document whose rows are read.
pub(crate) struct Whole {
    /// Its first row.
    pub row: u64,
    pub kind: DocumentKind,
    pub refers_to: Box<str>,
    /// What it says, as if it were an invoice that stands.
    pub invoice: Standing,
    /// The row of each line.
    pub line_rows: Vec<u64>,
    /// Whether its lines are kept; else it has expired.
    pub has_lines: bool,
}

/// Reads all documents in the order of their first rows. `kept_from` is the first month whose lines are kept. Without `parties` nothing is asked of sellers.
///
/// # Errors
/// The rows cannot be read, or every cell that is not what its column says.
pub(crate) fn read_documents(text: &[u8], parties: Option<&Parties>, kept_from: Option<Month>) -> Result<Vec<Whole>, RowsFault> {
    let mut documents: Vec<Whole> = Vec::new();
    let mut by_number: HashMap<Box<str>, usize> = HashMap::new();
    let mut since: HashMap<Arc<str>, u64> = HashMap::new();
    each_row(text, STANDING_COLUMNS, "number", |cells| {
        let is_expired = is_expired(cells, kept_from);
        // Faults of the line are named beside those of its document.
        let (whole, line) = (head(cells, parties, is_expired), if is_expired { None } else { line(cells) });
        let Some(mut whole) = whole else { return };
        let place = *by_number.entry(whole.invoice.number.clone()).or_insert(documents.len());
        if let Some(line) = &line {
            cells.adds_up("net", line.net);
            cells.adds_up("vat", line.vat.amount);
        }
        if documents.get(place).is_none() {
            let order = documents.len() as u64;
            whole.invoice.case_since = *since.entry(whole.invoice.content.case_id.clone()).or_insert(order);
            documents.push(whole);
        } else {
            contradicts(cells, &documents[place], &whole);
        }
        let document = &mut documents[place];
        check_line(cells, document.invoice.content.lines.len() + 1);
        document.invoice.content.lines.extend(line);
        document.line_rows.push(cells.row);
    })?;
    Ok(documents)
}

/// Whether the row is that of a document whose lines are no longer kept.
fn is_expired(cells: &RowCells<'_>, kept_from: Option<Month>) -> bool {
    let month = month("month", cells.text("month")).ok();
    cells.is_empty(OF_LINE) && month.zip(kept_from).is_some_and(|(month, kept_from)| month < kept_from)
}

/// All but the line.
fn head(cells: &mut RowCells<'_>, parties: Option<&Parties>, is_expired: bool) -> Option<Whole> {
    let number = cells.read("number", present);
    let kind = cells.read("kind", |column, text| word(column, text, DocumentKind::WORDS, DocumentKind::from_word));
    let refers_to = cells.read("refers_to", no_cpr);
    cells.read("reasons", no_cpr);
    cells.optional("issued", day);
    cells.optional("due", day);
    let provider = cells.read("provider", present);
    let payer = cells.read("payer", municipality);
    let month = cells.read("month", month);
    let case_id = cells.read("case_id", if is_expired { no_cpr } else { present });
    let citizen_id = cells.read("citizen_id", no_cpr);
    let mut reference = |column: &'static str| cells.optional(column, no_cpr).map(Into::into);
    let references = ReferencesText {
        buyer_reference: reference("buyer_reference"),
        order_reference: reference("order_reference"),
        accounting_cost: reference("accounting_cost"),
        buyer_gln: reference("buyer_gln"),
        commitment: reference("commitment"),
    };
    let references: References = references.read().map_err(|fault| cells.fault(fault)).ok()?;
    let seller = seller(cells, parties, provider?, is_expired)?;
    Some(Whole {
        row: cells.row,
        kind: kind?,
        refers_to: refers_to?.into(),
        invoice: Standing {
            number: number?.into(),
            content: Content {
                case_id: case_id?.into(),
                citizen_id: citizen_id?.into(),
                provider: provider?.into(),
                payer: payer?,
                month: month?,
                lines: Vec::new(),
            },
            references: Arc::new(references),
            seller,
            case_since: 0,
        },
        line_rows: Vec::new(),
        has_lines: !is_expired,
    })
}

/// The CVR number under which a document was issued: the one that is given, else today's; none of an imported document. The outer `None` is a fault.
fn seller(cells: &mut RowCells<'_>, parties: Option<&Parties>, provider: &str, is_expired: bool) -> Option<Option<Cvr>> {
    match cells.text("imported") {
        "true" => return Some(None),
        "" | "false" => {}
        _ => {
            cells.wrong("imported", Expected::Word(&["true", "false"]));
            return None;
        }
    }
    let cvr = |column, text: &str| Cvr::parse(text).ok_or_else(|| CellFault::new(column, text, Expected::Cvr));
    let today = parties.and_then(|parties| parties.sellers.get(provider)).map(|seller| seller.cvr);
    match (cells.text("seller_cvr").is_empty(), today) {
        (false, _) => cells.read("seller_cvr", cvr).map(Some),
        (true, Some(today)) => Some(Some(today)),
        (true, None) if is_expired || parties.is_none() => Some(None),
        // Without a number it would count as imported, and be compared by its sums alone.
        (true, None) => {
            cells.wrong("seller_cvr", Expected::Present);
            None
        }
    }
}

fn line(cells: &mut RowCells<'_>) -> Option<DocumentLine> {
    let line = LineText::of(|column| cells.text(column).to_owned());
    line.read().map_err(|faults| faults.into_iter().for_each(|fault| cells.fault(fault))).ok()
}

/// Lines come in order.
fn check_line(cells: &mut RowCells<'_>, line: usize) {
    let given = cells.text("line");
    if !given.is_empty() && given.parse() != Ok(line) {
        cells.wrong("line", Expected::LineNumber(line as u64));
    }
}

/// All rows of a number say the same of their document.
fn contradicts(cells: &mut RowCells<'_>, first: &Whole, other: &Whole) {
    let (a, b) = (&first.invoice, &other.invoice);
    let differing = [
        ("kind", first.kind != other.kind),
        ("refers_to", first.refers_to != other.refers_to),
        ("case_id", a.content.case_id != b.content.case_id),
        ("citizen_id", a.content.citizen_id != b.content.citizen_id),
        ("provider", a.content.provider != b.content.provider),
        ("payer", a.content.payer != b.content.payer),
        ("month", a.content.month != b.content.month),
        ("buyer_reference", a.references.buyer_reference != b.references.buyer_reference),
        ("order_reference", a.references.order_reference != b.references.order_reference),
        ("accounting_cost", a.references.accounting_cost != b.references.accounting_cost),
        ("buyer_gln", a.references.buyer_gln != b.references.buyer_gln),
        ("commitment", a.references.commitment != b.references.commitment),
        ("seller_cvr", a.seller != b.seller),
    ];
    differing.into_iter().filter(|(_, differs)| *differs).for_each(|(column, _)| cells.wrong(column, Expected::SameInDocument));
}
