//! Spans: the charged days of one row within one month, at one price and one rate of VAT (R5, R7).

use crate::compile::book::{Book, Entry};
use crate::compile::timeline::{Found, Holds};
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::calendar::{Month, Period, plus_days};
use crate::model::catalogue::Unit;
use crate::model::fault::{Expected, Fault};
use crate::model::money::{Percent, Quantity};
use crate::model::period::ReportingPeriod;
use crate::model::policy::{DayCount, StartedWeek};
use crate::passes::choice::Charge;
use crate::passes::course::{Course, Plan};
use crate::result::line::VatCategory;
use chrono::NaiveDate;

/// Spans for which room is made at once: most rows lie within a year.
const MOSTLY: usize = 13;

/// Charged days of one row with one price.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub period: Period,
    pub month: Month,
    /// Tariff version; `None`: the agreed price.
    pub version: Option<u32>,
    pub vat_rate: Percent,
    pub units: Units,
}

/// What is counted in a span.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Units {
    /// Days, at a price per day.
    Days,
    /// Days, at a price per month.
    MonthDays,
    /// Weeks that begin in the span; whether the course's end cuts the last of them.
    Weeks(u32, bool),
    /// Hours as given.
    Hours(Quantity),
    /// The course, once.
    Course,
}

/// The charged days of a row priced per day or month, as far as the window goes (R7.1).
pub(crate) fn charged_days(book: &Book, course: &Course, plan: &Plan, request: &ReportingPeriod) -> Option<Period> {
    let row = plan.row;
    let reach = request.reach(row.first_day, row.last_day)?;
    let last_is_free = last_day_is_free(book, course) && course.last == Some(reach.last());
    if last_is_free { Period::new(reach.first(), plus_days(reach.last(), -1)) } else { Some(reach) }
}

/// Whether the last day of the course, if it has one, is left out: only when it is not its first day too.
pub(crate) fn last_day_is_free(book: &Book, course: &Course) -> bool {
    book.policy.day_count.value == DayCount::FirstOnly && course.last.is_some_and(|last| last > course.first)
}

/// The spans of one row in order of days; days without a tariff go to `faults`.
pub(crate) fn spans(book: &Book, course: &Course, plan: &Plan, request: &ReportingPeriod, faults: &mut Vec<Fault>) -> Vec<Span> {
    let mut cutter = Cutter { book, entry: book.entry(plan.service), plan, spans: Vec::new(), holes: Vec::new() };
    match plan.charge.unit() {
        None => {}
        Some(Unit::Day | Unit::Month) => {
            if let Some(days) = charged_days(book, course, plan, request) {
                cutter.days(days);
            }
        }
        Some(Unit::Week) => cutter.weeks(course, request),
        Some(Unit::Hour) => cutter.hours(request, faults),
        Some(Unit::Course) => cutter.course(course, request),
    }
    let Cutter { holes, spans, .. } = cutter;
    for hole in holes {
        faults.push(hole_fault(book, plan, hole));
    }
    spans
}

/// A run of days (or starting weeks) for which no single price is found.
#[derive(Clone, Copy)]
struct Hole {
    found: Found,
    first: NaiveDate,
    last: NaiveDate,
}

/// What a day is priced by.
#[derive(Clone, Copy, PartialEq)]
struct DayPrice {
    version: Option<u32>,
    vat_rate: Percent,
}

struct Cutter<'a> {
    book: &'a Book,
    entry: &'a Entry,
    plan: &'a Plan<'a>,
    spans: Vec<Span>,
    holes: Vec<Hole>,
}

impl Cutter<'_> {
    /// The price of `day` and the last day that has the same, or why there is none.
    fn price_on(&self, day: NaiveDate) -> (Result<DayPrice, Found>, NaiveDate) {
        let (version, mut last) = match self.plan.charge {
            Charge::Published(_) => match self.entry.timeline.at(day) {
                (Found::Holds(Holds::Version(version)), last) => (Some(version), last),
                (found, last) => return (Err(found), last),
            },
            Charge::Agreed(_) | Charge::Included | Charge::Free => (None, NaiveDate::MAX),
        };
        let vat = if version.is_some() { self.entry.vat_published } else { self.entry.vat_agreed };
        let vat_rate = match vat.category {
            VatCategory::Exempt => Percent::default(),
            VatCategory::Standard => match self.book.law.vat_on(day) {
                Some(rate) => {
                    last = last.min(rate.to);
                    rate.value
                }
                // The law's rates have no hole inside: this is a day before the first of them, or after the last.
                None => return (Err(Found::None), day),
            },
        };
        (Ok(DayPrice { version, vat_rate }), last)
    }

    fn days(&mut self, days: Period) {
        let units = if self.plan.charge.unit() == Some(Unit::Month) { Units::MonthDays } else { Units::Days };
        let mut day = days.first();
        self.spans.reserve(MOSTLY);
        while day <= days.last() {
            let (price, same_until) = self.price_on(day);
            match price {
                Ok(price) => {
                    let month = Month::of(day);
                    let last = same_until.min(month.last_day()).min(days.last());
                    self.push(day, last, month, price, units);
                    day = plus_days(last, 1);
                }
                Err(found) => {
                    let last = same_until.min(days.last());
                    self.hole(found, day, last, 1);
                    day = plus_days(last, 1);
                }
            }
        }
    }

    /// Weeks that begin in the row, counted from the course's first day (R7.3).
    fn weeks(&mut self, course: &Course, request: &ReportingPeriod) {
        let row = self.plan.row;
        let Some(reach) = request.reach(row.first_day, row.last_day) else { return };
        let into = crate::model::calendar::days_between(course.first, reach.first());
        let mut start = plus_days(course.first, (into + 6) / 7 * 7);
        let mut run: Option<(NaiveDate, NaiveDate, u32, Month, DayPrice, bool)> = None;
        while start <= reach.last() {
            let end = plus_days(start, 6);
            let is_cut = course.last.is_some_and(|last| end > last);
            if is_cut && self.book.policy.started_week.value == StartedWeek::WholeWeeksOnly {
                break; // only the last week of a course is cut
            }
            let (price, _) = self.price_on(start);
            match price {
                Ok(price) => {
                    let month = Month::of(start);
                    run = match run {
                        Some((first, _, weeks, same, at, _)) if same == month && at == price => Some((first, end, weeks + 1, month, price, is_cut)),
                        other => {
                            self.flush(other);
                            Some((start, end, 1, month, price, is_cut))
                        }
                    };
                }
                Err(found) => {
                    self.flush(run.take());
                    self.hole(found, start, start, 7);
                }
            }
            start = plus_days(start, 7);
        }
        self.flush(run);
    }

    fn flush(&mut self, run: Option<(NaiveDate, NaiveDate, u32, Month, DayPrice, bool)>) {
        if let Some((first, last, weeks, month, price, is_cut)) = run {
            let last = self.plan.row.last_day.map_or(last, |row_last| row_last.min(last));
            self.push(first, last, month, price, Units::Weeks(weeks, is_cut));
        }
    }

    /// Hours belong to one month and one tariff (R7.4).
    fn hours(&mut self, request: &ReportingPeriod, faults: &mut Vec<Fault>) {
        let row = self.plan.row;
        let (Some(hours), true) = (row.hours, request.until.is_none_or(|until| row.first_day <= until)) else { return };
        let last = row.last_day.or(request.until).unwrap_or(row.first_day);
        let month = Month::of(row.first_day);
        let mut undated = last > month.last_day();
        let (mut day, mut first_price) = (row.first_day, None);
        let looked_up = last.min(request.until.unwrap_or(last));
        while day <= looked_up {
            let (price, same_until) = self.price_on(day);
            let same_until = same_until.min(looked_up);
            match price {
                Ok(price) => undated |= *first_price.get_or_insert(price) != price,
                Err(found) => self.hole(found, day, same_until, 1),
            }
            day = plus_days(same_until, 1);
        }
        if let (Some(price), true, false) = (first_price, self.holes.is_empty(), undated) {
            self.push(row.first_day, last, month, price, Units::Hours(hours));
        }
        if undated {
            let value = row.last_day.map_or_else(String::new, |day| day.to_string());
            faults.push(Fault::new(Code::CaseHoursUndated, row.number, Column::LastDay, value, Expected::DatedHours));
        }
    }

    /// The course is charged once, on the first day of its first row priced per course (R7.5).
    fn course(&mut self, course: &Course, request: &ReportingPeriod) {
        let row = self.plan.row;
        let is_charged = course.charged_once().is_some_and(|plan| plan.row.number == row.number);
        if !is_charged || request.until.is_some_and(|until| row.first_day > until) {
            return;
        }
        match self.price_on(row.first_day).0 {
            Ok(price) => self.push(row.first_day, row.first_day, Month::of(row.first_day), price, Units::Course),
            Err(found) => self.hole(found, row.first_day, row.first_day, 1),
        }
    }

    fn push(&mut self, first: NaiveDate, last: NaiveDate, month: Month, price: DayPrice, units: Units) {
        if let Some(period) = Period::new(first, last) {
            self.spans.push(Span { period, month, version: price.version, vat_rate: price.vat_rate, units });
        }
    }

    /// Notes a hole, joined with the one before it when that is `step` days earlier and of the same kind.
    fn hole(&mut self, found: Found, first: NaiveDate, last: NaiveDate, step: i64) {
        match self.holes.last_mut() {
            Some(hole) if hole.found.fault() == found.fault() && plus_days(hole.last, step) == first => hole.last = last,
            _ => self.holes.push(Hole { found, first, last }),
        }
    }
}

fn hole_fault(book: &Book, plan: &Plan, hole: Hole) -> Fault {
    let entry = book.entry(plan.service);
    let versions = &entry.timeline.versions;
    let expected = match hole.found {
        Found::Holds(Holds::Tie(a, b)) => Expected::OneVersion(versions[a as usize].label.to_string(), versions[b as usize].label.to_string()),
        Found::Holds(Holds::Version(_)) | Found::None | Found::Ended => Expected::Covered(entry.timeline.covered()),
    };
    let value = format!("{}/{}", hole.first, hole.last);
    Fault::new(hole.found.fault().unwrap_or(Code::TariffNone), plan.row.number, Column::FirstDay, value, expected)
}
