//! The cells of one column, whatever their Arrow type.

use crate::error::BatchError;
use crate::input::accepted;
use crate::input::day::Days;
use crate::input::decimal::Decimals;
use crate::input::whole::Whole;
use arrow_array::{Array, ArrayRef, BooleanArray, LargeStringArray, StringArray, StringViewArray, cast::AsArray};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::DataType;
use std::ops::Range;
use takst::kernel::RowBlock;
use takst::{Column, Content, RowBuilder, Unit};

/// One column of a batch: set on rows of the core, or written as the text a case file would have.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    values: Values,
    /// Which cells are null, also by way of a dictionary; `None`: none is.
    nulls: Option<NullBuffer>,
    /// The units that the words of a short dictionary name.
    units: Vec<Option<Unit>>,
}

/// Most words of a dictionary that are read once, and not for each row.
const FEW_WORDS: usize = 64;

/// The values by their type, matched once for a column. Which of them are null is not known here.
#[derive(Debug, Clone)]
enum Values {
    /// Of the null type.
    Null,
    Utf8(StringArray),
    LargeUtf8(LargeStringArray),
    Utf8View(StringViewArray),
    Truths(BooleanBuffer),
    Whole(Whole),
    Decimals(Decimals),
    Days(Days),
    Dictionary(Whole, Box<Values>),
}

impl Cells {
    /// The cells of a column, whose type must be able to hold what it says.
    pub fn new(column: Column, array: ArrayRef) -> Result<Cells, BatchError> {
        accepted::check(column, array.data_type())?;
        let values = Values::of(&array).ok_or_else(|| accepted::wrong(column, array.data_type()))?;
        let words = array.as_any_dictionary_opt().map_or(0, |dictionary| dictionary.values().len());
        let units = if column == Column::Unit && words <= FEW_WORDS { values.units(words) } else { Vec::new() };
        Ok(Cells { values, nulls: array.logical_nulls(), units })
    }

    /// Whether the cell holds a value. Text of white space only counts as a value here.
    pub fn is_given(&self, row: usize) -> bool {
        self.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row))
    }

    /// Whether there are cells, and every one is null.
    pub fn all_null(&self) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.null_count() == nulls.len())
    }

    /// Sets the column of rows, typed where the cells are; nothing where they are null. The first of them is the first of the block, which validates them.
    pub fn set(&self, column: Column, rows: Range<usize>, to: &mut RowBlock) {
        let any = |at: usize, row: usize, to: &mut RowBlock| to.edit(at, |builder| self.values.set(row, column, builder));
        match &self.values {
            Values::Null => {}
            Values::Decimals(numbers) => match (numbers.of_128(), numbers.of_64()) {
                (Some((numbers, scale)), _) => self.numbers(column, rows, numbers, scale, to),
                (_, Some((numbers, scale))) => self.numbers(column, rows, numbers, scale, to),
                _ => self.each(rows, |at, row| match numbers.value(row) {
                    Some((mantissa, scale)) => to.set_number(at, column, mantissa, scale),
                    None => any(at, row, to),
                }),
            },
            Values::Whole(numbers) if column.content() == Content::Number => {
                self.each(rows, |at, row| to.set_number(at, column, numbers.value(row), 0));
            }
            Values::Days(days) => self.each(rows, |at, row| match days.day(row) {
                Some(day) => to.set_day(at, column, day),
                None => any(at, row, to),
            }),
            Values::Truths(truths) => self.each(rows, |at, row| to.set_truth(at, column, truths.value(row))),
            Values::Dictionary(keys, _) if !self.units.is_empty() => keys.each_place(rows.clone(), |at, place| {
                if self.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(rows.start + at)) {
                    match self.units.get(place).copied().flatten() {
                        Some(unit) => to.set_unit(at, unit),
                        None => any(at, rows.start + at, to),
                    }
                }
            }),
            _ => self.each(rows, |at, row| any(at, row, to)),
        }
    }

    /// Sets a column of numbers that lie beside each other.
    fn numbers<T: Copy + Into<i128>>(&self, column: Column, rows: Range<usize>, numbers: &[T], scale: i32, to: &mut RowBlock) {
        let numbers = numbers[rows.clone()].iter().map(|number| (*number).into()).enumerate();
        match &self.nulls {
            None => to.set_numbers(column, scale, numbers),
            Some(nulls) => to.set_numbers(column, scale, numbers.filter(|(at, _)| nulls.is_valid(rows.start + at))),
        }
    }

    /// Calls back with each row whose cell is given, and its place among the rows.
    #[inline(always)]
    fn each(&self, rows: Range<usize>, mut set: impl FnMut(usize, usize)) {
        match &self.nulls {
            None => rows.enumerate().for_each(|(at, row)| set(at, row)),
            Some(nulls) => rows.enumerate().filter(|(_, row)| nulls.is_valid(*row)).for_each(|(at, row)| set(at, row)),
        }
    }

    /// Appends the canonical text of a cell (ISO 8601 dates, dot before decimals); nothing where it is null.
    pub fn write(&self, row: usize, to: &mut String) {
        if self.is_given(row) {
            self.values.write(row, to);
        }
    }
}

impl Values {
    fn of(array: &dyn Array) -> Option<Values> {
        Some(match array.data_type() {
            DataType::Null => Values::Null,
            DataType::Utf8 => Values::Utf8(array.as_string_opt()?.clone()),
            DataType::LargeUtf8 => Values::LargeUtf8(array.as_string_opt()?.clone()),
            DataType::Utf8View => Values::Utf8View(array.as_string_view_opt()?.clone()),
            DataType::Boolean => Values::Truths(array.as_any().downcast_ref::<BooleanArray>()?.values().clone()),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary_opt()?;
                Values::Dictionary(Whole::of(dictionary.keys())?, Box::new(Values::of(dictionary.values())?))
            }
            _ => Whole::of(array)
                .map(Values::Whole)
                .or_else(|| Decimals::of(array).map(Values::Decimals))
                .or_else(|| Days::of(array).map(Values::Days))?,
        })
    }

    /// The units that the words of a dictionary name.
    fn units(&self, words: usize) -> Vec<Option<Unit>> {
        let Values::Dictionary(_, values) = self else { return Vec::new() };
        let unit = |word: usize| {
            let mut text = String::new();
            values.write(word, &mut text);
            Unit::from_word(text.trim())
        };
        (0..words).map(unit).collect()
    }

    fn set(&self, row: usize, column: Column, to: &mut RowBuilder) {
        match self {
            Values::Null => {}
            Values::Utf8(texts) => to.set_text(column, texts.value(row)),
            Values::LargeUtf8(texts) => to.set_text(column, texts.value(row)),
            Values::Utf8View(texts) => to.set_text(column, texts.value(row)),
            Values::Truths(truths) => to.set_truth(column, truths.value(row)),
            Values::Whole(numbers) => match column.content() {
                Content::Number => to.set_number(column, numbers.value(row), 0),
                _ => to.set_text(column, &numbers.value(row).to_string()),
            },
            Values::Decimals(numbers) => match numbers.value(row) {
                Some((mantissa, scale)) => to.set_number(column, mantissa, scale),
                None => self.set_as_text(row, column, to),
            },
            Values::Days(days) => match days.day(row) {
                Some(day) => to.set_day_number(column, day),
                None => self.set_as_text(row, column, to),
            },
            Values::Dictionary(keys, values) => values.set(keys.place(row), column, to),
        }
    }

    /// A value that no typed setter takes, in the words of a case file.
    #[cold]
    fn set_as_text(&self, row: usize, column: Column, to: &mut RowBuilder) {
        let mut text = String::new();
        self.write(row, &mut text);
        to.set_text(column, &text);
    }

    fn write(&self, row: usize, to: &mut String) {
        match self {
            Values::Null => {}
            Values::Utf8(texts) => to.push_str(texts.value(row)),
            Values::LargeUtf8(texts) => to.push_str(texts.value(row)),
            Values::Utf8View(texts) => to.push_str(texts.value(row)),
            Values::Truths(truths) => to.push_str(if truths.value(row) { "true" } else { "false" }),
            Values::Whole(numbers) => numbers.write(row, to),
            Values::Decimals(numbers) => numbers.write(row, to),
            Values::Days(days) => days.write(row, to),
            Values::Dictionary(keys, values) => values.write(keys.place(row), to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
    use arrow_array::{
        Date32Array, Date64Array, Decimal64Array, Decimal128Array, DictionaryArray, Int8Array, Int16Array, Int64Array, NullArray, PrimitiveArray,
        TimestampMicrosecondArray, UInt64Array,
    };
    use std::sync::Arc;

    fn cells(column: Column, array: impl Array + 'static) -> Cells {
        Cells::new(column, Arc::new(array)).expect("a type the column takes")
    }

    /// Each cell as text after other text; `None` where it is not given.
    fn texts(column: Column, array: impl Array + 'static) -> Vec<Option<String>> {
        let rows = array.len();
        let cells = cells(column, array);
        let text = |row| {
            let mut text = String::from("before;");
            cells.write(row, &mut text);
            assert!(text.starts_with("before;"));
            let text = text.split_off(7);
            if cells.is_given(row) {
                Some(text)
            } else {
                assert_eq!(text, "", "null has no text");
                None
            }
        };
        (0..rows).map(text).collect()
    }

    fn given(texts: &[Option<&str>]) -> Vec<Option<String>> {
        texts.iter().map(|text| text.map(str::to_owned)).collect()
    }

    #[test]
    fn text_of_every_kind() {
        let values = vec![Some("S-1"), None, Some(""), Some("  "), Some("æøå, long enough to lie outside of a view")];
        assert_eq!(texts(Column::CaseId, StringArray::from(values.clone())), given(&values));
        assert_eq!(texts(Column::Service, LargeStringArray::from(values.clone())), given(&values));
        assert_eq!(texts(Column::Commitment, StringViewArray::from(values.clone())), given(&values));
        assert_eq!(texts(Column::FirstDay, StringArray::from(vec!["2023-03-01"])), given(&[Some("2023-03-01")]));
        assert_eq!(texts(Column::UnitPrice, StringArray::from(vec!["406.00"])), given(&[Some("406.00")]));
        assert_eq!(texts(Column::DecidedBeforeDischarge, StringArray::from(vec!["true"])), given(&[Some("true")]));
    }

    #[test]
    fn slices_of_text() {
        let values = vec![Some("a"), None, Some("c"), None];
        let expected = given(&[None, Some("c")]);
        assert_eq!(texts(Column::Unit, StringArray::from(values.clone()).slice(1, 2)), expected);
        assert_eq!(texts(Column::Unit, LargeStringArray::from(values.clone()).slice(1, 2)), expected);
        assert_eq!(texts(Column::Unit, StringViewArray::from(values).slice(1, 2)), expected);
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(texts(Column::Payer, Int16Array::from(vec![Some(101), None])), given(&[Some("101"), None]));
        assert_eq!(texts(Column::CaseId, UInt64Array::from(vec![u64::MAX])), given(&[Some("18446744073709551615")]));
        assert_eq!(texts(Column::Hours, Int8Array::from(vec![7, -7]).slice(1, 1)), given(&[Some("-7")]));
        assert_eq!(texts(Column::WindowDaysUsed, Int64Array::from(vec![None, Some(40)]).slice(0, 1)), given(&[None]));
    }

    #[test]
    fn decimals() {
        let array = Decimal64Array::from(vec![Some(3_120_050), None, Some(1)]).with_precision_and_scale(18, 2).expect("a scale");
        assert_eq!(texts(Column::UnitPrice, array.clone()), given(&[Some("31200.50"), None, Some("0.01")]));
        assert_eq!(texts(Column::UnitPrice, array.slice(1, 2)), given(&[None, Some("0.01")]));
    }

    #[test]
    fn days() {
        assert_eq!(texts(Column::FirstDay, Date32Array::from(vec![Some(19_417), None])), given(&[Some("2023-03-01"), None]));
        assert_eq!(texts(Column::LastDay, Date64Array::from(vec![None, Some(86_400_000)]).slice(1, 1)), given(&[Some("1970-01-02")]));
        let noon = TimestampMicrosecondArray::from(vec![Some(43_200_000_000), None]);
        assert_eq!(texts(Column::NotifiedEnd, noon), given(&[Some("1970-01-01T12:00:00"), None]));
    }

    #[test]
    fn truths() {
        let array = BooleanArray::from(vec![Some(true), None, Some(false), Some(true)]);
        assert_eq!(texts(Column::DecidedBeforeDischarge, array.clone()), given(&[Some("true"), None, Some("false"), Some("true")]));
        assert_eq!(texts(Column::DecidedBeforeDischarge, array.slice(1, 2)), given(&[None, Some("false")]));
    }

    #[test]
    fn the_null_type_gives_nothing() {
        assert_eq!(texts(Column::Hours, NullArray::new(2)), given(&[None, None]));
        assert!(cells(Column::Hours, NullArray::new(2)).all_null());
    }

    fn dictionary<K: ArrowDictionaryKeyType>(keys: Vec<Option<K::Native>>) -> DictionaryArray<K> {
        let values = StringArray::from(vec![Some("day"), None, Some("week")]);
        DictionaryArray::new(PrimitiveArray::<K>::from_iter(keys), Arc::new(values))
    }

    #[test]
    fn dictionaries_with_keys_of_every_width_and_nulls_in_keys_and_values() {
        let expected = given(&[Some("week"), None, None, Some("day")]);
        assert_eq!(texts(Column::Unit, dictionary::<Int8Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<Int16Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<Int32Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<Int64Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<UInt8Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<UInt16Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<UInt32Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        assert_eq!(texts(Column::Unit, dictionary::<UInt64Type>(vec![Some(2), None, Some(1), Some(0)])), expected);
        let sliced = dictionary::<Int32Type>(vec![Some(2), None, Some(1), Some(0)]).slice(1, 3);
        assert_eq!(texts(Column::Unit, sliced), given(&[None, None, Some("day")]));
    }

    #[test]
    fn dictionaries_of_every_kind_of_value() {
        let of = |values: ArrayRef| DictionaryArray::new(PrimitiveArray::<UInt8Type>::from(vec![1, 0]), values);
        let decimals = Decimal128Array::from(vec![150, 25]).with_precision_and_scale(38, 1).expect("a scale");
        assert_eq!(texts(Column::Hours, of(Arc::new(decimals))), given(&[Some("2.5"), Some("15.0")]));
        assert_eq!(texts(Column::LastDay, of(Arc::new(Date32Array::from(vec![0, 1])))), given(&[Some("1970-01-02"), Some("1970-01-01")]));
        assert_eq!(texts(Column::Payer, of(Arc::new(Int16Array::from(vec![101, 147])))), given(&[Some("147"), Some("101")]));
        assert_eq!(texts(Column::Service, of(Arc::new(LargeStringArray::from(vec!["a", "b"])))), given(&[Some("b"), Some("a")]));
        assert_eq!(texts(Column::Service, of(Arc::new(StringViewArray::from(vec!["a", "b"])))), given(&[Some("b"), Some("a")]));
        let truths = BooleanArray::from(vec![Some(true), None]);
        assert_eq!(texts(Column::DecidedBeforeDischarge, of(Arc::new(truths))), given(&[None, Some("true")]));
        assert_eq!(texts(Column::Commitment, of(Arc::new(NullArray::new(2)))), given(&[None, None]));
        let sliced_values = StringArray::from(vec!["x", "y", "z"]).slice(1, 2);
        assert_eq!(texts(Column::Unit, of(Arc::new(sliced_values))), given(&[Some("z"), Some("y")]));
    }

    #[test]
    fn a_dictionary_without_values_is_all_null() {
        let keys = PrimitiveArray::<Int32Type>::from(vec![None, None]);
        let array = DictionaryArray::new(keys, Arc::new(StringArray::from(Vec::<&str>::new())));
        assert_eq!(texts(Column::Unit, array.clone()), given(&[None, None]));
        assert!(cells(Column::Unit, array).all_null());
    }

    #[test]
    fn all_null_counts_what_a_dictionary_leads_to_and_only_the_rows_of_a_slice() {
        assert!(cells(Column::Unit, dictionary::<Int8Type>(vec![Some(1), None])).all_null());
        assert!(!cells(Column::Unit, dictionary::<Int8Type>(vec![Some(1), Some(0)])).all_null());
        let array = StringArray::from(vec![Some("a"), None]);
        assert!(cells(Column::Unit, array.slice(1, 1)).all_null());
        assert!(!cells(Column::Unit, array).all_null());
        assert!(!cells(Column::Unit, StringArray::from(vec!["a"])).all_null());
    }

    #[test]
    fn other_types_are_refused() {
        let refused = |column, array: ArrayRef| Cells::new(column, array).expect_err("another type");
        assert!(matches!(
            refused(Column::UnitPrice, Arc::new(arrow_array::Float32Array::from(vec![1.5]))),
            BatchError::FloatColumn { column: Column::UnitPrice, found: DataType::Float32 }
        ));
        assert!(matches!(
            refused(Column::FirstDay, Arc::new(BooleanArray::from(vec![true]))),
            BatchError::WrongType { column: Column::FirstDay, found: DataType::Boolean, .. }
        ));
    }
}
