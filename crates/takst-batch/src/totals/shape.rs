//! The columns of totals.

use crate::error::BatchError;
use crate::options::{Money, Text, TotalOptions};
use crate::schema::{DIGITS, decimal_type, word_type};
use crate::text::spelled_out;
use crate::totals::key::Dimensions;
use crate::totals::sums::{SUMMED, SumColumns, summed_names};
use arrow_array::types::{Decimal64Type, Decimal128Type, Int32Type};
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, Int64Array, PrimitiveArray, StringArray};
use arrow_schema::{DataType, Field, Schema};
use std::sync::Arc;

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

/// The columns behind the dimensions.
pub(crate) fn summed_columns(sums: SumColumns, options: &TotalOptions) -> Result<Vec<ArrayRef>, BatchError> {
    let mut columns = vec![count(sums.lines)?, count(sums.days)?];
    for (column, amounts_of) in SUMMED.iter().zip(sums.amounts) {
        columns.push(amounts(column.as_str(), amounts_of, options.money)?);
    }
    if options.cases {
        columns.push(count(sums.cases)?);
    }
    Ok(columns)
}

/// A dimension's column: each of its numbers once as text.
pub(crate) fn texts(of_rows: &[i32], text: impl Fn(i32) -> String, form: Text) -> Result<ArrayRef, BatchError> {
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
