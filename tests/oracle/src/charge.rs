//! What is charged (R7), asked day by day, and the tariff faults (R3.4).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::Problem;
use crate::catalogue::look_up;
use crate::course::Course;
use crate::dates::{Month, days_in_month, each_day, ends_of, month_of, plus_days};
use crate::number::ONE;
use crate::policy::Policy;
use crate::refund::decide_alone;
use crate::rows::{Placed, Price};
use crate::unit::Unit;

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

/// R7.1, R7.7: whether a day-priced or month-priced row charges a day, whatever the window of time.
pub fn charges_day(row: &Placed, course: &Course, day: NaiveDate, policy: &Policy) -> bool {
    let first_only = row.service.day_count_first_only().unwrap_or(policy.day_count_first_only());
    let is_left_out = first_only && course.last == Some(day) && course.first != day;
    row.price.is_daily() && row.holds(day) && !is_left_out
}

/// R9.3d, R12.11: whether a day counts as one that the row bills: a charged day, at week, hour and course prices any day of the row.
pub fn bills_day(row: &Placed, course: &Course, day: NaiveDate, policy: &Policy) -> bool {
    match row.price {
        Price::Nothing => false,
        _ if row.price.is_daily() => charges_day(row, course, day, policy),
        _ => row.holds(day),
    }
}

/// R6.4: whether every day of a month is charged at month prices in rows of the course that are in the same document, whatever the window
/// of time.
pub fn is_whole_month(row: &Placed, placed: &[Placed], course: &Course, month: Month, policy: &Policy) -> bool {
    let is_with = |other: &Placed| other.payer() == row.payer() && other.service.provider == row.service.provider;
    let rows: Vec<&Placed> = course.rows.iter().map(|row| &placed[*row]).filter(|other| is_with(other)).collect();
    let is_charged = |day: NaiveDate| rows.iter().any(|row| row.price.unit() == Some(Unit::Month) && charges_day(row, course, day, policy));
    let (first, last) = ends_of(month);
    each_day(first, last).all(is_charged)
}

/// R6.4: the price of a day where a row is charged at a month price and the day's month is not whole.
pub fn day_price(row: usize, placed: &[Placed], course: &Course, day: NaiveDate, version: Option<usize>, policy: &Policy) -> Option<i128> {
    let this = &placed[row];
    if this.price.unit() != Some(Unit::Month) || is_whole_month(this, placed, course, month_of(day), policy) {
        return None;
    }
    this.versions[version?].day_price
}

/// R12.9: whether anything of the row is charged, whatever the window of time.
pub fn ever_charges(row: usize, placed: &[Placed], course: &Course, policy: &Policy) -> bool {
    let this = &placed[row];
    // An open row runs on: a week begins within seven days of its first.
    let last = this.last.unwrap_or(plus_days(this.first, 7));
    let endless = Frame { from: None, until: Some(last), as_of: None };
    each_day(this.first, last).any(|day| charge_begins_on(row, placed, course, day, policy, endless).is_some())
}

/// R7: whether something of the row begins to be charged on this one day, and the last day it pays for.
fn charge_begins_on(row: usize, placed: &[Placed], course: &Course, day: NaiveDate, policy: &Policy, frame: Frame) -> Option<NaiveDate> {
    let this = &placed[row];
    match this.price.unit()? {
        unit if unit.is_daily() => charges_day(this, course, day, policy).then_some(day),
        Unit::Week => {
            let starts = (day - course.first).num_days() % 7 == 0;
            let end = plus_days(day, 6);
            let is_cut = course.last.is_some_and(|last| end > last);
            let whole_only = this.service.whole_weeks_only().unwrap_or(policy.whole_weeks_only());
            (starts && !(is_cut && whole_only)).then_some(end)
        }
        Unit::Hour => (day == this.first).then(|| this.last_or(frame.until)),
        _ => (day == this.first && course.course_priced_row(placed) == Some(row)).then_some(day),
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

    if unit == Unit::Hour && (is_undated(this, &found, frame) || has_two_outcomes(this, placed, course, policy, frame)) {
        faults.push(this.reading.problem("error", "case.hours-undated", "last_day"));
    }
    let most = |(day, version): &(NaiveDate, Option<usize>)| day_price(row, placed, course, *day, *version, policy);
    if found.iter().any(|found| exceeds_price(this, unit, found, most(found))) {
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

/// R9.2, R7.4: hours whose days do not all have the same outcome.
fn has_two_outcomes(row: &Placed, placed: &[Placed], course: &Course, policy: &Policy, frame: Frame) -> bool {
    let begins_in_time = frame.until.is_none_or(|until| row.first <= until);
    let first_row = &placed[course.first_row()];
    let days = each_day(row.first, row.last_or(frame.until));
    let outcomes: BTreeSet<String> =
        days.filter_map(|day| decide_alone(row, course, first_row, day, policy)).map(|decision| decision.outcome).collect();
    begins_in_time && outcomes.len() > 1
}

/// R7.6: on a charged day more own payment than price.
fn exceeds_price(row: &Placed, unit: Unit, (day, version): &(NaiveDate, Option<usize>), day_price: Option<i128>) -> bool {
    let Some(own_payment) = row.reading.own_payment else {
        return false;
    };
    let (days, price) = match (unit, day_price) {
        (_, Some(price)) => (1, price),
        (Unit::Month, None) => (i128::from(days_in_month(month_of(*day))), row.unit_price(*version)),
        _ => (1, row.unit_price(*version)),
    };
    own_payment * days * (ONE / 100) > price
}
