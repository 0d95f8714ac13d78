//! The result for one case: documents of lines with their totals, or the faults that refuse it.

use crate::convert;
use crate::error::refused;
use crate::finding::{Finding, Said, SaidText};
use crate::line::{Line, LineText};
use crate::page::Page;
use crate::totals::Totals;
use crate::words::{Words, WordsText};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::sync::{Arc, OnceLock};
use takst_explain::Lang;

/// What a statement holds. Lines and documents point into it, so that nothing is copied.
#[derive(Debug)]
pub struct Held {
    pub core: takst::Statement,
    /// The book it was priced by; `None` out of a pickle.
    pub book: Option<Arc<takst::Book>>,
    pub lang: Lang,
    /// Faults and findings in words, made when they are first asked for.
    said: OnceLock<(Vec<Said>, Vec<Said>)>,
    words: OnceLock<Words>,
}

impl Held {
    pub fn new(core: takst::Statement, book: &Arc<takst::Book>, lang: Lang) -> Arc<Held> {
        Arc::new(Held { core, book: Some(book.clone()), lang, said: OnceLock::new(), words: OnceLock::new() })
    }

    fn said(&self) -> &(Vec<Said>, Vec<Said>) {
        self.said.get_or_init(|| {
            let of = |findings: &[takst::Finding]| findings.iter().map(|finding| Said::of(finding, Some(&self.core.case_id))).collect();
            (of(self.core.result.as_ref().err().map_or(&[], Vec::as_slice)), of(&self.core.findings))
        })
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| self.book.as_ref().map_or_else(Words::default, |book| Words::of(&self.core, book)))
    }

    pub fn faults(&self) -> &[Said] {
        &self.said().0
    }

    pub fn findings(&self) -> &[Said] {
        &self.said().1
    }

    /// The documents, or the exception that says why there are none.
    pub fn documents(&self, py: Python<'_>) -> PyResult<&[takst::Document]> {
        match &self.core.result {
            Ok(documents) => Ok(documents),
            Err(_) => Err(self.refusal(py)),
        }
    }

    /// The exception of a refused case.
    pub fn refusal(&self, py: Python<'_>) -> PyErr {
        refused(py, Some(&self.core.case_id), self.faults(), self.lang)
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        let documents = |held: &Held| held.core.result.is_ok();
        let same_lines = || self.core.result.as_ref().ok() == other.core.result.as_ref().ok();
        (&self.core.case_id, &self.core.citizen_id) == (&other.core.case_id, &other.core.citizen_id)
            && documents(self) == documents(other)
            && same_lines()
            && self.said() == other.said()
    }
}

/// The result for one case: documents of lines, or the faults that refuse it.
///
/// `takst.price` gives one or raises; `Book.statements` also gives refused ones, whose `lines`, `documents` and `totals` raise TakstError, so that a
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

/// A document of lines as text, for pickles.
type DocumentText = (String, String, String, Option<String>, Vec<LineText>);
/// A statement as text, for pickles.
pub type StatementText = (String, String, String, Option<Vec<DocumentText>>, Vec<SaidText>, Vec<SaidText>, WordsText);

impl Statement {
    pub fn to_text(&self) -> StatementText {
        let core = &self.held.core;
        let document = |document: &takst::Document| {
            let lines = document.lines.iter().map(|line| crate::line::to_text(core, line)).collect();
            (
                document.provider.to_string(),
                document.payer.to_string(),
                document.month.to_string(),
                document.hold.map(|code| code.as_str().to_owned()),
                lines,
            )
        };
        let said = |said: &[Said]| said.iter().map(Said::to_text).collect();
        (
            core.case_id.to_string(),
            core.citizen_id.to_string(),
            self.held.lang.to_string(),
            core.result.as_ref().ok().map(|documents| documents.iter().map(document).collect()),
            said(self.held.faults()),
            said(self.held.findings()),
            self.held.words().to_text(),
        )
    }

    pub fn from_text((case_id, citizen_id, lang, documents, faults, findings, words): StatementText) -> PyResult<Statement> {
        let document = |(provider, payer, month, hold, lines): DocumentText| -> PyResult<takst::Document> {
            Ok(takst::Document {
                provider: provider.into(),
                payer: crate::line::payer(&payer)?,
                month: crate::line::month(&month)?,
                hold: hold.map(|code| convert::code(&code)).transpose()?,
                lines: lines.into_iter().map(crate::line::from_text).collect::<PyResult<_>>()?,
            })
        };
        let said = |said: Vec<SaidText>| said.into_iter().map(Said::from_text).collect::<PyResult<Vec<_>>>();
        let result = match documents {
            Some(documents) => Ok(documents.into_iter().map(document).collect::<PyResult<_>>()?),
            None => Err(Vec::new()),
        };
        let core = takst::Statement { case_id: case_id.into(), citizen_id: citizen_id.into(), result, findings: Vec::new() };
        let said = OnceLock::from((said(faults)?, said(findings)?));
        let words = OnceLock::from(Words::from_text(words)?);
        Ok(Statement { held: Arc::new(Held { core, book: None, lang: convert::lang(Some(&lang))?, said, words }) })
    }
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
        Ok(Totals { core: self.held.core.totals() })
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

    /// The lines as a list of dicts, as `Line.as_dict`. Raises TakstError when the case is refused.
    fn as_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, pyo3::types::PyDict>>> {
        let documents = self.held.documents(py)?;
        documents.iter().flat_map(|document| &document.lines).map(|line| crate::line::dict(py, &self.held.core, line)).collect()
    }

    /// The lines by document with their sums, names and refund in words, and what they rest on, in the language of the book or in `lang` (`"da"`, `"en"`);
    /// of a refused case the faults.
    #[pyo3(signature = (lang=None))]
    fn html(&self, lang: Option<&str>) -> PyResult<String> {
        let lang = lang.map_or(Ok(self.held.lang), |lang| convert::lang(Some(lang)))?;
        let page = Page { statement: &self.held.core, words: self.held.words(), texts: convert::texts(lang) };
        let list = |heading: &str, said: &[Said]| page.list(heading, said.iter().map(|said| (said.code, said.message(lang))));
        let faults = self.held.faults();
        let head = if self.held.core.is_refused() { page.refusal(faults.len()) } else { page.table() };
        Ok([head, list("page-faults", faults), list("page-findings", self.held.findings()), page.assumptions()].concat())
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
        crate::hash_of(&(&self.held.core.case_id, self.held.core.lines().count()))
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
        format!("<Statement {}: {lines} line{plural}, net {}, refund {}{stake}, cost {}>", core.case_id, totals.net, totals.refund, totals.cost)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (StatementText,))> {
        Ok((crate::rebuild(py, "_statement")?, (self.to_text(),)))
    }
}

/// A statement out of its pickle.
#[pyfunction]
pub fn _statement(text: StatementText) -> PyResult<Statement> {
    Statement::from_text(text)
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
        Totals { core: self.core().totals() }
    }

    fn __len__(&self) -> usize {
        self.core().lines.len()
    }

    fn __eq__(&self, other: &Document) -> bool {
        self.core() == other.core() && self.held.core.case_id == other.held.core.case_id
    }

    fn __hash__(&self) -> u64 {
        crate::hash_of(&(&self.held.core.case_id, &self.core().provider, self.core().month))
    }

    fn __repr__(&self) -> String {
        let (core, totals) = (self.core(), self.core().totals());
        let plural = if core.lines.len() == 1 { "" } else { "s" };
        format!("<Document {} {} {}: {} line{plural}, net {}>", core.provider, core.payer, core.month, core.lines.len(), totals.net)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (StatementText, usize))> {
        Ok((crate::rebuild(py, "_document")?, (Statement { held: self.held.clone() }.to_text(), self.number)))
    }
}

/// A document out of its pickle.
#[pyfunction]
pub fn _document(text: StatementText, number: usize) -> PyResult<Document> {
    let held = Statement::from_text(text)?.held;
    match held.core.result.as_deref().unwrap_or_default().get(number) {
        Some(_) => Ok(Document { held, number }),
        None => Err(pyo3::exceptions::PyValueError::new_err("the pickle holds no such document")),
    }
}
