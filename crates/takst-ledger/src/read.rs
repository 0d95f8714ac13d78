//! What stands: invoices that no credit note took back.

use crate::error::LedgerError;
use crate::ledger::{Head, Ledger, follows, head, kept_from, latest};
use crate::write::Writing;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use takst::contract::words::{VatCategory, VatExemption};
use takst::document::content::{Content, Standing};
use takst::document::line::DocumentLine;
use takst::document::number::Series;
use takst::document::party::{Cvr, Gln, References};
use takst::line::LineVat;
use takst::{Amount, Month, Municipality, Percent, Quantity, Unit, UnitPrice};

/// Whether a document `d` stands.
pub(crate) const STANDS: &str =
    "d.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM document n WHERE n.kind = 'credit-note' AND n.refers_to = d.record)";

/// What a document `d` with the content `c` says.
const SAID: &str =
    "d.record, d.number, d.provider, d.payer, d.month, c.citizen_id, c.buyer_reference, c.order_reference, c.accounting_cost, c.buyer_gln,
    c.commitment";

/// Reads what stands, case by case. Texts that repeat are kept once.
#[derive(Debug)]
pub struct Reader<'l> {
    pub(crate) connection: &'l Connection,
    words: HashMap<Box<str>, Arc<str>>,
}

/// A ledger as it is at one moment: what others write meanwhile is not in it.
#[derive(Debug)]
pub struct Snapshot<'l> {
    transaction: Transaction<'l>,
}

impl Snapshot<'_> {
    /// Returns a reader of what stands.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader { connection: &self.transaction, words: HashMap::new() }
    }
}

impl Ledger {
    /// Begins to read. Nobody can write until the snapshot is dropped.
    ///
    /// # Errors
    /// Another command has been writing for more than 30 seconds ([`LedgerError::Busy`]), or the ledger cannot be read.
    pub fn snapshot(&mut self) -> Result<Snapshot<'_>, LedgerError> {
        let transaction = self.connection.transaction()?;
        // The first query fixes what is seen.
        head(&transaction)?;
        Ok(Snapshot { transaction })
    }

    /// Returns a reader of what stands.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader { connection: &self.connection, words: HashMap::new() }
    }
}

impl Writing<'_> {
    /// Returns a reader of what stands, what this run has issued included.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader { connection: &self.transaction, words: HashMap::new() }
    }
}

impl Reader<'_> {
    /// Returns the last record.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn head(&self) -> Result<Head, LedgerError> {
        head(self.connection)
    }

    /// Returns the first month whose contents are kept; `None`: all are.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn kept_from(&self) -> Result<Option<Month>, LedgerError> {
        kept_from(self.connection)
    }

    /// Returns an error where a date lies before the latest document of a seller, imported ones aside.
    ///
    /// # Errors
    /// [`LedgerError::DateBackwards`], or the ledger cannot be read.
    pub fn check_date(&self, provider: &str, date: NaiveDate) -> Result<(), LedgerError> {
        follows(date, latest(self.connection, provider)?, provider)
    }

    /// Returns the cases with an invoice that stands.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn cases(&self) -> Result<Vec<String>, LedgerError> {
        let sql = format!(
            "SELECT c.case_id FROM document_content c JOIN document d ON d.record = c.record WHERE {STANDS} GROUP BY 1 ORDER BY min(d.record)"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let cases = statement.query_map([], |row| row.get(0))?;
        Ok(cases.collect::<Result<_, _>>()?)
    }

    /// Returns the invoices of a case that stand, in the order in which they were issued.
    ///
    /// # Errors
    /// The ledger cannot be read, or a row of it says something that no document says.
    pub fn standing_of(&mut self, case_id: &str) -> Result<Vec<Standing>, LedgerError> {
        let since = "SELECT min(record) FROM document_content WHERE case_id = ?1";
        let Some(since) = self.connection.prepare_cached(since)?.query_row([case_id], |row| row.get::<_, Option<i64>>(0))? else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT {SAID}, p.cvr
             FROM document_content c JOIN document d ON d.record = c.record LEFT JOIN party p ON p.sha256 = d.seller
             WHERE c.case_id = ?1 AND {STANDS} ORDER BY d.record"
        );
        let connection = self.connection;
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([case_id])?;
        let case: Arc<str> = case_id.into();
        let mut standing = Vec::new();
        while let Some(row) = rows.next()? {
            standing.push(self.of_row(row, &case, since.cast_unsigned())?);
        }
        Ok(standing)
    }

    /// Returns the invoice of a number, if it stands and its content is kept.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn standing(&mut self, number: &str) -> Result<Option<Standing>, LedgerError> {
        let sql = "SELECT c.case_id FROM document d JOIN document_content c ON c.record = d.record WHERE d.number = ?1";
        let case: Option<String> = self.connection.query_row(sql, [number], |row| row.get(0)).optional()?;
        let Some(case) = case else { return Ok(None) };
        Ok(self.standing_of(&case)?.into_iter().find(|standing| &*standing.number == number))
    }

    /// Returns the providers of `sellers` under whose series an imported number stands from the first number on.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn taken<'a>(&self, sellers: impl IntoIterator<Item = (&'a str, &'a Series, u64)>) -> Result<BTreeSet<Box<str>>, LedgerError> {
        let mut statement = self.connection.prepare("SELECT number FROM document WHERE series IS NULL")?;
        let imported: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let is_taken = |(_, series, first): &(&str, &Series, u64)| series.is_taken(*first, imported.iter().map(String::as_str));
        Ok(sellers.into_iter().filter(is_taken).map(|(provider, ..)| provider.into()).collect())
    }

    fn of_row(&mut self, row: &Row<'_>, case: &Arc<str>, case_since: u64) -> Result<Standing, LedgerError> {
        let broken = |what: &str| LedgerError::broken(row.get::<_, i64>(0).unwrap_or_default().cast_unsigned(), what);
        let seller: Option<String> = row.get(11)?;
        let seller = seller.map(|cvr| Cvr::parse(&cvr).ok_or_else(|| broken("the CVR number of its seller is none"))).transpose()?;
        let (content, references) = self.said(row, case)?;
        Ok(Standing { number: row.get::<_, String>(1)?.into(), content, references: Arc::new(references), seller, case_since })
    }

    /// What a document says, with its references.
    pub(crate) fn content(&mut self, record: i64) -> Result<(Content, References), LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {SAID}, c.case_id FROM document_content c JOIN document d ON d.record = c.record WHERE d.record = ?1"
        ))?;
        let mut rows = statement.query([record])?;
        let row = rows.next()?.ok_or_else(|| LedgerError::broken(record.cast_unsigned(), "its content is missing"))?;
        let case: Arc<str> = row.get::<_, String>(11)?.into();
        self.said(row, &case)
    }

    /// What the columns of [`SAID`] say.
    fn said(&mut self, row: &Row<'_>, case: &Arc<str>) -> Result<(Content, References), LedgerError> {
        let record: i64 = row.get(0)?;
        let broken = |what: &str| LedgerError::broken(record.cast_unsigned(), what);
        let text = |column: usize| -> Result<Option<Box<str>>, LedgerError> { Ok(row.get::<_, Option<String>>(column)?.map(Into::into)) };
        let buyer_gln = text(9)?.map(|gln| Gln::parse(&gln).ok_or_else(|| broken("its GLN is none"))).transpose()?;
        let payer: String = row.get(3)?;
        let month: String = row.get(4)?;
        let content = Content {
            case_id: case.clone(),
            citizen_id: self.word(&text(5)?.unwrap_or_default()),
            provider: self.word(&text(2)?.unwrap_or_default()),
            payer: payer.parse().ok().and_then(Municipality::new).ok_or_else(|| broken("its payer is no municipality"))?,
            month: month.parse().map_err(|_| broken("its month is none"))?,
            lines: self.lines(record)?,
        };
        let references =
            References { buyer_reference: text(6)?, order_reference: text(7)?, accounting_cost: text(8)?, buyer_gln, commitment: text(10)? };
        Ok((content, references))
    }

    /// The lines of a document.
    pub(crate) fn lines(&mut self, record: i64) -> Result<Vec<DocumentLine>, LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(
            "SELECT service, first_day, last_day, quantity, unit, unit_price, price_base_quantity, net, vat_category, vat_rate, vat, vat_exemption
             FROM document_line WHERE record = ?1 ORDER BY line",
        )?;
        let mut rows = statement.query([record])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(self.line(row, record.cast_unsigned())?);
        }
        Ok(lines)
    }

    fn line(&mut self, row: &Row<'_>, record: u64) -> Result<DocumentLine, LedgerError> {
        let broken = |what: &str| LedgerError::broken(record, format!("a line has no such {what}"));
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let day = |column: usize| -> Result<NaiveDate, LedgerError> { text(column)?.parse().map_err(|_| broken("day")) };
        let exemption = match row.get_ref(11)?.as_str_or_null().map_err(rusqlite::Error::from)? {
            Some(word) => Some(VatExemption::from_word(word).ok_or_else(|| broken("exemption"))?),
            None => None,
        };
        Ok(DocumentLine {
            service: self.word(text(0)?),
            first_day: day(1)?,
            last_day: day(2)?,
            quantity: Quantity::from_units(row.get(3)?),
            unit: Unit::from_word(text(4)?).ok_or_else(|| broken("unit"))?,
            unit_price: UnitPrice::from_units(row.get(5)?),
            price_base_quantity: Quantity::from_units(row.get(6)?),
            net: Amount::from_ore(row.get(7)?),
            vat: LineVat {
                category: VatCategory::from_word(text(8)?).ok_or_else(|| broken("VAT category"))?,
                rate: Percent::from_units(row.get(9)?),
                amount: Amount::from_ore(row.get(10)?),
                exemption,
            },
        })
    }

    pub(crate) fn word(&mut self, text: &str) -> Arc<str> {
        if let Some(word) = self.words.get(text) {
            return word.clone();
        }
        let word: Arc<str> = text.into();
        self.words.insert(text.into(), word.clone());
        word
    }
}
