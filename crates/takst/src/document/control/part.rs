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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::words::VatCategory;
    use crate::model::calendar::Period;
    use crate::model::money::{Percent, UnitPrice};
    use crate::result::line::LineVat;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, day).expect("a day")
    }

    /// A line of January 2024 with 25 % VAT: price in kroner, net and VAT in øre.
    fn line(days: (u32, u32), quantity: u32, unit: Unit, price: i64, (net, vat): (i64, i64)) -> DocumentLine {
        let (net, amount) = (Amount::from_ore(net), Amount::from_ore(vat));
        DocumentLine {
            service: "m/ydelse".into(),
            first_day: day(days.0),
            last_day: day(days.1),
            quantity: Quantity::whole(quantity),
            unit,
            unit_price: UnitPrice::from_units(price * 10_000),
            price_base_quantity: Quantity::whole(1),
            net,
            vat: LineVat { category: VatCategory::Standard, rate: Percent::from_units(2_500), amount, exemption: None },
        }
    }

    fn on(runs: &[(u32, u32)]) -> Days {
        runs.iter().filter_map(|(first, last)| Period::new(day(*first), day(*last))).collect()
    }

    #[test]
    fn days_of_a_day_price() {
        // 31 days at 100 kr. and 25 kr. VAT.
        let all = line((1, 31), 31, Unit::Day, 100, (310_000, 77_500));
        let wanted = [line((5, 10), 6, Unit::Day, 100, (60_000, 15_000)), line((20, 31), 12, Unit::Day, 100, (120_000, 30_000))];
        assert_eq!(parts(&all, &on(&[(5, 10), (20, 31)])), wanted);
        assert_eq!(parts(&all, &on(&[(1, 31)])), [all]);
    }

    #[test]
    fn days_of_a_month_price_are_cut_on_its_running_sum() {
        // 10,000 kr. and 2,500 VAT. 10 of 31 days: 3,225.81 (VAT 806.45); 20 of 31: 6,451.61 (1,612.90).
        let month = line((1, 31), 1, Unit::Month, 10_000, (1_000_000, 250_000));
        let part = |days, quantity, sums| DocumentLine { price_base_quantity: Quantity::whole(31), ..line(days, quantity, Unit::Day, 10_000, sums) };
        let cut = |runs: &[(u32, u32)]| parts(&month, &on(runs));
        assert_eq!(cut(&[(1, 10)]), [part((1, 10), 10, (322_581, 80_645))]);
        assert_eq!(cut(&[(11, 20)]), [part((11, 20), 10, (322_580, 80_645))]);
        assert_eq!(cut(&[(21, 31)]), [part((21, 31), 11, (354_839, 88_710))]);
        // A part of the month, cut again: 20 days of a line of 25, at 8,064.52.
        let of_25 = part((1, 25), 25, (806_452, 201_613));
        assert_eq!(parts(&of_25, &on(&[(1, 20)])), [part((1, 20), 20, (645_161, 161_290))]);
    }

    #[test]
    fn a_week_goes_by_its_first_day() {
        // A row to the 10th: the weeks of the 1st and the 8th.
        let two = line((1, 10), 2, Unit::Week, 700, (140_000, 35_000));
        assert_eq!(parts(&two, &on(&[(1, 3)])), [line((1, 7), 1, Unit::Week, 700, (70_000, 17_500))]);
        assert_eq!(parts(&two, &on(&[(8, 14)])), [line((8, 10), 1, Unit::Week, 700, (70_000, 17_500))]);
        assert_eq!(parts(&two, &on(&[(2, 7), (9, 14)])), []);
        // Of 10 days only one whole week is charged.
        let one = line((1, 10), 1, Unit::Week, 700, (70_000, 17_500));
        assert_eq!(parts(&one, &on(&[(1, 8)])), [line((1, 7), 1, Unit::Week, 700, (70_000, 17_500))]);
    }

    #[test]
    fn hours_are_not_cut() {
        let hours = line((1, 31), 10, Unit::Hour, 500, (500_000, 125_000));
        assert_eq!(parts(&hours, &on(&[(5, 5)])), std::slice::from_ref(&hours));
        assert!(is_covered(&hours, &on(&[(5, 5)])) && !is_covered(&hours, &on(&[])));
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        assert_eq!([15, 14, 0, -14, -15].map(|dividend| rounded(dividend, 10)), [2, 1, 0, -1, -2]);
    }
}
