//! Issued documents with everything that stands on them, for pages and electronic invoices.

use crate::error::LedgerError;
use crate::read::Reader;
use rusqlite::{OptionalExtension, Row};
use std::sync::Arc;
use takst::contract::words::{Dialect, DocumentKind, Endpoint};
use takst::document::issued::{Chain, Issued, IssuedBuyer, IssuedSeller, PricedWith, Referred, Related};
use takst::document::party::{Address, Contact, Cvr, Gln, Payment};
use takst::{Code, Month};

/// A document of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It can be printed.
    Issued(Box<Issued>),
    /// An earlier system issued it: the ledger does not know its parties.
    Imported,
    /// Its content has expired.
    Expired,
}

const DOCUMENT: &str = "SELECT d.record, d.kind, d.reasons, d.issued, d.due, d.series IS NULL, c.case_id, r.number, r.issued, d.note, d.as_of,
            d.catalogue_sha256, d.policy_sha256, w.version, d.seller, d.buyer
     FROM document d JOIN record w ON w.record = d.record
     LEFT JOIN document_content c ON c.record = d.record LEFT JOIN document r ON r.record = d.refers_to
     WHERE d.number = ?1";

const PARTY: &str = "SELECT name, cvr, street, building_number, postal_code, city, endpoint, gln, contact_name, contact_email, contact_phone,
            vat_registered, payment_means, payment_account, payment_branch, format
     FROM party WHERE sha256 = ?1";

/// The credit note that took an invoice back.
const CREDIT: &str = "SELECT number, issued FROM document WHERE refers_to = ?1 AND kind = 'credit-note'";

/// The invoices that replace an invoice. They are of its case, by which they are found without a search of the whole ledger.
const REPLACING: &str = "SELECT d.number, d.issued, d.record
     FROM document_content i JOIN document_content c ON c.case_id = i.case_id JOIN document d ON d.record = c.record
     WHERE i.record = ?1 AND d.refers_to = ?1 AND d.kind = 'invoice' ORDER BY d.record";

/// A document and the one it refers to.
const BEFORE: &str = "SELECT d.kind, d.record, r.record, r.number, r.issued, EXISTS (SELECT 1 FROM document_content c WHERE c.record = r.record)
     FROM document d LEFT JOIN document r ON r.record = d.refers_to WHERE d.number = ?1";

impl Reader<'_> {
    /// Returns the documents before and after a document.
    ///
    /// # Errors
    /// The ledger cannot be read, or a row of it says something that no document says.
    pub fn chain(&mut self, number: &str) -> Result<Chain, LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(BEFORE)?;
        let mut rows = statement.query([number])?;
        let Some(row) = rows.next()? else { return Ok(Chain::default()) };
        let (kind, record): (String, i64) = (row.get(0)?, row.get(1)?);
        let before: Option<i64> = row.get(2)?;
        let is_kept: bool = row.get(5)?;
        let refers_to = match before {
            Some(before) => Some(Related {
                number: row.get::<_, String>(3)?.into(),
                issued: date(before, &row.get::<_, String>(4)?)?,
                lines: if is_kept { Some(self.lines(before)?) } else { None },
            }),
            None => None,
        };
        let (invoice, taken_back_by) =
            if kind == DocumentKind::CreditNote.as_str() { (before, None) } else { (Some(record), self.credit_of(record)?) };
        let in_its_place = invoice.map(|invoice| self.replacing(invoice)).transpose()?.unwrap_or_default();
        Ok(Chain { refers_to, taken_back_by, in_its_place })
    }

    fn credit_of(&self, invoice: i64) -> Result<Option<Referred>, LedgerError> {
        let mut statement = self.connection.prepare_cached(CREDIT)?;
        let mut rows = statement.query([invoice])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Referred { number: row.get::<_, String>(0)?.into(), issued: date(invoice, &row.get::<_, String>(1)?)? }))
    }

    fn replacing(&mut self, invoice: i64) -> Result<Vec<Related>, LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(REPLACING)?;
        let mut rows = statement.query([invoice])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(2)?;
            let lines = Some(self.lines(record)?);
            found.push(Related { number: row.get::<_, String>(0)?.into(), issued: date(record, &row.get::<_, String>(1)?)?, lines });
        }
        Ok(found)
    }

    /// Returns a document by its number; `None`: there is none.
    ///
    /// # Errors
    /// The ledger cannot be read, or a row of it says something that no document says.
    pub fn document(&mut self, number: &str) -> Result<Option<Found>, LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare_cached(DOCUMENT)?;
        let mut rows = statement.query([number])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        if row.get::<_, Option<String>>(6)?.is_none() {
            return Ok(Some(Found::Expired));
        }
        if row.get(5)? {
            return Ok(Some(Found::Imported));
        }
        Ok(Some(Found::Issued(Box::new(self.issued(number, row)?))))
    }

    /// Returns whether there is a document of a number.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn has(&self, number: &str) -> Result<bool, LedgerError> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM document WHERE number = ?1")?.exists([number])?)
    }

    fn issued(&mut self, number: &str, row: &Row<'_>) -> Result<Issued, LedgerError> {
        let record: i64 = row.get(0)?;
        let broken = |what: &str| LedgerError::broken(record.cast_unsigned(), what);
        let text = |column: usize| -> Result<Option<String>, LedgerError> { Ok(row.get(column)?) };
        let date = |column: usize| -> Result<Option<chrono::NaiveDate>, LedgerError> {
            text(column)?.map(|day| day.parse().map_err(|_| broken("a date of it is none"))).transpose()
        };
        let seller: Option<[u8; 32]> = row.get(14)?;
        let buyer: Option<[u8; 32]> = row.get(15)?;
        let reasons = text(2)?.unwrap_or_default();
        let reasons = reasons.split(';').filter(|code| !code.is_empty());
        let (content, references) = self.content(record)?;
        Ok(Issued {
            number: number.into(),
            kind: text(1)?.and_then(|kind| DocumentKind::from_word(&kind)).ok_or_else(|| broken("its kind is unknown"))?,
            refers_to: match (text(7)?, date(8)?) {
                (Some(number), Some(issued)) => Some(Referred { number: number.into(), issued }),
                _ => None,
            },
            reasons: reasons.map(|code| code.parse::<Code>().map_err(|_| broken("a reason is unknown"))).collect::<Result<_, _>>()?,
            issued: date(3)?.ok_or_else(|| broken("it has no date"))?,
            due: date(4)?,
            content,
            references: Arc::new(references),
            seller: self.seller(seller.as_ref())?.ok_or_else(|| broken("its seller cannot be read"))?,
            buyer: self.buyer(buyer.as_ref())?.ok_or_else(|| broken("its buyer cannot be read"))?,
            note: text(9)?.map(Into::into),
            priced_with: PricedWith {
                as_of: date(10)?,
                takst: text(13)?.unwrap_or_default().into(),
                catalogue_sha256: text(11)?.unwrap_or_default().into(),
                policy_sha256: text(12)?.unwrap_or_default().into(),
            },
        })
    }

    fn party<T>(&self, key: Option<&[u8; 32]>, of: impl FnOnce(&Row<'_>) -> rusqlite::Result<Option<T>>) -> Result<Option<T>, LedgerError> {
        let Some(key) = key else { return Ok(None) };
        let found = self.connection.prepare_cached(PARTY)?.query_row([key.as_slice()], of).optional()?;
        Ok(found.flatten())
    }

    fn seller(&self, key: Option<&[u8; 32]>) -> Result<Option<IssuedSeller>, LedgerError> {
        self.party(key, |row| {
            let text = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let (means, account, branch) = (text(12)?, text(13)?, row.get::<_, Option<String>>(14)?);
            let payment = match (means.as_str(), means.strip_prefix("fik-")) {
                ("bank", _) => Payment::Bank { registration: branch.unwrap_or_default(), account },
                ("iban", _) => Payment::Iban { account, bic: branch },
                (_, Some(kind)) => Payment::Fik { kind: kind.to_owned(), creditor: account },
                _ => return Ok(None),
            };
            let (Some(cvr), Some(endpoint)) = (Cvr::parse(&text(1)?), Endpoint::from_word(&text(6)?)) else { return Ok(None) };
            Ok(Some(IssuedSeller {
                name: text(0)?,
                cvr,
                is_vat_registered: row.get::<_, Option<bool>>(11)?.unwrap_or_default(),
                address: address(row)?,
                endpoint,
                gln: Gln::parse(&text(7)?),
                contact: Contact { name: text(8)?, email: row.get(9)?, phone: row.get(10)? },
                payment,
            }))
        })
    }

    fn buyer(&self, key: Option<&[u8; 32]>) -> Result<Option<IssuedBuyer>, LedgerError> {
        self.party(key, |row| {
            let text = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            let parts = (Cvr::parse(&text(1)?), Gln::parse(&text(7)?), Dialect::from_word(&text(15)?));
            let (Some(cvr), Some(gln), Some(format)) = parts else { return Ok(None) };
            Ok(Some(IssuedBuyer { name: text(0)?, cvr, gln, format, address: address(row)? }))
        })
    }

    /// Returns the numbers of the documents of a month, in the order in which they were issued.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn numbers_of_month(&self, month: Month) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.connection.prepare("SELECT number FROM document WHERE month = ?1 ORDER BY record")?;
        let numbers = statement.query_map([month.to_string()], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// Returns a number and those that follow it in its series; none where no series has the number.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn numbers_from(&self, number: &str) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.connection.prepare(
            "SELECT d.number FROM document d JOIN document f ON f.number = ?1 AND d.series = f.series AND d.place_in_series >= f.place_in_series
             ORDER BY d.place_in_series",
        )?;
        let numbers = statement.query_map([number], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}

fn address(row: &Row<'_>) -> rusqlite::Result<Address> {
    let text = |column: usize| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    Ok(Address { street: text(2)?, building_number: text(3)?, postal_code: text(4)?, city: text(5)? })
}

/// A date of a record.
fn date(record: i64, text: &str) -> Result<chrono::NaiveDate, LedgerError> {
    text.parse().map_err(|_| LedgerError::broken(record.cast_unsigned(), "a date of it is none"))
}
