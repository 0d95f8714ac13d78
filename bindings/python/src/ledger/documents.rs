//! Documents that were issued.

use crate::book_core::Book;
use crate::convert;
use crate::frames::Frame;
use crate::given::texts::texts;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use takst::document::issued::{Chain, Issued};
use takst_explain::{Lang, paper};
use takst_io::documents::issued_object;

/// Documents of a ledger. Where a frame is asked for, it is their lines, in the columns of an export.
///
/// `text` explains them: which invoice each replaces or takes back and why, what took its place, and the difference by line. `html` is one page with a sheet for each document,
/// `json` a line of JSON each. Documents of an earlier system and expired ones have none of these: their numbers are in `imported` and `expired`.
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Documents {
    pub lines: Py<Frame>,
    pub issued: Vec<Issued>,
    /// Of each issued one the documents before and after it.
    pub chains: Vec<Chain>,
    pub numbers: Vec<String>,
    pub imported: Vec<String>,
    pub expired: Vec<String>,
    pub book: Py<Book>,
}

#[pymethods]
impl Documents {
    /// A row for each line of each document; of one whose content has expired a row with its sums.
    #[getter]
    fn lines(&self, py: Python<'_>) -> Py<Frame> {
        self.lines.clone_ref(py)
    }

    /// The numbers, in order.
    #[getter]
    fn numbers(&self) -> Vec<String> {
        self.numbers.clone()
    }

    /// Numbers of documents of an earlier system, which have no page: the ledger does not know their parties.
    #[getter]
    fn imported(&self) -> Vec<String> {
        self.imported.clone()
    }

    /// Numbers of documents whose content has expired.
    #[getter]
    fn expired(&self) -> Vec<String> {
        self.expired.clone()
    }

    /// The documents explained: what each says, which invoice it replaces or takes back and why, what took its place, and the difference by line. ValueError where none of them can
    /// be explained.
    #[pyo3(signature = (lang=None))]
    fn text(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<String> {
        let book = self.book.get();
        let lang = self.shown_in(lang)?;
        let services: &takst::Book = book.core();
        let explained = |(document, chain)| paper::explained(document, chain, services, services.catalogue(), texts(lang));
        Ok(py.detach(|| self.issued.iter().zip(&self.chains).map(explained).collect::<Vec<_>>().join("\n\n")))
    }

    /// The documents as one page, a sheet each, as they were issued. ValueError where none of them has a sheet.
    #[pyo3(signature = (lang=None))]
    fn html(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<String> {
        let book = self.book.get();
        let lang = self.shown_in(lang)?;
        Ok(py.detach(|| paper::documents(&self.issued, book.core().catalogue(), texts(lang))))
    }

    /// The documents as JSON Lines: an object each, amounts as text.
    fn json(&self) -> String {
        let catalogue = self.book.get().core().catalogue();
        self.issued.iter().map(|document| format!("{}\n", issued_object(document, catalogue))).collect()
    }

    /// The Arrow `PyCapsule` interface of the lines.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyAny>> {
        self.lines.bind(py).call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// The Arrow `PyCapsule` interface: the schema of the lines.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.lines.bind(py).call_method0("__arrow_c_schema__")
    }

    fn __len__(&self) -> usize {
        self.numbers.len()
    }

    fn __repr__(&self) -> String {
        let count = self.numbers.len();
        let some = |what: &str, numbers: &[String]| if numbers.is_empty() { String::new() } else { format!(", {what}={}", numbers.len()) };
        format!("Documents({count}{}{})", some("imported", &self.imported), some("expired", &self.expired))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.lines.bind(py).get()._repr_html_()
    }
}

impl Documents {
    /// The language in which they are shown; an error where there is nothing to show.
    fn shown_in(&self, lang: Option<&str>) -> PyResult<Lang> {
        if self.issued.is_empty() {
            return Err(PyValueError::new_err("none of these documents can be shown: they are of an earlier system, or their content has expired"));
        }
        lang.map_or(Ok(self.book.get().lang), |lang| convert::lang(Some(lang)))
    }
}
