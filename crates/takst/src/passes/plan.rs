//! What is known of a citizen's rows before a line is made: how each is charged, and what belongs together.

use crate::contract::code::Code;
use crate::contract::unit::{Covers, Unit};
use crate::model::day::{Day, MonthNumber};
use crate::model::municipality::Municipality;
use crate::model::row::RowFacts;

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
    /// Whether the charged days surely have one price and one outcome, which no other day decides, and no codes of their own.
    pub is_one_piece: bool,
}

impl Plan {
    /// The first and the last day that the row bills, up to `until`: charged days where each is charged by itself, else all days of the row (R9.3d, R12.11).
    #[inline]
    pub fn billed(&self, facts: &RowFacts, until: Day) -> (Day, Day) {
        if self.charge.is_daily() { (self.from, self.to) } else { (facts.first, facts.last.min(until)) }
    }
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

    /// What the price pays for; `None` where nothing is charged.
    #[inline]
    pub fn covers(self) -> Option<Covers> {
        self.unit().map(Unit::covers)
    }

    #[inline]
    pub fn is_agreed(self) -> bool {
        matches!(self, Charge::Agreed(_))
    }

    /// Whether the row is priced per day or month.
    #[inline]
    pub fn is_daily(self) -> bool {
        self.covers() == Some(Covers::Days)
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
    /// Whether rows of it contradict each other: then nothing is charged.
    pub is_contradicted: bool,
    /// Whether its lines come in the order of its documents: one payer, one provider, and no row before the end of another.
    pub is_ordered: bool,
    /// Whether its charged days are known already.
    pub is_charged: bool,
}

impl CaseSpan {
    /// A case whose rows begin at `row` and whose plans at `plan`, without any yet.
    #[inline]
    pub fn new(case: u32, row: u32, plan: u32) -> CaseSpan {
        CaseSpan {
            case,
            rows: (row, row),
            plans: (plan, plan),
            courses: (0, 0),
            is_refused: false,
            is_contradicted: false,
            is_ordered: true,
            is_charged: false,
        }
    }

    /// Its courses among those of all cases.
    #[inline]
    pub fn courses<'a>(&self, all: &'a [Course]) -> &'a [Course] {
        &all[self.courses.0 as usize..self.courses.1 as usize]
    }

    /// Takes its only plan as a course, whose place among the courses is given. Returns the course.
    #[inline]
    pub fn alone(&mut self, plan: &Plan, from: usize) -> Course {
        let (place, from) = (self.plans.0, from as u32);
        let once = if plan.charge.covers() == Some(Covers::Course) { place } else { u32::MAX };
        self.plans.1 = place + 1;
        self.courses = (from, from + 1);
        Course { first: plan.from, last: plan.to, plans: self.plans, once }
    }
}

/// Whole documents on hold, for the months of a course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    pub provider: u32,
    pub payer: Municipality,
    pub first: MonthNumber,
    pub last: MonthNumber,
    pub code: Code,
}

impl Hold {
    /// What holds are sorted by.
    fn key(&self) -> (u32, u16, Code, MonthNumber) {
        (self.provider, self.payer.code(), self.code, self.first)
    }

    /// Sorts holds, and joins those of one code that share months: [`Hold::on`] searches them.
    pub fn join(holds: &mut Vec<Hold>) {
        holds.sort_unstable_by_key(Hold::key);
        holds.dedup_by(|next, hold| {
            let same = (next.provider, next.payer, next.code) == (hold.provider, hold.payer, hold.code) && next.first <= hold.last;
            if same {
                hold.last = hold.last.max(next.last);
            }
            same
        });
    }

    /// Whether one of joined holds puts a document on hold with this code.
    pub fn on(holds: &[Hold], provider: u32, payer: u16, month: MonthNumber, code: Code) -> bool {
        let after = holds.partition_point(|hold| hold.key() <= (provider, payer, code, month));
        let before = after.checked_sub(1).map(|place| &holds[place]);
        before.is_some_and(|hold| (hold.provider, hold.payer.code(), hold.code) == (provider, payer, code) && month <= hold.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hold() -> impl Strategy<Value = Hold> {
        (0u32..2, 101u16..103, 0i32..12, 0i32..4, any::<bool>()).prop_map(|(provider, payer, first, months, is_late)| {
            let month = |number: i32| MonthNumber::of(Day::from_number(19_000 + 31 * number));
            let code = if is_late { Code::CommitmentLate } else { Code::CommitmentMissing };
            Hold { provider, payer: Municipality::new(payer).expect("a code"), first: month(first), last: month(first + months), code }
        })
    }

    proptest! {
        #[test]
        fn joined_holds_hold_the_same_documents(holds in prop::collection::vec(hold(), 0..20), asked in hold()) {
            let (payer, month) = (asked.payer.code(), asked.first);
            let is_on = |hold: &Hold| hold.provider == asked.provider && hold.payer.code() == payer && hold.code == asked.code && hold.first <= month && month <= hold.last;
            let expected = holds.iter().any(is_on);
            let mut joined = holds;
            Hold::join(&mut joined);
            prop_assert_eq!(Hold::on(&joined, asked.provider, payer, month, asked.code), expected);
        }
    }
}
