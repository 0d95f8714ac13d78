//! The ledger as Python sees it.

use crate::book_core::Book;
use crate::convert::{self, Names};
use crate::error::of_ledger;
use crate::frames::{Frame, Origin};
use crate::given::fault::Ended;
use crate::given::input::{CasesIn, summary};
use crate::given::texts::texts;
use crate::ledger::asked::{self, lang_of};
use crate::ledger::claim::{Claim, Priced};
use crate::ledger::documents::Documents;
use crate::ledger::head::{Checked, Expired, Head, Imported};
use crate::ledger::plan::Plan;
use crate::ledger::problems::Cases;
use crate::ledger::rows_in::json_lines;
use crate::ledger::settlement::Settlement;
use crate::ledger::table::{Table, frame};
use crate::ledger::work::{InputCases, Run, done};
use crate::watch::Watch;
use chrono::{Datelike, NaiveDate};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::collections::HashSet;
use std::fs::File;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;
use takst::Month;
use takst::document::action::NewDocument;
use takst::document::settle::Mode;
use takst_explain::{Lang, Receipt as PricedReceipt};
use takst_io::RowFormat;
use takst_ledger::{DocumentRow, Found, JournalRow, LedgerError, Receipt, StoredClaim};
use takst_run::{
    Books, ClaimOf, Claimed, Failure, Fingerprints, Issued, Lacks, Made, SettleOf, Settled, Step, What, agree, author, claim_quarter,
    claimed_of_year, imported_rows, issue_date, last_month_before, note_without_cpr, settle,
};

/// The register of issued documents and claims: one SQLite file, append-only, with a chain of hashes.
///
/// `path` is the file; `Ledger.create` makes one. `parties` (a `takst.Parties`, or the path of a parties file) and `book` are those of the calls that are given none; without
/// a book it is the default one. `cases` of a call are the path of a case file (CSV, JSON Lines or Parquet), a data frame, a `takst.Case` or several.
///
/// A call that writes is one transaction: it has written everything or nothing. Ctrl-C ends it; nothing is written, unless it was about to be there for good. Another program
/// that is writing is waited for, at most 30 seconds. A ledger keeps no file open between calls, and threads can share it.
///
/// >>> import tempfile, pathlib
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "books.ledger"
/// >>> with takst.Ledger.create(path, "2024-01") as ledger:
/// ...     ledger.start, ledger.head.record
/// ('2024-01', 0)
///
/// LedgerError says why a file is no ledger, and why a call is refused as a whole; its `code` is that of the registry.
#[pyclass(module = "takst", frozen)]
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    start: Month,
    parties: Option<Py<PyAny>>,
    book: Option<Py<Book>>,
    is_closed: AtomicBool,
}

/// What a run of invoices or of a correction is given.
struct Order {
    /// What is asked for: `None`, a correction; else an invoice run.
    is_invoice: bool,
    complete: bool,
    reissue: Vec<String>,
    issues: bool,
    plan: Option<(takst_run::Plan, Vec<NewDocument>)>,
    date: NaiveDate,
    until: Month,
    note: Option<String>,
}

impl Order {
    fn what(&self) -> What<'_> {
        match (&self.plan, self.is_invoice) {
            (Some((plan, _)), _) => plan.what(),
            (None, true) => What::All(Mode::Invoice),
            (None, false) => What::correction(&self.reissue, self.complete),
        }
    }
}

/// What came of an order.
struct Outcome {
    issued: Issued,
    was_done: bool,
    cases: Cases,
    plan: Option<takst_run::Plan>,
    lacking: Vec<String>,
}

impl Ledger {
    fn raised(&self, py: Python<'_>, error: LedgerError) -> PyErr {
        Ended::from(error).raised(py, lang_of(self.book.as_ref()), Origin::Other)
    }

    /// The file, while the ledger is not closed.
    pub fn open_path(&self) -> PyResult<PathBuf> {
        if self.is_closed.load(Ordering::Relaxed) {
            return Err(PyValueError::new_err("the ledger is closed; make another takst.Ledger"));
        }
        Ok(self.path.clone())
    }

    /// Reads the ledger, without the interpreter.
    fn read<T: Send + 'static>(&self, py: Python<'_>, read: impl FnOnce(&takst_ledger::Ledger) -> Result<T, Ended> + Send + 'static) -> PyResult<T> {
        let path = self.open_path()?;
        let watch = Watch::new(py, None, None)?;
        done(py, &watch, (lang_of(self.book.as_ref()), Origin::Other), move |_| read(&takst_ledger::Ledger::open(&path)?))
    }

    /// Writes the ledger, in a transaction of its own.
    fn write<T: Send + 'static>(
        &self,
        py: Python<'_>,
        lang: Lang,
        write: impl FnOnce(takst_ledger::Writing<'_>, &Run) -> Result<T, Ended> + Send + 'static,
    ) -> PyResult<T> {
        let path = self.open_path()?;
        let watch = Watch::new(py, None, None)?;
        done(py, &watch, (lang, Origin::Other), move |run| {
            let mut ledger = takst_ledger::Ledger::open(&path)?;
            let writing = ledger.begin(author(SystemTime::now()))?;
            run.goes_on()?;
            write(writing, &run)
        })
    }

    fn settled(
        &self,
        py: Python<'_>,
        cases: &Bound<'_, PyAny>,
        parties: Option<&Bound<'_, PyAny>>,
        book: &Bound<'_, Book>,
        order: Order,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Settlement> {
        let path = self.open_path()?;
        let lang = book.get().lang;
        note_without_cpr(order.note.as_deref()).map_err(|failure| Ended::from(failure).raised(py, lang, Origin::Other))?;
        let parties = asked::parties(parties, self.parties.as_ref(), py, book.get())?;
        let cases = CasesIn::of(py, cases)?;
        let (origin, rows) = (cases.origin, cases.rows);
        let watch = Watch::new(py, progress, rows)?;
        let (core, loaded, as_of) = (book.get().core().clone(), parties.loaded.clone(), book.get().as_of);
        let fingerprints = book.get().fingerprints();
        let (date, until, is_planned) = (order.date, order.until, !order.issues && !order.is_invoice);
        let from = self.start;
        let outcome = done(py, &watch, (lang, origin), move |run| {
            let mut ledger = takst_ledger::Ledger::open(&path)?;
            let mut input = InputCases::read(cases, &run)?;
            // What stands is read within the transaction that issues.
            let books = if order.issues { Books::Written(ledger.begin(author(SystemTime::now()))?) } else { Books::Read(ledger.snapshot()?) };
            let planned = order.plan.as_ref().map(|(_, documents)| documents.as_slice());
            let of = SettleOf { book: &core, parties: &loaded.parties, what: order.what(), from, until, date, planned };
            let settled: Settled<'_> = settle(books, &mut input, &of)?;
            let made_of = Fingerprints {
                cases: input.sha256(),
                parties: loaded.sha256.clone(),
                catalogue: fingerprints.0.clone(),
                policy: fingerprints.1.clone(),
                ledger: settled.head.hexadecimal(),
            };
            if let Some((plan, planned)) = order.plan.as_ref().filter(|_| !settled.is_done) {
                agree(texts(lang), (planned, &plan.inputs), (&settled.settlement.documents, &made_of))?;
            }
            let note = order.note.as_deref().or(order.plan.as_ref().and_then(|(plan, _)| plan.note.as_deref()));
            let lacks = Lacks { documents: &settled.settlement.documents, parties: &loaded.parties, catalogue: core.catalogue(), date, note };
            let lacking = if settled.is_done { Vec::new() } else { lacks.lines(texts(lang)) };
            let receipt = Receipt { issued: date, as_of, catalogue_sha256: &fingerprints.0, policy_sha256: &fingerprints.1, note };
            let was_done = settled.is_done;
            let issued = settled.issue(&loaded.parties, &receipt, |step| match step {
                Step::Document => run.goes_on(),
                Step::Commit => run.commits(),
            })?;
            let plan = is_planned.then(|| {
                let made = Made {
                    date: date.to_string(),
                    until: until.to_string(),
                    as_of: as_of.map(|day| day.to_string()),
                    complete: order.complete,
                    reissue: &order.reissue,
                    note: order.note.as_deref(),
                    inputs: made_of,
                };
                takst_run::Plan::of(made, &issued.settlement)
            });
            let cases = Cases::of(&input.problems(), &issued.summary, lang)?;
            Ok(Outcome { issued, was_done, cases, plan, lacking })
        });
        watch.close(py, outcome.as_ref().ok().map(|outcome| summary(&outcome.issued.summary, rows)).as_ref())?;
        let Outcome { issued, was_done, cases, plan, lacking } = outcome?;
        let Issued { settlement, given, head, .. } = issued;
        Ok(Settlement {
            core: settlement,
            issued: head.as_ref().map(|_| date),
            given,
            planned_for: is_planned.then_some((date, until)),
            parties,
            book: book.clone().unbind(),
            problems: cases.held(py)?,
            plan: plan.map(|core| Plan { core }),
            head: head.as_ref().map(Head::from),
            was_done,
            lacking,
        })
    }

    /// The date of a call.
    fn date(py: Python<'_>, given: Option<&Bound<'_, PyAny>>, lang: Lang) -> PyResult<NaiveDate> {
        let given = asked::day("date", given)?;
        issue_date(given, asked::today(py)?).map_err(|failure| Ended::from(failure).raised(py, lang, Origin::Other))
    }
}

/// The path of a ledger, which a later change of the working directory does not touch.
fn absolute(path: PathBuf) -> PyResult<PathBuf> {
    Ok(std::path::absolute(path)?)
}

#[pymethods]
impl Ledger {
    #[new]
    #[pyo3(signature = (path, *, parties=None, book=None))]
    fn new(py: Python<'_>, path: PathBuf, parties: Option<Py<PyAny>>, book: Option<Py<Book>>) -> PyResult<Ledger> {
        let path = absolute(path)?;
        let opened = py.detach(|| takst_ledger::Ledger::open(&path).map(|ledger| ledger.start()));
        let start = opened.map_err(|error| Ended::from(error).raised(py, lang_of(book.as_ref()), Origin::Other))?;
        Ok(Ledger { path, start, parties, book, is_closed: AtomicBool::new(false) })
    }

    /// Makes a ledger. Months before `start` (`YYYY-MM`) are never issued, corrected or claimed. LedgerError where there is such a file already.
    #[staticmethod]
    #[pyo3(signature = (path, start, *, parties=None, book=None))]
    fn create(py: Python<'_>, path: PathBuf, start: &Bound<'_, PyAny>, parties: Option<Py<PyAny>>, book: Option<Py<Book>>) -> PyResult<Ledger> {
        let (path, start) = (absolute(path)?, convert::month_of("start", start)?);
        let made = py.detach(|| takst_ledger::Ledger::init(&path, start).map(drop));
        made.map_err(|error| Ended::from(error).raised(py, lang_of(book.as_ref()), Origin::Other))?;
        Ok(Ledger { path, start, parties, book, is_closed: AtomicBool::new(false) })
    }

    /// Issues what should be billed and is not, and returns a `takst.Settlement`. What differs is listed and stays as it is.
    ///
    /// `date` is the date of issue, today by default; `until` the last month (`YYYY-MM`), by default the last that ended before the date: open rows end with it. `note` is
    /// printed on the documents. With `dry_run=True` nothing is written, and the documents have no numbers. Run again, it issues nothing.
    #[pyo3(signature = (cases, /, *, date=None, until=None, note=None, dry_run=false, parties=None, book=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn invoice<'py>(
        &self,
        py: Python<'py>,
        cases: &Bound<'py, PyAny>,
        date: Option<&Bound<'py, PyAny>>,
        until: Option<&Bound<'py, PyAny>>,
        note: Option<String>,
        dry_run: bool,
        parties: Option<&Bound<'py, PyAny>>,
        book: Option<&Bound<'py, Book>>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Settlement> {
        let book = asked::book(py, book, self.book.as_ref())?;
        let date = Ledger::date(py, date, book.get().lang)?;
        let until = asked::month("until", until)?.unwrap_or_else(|| last_month_before(date));
        let order = Order { is_invoice: true, complete: false, reissue: Vec::new(), issues: !dry_run, plan: None, date, until, note };
        self.settled(py, cases, parties, &book, order, progress)
    }

    /// Plans a correction of what was billed and differs, or carries a plan out, and returns a `takst.Settlement`.
    ///
    /// Without `plan` nothing is written: the result has the `plan`, which another person can look at (`html`), keep (`plan.save`) and carry out. With `plan`, a `takst.Plan`
    /// or the path of one, everything is worked out again and issued, or LedgerError `plan.changed` says what comes out otherwise; months, day of knowledge and options are
    /// those of the plan. `complete=True` says that the cases are all of their providers: what stands for others is taken back. `reissue` has numbers of invoices that came
    /// back: they are issued again with the references of the cases. Other options are those of `invoice`.
    #[pyo3(signature = (cases, /, *, plan=None, complete=false, reissue=None, date=None, until=None, note=None, parties=None, book=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn correct<'py>(
        &self,
        py: Python<'py>,
        cases: &Bound<'py, PyAny>,
        plan: Option<&Bound<'py, PyAny>>,
        complete: bool,
        reissue: Option<Names>,
        date: Option<&Bound<'py, PyAny>>,
        until: Option<&Bound<'py, PyAny>>,
        note: Option<String>,
        parties: Option<&Bound<'py, PyAny>>,
        book: Option<&Bound<'py, Book>>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Settlement> {
        let mut book = asked::book(py, book, self.book.as_ref())?;
        let date = Ledger::date(py, date, book.get().lang)?;
        let until = asked::month("until", until)?;
        let reissue = reissue.map(|numbers| numbers.0).unwrap_or_default();
        if complete && !reissue.is_empty() {
            return Err(PyTypeError::new_err("complete and reissue do not go together: invoices that came back are issued again, and nothing else"));
        }
        let Some(plan) = plan else {
            let until = until.unwrap_or_else(|| last_month_before(date));
            let order = Order { is_invoice: false, complete, reissue, issues: false, plan: None, date, until, note };
            return self.settled(py, cases, parties, &book, order, progress);
        };
        if until.is_some() || complete || !reissue.is_empty() {
            return Err(PyTypeError::new_err("until, complete and reissue are those of the plan; leave them out"));
        }
        let plan = Plan::from_any(plan)?.core;
        let lang = book.get().lang;
        let unusable = |reason| Ended::from(Failure::no_plan(std::path::Path::new("plan"), reason)).raised(py, lang, Origin::Other);
        let (documents, until) = (plan.documents().map_err(unusable)?, plan.last_month().map_err(unusable)?);
        let as_of = plan.knowledge().map_err(unusable)?;
        if as_of != book.get().as_of {
            let own = book.get();
            book = Bound::new(py, Book::compile(py, own.catalogue.clone(), own.policy.clone(), as_of, own.lang)?)?;
        }
        let order = Order { is_invoice: false, complete: false, reissue: Vec::new(), issues: true, plan: Some((plan, documents)), date, until, note };
        self.settled(py, cases, parties, &book, order, progress)
    }

    /// Claims the state's refund for a quarter, with corrections of earlier ones, and returns a `takst.Claim`.
    ///
    /// `cases` are the municipality's own; `payer` is its code or name; `quarter` is `YYYY-Qn`. What is claimed is what the cases give now, less what was claimed before;
    /// a claim without rows is not stored. `complete=True` says that the cases are all of the municipality: what was claimed for others is taken back. `dry_run=True` stores
    /// nothing. `final=2024` is the yearly statement: what was claimed for the year; it takes no cases and claims nothing.
    #[pyo3(signature = (cases=None, /, *, payer, quarter=None, r#final=None, complete=false, dry_run=false, date=None, book=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn claim<'py>(
        &self,
        py: Python<'py>,
        cases: Option<&Bound<'py, PyAny>>,
        payer: &Bound<'py, PyAny>,
        quarter: Option<&str>,
        r#final: Option<i32>,
        complete: bool,
        dry_run: bool,
        date: Option<&Bound<'py, PyAny>>,
        book: Option<&Bound<'py, Book>>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Claim> {
        let book = asked::book(py, book, self.book.as_ref())?;
        let lang = book.get().lang;
        let (payer, date) = (asked::payer(payer)?, Ledger::date(py, date, lang)?);
        let (cases, quarter) = match (cases, quarter, r#final) {
            (Some(cases), Some(quarter), None) => (cases, asked::quarter(quarter)?),
            (None, None, Some(year)) => {
                let claimed = self.read(py, move |ledger| Ok(claimed_of_year(&mut ledger.reader(), payer, year)?))?;
                let (claims, rows) = claimed.into_iter().map(|claimed| (claimed.claim, claimed.row)).unzip();
                let (final_year, date) = (Some(year), Some(date));
                return Ok(Claim {
                    number: None,
                    payer,
                    quarter: None,
                    final_year,
                    date,
                    rows,
                    claims,
                    priced: None,
                    book: book.unbind(),
                    head: None,
                });
            }
            _ => return Err(PyTypeError::new_err("claim: pass cases and quarter, or final without either")),
        };
        let path = self.open_path()?;
        let cases = CasesIn::of(py, cases)?;
        let (origin, rows) = (cases.origin, cases.rows);
        let watch = Watch::new(py, progress, rows)?;
        let (core, as_of, from, fingerprints) = (book.get().core().clone(), book.get().as_of, self.start, book.get().fingerprints());
        let claimed = done(py, &watch, (lang, origin), move |run| {
            let mut ledger = takst_ledger::Ledger::open(&path)?;
            // What was claimed is read within the transaction that claims.
            let writing = ledger.begin(author(SystemTime::now()))?;
            writing.can_claim(payer, quarter, date)?;
            let mut input = InputCases::read(cases, &run)?;
            let receipt = Receipt { issued: date, as_of, catalogue_sha256: &fingerprints.0, policy_sha256: &fingerprints.1, note: None };
            let receipt = Some(receipt).filter(|_| !dry_run);
            let of = ClaimOf { book: &core, payer, quarter, from, is_complete: complete, receipt };
            let claimed = claim_quarter(writing, &mut input, &of, || run.commits())?;
            let mut receipt = PricedReceipt::new(&*fingerprints.0, &*fingerprints.1, input.sha256());
            receipt.as_of = as_of;
            let cases = Cases::of(&input.problems(), &claimed.summary, lang)?;
            Ok((claimed, receipt, cases))
        });
        watch.close(py, claimed.as_ref().ok().map(|(claimed, ..)| summary(&claimed.summary, rows)).as_ref())?;
        let (Claimed { claim, windows, number, head, .. }, receipt, cases) = claimed?;
        Ok(Claim {
            number,
            payer,
            quarter: Some(quarter),
            final_year: None,
            date: Some(date),
            rows: claim.rows.clone(),
            claims: Vec::new(),
            priced: Some(Priced { claim, windows, receipt, problems: cases.held(py)? }),
            book: book.unbind(),
            head: head.as_ref().map(Head::from),
        })
    }

    /// Documents that were issued, as a `takst.Documents`: those of the `numbers`, or `from_number` and those after it in its series, or all of a `month`. A number that the
    /// ledger lacks is a LedgerError.
    #[pyo3(signature = (numbers=None, /, *, from_number=None, month=None, book=None))]
    fn documents<'py>(
        &self,
        py: Python<'py>,
        numbers: Option<Names>,
        from_number: Option<String>,
        month: Option<&Bound<'py, PyAny>>,
        book: Option<&Bound<'py, Book>>,
    ) -> PyResult<Documents> {
        let book = asked::book(py, book, self.book.as_ref())?;
        let month = asked::month("month", month)?;
        if usize::from(numbers.is_some()) + usize::from(from_number.is_some()) + usize::from(month.is_some()) != 1 {
            return Err(PyTypeError::new_err("documents: say which: numbers, from_number or month"));
        }
        let found = self.read(py, move |ledger| {
            let mut reader = ledger.reader();
            let mut unknown = Vec::new();
            let numbers = match (numbers, from_number, month) {
                (_, _, Some(month)) => reader.numbers_of_month(month)?,
                (_, Some(first), None) => {
                    let numbers = reader.numbers_from(&first)?;
                    unknown.extend(Some(first).filter(|_| numbers.is_empty()));
                    numbers
                }
                (numbers, None, None) => {
                    let (mut wanted, mut met) = (numbers.map(|numbers| numbers.0).unwrap_or_default(), HashSet::new());
                    wanted.retain(|number| met.insert(number.clone()));
                    for number in &wanted {
                        if !reader.has(number)? {
                            unknown.push(number.clone());
                        }
                    }
                    wanted
                }
            };
            let (mut issued, mut imported, mut expired) = (Vec::new(), Vec::new(), Vec::new());
            if unknown.is_empty() {
                for number in &numbers {
                    match reader.document(number)? {
                        Some(Found::Issued(document)) => issued.push((*document, reader.chain(number)?)),
                        Some(Found::Imported) => imported.push(number.clone()),
                        Some(Found::Expired) => expired.push(number.clone()),
                        None => {}
                    }
                }
            }
            let wanted: HashSet<&str> = numbers.iter().map(String::as_str).collect();
            let lines = exported(ledger, |row| wanted.contains(&*row.number))?;
            Ok((numbers, unknown, issued, imported, expired, lines))
        });
        let (numbers, unknown, issued, imported, expired, lines) = found?;
        let (issued, chains) = issued.into_iter().unzip();
        if !unknown.is_empty() {
            let say = |number: &String| format!("the ledger has no document {:?}", takst_io::printable(&takst::cpr::masked(number)));
            return Err(of_ledger(py, None, &unknown.iter().map(say).collect::<Vec<_>>()));
        }
        Ok(Documents { lines: Py::new(py, lines)?, issued, chains, numbers, imported, expired, book: book.unbind() })
    }

    /// A row for each line of each document, in order of record; of a document whose content has expired a row with its sums.
    fn export(&self, py: Python<'_>) -> PyResult<Frame> {
        self.read(py, |ledger| exported(ledger, |_| true))
    }

    /// A row for each document, with net, VAT and total.
    fn journal(&self, py: Python<'_>) -> PyResult<Frame> {
        self.read(py, |ledger| {
            let mut table = Table::new(JournalRow::COLUMNS);
            ledger.journal(|row| -> Result<(), Ended> { Ok(table.push(row.texts())?) })?;
            Ok(table.frame()?)
        })
    }

    /// A row for each claim that is stored, with its sums.
    fn claims(&self, py: Python<'_>) -> PyResult<Frame> {
        self.read(py, |ledger| Ok(frame(StoredClaim::COLUMNS, ledger.reader().claims()?.iter().map(StoredClaim::texts))?))
    }

    /// Works every hash out again, and returns the last record and how many contents have expired, as a `takst.Checked`. LedgerError names the first record that does not hold.
    ///
    /// `head` is a `takst.Head` or the hash that an earlier run returned: LedgerError too where no record has it, because records were cut off.
    #[pyo3(signature = (head=None))]
    fn check(&self, py: Python<'_>, head: Option<&Bound<'_, PyAny>>) -> PyResult<Checked> {
        let hash = match head {
            None => None,
            Some(given) => match given.cast::<Head>() {
                Ok(head) => Some(head.get().hash.clone()),
                Err(_) => Some(convert::plain_text("head", given)?),
            },
        };
        let checked = self.read(py, move |ledger| Ok(ledger.check(hash.as_deref())?))?;
        if checked.has_head == Some(false) {
            return Err(Ended::from(Failure::CutOff).raised(py, lang_of(self.book.as_ref()), Origin::Other));
        }
        Ok(Checked { head: Head::from(&checked.head), expired: checked.expired })
    }

    /// Takes over documents of an earlier system with their own numbers, and returns how many were added and how many the ledger had already, as a `takst.Imported`.
    ///
    /// `documents` is the path of a file in the columns of an export (CSV or JSON Lines), a data frame or an iterable of dicts. What cannot be taken over refuses all of it:
    /// LedgerError `import.refused` names every fault.
    #[pyo3(signature = (documents, /, *, parties=None, book=None))]
    fn import_<'py>(
        &self,
        py: Python<'py>,
        documents: &Bound<'py, PyAny>,
        parties: Option<&Bound<'py, PyAny>>,
        book: Option<&Bound<'py, Book>>,
    ) -> PyResult<Imported> {
        let book = asked::book(py, book, self.book.as_ref())?;
        let lang = book.get().lang;
        let parties = asked::parties(parties, self.parties.as_ref(), py, book.get())?;
        let (name, bytes) = rows_of(py, "documents", documents)?;
        let imported = self.write(py, lang, move |writing, run| {
            let format = if name.is_empty() { RowFormat::Json } else { RowFormat::of_name(&name) };
            let name = if name.is_empty() { "documents" } else { &name };
            let rows = imported_rows(bytes.as_slice(), format, name, texts(lang))?;
            run.commits()?;
            Ok(takst_run::import(writing, rows, &parties.loaded.parties, (name, texts(lang)), || {})?)
        })?;
        Ok(Imported { added: imported.added, known: imported.passed_over, head: Head::from(&imported.head) })
    }

    /// Removes the contents of months before a year, at least five full years back, and returns how many of documents and of claims, as a `takst.Expired`. Numbers, dates and sums stay; those
    /// months are closed to corrections.
    fn expire(&self, py: Python<'_>, before: i32) -> PyResult<Expired> {
        let year = asked::today(py)?.year();
        let expired = self.write(py, lang_of(self.book.as_ref()), move |writing, run| {
            run.commits()?;
            Ok(writing.expire(before, year)?)
        })?;
        Ok(Expired { documents: expired.documents, claims: expired.claims, is_rewritten: expired.is_rewritten, head: Head::from(&expired.head) })
    }

    /// The file.
    #[getter]
    fn path<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("pathlib")?.call_method1("Path", (&self.path,))
    }

    /// The first month of the books.
    #[getter]
    fn start(&self) -> String {
        self.start.to_string()
    }

    /// The last record and its hash.
    #[getter]
    fn head(&self, py: Python<'_>) -> PyResult<Head> {
        let path = self.open_path()?;
        let head = py.detach(|| takst_ledger::Ledger::open(&path).and_then(|ledger| ledger.head()));
        head.map(|head| Head::from(&head)).map_err(|error| self.raised(py, error))
    }

    /// Ends the use of this object: further calls are a ValueError.
    fn close(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
    }

    fn __enter__(slf: Py<Ledger>) -> PyResult<Py<Ledger>> {
        slf.get().open_path()?;
        Ok(slf)
    }

    #[pyo3(signature = (*_args))]
    fn __exit__(&self, _args: &Bound<'_, pyo3::types::PyTuple>) {
        self.close();
    }

    fn __repr__(&self) -> String {
        format!("<Ledger {} from {}>", takst_run::file_name(&self.path), self.start)
    }
}

/// Lines of the documents that are wanted.
fn exported(ledger: &takst_ledger::Ledger, wanted: impl Fn(&DocumentRow) -> bool) -> Result<Frame, Ended> {
    let mut table = Table::new(DocumentRow::COLUMNS);
    ledger.export(|row| -> Result<(), Ended> {
        if wanted(&row) { Ok(table.push(row.texts())?) } else { Ok(()) }
    })?;
    Ok(table.frame()?)
}

/// Rows as bytes: a file with its name, or JSON Lines without one.
pub fn rows_of(py: Python<'_>, name: &str, given: &Bound<'_, PyAny>) -> PyResult<(String, Vec<u8>)> {
    if given.is_instance_of::<PyString>() || given.hasattr("__fspath__")? {
        let path: PathBuf = given.extract()?;
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|mut file| std::io::Read::read_to_end(&mut file, &mut bytes));
        read.map_err(|error| crate::shared::unread(py, &path, &error))?;
        return Ok((path.display().to_string(), bytes));
    }
    Ok((String::new(), json_lines(py, name, given)?.into_bytes()))
}
