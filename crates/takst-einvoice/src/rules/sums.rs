//! Sums of Peppol BIS, as EN 16931 adds them up.

use super::view::{View, bases, category, decimal, rounded, sum};
use crate::need::{Need, Who};
use crate::xml::Element;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Tolerance of a line.
const LINE: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

pub(super) fn check(view: &mut View<'_>) {
    decimals(view);
    lines(view);
    vat(view);
    totals(view);
}

/// Amounts have at most two decimals; prices may have more.
fn decimals(view: &mut View<'_>) {
    let mut long = Vec::new();
    view.root.each(&mut |element| {
        let is_amount = element.name.ends_with("Amount") && element.name != "cbc:PriceAmount";
        if is_amount && element.text.parse::<Decimal>().is_ok_and(|amount| amount.scale() > 2) {
            long.push(element);
        }
    });
    long.into_iter().for_each(|element| view.lack("BR-DEC", Who::Document, Need::Decimals, Some(&format!("{} {}", element.name, element.text))));
}

/// The sum of what is added, less what is taken off.
fn charged(element: &Element) -> Decimal {
    let of = |indicator: &'static str| {
        sum(
            element.all("cac:AllowanceCharge").into_iter().filter(move |charge| charge.text_at("cbc:ChargeIndicator") == Some(indicator)),
            "cbc:Amount",
        )
    };
    of("true") - of("false")
}

fn lines(view: &mut View<'_>) {
    for (at, line) in view.lines.clone().into_iter().enumerate() {
        let quantity = view.quantity(line).and_then(|quantity| quantity.text.parse::<Decimal>().ok());
        let (price, net) = (decimal(line, "cac:Price/cbc:PriceAmount"), decimal(line, "cbc:LineExtensionAmount"));
        let base = decimal(line, "cac:Price/cbc:BaseQuantity").unwrap_or(Decimal::ONE);
        let who = view.line(at);
        view.holds(base > Decimal::ZERO, "PEPPOL-EN16931-R121", who.clone(), Need::LineNet, Some(&base.to_string()));
        if let (Some(quantity), Some(price), Some(net), true) = (quantity, price, net, base > Decimal::ZERO) {
            let expected = quantity * price / base + charged(line);
            view.equal((rounded(expected), net, LINE), "PEPPOL-EN16931-R120", who, Need::LineNet);
        }
    }
}

fn vat(view: &mut View<'_>) {
    let subtotals = view.root.all("cac:TaxTotal/cac:TaxSubtotal");
    view.holds(!subtotals.is_empty(), "BR-CO-18", Who::Document, Need::VatBreakdown, None);
    let bases = bases(view, "cac:Item/cac:ClassifiedTaxCategory");
    let of_subtotals: Vec<_> = subtotals.iter().filter_map(|subtotal| subtotal.first("cac:TaxCategory")).map(category).collect();
    let (of_lines, once): (BTreeSet<_>, BTreeSet<_>) = (bases.keys().collect(), of_subtotals.iter().collect());
    view.holds(of_lines == once && once.len() == of_subtotals.len(), "BR-CO-18", Who::Document, Need::VatCategories, None);
    for subtotal in subtotals {
        let Some(key) = subtotal.first("cac:TaxCategory").map(category) else { continue };
        let (taxable, amount) = (decimal(subtotal, "cbc:TaxableAmount"), decimal(subtotal, "cbc:TaxAmount"));
        let rule = if key.0 == "E" { "BR-E-08" } else { "BR-S-08" };
        let of_lines = bases.get(&key).copied().unwrap_or_default();
        view.equal((of_lines, taxable.unwrap_or_default(), Decimal::ZERO), rule, Who::Document, Need::Sum);
        let expected = rounded(taxable.unwrap_or_default() * key.1 / Decimal::ONE_HUNDRED);
        // Both versions of the rule that are in use allow for other ways of rounding, up to 1.00; takst rounds once a document.
        view.equal((expected, amount.unwrap_or_default(), Decimal::ONE), "BR-CO-17", Who::Document, Need::VatAmount);
    }
}

fn totals(view: &mut View<'_>) {
    let Some(totals) = view.root.first("cac:LegalMonetaryTotal") else { return };
    let of = |name: &str| decimal(totals, name).unwrap_or_default();
    let total = view.root.all("cac:TaxTotal").into_iter().find(|total| total.first("cac:TaxSubtotal").is_some());
    let vat = total.and_then(|total| decimal(total, "cbc:TaxAmount"));
    let of_subtotals = total.map(|total| sum(total.all("cac:TaxSubtotal"), "cbc:TaxAmount")).unwrap_or_default();
    let lines = sum(view.lines.iter().copied(), "cbc:LineExtensionAmount");
    let charges = of("cbc:ChargeTotalAmount") - of("cbc:AllowanceTotalAmount");
    let charged = charged(view.root);
    let payable = of("cbc:TaxInclusiveAmount") - of("cbc:PrepaidAmount") + of("cbc:PayableRoundingAmount");
    let checks = [
        (lines, of("cbc:LineExtensionAmount"), "BR-CO-10"),
        (charged, charges, "BR-CO-11"),
        (lines + charges, of("cbc:TaxExclusiveAmount"), "BR-CO-13"),
        (of_subtotals, vat.unwrap_or_default(), "BR-CO-14"),
        (of("cbc:TaxExclusiveAmount") + vat.unwrap_or_default(), of("cbc:TaxInclusiveAmount"), "BR-CO-15"),
        (payable, of("cbc:PayableAmount"), "BR-CO-16"),
    ];
    for (expected, found, rule) in checks {
        view.equal((expected, found, Decimal::ZERO), rule, Who::Document, Need::Sum);
    }
    view.holds(totals.first("cbc:PayableAmount").is_some(), "BR-15", Who::Document, Need::Sum, None);
}
