//! The rows of one case among many, with those that count when it is priced.

use crate::error::BatchError;
use crate::input::{CaseColumns, CaseSchema, Cells};
use crate::rows::cut::Input;
use crate::rows::key::{Key, NO_KEY, key_of};
use crate::rows::named::Named;
use crate::rows::together::OfKey;
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use takst::Column;

/// A row of an input as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// Its number in the input, 1 = first.
    pub number: u64,
    /// The cells that are given, in canonical form.
    pub cells: Vec<(Column, String)>,
}

/// The rows of the case with this reference and of all cases of its citizen, in the order of the input; none where the input has no such case.
///
/// What belongs together is found as for pricing: a case whose rows name several citizens brings the cases of each of them.
///
/// # Errors
/// The input cannot be read as a whole.
pub fn rows_with_case<I>(input: I, case_id: &str) -> Result<Vec<TextRow>, BatchError>
where
    I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
{
    let mut input = Input::new(input.into_iter());
    let (mut batches, mut references) = (Vec::new(), Vec::new());
    let mut rows_of: HashMap<Key, Vec<u32>, BuildHasherDefault<OfKey>> = HashMap::default();
    while let Some((batch, schema)) = input.next()? {
        let named = Named::read(&schema, &batch)?;
        for (case, citizen) in named.cases.into_iter().zip(named.citizens) {
            let row = u32::try_from(references.len()).map_err(|_| BatchError::TooMany("rows"))?;
            references.push((case, citizen));
            rows_of.entry(case).or_default().push(row);
            if citizen != case {
                rows_of.entry(citizen).or_default().push(row);
            }
        }
        batches.push((batch, schema));
    }
    rows_of.remove(&NO_KEY);
    let (mut wanted, mut rows) = (vec![key_of(case_id.trim())], HashSet::new());
    while let Some(key) = wanted.pop() {
        // Taken out, so that the rows of a reference are looked at once.
        for row in rows_of.remove(&key).unwrap_or_default() {
            if rows.insert(row) {
                let (case, citizen) = references[row as usize];
                wanted.extend([case, citizen]);
            }
        }
    }
    let mut rows: Vec<u32> = rows.into_iter().collect();
    rows.sort_unstable();
    let mut found = Vec::with_capacity(rows.len());
    let (mut rows, mut before) = (rows.into_iter().map(|row| row as usize).peekable(), 0);
    for (batch, schema) in &batches {
        let end = before + batch.num_rows();
        let mut columns = None;
        while let Some(row) = rows.next_if(|row| *row < end) {
            let columns = match &columns {
                Some(columns) => columns,
                None => columns.insert(schema.columns(batch)?),
            };
            found.push(text_row(columns, row - before, row as u64 + 1));
        }
        before = end;
    }
    Ok(found)
}

/// Every row of an input as text, in order. A batch is read when its first row is asked for.
///
/// # Errors
/// Of an item: the input cannot be read as a whole.
pub fn text_rows<I>(input: I) -> impl Iterator<Item = Result<TextRow, BatchError>>
where
    I: IntoIterator<Item = Result<RecordBatch, ArrowError>>,
{
    let mut input = Input::new(input.into_iter());
    let mut before = 0u64;
    let mut next = move || -> Result<Option<Vec<TextRow>>, BatchError> {
        let Some((batch, schema)) = input.next()? else { return Ok(None) };
        let columns = schema.columns(&batch)?;
        let rows = (0..batch.num_rows()).zip(before + 1..).map(|(row, number)| text_row(&columns, row, number)).collect();
        before += batch.num_rows() as u64;
        Ok(Some(rows))
    };
    let batches = std::iter::from_fn(move || next().transpose());
    batches.flat_map(|rows| match rows {
        Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    })
}

/// A row of a batch as text.
fn text_row(columns: &CaseColumns, row: usize, number: u64) -> TextRow {
    let given = columns.cells.iter().filter(|(_, cells)| cells.is_given(row));
    let text = |cells: &Cells| {
        let mut text = String::new();
        cells.write(row, &mut text);
        text
    };
    TextRow { number, cells: given.map(|(column, cells)| (*column, text(cells))).collect() }
}

/// Checks that batches with these columns can be read as cases.
///
/// # Errors
/// A required column is missing, a column is there twice, or its type cannot hold what the column says.
pub fn check_columns(schema: &Schema) -> Result<(), BatchError> {
    CaseSchema::of(schema).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{ArrayRef, Int64Array, StringArray};
    use std::sync::Arc;

    fn batch(rows: &[(&str, Option<&str>, i64)]) -> RecordBatch {
        let text = |of: &dyn Fn(usize) -> Option<String>| -> ArrayRef { Arc::new((0..rows.len()).map(of).collect::<StringArray>()) };
        RecordBatch::try_from_iter_with_nullable([
            ("case_id", text(&|row| Some(rows[row].0.to_owned())), true),
            ("citizen_id", text(&|row| rows[row].1.map(str::to_owned)), true),
            ("payer", Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.2))) as ArrayRef, true),
            ("service", text(&|_| Some("x".to_owned())), true),
            ("first_day", text(&|_| None), true),
        ])
        .expect("columns of one length")
    }

    fn numbers(batches: &[RecordBatch], case: &str) -> Vec<u64> {
        let rows = rows_with_case(batches.iter().cloned().map(Ok), case).expect("sound input");
        rows.into_iter().map(|row| row.number).collect()
    }

    #[test]
    fn a_case_comes_with_all_cases_of_its_citizen() {
        let first = batch(&[("S-1", Some("C-1"), 101), ("S-2", Some("C-2"), 101), (" S-3 ", Some("C-1"), 101)]);
        let second = batch(&[("S-4", None, 101), ("S-2", Some("C-3"), 147), ("S-5", Some("C-3"), 147), ("", Some("C-3"), 147)]);
        let batches = [first, second];
        assert_eq!(numbers(&batches, "S-1"), [1, 3]);
        assert_eq!(numbers(&batches, "S-3 "), [1, 3]);
        assert_eq!(numbers(&batches, "S-4"), [4]);
        // Its rows name two citizens; one of these has a row without a case.
        assert_eq!(numbers(&batches, "S-2"), [2, 5, 6, 7]);
        assert_eq!(numbers(&batches, "S-6"), [0; 0]);
        assert_eq!(numbers(&batches, ""), [0; 0]);
    }

    #[test]
    fn every_row_comes_once_and_is_numbered_through_the_batches() {
        let batches = [batch(&[("S-1", None, 101), ("S-2", None, 101)]), batch(&[]), batch(&[("S-3", None, 147)])];
        let rows: Vec<TextRow> = text_rows(batches.into_iter().map(Ok)).collect::<Result<_, _>>().expect("sound input");
        let case = |row: &TextRow| row.cells.iter().find(|(column, _)| *column == Column::CaseId).map(|(_, text)| text.clone());
        let found: Vec<(u64, Option<String>)> = rows.iter().map(|row| (row.number, case(row))).collect();
        assert_eq!(found, [(1, Some("S-1".to_owned())), (2, Some("S-2".to_owned())), (3, Some("S-3".to_owned()))]);
    }

    #[test]
    fn cells_are_in_canonical_form() {
        let rows = rows_with_case([Ok(batch(&[("S-1", None, 101)]))], "S-1").expect("sound input");
        let cells = [(Column::CaseId, "S-1"), (Column::Service, "x"), (Column::Payer, "101")].map(|(column, text)| (column, text.to_owned()));
        let mut found = rows[0].cells.clone();
        found.sort_by_key(|(column, _)| *column);
        assert_eq!(found, cells);
    }
}
