//! What becomes of the state refund, day by day, and the condition that decides (R9).

use crate::compile::book::Book;
use crate::compile::entitlement::Decide;
use crate::compile::table::Segment;
use crate::contract::code::{Assumptions, Code};
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::passes::plan::Course;
use crate::passes::support::{Decided, Facts, Support};
use crate::passes::window::Windows;
use crate::result::line::Outcome;
use crate::result::trace::RefundFacts;

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
            Decide::MovedOut => self.support().moved_out(first, last),
            Decide::Supported => self.support().supported(first, last),
        }
    }

    #[inline]
    fn support(&self) -> Support<'_> {
        Support { rules: &self.book.rules, facts: &self.first_row.facts, course_first: self.course.first }
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
                discharged_to_107: row.discharged_to_107,
                until: until.known(),
            },
        }
    }
}
