//! Columns of words: numbers and their dictionary.

use crate::error::BatchError;
use crate::lines::pool::Pool;
use crate::lines::unchecked::dictionary_of;
use crate::options::Text;
use crate::template::vocabulary::WordIds;
use crate::text::spelled_out;
use arrow_array::ArrayRef;
use std::sync::Arc;
use takst_io::LineColumn;

/// The words of these numbers.
pub(crate) fn words_array(numbers: Vec<i32>, words: &WordIds, column: LineColumn, text: Text, pool: &Pool) -> Result<ArrayRef, BatchError> {
    let array = dictionary_of(numbers, words.words(column), pool).ok_or(BatchError::TooMany("different words"))?;
    Ok(match text {
        Text::Dictionary => Arc::new(array),
        Text::Plain => Arc::new(spelled_out(&array)?),
    })
}
