//! What is charged (R7), asked day by day, and the tariff faults (R3.4).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::Problem;
use crate::catalogue::look_up;
use crate::cells::Unit;
use crate::course::Course;
use crate::dates::{days_in_month, each_day, month_of, plus_days};
use crate::number::ONE;
use crate::policy::Policy;
use crate::rows::{Placed, Price};

/// The window of time and the day of knowledge (R11, R5.1).
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub as_of: Option<NaiveDate>,
}

/// One day, week, row of hours or course price that is charged.
#[derive(Clone, Copy, Debug)]
pub struct Charge {
    /// The day that is looked up and whose month it belongs to.
    pub first: NaiveDate,
    /// The last day it pays for; of a week the seventh, also where the row ends before.
    pub last: NaiveDate,
    pub version: Option<usize>,
}

/// R7.1: whether a day-priced or month-priced row charges a day, whatever the window of time.
pub fn charges_day(row: &Placed, course: &Course, day: NaiveDate, policy: &Policy) -> bool {
    let inside = row.first <= day && row.last.is_none_or(|last| day <= last);
    let is_left_out = policy.day_count_first_only() && course.last == Some(day) && course.first != day;
    row.price.is_daily() && inside && !is_left_out
}

/// R7: whether something of the row begins to be charged on this one day, and the last day it pays for.
fn charge_begins_on(row: usize, placed: &[Placed], course: &Course, day: NaiveDate, policy: &Policy, frame: Frame) -> Option<NaiveDate> {
    let this = &placed[row];
    match this.price.unit()? {
        Unit::Day | Unit::Month => charges_day(this, course, day, policy).then_some(day),
        Unit::Week => {
            let starts = (day - course.first).num_days() % 7 == 0;
            let end = plus_days(day, 6);
            let is_cut = course.last.is_some_and(|last| end > last);
            (starts && !(is_cut && policy.whole_weeks_only())).then_some(end)
        }
        Unit::Hour => (day == this.first).then(|| this.last_or(frame.until)),
        Unit::Course => (day == this.first && course.course_priced_row(placed) == Some(row)).then_some(day),
    }
}

/// R11: the days of a row up to the end of the window of time.
fn days_until(row: &Placed, frame: Frame) -> impl Iterator<Item = NaiveDate> {
    let last = row.last_or(frame.until);
    each_day(row.first, frame.until.map_or(last, |until| last.min(until)))
}

/// Everything a row charges, in order of days. Only for rows that R3.4 let pass.
pub fn charges_of(row: usize, placed: &[Placed], course: &Course, policy: &Policy, frame: Frame) -> Vec<Charge> {
    let this = &placed[row];
    let mut charges = Vec::new();
    for day in days_until(this, frame) {
        let Some(last) = charge_begins_on(row, placed, course, day, policy, frame) else {
            continue;
        };
        let version = match this.price {
            Price::Published(_) => Some(look_up(&this.versions, frame.as_of, day).expect("R3.4 found a version for every charge")),
            _ => None,
        };
        charges.push(Charge { first: day, last, version });
    }
    charges
}

/// R3.4 and R5: the tariff faults of a row.
pub fn tariff_faults(row: usize, placed: &[Placed], course: &Course, policy: &Policy, frame: Frame) -> Vec<Problem> {
    let this = &placed[row];
    let Some(unit) = this.price.unit() else {
        return Vec::new();
    };

    // Hours may lie on any day of their row, so each of its days needs the tariff; all else is looked up where it is charged.
    let is_charged = |day: &NaiveDate| charge_begins_on(row, placed, course, *day, policy, frame).is_some();
    let days: Vec<NaiveDate> = match unit {
        Unit::Hour => days_until(this, frame).collect(),
        _ => days_until(this, frame).filter(is_charged).collect(),
    };

    let mut faults = Vec::new();
    let mut found = Vec::new();
    let mut run: Option<(&'static str, NaiveDate, NaiveDate)> = None;
    let end_run = |run: Option<(&'static str, NaiveDate, NaiveDate)>, faults: &mut Vec<Problem>| {
        if let Some((code, first, last)) = run {
            faults.push(this.reading.problem_of("error", code, "first_day", format!("{first}/{last}")));
        }
    };
    let step = if unit == Unit::Week { 7 } else { 1 };
    for day in &days {
        let answer = match this.price {
            Price::Published(_) => look_up(&this.versions, frame.as_of, *day).map(Some),
            _ => Ok(None),
        };
        run = match (answer, run) {
            (Ok(version), run) => {
                found.push((*day, version));
                end_run(run, &mut faults);
                None
            }
            (Err(code), Some((same, first, last))) if code == same && plus_days(last, step) == *day => Some((code, first, *day)),
            (Err(code), run) => {
                end_run(run, &mut faults);
                Some((code, *day, *day))
            }
        };
    }
    end_run(run, &mut faults);

    if unit == Unit::Hour && is_undated(this, &found, frame) {
        faults.push(this.reading.problem("error", "case.hours-undated", "last_day"));
    }
    if exceeds_price(this, unit, &found) {
        faults.push(this.reading.problem("error", "own-payment.exceeds-price", "own_payment_per_day"));
    }
    faults
}

/// R7.4: hours whose days cross a month end or a tariff change.
fn is_undated(row: &Placed, found: &[(NaiveDate, Option<usize>)], frame: Frame) -> bool {
    let begins_in_time = frame.until.is_none_or(|until| row.first <= until);
    let crosses_month = month_of(row.first) != month_of(row.last_or(frame.until));
    let versions: BTreeSet<Option<usize>> = found.iter().map(|(_, version)| *version).collect();
    begins_in_time && (crosses_month || versions.len() > 1)
}

/// R7.6: on any charged day more own payment than price.
fn exceeds_price(row: &Placed, unit: Unit, found: &[(NaiveDate, Option<usize>)]) -> bool {
    let Some(own_payment) = row.reading.own_payment else {
        return false;
    };
    found.iter().any(|(day, version)| {
        let days = match unit {
            Unit::Month => i128::from(days_in_month(month_of(*day))),
            _ => 1,
        };
        own_payment * days * (ONE / 100) > row.unit_price(*version)
    })
}
