//! From decided days to lines and documents: the one place where amounts are worked out (R10).

use crate::assumption;
use crate::book::{Book, Entry};
use crate::calendar::Period;
use crate::catalogue::{RefundRule, Unit};
use crate::choice::Charge;
use crate::code::{Assumptions, Code};
use crate::course::{Course, Plan};
use crate::line::{Line, LineRefund, LineVat, Outcome, VatCategory};
use crate::money::{Amount, Percent, Quantity, UnitPrice, round_half_away};
use crate::refund::{self, Decided};
use crate::request::Request;
use crate::span::{Span, Units, last_day_is_free};
use crate::statement::Document;
use crate::trace::{Charged, Observer, Running, Step};
use crate::window::Windows;

/// A line before the sums of its document are known.
struct Draft<'a> {
    plan: &'a Plan<'a>,
    span: Span,
    days: Period,
    outcome: Outcome,
    reason: Code,
    assumed: Assumptions,
    quantity: Quantity,
    unit: Unit,
    unit_price: UnitPrice,
    base: Quantity,
    net: Amount,
    own_payment: Amount,
}

/// A whole document on hold, for the months of a course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    pub provider: u32,
    pub payer: crate::case::Municipality,
    pub months: (crate::calendar::Month, Option<crate::calendar::Month>),
    pub code: Code,
}

/// A course with the spans of each of its rows.
pub(crate) struct Priced<'a> {
    pub course: Course<'a>,
    pub spans: Vec<Vec<Span>>,
}

/// The documents of a case, ordered by provider, payer and month.
pub(crate) fn documents<O: Observer>(
    book: &Book,
    courses: &[Priced],
    windows: &Windows,
    holds: &[Hold],
    request: &Request,
    observer: &mut O,
) -> Vec<Document> {
    let mut drafts = Vec::new();
    for priced in courses {
        draft_course(book, priced, windows, &mut drafts, observer);
    }
    drafts.retain(|draft| request.shows(draft.span.month));
    let entry = |draft: &Draft| book.entry(draft.plan.service);
    let key = |draft: &Draft| (entry(draft).rank.0, draft.plan.row.payer, draft.span.month);
    drafts.sort_by_key(|draft| (key(draft), draft.days.first(), entry(draft).rank.1, draft.plan.row.number));
    drafts.chunk_by(|a, b| key(a) == key(b)).map(|drafts| document(book, drafts, holds, observer)).collect()
}

/// The lines of one course, in order of days, so that parts of a month are rounded on their running sum.
fn draft_course<'a, O: Observer>(book: &Book, priced: &'a Priced, windows: &Windows, drafts: &mut Vec<Draft<'a>>, observer: &mut O) {
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
    plan: &'a Plan,
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
    Draft { plan, span: *span, days, outcome, reason, assumed, quantity, unit, unit_price: price, base, net, own_payment }
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
    month: Option<crate::calendar::Month>,
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

/// A sum of which a percentage is taken, rounded on the running sum.
#[derive(Clone, Copy, Default)]
struct ShareSum {
    base: i128,
}

impl ShareSum {
    fn add(&mut self, base: Amount, share: Percent) -> Running {
        let rounded = |base: i128| Amount::from_ore(round_half_away(base * i128::from(share.units()), 10_000));
        let before = rounded(self.base);
        self.base += i128::from(base.ore());
        Running { before, after: rounded(self.base) }
    }
}

/// The running sums of a document: VAT by category and rate, refund and sum at stake by rule.
#[derive(Default)]
struct Sums {
    vat: Vec<((VatCategory, Percent), ShareSum)>,
    refund: Vec<((RefundRule, Outcome), ShareSum)>,
}

fn sum_of<K: PartialEq + Copy>(sums: &mut Vec<(K, ShareSum)>, key: K) -> &mut ShareSum {
    let at = sums.iter().position(|(k, _)| *k == key).unwrap_or_else(|| {
        sums.push((key, ShareSum::default()));
        sums.len() - 1
    });
    &mut sums[at].1
}

fn document<O: Observer>(book: &Book, drafts: &[Draft], holds: &[Hold], observer: &mut O) -> Document {
    let first = &drafts[0];
    let (entry, payer, month) = (book.entry(first.plan.service), first.plan.row.payer, first.span.month);
    let hold = holds
        .iter()
        .filter(|h| h.provider == entry.rank.0 && h.payer == payer && h.months.0 <= month && h.months.1.is_none_or(|last| month <= last))
        .map(|h| h.code)
        .min_by_key(|code| (*code != Code::CommitmentMissing, *code));
    let mut sums = Sums::default();
    let lines = (1..).zip(drafts).map(|(number, draft)| line(book, draft, number, hold, &mut sums, observer)).collect();
    Document { provider: entry.facts.provider.clone(), payer, month, hold, lines }
}

fn line<O: Observer>(book: &Book, draft: &Draft, number: u32, hold: Option<Code>, sums: &mut Sums, observer: &mut O) -> Line {
    let (row, entry) = (draft.plan.row, book.entry(draft.plan.service));
    let choice = if draft.span.version.is_some() { entry.vat_published } else { entry.vat_agreed };
    let rate = draft.span.vat_rate;
    let vat_running = sum_of(&mut sums.vat, (choice.category, rate)).add(draft.net, rate);
    let vat = LineVat { category: choice.category, rate, amount: vat_running.after - vat_running.before };

    let base = draft.net - draft.own_payment;
    let share = &book.law.share;
    let running = match draft.outcome {
        Outcome::NotRefunded => None,
        Outcome::Refunded | Outcome::Undetermined => Some(sum_of(&mut sums.refund, (entry.facts.refund_rule, draft.outcome)).add(base, share.value)),
    };
    let half = running.map_or(Amount::ZERO, |running| running.after - running.before);
    let (amount, at_stake) = match draft.outcome {
        Outcome::Refunded => (half, Amount::ZERO),
        Outcome::NotRefunded => (Amount::ZERO, Amount::ZERO),
        Outcome::Undetermined => (Amount::ZERO, half),
    };
    let refund = LineRefund { outcome: draft.outcome, reason: draft.reason, amount, at_stake };
    let line = Line {
        row: row.number,
        row_id: row.row_id.clone(),
        number,
        service: entry.facts.clone(),
        payer: row.payer,
        month: draft.span.month,
        period: draft.days,
        quantity: draft.quantity,
        unit: draft.unit,
        unit_price: draft.unit_price,
        price_base_quantity: draft.base,
        net: draft.net,
        vat,
        own_payment: draft.own_payment,
        refund,
        tariff_version: draft.span.version.map(|version| entry.timeline.versions[version as usize].label.clone()),
        invoice_hold: hold,
        assumptions: draft.assumed,
    };
    observer.observe(row.number, draft.days, || Step::Vat {
        category: vat.category,
        rate,
        base: draft.net,
        vat: vat.amount,
        running: vat_running,
        source: (vat.category == VatCategory::Standard).then(|| book.law.vat_on(draft.days.first()).map(|rate| rate.source.clone())).flatten(),
    });
    observer.observe(row.number, draft.days, || Step::Refund {
        base,
        share: share.value,
        outcome: draft.outcome,
        amount,
        at_stake,
        running,
        source: running.map(|_| share.source.clone()),
    });
    observer.observe(row.number, draft.days, || Step::Cost { net: line.net, own_payment: line.own_payment, refund: amount, cost: line.cost() });
    if O::WATCHES {
        for code in draft.assumed.iter() {
            observer.observe(row.number, draft.days, || Step::Assumed(code));
        }
    }
    if let Some(code) = hold {
        observer.observe(row.number, draft.days, || Step::Hold(code));
    }
    line
}
