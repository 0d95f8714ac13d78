//! What a run has come to so far: counts, refused cases, findings, and the check that citizens do not come back.

use crate::error::BatchError;
use crate::input::CaseSchema;
use crate::rows::piece::Piece;
use crate::rows::together::{Begun, Passed};
use crate::run::problems::{self, Problem};
use crate::run::progress::{Flow, Progress, Summary};
use crate::run::worker::Outcome;
use arrow_array::{Array, RecordBatch};
use std::sync::Arc;
use takst::{Column, Finding, Statement, cpr};

/// Says a fault or finding in words.
pub type Message = Arc<dyn Fn(&Finding) -> String + Send + Sync>;

/// Called with how far a run is: whenever it has come further, and meanwhile, so that it can be ended at any time.
pub type OnProgress = Box<dyn FnMut(Progress) -> Flow + Send>;

/// Counts and problems of a run.
pub(crate) struct RunCounts {
    pub summary: Summary,
    /// Cases that were refused or have findings, without their lines.
    cases_with_problems: Vec<Statement>,
    message: Message,
    on_progress: Option<OnProgress>,
    citizens: Passed,
    cases: Passed,
}

impl RunCounts {
    pub fn new() -> RunCounts {
        RunCounts {
            summary: Summary::default(),
            cases_with_problems: Vec::new(),
            message: Arc::new(ToString::to_string),
            on_progress: None,
            citizens: Passed::default(),
            cases: Passed::default(),
        }
    }

    pub fn say_with(&mut self, message: Message) {
        self.message = message;
    }

    pub fn on_progress(&mut self, call: OnProgress) {
        self.on_progress = Some(call);
    }

    /// Enters what a piece came to. `origin` is asked for the text of a reference that came back.
    pub fn enter(&mut self, outcome: Outcome, lines: usize, origin: &Piece) -> Result<(), BatchError> {
        check(&mut self.citizens, outcome.groups.citizens, "citizen", origin)?;
        check(&mut self.cases, outcome.groups.cases, "case", origin)?;
        self.summary.rows += outcome.rows;
        self.summary.cases += outcome.cases;
        self.summary.refused += outcome.refused_cases;
        self.summary.lines += lines as u64;
        self.cases_with_problems.extend(outcome.cases_with_problems);
        match self.tell() {
            Flow::Continue => Ok(()),
            Flow::Stop => Err(BatchError::Stopped),
        }
    }

    /// Tells how far the run is; whether it goes on.
    pub fn tell(&mut self) -> Flow {
        let Summary { rows, cases, refused, lines, .. } = self.summary;
        self.on_progress.as_mut().map_or(Flow::Continue, |call| call(Progress { rows, cases, refused, lines }))
    }

    /// The callback by itself, with the counts as they are now.
    pub fn teller(&mut self) -> impl FnMut() -> Flow + use<> {
        let Summary { rows, cases, refused, lines, .. } = self.summary;
        let mut call = self.on_progress.take();
        move || call.as_mut().map_or(Flow::Continue, |call| call(Progress { rows, cases, refused, lines }))
    }

    /// Cases with problems since the last call.
    pub fn take_cases(&mut self) -> Vec<Statement> {
        std::mem::take(&mut self.cases_with_problems)
    }

    /// Faults of cases refused since the last call.
    pub fn take_refused(&mut self) -> Result<RecordBatch, BatchError> {
        self.take(|case| std::mem::replace(&mut case.result, Ok(Vec::new())).err().unwrap_or_default())
    }

    /// Findings since the last call.
    pub fn take_findings(&mut self) -> Result<RecordBatch, BatchError> {
        self.take(|case| std::mem::take(&mut case.findings))
    }

    /// Takes problems of one kind and leaves those of the other.
    fn take(&mut self, of: impl Fn(&mut Statement) -> Vec<Finding>) -> Result<RecordBatch, BatchError> {
        let taken: Vec<(Box<str>, Vec<Finding>)> = self.cases_with_problems.iter_mut().map(|case| (case.case_id.clone(), of(case))).collect();
        self.cases_with_problems.retain(|case| case.is_refused() || !case.findings.is_empty());
        let problems: Vec<Problem<'_>> =
            taken.iter().flat_map(|(case_id, findings)| findings.iter().map(move |finding| Problem { case_id, finding })).collect();
        problems::batch(&problems, &*self.message)
    }
}

fn check(passed: &mut Passed, begun: Begun, what: &'static str, origin: &Piece) -> Result<(), BatchError> {
    let Some(row) = passed.add(begun) else { return Ok(()) };
    Err(BatchError::CameBack { row: origin.numbers.get(row), what, id: reference(&origin.schema, &origin.rows, what, row) })
}

/// The reference of a row as it may be shown.
fn reference(schema: &CaseSchema, rows: &RecordBatch, what: &str, row: usize) -> String {
    let text = |column| -> Option<String> {
        let array = rows.column(schema.place(column)?);
        let texts = crate::text::texts(array).ok()?;
        texts.is_valid(row).then(|| texts.value(row).trim().to_owned()).filter(|text| !text.is_empty())
    };
    let citizen = if what == "citizen" { text(Column::CitizenId) } else { None };
    cpr::masked(&citizen.or_else(|| text(Column::CaseId)).unwrap_or_default()).into_owned()
}
