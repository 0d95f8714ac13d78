//! The tables of a ledger, and the triggers that keep them append-only.

use crate::table::KINDS;
use rusqlite::Connection;
use std::fmt::Write;

/// The form of the tables. A ledger of a newer version is refused, one of an older version is migrated.
pub(crate) const VERSION: i32 = 1;

/// What marks a SQLite file as a ledger: "taks".
pub(crate) const APPLICATION: i32 = 0x7461_6b73;

/// Tables without a record of their own.
const BESIDE_RECORDS: &[&str] = &["setting", "record", "party"];

/// Makes the tables in an empty file.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("tables.sql"))?;
    connection.execute_batch(include_str!("views.sql"))?;
    connection.execute_batch(&triggers())?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)
}

fn triggers() -> String {
    let refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END";
    let mut sql = String::new();
    let mut add = |text: std::fmt::Arguments<'_>| {
        // Writing to a text does not fail.
        let _ = sql.write_fmt(text);
    };
    let heads = || BESIDE_RECORDS.iter().copied().chain(KINDS.iter().map(|kind| kind.head.name));
    let contents = || KINDS.iter().flat_map(|kind| kind.content.iter().map(move |table| (table.name, kind)));
    for table in heads().chain(contents().map(|(table, _)| table)) {
        add(format_args!("CREATE TRIGGER {table}_is_not_changed BEFORE UPDATE ON {table} {refuse};\n"));
    }
    for table in heads() {
        add(format_args!("CREATE TRIGGER {table}_is_not_shortened BEFORE DELETE ON {table} {refuse};\n"));
    }
    for (table, kind) in contents() {
        // Only after an expiry was recorded, and only what it covers.
        let covered = format!("coalesce(({}) < (SELECT max(before_year) FROM expiry), 0)", kind.year_of("OLD.record"));
        add(format_args!("CREATE TRIGGER {table}_expires_only BEFORE DELETE ON {table} WHEN NOT {covered} {refuse};\n"));
    }
    // Without these, INSERT OR REPLACE would change a row without a trigger.
    let next = "(SELECT coalesce(max(record), 0) + 1 FROM record)";
    add(format_args!("CREATE TRIGGER record_goes_on BEFORE INSERT ON record WHEN NEW.record <> {next} {refuse};\n"));
    for table in KINDS.iter().map(|kind| kind.head.name).chain(contents().map(|(table, _)| table)) {
        add(format_args!("CREATE TRIGGER {table}_goes_on BEFORE INSERT ON {table} WHEN NEW.record <> (SELECT max(record) FROM record) {refuse};\n"));
    }
    add(format_args!(
        "CREATE TRIGGER party_is_not_replaced BEFORE INSERT ON party WHEN EXISTS (SELECT 1 FROM party WHERE sha256 = NEW.sha256) {refuse};\n"
    ));
    add(format_args!(
        "CREATE TRIGGER setting_is_not_replaced BEFORE INSERT ON setting WHEN EXISTS (SELECT 1 FROM setting WHERE name = NEW.name) {refuse};\n"
    ));
    sql
}
