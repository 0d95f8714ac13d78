//! The Arrow types of the columns of lines.

use crate::options::{LineOptions, Money, Text};
use arrow_schema::{DataType, Field, Schema};
use takst::{LineColumn, LineType};

/// Digits of amounts, prices and quantities.
pub(crate) const DIGITS: u8 = 18;

/// What kind of value a column of lines holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Text that differs from case to case.
    Reference,
    /// Text of which there are few.
    Word,
    /// Number of an input row.
    Number,
    /// A count.
    Count,
    /// A day.
    Day,
    /// A decimal number with so many decimals.
    Decimal(i8),
}

pub(crate) const fn holds(column: LineColumn) -> Holds {
    match column.line_type() {
        LineType::Reference => Holds::Reference,
        LineType::Word | LineType::OneOf(_) | LineType::Municipality | LineType::Month => Holds::Word,
        LineType::RowNumber => Holds::Number,
        LineType::Count => Holds::Count,
        LineType::Day => Holds::Day,
        LineType::Figure(decimals) | LineType::Measure(decimals) => Holds::Decimal(decimals as i8), // 18 digits at most
    }
}

pub(crate) fn word_type(text: Text) -> DataType {
    match text {
        Text::Dictionary => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Text::Plain => DataType::Utf8,
    }
}

pub(crate) fn decimal_type(money: Money, decimals: i8) -> DataType {
    match money {
        Money::Decimal64 => DataType::Decimal64(DIGITS, decimals),
        Money::Decimal128 => DataType::Decimal128(DIGITS, decimals),
    }
}

fn data_type(column: LineColumn, money: Money, text: Text) -> DataType {
    match holds(column) {
        Holds::Reference => DataType::Utf8,
        Holds::Word => word_type(text),
        Holds::Number => DataType::Int64,
        Holds::Count => DataType::Int32,
        Holds::Day => DataType::Date32,
        Holds::Decimal(decimals) => decimal_type(money, decimals),
    }
}

/// The columns of lines under these options. Absent values are null.
#[must_use]
pub fn lines_schema(options: &LineOptions) -> Schema {
    let field = |column: &LineColumn| Field::new(column.as_str(), data_type(*column, options.money, options.text), !column.is_required());
    Schema::new(options.columns.iter().map(field).collect::<Vec<_>>())
}
