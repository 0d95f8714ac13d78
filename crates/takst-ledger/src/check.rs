//! Whether a ledger is what was written: every hash, every number, every reference.

use crate::digest::{Cell, Hash, Hasher};
use crate::error::{Fault, LedgerError};
use crate::ledger::{Head, Ledger, beginning, expired_before};
use crate::schema;
use crate::table::{KINDS, Kind, PARTY, RECORD, Table};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

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
        self.check_watched(head, || {})
    }

    /// As [`check`](Ledger::check); `done` is called after each record.
    ///
    /// # Errors
    /// Those of [`check`](Ledger::check).
    pub fn check_watched(&self, head: Option<&str>, mut done: impl FnMut()) -> Result<Checked, LedgerError> {
        // One state of the ledger, also where another command writes meanwhile.
        let transaction = self.connection.unchecked_transaction()?;
        let connection = &*transaction;
        sound_file(connection, self.path())?;
        parties(connection)?;
        let is_asked_for = |found: &Head| head.is_some_and(|head| head.eq_ignore_ascii_case(&found.hexadecimal()));
        let first = Head { record: 0, hash: beginning(connection)? };
        let mut checked = Checked { expired: 0, has_head: head.map(|_| is_asked_for(&first)), head: first };
        let expired_before = expired_before(connection)?;
        let kinds: Vec<(&'static Kind, Queries)> = KINDS.iter().map(|kind| (*kind, Queries::of(kind))).collect();
        let sql = format!("SELECT record, {}, hash FROM record ORDER BY record", RECORD.columns.join(", "));
        let mut statement = connection.prepare(&sql)?;
        let mut records = statement.query([])?;
        while let Some(row) = records.next()? {
            record(connection, row, &kinds, &mut checked, expired_before)?;
            if is_asked_for(&checked.head) {
                checked.has_head = Some(true);
            }
            done();
        }
        rows_without_record(connection)?;
        numbers(connection)?;
        // Last: where a record was changed too, that record is named.
        tables(connection)?;
        Ok(checked)
    }
}

/// What SQLite itself can see: pages, indexes, foreign keys. And that the file ends with a page.
fn sound_file(connection: &Connection, path: &Path) -> Result<(), LedgerError> {
    let broken = |what: String| LedgerError::broken(0, Fault::Damaged(what));
    let what: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(|error| broken(error.to_string()))?;
    if what != "ok" {
        return Err(broken(what));
    }
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(broken("a row refers to another that is not there".to_owned()));
    }
    let asked = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0).map(i64::cast_unsigned));
    let (pages, page_size) = (asked("page_count")?, asked("page_size")?);
    let length = pages * page_size;
    let found = path.metadata().map_or(length, |facts| facts.len());
    // An expiry that was killed when it had written the file anew leaves whole pages after its end. Run again, it cuts them off.
    if found < length || !(found - length).is_multiple_of(page_size) {
        return Err(broken(format!("it has {found} bytes, and its pages have {length}")));
    }
    Ok(())
}

/// Tables, views, indexes and triggers are those of a new ledger: a trigger that lets changes through would go unseen otherwise.
fn tables(connection: &Connection) -> Result<(), LedgerError> {
    let new = Connection::open_in_memory()?;
    schema::create(&new)?;
    let of = |connection: &Connection| -> rusqlite::Result<BTreeMap<String, Option<String>>> {
        let mut statement = connection.prepare("SELECT type || ' ' || name || ' on ' || tbl_name, sql FROM sqlite_schema")?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let (expected, found) = (of(&new)?, of(connection)?);
    let differs = |name: &&String| expected.get(*name) != found.get(*name);
    match expected.keys().chain(found.keys()).find(differs) {
        None => Ok(()),
        Some(name) => Err(LedgerError::broken(0, Fault::Schema(name.clone()))),
    }
}

fn parties(connection: &Connection) -> Result<(), LedgerError> {
    let mut statement = connection.prepare(&format!("SELECT {}, sha256 FROM party", PARTY.join(", ")))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut hasher = Hasher::new("party");
        hasher.columns(row, 0..PARTY.len())?;
        if hasher.finish().as_slice() != row.get_ref(PARTY.len())?.as_blob().unwrap_or_default() {
            return Err(LedgerError::broken(0, Fault::Party));
        }
    }
    Ok(())
}

/// The queries for the rows of a record, made once.
struct Queries {
    head: String,
    content: Vec<String>,
}

impl Queries {
    fn of(kind: &Kind) -> Queries {
        Queries { head: kind.head.select(), content: kind.content.iter().map(Table::select).collect() }
    }
}

/// One record: its number, its hash, its content.
fn record(
    connection: &Connection,
    row: &Row<'_>,
    kinds: &[(&'static Kind, Queries)],
    checked: &mut Checked,
    expired_before: Option<i32>,
) -> Result<(), LedgerError> {
    let number = checked.head.record + 1;
    let broken = |what: Fault| LedgerError::broken(number, what);
    if row.get_ref(0)?.as_i64().ok() != Some(number.cast_signed()) {
        return Err(broken(Fault::Missing));
    }
    let kind = row.get_ref(1)?.as_str().ok().and_then(|word| kinds.iter().find(|(kind, _)| kind.word == word));
    let (kind, queries) = kind.ok_or_else(|| broken(Fault::Changed))?;
    let columns = RECORD.columns.len();
    let content_hash = row.get_ref(columns)?.as_blob_or_null().map_err(|_| broken(Fault::Changed))?;
    let mut hasher = Hasher::new("record");
    hasher.cells(&[Cell::Bytes(&checked.head.hash)]);
    hasher.columns(row, 0..columns + 1)?;
    if row_hashes(connection, &queries.head, number, &mut hasher)? != 1 {
        return Err(broken(Fault::Missing));
    }
    let hash: Hash = hasher.finish();
    if row.get_ref(columns + 1)?.as_blob().unwrap_or_default() != hash.as_slice() {
        return Err(broken(Fault::Changed));
    }
    checked.head = Head { record: number, hash };
    if queries.content.is_empty() {
        return Ok(());
    }
    let mut hasher = Hasher::new("content");
    let mut rows = 0;
    for query in &queries.content {
        rows += row_hashes(connection, query, number, &mut hasher)?;
    }
    if rows == 0 {
        let year: i32 = connection.prepare_cached(&kind.year_of("?1"))?.query_row([number.cast_signed()], |row| row.get(0))?;
        if expired_before.is_some_and(|expired_before| year < expired_before) {
            checked.expired += 1;
            return Ok(());
        }
        return Err(broken(Fault::ContentMissing));
    }
    if content_hash != Some(hasher.finish().as_slice()) {
        return Err(broken(Fault::ContentChanged));
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
            return Err(LedgerError::broken(0, Fault::RowWithoutRecord(table)));
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
                return Err(LedgerError::broken(record.cast_unsigned(), Fault::NumberGap));
            }
            _ => {}
        }
    }
    let mut statement = connection.prepare("SELECT refers_to FROM document WHERE kind = 'credit-note' ORDER BY record")?;
    let mut taken_back = HashSet::new();
    for refers_to in statement.query_map([], |row| row.get::<_, i64>(0))? {
        let refers_to = refers_to?;
        if !taken_back.insert(refers_to) {
            return Err(LedgerError::broken(refers_to.cast_unsigned(), Fault::TakenBackTwice));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invoices 1 to 3 of a series, the last with a number of its own; no record covers them.
    fn invoices(last: i64) -> Connection {
        let connection = Connection::open_in_memory().expect("a database");
        schema::create(&connection).expect("tables");
        connection.pragma_update(None, "foreign_keys", false).expect("set");
        for (record, place) in [(1, 1), (2, 2), (3, last)] {
            let insert = "INSERT INTO document (record, number, kind, series, place_in_series, provider, payer, month, issued, net, vat)
                VALUES (?1, 'M-' || ?2, 'invoice', 'M-', ?2, 'mandecentret', '101', '2024-01', '2024-02-01', 0, 0)";
            connection.execute(insert, [record, place]).expect("inserted");
        }
        connection
    }

    /// Whoever can work out hashes cannot leave a number out.
    #[test]
    fn numbers_of_a_series_follow_each_other() {
        numbers(&invoices(3)).expect("1, 2, 3");
        let gap = numbers(&invoices(4)).expect_err("1, 2, 4");
        assert_eq!(gap.to_string(), "record 3: its number does not follow the one before");
    }

    #[test]
    fn a_row_belongs_to_a_record_of_its_kind() {
        let connection = invoices(3);
        let none = rows_without_record(&connection).expect_err("no record is there");
        assert_eq!(none.to_string(), "record 0: a row of document belongs to no record");
        rows_without_record(&{
            let empty = Connection::open_in_memory().expect("a database");
            schema::create(&empty).expect("tables");
            empty
        })
        .expect("no row is there");
    }
}
