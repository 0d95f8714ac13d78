//! Packed records in order: about as many bytes as the file has, and four more for each record.

use crate::record::{Packed, RawRecord};

/// Records share chunks, so that growing never copies what is there.
const CHUNK_RECORDS: usize = 1 << 12;

#[derive(Default)]
pub(crate) struct Spool {
    chunks: Vec<Chunk>,
    last: Chunk,
    /// Records in `chunks`.
    closed: usize,
}

#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    /// Where each record ends.
    ends: Vec<u32>,
}

impl Chunk {
    fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
    }
}

impl Spool {
    pub(crate) fn len(&self) -> usize {
        self.closed + self.last.ends.len()
    }

    pub(crate) fn clear(&mut self) {
        self.chunks.clear();
        self.last.bytes.clear();
        self.last.ends.clear();
        self.closed = 0;
    }

    pub(crate) fn push(&mut self, record: &RawRecord) {
        record.pack(&mut self.last.bytes);
        // A record has at most 21 cells of four kibibytes, so a chunk stays below four gibibytes.
        self.last.ends.push(u32::try_from(self.last.bytes.len()).unwrap_or(u32::MAX));
        if self.last.ends.len() == CHUNK_RECORDS {
            self.close();
        }
    }

    /// Every closed chunk has the same number of records, so that a record is found by its number.
    fn close(&mut self) {
        self.closed += self.last.ends.len();
        let mut full = std::mem::take(&mut self.last);
        full.bytes.shrink_to_fit();
        full.ends.shrink_to_fit();
        self.last.bytes.reserve(full.bytes.len());
        self.last.ends.reserve(CHUNK_RECORDS);
        self.chunks.push(full);
    }

    pub(crate) fn get(&self, at: usize) -> Packed<'_> {
        let chunk = self.chunks.get(at / CHUNK_RECORDS).unwrap_or(&self.last);
        Packed::read(chunk.get(at % CHUNK_RECORDS))
    }
}
