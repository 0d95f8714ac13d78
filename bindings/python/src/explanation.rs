//! The explanation of a case: every amount with quantity, price, rule, condition, source and assumption.

use crate::book_core::Book;
use crate::case::{self, Case};
use crate::convert;
use crate::held::{ALONE, Held, StatementText};
use crate::statement::Statement;
use crate::watch::{FEW_ROWS, attended_if};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::sync::{Arc, OnceLock};
use takst::{Catalogue, Policy, ReportingPeriod};
use takst_explain::{Lang, Receipt};
use takst_io::{CaseReader, Format, RawRecord, RecordSource};

/// The explanation of one language in its three forms.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pages {
    text: String,
    html: String,
    json: String,
}

/// What the pages are made from.
#[derive(Debug)]
struct Material {
    explanation: takst::Explanation,
    catalogue: Catalogue,
    policy: Policy,
    receipt: Receipt,
}

/// The explanation of one case. Every line is followed to quantity, price, rule, the condition that decided, source and assumption; a receipt names
/// version and SHA-256 of catalogue, policy and case. The SHA-256 of a case is that of its rows as JSON Lines, `Case.to_jsonl`.
///
/// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-03-31", payer="101")
/// >>> "12 days × DKK 545.00" in takst.explain(case).text()
/// True
/// >>> "12 døgn × 545,00 kr." in takst.explain(case).text("da")
/// True
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Explanation {
    statement: Statement,
    material: Option<Arc<Material>>,
    danish: OnceLock<Pages>,
    english: OnceLock<Pages>,
}

impl Explanation {
    /// Prices the first case with its steps. The others are those of the same citizen, which use days of the same refund windows; `is_alone`: they are
    /// not there, and the refund depends on them.
    pub fn of(py: Python<'_>, book: &Book, cases: Vec<Py<Case>>, request: &ReportingPeriod, is_alone: bool) -> PyResult<Explanation> {
        let input = case::jsonl(py, &cases.iter().map(Py::get).collect::<Vec<_>>())?;
        let is_long = cases.iter().map(|case| case.get().rows.len()).sum::<usize>() > FEW_ROWS;
        let (core, request) = (book.core().clone(), *request);
        let explained = attended_if(py, is_long, move || -> PyResult<_> {
            let cases: Vec<&Case> = cases.iter().map(Py::get).collect();
            let (file, case) = (case::file(&cases)?.0, cases[0]);
            let citizen = file.citizen_of_case(&case.id).ok_or_else(|| unreadable(case))?;
            let explanation = core.explain(&citizen, &request, case.id.trim()).ok_or_else(|| unreadable(case))?;
            Ok((explanation, sha256(&input)?))
        })?;
        let (explanation, sha256) = explained?;
        Ok(Explanation::made(book, explanation, sha256, &request, is_alone))
    }

    /// Of an explained case; `sha256` is that of the case file.
    pub fn made(book: &Book, explanation: takst::Explanation, sha256: String, request: &ReportingPeriod, is_alone: bool) -> Explanation {
        let mut receipt = book.receipt(sha256, request);
        let held = Held::priced(explanation.statement.clone(), book.core(), book.lang, is_alone);
        receipt.is_alone = held.is_alone;
        let material = Material { explanation, catalogue: book.core().catalogue().clone(), policy: book.policy.core.clone(), receipt };
        Explanation { statement: Statement { held }, material: Some(Arc::new(material)), danish: OnceLock::new(), english: OnceLock::new() }
    }

    fn pages(&self, py: Python<'_>, lang: Lang) -> PyResult<&Pages> {
        let kept = match lang {
            Lang::Da => &self.danish,
            Lang::En => &self.english,
        };
        if let Some(pages) = kept.get() {
            return Ok(pages);
        }
        let Some(material) = self.material.clone() else {
            return Err(PyValueError::new_err("the pickle holds no page of this language"));
        };
        let is_long = self.statement.held.core.lines().nth(FEW_ROWS).is_some();
        let pages = attended_if(py, is_long, move || {
            let Material { explanation, catalogue, policy, receipt } = &*material;
            let report = takst_explain::explain(explanation, catalogue, policy, receipt, convert::texts(lang));
            report.json().map(|json| Pages { text: report.text(), html: report.html(), json })
        })?;
        let pages = pages.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(kept.get_or_init(|| pages))
    }

    fn lang(&self, asked: Option<&str>) -> PyResult<Lang> {
        asked.map_or(Ok(self.statement.held.lang), |lang| convert::lang(Some(lang)))
    }
}

fn unreadable(case: &Case) -> PyErr {
    let id = takst_io::printable(&takst::cpr::masked(&case.id));
    PyValueError::new_err(format!("case_id: {id:?} cannot be read, so there is no such case to explain; Book.statements says what is wrong with it"))
}

/// SHA-256 of a case file in memory, as the command works it out.
fn sha256(text: &str) -> PyResult<String> {
    let failed = |error: takst_io::FileError| PyValueError::new_err(error.to_string());
    let mut reader = CaseReader::open(std::io::Cursor::new(text.as_bytes().to_vec()), Format::JsonLines).map_err(failed)?;
    let mut raw = RawRecord::default();
    while reader.read(&mut raw).map_err(failed)? {}
    Ok(reader.input().sha256.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The pages of both languages as text, for pickles.
type PagesText = [(String, String, String); 2];

#[pymethods]
impl Explanation {
    /// The statement that is explained.
    #[getter]
    fn statement(&self) -> Statement {
        self.statement.clone()
    }

    /// As plain text, in the language of the book or in `lang` (`"da"`, `"en"`).
    #[pyo3(signature = (lang=None))]
    fn text(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<&str> {
        Ok(&self.pages(py, self.lang(lang)?)?.text)
    }

    /// As a page that can be printed and filed with the case.
    #[pyo3(signature = (lang=None))]
    fn html(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<&str> {
        Ok(&self.pages(py, self.lang(lang)?)?.html)
    }

    /// As JSON; amounts are strings.
    #[pyo3(signature = (lang=None))]
    fn json(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<&str> {
        Ok(&self.pages(py, self.lang(lang)?)?.json)
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        // A page of its own: its style must not reach the notebook around it.
        let page = crate::shared::escaped(self.html(py, None)?);
        Ok(format!("<iframe srcdoc=\"{page}\" sandbox style=\"width:100%;height:40em;border:1px solid #ccc\"></iframe>"))
    }

    fn __str__(&self, py: Python<'_>) -> PyResult<&str> {
        self.text(py, None)
    }

    fn __eq__(&self, py: Python<'_>, other: &Explanation) -> PyResult<bool> {
        let both = |of: &Explanation| Ok::<_, PyErr>((of.pages(py, Lang::Da)?.clone(), of.pages(py, Lang::En)?.clone()));
        Ok(self.statement.held == other.statement.held && both(self)? == both(other)?)
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.statement.held.core.case_id)
    }

    fn __repr__(&self) -> String {
        let held = &self.statement.held;
        let alone = if held.is_alone { format!(", {ALONE}") } else { String::new() };
        format!("<Explanation of {}{alone}>", held.core.case_id)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (StatementText, PagesText))> {
        let text = |lang| self.pages(py, lang).map(|pages| (pages.text.clone(), pages.html.clone(), pages.json.clone()));
        Ok((crate::shared::rebuild(py, "_explanation")?, (self.statement.held.to_text(), [text(Lang::Da)?, text(Lang::En)?])))
    }
}

/// Makes an explanation from its pickle.
#[pyfunction]
pub fn _explanation(statement: StatementText, pages: PagesText) -> PyResult<Explanation> {
    let [danish, english] = pages.map(|(text, html, json)| OnceLock::from(Pages { text, html, json }));
    Ok(Explanation { statement: Statement { held: Held::from_text(statement)? }, material: None, danish, english })
}
