//! Columns of a frame that no case file has: they are not read, and one that is near a column that is missing was perhaps meant to be.

use crate::convert;
use crate::error::UnknownColumnWarning;
use pyo3::prelude::*;
use std::collections::HashSet;
use std::ffi::CString;
use takst::{Code, Column, Expected, Finding, Place};
use takst_batch::exchange::SchemaRef;

/// Each such column once, with the one that was perhaps meant.
fn unknown(schema: &SchemaRef) -> Vec<(&str, Option<Column>)> {
    let names: HashSet<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let is_known = |name: &str| Column::ALL.iter().any(|column| column.as_str() == name);
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    for field in schema.fields() {
        let name = field.name().as_str();
        if !is_known(name) && seen.insert(name) {
            found.push((name, convert::nearest(name, |column| !names.contains(column.as_str()))));
        }
    }
    found
}

/// Warns once of all columns that are near one which is missing. Other columns are everyday: they are in the summary only.
pub fn warn(py: Python<'_>, schema: &SchemaRef) -> PyResult<()> {
    let near = unknown(schema).into_iter().filter_map(|(name, near)| near.map(|near| (takst::cpr::masked(name), near.as_str())));
    let said: Vec<String> = near.map(|(name, near)| format!("column {} is not read; did you mean {near}?", takst_io::printable(&name))).collect();
    if said.is_empty() {
        return Ok(());
    }
    // A name may hold the character that ends a C string.
    let text = CString::new(said.join(" ").replace('\0', " "))?;
    PyErr::warn(py, &py.get_type::<UnknownColumnWarning>(), &text, 1)
}

/// A finding for each such column.
pub fn findings(schema: &SchemaRef) -> Vec<Finding> {
    let finding = |(name, near): (&str, Option<Column>)| Finding {
        code: Code::ColumnUnknown,
        at: Place::default(),
        value: takst::cpr::masked(name).into_owned(),
        expected: near.map_or(Expected::Nothing, Expected::Column),
    };
    unknown(schema).into_iter().map(finding).collect()
}
