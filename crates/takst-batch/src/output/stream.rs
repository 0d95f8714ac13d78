//! Lines as a stream of record batches.

use crate::error::BatchError;
use crate::lines::pool::Pool;
use crate::options::LineOptions;
use crate::rows::piece::Piece;
use crate::run::pieces::{Batches, Pieces};
use crate::run::pipeline::{Pipeline, Work};
use crate::run::progress::{Flow, Progress, Summary};
use crate::run::run_counts::{Message, OnProgress, RunCounts};
use crate::run::taker::KeepsLines;
use crate::run::worker::{Outcome, Shared, Worker};
use crate::schema::lines_schema;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use std::sync::{Arc, Mutex, PoisonError};
use takst::{Finding, Statement};
use takst_io::{Grouping, LineColumn};

/// Priced lines, batch by batch, in the order of the input: an iterator of record batches.
///
/// Citizens follow each other in the order in which their rows first appear, cases of a citizen and lines of a case as in
/// [`Book::price`](takst::Book::price). Memory stays bounded when batches are dropped before the next is asked for: their buffers are used again.
///
/// Refused cases come in a second stream: take them with [`take_refused`](Lines::take_refused), at any time or at the end. After an error the
/// iterator ends.
pub struct Lines {
    schema: SchemaRef,
    pipeline: Option<Pipeline<Hand, Piecework>>,
    ledger: RunCounts,
    pools: Pools,
}

/// The buffers of each worker.
type Pools = Arc<Mutex<Vec<Arc<Pool>>>>;

/// A worker with buffers of its own: those it filled before are still near its processor.
struct Hand {
    worker: Worker,
    pool: Arc<Pool>,
}

struct Piecework {
    lines: RecordBatch,
    outcome: Outcome,
    piece: Piece,
}

/// Everything a stream of lines gave.
#[derive(Debug, Clone)]
pub struct Collected {
    /// The lines.
    pub lines: Vec<RecordBatch>,
    /// Every fault of every refused case, as [`problems_schema`](crate::problems_schema) says.
    pub refused: RecordBatch,
    /// Findings, where they were asked for.
    pub findings: RecordBatch,
    /// Counts.
    pub summary: Summary,
}

impl Lines {
    pub(crate) fn new(shared: Arc<Shared>, batches: Batches, options: &LineOptions) -> Lines {
        let schema: SchemaRef = Arc::new(lines_schema(options));
        let options = Arc::new(options.clone());
        let check = options.run.grouping == Grouping::ByCitizen;
        let pieces = Pieces::new(batches, &options.run, rows_of_a_piece(&options.columns));
        let work: Work<Hand, Piecework> = {
            let (schema, options) = (schema.clone(), options.clone());
            Arc::new(move |hand, piece, meanwhile| {
                let outcome = hand.worker.price(&piece, check, &mut KeepsLines, meanwhile)?;
                let lines = hand.worker.batch(&piece, &schema, &options, &hand.pool)?;
                Ok(Piecework { lines, outcome, piece })
            })
        };
        let pools: Pools = Arc::default();
        let make = {
            let pools = pools.clone();
            move || {
                let pool = Arc::new(Pool::default());
                pools.lock().unwrap_or_else(PoisonError::into_inner).push(pool.clone());
                Hand { worker: Worker::new(shared.clone()), pool }
            }
        };
        let pipeline = Pipeline::new(pieces, &options.run, TOGETHER, Box::new(make), work);
        Lines { schema, pipeline: Some(pipeline), ledger: RunCounts::new(), pools }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Says problems in these words; without it in terse English.
    #[must_use]
    pub fn say_with(mut self, message: impl Fn(&Finding) -> String + Send + Sync + 'static) -> Lines {
        let message: Message = Arc::new(message);
        self.ledger.say_with(message);
        self
    }

    /// Calls back with how far the run is, after each batch and meanwhile; the answer can end it.
    #[must_use]
    pub fn on_progress(mut self, call: impl FnMut(Progress) -> Flow + Send + 'static) -> Lines {
        let call: OnProgress = Box::new(call);
        self.ledger.on_progress(call);
        self
    }

    /// Every fault of the cases refused since the last call.
    ///
    /// # Errors
    /// More text than an Arrow column holds.
    pub fn take_refused(&mut self) -> Result<RecordBatch, BatchError> {
        self.ledger.take_refused()
    }

    /// Findings since the last call; none unless [`LineOptions::findings`] asked for them.
    ///
    /// # Errors
    /// More text than an Arrow column holds.
    pub fn take_findings(&mut self) -> Result<RecordBatch, BatchError> {
        self.ledger.take_findings()
    }

    /// Cases with problems since the last call, in their order and without their lines: those that were refused, and those with findings where
    /// [`LineOptions::findings`] asked for them. Each problem is taken once, here or with [`take_refused`](Lines::take_refused) and
    /// [`take_findings`](Lines::take_findings).
    pub fn take_cases(&mut self) -> Vec<Statement> {
        self.ledger.take_cases()
    }

    /// Counts so far.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.ledger.summary
    }

    /// Ends the run where it is. When it returns, no thread works on it any more and nothing of the input is held, unless the caller only watches
    /// ([`Caller::Watches`](crate::Caller::Watches)). Dropping the stream ends its threads too, but does not wait for them.
    pub fn stop(&mut self) {
        if let Some(pipeline) = self.pipeline.take() {
            pipeline.stop();
        }
    }

    /// Prices to the end and keeps everything.
    ///
    /// # Errors
    /// The first error of the stream.
    pub fn collect_all(mut self) -> Result<Collected, BatchError> {
        let lines = self.by_ref().collect::<Result<Vec<_>, _>>()?;
        let (refused, findings) = (self.take_refused()?, self.take_findings()?);
        Ok(Collected { lines, refused, findings, summary: self.ledger.summary })
    }
}

impl Iterator for Lines {
    type Item = Result<RecordBatch, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.pools.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(|pool| pool.take_back());
            let pipeline = self.pipeline.as_mut()?;
            let next = pipeline.next(|| self.ledger.tell());
            self.ledger.summary.unknown_columns = pipeline.pieces.unknown();
            let entered = match next {
                None => {
                    // Waits for the threads, so that none outlives the stream's end.
                    return self.pipeline.take().and_then(|pipeline| pipeline.finish().err().map(Err));
                }
                Some(result) => result.and_then(|Piecework { lines, outcome, piece }| {
                    self.ledger.enter(outcome, lines.num_rows(), &piece)?;
                    Ok(lines)
                }),
            };
            match entered {
                Ok(lines) if lines.num_rows() == 0 => {}
                Ok(lines) => return Some(Ok(lines)),
                Err(error) => {
                    self.stop();
                    return Some(Err(error));
                }
            }
        }
    }
}

/// Pieces handed to a thread at once: one, so that its lines are still near when they are taken.
const TOGETHER: usize = 1;

/// Rows whose lines fill about a megabyte, which stays near the processor.
fn rows_of_a_piece(columns: &[LineColumn]) -> usize {
    const BYTES: usize = 1 << 20;
    const LINES_OF_A_ROW: usize = 8;
    (BYTES / (LINES_OF_A_ROW * 8 * columns.len().max(1))).clamp(512, 8192)
}
