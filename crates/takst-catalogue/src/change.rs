//! What-if catalogues: prices raised by a percentage, or new versions of a price, laid over the published ones.
//!
//! A raised price is old price × (1 + percent / 100), rounded half away from zero to the decimals that a price of its unit may have: the øre, per hour
//! 1/10,000 kr. A version that holds before the first day ends the day before it, and a raised one goes on from it; versions that begin later are
//! raised whole. Where a policy setting decides a day, the given policy says which; days that the change does not touch stay with the setting. So a book
//! of the changed catalogue is compiled under the same policy; for another one the changes are made again, from the catalogue they began with.
//!
//! A changed version differs from a published one by the name of the what-if behind it: `service@first day!name`.

use crate::fingerprint;
use crate::load::Loaded;
use crate::nearest::nearest;
use crate::versions::bounds;
use chrono::{Days, NaiveDate};
use std::fmt;
use takst::calendar::{FIRST_DATE, LAST_DATE};
use takst::catalogue::{Catalogue, Provider, Service, Tariff, TariffEnd, TariffStart, Unit};
use takst::source::Source;
use takst::{Percent, Policy, UnitPrice};

/// One change of published prices.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Change {
    /// Prices rise, or fall, by a percentage.
    Rise {
        /// By how much: more than −100, at most 1,000.
        percent: Percent,
        /// First day of the changed prices.
        since: NaiveDate,
        /// Ids of services and providers; empty: every published price.
        only: Vec<String>,
        /// Name of the what-if, behind the versions it changes; see [`Change::NAME`].
        name: String,
    },
    /// A service has a new price. It holds until a version that begins later, or openly.
    NewTariff {
        /// The service.
        service: String,
        /// First day.
        since: NaiveDate,
        /// DKK per unit of the service, ex VAT.
        price: UnitPrice,
        /// DKK per day in a part of a month, where the price is per month; `None`: its share of the price.
        day_price: Option<UnitPrice>,
        /// Where the price is taken from.
        source: String,
        /// Name of the what-if, behind the version; see [`Change::NAME`].
        name: String,
    },
}

impl Change {
    /// The name of a what-if that has no other. A version it changes is called `service@first day!what-if`.
    pub const NAME: &'static str = "what-if";

    /// Returns the name of the what-if.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Change::Rise { name, .. } | Change::NewTariff { name, .. } => name,
        }
    }
}

/// The change in words, as sources of changed prices and fingerprints hold it.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Change::NAME => f.write_str("what-if: ")?,
            name => write!(f, "what-if {name}: ")?,
        }
        match self {
            Change::Rise { percent, since, only, .. } if only.is_empty() => write!(f, "{percent} % from {since}"),
            Change::Rise { percent, since, only, .. } => write!(f, "{percent} % from {since} for {}", only.join(", ")),
            Change::NewTariff { service, since, price, day_price: None, source, .. } => write!(f, "{service} at {price} from {since}, {source}"),
            Change::NewTariff { service, since, price, day_price: Some(day_price), source, .. } => {
                write!(f, "{service} at {price}, a day in a part of a month at {day_price}, from {since}, {source}")
            }
        }
    }
}

/// Why prices cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// Nothing has this id.
    #[error("there is no service or provider {id:?}{}", if .near.is_empty() { String::new() } else { format!("; did you mean {near}?") })]
    Unknown {
        /// The id.
        id: String,
        /// Ids that are near.
        near: String,
    },
    /// The service has no published price.
    #[error("{service} has no published price to change: it is {kind}")]
    Unpriced {
        /// The service.
        service: String,
        /// Its kind.
        kind: takst::catalogue::Kind,
    },
    /// No price holds from the first day on.
    #[error("no price of {what} holds on {since} or later; there is nothing to raise")]
    Ended {
        /// Service, provider or catalogue.
        what: String,
        /// First day of the change.
        since: NaiveDate,
    },
    /// The percentage is none that prices can change by.
    #[error("{0} % is out of range: more than -100, at most 1000")]
    PercentRange(Percent),
    /// The new price is no price.
    #[error("{service}: {price} is no price per {unit}: more than 0, at most 10000000, at most {} decimals", .unit.price_decimals())]
    Price {
        /// The service.
        service: String,
        /// The price.
        price: String,
        /// Unit of the service.
        unit: Unit,
    },
    /// A price per day beside one that is not per month.
    #[error("{service}: only a price per month has a price per day beside it; this one is per {unit}")]
    DayPrice {
        /// The service.
        service: String,
        /// Its unit.
        unit: Unit,
    },
    /// A name that a tariff version cannot have.
    #[error("{0:?} is no name of a what-if: 1 to {MOST_NAME} letters, digits, spaces, hyphens, dots or underlines")]
    Name(String),
    /// A new price without a source.
    #[error("{0}: say where the new price is taken from")]
    NoSource(String),
}

/// Characters a name has at most.
const MOST_NAME: usize = 60;
const MOST_PERCENT: i64 = 1_000;
/// One percent, in the units of [`Percent`].
const ONE: i64 = 100;

/// The catalogue with these changes, one after the other. Days that a setting decides are those of `policy`.
///
/// # Errors
/// Everything that is wrong with the first change that cannot be made.
///
/// ```
/// use takst::Policy;
/// use takst_catalogue::{Change, builtin_loaded, changed};
/// let price = "460.00".parse::<rust_decimal::Decimal>()?.try_into()?;
/// let (service, name) = ("mandecentret/efterforsorg-basis".to_owned(), "budget 2026".to_owned());
/// let new = Change::NewTariff { service, since: "2026-01-01".parse()?, price, day_price: None, source: "budget".into(), name };
/// let loaded = changed(builtin_loaded(), &[new], &Policy::default())?;
/// assert_ne!(loaded.sha256, builtin_loaded().sha256);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn changed(base: &Loaded, changes: &[Change], policy: &Policy) -> Result<Loaded, ChangeError> {
    let mut loaded = base.clone();
    for change in changes {
        let name = change.name();
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_');
        if name.trim() != name || name.is_empty() || name.chars().count() > MOST_NAME || !name.chars().all(is_plain) {
            return Err(ChangeError::Name(name.to_owned()));
        }
        match change {
            Change::Rise { percent, since, only, .. } => rise(&mut loaded.catalogue, change, *percent, *since, only, policy)?,
            Change::NewTariff { service, since, price, day_price, source, .. } => {
                let new = New { change, service, since: *since, price: *price, day_price: *day_price, source };
                new_tariff(&mut loaded.catalogue, &new, policy)?;
            }
        }
        loaded.sha256 = fingerprint::of_files([("", loaded.sha256.as_str()), ("change", change.to_string().as_str())]);
    }
    Ok(loaded)
}

fn unknown(catalogue: &Catalogue, id: &str) -> ChangeError {
    let services = catalogue.services().map(|(_, service)| service.id.as_str());
    let near = nearest(id, services.chain(catalogue.providers.iter().map(|provider| provider.id.as_str()))).join(", ");
    ChangeError::Unknown { id: id.to_owned(), near }
}

fn rise(catalogue: &mut Catalogue, change: &Change, percent: Percent, since: NaiveDate, only: &[String], policy: &Policy) -> Result<(), ChangeError> {
    if percent.units() <= -100 * ONE || percent.units() > MOST_PERCENT * ONE {
        return Err(ChangeError::PercentRange(percent));
    }
    let is_known = |id: &String| catalogue.services().any(|(provider, service)| service.id == *id || provider.id == *id);
    if let Some(id) = only.iter().find(|id| !is_known(id)) {
        return Err(unknown(catalogue, id));
    }
    let mut raised = vec![0usize; only.len().max(1)];
    for provider in &mut catalogue.providers {
        let mut services = std::mem::take(&mut provider.services);
        for service in &mut services {
            let named: Vec<usize> = (0..only.len()).filter(|at| only[*at] == service.id || only[*at] == provider.id).collect();
            if !only.is_empty() && named.is_empty() {
                continue;
            }
            let Some(unit) = service.kind.unit() else {
                if only.contains(&service.id) {
                    return Err(ChangeError::Unpriced { service: service.id.clone(), kind: service.kind });
                }
                continue;
            };
            let count = raise(service, unit, change, percent, since, |tariff| days(provider, tariff, policy))?;
            let counted = if only.is_empty() { vec![0] } else { named };
            counted.into_iter().for_each(|at| raised[at] += count);
        }
        provider.services = services;
    }
    match raised.iter().position(|count| *count == 0) {
        Some(at) => Err(ChangeError::Ended { what: only.get(at).cloned().unwrap_or_else(|| "the catalogue".to_owned()), since }),
        None => Ok(()),
    }
}

/// Raises the versions of a service that hold from `since` on, and returns how many.
fn raise(
    service: &mut Service,
    unit: Unit,
    change: &Change,
    percent: Percent,
    since: NaiveDate,
    days: impl Fn(&Tariff) -> (NaiveDate, NaiveDate),
) -> Result<usize, ChangeError> {
    let mut versions = Vec::with_capacity(service.tariffs.len() + 1);
    let mut count = 0;
    for tariff in std::mem::take(&mut service.tariffs) {
        let (first, last) = days(&tariff);
        // A version that the policy leaves no day has none to raise either.
        if last < since || last < first {
            versions.push(tariff);
            continue;
        }
        count += 1;
        let price = raised_price(tariff.price, percent, unit);
        let checked = check(&service.id, price, unit)?;
        let source = Source::stated(format!("{change}; {}", tariff.source));
        let begins_later = first >= since;
        let day_price = tariff.day_price.map(|price| check(&service.id, raised_price(price, percent, Unit::Day), Unit::Day)).transpose()?;
        let from = if begins_later { tariff.from.clone() } else { TariffStart::On(since) };
        let later = Tariff { price: checked, day_price, source, from, what_if: Some(change.name().to_owned()), ..tariff.clone() };
        if !begins_later {
            versions.push(Tariff { to: TariffEnd::On(day_before(since)), ..tariff });
        }
        versions.push(later);
    }
    service.tariffs = versions;
    Ok(count)
}

/// In 1/10,000 kr: old × (1 + percent / 100), rounded half away from zero to the decimals of the unit.
fn raised_price(old: UnitPrice, percent: Percent, unit: Unit) -> UnitPrice {
    let hundred = i128::from(100 * ONE);
    let step = 10i128.pow(UnitPrice::SCALE - unit.price_decimals());
    let exact = i128::from(old.units()) * (hundred + i128::from(percent.units()));
    // Prices are positive, and so is what they become: half away from zero is half up.
    let divisor = hundred * step;
    let rounded = (2 * exact + divisor) / (2 * divisor) * step;
    UnitPrice::from_units(i64::try_from(rounded).unwrap_or(i64::MAX))
}

fn check(service: &str, price: UnitPrice, unit: Unit) -> Result<UnitPrice, ChangeError> {
    let whole = unit == Unit::Hour || price.to_ore().is_some();
    let is_price = price.units() > 0 && price.units() <= i64::from(crate::format::MAX_PRICE) * 10i64.pow(UnitPrice::SCALE) && whole;
    if is_price { Ok(price) } else { Err(ChangeError::Price { service: service.to_owned(), price: price.to_string(), unit }) }
}

/// A new price.
struct New<'a> {
    change: &'a Change,
    service: &'a str,
    since: NaiveDate,
    price: UnitPrice,
    day_price: Option<UnitPrice>,
    source: &'a str,
}

fn new_tariff(catalogue: &mut Catalogue, new: &New<'_>, policy: &Policy) -> Result<(), ChangeError> {
    let New { change, service: id, since, .. } = *new;
    let place = |provider: &Provider| provider.services.iter().position(|service| service.id == id);
    let Some((provider, at)) = catalogue.providers.iter_mut().find_map(|provider| place(provider).map(|at| (provider, at))) else {
        return Err(unknown(catalogue, id));
    };
    let service = &provider.services[at];
    let Some(unit) = service.kind.unit() else { return Err(ChangeError::Unpriced { service: id.to_owned(), kind: service.kind }) };
    let price = check(id, new.price, unit)?;
    if new.day_price.is_some() && unit != Unit::Month {
        return Err(ChangeError::DayPrice { service: id.to_owned(), unit });
    }
    let day_price = new.day_price.map(|price| check(id, price, Unit::Day)).transpose()?;
    if new.source.trim().is_empty() {
        return Err(ChangeError::NoSource(id.to_owned()));
    }
    let mut next: Option<(NaiveDate, TariffStart)> = None;
    let mut versions = Vec::with_capacity(service.tariffs.len() + 1);
    for tariff in service.tariffs.clone() {
        let (first, last) = days(provider, &tariff, policy);
        if first > since {
            next = next.filter(|(earliest, _)| *earliest <= first).or_else(|| Some((first, tariff.from.clone())));
            versions.push(tariff);
        } else if last < since {
            versions.push(tariff);
        } else if first < since {
            versions.push(Tariff { to: TariffEnd::On(day_before(since)), ..tariff });
        }
        // One that begins on the very day has no day left.
    }
    // Where a setting decides when the next begins, it decides when this one ends.
    let to = match next {
        None => TariffEnd::Open,
        Some((_, TariffStart::Setting(setting))) => TariffEnd::DayBefore(setting),
        Some((first, TariffStart::On(_))) => TariffEnd::On(day_before(first)),
    };
    let source = Source::stated(change.to_string());
    let what_if = Some(change.name().to_owned());
    let from = TariffStart::On(since);
    versions.push(Tariff { from, to, price, day_price, known_from: None, source, assumed: Vec::new(), act: None, what_if });
    provider.services[at].tariffs = versions;
    Ok(())
}

/// The days of a version. A catalogue that was loaded asks every question its prices refer to; of another the version holds on no day.
fn days(provider: &Provider, tariff: &Tariff, policy: &Policy) -> (NaiveDate, NaiveDate) {
    bounds(provider, tariff, policy).unwrap_or((LAST_DATE, FIRST_DATE))
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}
