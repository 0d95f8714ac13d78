//! Answers over cases as they are given: case files are priced case by case, frames and Parquet by columns.

use crate::book_core::Book;
use crate::convert;
use crate::explanation::Explanation;
use crate::frames::{self, FrameOptions};
use crate::given::case_file::of_case_file;
use crate::given::groups::Groups;
use crate::given::run;
use pyo3::prelude::*;
use takst::ReportingPeriod;
use takst_explain::Lang;

/// The language of messages: that asked for, or that of the book.
fn lang(asked: Option<&str>, book: &Book) -> PyResult<Lang> {
    asked.map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))
}

/// Lines.
pub fn price<'py>(py: Python<'py>, book: &Bound<'py, Book>, cases: &Bound<'py, PyAny>, options: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    match of_case_file(cases, lang(options.lang.as_deref(), book.get())?)? {
        Some(opened) => run::price(py, book.get(), opened, options),
        None => frames::price(py, book, cases, options),
    }
}

/// Sums.
pub fn totals<'py>(
    py: Python<'py>,
    book: &Bound<'py, Book>,
    cases: &Bound<'py, PyAny>,
    groups: Groups,
    options: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    match of_case_file(cases, lang(options.lang.as_deref(), book.get())?)? {
        Some(opened) => run::totals(py, book.get(), opened, &groups, options),
        None => frames::totals(py, book, cases, groups.by, groups.cases, options),
    }
}

/// Sums under two books.
pub fn compare<'py>(
    py: Python<'py>,
    [before, after]: [&Bound<'py, Book>; 2],
    cases: &Bound<'py, PyAny>,
    groups: Groups,
    options: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    match of_case_file(cases, lang(options.lang.as_deref(), before.get())?)? {
        Some(opened) => run::compare(py, [before.get(), after.get()], opened, &groups, options),
        None => frames::compare(py, before, after, cases, groups.by, groups.cases, options),
    }
}

/// More rows than places.
pub fn capacity<'py>(
    py: Python<'py>,
    book: &Bound<'py, Book>,
    cases: &Bound<'py, PyAny>,
    window: ReportingPeriod,
    asked: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let lang = lang(asked.as_deref(), book.get())?;
    match of_case_file(cases, lang)? {
        Some(opened) => run::capacity(py, book.get(), opened, window, lang),
        None => frames::capacity(py, book, cases, window, asked),
    }
}

/// Every amount of a case, with the citizen's other cases.
pub fn explain<'py>(
    py: Python<'py>,
    book: &Bound<'py, Book>,
    cases: &Bound<'py, PyAny>,
    case_id: &str,
    window: &ReportingPeriod,
) -> PyResult<Explanation> {
    match of_case_file(cases, book.get().lang)? {
        Some(opened) => run::explain(py, book.get(), opened, case_id, window),
        None => Explanation::of(py, book.get(), frames::case_of(py, cases, case_id)?, window, false),
    }
}
