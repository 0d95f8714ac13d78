//! Which price a row is charged at, and the faults a row can have by itself (R3.2, R6).

use crate::compile::book::{Book, Entry};
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::case::{AgreedPrice, Row};
use crate::model::catalogue::{Kind, Unit};
use crate::model::fault::{Expected, Fault};
use crate::model::period::ReportingPeriod;

/// How a row is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charge {
    /// At the published price per unit.
    Published(Unit),
    /// At the agreed price.
    Agreed(AgreedPrice),
    /// Part of the stay's price: no line.
    Included,
    /// Free: no line.
    Free,
}

impl Charge {
    pub fn unit(self) -> Option<Unit> {
        match self {
            Charge::Published(unit) => Some(unit),
            Charge::Agreed(agreed) => Some(agreed.unit),
            Charge::Included | Charge::Free => None,
        }
    }

    /// Whether the row is priced by the hour: such rows form courses of their own.
    pub fn is_hourly(self) -> bool {
        self.unit() == Some(Unit::Hour)
    }

    /// Whether the row is priced per day or month.
    pub fn is_daily(self) -> bool {
        self.unit().is_some_and(Unit::is_daily)
    }
}

/// The service and the price of a row; every fault it has by itself goes to `faults`.
pub(crate) fn choose(book: &Book, row: &Row, request: &ReportingPeriod, faults: &mut Vec<Fault>) -> Option<(u32, Charge)> {
    let Some(service) = book.find(&row.service) else {
        let expected = Expected::Service(book.nearest(&row.service));
        faults.push(Fault::new(Code::ServiceUnknown, row.number, Column::Service, &*row.service, expected));
        return None;
    };
    let before = faults.len();
    match row.last_day {
        Some(last) if last < row.first_day => {
            let expected = Expected::NotBefore(row.first_day);
            faults.push(Fault::new(Code::CaseDatesReversed, row.number, Column::LastDay, last.to_string(), expected));
        }
        None if request.until.is_none() => faults.push(Fault::new(Code::CaseOpenEnd, row.number, Column::LastDay, "", Expected::End)),
        Some(_) | None => {}
    }
    let entry = book.entry(service);
    let charge = price(entry, row).map_err(|fault| faults.push(fault)).ok();
    // An agreed price that must not be there leaves the published one standing; where none is known, nothing more can be asked.
    let unit = charge.map_or(entry.kind.unit(), Charge::unit);
    let is_known = charge.is_some() || row.agreed.is_some();
    if is_known && unit == Some(Unit::Hour) && row.hours.is_none() {
        faults.push(Fault::new(Code::CaseHoursMissing, row.number, Column::Hours, "", Expected::Hours));
    }
    if let (Some(own), true) = (row.own_payment_per_day, is_known && !unit.is_some_and(Unit::is_daily)) {
        faults.push(Fault::new(Code::OwnPaymentUnit, row.number, Column::OwnPaymentPerDay, own.to_string(), Expected::NoOwnPayment));
    }
    charge.filter(|_| faults.len() == before).map(|charge| (service, charge))
}

fn price(entry: &Entry, row: &Row) -> Result<Charge, Fault> {
    let not_agreed =
        |agreed: AgreedPrice| Fault::new(Code::PriceNotAgreed, row.number, Column::UnitPrice, agreed.price.to_string(), Expected::NoAgreedPrice);
    let over = match (entry.kind, entry.included_hours, row.hours_per_week) {
        (Kind::Week, Some(included), Some(hours)) if hours > included => Some((hours, included)),
        _ => None,
    };
    match (entry.kind, entry.kind.unit(), row.agreed) {
        (_, Some(_), Some(agreed)) if over.is_some() => Ok(Charge::Agreed(agreed)),
        (_, Some(unit), None) => match over {
            Some((hours, included)) => Err(Fault::new(
                Code::PriceOverIncludedHours,
                row.number,
                Column::HoursPerWeek,
                hours.to_string(),
                Expected::HoursOrAgreedPrice(included.to_decimal()),
            )),
            None => Ok(Charge::Published(unit)),
        },
        (Kind::Agreed, None, Some(agreed)) => Ok(Charge::Agreed(agreed)),
        (Kind::Agreed, None, None) => Err(Fault::new(Code::PriceAgreedMissing, row.number, Column::UnitPrice, "", Expected::AgreedPrice)),
        (Kind::Included, None, None) => Ok(Charge::Included),
        (Kind::Free, None, None) => Ok(Charge::Free),
        (_, _, Some(agreed)) => Err(not_agreed(agreed)),
        (Kind::Hour | Kind::Day | Kind::Week | Kind::Month | Kind::Course, None, None) => {
            unreachable!("a published kind has a unit")
        }
    }
}
