//! What comes of an invoice run, a correction, or of settling.

use crate::book_core::Book;
use crate::convert;
use crate::frames::{Frame, Origin, Summary};
use crate::given::fault::Ended;
use crate::given::texts::texts;
use crate::ledger::head::Head;
use crate::ledger::parties::Parties;
use crate::ledger::plan::Plan;
use crate::ledger::problems::Held;
use crate::ledger::table::frame;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use takst::Month;
use takst::contract::document_column::ACTION_COLUMNS;
use takst::contract::words::{DocumentAction, DocumentKind};
use takst::document::action::{Given, Settlement as Core};
use takst::document::differ::differ;
use takst_batch::BatchError;
use takst_explain::paper::{self, PlanPage};
use takst_io::documents::{Credits, LINE_COLUMNS, action_texts, line_texts};

/// What comes of settling cases with what stands. Where a frame is asked for, it is its actions.
///
/// `actions` has a row for each document to issue, in order of number, and for everything that is held, differs, is refused, absent or closed. `lines` has a row for each
/// line of each document; its column `document` is the place of the document among the actions. `differences` says what changed in each invoice that replaces another.
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Settlement {
    pub core: Core,
    pub given: Vec<Option<Given>>,
    /// Date of issue, where documents were issued.
    pub issued: Option<NaiveDate>,
    /// The date and last month of a plan, for its page.
    pub planned_for: Option<(NaiveDate, Month)>,
    pub parties: Parties,
    pub book: Py<Book>,
    pub problems: Held,
    pub plan: Option<Plan>,
    pub head: Option<Head>,
    pub was_done: bool,
    /// What electronic invoices of the documents lack.
    pub lacking: Vec<String>,
}

const DIFFERENCES: &[&str] = &["document", "before", "after", "fields", "net", "vat"];

impl Settlement {
    fn frame(&self, py: Python<'_>, of: impl FnOnce() -> Result<Frame, BatchError> + Send) -> PyResult<Frame> {
        py.detach(of).map_err(|error| Ended::from(error).raised(py, self.book.get().lang, Origin::Other))
    }
}

#[pymethods]
impl Settlement {
    /// What the dialects of the buyers need of electronic invoices and these documents lack, for all of them at once: better mended before they are issued, because an issued
    /// document keeps its parties and references. Nothing is held for it.
    #[getter]
    fn lacking(&self) -> Vec<String> {
        self.lacking.clone()
    }

    /// A row for each action: `action` (issue, credit, held, differs, refused, absent, closed), `number`, `kind`, `refers_to`, `reasons`, `case_id`, `provider`, `payer`,
    /// `month`, `net`, `vat`, `due`, `why`.
    #[getter]
    fn actions(&self, py: Python<'_>) -> PyResult<Frame> {
        let (core, given) = (&self.core, &self.given);
        self.frame(py, || frame(ACTION_COLUMNS, action_texts(core, given).map(Vec::from)))
    }

    /// A row for each line of each document, in the columns of an export, with `document`, `citizen_id`, `buyer_gln`, `commitment`, `seller_cvr` and `vat_exemption`.
    #[getter]
    fn lines(&self, py: Python<'_>) -> PyResult<Frame> {
        let (core, given, parties, issued) = (&self.core, &self.given, &self.parties.loaded.parties, self.issued);
        self.frame(py, || frame(&LINE_COLUMNS, line_texts(core, parties, given, issued)))
    }

    /// A row for each difference between an invoice and the one of the same payer that it replaces: `document`, `before` and `after` (numbers of lines), `fields` that
    /// differ, joined by `;`, and by how much in `net` and `vat`.
    #[getter]
    fn differences(&self, py: Python<'_>) -> PyResult<Frame> {
        let (core, book) = (&self.core, self.book.get().core());
        self.frame(py, || {
            let credits = Credits::of(core);
            let number = |place: Option<usize>| place.map(|place| (place + 1).to_string()).unwrap_or_default();
            let rows = core.documents.iter().zip(1u64..).flat_map(|(document, place)| {
                let before = credits.replaced_by(document).map(|credit| &*credit.content.lines);
                let lines = before.map(|before| differ(before, &document.content.lines, &**book).lines).unwrap_or_default();
                lines.into_iter().map(move |line| {
                    let fields: Vec<&str> = line.fields.iter().map(|field| field.as_str()).collect();
                    let sums = [line.sums.net.to_string(), line.sums.vat.to_string()];
                    [place.to_string(), number(line.before), number(line.after), fields.join(";")].into_iter().chain(sums).collect()
                })
            });
            frame(DIFFERENCES, rows)
        })
    }

    /// How many documents were issued and credited, places are held, differ or are closed, and cases are refused or absent.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for word in DocumentAction::WORDS {
            counts.set_item(word, DocumentAction::from_word(word).map_or(0, |action| self.core.count(action)))?;
        }
        Ok(counts)
    }

    /// Whether anything is held, differs, is refused or absent and must be checked.
    #[getter]
    fn needs_a_look(&self) -> bool {
        self.core.needs_a_look()
    }

    /// Every fault of the refused cases.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Py<Frame> {
        self.problems.refused.clone_ref(py)
    }

    /// Warnings and notes on the cases.
    #[getter]
    fn findings(&self, py: Python<'_>) -> Py<Frame> {
        self.problems.findings.clone_ref(py)
    }

    /// Counts of rows, cases and lines.
    #[getter]
    fn summary(&self, py: Python<'_>) -> Py<Summary> {
        self.problems.summary.clone_ref(py)
    }

    /// The plan, of a correction that was planned.
    #[getter]
    fn plan(&self) -> Option<Plan> {
        self.plan.clone()
    }

    /// The last record of the ledger, where documents were issued.
    #[getter]
    fn head(&self) -> Option<Head> {
        self.head.clone()
    }

    /// Whether the plan was carried out before, so that there was nothing to do.
    #[getter]
    fn was_done(&self) -> bool {
        self.was_done
    }

    /// A plan as a page to print and sign. ValueError where nothing was planned.
    #[pyo3(signature = (lang=None))]
    fn html(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<String> {
        let book = self.book.get();
        let lang = lang.map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))?;
        let Some((date, until)) = self.planned_for else {
            return Err(pyo3::exceptions::PyValueError::new_err("only a plan has a page; Ledger.documents has those of documents that were issued"));
        };
        let page = PlanPage { settlement: &self.core, date, until };
        let core = book.core();
        Ok(py.detach(|| paper::plan(&page, &**core, core.catalogue(), texts(lang))))
    }

    /// The Arrow `PyCapsule` interface of the actions.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyAny>> {
        Bound::new(py, self.actions(py)?)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// The Arrow `PyCapsule` interface: the schema of the actions.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Bound::new(py, self.actions(py)?)?.call_method0("__arrow_c_schema__")
    }

    fn __len__(&self) -> usize {
        self.core.documents.len() + self.core.left.len()
    }

    fn __repr__(&self) -> String {
        let of = |kind: DocumentKind| self.core.documents.iter().filter(|document| document.kind == kind).count();
        let mut counts = vec![format!("issue={}", of(DocumentKind::Invoice)), format!("credit={}", of(DocumentKind::CreditNote))];
        let left = [DocumentAction::Held, DocumentAction::Differs, DocumentAction::Refused, DocumentAction::Absent, DocumentAction::Closed];
        let some = left.into_iter().map(|action| (action, self.core.count(action))).filter(|(_, count)| *count > 0);
        counts.extend(some.map(|(action, count)| format!("{action}={count}")));
        let written = match (&self.head, &self.plan) {
            (Some(_), _) => "issued",
            (None, Some(_)) => "planned",
            (None, None) if self.was_done => "carried out before",
            (None, None) => "nothing written",
        };
        format!("Settlement({}; {written})", counts.join(", "))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.actions(py)?._repr_html_()
    }
}
