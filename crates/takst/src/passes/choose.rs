//! Which price a row is charged at, and the faults a row can have by itself (R3.2, R6).

use crate::compile::book::Book;
use crate::compile::table::ServiceTable;
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::contract::unit::{Covers, Kind, Unit};
use crate::model::case::CaseRow;
use crate::model::day::Day;
use crate::model::fault::{Expected, Fault};
use crate::model::input::InputRow;
use crate::model::money::Quantity;
use crate::passes::plan::{Charge, Plan};

/// Returns the plan of a row. Where the row has faults, adds them to `faults` with its case and returns `None`.
#[inline]
pub(crate) fn choose(book: &Book, place: usize, row: &InputRow<'_>, has_end: bool, faults: &mut Vec<(u32, Fault)>) -> Option<Plan> {
    let facts = &row.facts;
    let is_broken = matches!(row.record, Some(CaseRow::Broken(_)));
    let table = book.tables.get(row.service as usize).filter(|_| !is_broken);
    let charge = table.and_then(|table| charge(table, row));
    let days_are_right = facts.last >= facts.first && (facts.last != Day::OPEN || has_end);
    match (table, charge) {
        (Some(table), Some(charge)) if days_are_right && fits(charge, row) => Some(Plan {
            row: place as u32, // a citizen has far fewer rows
            service: row.service,
            charge,
            group: (table.family, charge.covers() == Some(Covers::Row)),
            from: facts.first,
            to: facts.last,
            segment: 0,
            is_one_piece: false,
        }),
        _ => {
            self::faults(book, row, has_end, faults);
            None
        }
    }
}

/// How the row is charged; `None` where no price fits it.
#[inline]
pub(crate) fn charge(table: &ServiceTable, row: &InputRow<'_>) -> Option<Charge> {
    let is_over = row.facts.hours_per_week > table.included_hours;
    match (table.unit, row.facts.unit) {
        (Some(unit), None) if !is_over => Some(Charge::Published(unit)),
        (Some(_), Some(unit)) if is_over => Some(Charge::Agreed(unit)),
        (Some(_), _) => None,
        (None, agreed) => match (table.kind, agreed) {
            (Kind::Agreed, Some(unit)) => Some(Charge::Agreed(unit)),
            (Kind::Included, None) => Some(Charge::Included),
            (Kind::Free, None) => Some(Charge::Free),
            _ => None,
        },
    }
}

/// Whether hours and own payment suit the price.
#[inline]
fn fits(charge: Charge, row: &InputRow<'_>) -> bool {
    (row.facts.hours > 0 || charge.covers() != Some(Covers::Row)) && (row.facts.own_payment < 0 || charge.is_daily())
}

/// Everything that is wrong with a row by itself.
#[cold]
#[inline(never)]
fn faults(book: &Book, row: &InputRow<'_>, has_end: bool, faults: &mut Vec<(u32, Fault)>) {
    let mut push = |fault: Fault| faults.push((row.case, fault));
    let written = match row.record {
        Some(CaseRow::Broken(broken)) => return broken.faults.iter().for_each(|fault| push(fault.clone())),
        Some(CaseRow::Sound(row)) => &*row.service,
        None => "",
    };
    let (facts, number) = (&row.facts, row.number);
    let Some(table) = book.tables.get(row.service as usize) else {
        return push(Fault::new(Code::ServiceUnknown, number, Column::Service, written, Expected::Service(book.nearest(written))));
    };
    if facts.last < facts.first {
        let expected = Expected::NotBefore(facts.first.date());
        push(Fault::new(Code::CaseDatesReversed, number, Column::LastDay, facts.last.date().to_string(), expected));
    } else if facts.last == Day::OPEN && !has_end {
        push(Fault::new(Code::CaseOpenEnd, number, Column::LastDay, "", Expected::End));
    }
    let charge = charge(table, row);
    if charge.is_none() {
        push(no_price(table, row));
    }
    // An agreed price that must not be there leaves the published one standing; where none is known, nothing more can be asked.
    let unit = charge.map_or(table.unit, Charge::unit);
    if charge.is_none() && facts.unit.is_none() {
        return;
    }
    if unit.map(Unit::covers) == Some(Covers::Row) && facts.hours == 0 {
        push(Fault::new(Code::CaseHoursMissing, number, Column::Hours, "", Expected::Hours));
    }
    if let (Some(own), false) = (facts.own_payment(), unit.is_some_and(Unit::is_daily)) {
        push(Fault::new(Code::OwnPaymentUnit, number, Column::OwnPaymentPerDay, own.to_string(), Expected::NoOwnPayment));
    }
}

/// The fault of a row for which there is no price.
fn no_price(table: &ServiceTable, row: &InputRow<'_>) -> Fault {
    let (facts, number) = (&row.facts, row.number);
    match (facts.agreed(), facts.hours_per_week()) {
        (Some(agreed), _) => Fault::new(Code::PriceNotAgreed, number, Column::UnitPrice, agreed.price.to_string(), Expected::NoAgreedPrice),
        (None, Some(hours)) if table.kind == Kind::Week => {
            let included = Quantity::from_units(i64::from(table.included_hours)).to_decimal();
            Fault::new(Code::PriceOverIncludedHours, number, Column::HoursPerWeek, hours.to_string(), Expected::HoursOrAgreedPrice(included))
        }
        (None, _) => Fault::new(Code::PriceAgreedMissing, number, Column::UnitPrice, "", Expected::AgreedPrice),
    }
}
