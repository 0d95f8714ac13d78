//! Which Arrow types a column of the case file takes.

use crate::error::BatchError;
use arrow_schema::DataType;
use takst::{Column, Content};

/// Refuses a type that cannot hold what the column says. Floating-point numbers have an error of their own, because they are the likely mistake.
pub(super) fn check(column: Column, found: &DataType) -> Result<(), BatchError> {
    if is_float(found) {
        Err(BatchError::FloatColumn { column, found: found.clone() })
    } else if accepts(column.content(), found) {
        Ok(())
    } else {
        Err(wrong(column, found))
    }
}

/// The error of a column that has another type.
pub(super) fn wrong(column: Column, found: &DataType) -> BatchError {
    BatchError::WrongType { column, found: found.clone(), expected: expected(column.content(), found) }
}

fn is_float(found: &DataType) -> bool {
    match found {
        DataType::Dictionary(_, values) => is_float(values),
        DataType::RunEndEncoded(_, values) => is_float(values.data_type()),
        other => other.is_floating(),
    }
}

fn accepts(content: Content, found: &DataType) -> bool {
    match found {
        DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => accepts(content, values),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) => content == Content::Day,
        DataType::Decimal32(..) | DataType::Decimal64(..) | DataType::Decimal128(..) | DataType::Decimal256(..) => content == Content::Number,
        DataType::Boolean => content == Content::Truth,
        other => other.is_integer() && matches!(content, Content::Reference | Content::Municipality | Content::Number),
    }
}

fn expected(content: Content, found: &DataType) -> &'static str {
    match content {
        Content::Reference | Content::Municipality => "text (Utf8, LargeUtf8, Utf8View), whole numbers, or a dictionary of these",
        Content::Text => "text (Utf8, LargeUtf8, Utf8View), or a dictionary of it",
        Content::Day if has_zone(found) => {
            "days without a time zone, because one moment is two days in two zones; convert it to Date32 in the zone that is meant"
        }
        Content::Day => "Date32, Date64, Timestamp without a time zone, text YYYY-MM-DD, or a dictionary of these",
        Content::Number => "Decimal32, Decimal64, Decimal128, Decimal256, whole numbers, text, or a dictionary of these",
        Content::Truth => "Boolean, text true or false, or a dictionary of these",
    }
}

fn has_zone(found: &DataType) -> bool {
    match found {
        DataType::Dictionary(_, values) => has_zone(values),
        other => matches!(other, DataType::Timestamp(_, Some(_))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DataType::{
        Binary, Boolean, Date32, Date64, Decimal32, Decimal64, Decimal128, Decimal256, Float16, Float32, Float64, Int8, Int16, Int32, Int64,
        LargeBinary, LargeUtf8, Null, Time32, Timestamp, UInt8, UInt16, UInt32, UInt64, Utf8, Utf8View,
    };
    use arrow_schema::{Field, TimeUnit};
    use std::sync::Arc;

    const TEXT: [DataType; 3] = [Utf8, LargeUtf8, Utf8View];
    const WHOLE: [DataType; 8] = [Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64];
    const DAYS: [DataType; 6] = [
        Date32,
        Date64,
        Timestamp(TimeUnit::Second, None),
        Timestamp(TimeUnit::Millisecond, None),
        Timestamp(TimeUnit::Microsecond, None),
        Timestamp(TimeUnit::Nanosecond, None),
    ];
    const DECIMALS: [DataType; 5] = [Decimal32(9, 2), Decimal64(18, 4), Decimal128(38, 0), Decimal128(5, -3), Decimal256(76, 20)];
    const NEVER: [DataType; 3] = [Binary, LargeBinary, Time32(TimeUnit::Second)];

    fn dictionary(values: DataType) -> DataType {
        DataType::Dictionary(Box::new(UInt16), Box::new(values))
    }

    /// Of each of the types, alone and in a dictionary, whether the column takes it.
    fn taken(column: Column, types: &[DataType]) -> Vec<bool> {
        let both = types.iter().flat_map(|t| [t.clone(), dictionary(t.clone())]);
        both.map(|t| match check(column, &t) {
            Ok(()) => true,
            Err(BatchError::WrongType { column: named, found, .. }) => {
                assert_eq!((named, found), (column, t));
                false
            }
            Err(other) => panic!("{column} {t}: {other}"),
        })
        .collect()
    }

    #[test]
    fn each_column_takes_the_types_that_hold_it_and_no_others() {
        let references = ["case_id", "citizen_id", "row_id", "payer", "buyer_reference", "order_reference", "accounting_cost", "buyer_gln"];
        let texts = ["service", "unit", "commitment", "hold_released"];
        let numbers = ["hours", "hours_per_week", "unit_price", "own_payment_per_day", "window_days_used", "invoiced"];
        for &column in Column::ALL {
            let name = column.as_str();
            let is_truth = name == "decided_before_discharge" || name == "discharged_to_107";
            let is_number = numbers.contains(&name);
            let is_day = !references.contains(&name) && !texts.contains(&name) && !is_number && !is_truth;
            let all = |types: &[DataType], expected: bool| assert_eq!(taken(column, types), vec![expected; 2 * types.len()], "{name} {types:?}");
            all(&TEXT, true);
            all(&[Null], true);
            all(&WHOLE, references.contains(&name) || is_number);
            all(&DECIMALS, is_number);
            all(&DAYS, is_day);
            all(&[Boolean], is_truth);
            all(&NEVER, false);
        }
    }

    #[test]
    fn floats_are_refused_in_every_column_and_the_message_says_what_to_pass() {
        let run = |values| DataType::RunEndEncoded(Arc::new(Field::new("run_ends", Int32, false)), Arc::new(Field::new("values", values, true)));
        for &column in Column::ALL {
            for float in [Float16, Float32, Float64] {
                for found in [float.clone(), dictionary(float.clone()), run(float.clone())] {
                    let Err(BatchError::FloatColumn { column: named, found: named_type }) = check(column, &found) else {
                        panic!("{column} took {found}")
                    };
                    assert_eq!((named, named_type), (column, found));
                }
            }
        }
        assert_eq!(
            check(Column::UnitPrice, &Float64).expect_err("a float").to_string(),
            "the column unit_price has floating-point numbers (Float64); pass decimals, whole numbers or text, which are exact"
        );
    }

    #[test]
    fn the_message_names_the_type_and_what_would_do() {
        let message = |column, found: DataType| check(column, &found).expect_err("another type").to_string();
        assert_eq!(
            message(Column::Service, Int64),
            "the column service has the type Int64; it takes text (Utf8, LargeUtf8, Utf8View), or a dictionary of it"
        );
        assert_eq!(
            message(Column::Payer, Binary),
            "the column payer has the type Binary; it takes text (Utf8, LargeUtf8, Utf8View), whole numbers, or a dictionary of these"
        );
        assert_eq!(
            message(Column::FirstDay, Int32),
            "the column first_day has the type Int32; it takes Date32, Date64, Timestamp without a time zone, text YYYY-MM-DD, or a dictionary of these"
        );
        assert_eq!(
            message(Column::Hours, Boolean),
            "the column hours has the type Boolean; it takes Decimal32, Decimal64, Decimal128, Decimal256, whole numbers, text, or a dictionary of these"
        );
        assert_eq!(
            message(Column::DecidedBeforeDischarge, Int8),
            "the column decided_before_discharge has the type Int8; it takes Boolean, text true or false, or a dictionary of these"
        );
    }

    #[test]
    fn moments_with_a_time_zone_are_no_days() {
        let zoned = |zone: &str| Timestamp(TimeUnit::Microsecond, Some(zone.into()));
        for found in [zoned("UTC"), zoned("+00:00"), zoned("Europe/Copenhagen"), dictionary(zoned("UTC"))] {
            let Err(BatchError::WrongType { expected, .. }) = check(Column::LastDay, &found) else { panic!("took {found}") };
            assert!(expected.contains("without a time zone, because one moment is two days in two zones"), "{expected}");
        }
    }
}
