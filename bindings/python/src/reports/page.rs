//! A priced case file as a page that a manager reads.

use crate::book_core::Book;
use crate::frames::{Frame, Summary};
use crate::given::texts::texts;
use crate::reports::input::{Asked, Held, Taker, made, save, unwritten};
use pyo3::prelude::*;
use std::path::PathBuf;
use takst::{Citizen, FilePlace, Finding, Statement};
use takst_report::{About, PageBuilder};

/// Priced cases as a page in one file: cost, refund and what is at stake by month and service, the largest uncertainties, refused cases, and the explanation of each case
/// that a figure leads to. `Book.report` returns it; in a notebook it shows itself.
#[pyclass(frozen, module = "takst")]
#[derive(Debug)]
pub struct Report {
    html: String,
    held: Held,
}

impl Taker for PageBuilder<'_> {
    fn statement(&mut self, statement: &Statement, place: &dyn Fn(&Finding) -> FilePlace) -> Result<(), String> {
        PageBuilder::statement(self, statement, place).map_err(|error| error.to_string())
    }

    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) {
        PageBuilder::citizen(self, citizen, is_own);
    }

    fn file_finding(&mut self, finding: &Finding, place: &FilePlace) -> Result<(), String> {
        PageBuilder::file_finding(self, finding, place.clone());
        Ok(())
    }
}

/// Prices cases into a page.
pub fn report(book: &Bound<'_, Book>, cases: &Bound<'_, PyAny>, asked: &Asked<'_>) -> PyResult<Report> {
    let (html, held) = made(book, cases, asked, |run| {
        let mut page = PageBuilder::new(run.basis());
        let counted = run.price(&mut page)?;
        for id in page.cases_to_explain() {
            let citizen = run.opened.whole.citizen_of_case(&id);
            if let Some(explanation) = citizen.and_then(|citizen| run.book.explain(&citizen, run.window, &id)) {
                page.explained(&id, takst_explain::explain(&explanation, run.book.catalogue(), run.book.policy(), &run.receipt, texts(run.lang)));
            }
        }
        let name = Some(run.opened.name()).filter(|name| !name.is_empty()).unwrap_or_else(|| texts(run.lang).get("run-in-memory", &[]));
        let about = About { file: &name, receipt: &run.receipt, counts: counted.counts, shown: &[] };
        Ok((page.finish(&about).map_err(unwritten)?, counted))
    })?;
    Ok(Report { html, held })
}

#[pymethods]
impl Report {
    /// The page as HTML. It needs nothing outside itself.
    #[getter]
    fn html(&self) -> &str {
        &self.html
    }

    /// Writes the page to a file. One of the name is replaced.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        save(py, &path, self.html.as_bytes())
    }

    /// Every fault of every refused case, one row a fault.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Py<Frame> {
        self.held.refused.clone_ref(py)
    }

    /// Counts.
    #[getter]
    fn summary(&self, py: Python<'_>) -> Py<Summary> {
        self.held.summary.clone_ref(py)
    }

    fn _repr_html_(&self) -> String {
        // A page of its own: its style must not reach the notebook around it. Its script filters and opens cases.
        let page = crate::shared::escaped(&self.html);
        format!("<iframe srcdoc=\"{page}\" sandbox=\"allow-scripts\" style=\"width:100%;height:60em;border:1px solid #ccc\"></iframe>")
    }

    fn __eq__(&self, other: &Report) -> bool {
        self.html == other.html
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.html)
    }

    fn __repr__(&self) -> String {
        self.held.shown("Report")
    }

    #[new]
    fn new(html: String, refused: Py<Frame>, summary: Py<Summary>) -> Report {
        Report { html, held: Held { refused, summary } }
    }

    fn __reduce__<'py>(slf: &Bound<'py, Report>) -> (Bound<'py, PyAny>, (String, Py<Frame>, Py<Summary>)) {
        let (py, own) = (slf.py(), slf.get());
        (slf.get_type().into_any(), (own.html.clone(), own.refused(py), own.summary(py)))
    }
}
