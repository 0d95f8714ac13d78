//! The native module of the Python package: doors to the crates of takst, without rules or arithmetic of their own.

use pyo3::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

// In the order the data flows.
mod convert;
mod finding;
mod error;
mod case;
mod policy;
mod service;
mod change;
mod catalogue;
mod totals;
mod words;
mod page;
mod statement;
mod line;
mod explanation;
mod book;
mod frames;
mod codes;
mod command;
mod panic;

/// A function of this module that makes an object out of its pickle.
fn rebuild<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("takst._native")?.getattr(name)
}

/// The hash of what an object is compared by.
fn hash_of(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Text as it may stand in HTML, also in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The `OSError` of a file that cannot be read, with its name.
fn unread(py: Python<'_>, path: &Path, error: &std::io::Error) -> PyErr {
    let Some(number) = error.raw_os_error() else { return pyo3::exceptions::PyOSError::new_err(format!("{}: {error}", path.display())) };
    let says = py.import("os").and_then(|os| os.call_method1("strerror", (number,))).and_then(|text| text.extract::<String>());
    // With three arguments Python chooses FileNotFoundError and its like by the number.
    pyo3::exceptions::PyOSError::new_err((number, says.unwrap_or_else(|_| error.to_string()), path.display().to_string()))
}

/// The book of the built-in catalogue and the default policy, with which the functions of the module work. It is compiled once.
///
/// >>> takst.default_book() is takst.default_book()
/// True
#[pyfunction]
fn default_book(py: Python<'_>) -> PyResult<Bound<'_, book::Book>> {
    book::default_book(py).cloned()
}

#[pymodule]
mod _native {
    use super::*;

    #[pymodule_export]
    use super::book::{_book, Book, compare};
    #[pymodule_export]
    use super::case::{_row, Case, Row, cases};
    #[pymodule_export]
    use super::catalogue::{_catalogue, Catalogue};
    #[pymodule_export]
    use super::change::{_change, NewTariff, Rise};
    #[pymodule_export]
    use super::codes::_codes;
    #[pymodule_export]
    use super::command::main;
    #[pymodule_export]
    use super::default_book;
    #[pymodule_export]
    use super::explanation::{_explanation, Explanation};
    #[pymodule_export]
    use super::finding::{_finding, Finding};
    #[pymodule_export]
    use super::line::{_line, Line};
    #[pymodule_export]
    use super::panic::_panic;
    #[pymodule_export]
    use super::policy::{_setting, Policy, Setting};
    #[pymodule_export]
    use super::service::{_tariff, Service, Tariff};
    #[pymodule_export]
    use super::statement::{_document, _statement, Document, Statement};
    #[pymodule_export]
    use super::totals::{_totals, Totals};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        super::error::register(module)?;
        super::frames::register(module)
    }
}
