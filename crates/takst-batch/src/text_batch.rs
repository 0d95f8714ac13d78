//! Rows of documents and claims as columns: the type of a column follows from its name.

use crate::error::BatchError;
use crate::exchange::with_types;
use crate::schema::DIGITS;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use std::sync::Arc;
use takst::contract::document_column::{DocumentCell, document_cell};

/// Returns rows of texts as a batch with typed columns, named in `columns`. A text is written as in CSV; an empty one is null.
///
/// # Errors
/// A text is not what its column holds, or there is more text than an Arrow column holds.
pub fn text_batch(columns: &[&str], rows: &[Vec<String>]) -> Result<RecordBatch, BatchError> {
    let cells: Vec<(&str, DocumentCell)> = columns.iter().map(|name| (*name, document_cell(name))).collect();
    typed_batch(&cells, rows)
}

/// Returns rows of texts as a batch with the columns that are given.
///
/// # Errors
/// As [`text_batch`].
pub fn typed_batch(columns: &[(&str, DocumentCell)], rows: &[Vec<String>]) -> Result<RecordBatch, BatchError> {
    let text = |place: usize| -> ArrayRef {
        let cell = |row: &Vec<String>| row.get(place).filter(|text| !text.is_empty()).cloned();
        Arc::new(rows.iter().map(cell).collect::<StringArray>())
    };
    let field = |name: &str, found| Field::new(name, found, true);
    let plain = Schema::new(columns.iter().map(|(name, _)| field(name, DataType::Utf8)).collect::<Vec<_>>());
    let typed = Schema::new(columns.iter().map(|(name, cell)| field(name, data_type(*cell))).collect::<Vec<_>>());
    let texts = RecordBatch::try_new(Arc::new(plain), (0..columns.len()).map(text).collect())?;
    Ok(with_types(&texts, &Arc::new(typed))?)
}

const fn data_type(cell: DocumentCell) -> DataType {
    match cell {
        DocumentCell::Text => DataType::Utf8,
        DocumentCell::Day => DataType::Date32,
        DocumentCell::Count => DataType::Int64,
        // Every reader knows decimals of 128 bits.
        DocumentCell::Decimal(decimals) => DataType::Decimal128(DIGITS, decimals as i8), // 18 digits at most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shown;

    #[test]
    fn columns_of_either_side_of_a_control_hold_what_those_of_lines_hold() {
        let names = ["billed_vat", "expected_unit_price", "billed_quantity", "billed_unit", "expected_service", "days_outside", "difference"];
        let batch = text_batch(&names, &[]).expect("a batch");
        let types: Vec<DataType> = batch.schema().fields().iter().map(|field| field.data_type().clone()).collect();
        let amount = |decimals| DataType::Decimal128(DIGITS, decimals);
        assert_eq!(types, [amount(2), amount(4), amount(2), DataType::Utf8, DataType::Utf8, DataType::Int64, amount(2)]);
    }

    #[test]
    fn columns_have_types_and_empty_cells_are_null() {
        let rows = vec![vec!["M-1".to_owned(), "2024-02-29".to_owned(), "-545.50".to_owned(), "0.1234".to_owned(), String::new()]];
        let batch = text_batch(&["number", "issued", "net", "unit_price", "line"], &rows).expect("a batch");
        let types: Vec<DataType> = batch.schema().fields().iter().map(|field| field.data_type().clone()).collect();
        let amount = |decimals| DataType::Decimal128(DIGITS, decimals);
        assert_eq!(types, [DataType::Utf8, DataType::Date32, amount(2), amount(4), DataType::Int64]);
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(shown(&batch, 9).expect("text"), [[text("M-1"), text("2024-02-29"), text("-545.50"), text("0.1234"), None]]);
    }

    #[test]
    fn no_value_is_lost() {
        assert!(text_batch(&["net"], &[vec!["1.234,00".to_owned()]]).is_err());
        assert!(text_batch(&["issued"], &[vec!["2024-02-30".to_owned()]]).is_err());
        assert_eq!(text_batch(&["net"], &[]).expect("no rows").num_rows(), 0);
    }
}
