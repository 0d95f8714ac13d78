//! What the results of all programs are compared by: each amount added up over all lines, in øre.

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Decimal128Type, Int32Type, Int64Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrowNativeTypeOp, ArrowPrimitiveType, RecordBatch};
use arrow_schema::DataType;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const SUMMED: [&str; 8] = ["lines", "days", "net", "vat", "own_payment", "refund", "at_stake", "cost"];

/// Sums by name of the column.
#[derive(Default)]
pub struct Sums {
    rows: u64,
    bytes: usize,
    columns: BTreeMap<&'static str, i128>,
}

impl Sums {
    pub fn add(&mut self, batch: &RecordBatch) -> Result<(), String> {
        self.rows += batch.num_rows() as u64;
        // What is filled, not what there was room for.
        self.bytes += batch.columns().iter().map(|column| column.to_data().get_slice_memory_size().unwrap_or(0)).sum::<usize>();
        for name in SUMMED {
            if let Some(column) = batch.column_by_name(name) {
                *self.columns.entry(name).or_default() += sum(column)?;
            }
        }
        Ok(())
    }

    pub fn answer(self) -> Value {
        let mut sums: Map<String, Value> = self.columns.iter().map(|(name, sum)| ((*name).to_owned(), json!(i64::try_from(*sum).ok()))).collect();
        // Totals have their number of lines as a column; lines are counted.
        sums.entry("lines").or_insert_with(|| json!(self.rows));
        json!({"sums": sums, "rows": self.rows, "bytes": self.bytes})
    }
}

/// Amounts are held with two decimals, so that what stands in the array is øre.
fn sum(column: &dyn Array) -> Result<i128, String> {
    match column.data_type() {
        DataType::Decimal64(_, 2) => Ok(total::<Decimal64Type>(column, i128::from)),
        DataType::Decimal128(_, 2) => Ok(total::<Decimal128Type>(column, |value| value)),
        DataType::Int32 => Ok(total::<Int32Type>(column, i128::from)),
        DataType::Int64 => Ok(total::<Int64Type>(column, i128::from)),
        DataType::UInt32 => Ok(total::<UInt32Type>(column, i128::from)),
        DataType::UInt64 => Ok(total::<UInt64Type>(column, i128::from)),
        other => Err(format!("cannot add up a column of {other}")),
    }
}

fn total<T: ArrowPrimitiveType<Native: ArrowNativeTypeOp>>(column: &dyn Array, wide: impl Fn(T::Native) -> i128) -> i128 {
    column.as_primitive::<T>().iter().flatten().map(wide).sum()
}
