//! Priced lines joined into lines of a document (D2).

use crate::contract::unit::{Covers, Unit};
use crate::document::line::DocumentLine;
use crate::model::calendar::{Month, plus_days};
use crate::model::money::{Quantity, UnitPrice};
use chrono::NaiveDate;

/// Hundredths of a unit in one.
const ONE: i64 = 100;
const DAYS_A_WEEK: i64 = 7;

/// Joins the lines of one document and orders them (D2).
///
/// # Example
/// A row that was split within a month gives one line. The two parts of the month cost 15/31 and 16/31 of 31,000 kr.
///
/// ```
/// use takst::document::join::join;
/// # use takst::document::line::DocumentLine;
/// # use takst::{Amount, LineVat, Percent, Quantity, Unit, UnitPrice, VatCategory};
/// # let part = |first: &str, last: &str, days: u32, ore: i64| DocumentLine {
/// #     service: "hus/ophold".into(), first_day: first.parse().unwrap(), last_day: last.parse().unwrap(), quantity: Quantity::whole(days),
/// #     unit: Unit::Day, unit_price: UnitPrice::from_units(310_000_000), price_base_quantity: Quantity::whole(31), net: Amount::from_ore(ore),
/// #     vat: LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: None },
/// # };
/// let lines = join(vec![part("2024-01-01", "2024-01-15", 15, 1_500_000), part("2024-01-16", "2024-01-31", 16, 1_600_000)]);
/// assert_eq!(lines.len(), 1);
/// assert_eq!((lines[0].quantity, lines[0].unit, lines[0].net), (Quantity::whole(1), Unit::Month, Amount::from_ore(3_100_000)));
/// ```
#[must_use]
pub fn join(mut lines: Vec<DocumentLine>) -> Vec<DocumentLine> {
    if let [line] = &mut *lines {
        whole_month(line);
        return lines;
    }
    lines.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut joined: Vec<DocumentLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.iter_mut().find(|before| follows(before, &line)) {
            Some(before) => {
                before.quantity = Quantity::from_units(before.quantity.units() + line.quantity.units());
                before.net += line.net;
                before.vat.amount += line.vat.amount;
                before.last_day = before.last_day.max(line.last_day);
            }
            None => joined.push(line),
        }
    }
    joined.iter_mut().for_each(whole_month);
    joined.sort_by(|a, b| order(a).cmp(&order(b)));
    // A document can be one of a million that are kept.
    joined.shrink_to_fit();
    joined
}

/// What lines are ordered by (D2.4).
fn order(line: &DocumentLine) -> (NaiveDate, &str, NaiveDate, UnitPrice, Quantity) {
    (line.first_day, &line.service, line.last_day, line.unit_price, line.quantity)
}

/// Whether `line` goes on where `before` ends (D2.1).
fn follows(before: &DocumentLine, line: &DocumentLine) -> bool {
    let next = match before.unit.covers() {
        Covers::Days => plus_days(before.last_day, 1),
        Covers::Weeks => plus_days(before.first_day, before.quantity.units() / ONE * DAYS_A_WEEK),
        Covers::Row | Covers::Course => return false,
    };
    next == line.first_day
        && before.unit == line.unit
        && before.unit_price == line.unit_price
        && before.price_base_quantity == line.price_base_quantity
        && before.vat.category == line.vat.category
        && before.vat.rate == line.vat.rate
        && before.service == line.service
}

/// Days of a monthly price that cover the whole month are one month (D2.3).
fn whole_month(line: &mut DocumentLine) {
    if line.unit != Unit::Day || line.quantity != line.price_base_quantity {
        return;
    }
    let (month, one) = (Month::of(line.first_day), Quantity::whole(1));
    if line.first_day == month.first_day() && line.last_day == month.last_day() {
        (line.quantity, line.unit, line.price_base_quantity) = (one, Unit::Month, one);
    }
}
