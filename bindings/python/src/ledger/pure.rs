//! Settling and claiming for whoever keeps the books: nothing is read or written but what is given.

use crate::book_core::Book;
use crate::convert::Names;
use crate::error::unusable;
use crate::given::fault::Ended;
use crate::given::input::{CasesIn, summary};
use crate::given::texts::texts;
use crate::ledger::asked;
use crate::ledger::claim::{Claim, Priced};
use crate::ledger::problems::Cases;
use crate::ledger::rows_in::json_lines;
use crate::ledger::settlement::Settlement;
use crate::ledger::work::{InputCases, done};
use crate::watch::Watch;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use takst::Month;
use takst::document::Books;
use takst::document::claim::{Absent, ClaimTerms};
use takst::document::content::{CaseFile, PricedCase};
use takst::document::reissue::reissue as issue_again;
use takst::document::settle::{Mode, OpenMonths};
use takst_explain::{Lang, Receipt};
use takst_io::documents::{ClaimCases, RowsFault, STANDING_COLUMNS, ShouldBe, read_billed, read_claimed, read_standing};
use takst_run::{CaseInput, Failure, faulty_cell, not_read};

/// Before the first month that can be billed.
const FIRST: &str = "1900-01";

/// Rows that cannot be read: every cell, and what would be right.
fn unreadable(py: Python<'_>, name: &str, columns: &[&str], lang: Lang, fault: &RowsFault) -> PyErr {
    match fault {
        RowsFault::Rows(error) => unusable(py, &[not_read(texts(lang), name, error, columns)]),
        RowsFault::Cells(cells) => unusable(py, &cells.iter().map(|fault| faulty_cell(texts(lang), name, fault)).collect::<Vec<_>>()),
    }
}

/// Settles cases with documents that stand, and returns a `takst.Settlement` without numbers: which invoices and credit notes to issue. Whoever keeps the books gives the
/// numbers, in the order of the actions.
///
/// `standing` are all documents issued so far, invoices and credit notes, in the columns of `takst ledger export` (`Settlement.lines` and `Ledger.export` have them): a data
/// frame, an iterable of dicts, or None. `should` are the cases, as a `takst.Ledger` takes them: what should be is their documents up to the month `until`; open rows end with
/// it. Months before `from_` are closed, those before `kept_from` have expired. `mode="invoice"` issues only what is missing; `"correct"` credits and issues anew what
/// differs; `complete=True` credits what stands for other cases too. `reissue` has numbers of invoices that came back: only these are credited and issued again, with the references
/// of the cases; LedgerError `reissue.not-standing` names those that do not stand.
///
/// FileError names every cell of `standing` that cannot be read.
#[pyfunction]
#[pyo3(signature = (standing, should, /, *, parties, until, from_=None, kept_from=None, mode="correct", complete=false, reissue=None, book=None, progress=None))]
#[allow(clippy::too_many_arguments)] // as many as Python may name
pub fn settle<'py>(
    py: Python<'py>,
    standing: &Bound<'py, PyAny>,
    should: &Bound<'py, PyAny>,
    parties: &Bound<'py, PyAny>,
    until: &Bound<'py, PyAny>,
    from_: Option<&Bound<'py, PyAny>>,
    kept_from: Option<&Bound<'py, PyAny>>,
    mode: &str,
    complete: bool,
    reissue: Option<Names>,
    book: Option<&Bound<'py, Book>>,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Settlement> {
    let book = asked::book(py, book, None)?;
    let lang = book.get().lang;
    let parties = asked::parties(Some(parties), None, py, book.get())?;
    let mode = match (mode, complete) {
        ("invoice", false) => Mode::Invoice,
        ("correct", false) => Mode::Correct,
        ("correct", true) => Mode::Complete,
        ("invoice", true) => return Err(PyValueError::new_err("complete: only a correction takes back what stands for other cases")),
        (other, _) => return Err(PyValueError::new_err(format!("mode: {other:?} is not \"invoice\" or \"correct\""))),
    };
    let reissue = reissue.map(|numbers| numbers.0).unwrap_or_default();
    if !reissue.is_empty() && !matches!(mode, Mode::Correct) {
        return Err(PyTypeError::new_err("reissue: invoices that came back are issued again, and nothing else; leave mode and complete out"));
    }
    let months = months(from_, Some(until), kept_from)?;
    let text = json_lines(py, "standing", standing)?;
    let loaded = parties.loaded.clone();
    let documents = py.detach(|| read_standing(text.as_bytes(), Some(&loaded.parties), months.kept_from));
    let documents = documents.map_err(|fault| unreadable(py, "standing", STANDING_COLUMNS.all, lang, &fault))?;
    let cases = CasesIn::of(py, should)?;
    let (origin, rows) = (cases.origin, cases.rows);
    let watch = Watch::new(py, progress, rows)?;
    let core = book.get().core().clone();
    let settled = done(py, &watch, (lang, origin), move |run| {
        let mut input = InputCases::read(cases, &run)?;
        let mut priced = Vec::new();
        // The references of a month are known only where it is priced.
        let again = documents.standing.iter().filter(|standing| reissue.iter().any(|number| **number == *standing.number));
        let until = again.map(|standing| standing.content.month).fold(months.until, Month::max).last_day();
        let mut should = ShouldBe::new(&core, until, |case: PricedCase| -> Result<(), Ended> {
            priced.push(case);
            Ok(())
        });
        let counted = input.price(&core, until, &mut should)?;
        let (unreadable, providers) = (should.unreadable(), should.providers);
        let file = CaseFile { cases: priced, providers, unreadable };
        let books = Books { parties: &loaded.parties, taken: &documents.taken, services: &*core };
        let settlement = if reissue.is_empty() {
            takst::settle(documents.standing, file, mode, months, &books)
        } else {
            let numbers: Vec<&str> = reissue.iter().map(String::as_str).collect();
            issue_again(&numbers, &documents.standing, &file, months, &books).map_err(|numbers| Failure::NotStanding { numbers })?
        };
        Ok((settlement, Cases::of(&input.problems(), &counted, lang)?, counted))
    });
    watch.close(py, settled.as_ref().ok().map(|(.., counted)| summary(counted, rows)).as_ref())?;
    let (core, cases, _) = settled?;
    Ok(Settlement {
        core,
        given: Vec::new(),
        issued: None,
        planned_for: None,
        parties,
        book: book.unbind(),
        problems: cases.held(py)?,
        plan: None,
        head: None,
        was_done: false,
        lacking: Vec::new(),
    })
}

fn months(from: Option<&Bound<'_, PyAny>>, until: Option<&Bound<'_, PyAny>>, kept_from: Option<&Bound<'_, PyAny>>) -> PyResult<OpenMonths> {
    let first: Month = FIRST.parse().map_err(|_| PyValueError::new_err(FIRST))?;
    let from = asked::month("from_", from)?.unwrap_or(first);
    let until = asked::month("until", until)?.unwrap_or(from);
    if until < from {
        return Err(PyValueError::new_err(format!("until: {until} lies before {from}, the first month of the books")));
    }
    Ok(OpenMonths { from, until, kept_from: asked::month("kept_from", kept_from)? })
}

/// Claims the state's refund for a quarter, and returns a `takst.Claim` without a number. Whoever keeps the books numbers the claim, stores its rows, and knows the date: that
/// the quarter is over, and that no later one was claimed.
///
/// `claimed` are the rows of all earlier claims of the payer, in the columns of `Claim.rows`: a data frame, an iterable of dicts, or None. `should` are the municipality's own
/// cases, as a `takst.Ledger` takes them. `billed` are the invoices and credit notes that were received, else those that were issued, as `settle` takes them; a credit note may
/// take a part of an invoice back. Without them nothing counts as invoiced.
/// Months before `from_` are never claimed, those before `kept_from` are outside claims. `complete=True` takes back what was claimed for other cases.
#[pyfunction]
#[pyo3(signature = (claimed, should, /, *, payer, quarter, billed=None, from_=None, kept_from=None, complete=false, book=None, progress=None))]
#[allow(clippy::too_many_arguments)] // as many as Python may name
pub fn claim<'py>(
    py: Python<'py>,
    claimed: &Bound<'py, PyAny>,
    should: &Bound<'py, PyAny>,
    payer: &Bound<'py, PyAny>,
    quarter: &str,
    billed: Option<&Bound<'py, PyAny>>,
    from_: Option<&Bound<'py, PyAny>>,
    kept_from: Option<&Bound<'py, PyAny>>,
    complete: bool,
    book: Option<&Bound<'py, Book>>,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Claim> {
    let book = asked::book(py, book, None)?;
    let lang = book.get().lang;
    let (payer, quarter) = (asked::payer(payer)?, asked::quarter(quarter)?);
    let OpenMonths { from, kept_from, .. } = months(from_, None, kept_from)?;
    let text = json_lines(py, "claimed", claimed)?;
    let columns = takst::contract::document_column::CLAIM_COLUMNS;
    let before = py.detach(|| read_claimed(text.as_bytes())).map_err(|fault| unreadable(py, "claimed", columns, lang, &fault))?;
    let text = billed.map_or_else(|| Ok(String::new()), |billed| json_lines(py, "billed", billed))?;
    let billed = py.detach(|| read_billed(text.as_bytes(), kept_from, payer));
    let billed = billed.map_err(|fault| unreadable(py, "billed", STANDING_COLUMNS.all, lang, &fault))?;
    let cases = CasesIn::of(py, should)?;
    let (origin, rows) = (cases.origin, cases.rows);
    let watch = Watch::new(py, progress, rows)?;
    let (core, as_of, fingerprints) = (book.get().core().clone(), book.get().as_of, book.get().fingerprints());
    let made = done(py, &watch, (lang, origin), move |run| {
        let mut input = InputCases::read(cases, &run)?;
        let until = quarter.last_month().last_day();
        let mut priced = ClaimCases::new(&core, until, payer);
        let counted = input.price(&core, until, &mut priced)?;
        let file = priced.file();
        let terms = ClaimTerms {
            quarter,
            from,
            kept_from,
            absent: if complete { Absent::TakenBack } else { Absent::LeftAlone },
            billed: &|case, provider, month| billed.net(case, provider, month),
        };
        let claim = takst::claim(&before, &file, &terms);
        let mut receipt = Receipt::new(fingerprints.0, fingerprints.1, input.sha256());
        receipt.as_of = as_of;
        Ok((claim, file.windows, receipt, Cases::of(&input.problems(), &counted, lang)?, counted))
    });
    watch.close(py, made.as_ref().ok().map(|(.., counted)| summary(counted, rows)).as_ref())?;
    let (claim, windows, receipt, cases, _) = made?;
    Ok(Claim {
        number: None,
        payer,
        quarter: Some(quarter),
        final_year: None,
        date: None,
        rows: claim.rows.clone(),
        claims: Vec::new(),
        priced: Some(Priced { claim, windows, receipt, problems: cases.held(py)? }),
        book: book.unbind(),
        head: None,
    })
}
