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
        let mut id = id_of("reason", reason);
        // Everything that the sentence of a condition may speak of.
        let mut args: Vec<(&str, Arg)> = vec![("legal-basis", (&*line.service.legal_basis).into()), ("unit", self.unit(line.unit).into())];
        let (mut before, mut after) = (None, None);
        match *facts {
            RefundFacts::Window { number, start, used_outside, used_before, cap } => {
                args.push(("cap", Arg::Count(cap)));
                if matches!(reason, Code::RefundWithinCap | Code::RefundCapReached) {
                    let outside = used_outside.filter(|days| *days > 0).map_or_else(|| "none".to_owned(), |days| days.to_string());
                    let window =
                        [("number", Arg::Count(number)), ("start", day(start)), ("used", Arg::Count(used_before)), ("outside", outside.into())];
                    before = Some(self.get("reason-window", &window));
                }
            }
            RefundFacts::Gap { prior_stay_to: Some(prior), course_first, limit } => {
                let gap = course_first.signed_duration_since(prior).num_days();
                args.extend([("prior", day(prior)), ("first", day(course_first))]);
                args.extend([("gap", gap.to_string().into()), ("limit", limit.to_string().into())]);
                if reason == Code::RefundMovedOut && gap > 1 {
                    id.push_str("-gap");
                }
            }
            RefundFacts::Discharge { day: Some(discharge), stated, until, .. } => {
                args.push(("day", day(discharge)));
                args.extend(until.map(|until| ("until", day(until))));
                // That it was not decided before, nobody has to look up the discharge for.
                if !stated && reason != Code::RefundNotDecided {
                    after = Some(self.get("reason-discharge-assumed", &[]));
                }
            }
            // Other conditions have looked at nothing that a sentence could speak of.
            _ => {}
        }
        match self.try_get(&id, &args) {
            Ok(sentence) => before.into_iter().chain([sentence]).chain(after).collect(),
            // A condition without the facts its sentence speaks of: its label still says which it is.
            Err(_) => vec![self.label_sentence(reason)],
        }
    }

    fn label_sentence(&self, code: Code) -> String {
        format!("{}.", self.code(code))
    }
}
