//! Where the pieces of a run come from.

use crate::error::BatchError;
use crate::options::{Caller, RunOptions};
use crate::rows::cut::Cutter;
use crate::rows::gather::Gathered;
use crate::rows::piece::Piece;
use crate::run::aside::{PATIENCE, said};
use crate::run::progress::{Flow, Meanwhile};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use takst_io::Grouping;

/// Input batches of a run.
pub(crate) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// Where pieces come from.
pub(crate) struct Pieces {
    source: Source,
    rows: GrowingRows,
    caller: Caller,
}

enum Source {
    /// Cut as batches come in.
    Cut(Cutter<Batches>),
    /// Gathered from all of the input, which is read when the first piece is asked for.
    ToGather(Option<Batches>),
    Gathered(Gathered),
    /// Gathered by another thread, because the caller only watches.
    Elsewhere(Elsewhere),
}

struct Elsewhere {
    pieces: Receiver<Result<Piece, BatchError>>,
    unknown: Arc<OnceLock<Vec<String>>>,
}

/// Rows of the first pieces: the slowest take about a millisecond, and so all threads have work as soon as there is that much of it.
pub(crate) const FIRST_ROWS: usize = 128;

/// Rows that are gathered in no time.
const FEW: usize = 4096;

/// Pieces that may wait for the caller.
const WAITING: usize = 4;

/// How many rows the next piece has: few at first, then more and more, because a piece costs something by itself.
#[derive(Clone, Copy)]
struct GrowingRows {
    rows: usize,
    most: usize,
    /// Pieces of one size, and how many of them are still to come.
    of_a_size: usize,
    left: usize,
}

impl GrowingRows {
    fn new(most: usize, of_a_size: usize) -> GrowingRows {
        GrowingRows { rows: FIRST_ROWS.min(most), most, of_a_size, left: of_a_size }
    }

    fn next(&mut self) -> usize {
        let rows = self.rows;
        self.left -= 1;
        if self.left == 0 {
            (self.rows, self.left) = ((rows * 2).min(self.most), self.of_a_size);
        }
        rows
    }
}

impl Pieces {
    /// Pieces of `most` rows each once the run is under way.
    pub fn new(batches: Batches, run: &RunOptions, most: usize) -> Pieces {
        let source = match run.grouping {
            Grouping::ByCitizen => Source::Cut(Cutter::new(batches)),
            Grouping::None => Source::ToGather(Some(batches)),
        };
        Pieces { source, rows: GrowingRows::new(most, run.threads()), caller: run.caller }
    }

    /// The next piece.
    pub fn next(&mut self, meanwhile: Meanwhile<'_>) -> Result<Option<Piece>, BatchError> {
        if let Source::ToGather(batches) = &mut self.source {
            let Some(batches) = batches.take() else { return Ok(None) };
            self.source = match self.caller {
                Caller::Prices => Source::Gathered(Gathered::new(batches)?),
                Caller::Watches => {
                    let batches = batches.collect::<Result<Vec<_>, _>>()?;
                    match batches.iter().map(RecordBatch::num_rows).sum::<usize>() {
                        0..=FEW => Source::Gathered(Gathered::new(batches.into_iter().map(Ok))?),
                        _ => Source::Elsewhere(Elsewhere::new(batches, self.rows)?),
                    }
                }
            };
        }
        match &mut self.source {
            Source::Cut(cutter) => cutter.next(self.rows.next()),
            Source::ToGather(_) => Ok(None),
            Source::Gathered(gathered) => gathered.next(self.rows.next()),
            Source::Elsewhere(elsewhere) => elsewhere.next(meanwhile),
        }
    }

    /// Columns no case file has, as far as they are known yet.
    pub fn unknown(&self) -> Vec<String> {
        match &self.source {
            Source::Cut(cutter) => cutter.input.unknown(),
            Source::ToGather(..) => Vec::new(),
            Source::Gathered(gathered) => gathered.unknown.clone(),
            Source::Elsewhere(elsewhere) => elsewhere.unknown.get().cloned().unwrap_or_default(),
        }
    }
}

impl Elsewhere {
    fn new(batches: Vec<RecordBatch>, rows: GrowingRows) -> Result<Elsewhere, BatchError> {
        let (send, pieces) = sync_channel(WAITING);
        let unknown: Arc<OnceLock<Vec<String>>> = Arc::default();
        let found = unknown.clone();
        let gathers = move || {
            let gathered = catch_unwind(AssertUnwindSafe(|| gather(batches, rows, &found, &send)));
            let failed = gathered.unwrap_or_else(|panic| Err(BatchError::Worker(said(&*panic))));
            if let Err(error) = failed {
                // The receiver is gone: the run was ended early.
                drop(send.send(Err(error)));
            }
        };
        std::thread::Builder::new().spawn(gathers).map_err(|error| BatchError::Worker(error.to_string()))?;
        Ok(Elsewhere { pieces, unknown })
    }

    fn next(&self, meanwhile: Meanwhile<'_>) -> Result<Option<Piece>, BatchError> {
        loop {
            match self.pieces.recv_timeout(PATIENCE) {
                Ok(piece) => return piece.map(Some),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if meanwhile() == Flow::Stop => return Err(BatchError::Stopped),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

fn gather(
    batches: Vec<RecordBatch>,
    mut rows: GrowingRows,
    unknown: &OnceLock<Vec<String>>,
    send: &SyncSender<Result<Piece, BatchError>>,
) -> Result<(), BatchError> {
    let mut gathered = Gathered::new(batches.into_iter().map(Ok))?;
    let _ = unknown.set(gathered.unknown.clone()); // set once
    while let Some(piece) = gathered.next(rows.next())? {
        if send.send(Ok(piece)).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_grow() {
        let mut rows = GrowingRows::new(1000, 2);
        assert_eq!([0; 9].map(|_| rows.next()), [128, 128, 256, 256, 512, 512, 1000, 1000, 1000]);
        let mut small = GrowingRows::new(100, 1);
        assert_eq!([0; 2].map(|_| small.next()), [100, 100]);
    }
}
