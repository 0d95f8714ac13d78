//! What should be over some of the days of a line (D12.7).

use crate::contract::unit::{Covers, Unit};
use crate::document::control::days::Days;
use crate::document::control::ours::extent;
use crate::document::line::DocumentLine;
use crate::model::calendar::{days_between, plus_days};
use crate::model::money::{Amount, Quantity};
use chrono::NaiveDate;

const DAYS_A_WEEK: i64 = 7;
const ONE: i64 = 100;
/// Units of a price, 1/10,000 kr., in an øre.
const PRICE_IN_ORE: i128 = 100;
/// Hundredths of a percent in a whole.
const WHOLE: i128 = 10_000;

/// The parts of a line that lie on these days, one for each run; the whole line where it lies on them with all its days.
///
/// Parts are cut on the running sum of the line, so that the parts of any cut add up to its net. A week goes by its first day. Lines of hours and
/// courses are not cut.
pub(crate) fn parts(line: &DocumentLine, days: &Days) -> Vec<DocumentLine> {
    let all = Days::of(extent(line));
    let shared = all.and(days);
    if shared.is_empty() {
        return Vec::new();
    }
    if shared == all || !line.is_by_days() {
        return vec![line.clone()];
    }
    let count = steps(line);
    let mut parts = Vec::new();
    let mut begun: Option<i64> = None;
    for step in 0..=count {
        let is_in = step < count && shared.runs().iter().any(|run| run.contains(day_of(line, step)));
        match (begun, is_in) {
            (None, true) => begun = Some(step),
            (Some(from), false) => {
                parts.push(part(line, from, step, count));
                begun = None;
            }
            _ => {}
        }
    }
    parts
}

/// Whether all of a line lies on these days: a week by its first day, hours and courses by any.
pub(crate) fn is_covered(line: &DocumentLine, days: &Days) -> bool {
    if !line.is_by_days() {
        return !Days::of(line.period()).and(days).is_empty();
    }
    (0..steps(line)).all(|step| days.runs().iter().any(|run| run.contains(day_of(line, step))))
}

fn is_weekly(line: &DocumentLine) -> bool {
    line.unit.covers() == Covers::Weeks
}

/// Days, or weeks, of a line.
fn steps(line: &DocumentLine) -> i64 {
    if is_weekly(line) { (line.quantity.units() / ONE).max(1) } else { days_between(line.first_day, line.last_day) + 1 }
}

/// The day by which a step goes.
fn day_of(line: &DocumentLine, step: i64) -> NaiveDate {
    plus_days(line.first_day, if is_weekly(line) { step * DAYS_A_WEEK } else { step })
}

fn part(line: &DocumentLine, from: i64, to: i64, count: i64) -> DocumentLine {
    let last_day = if is_weekly(line) { line.last_day.min(plus_days(day_of(line, to), -1)) } else { plus_days(day_of(line, to), -1) };
    let mut part = DocumentLine {
        first_day: day_of(line, from),
        last_day: last_day.max(day_of(line, from)),
        quantity: Quantity::from_units((to - from) * ONE),
        net: Amount::from_ore(net_until(line, to, count) - net_until(line, from, count)),
        ..line.clone()
    };
    part.vat.amount = Amount::from_ore(vat_until(line, to, count) - vat_until(line, from, count));
    if line.unit == Unit::Month {
        (part.unit, part.price_base_quantity) = (Unit::Day, Quantity::from_units(count * ONE));
    }
    part
}

/// Net of the first steps of a line; of all of them its own net.
fn net_until(line: &DocumentLine, steps: i64, count: i64) -> i64 {
    if steps == count {
        return line.net.ore();
    }
    let base = if line.unit == Unit::Month { count } else { (line.price_base_quantity.units() / ONE).max(1) };
    rounded(i128::from(line.unit_price.units()) * i128::from(steps), PRICE_IN_ORE * i128::from(base))
}

fn vat_until(line: &DocumentLine, steps: i64, count: i64) -> i64 {
    if steps == count {
        return line.vat.amount.ore();
    }
    rounded(i128::from(net_until(line, steps, count)) * i128::from(line.vat.rate.units()), WHOLE)
}

/// A quotient, rounded half away from zero; the divisor is positive.
pub(crate) fn rounded(dividend: i128, divisor: i128) -> i64 {
    let half = if dividend < 0 { -divisor } else { divisor };
    i64::try_from((2 * dividend + half) / (2 * divisor)).unwrap_or(i64::MAX)
}
