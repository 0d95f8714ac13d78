//! Reasons (D7): all that stood in a place against all that should be.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::Catalogue;
use crate::dates::each_day;
use crate::documents::Line;
use crate::number::ONE;

/// A payer and the lines of its document.
pub type OfPayer<'a> = (&'a str, &'a [Line]);

/// D7. Empty where nothing stood.
pub fn reasons(stood: &[OfPayer], should: &[OfPayer], catalogue: &Catalogue) -> Vec<&'static str> {
    if stood.is_empty() {
        return Vec::new();
    }
    if should.is_empty() {
        return vec!["correction.withdrawn"];
    }
    let mut reasons = Vec::new();
    let payers = |documents: &[OfPayer]| -> BTreeSet<String> { documents.iter().map(|(payer, _)| payer.to_string()).collect() };
    if payers(stood) != payers(should) {
        reasons.push("correction.payer");
    }
    let before: Vec<&Line> = stood.iter().flat_map(|(_, lines)| *lines).collect();
    let after: Vec<&Line> = should.iter().flat_map(|(_, lines)| *lines).collect();
    let services = |lines: &[&Line]| -> BTreeSet<String> { lines.iter().map(|line| line.service.clone()).collect() };
    if services(&before) != services(&after) {
        reasons.push("correction.service");
    }
    let (mut period, mut price, mut vat) = (false, false, false);
    for service in services(&before).intersection(&services(&after)) {
        let of = |lines: &[&Line]| -> Vec<Line> { lines.iter().filter(|line| line.service == *service).map(|line| (*line).clone()).collect() };
        let (before, after) = (of(&before), of(&after));
        period |= days(&before) != days(&after) || hours(&before) != hours(&after);
        for day in all_days(&before).intersection(&all_days(&after)) {
            price |= prices(&before, *day, &after, catalogue) != prices(&after, *day, &before, catalogue);
            vat |= vats(&before, *day) != vats(&after, *day);
        }
    }
    let found = [(period, "correction.period"), (price, "correction.price"), (vat, "correction.vat")];
    reasons.extend(found.iter().filter(|(is_found, _)| *is_found).map(|(_, reason)| *reason));
    if reasons.is_empty() {
        reasons.push("correction.amount");
    }
    reasons
}

fn all_days(lines: &[Line]) -> BTreeSet<NaiveDate> {
    lines.iter().flat_map(|line| each_day(line.first, line.last)).collect()
}

/// D7.4: the days of all lines but those of hours.
fn days(lines: &[Line]) -> BTreeSet<NaiveDate> {
    lines.iter().filter(|line| line.unit != "hour").flat_map(|line| each_day(line.first, line.last)).collect()
}

/// D7.4: first day, last day and hours of each line of hours.
fn hours(lines: &[Line]) -> Vec<(NaiveDate, NaiveDate, i128)> {
    let mut hours: Vec<_> = lines.iter().filter(|line| line.unit == "hour").map(|line| (line.first, line.last, line.quantity)).collect();
    hours.sort_unstable();
    hours
}

/// D7.5: what is charged on a day, as prices of a unit. Where either side has the month price of the same tariff version, a day price stands for
/// that month price.
fn prices(lines: &[Line], day: NaiveDate, other: &[Line], catalogue: &Catalogue) -> BTreeSet<(String, i128)> {
    let of = |lines: &[Line]| -> BTreeSet<(String, i128)> { lines.iter().filter(|line| line.has_day(day)).map(unit_price).collect() };
    let own = of(lines);
    let both: BTreeSet<(String, i128)> = own.union(&of(other)).cloned().collect();
    let service = &lines[0].service;
    let as_month = |(unit, price): (String, i128)| {
        let month = both.iter().find(|(of, month)| unit == "day" && of == "month" && catalogue.has_version(service, *month, price));
        month.cloned().unwrap_or((unit, price))
    };
    own.into_iter().map(as_month).collect()
}

/// A part of a month at the month price has the price of the month.
fn unit_price(line: &Line) -> (String, i128) {
    let unit = if line.unit == "day" && line.base > ONE { "month" } else { line.unit.as_str() };
    (unit.to_string(), line.unit_price)
}

/// D7.6.
fn vats(lines: &[Line], day: NaiveDate) -> BTreeSet<(String, String)> {
    lines.iter().filter(|line| line.has_day(day)).map(|line| (line.vat_category.clone(), line.vat_rate.clone())).collect()
}
