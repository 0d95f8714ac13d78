//! Claims: stored with their numbers, and read for the next one.

use crate::append::NewRecord;
use crate::digest::Cell;
use crate::error::LedgerError;
use crate::read::{Reader, STANDS};
use crate::table::CLAIM;
use crate::write::{Receipt, Writing};
use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use takst::catalogue::RefundRule;
use takst::contract::words::{ClaimKind, DocumentKind, Invoiced};
use takst::document::claim::{ClaimPlace, ClaimRow, ClaimSums, Quarter};
use takst::{Amount, Month, Municipality};

/// A row of a claim that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedRow {
    /// Number of the claim, `<payer>-<quarter>-<n>`.
    pub claim: Box<str>,
    /// The quarter that was claimed.
    pub quarter: Quarter,
    /// The row.
    pub row: ClaimRow,
}

/// A claim that was stored, as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredClaim {
    /// Its number, `<payer>-<quarter>-<n>`.
    pub number: Box<str>,
    /// Who claims.
    pub payer: Municipality,
    /// The quarter that was claimed.
    pub quarter: Quarter,
    /// Its date.
    pub date: NaiveDate,
    /// The sums of all its rows, also of those whose content has expired.
    pub sums: ClaimSums,
}

impl StoredClaim {
    /// The columns of a list of claims.
    pub const COLUMNS: &'static [&'static str] = &["claim", "payer", "quarter", "date", "net", "own_payment", "refund"];

    /// Returns the text of each column.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let ClaimSums { net, own_payment, refund } = self.sums;
        let head = [self.number.to_string(), code(self.payer), self.quarter.to_string(), self.date.to_string()];
        head.into_iter().chain([net, own_payment, refund].map(|amount| amount.to_string())).collect()
    }
}

/// Net of what stands for a payer, by case, provider and month.
#[derive(Debug, Default)]
pub struct Billed {
    received: ByCase,
    issued: ByCase,
}

/// Sums of places by their cases.
#[derive(Debug, Default)]
struct ByCase(HashMap<Box<str>, Vec<BilledPlace>>);

/// Net of a provider and month.
type BilledPlace = (Arc<str>, Month, Amount);

impl ByCase {
    fn net(&self, case_id: &str, provider: &str, month: Month) -> Option<Amount> {
        let found = self.0.get(case_id)?.iter().find(|(of, at, _)| **of == *provider && *at == month);
        found.map(|(_, _, net)| *net)
    }

    fn add(&mut self, case_id: &str, provider: Arc<str>, month: Month, net: Amount) {
        if !self.0.contains_key(case_id) {
            self.0.insert(case_id.into(), Vec::new());
        }
        let Some(places) = self.0.get_mut(case_id) else { return };
        match places.iter_mut().find(|(of, at, _)| **of == *provider && *at == month) {
            Some((_, _, sum)) => *sum += net,
            None => places.push((provider, month, net)),
        }
    }
}

impl Billed {
    /// Returns the net of what stands of received invoices in a place, else of issued ones (D11.5).
    #[must_use]
    pub fn net(&self, case_id: &str, provider: &str, month: Month) -> Amount {
        let received = self.received.net(case_id, provider, month);
        received.or_else(|| self.issued.net(case_id, provider, month)).unwrap_or_default()
    }
}

impl Writing<'_> {
    /// Tells whether a quarter can be claimed on a date (D11.7).
    ///
    /// # Errors
    /// A later quarter has been claimed, the quarter is not over, or the ledger cannot be read.
    pub fn can_claim(&self, payer: Municipality, quarter: Quarter, date: NaiveDate) -> Result<(), LedgerError> {
        if quarter.last_month().last_day() >= date {
            return Err(LedgerError::QuarterAhead { quarter, date });
        }
        match self.reader().latest_quarter(payer)? {
            Some(latest) if quarter < latest => Err(LedgerError::QuarterBackwards { quarter, latest }),
            _ => Ok(()),
        }
    }

    /// Adds a claim and returns its number; `None`: it has no rows, and nothing is added.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn claim(&mut self, payer: Municipality, quarter: Quarter, rows: &[ClaimRow], receipt: &Receipt<'_>) -> Result<Option<String>, LedgerError> {
        if rows.is_empty() {
            return Ok(None);
        }
        let (payer, quarter) = (code(payer), quarter.to_string());
        let sql = "SELECT count(DISTINCT claim) FROM claim WHERE payer = ?1 AND quarter = ?2";
        let before: i64 = self.transaction.query_row(sql, [&payer, &quarter], |row| row.get(0))?;
        let claim = format!("{payer}-{quarter}-{}", before + 1);
        let (date, as_of) = (receipt.issued.to_string(), receipt.as_of.map(|day| day.to_string()));
        let mut years: BTreeMap<i32, Vec<(i64, &ClaimRow)>> = BTreeMap::new();
        for (number, row) in (1..).zip(rows) {
            years.entry(row.place.month.year()).or_default().push((number, row));
        }
        for (year, rows) in years {
            let mut sums = ClaimSums::default();
            rows.iter().for_each(|(_, row)| sums += row.sums);
            let head = [
                Cell::Text(&claim),
                Cell::Text(&payer),
                Cell::Text(&quarter),
                Cell::Number(i64::from(year)),
                Cell::Text(&date),
                Cell::Number(sums.net.ore()),
                Cell::Number(sums.own_payment.ore()),
                Cell::Number(sums.refund.ore()),
                Cell::optional(as_of.as_deref().unwrap_or_default()),
                Cell::optional(receipt.catalogue_sha256),
                Cell::optional(receipt.policy_sha256),
            ];
            let months: BTreeMap<Month, String> = rows.iter().map(|(_, row)| (row.place.month, row.place.month.to_string())).collect();
            let lines = rows.iter().map(|(number, row)| row_cells(*number, row, &months[&row.place.month]));
            self.append(&NewRecord { kind: &CLAIM, head: &head, content: &[] }, lines)?;
        }
        Ok(Some(claim))
    }
}

impl Reader<'_> {
    /// Returns the latest quarter that a payer claimed.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn latest_quarter(&self, payer: Municipality) -> Result<Option<Quarter>, LedgerError> {
        let sql = "SELECT record, quarter FROM claim WHERE payer = ?1 ORDER BY quarter DESC LIMIT 1";
        let latest = self.connection.query_row(sql, [code(payer)], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
        latest.optional()?.map(|(record, quarter)| quarter_of(record, &quarter)).transpose()
    }

    /// Returns all claims, in the order in which they were stored.
    ///
    /// # Errors
    /// The ledger cannot be read, or a record of it says something that no claim says.
    pub fn claims(&self) -> Result<Vec<StoredClaim>, LedgerError> {
        let mut statement = self.connection.prepare(
            "SELECT min(record), claim, payer, quarter, date, sum(net), sum(own_payment), sum(refund) FROM claim GROUP BY claim ORDER BY min(record)",
        )?;
        let mut rows = statement.query([])?;
        let mut claims = Vec::new();
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(0)?;
            let broken = |what: &str| LedgerError::broken(record.cast_unsigned(), what);
            let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let amount = |column: usize| -> Result<Amount, LedgerError> { Ok(Amount::from_ore(row.get(column)?)) };
            claims.push(StoredClaim {
                number: text(1)?.into(),
                payer: Municipality::read(text(2)?).map_err(|_| broken("its payer is none"))?,
                quarter: quarter_of(record, text(3)?)?,
                date: text(4)?.parse().map_err(|_| broken("its date is none"))?,
                sums: ClaimSums { net: amount(5)?, own_payment: amount(6)?, refund: amount(7)? },
            });
        }
        Ok(claims)
    }

    /// Returns a claim, and those of its rows whose content is kept; `None`: no claim has the number.
    ///
    /// # Errors
    /// As [`claims`](Reader::claims) and [`claimed`](Reader::claimed).
    pub fn claim(&mut self, number: &str) -> Result<Option<(StoredClaim, Vec<ClaimRow>)>, LedgerError> {
        let Some(claim) = self.claims()?.into_iter().find(|claim| *claim.number == *number) else { return Ok(None) };
        let of_claim = self.claimed(claim.payer)?.into_iter().filter(|claimed| claimed.claim == claim.number);
        let rows = of_claim.map(|claimed| claimed.row).collect();
        Ok(Some((claim, rows)))
    }

    /// Returns the rows of all claims of a payer whose content is kept, in the order in which they were claimed.
    ///
    /// # Errors
    /// The ledger cannot be read, or a row of it says something that no claim says.
    pub fn claimed(&mut self, payer: Municipality) -> Result<Vec<ClaimedRow>, LedgerError> {
        let connection = self.connection;
        let mut statement = connection.prepare(
            "SELECT c.record, c.claim, c.quarter, r.case_id, r.citizen_id, r.provider, r.month, r.refund_rule, r.account, r.kind, r.net, r.own_payment,
                    r.refund, r.at_stake, r.invoiced
             FROM claim c JOIN claim_row r ON r.record = c.record WHERE c.payer = ?1
             ORDER BY (SELECT min(record) FROM claim f WHERE f.claim = c.claim), r.row",
        )?;
        let mut rows = statement.query([code(payer)])?;
        let mut claimed = Vec::new();
        while let Some(row) = rows.next()? {
            claimed.push(self.claimed_row(row)?);
        }
        Ok(claimed)
    }

    fn claimed_row(&mut self, row: &Row<'_>) -> Result<ClaimedRow, LedgerError> {
        let record: i64 = row.get(0)?;
        let broken = |what: &str| LedgerError::broken(record.cast_unsigned(), format!("a row has no such {what}"));
        let text = |column: usize| row.get_ref(column)?.as_str_or_null().map(Option::unwrap_or_default).map_err(rusqlite::Error::from);
        let amount = |column: usize| -> Result<Amount, LedgerError> { Ok(Amount::from_ore(row.get(column)?)) };
        let account = text(8)?;
        Ok(ClaimedRow {
            claim: text(1)?.into(),
            quarter: quarter_of(record, text(2)?)?,
            row: ClaimRow {
                case_id: self.word(text(3)?),
                citizen_id: self.word(text(4)?),
                place: ClaimPlace {
                    provider: self.word(text(5)?),
                    month: text(6)?.parse().map_err(|_| broken("month"))?,
                    rule: RefundRule::from_word(text(7)?).ok_or_else(|| broken("rule"))?,
                    account: if account.is_empty() { None } else { Some(self.word(account)) },
                },
                kind: ClaimKind::from_word(text(9)?).ok_or_else(|| broken("kind"))?,
                sums: ClaimSums { net: amount(10)?, own_payment: amount(11)?, refund: amount(12)? },
                at_stake: amount(13)?,
                invoiced: Invoiced::from_word(text(14)?).ok_or_else(|| broken("word for what was invoiced"))?,
            },
        })
    }

    /// Returns what stands for a payer, of received and of issued invoices.
    ///
    /// Of a paper that was received more than once the last counts. A line without a payer counts for every payer.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn billed(&mut self, payer: Municipality) -> Result<Billed, LedgerError> {
        let payer = code(payer);
        let mut billed = Billed::default();
        let sql = format!(
            "SELECT d.record, c.case_id, d.provider, d.month, d.net FROM document d JOIN document_content c ON c.record = d.record
             WHERE d.payer = ?1 AND {STANDS}"
        );
        let connection = self.connection;
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([&payer])?;
        while let Some(row) = rows.next()? {
            let (case_id, provider, month) = place(row)?;
            billed.issued.add(case_id, self.word(provider), month, Amount::from_ore(row.get(4)?));
        }
        let mut statement = connection.prepare(
            "SELECT r.record, l.case_id, coalesce(nullif(substr(l.service, 1, instr(l.service, '/') - 1), ''), r.seller), substr(l.first_day, 1, 7), l.net, r.kind
             FROM received r JOIN received_line l ON l.record = r.record
             WHERE l.case_id IS NOT NULL AND l.first_day IS NOT NULL AND (l.payer IS NULL OR l.payer = ?1)
               AND r.record = (SELECT max(o.record) FROM received o WHERE o.seller = r.seller AND o.number = r.number AND o.kind = r.kind)",
        )?;
        let mut rows = statement.query([&payer])?;
        while let Some(row) = rows.next()? {
            let ((case_id, provider, month), net) = (place(row)?, Amount::from_ore(row.get(4)?));
            let is_credit = row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)? == DocumentKind::CreditNote.as_str();
            billed.received.add(case_id, self.word(provider), month, if is_credit { Amount::ZERO - net } else { net });
        }
        Ok(billed)
    }
}

/// Case, provider and month of a row, after its record.
fn place<'r>(row: &'r Row<'_>) -> Result<(&'r str, &'r str, Month), LedgerError> {
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let broken = |record: i64| LedgerError::broken(record.cast_unsigned(), "its month is none");
    let month = match text(3)?.parse() {
        Ok(month) => month,
        Err(_) => return Err(broken(row.get(0)?)),
    };
    Ok((text(1)?, text(2)?, month))
}

fn code(payer: Municipality) -> String {
    format!("{:03}", payer.code())
}

fn quarter_of(record: i64, text: &str) -> Result<Quarter, LedgerError> {
    text.parse().map_err(|_| LedgerError::broken(record.cast_unsigned(), "its quarter is none"))
}

/// The values of a row; `number` counts from 1 through the claim.
fn row_cells<'a>(number: i64, row: &'a ClaimRow, month: &'a str) -> Vec<Cell<'a>> {
    vec![
        Cell::Number(number),
        Cell::Text(&row.case_id),
        Cell::optional(&row.citizen_id),
        Cell::Text(&row.place.provider),
        Cell::Text(month),
        Cell::Text(row.place.rule.as_str()),
        row.place.account.as_deref().map_or(Cell::Null, Cell::optional),
        Cell::Text(row.kind.as_str()),
        Cell::Number(row.sums.net.ore()),
        Cell::Number(row.sums.own_payment.ore()),
        Cell::Number(row.sums.refund.ore()),
        Cell::Number(row.at_stake.ore()),
        Cell::Text(row.invoiced.as_str()),
    ]
}
