//! Records are added in one transaction, which is begun before what stands is read.

use crate::append::{Author, Chain, Inserts, NewRecord};
use crate::digest::{Cell, Hash};
use crate::error::LedgerError;
use crate::ledger::{Head, Ledger, follows, head, kept_from, latest};
use crate::party::{store_buyer, store_seller};
use crate::table::DOCUMENT;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::collections::HashMap;
use takst::document::action::{Given, NewDocument};
use takst::document::line::DocumentLine;
use takst::document::number::Series;
use takst::document::party::{Parties, References, Seller};
use takst::{Month, Municipality};

/// How the documents of a run are issued, and what they were priced with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt<'a> {
    /// Date of issue.
    pub issued: NaiveDate,
    /// Day of knowledge; `None`: all that is known.
    pub as_of: Option<NaiveDate>,
    /// SHA-256 of the catalogue.
    pub catalogue_sha256: &'a str,
    /// SHA-256 of the policy.
    pub policy_sha256: &'a str,
    /// Text that is printed on the documents.
    pub note: Option<&'a str>,
}

/// A command that writes. Nothing is written until [`commit`](Writing::commit); dropped before, it leaves the ledger as it was.
#[derive(Debug)]
pub struct Writing<'l> {
    pub(crate) transaction: Transaction<'l>,
    chain: Chain,
    /// The date of the latest document of each seller when the command began.
    latest: Option<HashMap<String, NaiveDate>>,
}

/// Everything of a document that is kept when its content expires.
pub(crate) struct DocumentHead<'a> {
    pub(crate) number: &'a str,
    pub(crate) kind: &'a str,
    /// Series and place in it; `None`: a number of an earlier system.
    pub(crate) series: Option<(&'a str, u64)>,
    /// Number of the document that is taken back or replaced.
    pub(crate) refers_to: Option<&'a str>,
    /// Codes, joined by `;`.
    pub(crate) reasons: String,
    pub(crate) provider: &'a str,
    pub(crate) payer: Municipality,
    pub(crate) month: Month,
    pub(crate) issued: NaiveDate,
    pub(crate) due: Option<NaiveDate>,
    /// Keys of seller and buyer.
    pub(crate) parties: Option<(Hash, Hash)>,
    pub(crate) receipt: Option<&'a Receipt<'a>>,
}

/// What a document says.
pub(crate) struct DocumentContent<'a> {
    pub(crate) case_id: &'a str,
    pub(crate) citizen_id: &'a str,
    pub(crate) references: &'a References,
    pub(crate) lines: &'a [DocumentLine],
}

impl Ledger {
    /// Begins to write. Another command that is writing is waited for, at most 30 seconds.
    ///
    /// # Errors
    /// The other command takes longer ([`LedgerError::Busy`]), or the file cannot be written.
    pub fn begin(&mut self, author: Author) -> Result<Writing<'_>, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let head = head(&transaction)?;
        Ok(Writing { transaction, chain: Chain::new(author, head), latest: None })
    }
}

impl Writing<'_> {
    /// Returns the last record, those of this run included.
    #[must_use]
    pub const fn head(&self) -> &Head {
        self.chain.head()
    }

    /// Returns the first month whose contents are kept; `None`: all are.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn kept_from(&self) -> Result<Option<Month>, LedgerError> {
        kept_from(&self.transaction)
    }

    /// Returns the n that was given last in a series.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn last_given(&self, series: &Series) -> Result<Option<u64>, LedgerError> {
        let sql = "SELECT max(place_in_series) FROM document WHERE series = ?1";
        let last: Option<i64> = self.transaction.query_row(sql, [series.as_str()], |row| row.get(0))?;
        Ok(last.map(i64::cast_unsigned))
    }

    /// Adds a document with its number. Who has many uses [`issuing`](Writing::issuing).
    ///
    /// # Errors
    /// Those of [`Issuing::issue`].
    pub fn issue(&mut self, document: &NewDocument, given: &Given, parties: &Parties, receipt: &Receipt<'_>) -> Result<(), LedgerError> {
        self.issuing(parties, receipt)?.issue(document, given)
    }

    /// Returns what adds the documents of a run.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn issuing<'w>(&'w mut self, parties: &'w Parties, receipt: &'w Receipt<'w>) -> Result<Issuing<'w>, LedgerError> {
        let transaction: &Connection = &self.transaction;
        let latest = match &mut self.latest {
            Some(latest) => latest,
            none => none.insert(latest(transaction)?),
        };
        let inserts = Inserts::new(transaction, &DOCUMENT)?;
        Ok(Issuing { transaction, chain: &mut self.chain, latest, inserts, parties, receipt, sellers: HashMap::new(), buyers: HashMap::new() })
    }

    /// Adds a document of an earlier system.
    pub(crate) fn document(&mut self, head: &DocumentHead<'_>, content: &DocumentContent<'_>) -> Result<(), LedgerError> {
        add_document(&mut self.chain, &mut Inserts::new(&self.transaction, &DOCUMENT)?, head, content)
    }

    /// Adds a record with its lines.
    pub(crate) fn append<'c, L: AsRef<[Cell<'c>]>>(
        &mut self,
        new: &NewRecord<'_>,
        lines: impl Iterator<Item = L> + Clone,
    ) -> Result<(), LedgerError> {
        self.chain.append(&mut Inserts::new(&self.transaction, new.kind)?, new, lines)
    }

    /// Writes everything to the file and returns the last record.
    ///
    /// # Errors
    /// The disk is full, or a reader holds the file for more than 30 seconds. Then nothing was written.
    pub fn commit(self) -> Result<Head, LedgerError> {
        self.transaction.commit()?;
        Ok(self.chain.head().clone())
    }
}

/// Adds the documents of a run. What is the same for all of them is made ready once.
pub struct Issuing<'w> {
    transaction: &'w Connection,
    chain: &'w mut Chain,
    latest: &'w HashMap<String, NaiveDate>,
    inserts: Inserts<'w>,
    parties: &'w Parties,
    receipt: &'w Receipt<'w>,
    /// Keys of sellers by provider.
    sellers: HashMap<&'w str, (&'w Seller, Hash)>,
    /// Keys of buyers.
    buyers: HashMap<Municipality, Hash>,
}

impl Issuing<'_> {
    /// Adds a document with its number.
    ///
    /// # Errors
    /// The date of issue lies before the latest document of the seller, or the ledger cannot be written.
    pub fn issue(&mut self, document: &NewDocument, given: &Given) -> Result<(), LedgerError> {
        let content = &document.content;
        let absent = |what: &str| LedgerError::broken(0, format!("{}: the {what} is not in the parties file", given.number));
        let (seller, seller_key) = match self.sellers.get(&*content.provider) {
            Some(known) => *known,
            None => {
                follows(self.receipt.issued, self.latest.get(&*content.provider).copied(), &content.provider)?;
                let seller = self.parties.sellers.get(&*content.provider).ok_or_else(|| absent("seller"))?;
                let key = store_seller(self.transaction, seller)?;
                self.sellers.insert(&seller.provider, (seller, key));
                (seller, key)
            }
        };
        let buyer_key = match self.buyers.get(&content.payer) {
            Some(known) => *known,
            None => {
                let key = store_buyer(self.transaction, self.parties.buyers.get(&content.payer).ok_or_else(|| absent("buyer"))?)?;
                self.buyers.insert(content.payer, key);
                key
            }
        };
        let head = DocumentHead {
            number: &given.number,
            kind: document.kind.as_str(),
            series: Some((seller.series.as_str(), given.n)),
            refers_to: document.refers_to.as_deref(),
            reasons: document.reasons.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(";"),
            provider: &content.provider,
            payer: content.payer,
            month: content.month,
            issued: self.receipt.issued,
            due: given.due,
            parties: Some((seller_key, buyer_key)),
            receipt: Some(self.receipt),
        };
        let content =
            DocumentContent { case_id: &content.case_id, citizen_id: &content.citizen_id, references: &document.references, lines: &content.lines };
        add_document(self.chain, &mut self.inserts, &head, &content)
    }
}

/// Adds a document of this or an earlier system.
fn add_document(chain: &mut Chain, inserts: &mut Inserts<'_>, head: &DocumentHead<'_>, content: &DocumentContent<'_>) -> Result<(), LedgerError> {
    let DocumentContent { case_id, citizen_id, references, lines } = *content;
    let refers_to = head.refers_to.map(|number| record_of(inserts.connection(), number)).transpose()?;
    let sums = takst::document::line::Sums::of(lines);
    let (payer, month) = (format!("{:03}", head.payer.code()), head.month.to_string());
    let (issued, due) = (head.issued.to_string(), head.due.map(|due| due.to_string()));
    let as_of = head.receipt.and_then(|receipt| receipt.as_of).map(|day| day.to_string());
    let head_cells = [
        Cell::Text(head.number),
        Cell::Text(head.kind),
        head.series.map_or(Cell::Null, |(series, _)| Cell::Text(series)),
        head.series.map_or(Cell::Null, |(_, n)| Cell::Number(n.cast_signed())),
        refers_to.map_or(Cell::Null, Cell::Number),
        Cell::optional(&head.reasons),
        Cell::Text(head.provider),
        Cell::Text(&payer),
        Cell::Text(&month),
        Cell::Text(&issued),
        Cell::optional(due.as_deref().unwrap_or_default()),
        head.parties.as_ref().map_or(Cell::Null, |(seller, _)| Cell::Bytes(seller)),
        head.parties.as_ref().map_or(Cell::Null, |(_, buyer)| Cell::Bytes(buyer)),
        Cell::Number(sums.net.ore()),
        Cell::Number(sums.vat.ore()),
        Cell::optional(as_of.as_deref().unwrap_or_default()),
        head.receipt.map_or(Cell::Null, |receipt| Cell::optional(receipt.catalogue_sha256)),
        head.receipt.map_or(Cell::Null, |receipt| Cell::optional(receipt.policy_sha256)),
        head.receipt.and_then(|receipt| receipt.note).map_or(Cell::Null, Cell::optional),
    ];
    let gln = references.buyer_gln.map(|gln| gln.to_string());
    let content = [
        Cell::Text(case_id),
        Cell::optional(citizen_id),
        optional(&references.buyer_reference),
        optional(&references.order_reference),
        optional(&references.accounting_cost),
        Cell::optional(gln.as_deref().unwrap_or_default()),
        optional(&references.commitment),
    ];
    let days: Vec<(String, String)> = lines.iter().map(|line| (line.first_day.to_string(), line.last_day.to_string())).collect();
    let lines: Vec<Vec<Cell<'_>>> = lines.iter().zip(&days).zip(1..).map(|((line, days), number)| line_cells(line, days, number)).collect();
    chain.append(inserts, &NewRecord { kind: &DOCUMENT, head: &head_cells, content: &content }, lines.iter())
}

/// The record of a number.
pub(crate) fn record_of(connection: &Connection, number: &str) -> Result<i64, LedgerError> {
    let record = connection.prepare_cached("SELECT record FROM document WHERE number = ?1")?.query_row([number], |row| row.get(0));
    record.optional()?.ok_or_else(|| LedgerError::broken(0, format!("there is no document {number}")))
}

fn optional(text: &Option<Box<str>>) -> Cell<'_> {
    text.as_deref().map_or(Cell::Null, Cell::optional)
}

/// The values of a line; `number` counts from 1.
fn line_cells<'a>(line: &'a DocumentLine, (first, last): &'a (String, String), number: i64) -> Vec<Cell<'a>> {
    vec![
        Cell::Number(number),
        Cell::Text(&line.service),
        Cell::Text(first),
        Cell::Text(last),
        Cell::Number(line.quantity.units()),
        Cell::Text(line.unit.as_str()),
        Cell::Number(line.unit_price.units()),
        Cell::Number(line.price_base_quantity.units()),
        Cell::Number(line.net.ore()),
        Cell::Text(line.vat.category.as_str()),
        Cell::Number(line.vat.rate.units()),
        Cell::Number(line.vat.amount.ore()),
        line.vat.exemption.map_or(Cell::Null, |exemption| Cell::Text(exemption.as_str())),
    ]
}
