//! What a book is made of, and what it does; what Python sees of it is in `book`.

use crate::case::{self, Case};
use crate::catalogue_core::{Catalogue, Policy};
use crate::error::unusable;
use crate::held::Held;
use crate::statement::Statement;
use chrono::NaiveDate;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use takst::{Citizen, KnownAsOf, ReportingPeriod};
use takst_batch::Batch;
use takst_explain::Lang;

/// Catalogue, policy and state of knowledge, compiled once and then only read; share it between threads as you like.
///
/// `catalogue` is a `takst.Catalogue` or the path of a directory laid over the built-in one; `policy` a `takst.Policy`, a dict of answers or the path of a policy file;
/// `as_of` a day: prices that became known later are left out. `lang` is the language of messages and pages, `"en"` or `"da"`.
///
/// Two books are equal when catalogue, policy, day and language are. A pickled book is its recipe and is compiled again where it is read.
///
/// >>> book = takst.Book(policy={"roll-out-date": ("2023-03-01", "letter of 14 February 2023")})
/// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-03-31", payer="101")
/// >>> book.price(case).totals.net
/// Decimal('5220.00')
///
/// Raises FileError for a catalogue or policy that cannot be used, and OSError for files that cannot be read.
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Book {
    core: Arc<takst::Book>,
    batch: OnceLock<Batch>,
    /// How often the totals of one case may be asked for before templates are made for them.
    alone_until_templates: AtomicUsize,
    pub catalogue: Catalogue,
    pub policy: Policy,
    pub as_of: Option<NaiveDate>,
    pub lang: Lang,
}

/// Single totals, for each service of the catalogue, after which its templates are made: about a tenth of what they cost.
const ASKED_OFTEN: usize = 64;

static DEFAULT: PyOnceLock<Py<Book>> = PyOnceLock::new();

/// The book of the built-in catalogue and the default policy, compiled once.
pub fn default_book(py: Python<'_>) -> PyResult<&Bound<'_, Book>> {
    let made = DEFAULT.get_or_try_init(py, || Py::new(py, Book::compile(py, Catalogue::builtin(), Policy::default(), None, Lang::En)?))?;
    Ok(made.bind(py))
}

impl Book {
    /// The book of the core.
    pub fn core(&self) -> &Arc<takst::Book> {
        &self.core
    }

    /// The book with its templates, made once.
    pub fn batch(&self) -> PyResult<&Batch> {
        if let Some(batch) = self.batch.get() {
            return Ok(batch);
        }
        let batch = Batch::new(self.core.clone()).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(self.batch.get_or_init(|| batch))
    }

    /// The totals of a case by itself; `None` where it is refused.
    ///
    /// Templates make them cheap, and take a while to be made: they are where there are some, and once somebody asks so often that it is time for them.
    pub fn totals_alone(&self, citizen: &Citizen, request: &ReportingPeriod) -> Option<takst::Totals> {
        // Tried once; without templates cases are evaluated all the same.
        if self.batch.get().is_none() && self.alone_until_templates.fetch_sub(1, Ordering::Relaxed) == 1 {
            drop(self.batch());
        }
        match self.batch.get() {
            Some(batch) => batch.totals_of(citizen, request),
            None => self.core.totals(citizen, request).pop()?.ok(),
        }
    }

    /// Compiles a book.
    pub fn compile(py: Python<'_>, catalogue: Catalogue, policy: Policy, as_of: Option<NaiveDate>, lang: Lang) -> PyResult<Book> {
        let policy = policy.asked_by(&catalogue);
        let catalogue = catalogue.under(py, &policy)?;
        let knowledge = as_of.map_or(KnownAsOf::Latest, KnownAsOf::Day);
        let core = takst::Book::compile(&catalogue.loaded.catalogue, &policy.core, knowledge)
            .map_err(|errors| unusable(py, &errors.iter().map(ToString::to_string).collect::<Vec<_>>()))?;
        let alone_until_templates = AtomicUsize::new(core.catalogue().services().count().saturating_mul(ASKED_OFTEN));
        Ok(Book { core: Arc::new(core), batch: OnceLock::new(), alone_until_templates, catalogue, policy, as_of, lang })
    }

    /// One case priced by itself.
    pub fn price_alone(&self, case: &Case, request: &ReportingPeriod) -> PyResult<takst::Statement> {
        Ok(match case.citizen() {
            // A citizen of one case has one statement.
            Some(citizen) => self.core.price(citizen, request).swap_remove(0),
            None => self.statements_of(&[case], request)?.swap_remove(0),
        })
    }

    /// A statement as Python keeps it, or the exception that says why the case is refused.
    pub fn priced(&self, py: Python<'_>, core: takst::Statement) -> PyResult<Statement> {
        let held = Held::new(core, &self.core, self.lang);
        held.documents(py)?;
        Ok(Statement { held })
    }

    /// One statement for each case; cases of one citizen are priced together.
    pub fn statements_of(&self, cases: &[&Case], request: &ReportingPeriod) -> PyResult<Vec<takst::Statement>> {
        let (file, slots) = case::file(cases)?;
        let mut priced: Vec<Option<takst::Statement>> = cases.iter().map(|_| None).collect();
        let mut slots = slots.into_iter();
        let done: Result<(), Infallible> = file.price(
            &self.core,
            request,
            |_| {},
            |statement| {
                // Rows whose reference cannot be read are cases of their own in a file; here they belong to the case they came in.
                let Some(place) = slots.next().and_then(|at| priced.get_mut(at)) else { return Ok(()) };
                match place {
                    None => *place = Some(statement),
                    Some(first) => {
                        if let (Err(faults), Err(more)) = (&mut first.result, statement.result) {
                            faults.extend(more);
                        }
                    }
                }
                Ok(())
            },
        );
        let Ok(()) = done;
        // Every case has a row, so every case has a statement.
        Ok(priced.into_iter().flatten().collect())
    }
}
