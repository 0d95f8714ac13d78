//! Totals without lines.

use crate::error::BatchError;
use crate::line_filter::LineFilter;
use crate::options::TotalOptions;
use crate::output::stream::Lines;
use crate::rows::piece::Piece;
use crate::run::aside::aside;
use crate::run::pieces::{Batches, Pieces};
use crate::run::pipeline::{Pipeline, Work};
use crate::run::progress::Summary;
use crate::run::run_counts::{Message, OnProgress, RunCounts};
use crate::run::worker::{Outcome, Shared, Worker};
use crate::template::vocabulary::{Vocabulary, WordIds};
use crate::totals::adder::{Adder, Groups};
use crate::totals::key::{needs_lines, text_of};
use crate::totals::line_totals::LineTotals;
use crate::totals::shape::{summed_columns, texts, totals_schema};
use crate::totals::sums::{SumColumns, Sums};
use arrow_array::{ArrayRef, RecordBatch};
use std::sync::Arc;
use takst_io::Grouping;

/// Totals of a run.
#[derive(Debug, Clone)]
pub struct Totals {
    /// One row for each group, in the order of its dimensions (outcomes: refunded, not-refunded, undetermined): the dimensions, `lines`, `days`, the amounts and, where asked for, `cases`.
    pub totals: RecordBatch,
    /// Every fault of every refused case, as [`problems_schema`](crate::problems_schema) says.
    pub refused: RecordBatch,
    /// Counts.
    pub summary: Summary,
}

/// Rows of a piece: enough that handing it over costs nothing, few enough to stay near the processor.
const ROWS: usize = 8192;
/// Pieces handed to a thread at once, at the most: nothing comes back of them but counts.
const TOGETHER: usize = 16;

pub(crate) fn totals(
    shared: Arc<Shared>,
    batches: Batches,
    options: &TotalOptions,
    message: Option<Message>,
    progress: Option<OnProgress>,
) -> Result<Totals, BatchError> {
    if needs_lines(&options.by) {
        return by_lines(shared, batches, options, message, progress);
    }
    let groups = Arc::new(Groups::new(&options.by, options.cases));
    let vocabulary = shared.vocabulary.clone();
    let check = options.run.grouping == Grouping::ByCitizen;
    let pieces = Pieces::new(batches, &options.run, ROWS);
    let work: Work<Adder, (Outcome, usize, Piece)> = Arc::new(move |adder, piece, meanwhile| {
        let (outcome, lines) = adder.add(&piece, check, meanwhile)?;
        Ok((outcome, lines, piece))
    });
    let make = {
        let groups = groups.clone();
        move || Adder::new(Worker::new(shared.clone()), groups.clone())
    };
    let mut pipeline = Pipeline::new(pieces, &options.run, TOGETHER, Box::new(make), work);
    let mut ledger = RunCounts::new();
    message.into_iter().for_each(|message| ledger.say_with(message));
    progress.into_iter().for_each(|call| ledger.on_progress(call));
    while let Some(result) = pipeline.next(|| ledger.tell()) {
        if let Err(error) = result.and_then(|(outcome, lines, piece)| ledger.enter(outcome, lines, &piece)) {
            pipeline.stop();
            return Err(error);
        }
    }
    ledger.summary.unknown_columns = pipeline.pieces.unknown();
    let adders = pipeline.finish()?;
    let (mut tell, is_long, options) = (ledger.teller(), ledger.summary.rows > FEW, options.clone());
    aside(options.run.caller, is_long, &mut tell, move || {
        let (sums, lines) = Adder::finish(adders, &groups);
        ledger.summary.lines += lines as u64;
        let totals = batch(sums, &options, &groups, vocabulary)?;
        Ok(Totals { totals, refused: ledger.take_refused()?, summary: ledger.summary })
    })
}

/// Rows whose sums are finished, and whose faults are said, in no time.
const FEW: u64 = 4096;

fn batch(mut sums: SumColumns, options: &TotalOptions, groups: &Groups, vocabulary: Arc<Vocabulary>) -> Result<RecordBatch, BatchError> {
    if sums.keys.is_empty() && options.by.is_empty() {
        sums.push(0, &Sums::default());
    }
    let words = WordIds::new(vocabulary);
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (place, dimension) in groups.dimensions.iter().enumerate() {
        let numbers: Vec<i32> = sums.keys.iter().map(|key| groups.dimensions.number(*key, place)).collect();
        columns.push(texts(&numbers, |number| text_of(dimension, number, &words), options.text)?);
    }
    columns.extend(summed_columns(sums, options)?);
    Ok(RecordBatch::try_new(Arc::new(totals_schema(options)), columns)?)
}

/// Totals that are sums over lines.
fn by_lines(
    shared: Arc<Shared>,
    batches: Batches,
    options: &TotalOptions,
    message: Option<Message>,
    progress: Option<OnProgress>,
) -> Result<Totals, BatchError> {
    let mut sums = LineTotals::new(options, LineFilter::default());
    let mut lines = Lines::new(shared, batches, &sums.line_options());
    if let Some(message) = message {
        lines = lines.say_with(move |finding| message(finding));
    }
    if let Some(progress) = progress {
        lines = lines.on_progress(progress);
    }
    for batch in lines.by_ref() {
        sums.add(&batch?)?;
    }
    Ok(Totals { totals: sums.finish()?, refused: lines.take_refused()?, summary: lines.summary().clone() })
}
