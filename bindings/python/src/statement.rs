//! The result for one case: documents of lines with their totals, or the faults that refuse it.

use crate::convert;
use crate::finding::{Finding, Said};
use crate::held::{ALONE, Held, StatementText};
use crate::line::Line;
use crate::line_text;
use crate::page::Page;
use crate::totals::Totals;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::sync::Arc;

/// The result for one case: documents of lines, or the faults that refuse it.
///
/// `takst.price` returns one or raises. `Book.statements` also returns those of refused cases: their `lines`, `documents` and `totals` raise TakstError, so that a
/// refused case is never taken for a case without lines.
///
/// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
/// >>> statement = takst.price(case)
/// >>> statement
/// <Statement S-1: 2 lines, net 10890.00, refund 5445.00, cost 5445.00>
/// >>> [(line.month, line.net) for line in statement.lines]
/// [('2023-03', Decimal('6540.00')), ('2023-04', Decimal('4350.00'))]
#[pyclass(module = "takst", frozen)]
#[derive(Debug, Clone)]
pub struct Statement {
    pub held: Arc<Held>,
}

fn notes<'py>(py: Python<'py>, said: &[Said]) -> PyResult<Bound<'py, PyTuple>> {
    PyTuple::new(py, said.iter().map(|said| Finding { said: said.clone() }))
}

#[pymethods]
impl Statement {
    /// The case reference as it may be shown; CPR numbers are masked.
    #[getter]
    fn case_id(&self) -> &str {
        &self.held.core.case_id
    }

    /// The citizen's pseudonym as it may be shown.
    #[getter]
    fn citizen_id(&self) -> &str {
        &self.held.core.citizen_id
    }

    /// Whether the case is refused.
    #[getter]
    fn is_refused(&self) -> bool {
        self.held.core.is_refused()
    }

    /// The lines of all documents, in order. Raises TakstError when the case is refused.
    #[getter]
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let documents = self.held.documents(py)?;
        let places = documents.iter().enumerate().flat_map(|(document, of)| (0..of.lines.len()).map(move |line| (document, line)));
        PyTuple::new(py, places.map(|(document, line)| Line::at(&self.held, document, line)).collect::<Vec<_>>())
    }

    /// One document for each provider, payer and month, in that order. Raises TakstError when the case is refused.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let count = self.held.documents(py)?.len();
        PyTuple::new(py, (0..count).map(|number| Document { held: self.held.clone(), number }))
    }

    /// Sums over all lines. Raises TakstError when the case is refused.
    #[getter]
    fn totals(&self, py: Python<'_>) -> PyResult<Totals> {
        self.held.documents(py)?;
        Ok(Totals { core: self.held.core.totals(), is_alone: self.held.is_alone })
    }

    /// Every fault that refuses the case; empty when it is priced.
    #[getter]
    fn faults<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        notes(py, self.held.faults())
    }

    /// Warnings and notes; they change no price.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        notes(py, self.held.findings())
    }

    /// A sentence, in the language of the book, where the case was priced by itself and its refund depends on the citizen's other cases; otherwise None. Price them in one
    /// call of `statements`, or in one data frame.
    #[getter]
    fn note(&self) -> Option<String> {
        self.held.note(self.held.lang)
    }

    /// The lines as a list of dicts, as `Line.as_dict`. Raises TakstError when the case is refused.
    fn as_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, pyo3::types::PyDict>>> {
        let documents = self.held.documents(py)?;
        documents.iter().flat_map(|document| &document.lines).map(|line| line_text::dict(py, &self.held.core, line)).collect()
    }

    /// A table in HTML: the lines by document with their sums, names, refund and assumptions, in the language of the book or in `lang` (`"da"`, `"en"`). For a refused
    /// case, its faults.
    #[pyo3(signature = (lang=None))]
    fn html(&self, lang: Option<&str>) -> PyResult<String> {
        let lang = lang.map_or(Ok(self.held.lang), |lang| convert::lang(Some(lang)))?;
        let page = Page { statement: &self.held.core, words: self.held.words(), texts: convert::texts(lang) };
        let list = |heading: &str, said: &[Said]| page.list(heading, said.iter().map(|said| (said.code, said.message(lang))));
        let faults = self.held.faults();
        let head = if self.held.core.is_refused() { page.refusal(faults.len()) } else { page.table() };
        let note = self.held.note(lang).map_or_else(String::new, |note| format!("<p><strong>{}</strong></p>", crate::shared::escaped(&note)));
        Ok([head, note, list("page-faults", faults), list("page-findings", self.held.findings()), page.assumptions()].concat())
    }

    fn _repr_html_(&self) -> PyResult<String> {
        self.html(None)
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        self.held.documents(py)?;
        Ok(self.held.core.lines().count())
    }

    fn __bool__(&self) -> bool {
        !self.is_refused()
    }

    fn __eq__(&self, other: &Statement) -> bool {
        *self.held == *other.held
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&(&self.held.core.case_id, self.held.core.lines().count()))
    }

    fn __repr__(&self) -> String {
        let core = &self.held.core;
        if core.is_refused() {
            let codes: Vec<&str> = self.held.faults().iter().map(|fault| fault.code.as_str()).collect();
            return format!("<Statement {}: refused, {}>", core.case_id, codes.join(", "));
        }
        let (lines, totals) = (core.lines().count(), core.totals());
        let plural = if lines == 1 { "" } else { "s" };
        let stake = if totals.at_stake == takst::Amount::ZERO { String::new() } else { format!(", at stake {}", totals.at_stake) };
        let alone = if self.held.is_alone { format!(", {ALONE}") } else { String::new() };
        format!(
            "<Statement {}: {lines} line{plural}, net {}, refund {}{stake}, cost {}{alone}>",
            core.case_id, totals.net, totals.refund, totals.cost
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (StatementText,))> {
        Ok((crate::shared::rebuild(py, "_statement")?, (self.held.to_text(),)))
    }
}

/// Makes a statement from its pickle.
#[pyfunction]
pub fn _statement(text: StatementText) -> PyResult<Statement> {
    Ok(Statement { held: Held::from_text(text)? })
}

/// The lines of one provider, payer and month: what one invoice would hold. Made by `Statement.documents`.
#[pyclass(module = "takst", frozen)]
#[derive(Debug, Clone)]
pub struct Document {
    held: Arc<Held>,
    number: usize,
}

impl Document {
    fn core(&self) -> &takst::Document {
        // A document is made for documents that are there.
        &self.held.core.result.as_deref().unwrap_or_default()[self.number]
    }
}

#[pymethods]
impl Document {
    /// Id of the provider.
    #[getter]
    fn provider(&self) -> &str {
        &self.core().provider
    }

    /// Municipality code, three digits.
    #[getter]
    fn payer(&self) -> String {
        self.core().payer.to_string()
    }

    /// The month, YYYY-MM.
    #[getter]
    fn month(&self) -> String {
        self.core().month.to_string()
    }

    /// Code of why it is on hold; None: it is not.
    #[getter]
    fn hold(&self) -> Option<&'static str> {
        self.core().hold.map(takst::Code::as_str)
    }

    /// The lines, in order.
    #[getter]
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, (0..self.core().lines.len()).map(|line| Line::at(&self.held, self.number, line)))
    }

    /// Sums over the lines.
    #[getter]
    fn totals(&self) -> Totals {
        Totals { core: self.core().totals(), is_alone: self.held.is_alone }
    }

    fn __len__(&self) -> usize {
        self.core().lines.len()
    }

    fn __eq__(&self, other: &Document) -> bool {
        self.core() == other.core() && self.held.core.case_id == other.held.core.case_id
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&(&self.held.core.case_id, &self.core().provider, self.core().month))
    }

    fn __repr__(&self) -> String {
        let (core, totals) = (self.core(), self.core().totals());
        let plural = if core.lines.len() == 1 { "" } else { "s" };
        format!("<Document {} {} {}: {} line{plural}, net {}>", core.provider, core.payer, core.month, core.lines.len(), totals.net)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (StatementText, usize))> {
        Ok((crate::shared::rebuild(py, "_document")?, (self.held.to_text(), self.number)))
    }
}

/// Makes a document from its pickle.
#[pyfunction]
pub fn _document(text: StatementText, number: usize) -> PyResult<Document> {
    let held = Held::from_text(text)?;
    match held.core.result.as_deref().unwrap_or_default().get(number) {
        Some(_) => Ok(Document { held, number }),
        None => Err(pyo3::exceptions::PyValueError::new_err("the pickle holds no such document")),
    }
}
