//! What becomes of the state refund, day by day, and the condition that decides (R9).

use crate::compile::book::{Book, unless};
use crate::contract::code::{Assumptions, Code};
use crate::model::calendar::{Period, plus_days, plus_months};
use crate::model::catalogue::RefundRule;
use crate::model::policy::{Claim, DecidedAbsent, Setting, Window2026, WindowResident};
use crate::model::source::Source;
use crate::passes::course::{Course, Plan};
use crate::passes::window::{Window, Windows};
use crate::result::line::Outcome;
use crate::result::trace::RefundFacts;
use chrono::NaiveDate;

/// Days of a span with one outcome and one reason.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decided {
    pub days: Period,
    pub outcome: Outcome,
    pub reason: Code,
    pub assumed: Assumptions,
    pub facts: RefundFacts,
}

/// Cuts `days` of a row where the outcome, its reason or what it rests on changes; the parts follow each other.
pub(crate) fn decide(book: &Book, course: &Course, plan: &Plan, windows: &Windows, days: Period, parts: &mut Vec<Decided>) {
    let rule = book.entry(plan.service).facts.refund_rule;
    let mut cutter = Cutter { book, course, windows, parts };
    match rule {
        RefundRule::None => cutter.push(days, Outcome::NotRefunded, Code::RefundNoRule, Assumptions::NONE, RefundFacts::None),
        _ if !plan.charge.is_daily() => {
            cutter.push(days, Outcome::NotRefunded, Code::RefundUnit, Assumptions::NONE, RefundFacts::None);
        }
        RefundRule::Sel110Ophold => cutter.stay(days),
        RefundRule::Sel110Efterforsorg => cutter.aftercare(days),
        RefundRule::Sel85aBostoette => cutter.support(days),
    }
}

/// Where the figures stand that decide by `rule`; for explanations.
pub(crate) fn source(book: &Book, rule: RefundRule) -> Option<Source> {
    match rule {
        RefundRule::Sel110Ophold => book.law.caps.first().map(|cap| cap.source.clone()),
        RefundRule::Sel85aBostoette => Some(book.law.support_months.source.clone()),
        // No figure of the law decides: the service's own source says what there is to say.
        RefundRule::Sel110Efterforsorg | RefundRule::None => None,
    }
}

struct Cutter<'a> {
    book: &'a Book,
    course: &'a Course<'a>,
    windows: &'a Windows,
    parts: &'a mut Vec<Decided>,
}

/// The days of `days` before `day`, and those from it on.
fn split(days: Period, day: NaiveDate) -> (Option<Period>, Option<Period>) {
    (Period::new(days.first(), days.last().min(plus_days(day, -1))), Period::new(days.first().max(day), days.last()))
}

fn claimed(setting: &Setting<Claim>) -> Outcome {
    match setting.value {
        Claim::Refunded => Outcome::Refunded,
        Claim::NotRefunded => Outcome::NotRefunded,
        Claim::Undetermined => Outcome::Undetermined,
    }
}

impl Cutter<'_> {
    fn push(&mut self, days: Period, outcome: Outcome, reason: Code, assumed: Assumptions, facts: RefundFacts) {
        self.parts.push(Decided { days, outcome, reason, assumed, facts });
    }

    /// SEL § 110 stays.
    fn stay(&mut self, days: Period) {
        let (before, from) = split(days, self.book.law.reform());
        if let Some(before) = before {
            self.push(before, Outcome::Refunded, Code::RefundBeforeReform, Assumptions::NONE, RefundFacts::None);
        }
        let Some(from) = from else { return };
        let mut day = from.first();
        while day <= from.last() {
            // A refused case may have used days before these: what becomes of them is not known.
            let unknown = self.windows.known_until.is_some_and(|known_until| day > known_until);
            let limit = if unknown { None } else { self.windows.known_until };
            let part = self.windowed(day, from.last().min(limit.unwrap_or(NaiveDate::MAX)));
            day = plus_days(part.days.last(), 1);
            self.parts.push(if unknown {
                let assumed = if part.reason == Code::RefundWindowNotBegun { Assumptions::NONE } else { part.assumed };
                Decided { outcome: Outcome::Undetermined, reason: Code::RefundCitizenIncomplete, assumed, ..part }
            } else {
                part
            });
        }
    }

    /// The days from `first`, at most to `last`, with one outcome, in one window and under one cap.
    fn windowed(&self, first: NaiveDate, last: NaiveDate) -> Decided {
        let policy = &self.book.policy;
        let resident = unless(policy.window_resident.is_settled(), Code::AssumedWindowResident);
        let to = |last| Period::new(first, last).unwrap_or_else(|| Period::of(first));
        let Some(window) = self.windows.at(first) else {
            let begins = self.windows.windows.first().map_or(NaiveDate::MAX, |window| window.start);
            let days = to(last.min(plus_days(begins, -1)));
            let assumed = if policy.window_resident.value == WindowResident::NextAdmission { resident } else { Assumptions::NONE };
            return Decided { days, outcome: Outcome::Refunded, reason: Code::RefundWindowNotBegun, assumed, facts: RefundFacts::None };
        };
        let (today, changes) = self.book.law.cap(first);
        let mut last = last.min(plus_days(changes.min(window.end.unwrap_or(NaiveDate::MAX)), -1));
        let cap = match policy.window_2026.value {
            Window2026::CapOfTheDay => today,
            Window2026::CapOfWindowStart => self.book.law.cap(window.start).0,
        };
        let used = self.windows.used_before(window, first);
        let (outcome, reason) = if used < cap {
            last = last.min(plus_days(first, i64::from(cap - used) - 1));
            (Outcome::Refunded, Code::RefundWithinCap)
        } else {
            (Outcome::NotRefunded, Code::RefundCapReached)
        };
        let facts = RefundFacts::Window { number: window.number, start: window.start, used_outside: window.given, used_before: used, cap };
        Decided { days: to(last), outcome, reason, assumed: self.window_assumed(window, first), facts }
    }

    fn window_assumed(&self, window: &Window, day: NaiveDate) -> Assumptions {
        let policy = &self.book.policy;
        // The cap in force when the window began has been replaced since.
        let cap_changed = self.book.law.cap(window.start).1 <= day;
        unless(window.given.is_some(), Code::AssumedHistoryComplete)
            .union(unless(window.number < 2 || window.given.is_some() || policy.window_reset.is_settled(), Code::AssumedWindowReset))
            .union(unless(!cap_changed || policy.window_2026.is_settled(), Code::AssumedWindow2026))
            .union(unless(!window.is_residents || policy.window_resident.is_settled(), Code::AssumedWindowResident))
            .union(unless(policy.aftercare_uses_days.is_settled() || !self.windows.has_aftercare(window), Code::AssumedAftercareUsesNoDays))
    }

    /// SEL § 110 aftercare.
    fn aftercare(&mut self, days: Period) {
        let policy = &self.book.policy;
        let (before, from) = split(days, self.book.law.reform());
        if let Some(days) = before {
            let assumed = unless(policy.aftercare_before_2023_10.is_settled(), Code::AssumedAftercareRefund);
            self.push(days, claimed(&policy.aftercare_before_2023_10), Code::RefundAftercareBeforeReform, assumed, RefundFacts::None);
        }
        if let Some(days) = from {
            let outcome = claimed(&policy.aftercare_after_2023_10);
            self.push(days, outcome, Code::RefundAftercareAfterReform, Assumptions::NONE, RefundFacts::None);
        }
    }

    /// SEL § 85 a support, and CTI before it.
    fn support(&mut self, days: Period) {
        let (before, from) = split(days, self.book.law.support_months.from);
        if let Some(days) = before {
            self.moved_out(days);
        }
        if let Some(days) = from {
            self.supported(days);
        }
    }

    /// Before § 176 a: in connection with moving out.
    fn moved_out(&mut self, days: Period) {
        let setting = &self.book.policy.cti_gap;
        let facts =
            RefundFacts::Gap { prior_stay_to: self.course.first_row().row.prior_stay_to, course_first: self.course.first, limit: setting.value };
        let (outcome, reason, assumed) = match self.course.gap() {
            None => (Outcome::NotRefunded, Code::RefundNoPriorStay, Assumptions::NONE),
            Some(gap) if gap <= 1 => (Outcome::Refunded, Code::RefundMovedOut, Assumptions::NONE),
            Some(gap) if gap <= i64::from(setting.value) => {
                (Outcome::Refunded, Code::RefundMovedOut, unless(setting.is_settled(), Code::AssumedCtiGap))
            }
            Some(_) => (Outcome::Undetermined, Code::RefundGapTooLong, Assumptions::NONE),
        };
        self.push(days, outcome, reason, assumed, facts);
    }

    /// SEL § 176 a: up to two years from the first discharge, when decided before it.
    fn supported(&mut self, days: Period) {
        let policy = &self.book.policy;
        let months = &self.book.law.support_months;
        let row = self.course.first_row().row;
        let decided = row.decided_before_discharge;
        let discharge = row.first_discharge.or(row.prior_stay_to);
        let facts = |until| RefundFacts::Discharge { day: discharge, stated: row.first_discharge.is_some(), decided, until };
        let Some(day) = discharge else {
            return self.push(days, Outcome::NotRefunded, Code::RefundNoDischarge, Assumptions::NONE, facts(None));
        };
        if decided == Some(false) {
            return self.push(days, Outcome::NotRefunded, Code::RefundNotDecided, Assumptions::NONE, facts(None));
        }
        let assumed = unless(row.first_discharge.is_some(), Code::AssumedFirstDischarge);
        if day < months.from && policy.discharged_before_2023_10.value != Claim::Refunded {
            let outcome = claimed(&policy.discharged_before_2023_10);
            return self.push(days, outcome, Code::RefundDischargedBeforeReform, assumed, facts(None));
        }
        let until = plus_months(day, months.value);
        let (within, over) = split(days, plus_days(until, 1));
        if let Some(days) = within {
            let (outcome, reason) = match (decided, policy.decided_absent.value) {
                (Some(_), _) => (Outcome::Refunded, Code::RefundWithinTwoYears),
                (None, DecidedAbsent::Undetermined) => (Outcome::Undetermined, Code::RefundDecisionUnknown),
                (None, DecidedAbsent::NotRefunded) => (Outcome::NotRefunded, Code::RefundDecisionUnknown),
            };
            self.push(days, outcome, reason, assumed, facts(Some(until)));
        }
        if let Some(days) = over {
            self.push(days, Outcome::NotRefunded, Code::RefundTwoYearsOver, assumed, facts(Some(until)));
        }
    }
}
