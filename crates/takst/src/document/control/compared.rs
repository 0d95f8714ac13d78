//! One line of a paper beside what should be on its days: what differs (D12.8, D12.9).

use crate::contract::code::Code;
use crate::contract::unit::{Covers, Unit};
use crate::document::control::part::rounded;
use crate::document::control::standing::Line;
use crate::document::differ::differ;
use crate::document::line::{DocumentLine, Sums};
use crate::document::services::Services;
use crate::model::calendar::{Month, Period};
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::result::line::LineVat;
use chrono::NaiveDate;
use std::collections::BTreeSet;

const ONE: i64 = 100;
/// Øre by which a line may differ.
const LINE_TOLERANCE: i64 = 1;
/// Units of a price times hundredths of a quantity in an øre.
const PRICED_IN_ORE: i128 = 10_000;
const WHOLE: i128 = 10_000;

/// VAT of a line of a paper: as it says, else from its rate, else at the rate of what should be.
pub(crate) fn vat(net: Amount, stated: Option<Amount>, rate: Option<Percent>, should: &[DocumentLine]) -> Amount {
    let rate = rate.or_else(|| should.first().map(|line| line.vat.rate)).unwrap_or_default();
    stated.unwrap_or_else(|| Amount::from_ore(rounded(i128::from(net.ore()) * i128::from(rate.units()), WHOLE)))
}

/// Quantity × price; the price is that of so many units, of one if that is not said.
pub(crate) fn product(quantity: Quantity, price: UnitPrice, base: Option<Quantity>) -> Amount {
    let base = i128::from(base.unwrap_or(Quantity::whole(1)).units().max(1));
    Amount::from_ore(rounded(i128::from(quantity.units()) * i128::from(price.units()) * i128::from(ONE), PRICED_IN_ORE * base))
}

/// Whether two sums differ by no more than this many øre each.
pub(crate) fn is_near(a: Sums, b: Sums, tolerance: i64) -> bool {
    let is_near = |a: Amount, b: Amount| (a - b).ore().abs() <= tolerance;
    is_near(a.net, b.net) && is_near(a.vat, b.vat)
}

/// A line of a paper and what should be on its days, of its service.
pub(crate) struct Compared<'a, 'p> {
    pub line: &'a Line<'p>,
    pub should: &'a [DocumentLine],
    /// Days of the line on which the case has no row.
    pub outside: u32,
    /// Whether it has days on which the case has other services only.
    pub has_other_service: bool,
}

impl Compared<'_, '_> {
    fn sums(&self) -> Sums {
        let stated = self.line.of.vat.filter(|_| !self.line.is_changed);
        Sums { net: self.line.net, vat: vat(self.line.net, stated, self.line.of.vat_rate, self.should) }
    }

    /// What differs where the amounts do.
    pub fn verdicts(&self, services: &impl Services) -> BTreeSet<Code> {
        let mut verdicts = BTreeSet::new();
        if is_near(self.sums(), Sums::of(self.should), LINE_TOLERANCE) {
            return verdicts;
        }
        if self.has_wrong_product() {
            verdicts.insert(Code::VerifySum);
        }
        if self.has_other_service {
            verdicts.insert(Code::VerifyService);
            return verdicts;
        }
        if self.should.is_empty() {
            return verdicts;
        }
        if self.quantity_differs() == Some(true) {
            verdicts.insert(Code::VerifyQuantity);
        }
        if let Some(line) = self.as_line() {
            let differences = differ(self.should, std::slice::from_ref(&line), services);
            if differences.price && self.line.of.unit_price.is_some() && !self.line.is_changed {
                verdicts.insert(Code::VerifyPrice);
            }
            if differences.vat && self.line.of.vat_rate.is_some() {
                verdicts.insert(Code::VerifyVat);
            }
        }
        let vat_of_rate = self.line.of.vat_rate.map(|rate| vat(self.line.net, None, Some(rate), &[]));
        let is_wrong = |stated: Amount| vat_of_rate.is_some_and(|of_rate| (of_rate - stated).ore().abs() > LINE_TOLERANCE);
        if self.line.of.vat.is_some_and(is_wrong) && !self.line.is_changed {
            verdicts.insert(Code::VerifySum);
        }
        verdicts
    }

    /// Whether quantity, unit or price are put otherwise than what should be.
    pub fn is_described_differently(&self) -> bool {
        let of = self.line.of;
        let differs_in_unit = of.unit.is_some_and(|unit| self.should.iter().any(|line| line.unit != unit));
        let sum: i64 = self.should.iter().map(|line| line.quantity.units()).sum();
        let differs_in_quantity = self.line.quantity.is_some_and(|quantity| quantity.units() != sum);
        let base = of.price_base_quantity.unwrap_or(Quantity::whole(1));
        let is_priced_so = |price: UnitPrice| self.should.iter().all(|line| (line.unit_price, line.price_base_quantity) == (price, base));
        !self.line.is_changed && (differs_in_unit || differs_in_quantity || of.unit_price.is_some_and(|price| !is_priced_so(price)))
    }

    /// Whether quantity × price is not the net.
    fn has_wrong_product(&self) -> bool {
        let of = self.line.of;
        let product = of.quantity.zip(of.unit_price).map(|(quantity, price)| product(quantity, price, of.price_base_quantity));
        !self.line.is_changed && product.is_some_and(|product| (product - of.net).ore().abs() > LINE_TOLERANCE)
    }

    /// Whether another quantity is billed than should be on the days inside the rows; `None`: the two cannot be compared.
    fn quantity_differs(&self) -> Option<bool> {
        let unit = self.line.of.unit.unwrap_or(self.should.first()?.unit);
        let billed = Measure::of(self.line.quantity?, unit, self.line.period.first())?;
        let mut expected = 0;
        for line in self.should {
            let measure = Measure::of(line.quantity, line.unit, line.first_day)?;
            if measure.covers != billed.covers {
                return None;
            }
            expected += measure.hundredths;
        }
        let outside = i64::from(self.outside) * ONE;
        let explained = if billed.covers == Covers::Days { billed.hundredths - outside } else { billed.hundredths };
        Some(billed.hundredths != expected && explained != expected)
    }

    /// The line as one of a document, with a price put as what should be puts it where the two are one; `None`: it has no unit to compare.
    fn as_line(&self) -> Option<DocumentLine> {
        let of = self.line.of;
        let like = self.should.first()?;
        let unit = of.unit.unwrap_or(like.unit);
        let base = of.price_base_quantity.unwrap_or(Quantity::whole(1));
        let price = of.unit_price.unwrap_or(like.unit_price);
        let own = (price, unit, base);
        let same = self.should.iter().find(|line| is_one_price(own, (line.unit_price, line.unit, line.price_base_quantity), line.first_day));
        let unstated = self.should.iter().find(|line| of.unit.is_none() && line.unit_price == price);
        let (unit_price, unit, price_base_quantity) = same.or(unstated).map_or(own, |line| (line.unit_price, line.unit, line.price_base_quantity));
        let rate = of.vat_rate.unwrap_or(like.vat.rate);
        Some(DocumentLine {
            service: like.service.clone(),
            first_day: self.line.period.first(),
            last_day: self.line.period.last(),
            quantity: self.line.quantity.unwrap_or(like.quantity),
            unit,
            unit_price,
            price_base_quantity,
            net: self.line.net,
            // A paper states no category: of one rate there is one.
            vat: LineVat { category: like.vat.category, rate, amount: self.sums().vat, exemption: None },
        })
    }
}

struct Measure {
    /// What it is comparable in.
    covers: Covers,
    hundredths: i64,
}

impl Measure {
    /// Days, months and weeks are counted in days; a part of a month that is no whole number of days cannot be.
    fn of(quantity: Quantity, unit: Unit, first_day: NaiveDate) -> Option<Measure> {
        let month = || i64::from(Month::of(first_day).days());
        let hundredths = quantity.units().checked_mul(unit.days(month()).unwrap_or(1))?;
        Some(Measure { covers: if unit.is_by_days() { Covers::Days } else { unit.covers() }, hundredths })
    }
}

/// Whether two prices of days are one: 31,000 kr. for the 31 days of a month are 1,000 kr. a day.
fn is_one_price(a: (UnitPrice, Unit, Quantity), b: (UnitPrice, Unit, Quantity), first_day: NaiveDate) -> bool {
    let of_month = i64::from(Month::of(first_day).days());
    let days = |(_, unit, base): (UnitPrice, Unit, Quantity)| i128::from(unit.days(of_month).unwrap_or(1)) * i128::from(base.units());
    let is_comparable = a.1 == b.1 || (a.1.is_by_days() && b.1.is_by_days());
    is_comparable && i128::from(a.0.units()) * days(b) == i128::from(b.0.units()) * days(a)
}

/// Days as the period of a set of lines, first to last.
pub(crate) fn span(periods: impl IntoIterator<Item = Period>) -> Option<Period> {
    let mut all: Option<Period> = None;
    for period in periods {
        let joined = all.map_or(Some(period), |all| Period::new(all.first().min(period.first()), all.last().max(period.last())));
        all = joined.or(all);
    }
    all
}
