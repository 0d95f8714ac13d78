//! What stands: invoices that no credit note took back.

use crate::digest::Hash;
use crate::error::LedgerError;
use crate::ledger::{Head, Ledger, follows, head, kept_from, latest};
use crate::write::Writing;
use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use std::collections::{BTreeSet, HashMap, HashSet};
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

/// What a line `l` says.
const LINE: &str =
    "l.service, l.first_day, l.last_day, l.quantity, l.unit, l.unit_price, l.price_base_quantity, l.net, l.vat_category, l.vat_rate, l.vat,
    l.vat_exemption";

/// Where the seller and the columns of [`LINE`] stand behind those of [`SAID`].
const SELLER_AT: usize = 11;
const LINE_AT: usize = 12;

/// Reads what stands, case by case. Texts that repeat are kept once.
#[derive(Debug)]
pub struct Reader<'l> {
    pub(crate) connection: &'l Connection,
    words: HashSet<Arc<str>>,
    /// CVR numbers of sellers by their keys.
    sellers: HashMap<Hash, Option<Cvr>>,
    standing_of: String,
}

impl<'l> Reader<'l> {
    fn new(connection: &'l Connection) -> Reader<'l> {
        let standing_of = format!(
            "SELECT {SAID}, d.seller, {LINE}
             FROM document_content c JOIN document d ON d.record = c.record LEFT JOIN document_line l ON l.record = c.record
             WHERE c.case_id = ?1 AND {STANDS} ORDER BY c.record, l.line"
        );
        Reader { connection, words: HashSet::new(), sellers: HashMap::new(), standing_of }
    }
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
        Reader::new(&self.transaction)
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
        Reader::new(&self.connection)
    }
}

impl Writing<'_> {
    /// Returns a reader of what stands, what this run has issued included.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.transaction)
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
    pub fn check_date<'a>(&self, providers: impl IntoIterator<Item = &'a str>, date: NaiveDate) -> Result<(), LedgerError> {
        let latest = latest(self.connection)?;
        providers.into_iter().try_for_each(|provider| follows(date, latest.get(provider).copied(), provider))
    }

    /// Returns the cases of which a content is kept, by their ids.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn cases(&self) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.connection.prepare("SELECT DISTINCT case_id FROM document_content ORDER BY case_id")?;
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
        let connection = self.connection;
        let mut statement = connection.prepare_cached(&self.standing_of)?;
        let mut rows = statement.query([case_id])?;
        let case: Arc<str> = case_id.into();
        let mut standing: Vec<Standing> = Vec::new();
        let mut last = None;
        while let Some(row) = rows.next()? {
            // A row for each line.
            let record: i64 = row.get(0)?;
            if last != Some(record) {
                last = Some(record);
                standing.push(self.of_row(row, &case, since.cast_unsigned())?);
            }
            if let (Some(standing), false) = (standing.last_mut(), matches!(row.get_ref(LINE_AT)?, ValueRef::Null)) {
                standing.content.lines.push(self.line(row, LINE_AT, record.cast_unsigned())?);
            }
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

    /// A document without its lines.
    fn of_row(&mut self, row: &Row<'_>, case: &Arc<str>, case_since: u64) -> Result<Standing, LedgerError> {
        let seller: Option<Hash> = row.get(SELLER_AT)?;
        let seller = match seller {
            Some(key) => self.seller_cvr(&key, row.get(0)?)?,
            None => None,
        };
        let (content, references) = self.said(row, case)?;
        Ok(Standing {
            number: row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?.into(),
            content,
            references: Arc::new(references),
            seller,
            case_since,
        })
    }

    fn seller_cvr(&mut self, key: &Hash, record: i64) -> Result<Option<Cvr>, LedgerError> {
        if let Some(known) = self.sellers.get(key) {
            return Ok(*known);
        }
        let cvr: Option<String> =
            self.connection.prepare_cached("SELECT cvr FROM party WHERE sha256 = ?1")?.query_row([key.as_slice()], |row| row.get(0)).optional()?;
        let broken = || LedgerError::broken(record.cast_unsigned(), "the CVR number of its seller is none");
        let cvr = cvr.map(|cvr| Cvr::parse(&cvr).ok_or_else(broken)).transpose()?;
        self.sellers.insert(*key, cvr);
        Ok(cvr)
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
        let (mut content, references) = self.said(row, &case)?;
        content.lines = self.lines(record)?;
        Ok((content, references))
    }

    /// What the columns of [`SAID`] say. Lines are read apart.
    fn said(&mut self, row: &Row<'_>, case: &Arc<str>) -> Result<(Content, References), LedgerError> {
        let record: i64 = row.get(0)?;
        let broken = |what: &str| LedgerError::broken(record.cast_unsigned(), what);
        let read = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
        let text = |column: usize| -> Result<Option<Box<str>>, LedgerError> { Ok(read(column)?.map(Into::into)) };
        let content = Content {
            case_id: case.clone(),
            citizen_id: self.word(read(5)?.unwrap_or_default()),
            provider: self.word(read(2)?.unwrap_or_default()),
            payer: read(3)?.and_then(|payer| Municipality::new(payer.parse().ok()?)).ok_or_else(|| broken("its payer is no municipality"))?,
            month: read(4)?.and_then(|month| month.parse().ok()).ok_or_else(|| broken("its month is none"))?,
            lines: Vec::new(),
        };
        let references = References {
            buyer_reference: text(6)?,
            order_reference: text(7)?,
            accounting_cost: text(8)?,
            buyer_gln: read(9)?.map(|gln| Gln::parse(gln).ok_or_else(|| broken("its GLN is none"))).transpose()?,
            commitment: text(10)?,
        };
        Ok((content, references))
    }

    /// The lines of a document.
    pub(crate) fn lines(&mut self, record: i64) -> Result<Vec<DocumentLine>, LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(&format!("SELECT {LINE} FROM document_line l WHERE l.record = ?1 ORDER BY l.line"))?;
        let mut rows = statement.query([record])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(self.line(row, 0, record.cast_unsigned())?);
        }
        Ok(lines)
    }

    /// What the columns of [`LINE`] say, which begin at `at`.
    fn line(&mut self, row: &Row<'_>, at: usize, record: u64) -> Result<DocumentLine, LedgerError> {
        let broken = |what: &str| LedgerError::broken(record, format!("a line has no such {what}"));
        let text = |column: usize| row.get_ref(at + column)?.as_str().map_err(rusqlite::Error::from);
        let number = |column: usize| row.get::<_, i64>(at + column);
        let day = |column: usize| -> Result<NaiveDate, LedgerError> { text(column)?.parse().map_err(|_| broken("day")) };
        let exemption = match row.get_ref(at + 11)?.as_str_or_null().map_err(rusqlite::Error::from)? {
            Some(word) => Some(VatExemption::from_word(word).ok_or_else(|| broken("exemption"))?),
            None => None,
        };
        Ok(DocumentLine {
            service: self.word(text(0)?),
            first_day: day(1)?,
            last_day: day(2)?,
            quantity: Quantity::from_units(number(3)?),
            unit: Unit::from_word(text(4)?).ok_or_else(|| broken("unit"))?,
            unit_price: UnitPrice::from_units(number(5)?),
            price_base_quantity: Quantity::from_units(number(6)?),
            net: Amount::from_ore(number(7)?),
            vat: LineVat {
                category: VatCategory::from_word(text(8)?).ok_or_else(|| broken("VAT category"))?,
                rate: Percent::from_units(number(9)?),
                amount: Amount::from_ore(number(10)?),
                exemption,
            },
        })
    }

    pub(crate) fn word(&mut self, text: &str) -> Arc<str> {
        if let Some(word) = self.words.get(text) {
            return word.clone();
        }
        let word: Arc<str> = text.into();
        self.words.insert(word.clone());
        word
    }
}
