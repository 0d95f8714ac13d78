//! Case files priced case by case, into the same results as frames.

use crate::book_core::Book;
use crate::explanation::Explanation;
use crate::frames::{Comparison, Frame, FrameOptions, NoSuchCase, Origin, Priced, Summary, TotalsFrame};
use crate::given::fault::Ended;
use crate::given::groups::Groups;
use crate::given::opened::Opened;
use crate::given::texts::said;
use crate::watch::{Follow, Watch, followed};
use pyo3::prelude::*;
use std::io;
use std::sync::Arc;
use takst::{Citizen, Code, Finding, ReportingPeriod, Statement};
use takst_batch::exchange::{RecordBatch, findings_batch, problems_batch};
use takst_batch::{BatchError, LineFilter, LineTotals, StatementLines, TotalOptions, Totals};
use takst_explain::Lang;
use takst_io::{FileError, RunError, Sink};

/// Lines of a batch.
const BATCH_LINES: usize = 1 << 14;

/// What is collected of a run.
struct Collected<'a> {
    follow: &'a Follow,
    lines: Option<(StatementLines, Vec<RecordBatch>)>,
    totals: Option<LineTotals>,
    faults: Vec<(Box<str>, Finding)>,
    findings: Vec<(Box<str>, Finding)>,
    /// Whether findings of cases are wanted.
    has_findings: bool,
    broken: Option<BatchError>,
}

impl<'a> Collected<'a> {
    fn new(follow: &'a Follow) -> Collected<'a> {
        Collected { follow, lines: None, totals: None, faults: Vec::new(), findings: Vec::new(), has_findings: false, broken: None }
    }

    fn push(&mut self, statement: &Statement) -> Result<(), BatchError> {
        if let Some((lines, batches)) = &mut self.lines {
            lines.push(statement)?;
            if lines.rows() >= BATCH_LINES {
                batches.push(lines.take()?);
            }
        }
        if let Some(totals) = &mut self.totals {
            totals.statement(statement);
        }
        Ok(())
    }

    /// Prices a file.
    fn price(&mut self, book: &takst::Book, opened: &Opened, window: &ReportingPeriod) -> Result<takst_batch::Summary, Ended> {
        let priced = opened.whole.price(book, window, self);
        if let Some(error) = self.broken.take() {
            return Err(error.into());
        }
        let summary = priced.map_err(|error| ended(opened, error))?;
        let takst_io::Summary { rows, cases, refused, lines, .. } = summary;
        Ok(takst_batch::Summary { rows, cases, refused, lines, unknown_columns: opened.unknown_columns() })
    }
}

fn ended(opened: &Opened, error: RunError) -> Ended {
    Ended::of_file(opened.paths.first().map(std::path::PathBuf::as_path), error)
}

impl Sink for Collected<'_> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        self.follow.statement(statement);
        if self.follow.is_left() {
            return Err(io::Error::other("the caller has left"));
        }
        let of_case = |finding: &Finding| (statement.case_id.clone(), finding.clone());
        self.faults.extend(statement.result.as_ref().err().into_iter().flatten().map(of_case));
        if self.has_findings {
            self.findings.extend(statement.findings.iter().map(of_case));
        }
        self.push(statement).map_err(|error| {
            self.broken = Some(error);
            io::Error::other("a column cannot be made")
        })
    }

    fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) -> io::Result<()> {
        let own = citizen.cases.iter().zip(is_own).filter(|(_, is_own)| **is_own);
        self.follow.rows(own.map(|(case, _)| case.rows.len() as u64).sum());
        Ok(())
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.findings.push(("".into(), finding.clone()));
        Ok(())
    }
}

/// Problems in words, with their places in the file.
fn problems(found: &[(Box<str>, Finding)], opened: &Opened, lang: Lang) -> Result<RecordBatch, Ended> {
    Ok(problems_batch(found, &|finding| said(lang, finding, &opened.places))?)
}

/// Runs `work` while the caller watches, and gives the exception of a run that ended early.
fn watched<T: Send + 'static>(
    py: Python<'_>,
    watch: &Arc<Watch>,
    lang: Lang,
    summary: impl Fn(&T) -> &takst_batch::Summary,
    work: impl FnOnce(&Follow) -> Result<T, Ended> + Send + 'static,
) -> PyResult<T> {
    let done = followed(py, watch, work).and_then(|done| done.map_err(|ended| ended.raised(py, lang, Origin::Other)));
    match done {
        Ok(done) => {
            watch.close(py, Some(summary(&done)))?;
            Ok(done)
        }
        Err(error) => {
            watch.close(py, None)?;
            Err(error)
        }
    }
}

fn rows(opened: &Opened) -> u64 {
    opened.whole.cases().rows() as u64
}

/// Prices a case file and keeps its lines.
pub fn price<'py>(py: Python<'py>, book: &Book, opened: Arc<Opened>, options: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    let (settings, lang, window) = (options.lines()?, options.lang(book)?, options.window);
    let watch = Watch::new(py, options.progress.as_ref(), Some(rows(&opened)))?;
    let core = book.core().clone();
    let has_findings = options.findings;
    let (lines, refused, findings, summary) = watched(
        py,
        &watch,
        lang,
        |done: &(_, _, _, _)| &done.3,
        move |follow| {
            let mut out = Collected::new(follow);
            out.lines = Some((StatementLines::new(&core, &settings), Vec::new()));
            out.has_findings = has_findings;
            let summary = out.price(&core, &opened, &window)?;
            let Some((mut lines, mut batches)) = out.lines.take() else { return Err(Ended::Left) };
            if lines.rows() > 0 {
                batches.push(lines.take()?);
            }
            let of_file = opened.findings.iter().map(|finding| ("".into(), finding.clone()));
            let findings: Vec<_> = of_file.chain(std::mem::take(&mut out.findings)).collect();
            let findings = if has_findings { Some(problems(&findings, &opened, lang)?) } else { None };
            Ok((Frame { schema: lines.schema(), batches }, Frame::one(problems(&out.faults, &opened, lang)?), findings, summary))
        },
    )?;
    let findings = findings.map(|findings| Py::new(py, Frame::one(findings))).transpose()?;
    let (lines, refused, summary) = (Py::new(py, lines)?, Py::new(py, refused)?, Py::new(py, Summary::from(&summary))?);
    Ok(Bound::new(py, Priced { lines, refused, findings, summary })?.into_any())
}

/// Sums of a file under a book.
fn sums(book: &takst::Book, opened: &Opened, window: &ReportingPeriod, options: &TotalOptions, lang: Lang, follow: &Follow) -> Result<Totals, Ended> {
    let mut out = Collected::new(follow);
    out.totals = Some(LineTotals::new(options, LineFilter::default()));
    let summary = out.price(book, opened, window)?;
    let too_large = |_| ended(opened, RunError::File(FileError::SumsTooLarge(summary.cases)));
    let Some(totals) = out.totals.take() else { return Err(Ended::Left) };
    Ok(Totals { totals: totals.finish().map_err(too_large)?, refused: problems(&out.faults, opened, lang)?, summary })
}

/// Prices a case file into totals.
pub fn totals<'py>(py: Python<'py>, book: &Book, opened: Arc<Opened>, groups: &Groups, options: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    let (settings, lang, window) = (options.totals(&groups.by, groups.cases)?, options.lang(book)?, options.window);
    let watch = Watch::new(py, options.progress.as_ref(), Some(rows(&opened)))?;
    let core = book.core().clone();
    let totals = watched(py, &watch, lang, |totals: &Totals| &totals.summary, move |follow| sums(&core, &opened, &window, &settings, lang, follow))?;
    Ok(TotalsFrame::of(py, &totals)?.into_bound(py).into_any())
}

/// Totals of a case file under two books, and how they differ.
pub fn compare<'py>(
    py: Python<'py>,
    books: [&Book; 2],
    opened: Arc<Opened>,
    groups: &Groups,
    options: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let (settings, lang, window) = (options.totals(&groups.by, groups.cases)?, options.lang(books[0])?, options.window);
    // Every row is priced twice.
    let watch = Watch::new(py, options.progress.as_ref(), Some(2 * rows(&opened)))?;
    let cores = books.map(|book| book.core().clone());
    let (difference, sides, _) = watched(
        py,
        &watch,
        lang,
        |done: &(_, _, _)| &done.2,
        move |follow| {
            let [before, after] = cores.map(|core| sums(&core, &opened, &window, &settings, lang, follow));
            let (before, after) = (before?, after?);
            let difference = Frame::one(Totals::difference(&before, &after)?);
            let takst_batch::Progress { rows, cases, refused, lines } = follow.now();
            let both = takst_batch::Summary { rows, cases, refused, lines, ..takst_batch::Summary::default() };
            Ok((difference, [before, after], both))
        },
    )?;
    Ok(Comparison::of(py, difference, &sides)?.into_bound(py).into_any())
}

/// More rows than places.
pub fn capacity<'py>(py: Python<'py>, book: &Book, opened: Arc<Opened>, window: ReportingPeriod, lang: Lang) -> PyResult<Bound<'py, PyAny>> {
    let core = book.core().clone();
    let (findings, _) = watched(
        py,
        &Watch::new(py, None, None)?,
        lang,
        |done: &(_, _)| &done.1,
        move |follow| {
            let mut out = Collected::new(follow);
            let summary = out.price(&core, &opened, &window)?;
            let found: Vec<Finding> = out.findings.into_iter().map(|(_, finding)| finding).filter(|of| of.code == Code::CapacityExceeded).collect();
            Ok((findings_batch(&found, &|finding| said(lang, finding, &opened.places))?, summary))
        },
    )?;
    Ok(Bound::new(py, Frame::one(findings))?.into_any())
}

/// Every amount of a case of a file, with the citizen's other cases.
pub fn explain(py: Python<'_>, book: &Book, opened: Arc<Opened>, case_id: &str, window: &ReportingPeriod) -> PyResult<Explanation> {
    let (core, asked, of, wanted) = (book.core().clone(), *window, opened.clone(), case_id.trim().to_owned());
    let watch = Watch::new(py, None, None)?;
    let explained = followed(py, &watch, move |_| {
        let citizen = of.whole.citizen_of_case(&wanted);
        citizen.and_then(|citizen| core.explain(&citizen, &asked, &wanted)).ok_or_else(|| {
            let mut no = NoSuchCase::new(&wanted);
            of.whole.cases().citizens(|citizen, is_own| {
                for (case, _) in citizen.cases.iter().zip(is_own).filter(|(_, is_own)| **is_own) {
                    no.look(&case.shown_id(), Some(&*citizen.id));
                }
            });
            no
        })
    })?;
    let explanation = explained.map_err(|no| no.raised("file"))?;
    Ok(Explanation::made(book, explanation, opened.sha256(), window, false))
}
