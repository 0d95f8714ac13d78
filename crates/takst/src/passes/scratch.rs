//! The buffers of the kernel. They are cleared for each citizen and keep their memory.

use crate::model::fault::Fault;
use crate::model::municipality::Municipality;
use crate::passes::document::{Collected, Sums};
use crate::passes::month::MonthSums;
use crate::passes::plan::{CaseSpan, Course, Hold, Plan};
use crate::passes::window::Windows;

/// The buffers of the kernel. A thread keeps one and passes it to every call.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) plans: Vec<Plan>,
    pub(crate) courses: Vec<Course>,
    /// Payers of a course with the first row of each.
    pub(crate) payers: Vec<(Municipality, u32)>,
    pub(crate) cases: Vec<CaseSpan>,
    pub(crate) windows: Windows,
    pub(crate) holds: Vec<Hold>,
    /// Whether a service of any row asks for commitments to pay.
    pub(crate) has_commitments: bool,
    pub(crate) collected: Collected,
    pub(crate) sums: Sums,
    pub(crate) months: MonthSums,
    /// Faults with the case they refuse; once a citizen is evaluated, cases with higher numbers first.
    pub(crate) faults: Vec<(u32, Fault)>,
}

impl Scratch {
    /// Returns empty buffers.
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }

    pub(crate) fn clear(&mut self) {
        self.plans.clear();
        self.courses.clear();
        self.cases.clear();
        self.windows.clear();
        self.collected.clear();
        self.faults.clear();
    }

    /// Returns whether a case of the last citizen was refused.
    #[must_use]
    pub fn is_refused(&self, case: u32) -> bool {
        self.span(case).is_some_and(|span| span.is_refused)
    }

    /// A case of the last citizen that has rows.
    pub(crate) fn span(&self, case: u32) -> Option<CaseSpan> {
        // Cases are numbered as they come, unless one has no rows.
        let expected = self.cases.get(case as usize).filter(|span| span.case == case);
        expected.or_else(|| self.cases.iter().find(|span| span.case == case)).copied()
    }

    /// Whether any case of the last citizen was refused.
    #[must_use]
    pub fn any_refused(&self) -> bool {
        !self.faults.is_empty()
    }

    /// Removes and returns the faults of a case of the last citizen, in order of rows.
    #[must_use]
    pub fn take_faults(&mut self, case: u32) -> Vec<Fault> {
        let mut faults: Vec<Fault> = faults_of(&mut self.faults, case).map(|(_, fault)| fault).collect();
        faults.sort_by_key(|fault| fault.at.row);
        faults
    }
}

/// Puts faults into the order in which [`faults_of`] finds them: cases with higher numbers first, those of a case as they were.
#[cold]
pub(crate) fn order_faults(faults: &mut [(u32, Fault)]) {
    faults.sort_by_key(|(case, _)| std::cmp::Reverse(*case));
}

/// Takes the faults of a case out of a list in order. Cases are asked for in ascending order, so theirs are the last.
fn faults_of(faults: &mut Vec<(u32, Fault)>, case: u32) -> impl Iterator<Item = (u32, Fault)> + '_ {
    let from = faults.partition_point(|(of, _)| *of > case);
    let to = faults.partition_point(|(of, _)| *of >= case);
    faults.drain(from..to)
}
