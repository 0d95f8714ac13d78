//! What was issued, as rows: one for each line of each document, or one for each document.

use crate::error::LedgerError;
use crate::ledger::Ledger;
use rusqlite::Row;
use takst::contract::document_column::DOCUMENT_COLUMNS;
use takst::{Amount, Percent, Quantity, UnitPrice};

/// A line of a document with all that is said of the document. Texts that are absent are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Number of the document.
    pub number: String,
    /// `invoice` or `credit-note`.
    pub kind: String,
    /// Number of the document that is taken back or replaced.
    pub refers_to: String,
    /// Codes, joined by `;`.
    pub reasons: String,
    /// Date of issue.
    pub issued: String,
    /// When payment is due.
    pub due: String,
    /// The case; empty where the content has expired.
    pub case_id: String,
    /// Id of the provider.
    pub provider: String,
    /// Code of the paying municipality.
    pub payer: String,
    /// The month.
    pub month: String,
    /// Person reference at the buyer.
    pub buyer_reference: String,
    /// Order number of the buyer.
    pub order_reference: String,
    /// The buyer's account.
    pub accounting_cost: String,
    /// The line; `None`: the content has expired, and net and VAT are those of the document.
    pub line: Option<ExportedLine>,
    /// DKK ex VAT.
    pub net: Amount,
    /// VAT.
    pub vat: Amount,
}

/// What a line says beside its amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedLine {
    /// 1, 2, … within the document.
    pub line: u32,
    /// Id of the service.
    pub service: String,
    /// First day.
    pub first_day: String,
    /// Last day.
    pub last_day: String,
    /// Quantity.
    pub quantity: Quantity,
    /// Unit of the quantity.
    pub unit: String,
    /// DKK ex VAT.
    pub unit_price: UnitPrice,
    /// Units that the price is for.
    pub price_base_quantity: Quantity,
    /// VAT category.
    pub vat_category: String,
    /// VAT rate in percent.
    pub vat_rate: Percent,
}

/// A document as the books need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Number of the document.
    pub number: String,
    /// `invoice` or `credit-note`.
    pub kind: String,
    /// Date of issue.
    pub issued: String,
    /// When payment is due.
    pub due: String,
    /// Id of the provider.
    pub provider: String,
    /// Code of the paying municipality.
    pub payer: String,
    /// The month.
    pub month: String,
    /// DKK ex VAT.
    pub net: Amount,
    /// VAT.
    pub vat: Amount,
}

impl DocumentRow {
    /// The columns of an export.
    pub const COLUMNS: &'static [&'static str] = DOCUMENT_COLUMNS;

    /// Returns the text of each column.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let of_line = |text: &dyn Fn(&ExportedLine) -> String| self.line.as_ref().map(text).unwrap_or_default();
        vec![
            self.number.clone(),
            self.kind.clone(),
            self.refers_to.clone(),
            self.reasons.clone(),
            self.issued.clone(),
            self.due.clone(),
            self.case_id.clone(),
            self.provider.clone(),
            self.payer.clone(),
            self.month.clone(),
            self.buyer_reference.clone(),
            self.order_reference.clone(),
            self.accounting_cost.clone(),
            of_line(&|line| line.line.to_string()),
            of_line(&|line| line.service.clone()),
            of_line(&|line| line.first_day.clone()),
            of_line(&|line| line.last_day.clone()),
            of_line(&|line| line.quantity.to_string()),
            of_line(&|line| line.unit.clone()),
            of_line(&|line| line.unit_price.to_string()),
            of_line(&|line| line.price_base_quantity.to_string()),
            self.net.to_string(),
            of_line(&|line| line.vat_category.clone()),
            of_line(&|line| line.vat_rate.to_string()),
            self.vat.to_string(),
        ]
    }
}

impl JournalRow {
    /// The columns of a journal.
    pub const COLUMNS: &'static [&'static str] = &["number", "kind", "issued", "due", "provider", "payer", "month", "net", "vat", "total"];

    /// Returns the text of each column. Amounts of a credit note are positive, as on the document.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        vec![
            self.number.clone(),
            self.kind.clone(),
            self.issued.clone(),
            self.due.clone(),
            self.provider.clone(),
            self.payer.clone(),
            self.month.clone(),
            self.net.to_string(),
            self.vat.to_string(),
            (self.net + self.vat).to_string(),
        ]
    }
}

impl Ledger {
    /// Passes each line of each document to `row`, in the order in which the documents were issued.
    ///
    /// # Errors
    /// The ledger cannot be read, or `row` fails.
    pub fn export<E: From<LedgerError>>(&self, mut row: impl FnMut(DocumentRow) -> Result<(), E>) -> Result<(), E> {
        let sql = "SELECT d.number, d.kind, r.number, d.reasons, d.issued, d.due, c.case_id, d.provider, d.payer, d.month, c.buyer_reference, c.order_reference,
                c.accounting_cost, l.line, l.service, l.first_day, l.last_day, l.quantity, l.unit, l.unit_price, l.price_base_quantity, l.vat_category, l.vat_rate,
                coalesce(l.net, d.net), coalesce(l.vat, d.vat)
            FROM document d
            LEFT JOIN document r ON r.record = d.refers_to
            LEFT JOIN document_content c ON c.record = d.record
            LEFT JOIN document_line l ON l.record = d.record
            ORDER BY d.record, l.line";
        let mut statement = self.connection.prepare(sql).map_err(LedgerError::from)?;
        let mut rows = statement.query([]).map_err(LedgerError::from)?;
        while let Some(read) = rows.next().map_err(LedgerError::from)? {
            row(document_row(read).map_err(LedgerError::from)?)?;
        }
        Ok(())
    }

    /// Passes each document to `row`, in the order in which they were issued.
    ///
    /// # Errors
    /// The ledger cannot be read, or `row` fails.
    pub fn journal<E: From<LedgerError>>(&self, mut row: impl FnMut(JournalRow) -> Result<(), E>) -> Result<(), E> {
        let sql = "SELECT number, kind, issued, due, provider, payer, month, net, vat FROM document ORDER BY record";
        let mut statement = self.connection.prepare(sql).map_err(LedgerError::from)?;
        let mut rows = statement.query([]).map_err(LedgerError::from)?;
        while let Some(read) = rows.next().map_err(LedgerError::from)? {
            row(journal_row(read).map_err(LedgerError::from)?)?;
        }
        Ok(())
    }
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}

fn document_row(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let line = match row.get::<_, Option<u32>>(13)? {
        Some(line) => Some(ExportedLine {
            line,
            service: text(row, 14)?,
            first_day: text(row, 15)?,
            last_day: text(row, 16)?,
            quantity: Quantity::from_units(row.get(17)?),
            unit: text(row, 18)?,
            unit_price: UnitPrice::from_units(row.get(19)?),
            price_base_quantity: Quantity::from_units(row.get(20)?),
            vat_category: text(row, 21)?,
            vat_rate: Percent::from_units(row.get(22)?),
        }),
        None => None,
    };
    Ok(DocumentRow {
        number: text(row, 0)?,
        kind: text(row, 1)?,
        refers_to: text(row, 2)?,
        reasons: text(row, 3)?,
        issued: text(row, 4)?,
        due: text(row, 5)?,
        case_id: text(row, 6)?,
        provider: text(row, 7)?,
        payer: text(row, 8)?,
        month: text(row, 9)?,
        buyer_reference: text(row, 10)?,
        order_reference: text(row, 11)?,
        accounting_cost: text(row, 12)?,
        line,
        net: Amount::from_ore(row.get(23)?),
        vat: Amount::from_ore(row.get(24)?),
    })
}

fn journal_row(row: &Row<'_>) -> rusqlite::Result<JournalRow> {
    Ok(JournalRow {
        number: text(row, 0)?,
        kind: text(row, 1)?,
        issued: text(row, 2)?,
        due: text(row, 3)?,
        provider: text(row, 4)?,
        payer: text(row, 5)?,
        month: text(row, 6)?,
        net: Amount::from_ore(row.get(7)?),
        vat: Amount::from_ore(row.get(8)?),
    })
}
