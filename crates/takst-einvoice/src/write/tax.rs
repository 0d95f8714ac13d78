//! VAT, and what is taken off or added.

use super::number;
use super::parts::{Currency, text};
use crate::model::{Charge, Dialect, Invoice, Line, Vat, VatBreakdown};
use crate::xml::Element;
use rust_decimal::{Decimal, RoundingStrategy};

/// Agency of the code lists of OIOUBL: the Danish Agency for Digital Government.
pub(super) const AGENCY: &str = "320";

/// A category: of a line, a charge or a breakdown.
pub(super) fn category(name: &str, vat: &Vat, exemption: [Option<Element>; 2], dialect: Dialect) -> Element {
    let percent = vat.rate.map(|rate| Element::of("cbc:Percent", number::quantity(rate)));
    let (id, scheme) = match dialect {
        Dialect::Bis3 => (Element::of("cbc:ID", vat.category.code()), scheme_of_bis("VAT")),
        Dialect::Oioubl => (coded("cbc:ID", vat.category.oioubl(), "urn:oioubl:id:taxcategoryid-1.1"), scheme_of_oioubl()),
    };
    Element::new(name).with(id).with_all(percent).with_all(exemption.into_iter().flatten()).with(scheme)
}

pub(super) fn scheme_of_bis(id: &str) -> Element {
    Element::new("cac:TaxScheme").with(Element::of("cbc:ID", id))
}

pub(super) fn scheme_of_oioubl() -> Element {
    Element::new("cac:TaxScheme").with(coded("cbc:ID", "63", "urn:oioubl:id:taxschemeid-1.1")).with(Element::of("cbc:Name", "Moms"))
}

/// An id of a code list of OIOUBL.
pub(super) fn coded(name: &str, id: &str, scheme: &str) -> Element {
    Element::of(name, id).attribute("schemeAgencyID", AGENCY).attribute("schemeID", scheme)
}

/// A code of a code list of OIOUBL.
pub(super) fn listed(name: &str, code: &str, list: &str) -> Element {
    Element::of(name, code).attribute("listAgencyID", AGENCY).attribute("listID", list)
}

fn subtotal(vat: &VatBreakdown, dialect: Dialect, currency: Currency<'_>) -> Element {
    let exemption =
        [text("cbc:TaxExemptionReasonCode", vat.exemption_code.as_deref()), text("cbc:TaxExemptionReason", vat.exemption_reason.as_deref())];
    Element::new("cac:TaxSubtotal")
        .with_all(currency.amount("cbc:TaxableAmount", vat.taxable))
        .with_all(currency.amount("cbc:TaxAmount", vat.amount))
        .with(category("cac:TaxCategory", &vat.vat, exemption, dialect))
}

/// VAT of the document.
pub(super) fn totals(invoice: &Invoice, dialect: Dialect, currency: Currency<'_>) -> Vec<Element> {
    let vat = match dialect {
        Dialect::Bis3 => invoice.vat.clone(),
        Dialect::Oioubl => by_word(&invoice.vat),
    };
    let total = Element::new("cac:TaxTotal")
        .with_all(currency.amount("cbc:TaxAmount", invoice.totals.vat))
        .with_all(vat.iter().map(|vat| subtotal(vat, dialect, currency)));
    let books = match (dialect, invoice.books_currency.as_deref()) {
        (Dialect::Bis3, Some(books)) => {
            Currency(books).amount("cbc:TaxAmount", invoice.totals.vat_of_books).map(|amount| Element::new("cac:TaxTotal").with(amount))
        }
        _ => None,
    };
    total.unless_empty().into_iter().chain(books).collect()
}

/// Breakdowns that are one in OIOUBL, because their categories have one word.
fn by_word(vat: &[VatBreakdown]) -> Vec<VatBreakdown> {
    let mut merged: Vec<VatBreakdown> = Vec::new();
    for of in vat {
        let same = merged.iter_mut().find(|before| before.vat.category.oioubl() == of.vat.category.oioubl() && before.vat.rate == of.vat.rate);
        let Some(before) = same else {
            merged.push(of.clone());
            continue;
        };
        let sum = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).map(|(a, b)| a + b);
        before.taxable = sum(before.taxable, of.taxable);
        before.amount = sum(before.amount, of.amount);
        before.exemption_code = before.exemption_code.take().or_else(|| of.exemption_code.clone());
        before.exemption_reason = before.exemption_reason.take().or_else(|| of.exemption_reason.clone());
    }
    merged
}

/// VAT of a line of OIOUBL.
pub(super) fn of_line(line: &Line, currency: Currency<'_>) -> Option<Element> {
    let (vat, net) = (line.vat.as_ref()?, line.net?);
    let amount = line.vat_amount.unwrap_or_else(|| {
        let amount = net * vat.rate.unwrap_or_default() / Decimal::ONE_HUNDRED;
        amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
    });
    let breakdown = VatBreakdown { vat: vat.clone(), taxable: Some(net), amount: Some(amount), exemption_code: None, exemption_reason: None };
    Some(Element::new("cac:TaxTotal").with_all(currency.amount("cbc:TaxAmount", Some(amount))).with(subtotal(&breakdown, Dialect::Oioubl, currency)))
}

/// What is taken off or added.
pub(super) fn charge(charge: &Charge, dialect: Dialect, currency: Currency<'_>) -> Element {
    let factor = charge.percent.map(|percent| match dialect {
        Dialect::Bis3 => percent,
        Dialect::Oioubl => percent / Decimal::ONE_HUNDRED,
    });
    Element::new("cac:AllowanceCharge")
        .with(Element::of("cbc:ChargeIndicator", if charge.is_charge { "true" } else { "false" }))
        .with_all(text("cbc:AllowanceChargeReasonCode", charge.reason_code.as_deref()))
        .with_all(text("cbc:AllowanceChargeReason", charge.reason.as_deref()))
        .with_all(factor.map(|factor| Element::of("cbc:MultiplierFactorNumeric", number::quantity(factor))))
        .with_all(currency.amount("cbc:Amount", charge.amount))
        .with_all(currency.amount("cbc:BaseAmount", charge.base))
        .with_all(charge.vat.as_ref().map(|vat| category("cac:TaxCategory", vat, [None, None], dialect)))
}
