//! A run on a thread of its own. Its caller waits, handles signals, and can leave it: then nothing is written any more.

use crate::frames::Origin;
use crate::given::fault::Ended;
use crate::given::input::CasesIn;
use crate::given::opened::Opened;
use crate::watch::{Watch, attended};
use chrono::NaiveDate;
use pyo3::prelude::*;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use takst::{Book, Finding, Statement};
use takst_explain::Lang;
use takst_io::documents::{Cases, CasesError, price_cases};
use takst_io::{Places, Progress, Sink, Summary};
use takst_run::CaseInput;

const OPEN: u8 = 0;
const COMMITTING: u8 = 1;
const LEFT: u8 = 2;

/// How far a run is, and whether it may write.
#[derive(Default)]
pub struct Run {
    gate: AtomicU8,
    rows: AtomicU64,
    cases: AtomicU64,
    refused: AtomicU64,
    lines: AtomicU64,
}

impl Run {
    /// Passes where the caller is still there.
    pub fn goes_on(&self) -> Result<(), Ended> {
        if self.gate.load(Ordering::Acquire) == LEFT { Err(Ended::Left) } else { Ok(()) }
    }

    /// Passes where the caller is still there, who cannot leave any more: what is written now is there for good.
    pub fn commits(&self) -> Result<(), Ended> {
        match self.gate.compare_exchange(OPEN, COMMITTING, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) | Err(COMMITTING) => Ok(()),
            Err(_) => Err(Ended::Left),
        }
    }

    fn leave(&self) {
        // A run that commits comes to its end in a moment.
        let _ = self.gate.compare_exchange(OPEN, LEFT, Ordering::AcqRel, Ordering::Acquire);
    }

    fn now(&self) -> takst_batch::Progress {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        takst_batch::Progress { rows: of(&self.rows), cases: of(&self.cases), refused: of(&self.refused), lines: of(&self.lines) }
    }
}

/// Does `work` on a thread of its own.
pub fn done<T: Send + 'static>(
    py: Python<'_>,
    watch: &Arc<Watch>,
    (lang, origin): (Lang, Origin),
    work: impl FnOnce(Arc<Run>) -> Result<T, Ended> + Send + 'static,
) -> PyResult<T> {
    let run = Arc::new(Run::default());
    let (working, counted) = (run.clone(), run.clone());
    let ended = attended(py, watch, move || counted.now(), move || work(working));
    if ended.is_err() {
        run.leave();
    }
    ended?.map_err(|ended| ended.raised(py, lang, origin))
}

/// The cases of a run, read, with their faults and findings.
pub struct InputCases {
    opened: Arc<Opened>,
    problems: Problems,
}

/// What was found in cases: faults of those that are refused, warnings and notes of the others.
pub struct Problems {
    run: Arc<Run>,
    pub faults: Vec<(Box<str>, Finding)>,
    pub findings: Vec<(Box<str>, Finding)>,
    /// Where records stand in the files.
    pub places: Places,
}

impl InputCases {
    /// Reads cases.
    pub fn read(cases: CasesIn, run: &Arc<Run>) -> Result<InputCases, Ended> {
        let mut problems = Problems { run: run.clone(), faults: Vec::new(), findings: Vec::new(), places: Places::default() };
        match cases.read(&mut problems) {
            Ok(opened) => {
                problems.places = opened.places.clone();
                problems.findings.extend(opened.findings.iter().map(|finding| ("".into(), finding.clone())));
                Ok(InputCases { opened, problems })
            }
            Err(ended) => {
                run.goes_on()?;
                Err(ended)
            }
        }
    }

    /// SHA-256 of the cases.
    pub fn sha256(&self) -> String {
        self.opened.sha256()
    }

    /// The faults and findings.
    pub fn problems(self) -> Problems {
        self.problems
    }
}

impl CaseInput for InputCases {
    type Error = Ended;

    fn price(&mut self, book: &Book, until: NaiveDate, cases: &mut impl Cases<Ended>) -> Result<Summary, Ended> {
        price_cases(&self.opened.whole, book, until, cases, &mut self.problems).map_err(|error| match error {
            CasesError::Taker(ended) => ended,
            // Reading ends early where the caller has left.
            CasesError::Run(error) => {
                self.problems.run.goes_on().err().unwrap_or_else(|| Ended::of_file(self.opened.paths.first().map(PathBuf::as_path), error))
            }
        })
    }
}

impl Sink for Problems {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        let of_case = |finding: &Finding| (statement.case_id.clone(), finding.clone());
        self.faults.extend(statement.result.as_ref().err().into_iter().flatten().map(of_case));
        self.findings.extend(statement.findings.iter().map(of_case));
        let run = &self.run;
        run.cases.fetch_add(1, Ordering::Relaxed);
        run.refused.fetch_add(u64::from(statement.is_refused()), Ordering::Relaxed);
        run.lines.fetch_add(statement.lines().count() as u64, Ordering::Relaxed);
        run.goes_on().map_err(|_| io::Error::other("the caller has left"))
    }

    fn file_finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.findings.push(("".into(), finding.clone()));
        Ok(())
    }

    fn progress(&mut self, progress: Progress) {
        self.run.rows.store(progress.rows, Ordering::Relaxed);
    }
}
