//! Which lines are shown. A filter never changes what is priced: all rows count.

use crate::error::BatchError;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use std::collections::{BTreeMap, BTreeSet};
use takst::{Line, LineColumn, Statement};
use takst_io::write_column;

/// Lines with one of the given values in each column that has some; without any, all lines.
///
/// ```
/// use takst::LineColumn;
/// use takst_batch::LineFilter;
///
/// let mut only = LineFilter::default();
/// only.add(LineColumn::Payer, "101");
/// only.add(LineColumn::Payer, "751");
/// only.add(LineColumn::Provider, "mandecentret");
/// assert_eq!(only.columns().collect::<Vec<_>>(), [LineColumn::Provider, LineColumn::Payer]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineFilter {
    only: BTreeMap<LineColumn, BTreeSet<String>>,
}

impl LineFilter {
    /// Adds a value of a column. With its first value, lines with other values in the column are left out.
    pub fn add(&mut self, column: LineColumn, value: &str) {
        self.only.entry(column).or_default().insert(value.to_owned());
    }

    /// Whether all lines are shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.only.is_empty()
    }

    /// The columns that decide.
    pub fn columns(&self) -> impl Iterator<Item = LineColumn> + '_ {
        self.only.keys().copied()
    }

    /// The values of a column that are shown; `None`: every value.
    #[must_use]
    pub fn values(&self, column: LineColumn) -> Option<&BTreeSet<String>> {
        self.only.get(&column)
    }

    /// Whether a line of a statement is shown.
    #[must_use]
    pub fn shows(&self, statement: &Statement, line: &Line) -> bool {
        let mut text = String::new();
        self.only.iter().all(|(column, values)| {
            text.clear();
            // Writing into a string cannot fail.
            let _ = write_column(*column, statement, line, &mut text);
            values.contains(&text)
        })
    }

    /// Whether each line of a batch is shown.
    pub(crate) fn shown(&self, lines: &RecordBatch) -> Result<Vec<bool>, BatchError> {
        let mut shown = vec![true; lines.num_rows()];
        for (column, values) in &self.only {
            let mut of_text = |text: &str| u32::from(values.contains(text));
            let has = numbers(named(lines, *column)?, &mut of_text)?;
            shown.iter_mut().zip(has).for_each(|(shown, has)| *shown &= has == 1);
        }
        Ok(shown)
    }
}

/// A column of a batch of lines.
pub(crate) fn named(lines: &RecordBatch, column: LineColumn) -> Result<&ArrayRef, BatchError> {
    let missing = || BatchError::Input(ArrowError::SchemaError(format!("the lines have no column {}", column.as_str())));
    lines.column_by_name(column.as_str()).ok_or_else(missing)
}

/// The number of each text of a column. `number` is called once for equal texts in a row, and once for each word of a dictionary that is used. An absent
/// text is empty.
pub(crate) fn numbers(column: &ArrayRef, number: &mut impl FnMut(&str) -> u32) -> Result<Vec<u32>, BatchError> {
    if let Some(words) = column.as_dictionary_opt::<Int32Type>() {
        let texts = words.values().as_string_opt::<i32>().ok_or_else(|| unread(column))?;
        let mut known: Vec<Option<u32>> = vec![None; texts.len()];
        let mut absent = None;
        let numbers = words.keys().iter().map(|key| match key {
            Some(key) => {
                let place = key as usize; // a key is a place in its dictionary
                *known[place].get_or_insert_with(|| number(texts.value(place)))
            }
            None => *absent.get_or_insert_with(|| number("")),
        });
        return Ok(numbers.collect());
    }
    let texts = column.as_string_opt::<i32>().ok_or_else(|| unread(column))?;
    let mut last: Option<(&str, u32)> = None;
    let numbers = texts.iter().map(|text| {
        let text = text.unwrap_or_default();
        match last {
            Some((same, number)) if same == text => number,
            _ => last.insert((text, number(text))).1,
        }
    });
    Ok(numbers.collect())
}

fn unread(column: &ArrayRef) -> BatchError {
    BatchError::Input(ArrowError::SchemaError(format!("{} is no column of words", column.data_type())))
}
