//! Whether a ledger is what was written: every hash, every number, every reference.

use crate::digest::{Cell, Hash, Hasher};
use crate::error::LedgerError;
use crate::ledger::{Head, Ledger, beginning, expired_before};
use crate::table::{KINDS, PARTY, RECORD};
use rusqlite::{Connection, Row};
use std::collections::{HashMap, HashSet};

/// A ledger that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The last record.
    pub head: Head,
    /// Records whose content has expired.
    pub expired: u64,
    /// Whether the hash that was asked for is that of a record; `None`: none was asked for.
    pub has_head: Option<bool>,
}

impl Ledger {
    /// Works out every hash again. `head` is a hash that an earlier run printed: it proves that nothing was cut off the end since.
    ///
    /// # Errors
    /// The first record that does not hold ([`LedgerError::Broken`]), or the file cannot be read.
    pub fn check(&self, head: Option<&str>) -> Result<Checked, LedgerError> {
        let connection = &self.connection;
        sound_file(connection)?;
        parties(connection)?;
        let is_asked_for = |found: &Head| head.is_some_and(|head| head.eq_ignore_ascii_case(&found.hexadecimal()));
        let first = Head { record: 0, hash: beginning(connection)? };
        let mut checked = Checked { expired: 0, has_head: head.map(|_| is_asked_for(&first)), head: first };
        let expired_before = expired_before(connection)?;
        let sql = format!("SELECT record, {}, hash FROM record ORDER BY record", RECORD.columns.join(", "));
        let mut statement = connection.prepare(&sql)?;
        let mut records = statement.query([])?;
        while let Some(row) = records.next()? {
            record(connection, row, &mut checked, expired_before)?;
            if is_asked_for(&checked.head) {
                checked.has_head = Some(true);
            }
        }
        rows_without_record(connection)?;
        numbers(connection)?;
        Ok(checked)
    }
}

/// What SQLite itself can see: pages, indexes, foreign keys.
fn sound_file(connection: &Connection) -> Result<(), LedgerError> {
    let broken = |what: String| LedgerError::broken(0, format!("the file is damaged: {what}"));
    let what: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(|error| broken(error.to_string()))?;
    if what != "ok" {
        return Err(broken(what));
    }
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(broken("a row refers to another that is not there".to_owned()));
    }
    Ok(())
}

fn parties(connection: &Connection) -> Result<(), LedgerError> {
    let mut statement = connection.prepare(&format!("SELECT {}, sha256 FROM party", PARTY.join(", ")))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut hasher = Hasher::new("party");
        hasher.columns(row, 0..PARTY.len())?;
        if hasher.finish().as_slice() != row.get_ref(PARTY.len())?.as_blob().unwrap_or_default() {
            return Err(LedgerError::broken(0, "a party is not what was written"));
        }
    }
    Ok(())
}

/// One record: its number, its hash, its content.
fn record(connection: &Connection, row: &Row<'_>, checked: &mut Checked, expired_before: Option<i32>) -> Result<(), LedgerError> {
    let number = checked.head.record + 1;
    let broken = |what: &str| LedgerError::broken(number, what);
    if row.get_ref(0)?.as_i64().ok() != Some(number.cast_signed()) {
        return Err(broken("it is missing"));
    }
    let kind =
        row.get_ref(1)?.as_str().ok().and_then(|word| KINDS.iter().find(|kind| kind.word == word)).ok_or_else(|| broken("its kind is unknown"))?;
    let columns = RECORD.columns.len();
    let content_hash = row.get_ref(columns)?.as_blob_or_null().map_err(|_| broken("its hashes are none"))?;
    let mut hasher = Hasher::new("record");
    hasher.cells(&[Cell::Bytes(&checked.head.hash)]);
    hasher.columns(row, 0..columns + 1)?;
    if row_hashes(connection, &kind.head.select(), number, &mut hasher)? != 1 {
        return Err(broken("its row is missing"));
    }
    let hash: Hash = hasher.finish();
    if row.get_ref(columns + 1)?.as_blob().unwrap_or_default() != hash.as_slice() {
        return Err(broken("it is not what was written, or a record before it was removed"));
    }
    checked.head = Head { record: number, hash };
    let Some((one, rest)) = kind.content.split_first() else { return Ok(()) };
    let mut hasher = Hasher::new("content");
    let mut rows = row_hashes(connection, &one.select(), number, &mut hasher)?;
    for table in rest {
        rows += row_hashes(connection, &table.select(), number, &mut hasher)?;
    }
    if rows == 0 {
        let year: i32 = connection.prepare_cached(&kind.year_of("?1"))?.query_row([number.cast_signed()], |row| row.get(0))?;
        if expired_before.is_some_and(|expired_before| year < expired_before) {
            checked.expired += 1;
            return Ok(());
        }
        return Err(broken("its content is missing"));
    }
    if content_hash != Some(hasher.finish().as_slice()) {
        return Err(broken("its content is not what was written"));
    }
    Ok(())
}

/// Adds the rows of a record to a hash and returns how many there are.
fn row_hashes(connection: &Connection, sql: &str, record: u64, hasher: &mut Hasher) -> Result<usize, LedgerError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([record.cast_signed()])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        hasher.row(row)?;
        count += 1;
    }
    Ok(count)
}

/// Rows that no record covers.
fn rows_without_record(connection: &Connection) -> Result<(), LedgerError> {
    for kind in KINDS {
        let table = kind.head.name;
        let sql = format!("SELECT record FROM {table} WHERE record NOT IN (SELECT record FROM record WHERE kind = '{}') LIMIT 1", kind.word);
        if connection.prepare(&sql)?.exists([])? {
            return Err(LedgerError::broken(0, format!("a row of {table} belongs to no record")));
        }
    }
    Ok(())
}

/// Numbers of a series follow each other, and an invoice is taken back once at most.
fn numbers(connection: &Connection) -> Result<(), LedgerError> {
    let mut statement = connection.prepare("SELECT record, series, place_in_series FROM document WHERE series IS NOT NULL ORDER BY record")?;
    let mut rows = statement.query([])?;
    let mut last: HashMap<String, i64> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (record, series, place): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        match last.insert(series, place) {
            Some(before) if place != before + 1 => {
                return Err(LedgerError::broken(record.cast_unsigned(), "its number does not follow the one before"));
            }
            _ => {}
        }
    }
    let mut statement = connection.prepare("SELECT refers_to FROM document WHERE kind = 'credit-note' ORDER BY record")?;
    let mut taken_back = HashSet::new();
    for refers_to in statement.query_map([], |row| row.get::<_, i64>(0))? {
        let refers_to = refers_to?;
        if !taken_back.insert(refers_to) {
            return Err(LedgerError::broken(refers_to.cast_unsigned(), "it is taken back twice"));
        }
    }
    Ok(())
}
