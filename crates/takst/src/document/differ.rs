//! What differs between two documents: the one function that corrections and control both ask (D3.3, D7).

use crate::contract::unit::{Covers, Unit};
use crate::document::line::{DocumentLine, Sums, have_same_content};
use crate::document::services::Services;
use crate::model::calendar::{Period, plus_days};
use crate::model::money::{Quantity, UnitPrice};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A part of a line that can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The service.
    Service,
    /// First or last day.
    Days,
    /// Quantity or unit.
    Quantity,
    /// Unit price or base quantity.
    Price,
    /// Net.
    Net,
    /// VAT category, rate or amount.
    Vat,
}

impl Field {
    /// Returns the word of the field.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Service => "service",
            Field::Days => "days",
            Field::Quantity => "quantity",
            Field::Price => "price",
            Field::Net => "net",
            Field::Vat => "vat",
        }
    }
}

/// Two lines that belong together and differ, or a line that has no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDifference {
    /// Place of the line in the first document; `None`: only the second has it.
    pub before: Option<usize>,
    /// Place of the line in the second document; `None`: only the first has it.
    pub after: Option<usize>,
    /// What differs; all of it where one is absent.
    pub fields: Vec<Field>,
    /// Second − first.
    pub sums: Sums,
}

/// What differs between two sets of lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// Lines that differ, by the first document's order, then the second's.
    pub lines: Vec<LineDifference>,
    /// Whether they have other services.
    pub services: bool,
    /// Whether a service of both has other days, or other lines of hours.
    pub period: bool,
    /// Whether a service of both has another price on a day of both.
    pub price: bool,
    /// Whether a service of both has another VAT category or rate on a day of both.
    pub vat: bool,
    /// Second − first.
    pub sums: Sums,
}

impl Differences {
    /// Returns whether nothing differs: the two have the same content.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// Returns what differs between two sets of joined lines.
///
/// # Example
/// ```
/// use takst::document::differ::{Field, differ};
/// # use takst::document::line::DocumentLine;
/// # use takst::{Amount, LineVat, Percent, Quantity, Unit, UnitPrice, VatCategory};
/// # let line = |last: &str, days: u32| DocumentLine {
/// #     service: "hus/ophold".into(), first_day: "2024-01-01".parse().unwrap(), last_day: last.parse().unwrap(), quantity: Quantity::whole(days),
/// #     unit: Unit::Day, unit_price: UnitPrice::from_units(4_350_000), price_base_quantity: Quantity::whole(1),
/// #     net: Amount::from_ore(i64::from(days) * 43_500),
/// #     vat: LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: None },
/// # };
/// // A stay of 31 days at 435 kr. ended after 10.
/// let differences = differ(&[line("2024-01-31", 31)], &[line("2024-01-10", 10)], &());
/// assert!(differences.period && !differences.price);
/// assert_eq!(differences.lines[0].fields, [Field::Days, Field::Quantity, Field::Net]);
/// assert_eq!(differences.sums.net.to_string(), "-9135.00");
/// ```
#[must_use]
pub fn differ(before: &[DocumentLine], after: &[DocumentLine], services: &impl Services) -> Differences {
    if have_same_content(before, after) {
        return Differences::default();
    }
    let names = |lines: &[DocumentLine]| lines.iter().map(|line| line.service.clone()).collect::<BTreeSet<_>>();
    let (of_before, of_after) = (names(before), names(after));
    let mut differences = Differences {
        lines: pairs(before, after),
        services: of_before != of_after,
        sums: Sums::of(after) - Sums::of(before),
        ..Differences::default()
    };
    for service in of_before.intersection(&of_after) {
        let of = |lines: &'_ [DocumentLine]| lines.iter().filter(|line| line.service == *service).cloned().collect::<Vec<_>>();
        let (a, b) = (of(before), of(after));
        differences.period |= days(&a) != days(&b) || hours(&a) != hours(&b);
        for day in begins(&a, &b) {
            let on = |lines: &'_ [DocumentLine]| lines.iter().filter(|line| line.period().contains(day)).cloned().collect::<Vec<_>>();
            let (a, b) = (on(&a), on(&b));
            if a.is_empty() || b.is_empty() {
                continue;
            }
            differences.price |= !each_has(&a, &b, |a, b| is_one_price(a, b, services));
            differences.vat |= !each_has(&a, &b, |a, b| (a.vat.category, a.vat.rate) == (b.vat.category, b.vat.rate));
        }
    }
    differences
}

/// Whether each line of one side has a like on the other.
fn each_has(a: &[DocumentLine], b: &[DocumentLine], alike: impl Fn(&DocumentLine, &DocumentLine) -> bool) -> bool {
    a.iter().all(|a| b.iter().any(|b| alike(a, b))) && b.iter().all(|b| a.iter().any(|a| alike(a, b)))
}

/// The days of lines that are not of hours, as runs without a gap.
fn days(lines: &[DocumentLine]) -> Vec<Period> {
    let mut days: Vec<Period> = lines.iter().filter(|line| line.unit.covers() != Covers::Row).map(DocumentLine::period).collect();
    days.sort_unstable();
    let mut runs: Vec<Period> = Vec::new();
    for next in days {
        match runs.last_mut().filter(|run| next.first() <= plus_days(run.last(), 1)) {
            Some(run) => *run = Period::new(run.first(), run.last().max(next.last())).unwrap_or(*run),
            None => runs.push(next),
        }
    }
    runs
}

/// The lines of hours, without their prices.
fn hours(lines: &[DocumentLine]) -> Vec<(NaiveDate, NaiveDate, Quantity)> {
    let mut hours: Vec<_> =
        lines.iter().filter(|line| line.unit.covers() == Covers::Row).map(|line| (line.first_day, line.last_day, line.quantity)).collect();
    hours.sort_unstable();
    hours
}

/// The first days of all runs of days on which the same lines lie.
fn begins(a: &[DocumentLine], b: &[DocumentLine]) -> BTreeSet<NaiveDate> {
    a.iter().chain(b).flat_map(|line| [line.first_day, plus_days(line.last_day, 1)]).collect()
}

/// Whether two lines of a service have one price (D7.5).
fn is_one_price(a: &DocumentLine, b: &DocumentLine, services: &impl Services) -> bool {
    match (Price::of(a), Price::of(b)) {
        (Price::Month(month), Price::Unit(Unit::Day, day)) | (Price::Unit(Unit::Day, day), Price::Month(month)) => {
            services.is_one_version(&a.service, month, day)
        }
        (a, b) => a == b,
    }
}

/// The price of a line, a month or a part of one alike.
#[derive(PartialEq, Eq)]
enum Price {
    Month(UnitPrice),
    Unit(Unit, UnitPrice),
}

impl Price {
    fn of(line: &DocumentLine) -> Price {
        let is_part = line.unit == Unit::Day && line.price_base_quantity != Quantity::whole(1);
        if line.unit == Unit::Month || is_part { Price::Month(line.unit_price) } else { Price::Unit(line.unit, line.unit_price) }
    }
}

/// Lines that belong together and differ: what two lines share decides in which round they find each other (D3.3).
fn pairs(before: &[DocumentLine], after: &[DocumentLine]) -> Vec<LineDifference> {
    type Round = fn(&DocumentLine, &DocumentLine) -> bool;
    const ROUNDS: [Round; 5] = [
        |a, b| a.has_content_of(b) && a.vat.amount == b.vat.amount,
        |a, b| a.has_content_of(b),
        |a, b| a.service == b.service && a.first_day == b.first_day,
        |a, b| a.service == b.service && a.period().intersect(b.period()).is_some(),
        |a, b| a.service == b.service,
    ];
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut is_free = vec![true; after.len()];
    for round in ROUNDS {
        for (a, partner) in before.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
            *partner = (0..after.len()).find(|place| is_free[*place] && round(a, &after[*place]));
            if let Some(place) = *partner {
                is_free[place] = false;
            }
        }
    }
    let paired = partner.iter().enumerate().map(|(place, partner)| (Some(place), *partner));
    let alone = is_free.iter().enumerate().filter(|(_, is_free)| **is_free).map(|(place, _)| (None, Some(place)));
    let difference = |(a, b): (Option<usize>, Option<usize>)| {
        let (line, other) = (a.map(|place| &before[place]), b.map(|place| &after[place]));
        let sums = |line: Option<&DocumentLine>| line.map_or(Sums::ZERO, |line| Sums::of(std::slice::from_ref(line)));
        LineDifference { before: a, after: b, fields: fields(line, other), sums: sums(other) - sums(line) }
    };
    paired.chain(alone).map(difference).filter(|difference| !difference.fields.is_empty()).collect()
}

fn fields(before: Option<&DocumentLine>, after: Option<&DocumentLine>) -> Vec<Field> {
    let all = [Field::Service, Field::Days, Field::Quantity, Field::Price, Field::Net, Field::Vat];
    let (Some(a), Some(b)) = (before, after) else { return all.to_vec() };
    let differs = |field: &Field| match field {
        Field::Service => a.service != b.service,
        Field::Days => (a.first_day, a.last_day) != (b.first_day, b.last_day),
        Field::Quantity => (a.quantity, a.unit) != (b.quantity, b.unit),
        Field::Price => (a.unit_price, a.price_base_quantity) != (b.unit_price, b.price_base_quantity),
        Field::Net => a.net != b.net,
        Field::Vat => (a.vat.category, a.vat.rate, a.vat.amount) != (b.vat.category, b.vat.rate, b.vat.amount),
    };
    all.into_iter().filter(differs).collect()
}
