//! Columns of a frame that no case file has. They are not read; one whose name is near that of a missing column was perhaps meant to be it.

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

/// Warns once of all columns whose names are near that of a missing column. Other unknown columns are common; only the summary has them.
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
        expected: near.map_or(Expected::Nothing, |near| Expected::Column(near.as_str())),
    };
    unknown(schema).into_iter().map(finding).collect()
}
