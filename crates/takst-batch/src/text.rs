//! Columns of text as the one type that is read and written here, Utf8.
//!
//! The casts of `arrow-cast` do the same. These loops are compiled with this crate, as quick as it is, wherever that one is compiled in a hurry.

use crate::error::BatchError;
use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, StringArray};
use arrow_schema::{ArrowError, DataType};

/// The most bytes of text that a column of 32-bit offsets holds.
const MOST: usize = i32::MAX as usize;

/// A column as plain text; without a copy where it is that already.
pub(crate) fn texts(array: &ArrayRef) -> Result<StringArray, BatchError> {
    match array.data_type() {
        DataType::Utf8 => Ok(array.as_string::<i32>().clone()),
        DataType::LargeUtf8 => {
            let texts = array.as_string::<i64>();
            let offsets = texts.value_offsets();
            gathered(texts, (offsets[offsets.len() - 1] - offsets[0]).unsigned_abs())
        }
        DataType::Utf8View => {
            let texts = array.as_string_view();
            // The length of a text is the lower half of its view.
            gathered(texts, texts.views().iter().map(|view| u64::from(*view as u32)).sum())
        }
        _ => Ok(arrow_cast::cast(array, &DataType::Utf8)?.as_string::<i32>().clone()),
    }
}

/// The text of each row, its dictionary left out.
pub(crate) fn spelled_out(words: &DictionaryArray<Int32Type>) -> Result<StringArray, BatchError> {
    let spelled = words.downcast_dict::<StringArray>().ok_or_else(|| ArrowError::CastError("a dictionary of other things than text".to_owned()))?;
    gathered(spelled, spelled.into_iter().flatten().map(|text| text.len() as u64).sum())
}

fn gathered<'a>(texts: impl IntoIterator<Item = Option<&'a str>, IntoIter: ExactSizeIterator>, bytes: u64) -> Result<StringArray, BatchError> {
    let bytes = usize::try_from(bytes).ok().filter(|bytes| *bytes <= MOST).ok_or(BatchError::TooMany("bytes of text in one batch"))?;
    let texts = texts.into_iter();
    let mut builder = StringBuilder::with_capacity(texts.len(), bytes);
    texts.for_each(|text| builder.append_option(text));
    Ok(builder.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{LargeStringArray, StringViewArray};
    use std::sync::Arc;

    const LONG: &str = "more than the twelve bytes that a view holds itself";

    #[test]
    fn text_of_every_type_is_the_same_text_whole_and_in_part() {
        let rows = vec![Some("a"), None, Some(""), Some(LONG), Some("æøå")];
        let plain = StringArray::from(rows.clone());
        let forms: [ArrayRef; 4] = [
            Arc::new(plain.clone()),
            Arc::new(LargeStringArray::from(rows.clone())),
            Arc::new(StringViewArray::from(rows.clone())),
            Arc::new(rows.into_iter().collect::<DictionaryArray<Int32Type>>()),
        ];
        for form in forms {
            assert_eq!(texts(&form).expect("text"), plain);
            assert_eq!(texts(&form.slice(1, 3)).expect("text"), plain.slice(1, 3), "{}", form.data_type());
        }
    }

    #[test]
    fn words_are_spelled_out_row_by_row() {
        let words: DictionaryArray<Int32Type> = [Some("day"), Some(LONG), None, Some("day")].into_iter().collect();
        assert_eq!(spelled_out(&words).expect("text"), StringArray::from(vec![Some("day"), Some(LONG), None, Some("day")]));
        assert_eq!(spelled_out(&words.slice(2, 2)).expect("text"), StringArray::from(vec![None, Some("day")]));
    }

    #[test]
    fn more_text_than_a_column_holds_is_said() {
        // A text of a mebibyte, 2,048 times: views hold it once.
        let mebibyte = "x".repeat(1 << 20);
        let once: StringViewArray = [Some(mebibyte.as_str())].into_iter().collect();
        let often: ArrayRef = Arc::new(StringViewArray::new(vec![once.views()[0]; 1 << 11].into(), once.data_buffers().to_vec(), None));
        let error = texts(&often).expect_err("two gibibytes");
        assert!(matches!(error, BatchError::TooMany("bytes of text in one batch")), "{error}");
    }
}
