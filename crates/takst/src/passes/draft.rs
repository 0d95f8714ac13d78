//! From decided days to the figures of a line that follow from the line alone (R10). What is rounded together with others comes after.

use crate::compile::book::{Book, Entry};
use crate::contract::code::{Assumptions, Code};
use crate::model::calendar::{Month, Period};
use crate::model::case::Row;
use crate::model::catalogue::Unit;
use crate::model::money::{Amount, Quantity, UnitPrice, round_half_away};
use crate::passes::assumption;
use crate::passes::choice::Charge;
use crate::passes::course::{Course, Plan};
use crate::passes::refund::{self, Decided};
use crate::passes::span::{Span, Units, last_day_is_free};
use crate::passes::window::Windows;
use crate::result::line::Outcome;
use crate::result::trace::{Charged, Observer, Running, Step};

/// A course with the spans of each of its rows.
pub(crate) struct Priced<'a> {
    pub course: Course<'a>,
    pub spans: Vec<Vec<Span>>,
}

/// A line before the sums of its document are known.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub row: &'a Row,
    pub service: u32,
    pub span: Span,
    pub days: Period,
    pub outcome: Outcome,
    pub reason: Code,
    pub assumed: Assumptions,
    pub quantity: Quantity,
    pub unit: Unit,
    pub unit_price: UnitPrice,
    pub base: Quantity,
    pub net: Amount,
    pub own_payment: Amount,
}

/// The lines of one course, in order of days, so that parts of a month are rounded on their running sum.
pub(crate) fn drafts<'a, O: Observer>(book: &Book, priced: &Priced<'a>, windows: &Windows, drafts: &mut Vec<Draft<'a>>, observer: &mut O) {
    let course = &priced.course;
    let mut month_sum = MonthSum::default();
    let mut parts: Vec<Decided> = Vec::new();
    for (plan, spans) in course.rows.iter().zip(&priced.spans) {
        for span in spans {
            parts.clear();
            refund::decide(book, course, plan, windows, span.period, &mut parts);
            for run in parts.chunk_by(|a, b| (a.outcome, a.reason) == (b.outcome, b.reason)) {
                drafts.push(draft(book, course, plan, span, run, &mut month_sum, observer));
            }
        }
    }
}

fn draft<'a, O: Observer>(
    book: &Book,
    course: &Course,
    plan: &Plan<'a>,
    span: &Span,
    run: &[Decided],
    month_sum: &mut MonthSum,
    observer: &mut O,
) -> Draft<'a> {
    let (row, entry) = (plan.row, book.entry(plan.service));
    let days = Period::new(run[0].days.first(), run[run.len() - 1].days.last()).unwrap_or(run[0].days);
    let (price, price_unit) = match (plan.charge, span.version) {
        (Charge::Agreed(agreed), _) => (agreed.price, agreed.unit),
        (Charge::Published(unit), Some(version)) => (entry.timeline.versions[version as usize].price, unit),
        (Charge::Published(_) | Charge::Included | Charge::Free, _) => unreachable!("a span has a price"),
    };
    let whole = |n: u32| Quantity::whole(n);
    let month_days = span.month.days();
    let (quantity, unit, base) = match span.units {
        Units::Days => (whole(days.days()), Unit::Day, whole(1)),
        Units::MonthDays if days.days() == month_days => (whole(1), Unit::Month, whole(1)),
        Units::MonthDays => (whole(days.days()), Unit::Day, whole(month_days)),
        Units::Weeks(weeks, _) => (whole(weeks), Unit::Week, whole(1)),
        Units::Hours(hours) => (hours, Unit::Hour, whole(1)),
        Units::Course => (whole(1), Unit::Course, whole(1)),
    };
    let (net, running) = match span.units {
        Units::MonthDays => {
            let running = month_sum.add(span, price, days.days(), month_days);
            (running.after - running.before, Some(running))
        }
        // Hours × price is the one product that can have parts of an øre.
        Units::Days | Units::Weeks(..) | Units::Hours(_) | Units::Course => (times(quantity, price), None),
    };
    let own_payment = match span.units {
        Units::Days | Units::MonthDays => times_days(row.own_payment_per_day.unwrap_or(Amount::ZERO), days.days()),
        Units::Weeks(..) | Units::Hours(_) | Units::Course => Amount::ZERO,
    };
    let assumed = run.iter().fold(assumption::of_price(book, course, plan, span, days), |set, part| set.union(part.assumed));

    observer.observe(row.number, days, || Step::Course { first: course.first, last: course.last });
    observe_price(book, entry, plan, span, price, price_unit, days, observer);
    observer.observe(row.number, days, || Step::Charged(charged(book, course, span, days, month_days)));
    observer.observe(row.number, days, || Step::Net { quantity, unit_price: price, base, net, running });
    if price_unit.is_daily() {
        let amount = own_payment;
        observer.observe(row.number, days, || Step::OwnPayment { per_day: row.own_payment_per_day, days: days.days(), amount });
    }
    for part in run {
        observer.observe(row.number, part.days, || Step::RefundDecided {
            days: part.days,
            rule: entry.facts.refund_rule,
            outcome: part.outcome,
            reason: part.reason,
            facts: part.facts,
            source: refund::source(book, entry.facts.refund_rule),
        });
    }
    let (outcome, reason) = (run[0].outcome, run[0].reason);
    Draft { row, service: plan.service, span: *span, days, outcome, reason, assumed, quantity, unit, unit_price: price, base, net, own_payment }
}

#[allow(clippy::too_many_arguments)] // one call, and each argument is a different fact
fn observe_price<O: Observer>(book: &Book, entry: &Entry, plan: &Plan, span: &Span, price: UnitPrice, unit: Unit, days: Period, observer: &mut O) {
    observer.observe(plan.row.number, days, || match span.version {
        Some(number) => {
            let version = &entry.timeline.versions[number as usize];
            Step::Tariff {
                version: version.label.clone(),
                from: version.from,
                to: (version.to < chrono::NaiveDate::MAX).then_some(version.to),
                price,
                unit,
                source: book.tariff(entry, version).source.clone(),
                known_from: version.known_from,
                passed_over: entry.timeline.passed_over(days.first(), number),
            }
        }
        None => Step::AgreedPrice { price, unit, over_hours: entry.kind.unit().and(plan.row.hours_per_week.zip(entry.included_hours)) },
    });
}

fn charged(book: &Book, course: &Course, span: &Span, days: Period, of: u32) -> Charged {
    match span.units {
        Units::Days => Charged::Days { days: days.days(), last_day_free: last_day_is_free(book, course) && days.last().succ_opt() == course.last },
        Units::MonthDays if days.days() == of => Charged::WholeMonth,
        Units::MonthDays => Charged::MonthPart { days: days.days(), of },
        Units::Weeks(weeks, last_is_cut) => Charged::Weeks { weeks, last_is_cut },
        Units::Hours(hours) => Charged::Hours(hours),
        Units::Course => Charged::Course,
    }
}

/// Quantity (1/100) × price (1/10,000 kr), rounded once to the øre.
fn times(quantity: Quantity, price: UnitPrice) -> Amount {
    Amount::from_ore(round_half_away(i128::from(quantity.units()) * i128::from(price.units()), 10_000))
}

fn times_days(per_day: Amount, days: u32) -> Amount {
    Amount::from_ore(per_day.ore().saturating_mul(i64::from(days)))
}

/// The parts of one month charged so far in one course: exact, in 1/10,000 kr × days.
#[derive(Default)]
struct MonthSum {
    month: Option<Month>,
    exact: i128,
}

impl MonthSum {
    fn add(&mut self, span: &Span, price: UnitPrice, days: u32, of: u32) -> Running {
        if self.month != Some(span.month) {
            *self = MonthSum { month: Some(span.month), exact: 0 };
        }
        let rounded = |exact: i128| Amount::from_ore(round_half_away(exact, 100 * i128::from(of)));
        let before = rounded(self.exact);
        self.exact += i128::from(price.units()) * i128::from(days);
        Running { before, after: rounded(self.exact) }
    }
}
