//! Columns of words: numbers and their dictionary.

use crate::error::BatchError;
use crate::lines::unchecked::dictionary_of;
use crate::options::Text;
use crate::template::vocabulary::{ABSENT, Speaker};
use arrow_array::{ArrayRef, Int32Array};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use std::sync::Arc;
use takst_io::LineColumn;

/// The words of these numbers.
pub(crate) fn words_array(numbers: ScalarBuffer<i32>, words: &Speaker, column: LineColumn, text: Text) -> Result<ArrayRef, BatchError> {
    let absent = numbers.iter().fold(0, |least, number| *number.min(&least)) == ABSENT;
    let nulls = absent.then(|| NullBuffer::new(BooleanBuffer::collect_bool(numbers.len(), |line| numbers[line] >= 0)));
    // What stands under a null is a number too.
    let numbers = if absent { numbers.iter().map(|number| (*number).max(0)).collect() } else { numbers };
    let array = dictionary_of(Int32Array::new(numbers, nulls), words.words(column)).ok_or(BatchError::TooMany("different words"))?;
    Ok(match text {
        Text::Dictionary => Arc::new(array),
        Text::Plain => arrow_cast::cast(&array, &DataType::Utf8)?,
    })
}
