//! The condition that decided a refund, as sentences with what it looked at.

use crate::finding::id_of;
use crate::format;
use crate::texts::{Arg, Texts};
use chrono::NaiveDate;
use takst::{Code, Line, Outcome, RefundFacts};

impl Texts {
    /// Why the days of a line are refunded or not: the facts, the condition, the outcome.
    pub(crate) fn refund_reason(&self, line: &Line, outcome: Outcome, reason: Code, facts: &RefundFacts) -> String {
        let mut sentences = self.condition(line, reason, facts);
        sentences.push(self.get(&format!("outcome-{outcome}"), &[]));
        sentences.join(" ")
    }

    fn condition(&self, line: &Line, reason: Code, facts: &RefundFacts) -> Vec<String> {
        let lang = self.lang();
        let day = |day: NaiveDate| Arg::Text(format::date(lang, day));
        let id = id_of("reason", reason);
        match (reason, *facts) {
            (Code::RefundNoRule, _) => vec![self.get(&id, &[("legal-basis", (&*line.service.legal_basis).into())])],
            (Code::RefundUnit, _) => vec![self.get(&id, &[("unit", self.unit(line.unit).into())])],
            (Code::RefundWithinCap | Code::RefundCapReached, RefundFacts::Window { number, start, used_outside, used_before, cap }) => {
                let outside = used_outside.filter(|days| *days > 0).map_or_else(|| "none".to_owned(), |days| days.to_string());
                vec![
                    self.get(
                        "reason-window",
                        &[("number", Arg::Count(number)), ("start", day(start)), ("used", Arg::Count(used_before)), ("outside", outside.into())],
                    ),
                    self.get(&id, &[("cap", Arg::Count(cap))]),
                ]
            }
            (Code::RefundMovedOut | Code::RefundGapTooLong, RefundFacts::Gap { prior_stay_to: Some(prior), course_first, limit }) => {
                let gap = course_first.signed_duration_since(prior).num_days();
                let stay = [("prior", day(prior)), ("first", day(course_first))];
                if reason == Code::RefundMovedOut && gap <= 1 {
                    return vec![self.get(&id, &stay)];
                }
                let id = if reason == Code::RefundMovedOut { "reason-refund-moved-out-gap" } else { &id };
                let [prior, first] = stay;
                vec![self.get(id, &[prior, first, ("gap", gap.to_string().into()), ("limit", limit.to_string().into())])]
            }
            (
                Code::RefundWithinTwoYears
                | Code::RefundAfter107
                | Code::RefundTwoYearsOver
                | Code::RefundDecisionUnknown
                | Code::RefundDischargedBeforeReform,
                RefundFacts::Discharge { day: Some(discharge), stated, until, .. },
            ) => {
                let mut args = vec![("day", day(discharge))];
                match (reason, until) {
                    (Code::RefundWithinTwoYears | Code::RefundAfter107 | Code::RefundTwoYearsOver, Some(until)) => args.push(("until", day(until))),
                    (Code::RefundWithinTwoYears | Code::RefundAfter107 | Code::RefundTwoYearsOver, None) => return vec![self.label_sentence(reason)],
                    _ => {}
                }
                let mut sentences = vec![self.get(&id, &args)];
                if !stated {
                    sentences.push(self.get("reason-discharge-assumed", &[]));
                }
                sentences
            }
            (
                Code::RefundBeforeReform
                | Code::RefundNoCap
                | Code::RefundWindowNotBegun
                | Code::RefundAftercareBeforeReform
                | Code::RefundAftercareAfterReform
                | Code::RefundNoPriorStay
                | Code::RefundNotDecided
                | Code::RefundNoDischarge
                | Code::RefundCitizenIncomplete,
                _,
            ) => vec![self.get(&id, &[])],
            // A condition without the facts its sentence speaks of: its label still says which it is.
            _ => vec![self.label_sentence(reason)],
        }
    }

    fn label_sentence(&self, code: Code) -> String {
        format!("{}.", self.code(code))
    }
}
