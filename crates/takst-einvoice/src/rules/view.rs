//! A document as the rules see it.

use crate::need::{Lack, Need, Who};
use crate::xml::Element;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;
use takst::contract::words::Dialect;

/// The tree of a document, and what was found.
pub(super) struct View<'a> {
    pub(super) root: &'a Element,
    pub(super) dialect: Dialect,
    pub(super) is_invoice: bool,
    pub(super) lines: Vec<&'a Element>,
    lacks: Vec<Lack>,
}

impl<'a> View<'a> {
    pub(super) fn of(root: &'a Element, dialect: Dialect) -> View<'a> {
        let is_invoice = root.name == "Invoice";
        let lines = root.all(if is_invoice { "cac:InvoiceLine" } else { "cac:CreditNoteLine" });
        View { root, dialect, is_invoice, lines, lacks: Vec::new() }
    }

    pub(super) fn into_lacks(self) -> Vec<Lack> {
        self.lacks
    }

    pub(super) fn party(&self, who: &Who) -> Option<&'a Element> {
        self.root.first(match who {
            Who::Buyer => "cac:AccountingCustomerParty/cac:Party",
            _ => "cac:AccountingSupplierParty/cac:Party",
        })
    }

    /// Whether seller and buyer are in Denmark.
    pub(super) fn is_danish(&self) -> bool {
        [Who::Seller, Who::Buyer].iter().all(|who| self.country(who) == Some("DK"))
    }

    pub(super) fn country(&self, who: &Who) -> Option<&'a str> {
        self.party(who)?.text_at("cac:PostalAddress/cac:Country/cbc:IdentificationCode")
    }

    /// The quantity of a line.
    pub(super) fn quantity(&self, line: &'a Element) -> Option<&'a Element> {
        line.first(if self.is_invoice { "cbc:InvoicedQuantity" } else { "cbc:CreditedQuantity" })
    }

    /// A line, by its id, else by its place.
    pub(super) fn line(&self, at: usize) -> Who {
        let id = self.lines.get(at).and_then(|line| line.text_at("cbc:ID"));
        Who::Line(id.map_or_else(|| (at + 1).to_string(), str::to_owned))
    }

    pub(super) fn lack(&mut self, rule: &'static str, who: Who, need: Need, found: Option<&str>) {
        self.lacks.push(Lack { who, need, found: found.filter(|text| !text.is_empty()).map(str::to_owned), rule });
    }

    /// Finds a lack unless something holds.
    pub(super) fn holds(&mut self, holds: bool, rule: &'static str, who: Who, need: Need, found: Option<&str>) {
        if !holds {
            self.lack(rule, who, need, found);
        }
    }

    /// Finds a lack unless two amounts are at most so far apart.
    pub(super) fn equal(&mut self, (expected, found, apart): (Decimal, Decimal, Decimal), rule: &'static str, who: Who, need: Need) {
        let says = format!("{found} ≠ {}", expected.normalize());
        self.holds((expected - found).abs() <= apart, rule, who, need, Some(&says));
    }
}

pub(super) fn decimal(element: &Element, path: &str) -> Option<Decimal> {
    element.text_at(path).and_then(|text| text.parse().ok())
}

pub(super) fn sum<'a>(elements: impl IntoIterator<Item = &'a Element>, path: &str) -> Decimal {
    elements.into_iter().filter_map(|element| decimal(element, path)).sum()
}

/// To two decimals, halves away from zero.
pub(super) fn rounded(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

pub(super) fn is_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the last digit is the check digit modulo 10: digits from the right weigh 1, 2, 1, 2 …, and digits of products are added.
pub(super) fn has_check_digit(digits: &str) -> bool {
    let weighted = digits.bytes().rev().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| {
        let product = u32::from(digit.wrapping_sub(b'0')) * weight;
        product / 10 + product % 10
    });
    weighted.sum::<u32>().is_multiple_of(10)
}

/// Category and rate, as a tax category says them.
pub(super) fn category(tax_category: &Element) -> (String, Decimal) {
    (tax_category.text_at("cbc:ID").unwrap_or_default().to_owned(), decimal(tax_category, "cbc:Percent").unwrap_or_default())
}

/// Net of lines and charges by category and rate; `of_line` is where a line has its category.
pub(super) fn bases(view: &View<'_>, of_line: &str) -> BTreeMap<(String, Decimal), Decimal> {
    let mut bases: BTreeMap<(String, Decimal), Decimal> = BTreeMap::new();
    for line in &view.lines {
        if let (Some(vat), Some(net)) = (line.first(of_line), decimal(line, "cbc:LineExtensionAmount")) {
            *bases.entry(category(vat)).or_default() += net;
        }
    }
    for charge in view.root.all("cac:AllowanceCharge") {
        if let (Some(vat), Some(amount)) = (charge.first("cac:TaxCategory"), decimal(charge, "cbc:Amount")) {
            let is_charge = charge.text_at("cbc:ChargeIndicator") == Some("true");
            *bases.entry(category(vat)).or_default() += if is_charge { amount } else { -amount };
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_of_slips_are_those_of_the_sample() {
        // 000000202600011 of the sample: from the right 1·1 + 1·2 + 0 + 0·2 + 0 + 6·2 → 1 + 2 = 3, + 2·1 + 0 + 2·1 … = 10.
        assert!(has_check_digit("000000202600011"));
        assert!(!has_check_digit("000000202600012"));
        // 1, 2, 3 weigh 2, 1, 2 from the right: 6 + 2 + 2 = 10, so the check digit is 0.
        assert!(has_check_digit("000000000001230"));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(["0.125", "-0.125", "0.1249"].map(|text| rounded(number(text)).to_string()), ["0.13", "-0.13", "0.12"]);
    }
}
