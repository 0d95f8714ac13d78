//! Which unsettled defaults the price of a line rests on (R13). Those of its refund are found where it is decided.

use crate::compile::book::{Book, unless};
use crate::contract::code::{Assumptions, Code};
use crate::model::calendar::Period;
use crate::model::catalogue::RefundRule;
use crate::passes::course::{Course, Plan};
use crate::passes::span::{Span, Units};

/// Assumptions of a span that do not follow from the refund (R13).
pub(crate) fn of_price(book: &Book, course: &Course, plan: &Plan, span: &Span, days: Period) -> Assumptions {
    let policy = &book.policy;
    let entry = book.entry(plan.service);
    let mut assumed = match span.version.map(|version| &entry.timeline.versions[version as usize]) {
        Some(version) => version
            .within
            .iter()
            .filter(|(period, _)| period.intersect(days).is_some())
            .fold(entry.published.union(entry.vat_published.assumed).union(version.always), |set, (_, within)| set.union(*within)),
        None => entry.vat_agreed.assumed,
    };
    let at_an_end = days.first() == course.first || course.last == Some(days.last());
    assumed = match span.units {
        Units::Days | Units::MonthDays => assumed.union(unless(!at_an_end || policy.day_count.is_settled(), Code::AssumedDayCount)),
        Units::Weeks(_, is_cut) => assumed.union(unless(!is_cut || policy.started_week.is_settled(), Code::AssumedStartedWeek)),
        Units::Hours(_) | Units::Course => assumed,
    };
    assumed.union(of_own_payment(book, plan))
}

/// The assumption of a stay without own payment.
fn of_own_payment(book: &Book, plan: &Plan) -> Assumptions {
    let is_stay = book.entry(plan.service).facts.refund_rule == RefundRule::Sel110Ophold && plan.charge.is_daily();
    unless(!is_stay || plan.row.own_payment_per_day.is_some(), Code::AssumedOwnPaymentNone)
}
