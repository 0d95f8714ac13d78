//! A claim of state refund.

use crate::book_core::Book;
use crate::convert;
use crate::frames::{Frame, Origin, Summary};
use crate::given::fault::Ended;
use crate::given::texts::texts;
use crate::ledger::head::Head;
use crate::ledger::problems::Held;
use crate::ledger::table::of_objects;
use chrono::NaiveDate;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use serde_json::{Map, Value};
use takst::Municipality;
use takst::contract::document_column::CLAIM_COLUMNS;
use takst::document::claim::{Claim as Core, ClaimRow, Quarter, WindowUse};
use takst_explain::Receipt;
use takst_explain::paper::{self, ClaimBasis, ClaimPage};
use takst_io::documents::{ClaimObject, PricedClaim};

/// What a municipality claims of the state for a quarter, with corrections of earlier ones; or its yearly statement. Where a frame is asked for, it is its rows.
///
/// `rows` has a row for each case, provider, month, refund rule and account: what is claimed now, less what was claimed before. `sums` are by year, account, rule and kind.
/// Of a quarter, `at_stake` and `assumed` are by code, `windows` are the refund days used by each citizen, and `left_alone` is what keeps what was claimed before.
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Claim {
    pub number: Option<String>,
    pub payer: Municipality,
    pub quarter: Option<Quarter>,
    pub final_year: Option<i32>,
    /// `None`: whoever keeps the books knows it.
    pub date: Option<NaiveDate>,
    pub rows: Vec<ClaimRow>,
    /// Of each row of a yearly statement the claim it is from.
    pub claims: Vec<Box<str>>,
    pub priced: Option<Priced>,
    pub book: Py<Book>,
    pub head: Option<Head>,
}

/// What a claim of a quarter rests on.
#[derive(Debug)]
pub struct Priced {
    pub claim: Core,
    pub windows: Vec<WindowUse>,
    pub receipt: Receipt,
    pub problems: Held,
}

const SUMS: &[&str] = &["year", "account", "refund_rule", "kind", "net", "own_payment", "refund"];
const WINDOWS: &[&str] = &["citizen_id", "start", "used", "outside"];
const LEFT_ALONE: &[&str] = &["case_id", "provider", "month", "refund_rule", "account", "why", "net", "own_payment", "refund"];

impl Claim {
    fn object(&self) -> ClaimObject<'_> {
        ClaimObject {
            claim: self.number.as_deref(),
            payer: self.payer,
            quarter: self.quarter,
            final_year: self.final_year,
            date: self.date,
            rows: &self.rows,
            claims: &self.claims,
            priced: self.priced.as_ref().map(|priced| PricedClaim { claim: &priced.claim, windows: &priced.windows }),
        }
    }

    fn table(&self, py: Python<'_>, part: &str, columns: &[&str]) -> PyResult<Frame> {
        let made = py.detach(|| {
            let mut object = self.object().object();
            let part = object.remove(part);
            if columns == ["code", "amount"] { of_objects(columns, part.map(by_code).as_ref()) } else { of_objects(columns, part.as_ref()) }
        });
        made.map_err(|error| Ended::from(error).raised(py, self.book.get().lang, Origin::Other))
    }

    fn priced(&self) -> PyResult<&Priced> {
        self.priced.as_ref().ok_or_else(|| PyValueError::new_err("a yearly statement prices nothing: it has rows and sums only"))
    }

    fn of_quarter(&self, py: Python<'_>, part: &str, columns: &[&str]) -> PyResult<Frame> {
        self.priced()?;
        self.table(py, part, columns)
    }
}

impl Priced {
    fn basis<'a>(&'a self, policy: &'a takst::Policy) -> ClaimBasis<'a> {
        ClaimBasis { claim: &self.claim, windows: &self.windows, policy, receipt: &self.receipt }
    }
}

/// An object of amounts by code as a list.
fn by_code(amounts: Value) -> Value {
    let Value::Object(amounts) = amounts else { return Value::Null };
    let row =
        |(code, amount): (String, Value)| Value::Object(Map::from_iter([("code".to_owned(), Value::String(code)), ("amount".to_owned(), amount)]));
    amounts.into_iter().map(row).collect()
}

#[pymethods]
impl Claim {
    /// The number under which the claim is stored; None where nothing is.
    #[getter]
    fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// Code of the municipality that claims.
    #[getter]
    fn payer(&self) -> String {
        self.payer.to_string()
    }

    /// The quarter, such as `2024-Q1`; None of a yearly statement.
    #[getter]
    fn quarter(&self) -> Option<String> {
        self.quarter.map(|quarter| quarter.to_string())
    }

    /// A row for each case, provider, month, refund rule and account: `claim`, `case_id`, `citizen_id`, `provider`, `year`, `month`, `refund_rule`, `account`, `kind`,
    /// `net`, `own_payment`, `refund`, `at_stake`, `invoiced`.
    #[getter]
    fn rows(&self, py: Python<'_>) -> PyResult<Frame> {
        self.table(py, "rows", CLAIM_COLUMNS)
    }

    /// Sums by year, account, rule and kind.
    #[getter]
    fn sums(&self, py: Python<'_>) -> PyResult<Frame> {
        self.table(py, "sums", SUMS)
    }

    /// Undetermined refund, which is not claimed, by the code that gives the reason.
    #[getter]
    fn at_stake(&self, py: Python<'_>) -> PyResult<Frame> {
        self.of_quarter(py, "at_stake", &["code", "amount"])
    }

    /// The refund that rests on each assumption.
    #[getter]
    fn assumed(&self, py: Python<'_>) -> PyResult<Frame> {
        self.of_quarter(py, "assumed", &["code", "amount"])
    }

    /// Refund days used by each citizen and window.
    #[getter]
    fn windows(&self, py: Python<'_>) -> PyResult<Frame> {
        self.of_quarter(py, "windows", WINDOWS)
    }

    /// Cases and rows that keep what was claimed, and why.
    #[getter]
    fn left_alone(&self, py: Python<'_>) -> PyResult<Frame> {
        self.of_quarter(py, "left_alone", LEFT_ALONE)
    }

    /// The refund that is claimed.
    #[getter]
    fn refund<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::decimal(py, &self.rows.iter().map(|row| row.sums.refund).sum::<takst::Amount>())
    }

    /// Every fault of the refused cases.
    #[getter]
    fn refused(&self, py: Python<'_>) -> PyResult<Py<Frame>> {
        Ok(self.priced()?.problems.refused.clone_ref(py))
    }

    /// Warnings and notes on the cases.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<Py<Frame>> {
        Ok(self.priced()?.problems.findings.clone_ref(py))
    }

    /// Counts of rows, cases and lines.
    #[getter]
    fn summary(&self, py: Python<'_>) -> PyResult<Py<Summary>> {
        Ok(self.priced()?.problems.summary.clone_ref(py))
    }

    /// The last record of the ledger, where the claim was stored.
    #[getter]
    fn head(&self) -> Option<Head> {
        self.head.clone()
    }

    /// The claim as `takst claim --format json` writes it: a dict of lists of dicts, all values str.
    fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let text = Value::Object(self.object().object()).to_string();
        Ok(py.import("json")?.call_method1("loads", (text,))?.cast_into()?)
    }

    /// The page that an accountant signs and an auditor reads.
    #[pyo3(signature = (lang=None))]
    fn html(&self, lang: Option<&str>) -> PyResult<String> {
        let book = self.book.get();
        let lang = lang.map_or(Ok(book.lang), |lang| convert::lang(Some(lang)))?;
        let date = self.date.ok_or_else(|| PyValueError::new_err("the page of a claim has its date; Ledger.claim knows it"))?;
        let core = book.core();
        let page = ClaimPage {
            number: self.number.as_deref(),
            payer: self.payer,
            quarter: self.quarter,
            year: self.final_year,
            date,
            rows: &self.rows,
            priced: self.priced.as_ref().map(|priced| priced.basis(core.policy())),
        };
        Ok(paper::claim(&page, core.catalogue(), texts(lang)))
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
        self.rows.len()
    }

    fn __repr__(&self) -> String {
        let refund: takst::Amount = self.rows.iter().map(|row| row.sums.refund).sum();
        let of = match (self.quarter, self.final_year) {
            (Some(quarter), _) => quarter.to_string(),
            (None, year) => year.map(|year| year.to_string()).unwrap_or_default(),
        };
        let left = self.priced.as_ref().map_or(0, |priced| priced.claim.left.len());
        let left = if left > 0 { format!(", left_alone={left}") } else { String::new() };
        let number = self.number.as_ref().map_or_else(|| "not stored".to_owned(), |number| format!("stored as {number}"));
        let number = if self.final_year.is_some() { "yearly statement".to_owned() } else { number };
        format!("Claim({}, {of}: rows={}, refund={refund}{left}; {number})", self.payer, self.rows.len())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.rows(py)?._repr_html_()
    }
}
