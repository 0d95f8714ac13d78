//! What becomes of the state refund, day by day, and the condition that decides (R9).

use crate::compile::book::Book;
use crate::compile::table::{Decide, Segment};
use crate::contract::code::{Assumptions, Code};
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::passes::plan::Course;
use crate::passes::window::Windows;
use crate::result::line::Outcome;
use crate::result::trace::RefundFacts;

/// Days with one outcome and one reason.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decided {
    pub first: Day,
    pub last: Day,
    pub outcome: Outcome,
    pub reason: Code,
    pub assumed: Assumptions,
    pub facts: Facts,
}

/// What the condition looked at, for explanations.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Facts {
    None,
    Window {
        number: u32,
        start: Day,
        used_outside: Option<u32>,
        used_before: u32,
        cap: u32,
    },
    /// Of the course's first row.
    Gap,
    Discharge {
        until: Day,
    },
}

/// Decides the refund of the days of one course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decider<'a> {
    pub book: &'a Book,
    pub course: &'a Course,
    /// The first row of the course.
    pub first_row: &'a InputRow<'a>,
    pub windows: &'a Windows,
}

impl Decider<'_> {
    /// The days from `first`, at most to `last`, that have one outcome. They lie in one segment.
    #[inline]
    pub fn decide(&self, segment: &Segment, first: Day, last: Day) -> Decided {
        match segment.decide {
            Decide::Static => {
                Decided { first, last, outcome: segment.outcome, reason: segment.reason, assumed: Assumptions::NONE, facts: Facts::None }
            }
            Decide::Window => self.stay(first, last),
            Decide::MovedOut => self.moved_out(first, last),
            Decide::Supported => self.supported(first, last),
        }
    }

    /// SEL § 110 stays from the reform on. A refused case may have used days before these: what becomes of them is not known then.
    fn stay(&self, first: Day, last: Day) -> Decided {
        let known_until = self.windows.known_until;
        if first <= known_until {
            return self.windowed(first, last.min(known_until));
        }
        let part = self.windowed(first, last);
        let assumed = if part.reason == Code::RefundWindowNotBegun { Assumptions::NONE } else { part.assumed };
        Decided { outcome: Outcome::Undetermined, reason: Code::RefundCitizenIncomplete, assumed, ..part }
    }

    /// Days in one window and under one cap.
    #[inline]
    fn windowed(&self, first: Day, last: Day) -> Decided {
        let rules = &self.book.rules;
        let Some(window) = self.windows.at(first) else {
            let assumed = if rules.resident_waits { rules.assumed.window_resident } else { Assumptions::NONE };
            let last = last.min(self.windows.first_start().plus(-1));
            return Decided { first, last, outcome: Outcome::Refunded, reason: Code::RefundWindowNotBegun, assumed, facts: Facts::None };
        };
        // The cap in force when the window began may have been replaced since.
        let is_replaced = first >= window.cap_changes;
        let (today, changes) = if is_replaced { rules.cap(first) } else { (window.cap, window.cap_changes) };
        let cap = if rules.cap_of_window_start { window.cap } else { today };
        let mut last = last.min(changes.min(window.end).plus(-1));
        let used = self.windows.used_before(window, first);
        let (outcome, reason) = if used < cap {
            last = last.min(first.plus((cap - used) as i32 - 1)); // a cap is at most 10,000
            (Outcome::Refunded, Code::RefundWithinCap)
        } else {
            (Outcome::NotRefunded, Code::RefundCapReached)
        };
        let assumed = if is_replaced { window.assumed.union(rules.assumed.window_2026) } else { window.assumed };
        let facts = Facts::Window { number: window.number, start: window.start, used_outside: window.given, used_before: used, cap };
        Decided { first, last, outcome, reason, assumed, facts }
    }

    /// Before § 176 a: in connection with moving out.
    fn moved_out(&self, first: Day, last: Day) -> Decided {
        let rules = &self.book.rules;
        let stay = self.first_row.facts.prior_stay_to;
        let gap = self.course.first.since(stay);
        let (outcome, reason, assumed) = if !stay.is_given() {
            (Outcome::NotRefunded, Code::RefundNoPriorStay, Assumptions::NONE)
        } else if gap <= 1 {
            (Outcome::Refunded, Code::RefundMovedOut, Assumptions::NONE)
        } else if gap <= rules.gap {
            (Outcome::Refunded, Code::RefundMovedOut, rules.assumed.cti_gap)
        } else {
            (Outcome::Undetermined, Code::RefundGapTooLong, Assumptions::NONE)
        };
        Decided { first, last, outcome, reason, assumed, facts: Facts::Gap }
    }

    /// SEL § 176 a: up to two years from the first discharge, when decided before it.
    fn supported(&self, first: Day, last: Day) -> Decided {
        let rules = &self.book.rules;
        let facts = &self.first_row.facts;
        let is_stated = facts.first_discharge.is_given();
        let discharge = if is_stated { facts.first_discharge } else { facts.prior_stay_to };
        let assumed = if is_stated { Assumptions::NONE } else { rules.assumed.first_discharge };
        let never = Facts::Discharge { until: Day::ABSENT };
        let decided = |outcome, reason, assumed, facts, last| Decided { first, last, outcome, reason, assumed, facts };
        if !discharge.is_given() {
            return decided(Outcome::NotRefunded, Code::RefundNoDischarge, Assumptions::NONE, never, last);
        }
        if facts.decided_before_discharge == Some(false) {
            return decided(Outcome::NotRefunded, Code::RefundNotDecided, Assumptions::NONE, never, last);
        }
        if discharge < rules.support_from && rules.discharged_before != Outcome::Refunded {
            return decided(rules.discharged_before, Code::RefundDischargedBeforeReform, assumed, never, last);
        }
        let until = discharge.plus_months(rules.support_months);
        let looked_at = Facts::Discharge { until };
        if first > until {
            return decided(Outcome::NotRefunded, Code::RefundTwoYearsOver, assumed, looked_at, last);
        }
        let (outcome, reason) = match facts.decided_before_discharge {
            Some(_) => (Outcome::Refunded, Code::RefundWithinTwoYears),
            None => (rules.decided_absent, Code::RefundDecisionUnknown),
        };
        decided(outcome, reason, assumed, looked_at, last.min(until))
    }

    /// What a condition looked at, in full.
    pub fn facts(&self, facts: Facts) -> RefundFacts {
        let row = &self.first_row.facts;
        match facts {
            Facts::None => RefundFacts::None,
            Facts::Window { number, start, used_outside, used_before, cap } => {
                RefundFacts::Window { number, start: start.date(), used_outside, used_before, cap }
            }
            Facts::Gap => RefundFacts::Gap {
                prior_stay_to: row.prior_stay_to.known(),
                course_first: self.course.first.date(),
                limit: self.book.rules.gap.unsigned_abs(),
            },
            Facts::Discharge { until } => RefundFacts::Discharge {
                day: row.first_discharge.known().or(row.prior_stay_to.known()),
                stated: row.first_discharge.is_given(),
                decided: row.decided_before_discharge,
                until: until.known(),
            },
        }
    }
}
