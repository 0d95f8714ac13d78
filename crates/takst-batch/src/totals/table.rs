//! Totals without lines.

use crate::error::BatchError;
use crate::options::{Dimension, Money, Text, TotalOptions};
use crate::rows::piece::Piece;
use crate::run::aside::aside;
use crate::run::pieces::{Batches, Pieces};
use crate::run::pipeline::{Pipeline, Work};
use crate::run::progress::Summary;
use crate::run::run_counts::{Message, OnProgress, RunCounts};
use crate::run::worker::{Outcome, Shared, Worker};
use crate::schema::{DIGITS, decimal_type, word_type};
use crate::template::vocabulary::{Vocabulary, WordIds};
use crate::text::spelled_out;
use crate::totals::adder::{Adder, Groups, summed_names};
use crate::totals::key::{Dimensions, text_of};
use crate::totals::sums::{SUMMED, SumColumns, Sums};
use arrow_array::types::{Decimal64Type, Decimal128Type, Int32Type};
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, Int64Array, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
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

/// The columns of totals under these options.
#[must_use]
pub fn totals_schema(options: &TotalOptions) -> Schema {
    let mut fields: Vec<Field> =
        Dimensions::new(&options.by).iter().map(|dimension| Field::new(dimension.as_str(), word_type(options.text), false)).collect();
    fields.push(Field::new("lines", DataType::Int64, false));
    fields.push(Field::new("days", DataType::Int64, false));
    fields.extend(summed_names().map(|name| Field::new(name, decimal_type(options.money, 2), false)));
    if options.cases {
        fields.push(Field::new("cases", DataType::Int64, false));
    }
    Schema::new(fields)
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
    columns.push(count(sums.lines)?);
    columns.push(count(sums.days)?);
    for (column, amounts_of) in SUMMED.iter().zip(sums.amounts) {
        columns.push(amounts(column.as_str(), amounts_of, options.money)?);
    }
    if options.cases {
        columns.push(count(sums.cases)?);
    }
    Ok(RecordBatch::try_new(Arc::new(totals_schema(options)), columns)?)
}

/// A dimension's column: each of its numbers once as text.
fn texts(of_rows: &[i32], text: impl Fn(i32) -> String, form: Text) -> Result<ArrayRef, BatchError> {
    let (least, most) = of_rows.iter().fold((i32::MAX, i32::MIN), |(least, most), number| (least.min(*number), most.max(*number)));
    // A list by number, where it is not much longer than the rows.
    let (keys, numbers) = if most.saturating_sub(least) as usize <= 4 * of_rows.len() + 1024 {
        let place = |number: i32| (number - least) as usize;
        let mut places = vec![-1; if of_rows.is_empty() { 0 } else { place(most) + 1 }];
        of_rows.iter().for_each(|number| places[place(*number)] = 0);
        let mut numbers = Vec::new();
        for (number, found) in (least..).zip(&mut places).filter(|(_, found)| **found == 0) {
            *found = numbers.len() as i32; // a group has a number of few
            numbers.push(number);
        }
        (of_rows.iter().map(|number| places[place(*number)]).collect::<Vec<i32>>(), numbers)
    } else {
        let mut numbers = of_rows.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        (of_rows.iter().map(|number| numbers.partition_point(|other| other < number) as i32).collect(), numbers)
    };
    let dictionary: ArrayRef = Arc::new(StringArray::from_iter_values(numbers.into_iter().map(text)));
    let array = DictionaryArray::<Int32Type>::try_new(Int32Array::from(keys), dictionary)?;
    Ok(match form {
        Text::Dictionary => Arc::new(array),
        Text::Plain => Arc::new(spelled_out(&array)?),
    })
}

fn count(counts: Vec<u64>) -> Result<ArrayRef, BatchError> {
    if counts.iter().any(|count| i64::try_from(*count).is_err()) {
        return Err(BatchError::TooMany("lines"));
    }
    Ok(Arc::new(Int64Array::from(counts.into_iter().map(u64::cast_signed).collect::<Vec<i64>>())))
}

fn amounts(column: &'static str, sums: Vec<i64>, money: Money) -> Result<ArrayRef, BatchError> {
    if let Some(sum) = sums.iter().find(|sum| sum.unsigned_abs() >= 10u64.pow(u32::from(DIGITS))) {
        return Err(BatchError::Overflow { column, value: sum.to_string(), digits: DIGITS });
    }
    Ok(match money {
        Money::Decimal64 => Arc::new(PrimitiveArray::<Decimal64Type>::new(sums.into(), None).with_data_type(decimal_type(money, 2))),
        Money::Decimal128 => {
            Arc::new(PrimitiveArray::<Decimal128Type>::from_iter_values(sums.into_iter().map(i128::from)).with_data_type(decimal_type(money, 2)))
        }
    })
}

/// Which dimensions exist, for those who read them from text.
impl std::str::FromStr for Dimension {
    type Err = String;

    fn from_str(text: &str) -> Result<Dimension, String> {
        let names = || Dimension::ALL.iter().map(|dimension| dimension.as_str()).collect::<Vec<_>>().join(", ");
        Dimension::ALL.iter().copied().find(|dimension| dimension.as_str() == text).ok_or_else(|| format!("{text:?} is none of {}", names()))
    }
}
