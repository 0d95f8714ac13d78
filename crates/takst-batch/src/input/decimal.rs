//! Decimals of every width, precision and scale, written exactly and without an exponent.

use arrow_array::{Array, cast::AsArray, types};
use arrow_buffer::{ScalarBuffer, i256};
use arrow_schema::DataType;
use std::fmt::{Display, Write as _};

#[derive(Debug, Clone)]
enum Digits {
    Of32(ScalarBuffer<i32>),
    Of64(ScalarBuffer<i64>),
    Of128(ScalarBuffer<i128>),
    Of256(ScalarBuffer<i256>),
}

/// Decimals of one scale. Which of them are null is not known here.
#[derive(Debug, Clone)]
pub(super) struct Decimals {
    digits: Digits,
    scale: i8,
}

impl Decimals {
    /// The numbers of an array of decimals; `None` for any other array.
    pub fn of(array: &dyn Array) -> Option<Decimals> {
        let (digits, scale) = match array.data_type() {
            DataType::Decimal32(_, scale) => (Digits::Of32(array.as_primitive_opt::<types::Decimal32Type>()?.values().clone()), *scale),
            DataType::Decimal64(_, scale) => (Digits::Of64(array.as_primitive_opt::<types::Decimal64Type>()?.values().clone()), *scale),
            DataType::Decimal128(_, scale) => (Digits::Of128(array.as_primitive_opt::<types::Decimal128Type>()?.values().clone()), *scale),
            DataType::Decimal256(_, scale) => (Digits::Of256(array.as_primitive_opt::<types::Decimal256Type>()?.values().clone()), *scale),
            _ => return None,
        };
        Some(Decimals { digits, scale })
    }

    /// The mantissas and their scale, where they are kept in 128 bits.
    pub fn of_128(&self) -> Option<(&[i128], i32)> {
        match &self.digits {
            Digits::Of128(numbers) => Some((numbers, i32::from(self.scale))),
            _ => None,
        }
    }

    /// The same of 64 bits.
    pub fn of_64(&self) -> Option<(&[i64], i32)> {
        match &self.digits {
            Digits::Of64(numbers) => Some((numbers, i32::from(self.scale))),
            _ => None,
        }
    }

    /// The number as mantissa and scale, where 128 bits hold it.
    pub fn value(&self, row: usize) -> Option<(i128, i32)> {
        let mantissa = match &self.digits {
            Digits::Of32(numbers) => i128::from(numbers[row]),
            Digits::Of64(numbers) => i128::from(numbers[row]),
            Digits::Of128(numbers) => numbers[row],
            Digits::Of256(numbers) => numbers[row].to_i128()?,
        };
        Some((mantissa, i32::from(self.scale)))
    }

    /// Appends the number with as many decimals as the scale has.
    pub fn write(&self, row: usize, to: &mut String) {
        match &self.digits {
            Digits::Of32(numbers) => write_scaled(numbers[row], self.scale, to),
            Digits::Of64(numbers) => write_scaled(numbers[row], self.scale, to),
            Digits::Of128(numbers) => write_scaled(numbers[row], self.scale, to),
            Digits::Of256(numbers) => write_scaled(numbers[row], self.scale, to),
        }
    }
}

/// Appends `number` / 10^`scale`.
fn write_scaled(number: impl Display, scale: i8, to: &mut String) {
    let start = to.len();
    let _ = write!(to, "{number}"); // a `String` takes everything
    let first = start + usize::from(to[start..].starts_with('-'));
    let decimals = usize::from(scale.unsigned_abs());
    if scale > 0 {
        // At least one digit stands before the dot.
        let digits = to.len() - first;
        for _ in digits..=decimals {
            to.insert(first, '0');
        }
        to.insert(to.len() - decimals, '.');
    } else if &to[first..] != "0" {
        to.extend(std::iter::repeat_n('0', decimals));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{Decimal32Array, Decimal64Array, Decimal128Array, Decimal256Array, Int64Array};

    fn texts(array: &dyn Array) -> Vec<String> {
        let numbers = Decimals::of(array).expect("decimals");
        let text = |row| {
            let mut text = String::from("-0=");
            numbers.write(row, &mut text);
            text.split_off(3)
        };
        (0..array.len()).map(text).collect()
    }

    #[test]
    fn every_width_is_written_exactly() {
        let array = Decimal32Array::from(vec![40_600, 5, 0, -5, -40_600]).with_precision_and_scale(9, 2).expect("a scale");
        assert_eq!(texts(&array), ["406.00", "0.05", "0.00", "-0.05", "-406.00"]);
        let array = Decimal64Array::from(vec![5_123_456, 123, i64::MAX]).with_precision_and_scale(18, 4).expect("a scale");
        assert_eq!(texts(&array), ["512.3456", "0.0123", "922337203685477.5807"]);
        let array = Decimal128Array::from(vec![i128::MAX, i128::MIN, 1]).with_precision_and_scale(38, 38).expect("a scale");
        assert_eq!(
            texts(&array),
            ["1.70141183460469231731687303715884105727", "-1.70141183460469231731687303715884105728", "0.00000000000000000000000000000000000001"]
        );
        let array = Decimal256Array::from(vec![i256::from_i128(3_120_050), i256::MAX]).with_precision_and_scale(76, 2).expect("a scale");
        assert_eq!(texts(&array), ["31200.50", "578960446186580977117854925043439539266349923328202820197287920039565648199.67"]);
    }

    #[test]
    fn without_decimals_there_is_no_dot() {
        let array = Decimal128Array::from(vec![12, 0, -7]).with_precision_and_scale(38, 0).expect("a scale");
        assert_eq!(texts(&array), ["12", "0", "-7"]);
    }

    #[test]
    fn a_negative_scale_is_so_many_zeros() {
        let array = Decimal128Array::from(vec![12, 0, -7]).with_precision_and_scale(5, -3).expect("a scale");
        assert_eq!(texts(&array), ["12000", "0", "-7000"]);
    }

    #[test]
    fn a_slice_begins_at_its_own_first_number() {
        let array = Decimal64Array::from(vec![100, 200, 300]).with_precision_and_scale(18, 2).expect("a scale");
        assert_eq!(texts(&array.slice(1, 2)), ["2.00", "3.00"]);
    }

    #[test]
    fn whole_numbers_are_no_decimals() {
        assert!(Decimals::of(&Int64Array::from(vec![1])).is_none());
    }
}
