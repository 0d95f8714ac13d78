//! The book: catalogue, policy and state of knowledge, ready to price cases and data frames.

use crate::book_core::Book;
use crate::case::{self, Case};
use crate::catalogue_core::{Catalogue, Policy};
use crate::change;
use crate::convert::{self, Names};
use crate::explanation::Explanation;
use crate::frames::{self, FrameOptions};
use crate::given::{self, Groups};
use crate::held::Held;
use crate::reports::{self, Report, Workbook};
use crate::statement::Statement;
use crate::totals::Totals;
use crate::watch::{FEW_ROWS, Watch};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use takst::ReportingPeriod;
use takst_batch::Summary;
use takst_explain::Lang;

/// What a book is compiled from, for pickles.
type Recipe = (Catalogue, Policy, Option<String>, &'static str);

/// The window of time of a call.
struct Asked<'py> {
    month: Option<Bound<'py, PyAny>>,
    from: Option<Bound<'py, PyAny>>,
    until: Option<Bound<'py, PyAny>>,
}

impl Asked<'_> {
    fn window(&self) -> PyResult<ReportingPeriod> {
        convert::window(self.month.as_ref(), self.from.as_ref(), self.until.as_ref())
    }
}

/// Refuses options that only frames have.
fn only_frames(given: &[(&str, bool)]) -> PyResult<()> {
    match given.iter().find(|(_, given)| *given) {
        Some((name, _)) => Err(PyTypeError::new_err(format!("{name} is for case files and data frames; a case has no such option"))),
        None => Ok(()),
    }
}

#[pymethods]
impl Book {
    #[new]
    #[pyo3(signature = (catalogue=None, policy=None, as_of=None, *, lang=None))]
    fn new(
        py: Python<'_>,
        catalogue: Option<&Bound<'_, PyAny>>,
        policy: Option<&Bound<'_, PyAny>>,
        as_of: Option<&Bound<'_, PyAny>>,
        lang: Option<&str>,
    ) -> PyResult<Book> {
        let catalogue = catalogue.map_or_else(|| Ok(Catalogue::builtin()), Catalogue::from_any)?;
        let policy = policy.map_or_else(|| Ok(Policy::default()), |policy| Policy::from_any(policy, &catalogue))?;
        let as_of = as_of.map(|day| convert::day("as_of", day)).transpose()?;
        Book::compile(py, catalogue, policy, as_of, convert::lang(lang)?)
    }

    /// Prices a case into a `Statement`, or a case file or data frame into a frame of lines.
    ///
    /// A case that cannot be priced raises TakstError with all its faults. `month` (YYYY-MM) shows one month; `from_` is the first month shown and `until` the last day
    /// charged: open rows end with the window.
    ///
    /// A case file is a `takst.CaseFile`, the path of one (CSV, a workbook, JSON Lines, Parquet), or a list of paths that are read as one: `takst.read_cases` has the
    /// options of reading. The other options here are for case files and data frames; `stream`, `totals` and `compare` share them:
    ///
    /// - `columns`: names of the columns of lines, in their order; all by default. A single name may be a str.
    /// - `findings`: True also collects warnings and notes, in `.findings`, which raises ValueError without it.
    /// - `grouped`: True where the rows of each citizen (`citizen_id`, else `case_id`) lie together, which is checked. Then a stream holds a few batches;
    ///   otherwise everything that is read is held until it is priced.
    /// - `money`: "decimal128", or "decimal64" of half the size, which Polars 2.1 reads wrong.
    /// - `text`: "dictionary" (Categorical in Polars and pandas), or "plain", where that disturbs joins.
    /// - `threads`: how many price; all cores by default.
    /// - `lang`: language of messages, "en" or "da"; that of the book by default.
    /// - `progress`: True for a bar, or a callable that takes a `takst.Progress`.
    ///
    /// The result is then a `takst.Priced` with `lines`, `refused`, `findings` and `summary`. A case with a fault has no line at all. `refused` has one row
    /// for each fault; the other rows of a refused case are neither there nor in `lines`: find them by `case_id`. A frame without rows is a ValueError. A column whose name
    /// is near that of a missing column gives a warning (`takst.UnknownColumnWarning`).
    ///
    /// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", payer="101")
    /// >>> takst.price(case, month="2023-03").totals.net
    /// Decimal('6540.00')
    #[pyo3(signature = (case_or_frame, /, *, month=None, from_=None, until=None, columns=None, money=None, text=None, findings=false, grouped=false, threads=None, lang=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn price<'py>(
        slf: &Bound<'py, Self>,
        py: Python<'py>,
        case_or_frame: &Bound<'py, PyAny>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        columns: Option<Names>,
        money: Option<String>,
        text: Option<String>,
        findings: bool,
        grouped: bool,
        threads: Option<usize>,
        lang: Option<String>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let window = Asked { month, from: from_, until }.window()?;
        let Ok(case) = case_or_frame.cast::<Case>() else {
            let options = FrameOptions { window, columns: columns.map(|columns| columns.0), money, text, findings, grouped, threads, lang, progress };
            return given::price(py, slf, case_or_frame, options);
        };
        only_frames(&[
            ("columns", columns.is_some()),
            ("money", money.is_some()),
            ("text", text.is_some()),
            ("findings", findings),
            ("grouped", grouped),
            ("threads", threads.is_some()),
            ("lang", lang.is_some()),
            ("progress", progress.is_some()),
        ])?;
        let book = slf.get();
        let is_alone = book.depends_on_others(case.get(), &window);
        Ok(Bound::new(py, book.priced(py, book.price_alone(case, &window)?, is_alone)?)?.into_any())
    }

    /// Prices several cases together and returns one `Statement` for each, in the same order. Refund windows follow the citizen, so all cases of a citizen
    /// belong in one call. A refused case raises nothing here: its statement has `faults`, and its `lines` raise. No case at all is a ValueError.
    ///
    /// Rows without a number of their own are counted through the cases. `progress` is True for a bar, or a callable that takes a `takst.Progress`.
    ///
    /// >>> good = takst.Case.single("S-1", service="pensionatet/cti", first_day="2020-03-01", last_day="2020-03-10", payer="101")
    /// >>> bad = takst.Case.single("S-2", service="pensionatet/cti", first_day="2020-03-01", payer="101")
    /// >>> [statement.is_refused for statement in takst.statements([good, bad])]
    /// [False, True]
    #[pyo3(signature = (cases, /, *, month=None, from_=None, until=None, progress=None))]
    fn statements<'py>(
        &self,
        py: Python<'py>,
        cases: &Bound<'py, PyAny>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Vec<Statement>> {
        let request = Asked { month, from: from_, until }.window()?;
        let cases = case::several(cases)?;
        if cases.is_empty() {
            return Err(case::nothing("case"));
        }
        let rows = cases.iter().map(|case| case.get().rows.len() as u64).sum();
        let watch = Watch::new(py, progress.as_ref(), Some(rows))?;
        let done = self.statements_of(py, cases.into_iter().map(Bound::unbind).collect(), &request, &watch);
        let summary = done.as_ref().ok().map(|done| summary_of(rows, done));
        watch.close(py, summary.as_ref())?;
        Ok(done?.into_iter().map(|core| Statement { held: Held::new(core, self.core(), self.lang) }).collect())
    }

    /// Prices a data frame, or a .parquet file by its path, batch by batch, while its lines are read: in a loop, or by a library of frames. The options are those of
    /// `price`.
    ///
    /// With `grouped=True` memory stays flat: the rows of each citizen must lie together, and a citizen who comes back is an error. Without it all rows are read and
    /// held before the first line comes.
    #[pyo3(signature = (frame, /, *, month=None, from_=None, until=None, columns=None, money=None, text=None, findings=false, grouped=false, threads=None, lang=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn stream<'py>(
        slf: &Bound<'py, Self>,
        py: Python<'py>,
        frame: &Bound<'py, PyAny>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        columns: Option<Names>,
        money: Option<String>,
        text: Option<String>,
        findings: bool,
        grouped: bool,
        threads: Option<usize>,
        lang: Option<String>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let window = Asked { month, from: from_, until }.window()?;
        frames::stream(
            py,
            slf,
            frame,
            FrameOptions { window, columns: columns.map(|columns| columns.0), money, text, findings, grouped, threads, lang, progress },
        )
    }

    /// Sums over the lines of a case as `Totals`, or over a case file or data frame as a frame of sums, grouped by `by`.
    ///
    /// `by` names what to group by, one name or a list: month, quarter, year, provider, service, payer, account, refund_outcome (or outcome), refund_reason (or reason),
    /// case_id (or case), citizen_id (or citizen). For a case the result is then a dict from tuples to `Totals`; a case that cannot be priced raises TakstError.
    ///
    /// The options after `until` are for case files and data frames: `cases=True` adds the number of cases of each group, the others are those of `price`. The sums are without refused
    /// cases: the frame shows how many these are, and `.refused` has their faults.
    ///
    /// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
    /// >>> takst.totals(case, by=["month"])[("2023-04",)].net
    /// Decimal('4350.00')
    #[pyo3(signature = (case_or_frame, /, by=None, *, cases=false, month=None, from_=None, until=None, money=None, text=None, grouped=false, threads=None, lang=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn totals<'py>(
        slf: &Bound<'py, Self>,
        py: Python<'py>,
        case_or_frame: &Bound<'py, PyAny>,
        by: Option<Names>,
        cases: bool,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        money: Option<String>,
        text: Option<String>,
        grouped: bool,
        threads: Option<usize>,
        lang: Option<String>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let window = Asked { month, from: from_, until }.window()?;
        let Ok(case) = case_or_frame.cast::<Case>() else {
            let options = FrameOptions { window, columns: None, money, text, findings: false, grouped, threads, lang, progress };
            return given::totals(py, slf, case_or_frame, Groups { by: by.map_or_else(Vec::new, |by| by.0), cases }, options);
        };
        only_frames(&[
            ("cases", cases),
            ("money", money.is_some()),
            ("text", text.is_some()),
            ("grouped", grouped),
            ("threads", threads.is_some()),
            ("lang", lang.is_some()),
            ("progress", progress.is_some()),
        ])?;
        let book = slf.get();
        let is_alone = book.depends_on_others(case.get(), &window);
        // Sums by themselves need no lines; the statement below says why a case is refused.
        if let (None, Some(citizen)) = (&by, case.get().citizen())
            && case.get().rows.len() <= FEW_ROWS
            && let Some(core) = book.totals_alone(citizen, &window)
        {
            return Ok(Bound::new(py, Totals { core, is_alone })?.into_any());
        }
        let statement = book.price_alone(case, &window)?;
        if statement.is_refused() {
            return Err(Held::new(statement, book.core(), book.lang).refusal(py));
        }
        match by {
            None => Ok(Bound::new(py, Totals { core: statement.totals(), is_alone })?.into_any()),
            Some(by) => Ok(crate::totals::grouped(py, &statement, &by.0, is_alone)?.into_any()),
        }
    }

    /// Prices cases into a workbook (xlsx) for a spreadsheet: lines, totals by month and service, refused cases, remarks, assumptions with their sources, receipt.
    ///
    /// `cases` are a case file or its path, a data frame, a `takst.Case` or several. The headings are in `lang`, the language of the book by default.
    ///
    /// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
    /// >>> takst.workbook(case)
    /// Workbook(rows=1, cases=1, refused=0, lines=2)
    #[pyo3(signature = (cases, /, *, month=None, from_=None, until=None, lang=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn workbook<'py>(
        slf: &Bound<'py, Self>,
        cases: &Bound<'py, PyAny>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        lang: Option<String>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Workbook> {
        let window = Asked { month, from: from_, until }.window()?;
        reports::workbook(slf, cases, &reports::Asked { window, lang, progress })
    }

    /// Prices cases into a page that a manager reads: one file with cost, refund and what is at stake by month and service, the largest uncertainties, refused cases,
    /// and the explanations of the cases that its figures lead to. The options are those of `workbook`.
    ///
    /// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
    /// >>> "10.890,00" in takst.report(case, lang="da").html
    /// True
    #[pyo3(signature = (cases, /, *, month=None, from_=None, until=None, lang=None, progress=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn report<'py>(
        slf: &Bound<'py, Self>,
        cases: &Bound<'py, PyAny>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        lang: Option<String>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Report> {
        let window = Asked { month, from: from_, until }.window()?;
        reports::report(slf, cases, &reports::Asked { window, lang, progress })
    }

    /// Compares the rows of a case file or data frame with the published places of each service. Returns one finding for each service and run of days with more rows than places; its
    /// message says the days and the numbers. Give all rows of the service, of every payer. Rows count whether they can be priced or not; a service without a published
    /// number of places has no findings.
    #[pyo3(signature = (frame, /, *, month=None, from_=None, until=None, lang=None))]
    fn capacity<'py>(
        slf: &Bound<'py, Self>,
        py: Python<'py>,
        frame: &Bound<'py, PyAny>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
        lang: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        given::capacity(py, slf, frame, Asked { month, from: from_, until }.window()?, lang)
    }

    /// Short for `takst.Case.single`: a case of one row.
    #[staticmethod]
    #[pyo3(signature = (case_id, /, **columns))]
    fn case(case_id: &Bound<'_, PyAny>, columns: Option<&Bound<'_, pyo3::types::PyDict>>) -> PyResult<Case> {
        Case::single(case_id, columns)
    }

    /// Every amount of a case with the steps behind it, as an `Explanation`; also of a refused case.
    ///
    /// Give a case file (or its path) or a data frame, and the `case_id`: the other cases of the citizen and the numbers of the rows are those of the file. Or give a
    /// `takst.Case`, and other cases of the same citizen as `with_cases`: their days count in the same refund windows. Where they are left out, and the refund depends on
    /// them, the explanation says so.
    ///
    /// >>> case = takst.Case.single("S-1", service="pensionatet/cti", first_day="2020-03-01", last_day="2020-03-10", payer="101")
    /// >>> takst.explain(case)
    /// <Explanation of S-1>
    #[pyo3(signature = (case_or_frame, /, with_cases=None, *, case_id=None, month=None, from_=None, until=None))]
    #[allow(clippy::too_many_arguments)] // as many as Python may name
    fn explain<'py>(
        slf: &Bound<'py, Self>,
        py: Python<'py>,
        case_or_frame: &Bound<'py, PyAny>,
        with_cases: Option<&Bound<'py, PyAny>>,
        case_id: Option<&Bound<'py, PyAny>>,
        month: Option<Bound<'py, PyAny>>,
        from_: Option<Bound<'py, PyAny>>,
        until: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Explanation> {
        let (book, window) = (slf.get(), Asked { month, from: from_, until }.window()?);
        let Ok(case) = case_or_frame.cast::<Case>() else {
            if with_cases.is_some() {
                return Err(PyTypeError::new_err("with_cases is for a takst.Case; a frame has the citizen's other cases in its rows"));
            }
            let case_id = case_id.ok_or_else(|| PyTypeError::new_err("case_id: say which case of the frame is to be explained"))?;
            return given::explain(py, slf, case_or_frame, &convert::plain_text("case_id", case_id)?, &window);
        };
        only_frames(&[("case_id", case_id.is_some())])?;
        let with = with_cases.map_or_else(|| Ok(Vec::new()), case::several)?;
        let is_alone = with_cases.is_none() && book.depends_on_others(case.get(), &window);
        let cases = std::iter::once(case.clone()).chain(with).map(Bound::unbind).collect();
        Explanation::of(py, book, cases, &window, is_alone)
    }

    /// Returns a book with what-if prices (`takst.Rise`, `takst.NewTariff`, or a list), another policy or another day of knowledge. This book stays as it is. A policy given
    /// as a dict answers those questions and leaves the others as they are. A changed book can be changed again, in any order: where the policy decides the day of a price,
    /// earlier what-if prices are calculated again under the new policy.
    ///
    /// >>> dearer = takst.default_book().changed(tariffs=takst.Rise(10, since="2023-04-01", services=["mandecentret"]))
    /// >>> case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-04-01", last_day="2023-04-10", payer="101")
    /// >>> takst.totals(case).net, dearer.totals(case).net
    /// (Decimal('4350.00'), Decimal('4785.00'))
    #[pyo3(signature = (*, tariffs=None, policy=None, as_of=None))]
    fn changed(
        &self,
        py: Python<'_>,
        tariffs: Option<&Bound<'_, PyAny>>,
        policy: Option<&Bound<'_, PyAny>>,
        as_of: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Book> {
        let policy = match policy {
            None => self.policy.clone(),
            Some(given) => match given.cast::<pyo3::types::PyDict>() {
                Ok(answers) => self.policy.answered(answers)?,
                Err(_) => Policy::from_any(given, &self.catalogue)?,
            },
        };
        let as_of = as_of.map(|day| convert::day("as_of", day)).transpose()?.or(self.as_of);
        let changes = tariffs.map_or_else(|| Ok(Vec::new()), change::changes)?;
        let mut catalogue = self.catalogue.under(py, &policy)?;
        if !changes.is_empty() {
            catalogue = catalogue.change(changes, &policy)?;
        }
        Book::compile(py, catalogue, policy, as_of, self.lang)
    }

    /// The catalogue.
    #[getter]
    fn catalogue(&self) -> Catalogue {
        self.catalogue.clone()
    }

    /// The policy.
    #[getter]
    fn policy(&self) -> Policy {
        self.policy.clone()
    }

    /// The day whose knowledge of prices is used; None: all are known.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.as_of.map(|day| convert::date(py, day)).transpose()
    }

    /// The language of messages and pages, `"en"` or `"da"`.
    #[getter]
    fn lang(&self) -> &'static str {
        self.lang.as_str()
    }

    fn __eq__(&self, other: &Book) -> bool {
        let of = |book: &Book| (book.as_of, book.lang);
        of(self) == of(other) && self.policy == other.policy && self.catalogue == other.catalogue
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&(self.as_of, takst_catalogue::policy_text(&self.policy.core)))
    }

    fn __repr__(&self) -> String {
        let services = self.catalogue.loaded.catalogue.services().count();
        let as_of = self.as_of.map_or_else(String::new, |day| format!(", as of {day}"));
        let answers = convert::texts(Lang::En).answers(&self.policy.core).len();
        let policy = if answers == 0 { "default policy".to_owned() } else { format!("policy with {answers} answers") };
        format!("<Book of {services} services, {policy}{as_of}>")
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Recipe)> {
        let as_of = self.as_of.map(|day| day.to_string());
        Ok((crate::shared::rebuild(py, "_book")?, (self.catalogue.clone(), self.policy.clone(), as_of, self.lang.as_str())))
    }
}

/// What statements come to.
fn summary_of(rows: u64, statements: &[takst::Statement]) -> Summary {
    let refused = statements.iter().filter(|statement| statement.is_refused()).count() as u64;
    let lines = statements.iter().map(|statement| statement.lines().count() as u64).sum();
    Summary { rows, cases: statements.len() as u64, refused, lines, ..Summary::default() }
}

/// Makes a book from its pickle.
#[pyfunction]
pub fn _book<'py>(
    py: Python<'py>,
    catalogue: &Bound<'py, Catalogue>,
    policy: &Bound<'py, Policy>,
    as_of: Option<String>,
    lang: &str,
) -> PyResult<Book> {
    let as_of = as_of.map(|day| day.parse().map_err(|_| PyValueError::new_err("the pickle holds no readable day"))).transpose()?;
    Book::compile(py, catalogue.get().clone(), policy.get().clone(), as_of, convert::lang(Some(lang))?)
}

/// Totals of a case file or data frame under two books, and how they differ: each sum as `_before`, `_after` and `_change`; the options are those of `Book.totals`.
/// `.before` and `.after` are the totals of each side. Where only one side refuses a case, the change contains all of its amounts, and so is no difference of prices; the
/// frame says so.
#[pyfunction]
#[pyo3(signature = (a, b, frame, /, by=None, *, cases=false, month=None, from_=None, until=None, money=None, text=None, grouped=false, threads=None, lang=None, progress=None))]
#[allow(clippy::too_many_arguments)] // as many as Python may name
pub fn compare<'py>(
    py: Python<'py>,
    a: &Bound<'py, Book>,
    b: &Bound<'py, Book>,
    frame: &Bound<'py, PyAny>,
    by: Option<Names>,
    cases: bool,
    month: Option<Bound<'py, PyAny>>,
    from_: Option<Bound<'py, PyAny>>,
    until: Option<Bound<'py, PyAny>>,
    money: Option<String>,
    text: Option<String>,
    grouped: bool,
    threads: Option<usize>,
    lang: Option<String>,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let window = Asked { month, from: from_, until }.window()?;
    let options = FrameOptions { window, columns: None, money, text, findings: false, grouped, threads, lang, progress };
    given::compare(py, [a, b], frame, Groups { by: by.map_or_else(Vec::new, |by| by.0), cases }, options)
}
