//! Which days of a row are charged, and whether each of them has a price (R5, R7).

use crate::compile::book::Book;
use crate::compile::entitlement::Decide;
use crate::compile::table::{AGREED, Segment, segment_of};
use crate::compile::timeline::{Found, Holds};
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::contract::unit::{Covers, Unit};
use crate::model::day::{Day, MonthNumber};
use crate::model::fault::{Expected, Fault};
use crate::model::input::InputRow;
use crate::model::money::{Amount, UnitPrice};
use crate::passes::month::{Rows, is_last_day_free};
use crate::passes::plan::{Course, Plan};
use crate::passes::support::Support;
use rust_decimal::Decimal;

/// A row whose charged days are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Charging<'a> {
    pub book: &'a Book,
    pub row: &'a InputRow<'a>,
    /// The first row of its course.
    pub first_row: &'a InputRow<'a>,
    pub course: &'a Course,
    /// Whether it is the row that is charged where the price is per course.
    pub is_once: bool,
    pub until: Day,
}

impl Charging<'_> {
    /// Sets the charged days of the row's plan, as far as the window of time goes. Returns whether each of them has a price and nothing is wrong with it.
    #[inline(always)]
    pub fn set_days(&self, plan: &mut Plan) -> bool {
        let Charging { book, row, first_row, course, until, .. } = *self;
        let Some(unit) = plan.charge.unit() else {
            plan.to = Day::ABSENT;
            return true;
        };
        let table = &book.tables[plan.service as usize];
        plan.to = row.facts.last.min(until);
        match unit.covers() {
            Covers::Days => {
                if is_last_day_free(table, plan, course) && course.last == plan.to {
                    plan.to = plan.to.plus(-1);
                }
            }
            Covers::Weeks => {}
            // A row of hours is charged whole.
            Covers::Row if plan.from <= until => {
                plan.to = if row.facts.last == Day::OPEN { plan.to } else { row.facts.last };
            }
            Covers::Course if plan.from <= until && self.is_once => plan.to = plan.from,
            Covers::Row | Covers::Course => plan.to = Day::ABSENT,
        }
        if plan.to < plan.from {
            return true;
        }
        let segments = table.segments(plan.charge.is_agreed(), unit);
        let looked_up = plan.to.min(until);
        find_segment(plan, segments, looked_up)
            && match unit.covers() {
                Covers::Row => {
                    let at = plan.segment as usize;
                    MonthNumber::of(plan.from).last_day() >= plan.to
                        && is_one_price(segments, at, looked_up)
                        && is_one_outcome(&support(book, first_row, course), segments, at, plan)
                }
                Covers::Days => is_affordable(row, plan, segments, unit),
                Covers::Weeks | Covers::Course => true,
            }
    }
}

/// Sets the segment in which the charged days of a plan begin. Returns whether all days up to `to` have one price.
#[inline(always)]
pub(crate) fn find_segment(plan: &mut Plan, segments: &[Segment], to: Day) -> bool {
    let at = segment_of(segments, plan.from);
    plan.segment = at as u32; // a service has far fewer segments
    let first = &segments[at];
    first.is_priced() && (to <= first.last || are_priced(&segments[at + 1..], to))
}

/// Sets the charged days of a plan. Adds what is wrong to `faults`; returns whether there was anything.
#[inline]
pub(crate) fn charge(of: Rows<'_>, plan: &mut Plan, place: u32, until: Day, faults: &mut Vec<(u32, Fault)>) -> bool {
    let Rows { book, rows, plans, course } = of;
    let first_row = &rows[plans[course.plans.0 as usize].row as usize];
    let row = &rows[plan.row as usize];
    let charging = Charging { book, row, first_row, course, is_once: course.once == place, until };
    !charging.set_days(plan) && find_faults(&charging, of, plan, place, faults)
}

/// The price of a plan on a day of a segment, in 1/10,000 kr.
#[inline]
pub(crate) fn price_of(row: &InputRow<'_>, segment: &Segment) -> i64 {
    if segment.version == AGREED { row.facts.price } else { segment.price }
}

fn are_priced(segments: &[Segment], to: Day) -> bool {
    for segment in segments {
        if !segment.is_priced() {
            return false;
        }
        if segment.last >= to {
            return true;
        }
    }
    true
}

/// Whether all days have one version and one rate of VAT.
fn is_one_price(segments: &[Segment], at: usize, to: Day) -> bool {
    let first = &segments[at];
    let mut place = at;
    while segments[place].last < to {
        place += 1;
        if (segments[place].version, segments[place].vat_rate) != (first.version, first.vat_rate) {
            return false;
        }
    }
    true
}

#[inline]
fn support<'a>(book: &'a Book, first_row: &'a InputRow<'_>, course: &Course) -> Support<'a> {
    Support { rules: &book.rules, facts: &first_row.facts, course_first: course.first }
}

/// Whether the refund of all days of a row that is not priced per day or month has one outcome (R9.2).
fn is_one_outcome(support: &Support<'_>, segments: &[Segment], at: usize, plan: &Plan) -> bool {
    let (mut place, mut day, mut before) = (at, plan.from, None);
    loop {
        let segment = &segments[place];
        let last = segment.last.min(plan.to);
        let (outcome, last) = match segment.decide {
            // Windows decide prices per day and month only.
            Decide::Static | Decide::Window => (segment.outcome, last),
            Decide::MovedOut => (support.moved_out(day, last).outcome, last),
            Decide::Supported => {
                let decided = support.supported(day, last);
                (decided.outcome, decided.last)
            }
        };
        if before.is_some_and(|before| before != outcome) {
            return false;
        }
        if last >= plan.to {
            return true;
        }
        before = Some(outcome);
        day = last.plus(1);
        if day > segment.last {
            place += 1;
        }
    }
}

/// Whether the own payment surely is no more than the price: that of a day, in a part of a month too, or of the longest month.
#[inline]
pub(crate) fn is_affordable(row: &InputRow<'_>, plan: &Plan, segments: &[Segment], unit: Unit) -> bool {
    if row.facts.own_payment <= 0 {
        return true;
    }
    let days = if unit == Unit::Month { 31 } else { 1 };
    let own = i64::from(row.facts.own_payment) * 100;
    let mut place = plan.segment as usize;
    loop {
        let segment = &segments[place];
        if own * days > price_of(row, segment) || (segment.day_price > 0 && own > segment.day_price) {
            return false;
        }
        if segments[place].last >= plan.to {
            return true;
        }
        place += 1;
    }
}

/// Adds what is wrong with the days of a plan that have been set; returns whether there was anything.
#[cold]
#[inline(never)]
pub(crate) fn find_faults(charging: &Charging<'_>, of: Rows<'_>, plan: &Plan, place: u32, faults: &mut Vec<(u32, Fault)>) -> bool {
    let Charging { book, row, first_row, until, .. } = *charging;
    let Some(unit) = plan.charge.unit() else { return false };
    let before = faults.len();
    let segments = book.tables[plan.service as usize].segments(plan.charge.is_agreed(), unit);
    let found = Finder { of, row, first_row, plan, segments, until };
    found.holes(|fault| faults.push((row.case, fault)));
    if unit.is_daily() {
        faults.extend(found.own_payment(place).map(|fault| (row.case, fault)));
    }
    faults.len() > before
}

/// Finds what is wrong with the prices of a row. Slow, and called only where something may be wrong.
struct Finder<'a> {
    of: Rows<'a>,
    row: &'a InputRow<'a>,
    first_row: &'a InputRow<'a>,
    plan: &'a Plan,
    segments: &'a [Segment],
    until: Day,
}

/// A run of days, or of starting weeks, for which no single price is found.
struct Hole {
    found: Found,
    first: Day,
    last: Day,
}

impl Finder<'_> {
    #[cold]
    #[inline(never)]
    fn holes(&self, mut push: impl FnMut(Fault)) {
        let mut holes: Vec<Hole> = Vec::new();
        let mut hole = |found: Found, first: Day, last: Day, step: i32| match holes.last_mut() {
            Some(hole) if hole.found.fault() == found.fault() && hole.last.plus(step) == first => hole.last = last,
            _ => holes.push(Hole { found, first, last }),
        };
        let plan = self.plan;
        let mut prices = Vec::new();
        match plan.charge.covers() {
            Some(Covers::Weeks) => {
                let (course, whole_weeks_only) = (self.of.course, self.of.book.tables[plan.service as usize].whole_weeks_only);
                let mut start = first_week(course, plan.from);
                while start <= plan.to && !(whole_weeks_only && start.plus(6) > course.last) {
                    let segment = &self.segments[segment_of(self.segments, start)];
                    if !segment.is_priced() {
                        hole(segment.found, start, start, 7);
                    }
                    start = start.plus(7);
                }
            }
            Some(_) => {
                let (mut day, to) = (plan.from, plan.to.min(self.until));
                while day <= to {
                    let segment = &self.segments[segment_of(self.segments, day)];
                    let last = segment.last.min(to);
                    if segment.is_priced() {
                        prices.push((segment.version, segment.vat_rate));
                    } else {
                        hole(segment.found, day, last, 1);
                    }
                    day = last.plus(1);
                }
            }
            None => {}
        }
        prices.dedup();
        if plan.charge.covers() == Some(Covers::Row)
            && (MonthNumber::of(plan.from).last_day() < plan.to || prices.len() > 1 || self.has_two_outcomes())
        {
            let value = self.row.facts.last.known().map_or_else(String::new, |day| day.to_string());
            push(Fault::new(Code::CaseHoursUndated, self.row.number, Column::LastDay, value, Expected::DatedHours));
        }
        for hole in &holes {
            push(self.hole_fault(hole));
        }
    }

    /// Whether days of the row have different outcomes.
    fn has_two_outcomes(&self) -> bool {
        let at = segment_of(self.segments, self.plan.from);
        !is_one_outcome(&support(self.of.book, self.first_row, self.of.course), self.segments, at, self.plan)
    }

    fn hole_fault(&self, hole: &Hole) -> Fault {
        let timeline = &self.of.book.entry(self.plan.service).timeline;
        let label = |version: u32| timeline.versions[version as usize].label.to_string();
        let expected = match hole.found {
            Found::Holds(Holds::Tie(a, b)) => Expected::OneVersion(label(a), label(b)),
            Found::Holds(Holds::Version(_)) | Found::None | Found::Ended => Expected::Covered(timeline.covered(), self.of.book.knowledge.day()),
        };
        let value = format!("{}/{}", hole.first.date(), hole.last.date());
        Fault::new(hole.found.fault().unwrap_or(Code::TariffNone), self.row.number, Column::FirstDay, value, expected)
    }

    /// The fault of a row whose own payment exceeds the price on any of its days (R7.6).
    #[cold]
    #[inline(never)]
    fn own_payment(&self, place: u32) -> Option<Fault> {
        let own = self.row.facts.own_payment()?;
        let mut day = self.plan.from;
        while day <= self.plan.to {
            let segment = &self.segments[segment_of(self.segments, day)];
            let month = MonthNumber::of(day);
            let (price, days) = match self.plan.charge.unit() {
                Some(Unit::Month) if segment.day_price > 0 && !self.of.is_whole(place, month) => (segment.day_price, 1),
                Some(Unit::Month) => (price_of(self.row, segment), month.days()),
                _ => (price_of(self.row, segment), 1),
            };
            // In 1/10,000 kr; a month's price is compared with the own payment of all its days, so that splitting a row changes nothing.
            if segment.is_priced() && own.ore() * 100 * i64::from(days) > price {
                let per_day = UnitPrice::from_units(price).to_decimal() / Decimal::from(days);
                let most = per_day.round_dp_with_strategy(Amount::SCALE, rust_decimal::RoundingStrategy::ToZero);
                let expected = Expected::OwnPaymentAtMost(most);
                return Some(Fault::new(Code::OwnPaymentExceedsPrice, self.row.number, Column::OwnPaymentPerDay, own.to_string(), expected));
            }
            day = segment.last.min(month.last_day()).min(self.plan.to).plus(1);
        }
        None
    }
}

/// The first week of a course that begins on `day` or later (R7.3).
#[inline]
pub(crate) fn first_week(course: &Course, day: Day) -> Day {
    course.first.plus((day.since(course.first) + 6) / 7 * 7)
}
