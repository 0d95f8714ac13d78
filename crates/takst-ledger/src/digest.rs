//! The chain of hashes: how values become bytes, and bytes a SHA-256.
//!
//! Each value is written as a tag, its length and its bytes, so that no two rows of values give the same bytes.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// A value of a table, as it is stored and hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// No value.
    Null,
    /// A number.
    Number(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl<'a> Cell<'a> {
    /// A text that may be absent; an empty text is absent.
    pub(crate) fn optional(text: &'a str) -> Cell<'a> {
        if text.is_empty() { Cell::Null } else { Cell::Text(text) }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Cell::Null => ValueRef::Null,
            Cell::Number(number) => ValueRef::Integer(number),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A SHA-256 over values.
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// `subject` keeps hashes of different things apart.
    pub(crate) fn new(subject: &str) -> Hasher {
        let mut hasher = Hasher(Sha256::new());
        hasher.tagged(b'S', subject.as_bytes());
        hasher
    }

    /// Adds the values of a row as they are written.
    pub(crate) fn cells(&mut self, cells: &[Cell<'_>]) {
        for cell in cells {
            match *cell {
                Cell::Null => self.tagged(b'N', b""),
                Cell::Number(number) => self.tagged(b'I', &number.to_be_bytes()),
                Cell::Text(text) => self.tagged(b'T', text.as_bytes()),
                Cell::Bytes(bytes) => self.tagged(b'B', bytes),
            }
        }
    }

    /// Adds the values of a row as they are read.
    pub(crate) fn row(&mut self, row: &rusqlite::Row<'_>) -> rusqlite::Result<()> {
        self.columns(row, 0..row.as_ref().column_count())
    }

    /// Adds some values of a row as they are read.
    pub(crate) fn columns(&mut self, row: &rusqlite::Row<'_>, columns: Range<usize>) -> rusqlite::Result<()> {
        for column in columns {
            match row.get_ref(column)? {
                ValueRef::Null => self.tagged(b'N', b""),
                ValueRef::Integer(number) => self.tagged(b'I', &number.to_be_bytes()),
                // The tables are strict and have no column of this type; a changed byte of a file can still give one.
                ValueRef::Real(number) => self.tagged(b'R', &number.to_bits().to_be_bytes()),
                ValueRef::Text(text) => self.tagged(b'T', text),
                ValueRef::Blob(bytes) => self.tagged(b'B', bytes),
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Hash {
        self.0.finalize().into()
    }

    fn tagged(&mut self, tag: u8, bytes: &[u8]) {
        self.0.update([tag]);
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }
}

/// A hash as it is shown: 64 hexadecimal digits.
pub(crate) fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(cells: &[Cell<'_>]) -> Hash {
        let mut hasher = Hasher::new("test");
        hasher.cells(cells);
        hasher.finish()
    }

    #[test]
    fn a_hash_is_shown_in_hexadecimal_digits() {
        assert_eq!(hexadecimal(&[0x00, 0x0a, 0xf0, 0xff]), "000af0ff");
    }

    #[test]
    fn cells_are_kept_apart() {
        assert_ne!(hash(&[Cell::Text("ab"), Cell::Text("c")]), hash(&[Cell::Text("a"), Cell::Text("bc")]));
        assert_ne!(hash(&[Cell::Null]), hash(&[Cell::Text("")]));
        assert_ne!(hash(&[Cell::Text("a")]), hash(&[Cell::Bytes(b"a")]));
        assert_ne!(hash(&[Cell::Number(1)]), hash(&[Cell::Number(-1)]));
    }

    #[test]
    fn a_row_hashes_alike_written_and_read() {
        let connection = rusqlite::Connection::open_in_memory().expect("a database");
        let cells = [Cell::Null, Cell::Number(-7), Cell::Text("æ"), Cell::Bytes(&[0, 255])];
        connection.execute("CREATE TABLE t (a TEXT, b INTEGER, c TEXT, d BLOB) STRICT", []).expect("a table");
        connection.execute("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", rusqlite::params_from_iter(cells.iter())).expect("a row");
        let read = connection.query_row("SELECT * FROM t", [], |row| {
            let mut hasher = Hasher::new("test");
            hasher.row(row)?;
            Ok(hasher.finish())
        });
        assert_eq!(read.expect("the row"), hash(&cells));
    }
}
