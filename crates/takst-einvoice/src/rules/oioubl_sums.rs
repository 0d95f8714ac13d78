//! Sums of OIOUBL. Lines have VAT too, and `TaxExclusiveAmount` is VAT.

use super::view::{View, bases, category, decimal, rounded, sum};
use crate::need::{Need, Who};
use crate::xml::Element;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

const SUBTOTAL: &str = "cac:TaxTotal/cac:TaxSubtotal";
const CATEGORY: &str = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory";

/// The tolerance of the rules about lines and VAT.
const APART: Decimal = Decimal::ONE;

pub(super) fn check(view: &mut View<'_>) {
    currencies(view);
    totals(view);
    lines(view);
    vat(view);
}

fn currencies(view: &mut View<'_>) {
    let mut without = Vec::new();
    view.root.each(&mut |element| {
        let is_amount = element.name.ends_with("Amount");
        if is_amount && element.value("currencyID").is_none_or(str::is_empty) {
            without.push(element.name.as_str());
        }
    });
    without.into_iter().for_each(|name| view.lack("F-LIB403", Who::Document, Need::AmountCurrency, Some(name)));
}

/// Rules of invoices and of credit notes by the same number in order.
fn totals(view: &mut View<'_>) {
    let Some(totals) = view.root.first("cac:LegalMonetaryTotal") else { return };
    let of = |name: &str| decimal(totals, name).unwrap_or_default();
    let names = if view.is_invoice { ["F-INV126", "F-INV127", "F-INV128", "F-INV133"] } else { ["F-CRN072", "F-CRN073", "F-CRN074", "F-CRN079"] };
    let lines = sum(view.lines.iter().copied(), "cbc:LineExtensionAmount");
    let vat = sum(view.root.all(SUBTOTAL), "cbc:TaxAmount");
    let charges = of("cbc:ChargeTotalAmount") - of("cbc:AllowanceTotalAmount");
    let inclusive = of("cbc:LineExtensionAmount") + vat + charges + of("cbc:PayableRoundingAmount");
    let checks = [
        (lines, of("cbc:LineExtensionAmount")),
        (vat, of("cbc:TaxExclusiveAmount")),
        (inclusive, of("cbc:TaxInclusiveAmount")),
        (inclusive - of("cbc:PrepaidAmount"), of("cbc:PayableAmount")),
    ];
    for ((expected, found), rule) in checks.into_iter().zip(names) {
        view.equal((expected, found, Decimal::ZERO), rule, Who::Document, Need::Sum);
    }
    view.holds(totals.first("cbc:PayableAmount").is_some(), "BR-15", Who::Document, Need::Sum, None);
    let total = view.root.first("cac:TaxTotal");
    let rule = if view.is_invoice { "F-INV008" } else { "F-CRN005" };
    view.holds(total.is_some_and(|total| total.first("cac:TaxSubtotal").is_some()), rule, Who::Document, Need::VatBreakdown, None);
    if let Some(total) = total {
        let of_subtotals = sum(total.all("cac:TaxSubtotal"), "cbc:TaxAmount");
        view.equal((of_subtotals, decimal(total, "cbc:TaxAmount").unwrap_or_default(), Decimal::ZERO), "F-LIB385", Who::Document, Need::Sum);
    }
}

fn lines(view: &mut View<'_>) {
    for (at, line) in view.lines.clone().into_iter().enumerate() {
        let who = view.line(at);
        let quantity = view.quantity(line).and_then(|quantity| quantity.text.parse::<Decimal>().ok());
        let (price, net) = (decimal(line, "cac:Price/cbc:PriceAmount"), decimal(line, "cbc:LineExtensionAmount"));
        let base = decimal(line, "cac:Price/cbc:BaseQuantity").unwrap_or(Decimal::ONE);
        if let (Some(quantity), Some(price), Some(net), false) = (quantity, price, net, base.is_zero()) {
            let rule = if view.is_invoice { "F-INV340" } else { "F-CRN210" };
            view.equal((rounded(quantity * price / base), net, APART), rule, who.clone(), Need::LineNet);
        }
        subtotals(view, line, &who);
    }
    subtotals(view, view.root, &Who::Document);
}

/// VAT of a category is its base times its rate.
fn subtotals(view: &mut View<'_>, element: &Element, who: &Who) {
    for subtotal in element.all(SUBTOTAL) {
        let Some((id, rate)) = subtotal.first("cac:TaxCategory").map(category) else { continue };
        let (taxable, amount) = (decimal(subtotal, "cbc:TaxableAmount").unwrap_or_default(), decimal(subtotal, "cbc:TaxAmount").unwrap_or_default());
        if id == "ZeroRated" {
            view.equal((Decimal::ZERO, amount, Decimal::ZERO), "F-LIB400", who.clone(), Need::VatAmount);
            continue;
        }
        let expected = rounded(taxable * rate / Decimal::ONE_HUNDRED);
        view.equal((expected, amount, APART), "F-LIB401", who.clone(), Need::VatAmount);
        let is_forgotten = id == "StandardRated" && taxable > Decimal::ZERO && amount.is_zero() && !expected.is_zero();
        view.holds(!is_forgotten, "F-LIB381", who.clone(), Need::VatAmount, Some("0"));
    }
}

/// Categories and bases of the document are those of its lines.
fn vat(view: &mut View<'_>) {
    let bases = bases(view, CATEGORY);
    let subtotals = view.root.all(SUBTOTAL);
    let words = |categories: &mut dyn Iterator<Item = String>| categories.collect::<BTreeSet<String>>();
    let of_lines = words(&mut bases.keys().map(|(id, _)| id.clone()));
    let of_document = words(&mut subtotals.iter().filter_map(|subtotal| subtotal.text_at("cac:TaxCategory/cbc:ID")).map(str::to_owned));
    let said = of_document.iter().cloned().collect::<Vec<_>>().join(", ");
    view.holds(of_lines == of_document, "F-LIB404", Who::Document, Need::VatCategories, Some(&said));
    for subtotal in subtotals {
        let Some(key) = subtotal.first("cac:TaxCategory").map(category) else { continue };
        if let Some(of_lines) = bases.get(&key) {
            view.equal((*of_lines, decimal(subtotal, "cbc:TaxableAmount").unwrap_or_default(), APART), "F-LIB402", Who::Document, Need::Sum);
        }
    }
}
