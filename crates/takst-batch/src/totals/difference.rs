//! How the totals of two runs differ, group by group: the same cases under two books, or two sets of cases.

use crate::error::BatchError;
use crate::schema::DIGITS;
use crate::text::texts;
use crate::totals::table::Totals;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Decimal128Type, Int64Type};
use arrow_array::{Array, ArrayRef, Int64Array, PrimitiveArray, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use std::collections::BTreeMap;
use std::sync::Arc;
use takst::{Dimension, Outcome};

/// The first column of totals that is no dimension.
const FIRST_SUM: &str = "lines";

/// Rows of a group on either side.
type Sides = [Option<usize>; 2];

impl Totals {
    /// The dimensions of both, and of every sum three columns: `net_before`, `net_after` and `net_change`, which is after less before. A group that
    /// only one side has counts as zero on the other. Groups are in the order of their dimensions (words by the alphabet, outcomes as in
    /// [`Totals::totals`]).
    ///
    /// # Errors
    /// The two are not grouped alike, or a change has more digits than its column.
    pub fn difference(before: &Totals, after: &Totals) -> Result<RecordBatch, BatchError> {
        difference(&before.totals, &after.totals)
    }
}

/// [`Totals::difference`] of the batches.
///
/// # Errors
/// As there.
pub fn difference(before: &RecordBatch, after: &RecordBatch) -> Result<RecordBatch, BatchError> {
    let schema = before.schema();
    if schema.fields() != after.schema().fields() {
        return Err(BatchError::Input(ArrowError::SchemaError("totals can only be compared where they have the same columns".to_owned())));
    }
    let dimensions = schema.fields().iter().take_while(|field| field.name() != FIRST_SUM).count();
    let sides = [before, after];
    let groups = groups(&sides, dimensions)?;
    let (mut fields, mut columns): (Vec<Field>, Vec<ArrayRef>) = (Vec::new(), Vec::new());
    for place in 0..dimensions {
        let texts: StringArray = groups.keys().map(|key| Some(key[place].1.as_str())).collect();
        fields.push(schema.field(place).clone());
        columns.push(cast(&texts, schema.field(place).data_type())?);
    }
    for place in dimensions..schema.fields().len() {
        let field = schema.field(place);
        let values = sides.map(|side| whole(side.column(place)));
        let [before, after] = values;
        let (before, after) = (before?, after?);
        let of = |values: &[i128], row: Option<usize>| row.map_or(0, |row| values[row]);
        let pairs: Vec<(i128, i128)> = groups.values().map(|[b, a]| (of(&before, *b), of(&after, *a))).collect();
        let column = summed(field.name());
        for (name, values) in [
            ("before", pairs.iter().map(|(before, _)| *before).collect::<Vec<i128>>()),
            ("after", pairs.iter().map(|(_, after)| *after).collect()),
            ("change", pairs.iter().map(|(before, after)| after - before).collect()),
        ] {
            fields.push(Field::new(format!("{column}_{name}"), field.data_type().clone(), false));
            columns.push(typed(column, values, field.data_type())?);
        }
    }
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)?)
}

/// Every group of either side with its rows. Keys sort as groups do: by rank where a dimension has one, then by text.
fn groups(sides: &[&RecordBatch; 2], dimensions: usize) -> Result<BTreeMap<Vec<(usize, String)>, Sides>, BatchError> {
    let mut groups: BTreeMap<Vec<(usize, String)>, Sides> = BTreeMap::new();
    for (number, side) in sides.iter().enumerate() {
        let texts = side.columns()[..dimensions].iter().map(texts).collect::<Result<Vec<_>, _>>()?;
        let schema = side.schema();
        let outcomes: Vec<bool> = (0..dimensions).map(|place| schema.field(place).name() == Dimension::RefundOutcome.as_str()).collect();
        for row in 0..side.num_rows() {
            let part = |(texts, is_outcome): (&StringArray, &bool)| {
                let text = texts.value(row);
                let rank = if *is_outcome { Outcome::WORDS.iter().position(|word| *word == text) } else { None };
                (rank.unwrap_or_default(), text.to_owned())
            };
            groups.entry(texts.iter().zip(&outcomes).map(part).collect()).or_default()[number] = Some(row);
        }
    }
    Ok(groups)
}

/// A summed column in units of its last decimal.
fn whole(column: &ArrayRef) -> Result<Vec<i128>, BatchError> {
    match column.data_type() {
        DataType::Int64 => Ok(column.as_primitive::<Int64Type>().values().iter().map(|value| i128::from(*value)).collect()),
        DataType::Decimal64(..) => Ok(column.as_primitive::<Decimal64Type>().values().iter().map(|value| i128::from(*value)).collect()),
        DataType::Decimal128(..) => Ok(column.as_primitive::<Decimal128Type>().values().to_vec()),
        other => Err(BatchError::Input(ArrowError::SchemaError(format!("{other} is no type of a sum")))),
    }
}

/// Values as a column of the type, where each fits.
fn typed(column: &'static str, values: Vec<i128>, of: &DataType) -> Result<ArrayRef, BatchError> {
    let digits = 10i128.pow(u32::from(DIGITS));
    let fit = |value: i128| match of {
        DataType::Int64 => i64::try_from(value).is_ok(),
        _ => -digits < value && value < digits,
    };
    if let Some(value) = values.iter().find(|value| !fit(**value)) {
        return Err(BatchError::Overflow { column, value: value.to_string(), digits: DIGITS });
    }
    // Whatever fits has fewer digits than 64 bits hold.
    let short = || values.iter().map(|value| *value as i64);
    Ok(match of {
        DataType::Int64 => Arc::new(short().collect::<Int64Array>()),
        DataType::Decimal64(..) => Arc::new(PrimitiveArray::<Decimal64Type>::from_iter_values(short()).with_data_type(of.clone())),
        _ => Arc::new(PrimitiveArray::<Decimal128Type>::from_iter_values(values).with_data_type(of.clone())),
    })
}

/// The name of a summed column.
fn summed(name: &str) -> &'static str {
    let counts = [FIRST_SUM, "days", "cases"].into_iter();
    counts.chain(crate::totals::sums::summed_names()).find(|known| *known == name).unwrap_or("sum")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shown;
    use crate::run::progress::Summary;
    use arrow_array::Decimal64Array;

    fn totals(rows: &[(&str, &str, i64, i64)]) -> Totals {
        let net = Decimal64Array::from(rows.iter().map(|row| row.3).collect::<Vec<_>>()).with_precision_and_scale(18, 2).expect("18 digits");
        let totals = RecordBatch::try_from_iter([
            ("month", Arc::new(rows.iter().map(|row| Some(row.0)).collect::<StringArray>()) as ArrayRef),
            ("refund_outcome", Arc::new(rows.iter().map(|row| Some(row.1)).collect::<StringArray>()) as ArrayRef),
            ("lines", Arc::new(Int64Array::from(rows.iter().map(|row| row.2).collect::<Vec<_>>())) as ArrayRef),
            ("net", Arc::new(net) as ArrayRef),
        ]);
        let totals = totals.expect("a batch");
        Totals { refused: totals.clone(), totals, summary: Summary::default() }
    }

    fn rows(batch: &RecordBatch) -> Vec<String> {
        let cells = shown(batch, usize::MAX).expect("text");
        cells.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn groups_of_one_side_count_as_zero_on_the_other() {
        let before = totals(&[("2023-01", "refunded", 2, 109_000), ("2023-02", "refunded", 1, 54_500)]);
        let after = totals(&[("2022-12", "undetermined", 1, 100), ("2023-01", "refunded", 2, 87_000), ("2023-01", "not-refunded", 3, 5)]);
        let difference = Totals::difference(&before, &after).expect("a difference");
        let names: Vec<String> = difference.schema().fields().iter().map(|field| field.name().clone()).collect();
        let expected = ["month", "refund_outcome", "lines_before", "lines_after", "lines_change", "net_before", "net_after", "net_change"];
        assert_eq!(names, expected);
        // 870.00 - 1090.00 = -220.00; refunded stands before not-refunded, as in totals.
        let expected = [
            "2022-12 undetermined 0 1 1 0.00 1.00 1.00",
            "2023-01 refunded 2 2 0 1090.00 870.00 -220.00",
            "2023-01 not-refunded 0 3 3 0.00 0.05 0.05",
            "2023-02 refunded 1 0 -1 545.00 0.00 -545.00",
        ];
        assert_eq!(rows(&difference), expected);
    }

    #[test]
    fn nothing_against_itself_and_against_nothing() {
        let some = totals(&[("2023-01", "refunded", 2, 109_000)]);
        let none = totals(&[]);
        assert_eq!(rows(&Totals::difference(&some, &some).expect("a difference")), ["2023-01 refunded 2 2 0 1090.00 1090.00 0.00"]);
        assert!(rows(&Totals::difference(&none, &none).expect("a difference")).is_empty());
    }

    #[test]
    fn a_change_with_more_digits_than_its_column_is_an_error() {
        let most = 10i64.pow(18) - 1;
        let (high, low) = (totals(&[("2023-01", "refunded", 1, most)]), totals(&[("2023-01", "refunded", 1, -1)]));
        let error = Totals::difference(&low, &high).expect_err("19 digits").to_string();
        assert_eq!(error, "net is out of range: 1000000000000000000 does not fit into 18 digits");
        assert!(Totals::difference(&high, &high).is_ok());
    }

    #[test]
    fn other_columns_cannot_be_compared() {
        let one = totals(&[]);
        let other = Totals { totals: one.totals.project(&[0, 2, 3]).expect("fewer"), ..one.clone() };
        assert!(Totals::difference(&one, &other).expect_err("other columns").to_string().contains("the same columns"));
    }
}
