//! Everything a ledger says, as one text that two ledgers share when the same was written to them.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write;
use std::path::Path;

/// Columns that differ between two ledgers to which the same was written: random salts, the hashes over them, and the time.
const CHANCE: [&str; 4] = ["salt", "hash", "content_sha256", "time"];

/// Every row of every table, without what chance decides. A file that is not there is the empty text.
///
/// # Panics
/// The file cannot be read as a ledger.
#[must_use]
pub fn state(ledger: &Path) -> String {
    match ledger.metadata() {
        Ok(facts) if facts.len() > 0 => rows(ledger, false),
        _ => String::new(),
    }
}

/// Every row of every table with everything in it.
///
/// # Panics
/// The file cannot be read as a ledger.
#[must_use]
pub fn everything(ledger: &Path) -> String {
    rows(ledger, true)
}

fn rows(ledger: &Path, with_chance: bool) -> String {
    // To be read a ledger is first put in order by SQLite where a command was killed.
    let connection = Connection::open_with_flags(ledger, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a file");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut names = connection.prepare(names).expect("a list of tables");
    let names: Vec<String> = names.query_map([], |row| row.get(0)).expect("tables").collect::<Result<_, _>>().expect("tables");
    let mut text = String::new();
    for name in names {
        let mut query = connection.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2")).expect("a table");
        let columns: Vec<String> = query.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = query.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            text.push_str(&name);
            for (place, column) in columns.iter().enumerate() {
                // The random name of the ledger is the value of a setting.
                let is_name = name == "setting" && column == "value" && row.get_ref(0).expect("a name") == ValueRef::Text(b"ledger");
                if with_chance || !(is_name || CHANCE.contains(&column.as_str())) {
                    write!(text, " {column}={}", shown(row.get_ref(place).expect("a value"))).expect("a text takes all");
                }
            }
            text.push('\n');
        }
    }
    text
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// Numbers of every series that are given twice or left out.
///
/// # Panics
/// The file cannot be read as a ledger.
#[must_use]
pub fn faulty_numbers(ledger: &Path) -> Vec<String> {
    let connection = Connection::open_with_flags(ledger, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a file");
    let sql = "SELECT series, number, place_in_series FROM document WHERE series IS NOT NULL ORDER BY series, place_in_series, record";
    let mut query = connection.prepare(sql).expect("a query");
    let mut rows = query.query([]).expect("rows");
    let (mut faults, mut before) = (Vec::new(), (String::new(), 0));
    while let Some(row) = rows.next().expect("a row") {
        let (series, number, place): (String, String, i64) = (row.get(0).expect("text"), row.get(1).expect("text"), row.get(2).expect("number"));
        let expected = if series == before.0 { before.1 + 1 } else { 1 };
        if place != expected || number != format!("{series}{place}") {
            faults.push(format!("{number} at place {place}, expected place {expected}"));
        }
        before = (series, place);
    }
    faults
}
