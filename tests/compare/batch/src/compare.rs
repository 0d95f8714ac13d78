//! Batches of lines and of problems against the statements of the core.

use crate::wanted::{Value, value};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal64Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, Int32Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use std::borrow::Cow;
use takst::{Finding, Line, Statement};
use takst_batch::{LineColumn, LineOptions, lines_schema, problems_schema};

/// A column of any type that lines or totals have.
pub enum View<'a> {
    /// Text.
    Texts(&'a StringArray),
    /// Numbers of words, and the words.
    Words(&'a Int32Array, &'a StringArray),
    /// Numbers.
    Numbers(Box<dyn Fn(usize) -> i128 + 'a>),
}

impl<'a> View<'a> {
    /// The column, if it is of one of the types.
    #[must_use]
    pub fn of(array: &'a ArrayRef) -> Option<View<'a>> {
        Some(match array.data_type() {
            DataType::Utf8 => View::Texts(array.as_string()),
            DataType::Dictionary(..) => {
                let words = array.as_dictionary_opt::<Int32Type>()?;
                View::Words(words.keys(), words.values().as_string_opt()?)
            }
            DataType::Int32 => numbers(array.as_primitive::<Int32Type>().values()),
            DataType::Date32 => numbers(array.as_primitive::<Date32Type>().values()),
            DataType::Int64 => numbers(array.as_primitive::<Int64Type>().values()),
            DataType::Decimal64(..) => numbers(array.as_primitive::<Decimal64Type>().values()),
            DataType::Decimal128(..) => numbers(array.as_primitive::<Decimal128Type>().values()),
            _ => return None,
        })
    }

    /// The value of a row that is not null.
    #[must_use]
    pub fn value(&self, row: usize) -> Value<'a> {
        match self {
            View::Texts(texts) => Value::Text(Cow::Borrowed(texts.value(row))),
            View::Words(keys, words) => Value::Text(Cow::Borrowed(words.value(usize::try_from(keys.value(row)).unwrap_or(usize::MAX)))),
            View::Numbers(number) => Value::Number(number(row)),
        }
    }
}

fn numbers<T: Copy + Into<i128>>(values: &[T]) -> View<'_> {
    View::Numbers(Box::new(|row| values[row].into()))
}

/// The lines of all batches are those of the statements, in their order, in every column asked for. Gives their number.
///
/// # Errors
/// Where they differ first.
pub fn lines(batches: impl IntoIterator<Item = RecordBatch>, options: &LineOptions, statements: &[Statement]) -> Result<usize, String> {
    let wanted: Vec<(&Statement, &Line)> = statements.iter().flat_map(|statement| statement.lines().map(move |line| (statement, line))).collect();
    let schema = lines_schema(options);
    let mut at = 0;
    for batch in batches {
        if *batch.schema() != schema {
            return Err(format!("another schema: {:?}", batch.schema()));
        }
        let here = wanted.get(at..at + batch.num_rows()).ok_or_else(|| format!("more than the {} lines of the core", wanted.len()))?;
        for (column, array) in options.columns.iter().zip(batch.columns()) {
            one_column(*column, array, here).map_err(|(row, text)| format!("line {} of {}: {text}", at + row, wanted.len()))?;
        }
        at += batch.num_rows();
    }
    if at == wanted.len() { Ok(at) } else { Err(format!("{at} lines, {} of the core", wanted.len())) }
}

fn one_column(column: LineColumn, array: &ArrayRef, wanted: &[(&Statement, &Line)]) -> Result<(), (usize, String)> {
    let view = View::of(array).ok_or_else(|| (0, format!("{} of the type {}", column.as_str(), array.data_type())))?;
    for (row, (statement, line)) in wanted.iter().enumerate() {
        let found = if array.is_null(row) { Value::Absent } else { view.value(row) };
        let wanted = value(column, statement, line);
        if found != wanted {
            return Err((row, format!("{}: {found:?}, by the core {wanted:?}: {line:?}", column.as_str())));
        }
    }
    Ok(())
}

/// Faults of refused cases, or findings, with the case they belong to.
pub type Reported<'a> = Vec<(&'a str, &'a Finding)>;

/// The faults of all statements.
#[must_use]
pub fn faults(statements: &[Statement]) -> Reported<'_> {
    let refused = statements.iter().filter_map(|statement| Some((&*statement.case_id, statement.result.as_ref().err()?)));
    refused.flat_map(|(case, faults)| faults.iter().map(move |fault| (case, fault))).collect()
}

/// The findings of all statements.
#[must_use]
pub fn findings(statements: &[Statement]) -> Reported<'_> {
    statements.iter().flat_map(|statement| statement.findings.iter().map(|finding| (&*statement.case_id, finding))).collect()
}

/// The problems of all batches are these, in their order.
///
/// # Errors
/// Where they differ first.
pub fn problems(batches: &[RecordBatch], reported: &Reported) -> Result<(), String> {
    let found: usize = batches.iter().map(RecordBatch::num_rows).sum();
    if found != reported.len() {
        return Err(format!("{found} problems, {} of the core", reported.len()));
    }
    let mut reported = reported.as_slice();
    for batch in batches {
        let (here, after) = reported.split_at(batch.num_rows());
        one_batch(batch, here)?;
        reported = after;
    }
    Ok(())
}

fn one_batch(batch: &RecordBatch, reported: &[(&str, &Finding)]) -> Result<(), String> {
    if *batch.schema() != problems_schema() {
        return Err(format!("another schema: {:?}", batch.schema()));
    }
    let texts = |place: usize| batch.column(place).as_string::<i32>();
    let rows = batch.column(3).as_primitive::<Int64Type>();
    for (i, (case, finding)) in reported.iter().enumerate() {
        let wanted = [
            finding.code.severity().as_str().to_owned(),
            finding.code.as_str().to_owned(),
            takst_io::printable(case),
            finding.at.row.map(|row| row.to_string()).unwrap_or_default(),
            finding.at.column.map(|column| column.as_str().to_owned()).unwrap_or_default(),
            takst_io::printable(&finding.value),
            takst_io::printable(&finding.to_string()),
        ];
        let found = [0, 1, 2, 3, 4, 5, 6].map(|place| match place {
            _ if batch.column(place).is_null(i) => String::new(),
            3 => rows.value(i).to_string(),
            _ => texts(place).value(i).to_owned(),
        });
        if found != wanted {
            return Err(format!("problem {i}: {found:?}, by the core {wanted:?}"));
        }
    }
    Ok(())
}
