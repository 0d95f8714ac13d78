//! Rows of text as columns of every Arrow type that says the same.

use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Date64Array, Decimal64Array, Decimal128Array, DictionaryArray, Int16Array, Int32Array, Int64Array,
    LargeStringArray, NullArray, RecordBatch, RecordBatchOptions, StringArray, StringViewArray, TimestampMicrosecondArray, TimestampSecondArray,
};
use arrow_schema::{DataType, Field, Schema};
use chrono::{Datelike, NaiveDate};
use fastrand::Rng;
use std::collections::HashMap;
use std::sync::Arc;
use takst::Column;
use takst_compare::cells::Cells;

/// The type of a column, chosen once for all batches of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    Utf8,
    LargeUtf8,
    Utf8View,
    /// With null keys, or with keys of a null among the words.
    Dictionary(bool),
    Date32,
    Date64,
    Seconds,
    Microseconds,
    DaysInDictionary,
    Int16,
    Int64,
    /// With so many decimals.
    Decimal64(i8),
    Decimal128(i8),
    Truth,
    Null,
}

/// The columns of a file: which there are, in which order and of which types.
#[derive(Debug)]
pub struct Form(Vec<(Option<Column>, As)>);

impl Form {
    /// Columns that can hold these rows.
    #[must_use]
    pub fn draw(rng: &mut Rng, rows: &[Cells]) -> Form {
        let mut columns = Vec::new();
        // The types most files have, or any.
        let usual = rng.bool();
        for column in Column::ALL {
            let texts = || rows.iter().filter_map(|row| row.get(*column));
            let required = matches!(column, Column::CaseId | Column::Service | Column::FirstDay | Column::Payer);
            if texts().next().is_none() && (!required || rng.bool()) {
                if required || rng.u32(0..4) == 0 {
                    columns.push((Some(*column), As::Null));
                }
                continue;
            }
            columns.push((Some(*column), typed(rng, *column, usual, &texts)));
        }
        if rng.u32(0..4) == 0 {
            columns.push((None, As::Int64));
        }
        if rng.bool() {
            rng.shuffle(&mut columns);
        }
        Form(columns)
    }

    /// Rows as a batch.
    ///
    /// # Panics
    /// The rows are not those the form was drawn for.
    #[must_use]
    pub fn batch(&self, rows: &[Cells]) -> RecordBatch {
        let arrays = self.0.iter().map(|(column, is)| {
            let texts: Vec<Option<&str>> = rows.iter().map(|row| row.get((*column)?)).collect();
            array(*is, &texts)
        });
        let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = self
            .0
            .iter()
            .zip(arrays)
            .map(|((column, _), array)| (Field::new(column.map_or("noter", |column| column.as_str()), array.data_type().clone(), true), array))
            .unzip();
        let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
        RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options).expect("columns of one length")
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text && (1..=9999).contains(&day.year()))
}

fn typed<'a, I: Iterator<Item = &'a str>>(rng: &mut Rng, column: Column, usual: bool, texts: &impl Fn() -> I) -> As {
    let words = [As::Utf8, As::Dictionary(false), As::Dictionary(true), As::LargeUtf8, As::Utf8View];
    let few = matches!(column, Column::Service | Column::Payer | Column::Unit);
    let mut fit: Vec<As> = if usual { words[..if few { 2 } else { 1 }].to_vec() } else { words.to_vec() };
    if texts().all(|text| day(text).is_some()) {
        fit = if usual { vec![As::Date32] } else { vec![As::Date32, As::Date64, As::Seconds, As::Microseconds, As::DaysInDictionary, As::Utf8] };
    } else if texts().all(|text| text == "true" || text == "false") {
        fit.push(As::Truth);
    } else if texts().all(|text| text.parse::<i16>().is_ok_and(|number| number.to_string() == text)) && column != Column::Service {
        fit.extend([As::Int16, As::Int64]);
    } else if let Some(decimals) = decimals(column, texts) {
        fit.extend([As::Decimal64(decimals), As::Decimal128(decimals)]);
    }
    fit[rng.usize(0..fit.len())]
}

/// Decimals of all texts of a column of numbers; none where they differ.
fn decimals<'a, I: Iterator<Item = &'a str>>(column: Column, texts: &impl Fn() -> I) -> Option<i8> {
    let is_number = matches!(column, Column::Hours | Column::HoursPerWeek | Column::UnitPrice | Column::OwnPaymentPerDay);
    let of = |text: &str| -> Option<i8> {
        let (whole, part) = text.split_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.len() < 8 && text.bytes().all(|b| b.is_ascii_digit());
        let sound = digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'));
        sound.then(|| i8::try_from(part.len()).ok()).flatten()
    };
    let first = of(texts().next()?)?;
    (is_number && texts().all(|text| of(text) == Some(first))).then_some(first)
}

fn array(is: As, texts: &[Option<&str>]) -> ArrayRef {
    let days = || texts.iter().map(|text| text.and_then(day).map(|day| i64::from(day.num_days_from_ce() - 719_163)));
    let short = || days().map(|day| day.and_then(|day| i32::try_from(day).ok()));
    let number = |text: &str| text.replace('.', "").parse::<i64>().ok();
    let numbers = || texts.iter().map(|text| text.and_then(number));
    match is {
        As::Utf8 => Arc::new(StringArray::from_iter(texts)),
        As::LargeUtf8 => Arc::new(LargeStringArray::from_iter(texts)),
        As::Utf8View => Arc::new(StringViewArray::from_iter(texts)),
        As::Dictionary(null_word) => dictionary(texts, null_word),
        As::Date32 => Arc::new(Date32Array::from_iter(short())),
        As::Date64 => Arc::new(Date64Array::from_iter(days().map(|day| day.map(|day| day * 86_400_000)))),
        As::Seconds => Arc::new(TimestampSecondArray::from_iter(days().map(|day| day.map(|day| day * 86_400)))),
        As::Microseconds => Arc::new(TimestampMicrosecondArray::from_iter(days().map(|day| day.map(|day| day * 86_400_000_000)))),
        As::DaysInDictionary => {
            let keys = Int32Array::from_iter((0..).zip(texts).map(|(row, text): (i32, _)| text.map(|_| row)));
            let days = Date32Array::from_iter(short().map(|day| Some(day.unwrap_or_default())));
            Arc::new(DictionaryArray::<Int32Type>::try_new(keys, Arc::new(days)).expect("a key for each row"))
        }
        As::Int16 => Arc::new(Int16Array::from_iter(numbers().map(|n| n.and_then(|n| i16::try_from(n).ok())))),
        As::Int64 => Arc::new(Int64Array::from_iter(numbers())),
        As::Decimal64(scale) => Arc::new(Decimal64Array::from_iter(numbers()).with_precision_and_scale(18, scale).expect("a scale")),
        As::Decimal128(scale) => {
            Arc::new(Decimal128Array::from_iter(numbers().map(|n| n.map(i128::from))).with_precision_and_scale(38, scale).expect("a scale"))
        }
        As::Truth => Arc::new(BooleanArray::from_iter(texts.iter().map(|text| text.map(|text| text == "true")))),
        As::Null => Arc::new(NullArray::new(texts.len())),
    }
}

/// Words in the order in which they occur; where asked for, null is one of them.
fn dictionary(texts: &[Option<&str>], null_word: bool) -> ArrayRef {
    let mut words: Vec<Option<&str>> = if null_word { vec![None] } else { Vec::new() };
    let mut numbers: HashMap<&str, i32> = HashMap::new();
    let keys: Vec<Option<i32>> = texts
        .iter()
        .map(|text| match text {
            None => null_word.then_some(0),
            Some(text) => Some(*numbers.entry(text).or_insert_with(|| {
                words.push(Some(text));
                i32::try_from(words.len() - 1).expect("few words")
            })),
        })
        .collect();
    let words: ArrayRef = Arc::new(StringArray::from(words));
    debug_assert_eq!(*words.data_type(), DataType::Utf8);
    Arc::new(DictionaryArray::<Int32Type>::try_new(Int32Array::from(keys), words).expect("keys of words"))
}
