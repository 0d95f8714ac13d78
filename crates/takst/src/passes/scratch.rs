//! The buffers of the kernel: cleared for each citizen, so that nothing is allocated once they are warm.

use crate::contract::code::Code;
use crate::contract::words::Unit;
use crate::model::day::{Day, MonthNumber};
use crate::model::fault::Fault;
use crate::model::row::Municipality;
use crate::passes::refund::Decided;
use crate::passes::window::Windows;
use crate::result::facts::LineFacts;

/// A row with the price it is charged at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Place of the row in the input.
    pub row: u32,
    pub service: u32,
    pub charge: Charge,
    /// Family, and whether priced by the hour: rows that share it can follow each other in a course.
    pub group: (u32, bool),
    /// The days that are charged as far as the window of time goes; none where `from` lies after `to`.
    pub from: Day,
    pub to: Day,
    /// The segment of `from`.
    pub segment: u32,
}

/// How a row is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charge {
    /// At the published price per unit.
    Published(Unit),
    /// At the agreed price.
    Agreed(Unit),
    /// Part of the stay's price: no line.
    Included,
    /// Free: no line.
    Free,
}

impl Charge {
    #[inline]
    pub fn unit(self) -> Option<Unit> {
        match self {
            Charge::Published(unit) | Charge::Agreed(unit) => Some(unit),
            Charge::Included | Charge::Free => None,
        }
    }

    #[inline]
    pub fn is_agreed(self) -> bool {
        matches!(self, Charge::Agreed(_))
    }

    /// Whether the row is priced per day or month.
    #[inline]
    pub fn is_daily(self) -> bool {
        matches!(self, Charge::Published(Unit::Day | Unit::Month) | Charge::Agreed(Unit::Day | Unit::Month))
    }
}

/// Rows that follow each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Course {
    pub first: Day,
    /// Last day; [`Day::OPEN`] while the course runs.
    pub last: Day,
    /// Its plans, by first day, then row number; never empty.
    pub plans: (u32, u32),
    /// The plan that is charged where the price is per course; [`u32::MAX`]: none.
    pub once: u32,
}

/// One case of the citizen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CaseSpan {
    /// Place of the case as the rows name it.
    pub case: u32,
    pub rows: (u32, u32),
    pub plans: (u32, u32),
    pub courses: (u32, u32),
    pub is_refused: bool,
    /// Whether its lines come in the order of its documents: one payer, one provider, and no row before the end of another.
    pub is_ordered: bool,
}

/// A whole document on hold, for the months of a course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    pub provider: u32,
    pub payer: Municipality,
    pub first: MonthNumber,
    pub last: MonthNumber,
    pub code: Code,
}

/// What explanations tell beside the figures of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trace {
    pub course: Course,
    pub plan: Plan,
    /// The parts of the refund that the line is made of, in the list of parts.
    pub parts: (u32, u32),
    /// The running sum of the month's parts before and after the line, where it is one.
    pub month: Option<(i64, i64)>,
}

/// The buffers. One for a thread, used again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) plans: Vec<Plan>,
    pub(crate) courses: Vec<Course>,
    /// Payers of a course with the first row of each.
    pub(crate) payers: Vec<(Municipality, u32)>,
    pub(crate) cases: Vec<CaseSpan>,
    pub(crate) windows: Windows,
    pub(crate) holds: Vec<Hold>,
    /// Lines of a case that does not come in order, until they are sorted.
    pub(crate) lines: Vec<LineFacts>,
    pub(crate) order: Vec<(u128, u64, u32)>,
    pub(crate) sums: Sums,
    pub(crate) parts: Vec<Decided>,
    pub(crate) traces: Vec<Trace>,
    /// Faults with the case they refuse.
    pub(crate) faults: Vec<(u32, Fault)>,
}

impl Scratch {
    /// Empty buffers.
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }

    pub(crate) fn clear(&mut self) {
        self.plans.clear();
        self.courses.clear();
        self.cases.clear();
        self.windows.clear();
        self.parts.clear();
        self.traces.clear();
        self.faults.clear();
    }

    /// Whether a case of the last citizen was refused.
    #[must_use]
    pub fn is_refused(&self, case: u32) -> bool {
        self.cases.iter().any(|span| span.case == case && span.is_refused)
    }

    /// Takes the faults of a case of the last citizen, in order of rows.
    #[must_use]
    pub fn take_faults(&mut self, case: u32) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.faults.extract_if(.., |(of, _)| *of == case).map(|(_, fault)| fault).collect();
        faults.sort_by_key(|fault| fault.at.row);
        faults
    }
}

/// The running sums of a document. A line gets the difference that it makes to the rounded sum (R10.3).
#[derive(Debug, Default)]
pub(crate) struct Sums {
    /// Net by rate of VAT, and what it was rounded to.
    pub vat: Vec<(i32, Running)>,
    /// Base by refund rule and outcome.
    pub refund: [Running; RULES * 2],
}

/// Refund rules there are.
const RULES: usize = crate::contract::words::RefundRule::ALL.len();

/// An exact sum and its rounded share so far, in øre.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Running {
    pub base: i64,
    pub rounded: i64,
}
