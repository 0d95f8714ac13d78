//! What a call is given: the book, the parties, dates, municipalities and quarters.

use crate::book_core::{Book, default_book};
use crate::convert;
use crate::ledger::parties::Parties;
use chrono::NaiveDate;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt, PyString};
use takst::document::claim::Quarter;
use takst::{Month, Municipality};
use takst_catalogue::parties_for_control;
use takst_explain::Lang;

/// The book of a call, else that of the ledger, else the default.
pub fn book<'py>(py: Python<'py>, given: Option<&Bound<'py, Book>>, own: Option<&Py<Book>>) -> PyResult<Bound<'py, Book>> {
    match (given, own) {
        (Some(given), _) => Ok(given.clone()),
        (None, Some(own)) => Ok(own.bind(py).clone()),
        (None, None) => default_book(py).cloned(),
    }
}

/// The parties of a call, else those of the ledger, read with the catalogue of the book.
pub fn parties(given: Option<&Bound<'_, PyAny>>, own: Option<&Py<PyAny>>, py: Python<'_>, book: &Book) -> PyResult<Parties> {
    let own = own.map(|own| own.bind(py));
    let Some(given) = given.filter(|given| !given.is_none()).or(own) else {
        return Err(PyTypeError::new_err("parties: say who bills and who is billed: a takst.Parties, or the path of a parties file"));
    };
    Parties::from_any(given, &book.catalogue, book.lang)
}

/// Parties of a control: what only documents that are issued need may be absent.
pub fn control_parties(given: &Bound<'_, PyAny>, book: &Book) -> PyResult<Parties> {
    Parties::from_any_by(given, &book.catalogue, book.lang, parties_for_control)
}

/// Today, where Python runs.
pub fn today(py: Python<'_>) -> PyResult<NaiveDate> {
    convert::day("today", &py.import("datetime")?.getattr("date")?.call_method0("today")?)
}

/// A day that may be given.
pub fn day(name: &str, given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<NaiveDate>> {
    given.map(|day| convert::day(name, day)).transpose()
}

/// A month that may be given.
pub fn month(name: &str, given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Month>> {
    given.map(|month| convert::month_of(name, month)).transpose()
}

/// A municipality by its code or name.
pub fn payer(given: &Bound<'_, PyAny>) -> PyResult<Municipality> {
    if !given.is_instance_of::<PyString>() && (!given.is_instance_of::<PyInt>() || given.is_instance_of::<PyBool>()) {
        return Err(convert::wrong_type("payer", given, "the municipality: its code as str or int, or its name"));
    }
    let text = given.str()?.to_str()?.to_owned();
    Municipality::read(&text).map_err(|_| {
        let near = Municipality::nearest(&text).map(|near| format!(" (did you mean {near}?)")).unwrap_or_default();
        PyValueError::new_err(format!("payer: {text:?} is no municipality; pass its code, 101 to 860, or its name{near}"))
    })
}

/// A quarter, `YYYY-Qn`.
pub fn quarter(text: &str) -> PyResult<Quarter> {
    text.parse().map_err(|_| PyValueError::new_err(format!("quarter: {text:?} is no quarter; pass str YYYY-Qn, such as 2024-Q1")))
}

/// The language of a book.
pub fn lang_of(book: Option<&Py<Book>>) -> Lang {
    book.map_or(Lang::En, |book| book.get().lang)
}
