//! Electronic forms of documents, kept as they were first written.

use crate::append::NewRecord;
use crate::digest::Cell;
use crate::error::LedgerError;
use crate::read::Reader;
use crate::table::RENDERING;
use crate::write::{Writing, record_of};
use rusqlite::OptionalExtension;

impl Reader<'_> {
    /// Returns the bytes of a document in a format, as they were first written; `None`: they were not, or have expired.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn rendering(&self, number: &str, format: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let sql = "SELECT c.bytes FROM rendering r JOIN rendering_content c ON c.record = r.record JOIN document d ON d.record = r.document
             WHERE d.number = ?1 AND r.format = ?2";
        Ok(self.connection.prepare_cached(sql)?.query_row([number, format], |row| row.get(0)).optional()?)
    }
}

impl Writing<'_> {
    /// Keeps the bytes of a document in a format. Bytes that are kept are never replaced.
    ///
    /// # Errors
    /// There is no such document, it has bytes of this format, or the ledger cannot be written.
    pub fn keep_rendering(&mut self, number: &str, format: &str, bytes: &[u8]) -> Result<(), LedgerError> {
        let document = record_of(&self.transaction, number)?;
        let head = [Cell::Number(document), Cell::Text(format)];
        self.append(&NewRecord { kind: &RENDERING, head: &head, content: &[Cell::Bytes(bytes)] }, std::iter::empty::<&[Cell<'_>]>())
    }
}
