//! The one line type of documents: of those we issue, those we issued, and those others bill us (D1, D3).

use crate::contract::unit::Unit;
use crate::contract::words::VatCategory;
use crate::model::calendar::Period;
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::result::line::{Line, LineVat};
use chrono::NaiveDate;
use std::sync::Arc;

/// A line of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// Catalogue id of the service.
    pub service: Arc<str>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Quantity.
    pub quantity: Quantity,
    /// Unit of the quantity.
    pub unit: Unit,
    /// Price of `price_base_quantity` units, DKK ex VAT.
    pub unit_price: UnitPrice,
    /// 1, or the days of the month where a part of a month is charged.
    pub price_base_quantity: Quantity,
    /// DKK ex VAT.
    pub net: Amount,
    /// VAT.
    pub vat: LineVat,
}

impl DocumentLine {
    /// Returns the days of the line.
    #[must_use]
    pub fn period(&self) -> Period {
        Period::new(self.first_day, self.last_day).unwrap_or_else(|| Period::of(self.first_day))
    }

    /// Returns whether the line has the content of another (D3.1). VAT in kroner is compared document by document.
    #[must_use]
    pub fn has_content_of(&self, other: &DocumentLine) -> bool {
        self.net == other.net
            && self.first_day == other.first_day
            && self.last_day == other.last_day
            && self.quantity == other.quantity
            && self.unit_price == other.unit_price
            && self.unit == other.unit
            && self.price_base_quantity == other.price_base_quantity
            && self.vat.category == other.vat.category
            && self.vat.rate == other.vat.rate
            && self.service == other.service
    }

    /// Returns whether its days count when two cases bill the same days: those of hours and courses do not (D6.7).
    #[must_use]
    pub const fn is_by_days(&self) -> bool {
        self.unit.is_by_days()
    }
}

/// A priced line as a line of a document, before lines are joined.
impl From<&Line> for DocumentLine {
    fn from(line: &Line) -> DocumentLine {
        DocumentLine {
            service: line.service.id.as_ref().into(),
            first_day: line.period.first(),
            last_day: line.period.last(),
            quantity: line.quantity,
            unit: line.unit,
            unit_price: line.unit_price,
            price_base_quantity: line.price_base_quantity,
            net: line.net,
            vat: line.vat,
        }
    }
}

/// Net and VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// DKK ex VAT.
    pub net: Amount,
    /// VAT.
    pub vat: Amount,
}

impl Sums {
    /// Nothing.
    pub const ZERO: Sums = Sums { net: Amount::ZERO, vat: Amount::ZERO };

    /// Returns the sums of lines.
    #[must_use]
    pub fn of(lines: &[DocumentLine]) -> Sums {
        lines.iter().fold(Sums::ZERO, |sums, line| Sums { net: sums.net + line.net, vat: sums.vat + line.vat.amount })
    }

    /// Returns what is to be paid: net + VAT.
    #[must_use]
    pub fn total(self) -> Amount {
        self.net + self.vat
    }
}

impl std::ops::Add for Sums {
    type Output = Sums;
    fn add(self, other: Sums) -> Sums {
        Sums { net: self.net + other.net, vat: self.vat + other.vat }
    }
}

impl std::ops::Sub for Sums {
    type Output = Sums;
    fn sub(self, other: Sums) -> Sums {
        Sums { net: self.net - other.net, vat: self.vat - other.vat }
    }
}

impl std::iter::Sum for Sums {
    fn sum<I: Iterator<Item = Sums>>(sums: I) -> Sums {
        sums.fold(Sums::ZERO, std::ops::Add::add)
    }
}

/// Net and VAT of one category and rate (EN 16931 BG-23).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VatSum {
    /// Category.
    pub category: VatCategory,
    /// Rate in percent.
    pub rate: Percent,
    /// The sums.
    pub sums: Sums,
}

/// Returns net and VAT of lines by category and rate, in this order.
#[must_use]
pub fn by_vat(lines: &[DocumentLine]) -> Vec<VatSum> {
    let mut sums: Vec<VatSum> = Vec::new();
    for line in lines {
        let of_line = Sums { net: line.net, vat: line.vat.amount };
        match sums.iter_mut().find(|sum| (sum.category, sum.rate) == (line.vat.category, line.vat.rate)) {
            Some(sum) => sum.sums = sum.sums + of_line,
            None => sums.push(VatSum { category: line.vat.category, rate: line.vat.rate, sums: of_line }),
        }
    }
    sums.sort_unstable_by_key(|sum| (sum.category.as_str(), sum.rate));
    sums
}

/// Returns whether two documents have the same content (D3.1).
#[must_use]
pub fn have_same_content(a: &[DocumentLine], b: &[DocumentLine]) -> bool {
    if a.len() != b.len() || !a.iter().zip(b).all(|(a, b)| a.has_content_of(b)) {
        return false;
    }
    // Line by line the same VAT: nothing has to be added up.
    a.iter().zip(b).all(|(a, b)| a.vat.amount == b.vat.amount) || by_vat(a) == by_vat(b)
}
