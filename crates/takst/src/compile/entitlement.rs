//! How each refund rule decides the refund of a day, as far as the day alone decides (R9).

use crate::compile::law::LawFigures;
use crate::compile::rules::{claimed, is_default_or_settled, unless};
use crate::contract::code::{Assumptions, Code};
use crate::contract::refund::RefundRule;
use crate::contract::words::Outcome;
use crate::model::policy::{Policy, ShelterCap};
use chrono::NaiveDate;

/// How the refund of the days of a segment is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decide {
    /// As the segment says.
    Static,
    /// By the windows of the citizen.
    Window,
    /// By the gap between stay and course.
    MovedOut,
    /// By the first discharge.
    Supported,
}

/// The refund of a day, and of the days after it until `until`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entitlement {
    pub decide: Decide,
    /// Where the day alone decides; else what is most likely.
    pub outcome: Outcome,
    pub reason: Code,
    pub assumed: Assumptions,
    /// The last day of which the same is true.
    pub until: NaiveDate,
}

impl Entitlement {
    fn fixed(outcome: Outcome, reason: Code) -> Entitlement {
        Entitlement { decide: Decide::Static, outcome, reason, assumed: Assumptions::NONE, until: NaiveDate::MAX }
    }

    fn by(decide: Decide, reason: Code) -> Entitlement {
        Entitlement { decide, ..Entitlement::fixed(Outcome::Undetermined, reason) }
    }

    fn before(self, day: NaiveDate) -> Entitlement {
        Entitlement { until: day_before(day), ..self }
    }

    fn assuming(self, assumed: Assumptions) -> Entitlement {
        Entitlement { assumed, ..self }
    }

    /// How the refund of a day is decided; `is_daily`: the price is per day or month.
    pub fn on(rule: RefundRule, is_daily: bool, day: NaiveDate, policy: &Policy, law: &LawFigures) -> Entitlement {
        use Entitlement as E;
        let reform = law.reform();
        let support_from = law.support_months.from;
        match rule {
            RefundRule::None => E::fixed(Outcome::NotRefunded, Code::RefundNoRule),
            RefundRule::Sel109Ophold if day < reform => E::fixed(Outcome::Refunded, Code::RefundNoCap).before(reform),
            RefundRule::Sel109Ophold => {
                let outcome = match policy.shelter_cap.value {
                    ShelterCap::None => Outcome::Refunded,
                    ShelterCap::Undetermined => Outcome::Undetermined,
                };
                E::fixed(outcome, Code::RefundNoCap).assuming(unless(policy.shelter_cap.is_settled(), Code::Assumed109Uncapped))
            }
            RefundRule::Sel110Ophold if day < reform => E::fixed(Outcome::Refunded, Code::RefundBeforeReform).before(reform),
            // A price that is not per day or month does not say how many days it covers.
            RefundRule::Sel110Ophold if !is_daily => E::fixed(Outcome::Undetermined, Code::RefundUnit),
            RefundRule::Sel110Ophold => E::by(Decide::Window, Code::RefundWithinCap),
            RefundRule::Sel110Efterforsorg if day < reform => {
                let setting = &policy.aftercare_before_2023_10;
                let assumed = unless(setting.is_settled(), Code::AssumedAftercareRefund);
                E::fixed(claimed(setting), Code::RefundAftercareBeforeReform).assuming(assumed).before(reform)
            }
            RefundRule::Sel110Efterforsorg => {
                let setting = &policy.aftercare_after_2023_10;
                let assumed = unless(is_default_or_settled(setting), Code::AssumedAftercareAfter);
                E::fixed(claimed(setting), Code::RefundAftercareAfterReform).assuming(assumed)
            }
            RefundRule::Sel85aBostoette if day < support_from => E::by(Decide::MovedOut, Code::RefundMovedOut).before(support_from),
            RefundRule::Sel85aBostoette => E::by(Decide::Supported, Code::RefundWithinTwoYears),
        }
    }
}

pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}
