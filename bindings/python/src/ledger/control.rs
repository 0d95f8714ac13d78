//! What comes of a control of what others billed.

use crate::book_core::Book;
use crate::convert;
use crate::frames::{Frame, Origin, Summary};
use crate::ledger::fault::Ended;
use crate::ledger::head::Head;
use crate::ledger::parties::Parties;
use crate::ledger::problems::Held;
use crate::ledger::table::frame;
use crate::ledger::texts::texts;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use takst::document::control::judged::{Row, SellerSum, by_seller};
use takst::document::control::verify::Verified;
use takst_run::ControlPage;

/// What others billed, compared with what should be. Where a frame is asked for, it is its rows.
///
/// `rows` has a row for each place and payer that papers bill, with verdicts and what is billed, expected and the difference; then each line that nothing can be compared with;
/// last each line that was not billed. `sellers` are the sums by seller.
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Control {
    pub verified: Verified,
    pub parties: Parties,
    pub book: Py<Book>,
    pub until: NaiveDate,
    pub problems: Held,
    pub unread: Vec<String>,
    pub head: Option<Head>,
}

const SELLERS: &[&str] = &["seller", "billed", "agreed", "disputed", "unknown", "not_billed"];

fn of_seller(sum: SellerSum) -> Vec<String> {
    let amounts = [sum.billed, sum.agreed, sum.disputed, sum.unknown, sum.not_billed].map(|tally| tally.net.to_string());
    std::iter::once(sum.seller.to_string()).chain(amounts).collect()
}

#[pymethods]
impl Control {
    /// A row each: `invoice`, `seller`, `line`, `case_id`, `service`, `payer`, `month`, `first_day`, `last_day`, `verdicts`, `billed`, `expected`, `difference`, `other`.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Frame> {
        let made = py.detach(|| frame(Row::COLUMNS, self.verified.rows.iter().map(Row::texts)));
        made.map_err(|error| Ended::from(error).raised(py, self.book.get().lang, Origin::Other))
    }

    /// Sums by seller, DKK ex VAT: `billed`, of it `agreed`, `disputed` and `unknown`; and what is `not_billed`.
    #[getter]
    fn sellers(&self, py: Python<'_>) -> PyResult<Frame> {
        let made = frame(SELLERS, by_seller(&self.verified.rows).into_iter().map(of_seller));
        made.map_err(|error| Ended::from(error).raised(py, self.book.get().lang, Origin::Other))
    }

    /// Whether every paper agrees, and every list could be read. What is not billed changes nothing.
    #[getter]
    fn all_agree(&self) -> bool {
        self.verified.all_agree() && self.unread.is_empty()
    }

    /// Why lists could not be read; the others were compared.
    #[getter]
    fn unread(&self) -> Vec<String> {
        self.unread.clone()
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

    /// The last record of the ledger, where one was given.
    #[getter]
    fn head(&self) -> Option<Head> {
        self.head.clone()
    }

    /// A page that a controller forwards to the sellers.
    #[pyo3(signature = (lang=None))]
    fn html(&self, py: Python<'_>, lang: Option<&str>) -> PyResult<String> {
        let book = self.book.get();
        let lang = lang.map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))?;
        let (catalogue_sha256, policy_sha256) = book.fingerprints();
        let page = ControlPage {
            texts: texts(lang),
            verified: &self.verified,
            parties: &self.parties.loaded.parties,
            catalogue: book.core().catalogue(),
            catalogue_sha256: &catalogue_sha256,
            policy_sha256: &policy_sha256,
            until: self.until,
        };
        Ok(py.detach(|| page.page()))
    }

    /// The Arrow `PyCapsule` interface of the rows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyAny>> {
        Bound::new(py, self.rows(py)?)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// The Arrow `PyCapsule` interface: the schema of the rows.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Bound::new(py, self.rows(py)?)?.call_method0("__arrow_c_schema__")
    }

    fn __len__(&self) -> usize {
        self.verified.rows.len()
    }

    fn __repr__(&self) -> String {
        let agree = self.verified.rows.iter().filter(|row| row.agrees()).count();
        let unread = if self.unread.is_empty() { String::new() } else { format!(", unread={}", self.unread.len()) };
        format!("Control(rows={}, agree={agree}{unread})", self.verified.rows.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.rows(py)?._repr_html_()
    }
}
