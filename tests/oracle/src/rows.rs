//! Rows with sound cells (R3.2): the service, the days and the choice of price (R6).

use chrono::NaiveDate;

use crate::Problem;
use crate::catalogue::{Catalogue, Service, Version};
use crate::cells::Reading;
use crate::policy::Policy;
use crate::unit::{Kind, Unit};

/// What a row is charged at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    Published(Unit),
    /// In ten-thousandths of a krone.
    Agreed(Unit, i128),
    /// Included or free: nothing is charged (R6.3).
    Nothing,
}

impl Price {
    pub fn unit(self) -> Option<Unit> {
        match self {
            Price::Published(unit) | Price::Agreed(unit, _) => Some(unit),
            Price::Nothing => None,
        }
    }

    pub fn is_hourly(self) -> bool {
        self.unit() == Some(Unit::Hour)
    }

    /// R7.6, R9.3: charged by the day; own payments are for such prices only.
    pub fn is_daily(self) -> bool {
        self.unit().is_some_and(Unit::is_daily)
    }
}

/// A row without a cell fault or a row fault.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    pub reading: &'a Reading,
    pub service: &'a Service,
    pub price: Price,
    pub first: NaiveDate,
    /// `None`: still running.
    pub last: Option<NaiveDate>,
    pub versions: Vec<Version>,
}

impl Placed<'_> {
    pub fn number(&self) -> usize {
        self.reading.number
    }

    pub fn case_id(&self) -> &str {
        self.reading.case_id.as_deref().expect("a placed row has a readable case_id")
    }

    pub fn payer(&self) -> &str {
        self.reading.payer.as_deref().expect("a placed row has a readable payer")
    }

    pub fn citizen(&self) -> &str {
        self.reading.citizen.as_deref().expect("a placed row names a citizen")
    }

    /// Whether a day lies in the row; an open one runs on without end.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// The last day, or for an open row the end of the window of time (R11).
    pub fn last_or(&self, until: Option<NaiveDate>) -> NaiveDate {
        self.last.or(until).expect("an open row without an end is refused by R3.2")
    }

    /// The shared condition of R12: a day in the window of time.
    pub fn is_in_window(&self, from: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
        until.is_none_or(|until| self.first <= until) && from.is_none_or(|from| self.last_or(until) >= from)
    }

    /// The price of one unit, in ten-thousandths of a krone.
    pub fn unit_price(&self, version: Option<usize>) -> i128 {
        match (self.price, version) {
            (Price::Agreed(_, price), _) => price,
            (_, Some(version)) => self.versions[version].price,
            _ => panic!("a published price has a version"),
        }
    }
}

/// R6: which price a row has, or the code and column of why it has none.
///
/// The price is reported beside a `price.not-agreed`, because the published one stands and can be judged further.
fn choose_price(reading: &Reading, service: &Service, policy: &Policy) -> (Option<Price>, Option<(&'static str, &'static str)>) {
    let agreed = reading.unit_price.zip(reading.unit).map(|(price, unit)| Price::Agreed(unit, price));
    let refusal = agreed.map(|_| ("price.not-agreed", "unit_price"));
    let published = match service.kind {
        Kind::Agreed => {
            let missing = if agreed.is_none() { Some(("price.agreed-missing", "unit_price")) } else { None };
            return (agreed, missing);
        }
        Kind::Included | Kind::Free => return (Some(Price::Nothing), refusal),
        Kind::Per(unit) => unit,
    };
    let included = service.included_hours(policy).filter(|_| published == Unit::Week);
    let is_over = matches!((reading.hours_per_week, included), (Some(given), Some(most)) if given > most);
    if is_over {
        let missing = if agreed.is_none() { Some(("price.over-included-hours", "hours_per_week")) } else { None };
        return (agreed, missing);
    }
    (Some(Price::Published(published)), refusal)
}

/// R3.2: the row in its place, or all its faults.
pub fn place<'a>(reading: &'a Reading, catalogue: &'a Catalogue, policy: &Policy, until: Option<NaiveDate>) -> Result<Placed<'a>, Vec<Problem>> {
    let fault = |code, column| reading.problem("error", code, column);
    let id = reading.service.as_deref().expect("the cells are sound");
    let Some(service) = catalogue.service(id) else {
        return Err(vec![fault("service.unknown", "service")]);
    };

    let mut faults = Vec::new();
    let first = reading.first_day.expect("the cells are sound");
    if reading.last_day.is_some_and(|last| last < first) {
        faults.push(fault("case.dates-reversed", "last_day"));
    }
    if reading.last_day.is_none() && until.is_none() {
        faults.push(fault("case.open-end", "last_day"));
    }
    let (price, refusal) = choose_price(reading, service, policy);
    if let Some((code, column)) = refusal {
        faults.push(fault(code, column));
    }
    if let Some(price) = price {
        if price.is_hourly() && !reading.has("hours") {
            faults.push(fault("case.hours-missing", "hours"));
        }
        // An own payment beside a price of nothing would vanish without a word, so it is refused like one beside a week.
        if reading.has("own_payment_per_day") && !price.is_daily() {
            faults.push(fault("own-payment.unit", "own_payment_per_day"));
        }
    }
    match price {
        Some(price) if faults.is_empty() => {
            let versions = catalogue.versions(service, policy);
            Ok(Placed { reading, service, price, first, last: reading.last_day, versions })
        }
        _ => Err(faults),
    }
}
