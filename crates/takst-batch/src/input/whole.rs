//! Whole numbers of every width: as values, and as keys into a dictionary.

use arrow_array::{Array, cast::AsArray, types};
use arrow_buffer::ScalarBuffer;
use arrow_schema::DataType;
use std::fmt::Write as _;

macro_rules! widths {
    ($($width:ident $native:ty, $arrow:ident);*) => {
        /// Whole numbers of one width. Which of them are null is not known here.
        #[derive(Debug, Clone)]
        pub(super) enum Whole { $($width(ScalarBuffer<$native>)),* }

        impl Whole {
            /// The numbers of an array of whole numbers; `None` for any other array.
            pub fn of(array: &dyn Array) -> Option<Whole> {
                match array.data_type() {
                    $(DataType::$width => Some(Whole::$width(array.as_primitive_opt::<types::$arrow>()?.values().clone())),)*
                    _ => None,
                }
            }

            /// The number as a place in a dictionary. One that is no place leads outside of it.
            pub fn place(&self, row: usize) -> usize {
                match self { $(Whole::$width(numbers) => usize::try_from(numbers[row]).unwrap_or(usize::MAX)),* }
            }

            /// Calls back with each number of some rows as a place in a dictionary, and where it stands among them.
            #[inline(always)]
            pub fn each_place(&self, rows: std::ops::Range<usize>, mut each: impl FnMut(usize, usize)) {
                match self {
                    $(Whole::$width(numbers) => {
                        let places = numbers[rows].iter().map(|number| usize::try_from(*number).unwrap_or(usize::MAX));
                        places.enumerate().for_each(|(at, place)| each(at, place));
                    })*
                }
            }

            /// The number.
            pub fn value(&self, row: usize) -> i128 {
                match self { $(Whole::$width(numbers) => i128::from(numbers[row])),* }
            }

            /// Appends the number.
            pub fn write(&self, row: usize, to: &mut String) {
                let _ = match self { $(Whole::$width(numbers) => write!(to, "{}", numbers[row])),* }; // a `String` takes everything
            }
        }
    };
}

widths! {
    Int8 i8, Int8Type;
    Int16 i16, Int16Type;
    Int32 i32, Int32Type;
    Int64 i64, Int64Type;
    UInt8 u8, UInt8Type;
    UInt16 u16, UInt16Type;
    UInt32 u32, UInt32Type;
    UInt64 u64, UInt64Type
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{BooleanArray, Date32Array, Int8Array, Int16Array, Int32Array, Int64Array, UInt8Array, UInt16Array, UInt32Array, UInt64Array};

    fn texts(array: &dyn Array) -> Vec<String> {
        let numbers = Whole::of(array).expect("whole numbers");
        let text = |row| {
            let mut text = String::from("=");
            numbers.write(row, &mut text);
            text
        };
        (0..array.len()).map(text).collect()
    }

    #[test]
    fn every_width_is_written_to_its_ends() {
        assert_eq!(texts(&Int8Array::from(vec![i8::MIN, 0, i8::MAX])), ["=-128", "=0", "=127"]);
        assert_eq!(texts(&Int16Array::from(vec![i16::MIN, 101])), ["=-32768", "=101"]);
        assert_eq!(texts(&Int32Array::from(vec![i32::MIN, 7])), ["=-2147483648", "=7"]);
        assert_eq!(texts(&Int64Array::from(vec![i64::MIN, i64::MAX])), ["=-9223372036854775808", "=9223372036854775807"]);
        assert_eq!(texts(&UInt8Array::from(vec![u8::MAX])), ["=255"]);
        assert_eq!(texts(&UInt16Array::from(vec![u16::MAX])), ["=65535"]);
        assert_eq!(texts(&UInt32Array::from(vec![u32::MAX])), ["=4294967295"]);
        assert_eq!(texts(&UInt64Array::from(vec![u64::MAX])), ["=18446744073709551615"]);
    }

    #[test]
    fn a_slice_begins_at_its_own_first_number() {
        assert_eq!(texts(&Int64Array::from(vec![1, 2, 3, 4]).slice(2, 2)), ["=3", "=4"]);
    }

    #[test]
    fn places_and_what_is_none() {
        let keys = Whole::of(&Int16Array::from(vec![3, -1])).expect("whole numbers");
        assert_eq!((keys.place(0), keys.place(1)), (3, usize::MAX));
    }

    #[test]
    fn days_and_truths_are_no_whole_numbers() {
        assert!(Whole::of(&Date32Array::from(vec![1])).is_none());
        assert!(Whole::of(&BooleanArray::from(vec![true])).is_none());
    }
}
