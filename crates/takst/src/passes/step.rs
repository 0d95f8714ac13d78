//! The steps behind a line, built from its figures.

use crate::compile::table::AGREED;
use crate::contract::code::Code;
use crate::contract::unit::{Covers, Unit};
use crate::model::calendar::Period;
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::model::source::Source;
use crate::passes::document::Rounded;
use crate::passes::document::Trace;
use crate::passes::month::is_last_day_free;
use crate::passes::refund::Decider;
use crate::passes::support::{Decided, Facts};
use crate::result::facts::LineFacts;
use crate::result::line::{Outcome, VatCategory};
use crate::result::trace::{Charged, Running, Step};
use chrono::NaiveDate;

/// Every step behind a line, in order.
pub(crate) fn steps(decider: &Decider<'_>, row: &InputRow<'_>, line: &LineFacts, trace: &Trace, parts: &[Decided], rounded: &Rounded) -> Vec<Step> {
    let builder = StepBuilder { decider, row, line, trace };
    let facts = &decider.book.entry(line.service).facts;
    let mut steps = vec![
        Step::Course { first: trace.course.first.date(), last: trace.course.last.known() },
        builder.price(),
        Step::Charged(builder.charged()),
        builder.net(),
    ];
    if trace.plan.charge.is_daily() {
        let amount = Amount::from_ore(line.own_payment);
        steps.push(Step::OwnPayment { per_day: row.facts.own_payment(), days: line.days().unsigned_abs(), amount });
    }
    steps.extend(parts.iter().map(|part| Step::RefundDecided {
        days: period(part.first, part.last),
        rule: facts.refund_rule,
        outcome: part.outcome,
        reason: part.reason,
        facts: decider.facts(part.facts),
        source: builder.refund_source(part),
    }));
    steps.extend([builder.vat(rounded), builder.refund(rounded), builder.cost()]);
    steps.extend(line.assumptions.iter().map(Step::Assumed));
    steps.extend(line.hold.map(Step::Hold));
    steps
}

fn period(first: Day, last: Day) -> Period {
    Period::new(first.date(), last.date()).unwrap_or_else(|| Period::of(first.date()))
}

/// Builds the steps of one line.
struct StepBuilder<'a> {
    decider: &'a Decider<'a>,
    row: &'a InputRow<'a>,
    line: &'a LineFacts,
    trace: &'a Trace,
}

impl StepBuilder<'_> {
    fn price(&self) -> Step {
        let (book, line) = (self.decider.book, self.line);
        let entry = book.entry(line.service);
        let unit = self.trace.plan.charge.unit().unwrap_or(line.unit);
        let price = UnitPrice::from_units(line.unit_price);
        if line.version == AGREED {
            let over_hours = entry.kind.unit().and(self.row.facts.hours_per_week().zip(entry.included_hours));
            return Step::AgreedPrice { price, unit, over_hours };
        }
        let version = &entry.timeline.versions[line.version as usize];
        // A share of the price per month is charged for the days of the month, a day in a part of one by itself.
        let is_of_a_day = unit == Unit::Month && line.unit == Unit::Day && line.base == 1;
        Step::Tariff {
            version: version.label.clone(),
            from: version.from,
            to: (version.to < NaiveDate::MAX).then_some(version.to),
            price,
            unit: if is_of_a_day { Unit::Day } else { unit },
            month_price: is_of_a_day.then_some(version.price),
            source: book.tariff(entry, version).source.clone(),
            known_from: version.known_from,
            passed_over: entry.timeline.passed_over(line.first.date(), line.version),
        }
    }

    fn charged(&self) -> Charged {
        let (line, course) = (self.line, &self.trace.course);
        let days = line.days().unsigned_abs();
        let table = &self.decider.book.tables[line.service as usize];
        let last_day_free = is_last_day_free(table, &self.trace.plan, course) && line.last.plus(1) == course.last;
        match (self.trace.plan.charge.unit(), line.unit) {
            (Some(Unit::Month), Unit::Month) => Charged::WholeMonth,
            (Some(Unit::Month), _) => Charged::MonthPart { days, of: line.month.days().unsigned_abs(), last_day_free },
            (_, unit) if unit.is_daily() => Charged::Days { days, last_day_free },
            (_, unit) if unit.covers() == Covers::Weeks => {
                let weeks = (line.quantity / 100).unsigned_abs();
                Charged::Weeks { weeks, last_is_cut: line.first.plus(line.quantity / 100 * 7 - 1) > course.last }
            }
            (_, unit) if unit.covers() == Covers::Row => Charged::Hours(Quantity::from_units(i64::from(line.quantity))),
            _ => Charged::Course,
        }
    }

    fn net(&self) -> Step {
        let line = self.line;
        Step::Net {
            quantity: Quantity::from_units(i64::from(line.quantity)),
            unit_price: UnitPrice::from_units(line.unit_price),
            base: Quantity::whole(u32::from(line.base)),
            net: Amount::from_ore(line.net),
            running: self.trace.month.map(|(before, after)| Running { before: Amount::from_ore(before), after: Amount::from_ore(after) }),
        }
    }

    /// Source of what decided the refund of some days: of a figure of the law the version that decided.
    fn refund_source(&self, part: &Decided) -> Option<Source> {
        let book = self.decider.book;
        match part.reason {
            Code::RefundWithinCap | Code::RefundCapReached | Code::RefundCitizenIncomplete | Code::RefundWindowNotBegun | Code::RefundUnit => {
                let day = match part.facts {
                    Facts::Window { start, .. } if book.rules.cap_of_window_start => start,
                    _ => part.first,
                };
                book.law.cap_on(day.date()).map(|cap| cap.source.clone())
            }
            Code::RefundNoDischarge
            | Code::RefundNotDecided
            | Code::RefundDischargedBeforeReform
            | Code::RefundTwoYearsOver
            | Code::RefundDecisionUnknown
            | Code::RefundAfter107
            | Code::RefundWithinTwoYears => Some(book.law.support_months.source.clone()),
            // No figure of the law holds on these days but the share itself. What the service says of its refund is nearer.
            Code::RefundBeforeReform | Code::RefundNoCap | Code::RefundMovedOut | Code::RefundGapTooLong | Code::RefundNoPriorStay => {
                let (provider, service) = book.place(self.line.service);
                let own = service.sources.get("refund").or(provider.sources.get("refund"));
                Some(own.unwrap_or(&book.law.share(self.line.rule).source).clone())
            }
            // The service's own source says what there is to say.
            _ => None,
        }
    }

    fn vat(&self, rounded: &Rounded) -> Step {
        let line = self.line;
        let law = &self.decider.book.law;
        let exemption = self.decider.book.entry(line.service).exemption;
        let (number, source) = match line.vat_category {
            VatCategory::Standard => (None, law.vat_on(line.first.date()).map(|rate| rate.source.clone())),
            VatCategory::Exempt => {
                law.exemptions.iter().find(|(code, ..)| Some(*code) == exemption).map(|(_, number, source)| (*number, source.clone())).unzip()
            }
        };
        let before = Amount::from_ore(rounded.vat_before);
        Step::Vat {
            category: line.vat_category,
            rate: Percent::from_units(i64::from(line.vat_rate)),
            base: Amount::from_ore(line.net),
            vat: Amount::from_ore(line.vat),
            running: Running { before, after: before + Amount::from_ore(line.vat) },
            number,
            source,
        }
    }

    fn refund(&self, rounded: &Rounded) -> Step {
        let line = self.line;
        let share = self.decider.book.law.share(line.rule);
        let part = if line.outcome == Outcome::Refunded { line.refund } else { line.at_stake };
        let running = rounded.refund_before.map(|before| Running { before: Amount::from_ore(before), after: Amount::from_ore(before + part) });
        Step::Refund {
            base: Amount::from_ore(rounded.base),
            share: share.value,
            outcome: line.outcome,
            amount: Amount::from_ore(line.refund),
            at_stake: Amount::from_ore(line.at_stake),
            running,
            source: running.map(|_| share.source.clone()),
        }
    }

    fn cost(&self) -> Step {
        let line = self.line;
        Step::Cost {
            net: Amount::from_ore(line.net),
            own_payment: Amount::from_ore(line.own_payment),
            refund: Amount::from_ore(line.refund),
            cost: Amount::from_ore(line.cost()),
        }
    }
}
