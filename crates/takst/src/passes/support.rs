//! The refund of support under SEL § 85 a, and of CTI before it: no other row of the citizen decides it (R9.5, R9.6).

use crate::compile::rules::Rules;
use crate::contract::code::{Assumptions, Code};
use crate::contract::words::Outcome;
use crate::model::day::Day;
use crate::model::row::RowFacts;

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

/// What decides the support of one course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Support<'a> {
    pub rules: &'a Rules,
    /// Of the course's first row.
    pub facts: &'a RowFacts,
    pub course_first: Day,
}

impl Support<'_> {
    /// Before § 176 a: in connection with moving out.
    pub fn moved_out(&self, first: Day, last: Day) -> Decided {
        let rules = self.rules;
        let stay = self.facts.prior_stay_to;
        let gap = self.course_first.since(stay);
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

    /// SEL § 176 a: up to two years from the first discharge, when decided before it, or in a § 107 place straight after the stay.
    ///
    /// | decided before discharge | § 107 place | condition | otherwise |
    /// |---|---|---|---|
    /// | true | any | `refund.within-two-years` | |
    /// | absent or false | true | `refund.after-107` | |
    /// | false | false | | not refunded, `refund.not-decided` |
    /// | false | absent | | the same, `assumed.not-discharged-to-107` |
    /// | absent | absent or false | | as `decided-absent` says, `refund.decision-unknown` |
    pub fn supported(&self, first: Day, last: Day) -> Decided {
        let Support { rules, facts, .. } = *self;
        let is_stated = facts.first_discharge.is_given();
        let discharge = if is_stated { facts.first_discharge } else { facts.prior_stay_to };
        let assumed = if is_stated { Assumptions::NONE } else { rules.assumed.first_discharge };
        let never = Facts::Discharge { until: Day::ABSENT };
        let decided = |outcome, reason, assumed, facts, last| Decided { first, last, outcome, reason, assumed, facts };
        if !discharge.is_given() {
            return decided(Outcome::NotRefunded, Code::RefundNoDischarge, Assumptions::NONE, never, last);
        }
        let is_after_107 = facts.discharged_to_107 == Some(true);
        if facts.decided_before_discharge == Some(false) && !is_after_107 {
            let assumed = if facts.discharged_to_107.is_none() { rules.assumed.not_discharged_to_107 } else { Assumptions::NONE };
            return decided(Outcome::NotRefunded, Code::RefundNotDecided, assumed, never, last);
        }
        let is_before_reform = discharge < rules.support_from;
        let assumed = if is_before_reform { assumed.union(rules.assumed.discharged_before) } else { assumed };
        if is_before_reform && rules.discharged_before != Outcome::Refunded {
            return decided(rules.discharged_before, Code::RefundDischargedBeforeReform, assumed, never, last);
        }
        let until = discharge.plus_months(rules.support_months);
        let looked_at = Facts::Discharge { until };
        if first > until {
            return decided(Outcome::NotRefunded, Code::RefundTwoYearsOver, assumed, looked_at, last);
        }
        let (outcome, reason) = match facts.decided_before_discharge {
            Some(true) => (Outcome::Refunded, Code::RefundWithinTwoYears),
            Some(false) | None if is_after_107 => (Outcome::Refunded, Code::RefundAfter107),
            Some(false) | None => (rules.decided_absent, Code::RefundDecisionUnknown),
        };
        decided(outcome, reason, assumed, looked_at, last.min(until))
    }
}
