//! The native module of the Python package: bindings to the crates of takst. It has no rules and no arithmetic of its own.

use pyo3::prelude::*;

// In order of dependency: a module uses only those above it.
mod shared;
mod progress;
mod watch;
mod convert;
mod finding;
mod error;
mod case;
mod change;
mod catalogue_core;
mod policy;
mod service;
mod catalogue;
mod words;
mod page;
mod line_text;
mod held;
mod totals;
mod line;
mod statement;
mod book_core;
mod explanation;
mod frames;
mod given;
mod reports;
mod book;
mod ledger;
mod codes;
mod command;
mod panic;

/// The book of the built-in catalogue and the default policy, with which the functions of the module work. It is compiled once.
///
/// >>> takst.default_book() is takst.default_book()
/// True
#[pyfunction]
fn default_book(py: Python<'_>) -> PyResult<Bound<'_, book_core::Book>> {
    book_core::default_book(py).cloned()
}

#[pymodule]
mod _native {
    use super::*;

    #[pymodule_export]
    use super::book::{_book, compare};
    #[pymodule_export]
    use super::book_core::Book;
    #[pymodule_export]
    use super::case::{_row, Case, Row, cases};
    #[pymodule_export]
    use super::catalogue::_catalogue;
    #[pymodule_export]
    use super::catalogue_core::{Catalogue, Policy};
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
    use super::given::{CaseFile, read_cases};
    #[pymodule_export]
    use super::line::{_line, Line};
    #[pymodule_export]
    use super::panic::_panic;
    #[pymodule_export]
    use super::policy::{_setting, Setting};
    #[pymodule_export]
    use super::reports::{Report, Workbook};
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
        super::frames::register(module)?;
        module.add("CaseFileWarning", module.py().get_type::<super::given::CaseFileWarning>())?;
        super::ledger::register(module)
    }
}
