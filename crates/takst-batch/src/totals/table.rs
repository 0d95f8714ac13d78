//! Totals without lines.

use crate::error::BatchError;
use crate::lines::schema::{DIGITS, decimal_type, word_type};
use crate::options::{Dimension, Money, Text, TotalOptions};
use crate::rows::piece::Piece;
use crate::run::ledger::{Ledger, Message, OnProgress};
use crate::run::pipeline::{Batches, Pieces, Pipeline, Work};
use crate::run::progress::Summary;
use crate::run::worker::{Outcome, Shared, Worker};
use crate::template::templates::Templates;
use crate::template::vocabulary::Speaker;
use crate::totals::adder::{Adder, Groups, summed_names};
use crate::totals::key::{GroupKey, text_of};
use crate::totals::sums::{SUMMED, Sums};
use arrow_array::types::{Decimal64Type, Decimal128Type};
use arrow_array::{ArrayRef, Int64Array, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use std::sync::Arc;
use takst_io::Grouping;

/// Totals of a run.
#[derive(Debug, Clone)]
pub struct Totals {
    /// One row for each group, ordered by the texts of its dimensions: the dimensions, `lines`, `days`, the amounts and, where asked for, `cases`.
    pub totals: RecordBatch,
    /// Every fault of every refused case, as [`problems_schema`](crate::problems_schema) says.
    pub refused: RecordBatch,
    /// Counts.
    pub summary: Summary,
}

/// The columns of totals under these options.
#[must_use]
pub fn totals_schema(options: &TotalOptions) -> Schema {
    let mut fields: Vec<Field> = options.by.iter().map(|dimension| Field::new(dimension.as_str(), word_type(options.text), false)).collect();
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

pub(crate) fn totals(
    shared: Arc<Shared>,
    batches: Batches,
    options: &TotalOptions,
    message: Option<Message>,
    progress: Option<OnProgress>,
) -> Result<Totals, BatchError> {
    let templates = shared.templates.clone();
    let groups = Arc::new(Groups::new(&templates, &options.by, options.cases));
    let check = options.run.grouping == Grouping::ByCitizen;
    let pieces = Pieces::new(batches, options.run.grouping, ROWS);
    let work: Work<Adder, (Outcome, usize, Piece)> = Arc::new(move |adder, piece| {
        let (outcome, lines) = adder.add(&piece, check)?;
        Ok((outcome, lines, piece))
    });
    let make = || Adder::new(Worker::new(shared.clone()), groups.clone(), templates.clone());
    let mut pipeline = Pipeline::new(pieces, options.run.threads(), make, work);
    let mut ledger = Ledger::new();
    message.into_iter().for_each(|message| ledger.say_with(message));
    progress.into_iter().for_each(|call| ledger.on_progress(call));
    while let Some(result) = pipeline.next() {
        let (outcome, lines, piece) = result?;
        ledger.enter(outcome, lines, &piece)?;
    }
    ledger.summary.unknown_columns = pipeline.pieces.unknown();
    let sums = Adder::finish(pipeline.finish()?, &groups, &templates);
    let totals = batch(sums, options, &templates)?;
    Ok(Totals { totals, refused: ledger.take_refused()?, summary: ledger.summary })
}

fn batch(sums: impl IntoIterator<Item = (GroupKey, Sums)>, options: &TotalOptions, templates: &Templates) -> Result<RecordBatch, BatchError> {
    let words = Speaker::new(templates.vocabulary.clone());
    let texts =
        |key: GroupKey| -> Vec<String> { options.by.iter().zip(key).map(|(dimension, number)| text_of(*dimension, number, &words)).collect() };
    let mut rows: Vec<(Vec<String>, Sums)> = sums.into_iter().map(|(key, sums)| (texts(key), sums)).collect();
    if rows.is_empty() && options.by.is_empty() {
        rows.push((Vec::new(), Sums::default()));
    }
    rows.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut columns: Vec<ArrayRef> = Vec::new();
    for place in 0..options.by.len() {
        let text: ArrayRef = Arc::new(StringArray::from_iter_values(rows.iter().map(|(texts, _)| &texts[place])));
        columns.push(match options.text {
            Text::Plain => text,
            Text::Dictionary => arrow_cast::cast(&text, &word_type(Text::Dictionary))?,
        });
    }
    columns.push(count(&rows, |sums| sums.lines)?);
    columns.push(count(&rows, |sums| sums.days)?);
    for (place, column) in SUMMED.iter().enumerate() {
        columns.push(amounts(column.as_str(), rows.iter().map(|(_, sums)| sums.amounts[place]), options.money)?);
    }
    if options.cases {
        columns.push(count(&rows, |sums| sums.cases)?);
    }
    Ok(RecordBatch::try_new(Arc::new(totals_schema(options)), columns)?)
}

fn count(rows: &[(Vec<String>, Sums)], of: impl Fn(&Sums) -> u64) -> Result<ArrayRef, BatchError> {
    let counts = rows.iter().map(|(_, sums)| i64::try_from(of(sums)).map_err(|_| BatchError::TooMany("lines"))).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Int64Array::from(counts)))
}

fn amounts(column: &'static str, sums: impl Iterator<Item = i128>, money: Money) -> Result<ArrayRef, BatchError> {
    let fits = |sum: i128| {
        let digits = 10i128.pow(u32::from(DIGITS));
        let sum = Some(sum).filter(|sum| sum.abs() < digits).ok_or(sum);
        sum.map_err(|sum| BatchError::Overflow { column, value: sum.to_string(), digits: DIGITS })
    };
    let sums = sums.map(fits).collect::<Result<Vec<i128>, _>>()?;
    Ok(match money {
        // 18 digits fit.
        Money::Decimal64 => {
            Arc::new(PrimitiveArray::<Decimal64Type>::from_iter_values(sums.into_iter().map(|sum| sum as i64)).with_data_type(decimal_type(money, 2)))
        }
        Money::Decimal128 => Arc::new(PrimitiveArray::<Decimal128Type>::from_iter_values(sums).with_data_type(decimal_type(money, 2))),
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
