//! Rows of documents, claims and papers as they are given: a data frame, or an iterable of dicts. They become JSON Lines, which the readers take.

use crate::convert;
use crate::frames::Input;
use crate::frames::frame_error;
use crate::watch::{Watch, look_sometimes};
use chrono::NaiveDate;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyString};
use serde_json::{Map, Value};
use takst_batch::exchange::{DataType, shown};

/// A column of the results of takst that says nothing of the document itself.
const OURS: &str = "document";

/// How a time at midnight ends.
const MIDNIGHT: &str = "T00:00:00";

/// The rows as JSON Lines; empty where there is none.
pub fn json_lines(py: Python<'_>, name: &str, rows: &Bound<'_, PyAny>) -> PyResult<String> {
    if rows.is_none() {
        return Ok(String::new());
    }
    if rows.hasattr("__arrow_c_stream__")? || rows.hasattr("__arrow_c_array__")? {
        return of_frame(py, name, rows);
    }
    let wrong = |value: &Bound<'_, PyAny>| convert::wrong_type(name, value, "a data frame, or an iterable of dicts of columns");
    if rows.is_instance_of::<PyString>() || rows.is_instance_of::<PyDict>() {
        return Err(wrong(rows));
    }
    let mut text = String::new();
    for (round, row) in rows.try_iter().map_err(|_| wrong(rows))?.enumerate() {
        look_sometimes(py, round)?;
        let row = row?;
        let columns = row.cast::<PyDict>().map_err(|_| wrong(&row))?;
        let mut object = Map::new();
        for (column, value) in columns {
            let column = convert::plain_text("column", &column)?;
            if let Some(cell) = cell(&column, &value)?.filter(|_| column != OURS) {
                object.insert(column, Value::String(cell));
            }
        }
        line(&mut text, object);
    }
    Ok(text)
}

fn line(text: &mut String, object: Map<String, Value>) {
    text.push_str(&Value::Object(object).to_string());
    text.push('\n');
}

fn of_frame(py: Python<'_>, name: &str, frame: &Bound<'_, PyAny>) -> PyResult<String> {
    let input = Input::of(frame)?;
    let schema = input.schema.clone();
    if let Some(float) = schema.fields().iter().find(|field| is_float(field.data_type())) {
        let (column, found) = (float.name(), float.data_type());
        return Err(PyTypeError::new_err(format!(
            "{name}: the column {column} holds floating-point numbers ({found}), which are not exact; give decimals or text"
        )));
    }
    let watch = Watch::new(py, None, None)?;
    let read = py.detach(|| input.batches(&watch).collect::<Result<Vec<_>, _>>());
    let batches = read.map_err(|error| watch.take_raised().unwrap_or_else(|| frame_error(&error)))?;
    let names: Vec<(&str, bool)> = schema.fields().iter().map(|field| (field.name().as_str(), is_time(field.data_type()))).collect();
    py.detach(|| {
        let mut text = String::new();
        for batch in &batches {
            for row in shown(batch, batch.num_rows())? {
                let given = names.iter().zip(row).filter(|((column, _), _)| *column != OURS);
                let cell = |((column, is_time), cell): (&(&str, bool), Option<String>)| {
                    // Tables write a day as a time at midnight.
                    let cell = cell.map(|cell| cell.strip_suffix(MIDNIGHT).filter(|_| *is_time).map_or(cell.clone(), str::to_owned))?;
                    Some(((*column).to_owned(), Value::String(cell)))
                };
                line(&mut text, given.filter_map(cell).collect());
            }
        }
        Ok(text)
    })
    .map_err(|error| frame_error(&error))
}

fn is_float(found: &DataType) -> bool {
    match found {
        DataType::Dictionary(_, values) => is_float(values),
        other => other.is_floating(),
    }
}

/// Whether values are times without a zone.
const fn is_time(found: &DataType) -> bool {
    matches!(found, DataType::Timestamp(_, None))
}

/// The text of a cell; `None` where nothing is given.
fn cell(column: &str, value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if value.is_none() || value.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan()) {
        return Ok(None);
    }
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(Some(truth.is_true().to_string()));
    }
    if let Ok(time) = value.cast::<PyDateTime>() {
        let day = convert::midnight(value)?;
        return day.map(Some).ok_or_else(|| convert::wrong_type(column, time, "a datetime.date, or str YYYY-MM-DD"));
    }
    if value.is_instance_of::<PyDate>() {
        let day: NaiveDate = convert::day(column, value)?;
        return Ok(Some(day.to_string()));
    }
    convert::number_text(column, value).map(Some)
}
