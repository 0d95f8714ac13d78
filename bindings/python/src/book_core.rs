//! What a book is made of, and what it does; what Python sees of it is in `book`.

use crate::case::{self, Case};
use crate::catalogue_core::{Catalogue, Policy};
use crate::error::unusable;
use crate::held::Held;
use crate::statement::Statement;
use crate::watch::{FEW_ROWS, Follow, Watch, attended_if, followed};
use chrono::NaiveDate;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use takst::{Citizen, KnownAsOf, ReportingPeriod};
use takst_batch::Batch;
use takst_explain::{Lang, Receipt};
use takst_io::CaseFile;

/// Catalogue, policy and state of knowledge, compiled once. A book never changes, and threads can share it.
///
/// `catalogue` is a `takst.Catalogue`, or the path of a directory whose providers are added to the built-in ones or replace them. `policy` is a `takst.Policy`, a dict of
/// answers or the path of a policy file. `as_of` is a day: prices that became known later are left out. `lang` is the language of messages and pages, `"en"` or `"da"`.
///
/// Two books are equal when catalogue, policy, day and language are. A pickle holds what a book is compiled from; the book is compiled again when it is read.
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

/// Templates are made once the totals of single cases were asked for so many times for each service of the catalogue. So many calls take about a tenth of the time that
/// templates take.
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

    /// SHA-256 of the catalogue and of the policy.
    pub fn fingerprints(&self) -> (String, String) {
        (self.catalogue.loaded.sha256.clone(), takst_catalogue::policy_sha256(&self.policy.core))
    }

    /// The receipt of what is made with it, of cases with this checksum.
    pub fn receipt(&self, sha256: String, request: &ReportingPeriod) -> Receipt {
        let (catalogue, policy) = self.fingerprints();
        let mut receipt = Receipt::new(catalogue, policy, sha256);
        (receipt.as_of, receipt.request) = (self.as_of, *request);
        receipt
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
    /// They are looked up in templates where a frame was priced before. Otherwise templates are made once totals were asked for so often that it pays.
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
    pub fn price_alone(&self, case: &Bound<'_, Case>, request: &ReportingPeriod) -> PyResult<takst::Statement> {
        let (py, own) = (case.py(), case.get());
        if own.citizen().is_none() {
            let watch = Watch::new(py, None, None)?;
            return Ok(self.statements_of(py, vec![case.clone().unbind()], request, &watch)?.swap_remove(0));
        }
        let (core, case, request) = (self.core.clone(), case.clone().unbind(), *request);
        let priced = attended_if(py, own.rows.len() > FEW_ROWS, move || {
            // A citizen of one case has one statement.
            case.get().citizen().map(|citizen| core.price(citizen, &request).swap_remove(0))
        })?;
        priced.ok_or_else(|| PyRuntimeError::new_err("a case has changed while it was priced"))
    }

    /// Whether the refund of a case depends on the citizen's other cases.
    pub fn depends_on_others(&self, case: &Case, request: &ReportingPeriod) -> bool {
        case.citizen().is_some_and(|citizen| citizen.cases.iter().any(|case| self.core.depends_on_other_cases(case, request)))
    }

    /// The statement of a case that was priced by itself, as Python keeps it, or the exception that says why the case is refused.
    pub fn priced(&self, py: Python<'_>, core: takst::Statement, is_alone: bool) -> PyResult<Statement> {
        let held = Held::priced(core, &self.core, self.lang, is_alone);
        held.documents(py)?;
        Ok(Statement { held })
    }

    /// One statement for each case; cases of one citizen are priced together. Many cases are priced on all cores while the caller waits.
    pub fn statements_of(
        &self,
        py: Python<'_>,
        cases: Vec<Py<Case>>,
        request: &ReportingPeriod,
        watch: &Arc<Watch>,
    ) -> PyResult<Vec<takst::Statement>> {
        let rows: usize = cases.iter().map(|case| case.get().rows.len()).sum();
        let run = Run { book: self.core.clone(), request: *request };
        if rows <= FEW_ROWS {
            return run.price(&cases, &Follow::default());
        }
        followed(py, watch, move |follow| run.price(&cases, follow))?
    }
}

/// Many cases priced at once.
struct Run {
    book: Arc<takst::Book>,
    request: ReportingPeriod,
}

/// The caller has left.
struct Left;

impl Run {
    fn price(&self, cases: &[Py<Case>], follow: &Follow) -> PyResult<Vec<takst::Statement>> {
        let cases: Vec<&Case> = cases.iter().map(Py::get).collect();
        let parts = case::parts(&cases)?;
        let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(parts.len());
        let next = AtomicUsize::new(0);
        let work = || {
            let mut priced = Vec::new();
            while let Some((file, slots)) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                if self.part(file, slots, follow, &mut priced).is_err() {
                    break;
                }
            }
            priced
        };
        let mut found: Vec<Option<takst::Statement>> = cases.iter().map(|_| None).collect();
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let own = work();
            let theirs = others.into_iter().flat_map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            for (at, statement) in own.into_iter().chain(theirs) {
                // Rows whose reference cannot be read are cases of their own in a file; here they belong to the case they came in.
                match &mut found[at] {
                    place @ None => *place = Some(statement),
                    Some(first) => {
                        if let (Err(faults), Err(more)) = (&mut first.result, statement.result) {
                            faults.extend(more);
                        }
                    }
                }
            }
        });
        // Every case has a row, so every case has a statement, unless the caller has left.
        Ok(found.into_iter().flatten().collect())
    }

    fn part(&self, file: &CaseFile, slots: &[usize], follow: &Follow, priced: &mut Vec<(usize, takst::Statement)>) -> Result<(), Left> {
        let mut slots = slots.iter();
        file.price(
            &self.book,
            &self.request,
            |_| follow.rows(1),
            |statement| {
                follow.statement(&statement);
                priced.extend(slots.next().map(|at| (*at, statement)));
                if follow.is_left() { Err(Left) } else { Ok(()) }
            },
        )
    }
}
