//! What comes of a control of what others billed.

use crate::book_core::Book;
use crate::convert;
use crate::frames::{Frame, Origin, Summary};
use crate::given::fault::Ended;
use crate::given::texts::texts;
use crate::ledger::asked;
use crate::ledger::head::Head;
use crate::ledger::parties::Parties;
use crate::ledger::problems::Held;
use crate::ledger::table::frame;
use chrono::NaiveDate;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use takst::document::control::found::sellers;
use takst::document::control::judged::{Row, SellerSum, by_seller};
use takst::document::control::verify::Verified;
use takst_run::{ControlPage, PaperFiles};

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
    pub files: PaperFiles,
    pub notes: Vec<String>,
    pub head: Option<Head>,
}

const SELLERS: &[&str] = &["seller", "billed", "agreed", "disputed", "unknown", "not_billed", "contested", "contested_vat"];

fn of_seller(sum: SellerSum) -> Vec<String> {
    let amounts = [sum.billed, sum.agreed, sum.disputed, sum.unknown, sum.not_billed, sum.contested].map(|tally| tally.net.to_string());
    std::iter::once(sum.seller.to_string()).chain(amounts).chain([sum.contested.vat.to_string()]).collect()
}

#[pymethods]
impl Control {
    /// A row each, in the columns of the command's CSV: `invoice`, `seller`, `line`, `case_id`, `service`, `payer`, `month`, `first_day`, `last_day`, `verdicts`, `billed`, `expected`, `difference`, `other`.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Frame> {
        let made = py.detach(|| frame(Row::COLUMNS, self.verified.rows.iter().map(Row::texts)));
        made.map_err(|error| Ended::from(error).raised(py, self.book.get().lang, Origin::Other))
    }

    /// The rows with what the command's JSON has beside them: VAT in `billed_vat`, `expected_vat`, `difference_vat`; where one line of a paper stands against one of ours
    /// `billed_quantity`, `billed_unit`, `billed_unit_price`, `billed_price_base_quantity` and the same four of `expected_`; `days_outside`, the days on which the case has
    /// no row; `expected_service`, what the case has on those days.
    #[getter]
    fn details(&self, py: Python<'_>) -> PyResult<Frame> {
        let columns = [Row::COLUMNS, Row::MORE_COLUMNS].concat();
        let made = py.detach(|| frame(&columns, self.verified.rows.iter().map(|row| [row.texts(), row.more_texts()].concat())));
        made.map_err(|error| Ended::from(error).raised(py, self.book.get().lang, Origin::Other))
    }

    /// Sums by seller, DKK ex VAT: `billed`, of it `agreed`, `disputed` (what rows that differ bill) and `unknown`; what is `not_billed`; and what is `contested`,
    /// which is billed beyond what should be, with its VAT in `contested_vat`.
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

    /// What is wrong with electronic invoices that were read and compared all the same: sums that do not add up, values that cannot be read, an unknown dialect,
    /// a buyer that is missing or that no parties file knows.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.notes.clone()
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

    /// A page for those who control. With a `seller` (id of the provider, CVR number or GLN) the page that is sent to it: what it billed, and nothing of others.
    /// `date` stands on the page.
    #[pyo3(signature = (lang=None, *, seller=None, date=None))]
    fn html(&self, py: Python<'_>, lang: Option<&str>, seller: Option<&str>, date: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        let book = self.book.get();
        let lang = lang.map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))?;
        let date = asked::day("date", date)?;
        let (catalogue_sha256, policy_sha256) = book.fingerprints();
        let parties = &self.parties.loaded.parties;
        let providers = seller.map(|seller| sellers(parties, seller)).unwrap_or_default();
        if let Some(unknown) = seller.filter(|_| providers.is_empty()) {
            return Err(PyValueError::new_err(format!("seller: {unknown:?} is not in the parties")));
        }
        let mut verified = self.verified.clone();
        if seller.is_some() {
            verified.keep_sellers(&providers);
        }
        let page = ControlPage {
            texts: texts(lang),
            verified: &verified,
            parties,
            catalogue: book.core().catalogue(),
            catalogue_sha256: &catalogue_sha256,
            policy_sha256: &policy_sha256,
            until: self.until,
            files: &self.files,
            unread: &self.unread,
            date,
        };
        Ok(py.detach(|| providers.first().map_or_else(|| page.page(), |provider| page.letter(provider))))
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
