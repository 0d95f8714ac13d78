//! Rows in memory as the records of a case file.

use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex};
use takst::Finding;
use takst_batch::{BatchError, TextRow};
use takst_io::{FileError, Input, RawRecord, RecordSource};

/// What went wrong with the rows; the reader of files has no word for it.
pub type Broken = Arc<Mutex<Option<BatchError>>>;

/// Records of rows, one by one. The same rows have the same fingerprint, wherever they come from.
pub struct Records {
    rows: Box<dyn Iterator<Item = Result<TextRow, BatchError>> + Send>,
    broken: Broken,
    hash: Sha256,
    bytes: u64,
    last: u64,
}

impl Records {
    pub fn new(rows: impl Iterator<Item = Result<TextRow, BatchError>> + Send + 'static, broken: &Broken) -> Records {
        Records { rows: Box::new(rows), broken: broken.clone(), hash: Sha256::new(), bytes: 0, last: 0 }
    }

    fn add(&mut self, text: &str) {
        self.hash.update(text.as_bytes());
        self.bytes += text.len() as u64;
    }
}

impl RecordSource for Records {
    fn read(&mut self, raw: &mut RawRecord) -> Result<bool, FileError> {
        raw.clear();
        let row = match self.rows.next() {
            None if self.last == 0 => return Err(FileError::NoRows),
            None => return Ok(false),
            Some(Ok(row)) => row,
            Some(Err(error)) => {
                let text = error.to_string();
                *crate::watch::locked(&self.broken) = Some(error);
                return Err(FileError::Io(std::io::Error::other(text)));
            }
        };
        self.last = row.number;
        let mut cells: Vec<_> = row.cells.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect();
        cells.sort_by_key(|(column, _)| *column);
        for (column, text) in &cells {
            raw.cell(*column, text);
            self.add(column.as_str());
            self.add("=");
            self.add(text);
            self.add("\n");
        }
        self.add("\n");
        Ok(true)
    }

    fn take_findings(&mut self) -> Vec<Finding> {
        Vec::new()
    }

    fn rows(&self) -> u64 {
        self.last
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn input(&self) -> Input {
        Input { sha256: self.hash.clone().finalize().into(), bytes: self.bytes }
    }
}
