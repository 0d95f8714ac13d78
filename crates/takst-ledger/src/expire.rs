//! Contents are removed when they need not be kept any more; what remains still proves itself.

use crate::append::NewRecord;
use crate::digest::Cell;
use crate::error::LedgerError;
use crate::ledger::{Head, expired_before};
use crate::table::{DOCUMENT, EXPIRY, KINDS};
use crate::write::Writing;

/// Full years whose contents are kept at least.
const KEPT_YEARS: i32 = 5;

/// What an expiry removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expired {
    /// Contents of documents.
    pub documents: u64,
    /// Contents of claims.
    pub claims: u64,
    /// Contents of all records: of received invoices and electronic forms too.
    pub removed: u64,
    /// The last record.
    pub head: Head,
    /// Whether the file was written anew, so that no byte of what was removed is left in it. Where not, the disk has too little space for a
    /// second copy or another command reads; expiring the same year again does it.
    pub is_rewritten: bool,
}

impl Writing<'_> {
    /// Removes the contents of months before `year`, records that, and commits. Corrections of those months are not possible any more.
    ///
    /// Where an expiry of that year or a later one is recorded and nothing is left to remove, nothing is recorded again.
    ///
    /// `this_year` is the year of today: contents of its last five full years are kept.
    ///
    /// # Errors
    /// The year is too recent, or the ledger cannot be written.
    pub fn expire(mut self, year: i32, this_year: i32) -> Result<Expired, LedgerError> {
        let latest = this_year - KEPT_YEARS;
        if year > latest {
            return Err(LedgerError::TooRecent { year, latest });
        }
        let mut counts: Vec<(&str, i64)> = Vec::new();
        for kind in KINDS {
            if let Some(content) = kind.content.first() {
                let sql = format!("SELECT count(*) FROM {} c WHERE ({}) < ?1", content.name, kind.year_of("c.record"));
                counts.push((kind.word, self.transaction.query_row(&sql, [year], |row| row.get(0))?));
            }
        }
        let is_done = expired_before(&self.transaction)?.is_some_and(|before| before >= year) && counts.iter().all(|(_, count)| *count == 0);
        if !is_done {
            let cells: Vec<Cell<'_>> = std::iter::once(i64::from(year)).chain(counts.iter().map(|(_, count)| *count)).map(Cell::Number).collect();
            self.append(&NewRecord { kind: &EXPIRY, head: &cells, content: &[] }, std::iter::empty::<&[Cell<'_>]>())?;
        }
        for kind in KINDS {
            // Lines before the row they refer to.
            for table in kind.content.iter().rev() {
                let sql =
                    format!("DELETE FROM {table} WHERE ({year}) < ?1", table = table.name, year = kind.year_of(&format!("{}.record", table.name)));
                self.transaction.execute(&sql, [year])?;
            }
        }
        let (head, transaction) = (self.head().clone(), self.transaction);
        transaction.execute_batch("COMMIT")?;
        // Rows that were moved to another page while the ledger grew leave copies in the unused bytes of the old one.
        let is_rewritten = transaction.execute_batch("VACUUM").is_ok();
        let count = |word: &str| counts.iter().find(|(kind, _)| *kind == word).map_or(0, |(_, count)| count.cast_unsigned());
        let removed = counts.iter().map(|(_, count)| count.cast_unsigned()).sum();
        Ok(Expired { documents: count(DOCUMENT.word), claims: count("claim"), removed, head, is_rewritten })
    }
}
