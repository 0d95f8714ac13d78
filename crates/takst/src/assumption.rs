//! Which unsettled defaults the price of a line rests on (R13). Those of its refund are found where it is decided.

use crate::book::{Book, unless};
use crate::calendar::Period;
use crate::catalogue::RefundRule;
use crate::code::{Assumptions, Code};
use crate::course::{Course, Plan};
use crate::span::{Span, Units};
use chrono::NaiveDate;

/// Assumptions of a span that do not follow from the refund (R13).
pub(crate) fn of_price(book: &Book, course: &Course, plan: &Plan, span: &Span, days: Period) -> Assumptions {
    let policy = &book.policy;
    let entry = book.entry(plan.service);
    let season = Period::new(ROLL_OUT_SEASON.0, ROLL_OUT_SEASON.1);
    let mut assumed = match span.version.map(|version| &entry.timeline.versions[version as usize]) {
        Some(version) => {
            let in_season = version.rests_on_roll_out && season.is_some_and(|season| season.intersect(days).is_some());
            entry
                .published
                .union(entry.vat_published.assumed)
                .union(version.always)
                .union(unless(!in_season, Code::AssumedRollOutDate))
                .union(unless(version.act_ended.is_none_or(|end| days.last() <= end), Code::AssumedActReplaced))
        }
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

/// "In the spring of 2023": the days among which the roll-out falls.
const ROLL_OUT_SEASON: (NaiveDate, NaiveDate) =
    (NaiveDate::from_ymd_opt(2023, 3, 1).expect("a date"), NaiveDate::from_ymd_opt(2023, 5, 31).expect("a date"));

/// The assumption of a stay without own payment.
fn of_own_payment(book: &Book, plan: &Plan) -> Assumptions {
    let is_stay = book.entry(plan.service).facts.refund_rule == RefundRule::Sel110Ophold && plan.charge.is_daily();
    unless(!is_stay || plan.row.own_payment_per_day.is_some(), Code::AssumedOwnPaymentNone)
}
