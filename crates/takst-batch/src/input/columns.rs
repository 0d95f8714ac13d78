//! The columns of the case file among those of a batch.

use crate::error::BatchError;
use crate::input::{Cells, accepted};
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use std::collections::HashSet;
use takst::{Column, LineColumn, cpr};

/// Where each column of the case file stands in a schema. Checked once for a run.
#[derive(Debug, Clone)]
pub(crate) struct CaseSchema {
    /// Place of each column, by [`Column`] as a number.
    places: Vec<Option<usize>>,
    /// Names no case file has, each once, in their order; CPR numbers in them are masked.
    pub unknown: Vec<String>,
}

impl CaseSchema {
    /// Finds the columns and checks their types, so that an error of the whole file is reported before the first row.
    pub fn of(schema: &Schema) -> Result<CaseSchema, BatchError> {
        let mut places = vec![None; Column::ALL.len()];
        let (mut unknown, mut seen) = (Vec::new(), HashSet::new());
        for (place, field) in schema.fields().iter().enumerate() {
            if let Some(column) = LineColumn::of_lines_only(field.name()) {
                return Err(BatchError::OwnOutput(column));
            }
            match Column::from_name(field.name()) {
                Some(column) if places[column as usize].replace(place).is_some() => return Err(BatchError::ColumnTwice(column)),
                Some(_) => {}
                None if seen.insert(field.name()) => unknown.push(cpr::masked(field.name()).into_owned()),
                None => {}
            }
        }
        let found = CaseSchema { places, unknown };
        if let Some(missing) = Column::REQUIRED.into_iter().find(|column| found.place(*column).is_none()) {
            return Err(BatchError::MissingColumn(missing));
        }
        found.known().try_for_each(|(column, place)| accepted::check(column, schema.field(place).data_type()))?;
        Ok(found)
    }

    /// The columns of a batch of this schema.
    pub fn columns(&self, batch: &RecordBatch) -> Result<CaseColumns, BatchError> {
        let mut cells = Vec::new();
        for (column, place) in self.known() {
            let array = batch.columns().get(place).ok_or(BatchError::MissingColumn(column))?;
            cells.push((column, Cells::new(column, array.clone())?));
        }
        cells.retain(|(_, cells)| !cells.all_null());
        Ok(CaseColumns { cells, rows: batch.num_rows() })
    }

    /// Place of a column in the batch.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize]
    }

    /// Columns that are there, in the order of [`Column::ALL`], with their places.
    fn known(&self) -> impl Iterator<Item = (Column, usize)> {
        Column::ALL.iter().filter_map(|&column| Some((column, self.place(column)?)))
    }
}

/// The columns of one batch.
#[derive(Debug, Clone)]
pub(crate) struct CaseColumns {
    /// Columns that are there, in the order of [`Column::ALL`]. Those of nulls only are left out, required ones too: nothing is read from them.
    pub cells: Vec<(Column, Cells)>,
    pub rows: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, Date32Array, Int16Array, NullArray, StringArray};
    use arrow_schema::{DataType, Field};
    use std::sync::Arc;

    const NEEDED: [(&str, DataType); 4] =
        [("payer", DataType::Int16), ("case_id", DataType::Utf8), ("first_day", DataType::Date32), ("service", DataType::Utf8)];

    fn schema(fields: &[(&str, DataType)]) -> Schema {
        Schema::new(fields.iter().map(|(name, data_type)| Field::new(*name, data_type.clone(), true)).collect::<Vec<_>>())
    }

    fn needed_and(more: &[(&str, DataType)]) -> Schema {
        schema(&[&NEEDED, more].concat())
    }

    fn message(schema: &Schema) -> String {
        CaseSchema::of(schema).expect_err("a schema that cannot be used").to_string()
    }

    #[test]
    fn columns_are_found_in_any_order_and_unknown_names_kept_once_in_theirs() {
        let more =
            [("note", DataType::Float64), ("hours", DataType::Int32), ("Hours", DataType::Utf8), (" unit", DataType::Utf8), ("note", DataType::Utf8)];
        let found = CaseSchema::of(&needed_and(&more)).expect("a case file");
        assert_eq!(found.unknown, ["note", "Hours", " unit"]);
        let places = [(Column::Payer, 0), (Column::CaseId, 1), (Column::FirstDay, 2), (Column::Service, 3), (Column::Hours, 5)];
        for &column in Column::ALL {
            let place = places.iter().find(|(known, _)| *known == column).map(|(_, place)| *place);
            assert_eq!(found.place(column), place, "{column}");
        }
    }

    #[test]
    fn a_cpr_number_in_a_name_is_not_repeated() {
        let found = CaseSchema::of(&needed_and(&[("note 010190-1234", DataType::Utf8)])).expect("a case file");
        assert_eq!(found.unknown, ["note xxxxxx-xxxx"]);
    }

    #[test]
    fn every_column_of_the_case_file_is_known_by_its_name() {
        let fields: Vec<_> = Column::ALL.iter().rev().map(|column| (column.as_str(), DataType::Utf8)).collect();
        let found = CaseSchema::of(&schema(&fields)).expect("a case file");
        assert!(found.unknown.is_empty());
        for (i, &column) in Column::ALL.iter().rev().enumerate() {
            assert_eq!(found.place(column), Some(i), "{column}");
        }
    }

    #[test]
    fn four_columns_are_required() {
        for (i, (name, _)) in NEEDED.iter().enumerate() {
            let mut fields = NEEDED.to_vec();
            fields.remove(i);
            let expected = format!("the column {name} is missing; every case file has case_id, service, first_day and payer");
            assert_eq!(message(&schema(&fields)), expected);
        }
        assert_eq!(message(&Schema::empty()), "the column case_id is missing; every case file has case_id, service, first_day and payer");
    }

    #[test]
    fn lines_are_no_case_file() {
        for name in ["net", "price_base_quantity"] {
            let said = message(&needed_and(&[(name, DataType::Utf8)]));
            assert_eq!(said, format!("the column {name} is one of lines that takst has priced; pass the cases they were made from"));
        }
        assert!(CaseSchema::of(&needed_and(&[("Net", DataType::Utf8), ("net_price", DataType::Utf8)])).is_ok(), "names are exact");
    }

    #[test]
    fn a_known_name_stands_once() {
        assert_eq!(message(&needed_and(&[("unit", DataType::Utf8), ("unit", DataType::Utf8)])), "the column unit is there twice");
        assert_eq!(message(&needed_and(&[("payer", DataType::Utf8)])), "the column payer is there twice");
    }

    #[test]
    fn types_are_checked_before_any_row_is_read() {
        assert_eq!(
            message(&needed_and(&[("hours", DataType::Float64)])),
            "the column hours has floating-point numbers (Float64); pass decimals, whole numbers or text, which are exact"
        );
        assert!(message(&needed_and(&[("unit", DataType::Boolean)])).starts_with("the column unit has the type Boolean; it takes text"));
    }

    fn batch(fields: &[(&str, DataType)], columns: Vec<ArrayRef>) -> RecordBatch {
        RecordBatch::try_new(Arc::new(schema(fields)), columns).expect("a batch")
    }

    fn needed_columns() -> Vec<ArrayRef> {
        vec![
            Arc::new(Int16Array::from(vec![101, 147])),
            Arc::new(StringArray::from(vec![None::<&str>, None])),
            Arc::new(Date32Array::from(vec![Some(0), None])),
            Arc::new(StringArray::from(vec!["a/b", "c/d"])),
        ]
    }

    #[test]
    fn columns_come_in_the_order_of_the_contract_without_those_of_nulls_only() {
        let fields = [&NEEDED[..], &[("hours", DataType::Null), ("note", DataType::Utf8), ("unit", DataType::Utf8)]].concat();
        let more: [ArrayRef; 3] =
            [Arc::new(NullArray::new(2)), Arc::new(StringArray::from(vec!["n", "n"])), Arc::new(StringArray::from(vec![None, Some("day")]))];
        let batch = batch(&fields, [needed_columns(), more.to_vec()].concat());
        let columns = CaseSchema::of(&batch.schema()).and_then(|found| found.columns(&batch)).expect("a case file");
        assert_eq!(columns.rows, 2);
        let names: Vec<&str> = columns.cells.iter().map(|(column, _)| column.as_str()).collect();
        assert_eq!(names, ["service", "first_day", "payer", "unit"]);
        let second: Vec<String> = columns
            .cells
            .iter()
            .map(|(_, cells)| {
                let mut text = String::new();
                cells.write(1, &mut text);
                text
            })
            .collect();
        assert_eq!(second, ["c/d", "", "147", "day"]);
    }

    #[test]
    fn a_slice_of_a_batch_has_its_own_rows() {
        let batch = batch(&NEEDED, needed_columns()).slice(1, 1);
        let columns = CaseSchema::of(&batch.schema()).and_then(|found| found.columns(&batch)).expect("a case file");
        assert_eq!(columns.rows, 1);
        let names: Vec<&str> = columns.cells.iter().map(|(column, _)| column.as_str()).collect();
        assert_eq!(names, ["service", "payer"], "the one first day of this slice is null");
    }

    #[test]
    fn a_batch_without_rows_and_one_of_fewer_columns() {
        let found = CaseSchema::of(&schema(&NEEDED)).expect("a case file");
        assert_eq!(found.columns(&RecordBatch::new_empty(Arc::new(schema(&NEEDED)))).expect("no rows").rows, 0);
        let fewer = RecordBatch::new_empty(Arc::new(schema(&NEEDED[..2])));
        assert!(matches!(found.columns(&fewer), Err(BatchError::MissingColumn(Column::Service))));
    }
}
