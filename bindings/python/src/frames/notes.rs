//! Notes below a result: how many cases are not in it.

use crate::frames::fault;
use crate::frames::frame::Frame;
use crate::frames::input::Origin;
use crate::frames::show::count;
use crate::frames::summary::Summary;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::collections::HashSet;
use takst_batch::BatchError;
use takst_batch::exchange::shown;

/// How many cases were refused, and where their faults are; `None`: none was.
pub fn refused(summary: &Summary, faults: &Frame, place: &str) -> Option<String> {
    let Summary { cases, refused, .. } = *summary;
    (refused > 0).then(|| format!("{} of {cases} refused ({}): see {place}", count(refused, "case"), count(faults.rows(), "fault")))
}

/// The exception of findings that nobody asked for: an empty frame would say that there are none.
pub fn not_asked_for() -> PyErr {
    PyValueError::new_err("findings were not asked for: pass findings=True to price or stream")
}

/// The note about cases that only one of two sides refused.
pub fn one_side(before: &Frame, after: &Frame) -> PyResult<Option<String>> {
    let (before, after) = (cases(before)?, cases(after)?);
    let note = match before.symmetric_difference(&after).count() {
        0 => return Ok(None),
        1 => "1 case is refused on one side only: the change contains all of its amounts, and so is no difference of prices; correct the case, or leave it out of both sides"
            .to_owned(),
        many => format!(
            "{many} cases are refused on one side only: the change contains all of their amounts, and so is no difference of prices; correct the cases, or leave them out of \
             both sides"
        ),
    };
    Ok(Some(note))
}

/// The cases that have faults.
fn cases(faults: &Frame) -> PyResult<HashSet<Option<String>>> {
    let unfit = |error| fault::of(&BatchError::Input(error), Origin::Other);
    let mut found = HashSet::new();
    for batch in &faults.batches {
        let place = batch.schema().index_of(takst::Column::CaseId.as_str()).map_err(unfit)?;
        let column = batch.project(&[place]).map_err(unfit)?;
        found.extend(shown(&column, column.num_rows()).map_err(unfit)?.into_iter().flatten());
    }
    Ok(found)
}

/// A table with notes below it, one a line.
pub fn below(table: String, notes: impl IntoIterator<Item = String>) -> String {
    notes.into_iter().fold(table, |text, note| text + "\n" + &note)
}

/// The same in HTML. Notes have no characters that have to be escaped.
pub fn below_html(table: String, notes: impl IntoIterator<Item = String>) -> String {
    notes.into_iter().fold(table, |html, note| html + "\n<p>" + &note + "</p>")
}
