//! Lines.

use super::parts::{Currency, days, id_of, quantity, text};
use super::party::id;
use super::tax::{category, charge, of_line};
use crate::model::{Attached, Dialect, DocumentKind, Item, Line, Price};
use crate::xml::Element;
use rust_decimal::Decimal;

/// A line of an invoice or a credit note.
pub(super) fn line(line: &Line, kind: DocumentKind, dialect: Dialect, currency: Currency<'_>) -> Element {
    let (name, amount) = match kind {
        DocumentKind::Invoice => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
        DocumentKind::CreditNote => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
    };
    let charges = line.charges.iter().map(|of| charge(of, dialect, currency));
    let vat = match dialect {
        Dialect::Bis3 => None,
        Dialect::Oioubl => of_line(line, currency),
    };
    let element = Element::new(name)
        .with_all(text("cbc:ID", line.id.as_deref()))
        .with_all(text("cbc:Note", Some(&line.notes.join("\n"))))
        .with_all(line.quantity.as_ref().map(|of| quantity(amount, of.quantity, of.unit.as_deref())))
        .with_all(currency.amount("cbc:LineExtensionAmount", line.net))
        .with_all(text("cbc:AccountingCost", line.accounting_cost.as_deref()))
        .with_all(days(line.days))
        .with_all(order_line(line, dialect))
        .with_all(line.documents.iter().filter_map(|of| document("cac:DocumentReference", of, dialect)));
    // The schemas have the two in another order for credit notes.
    let element = match kind {
        DocumentKind::Invoice => element.with_all(charges).with_all(vat),
        DocumentKind::CreditNote => element.with_all(vat).with_all(charges),
    };
    element.with(item(line, dialect)).with_all(line.price.as_ref().map(|of| price(of, line, dialect, currency)))
}

fn order_line(line: &Line, dialect: Dialect) -> Option<Element> {
    let order = match dialect {
        Dialect::Bis3 => None,
        Dialect::Oioubl => id_of("cac:OrderReference", line.order.as_deref()),
    };
    Element::new("cac:OrderLineReference").with_all(text("cbc:LineID", line.order_line.as_deref())).with_all(order).unless_empty()
}

/// A document that is named. Peppol BIS has codes for what it is, OIOUBL words.
pub(super) fn document(name: &str, of: &Attached, dialect: Dialect) -> Option<Element> {
    let id = Element::of("cbc:ID", &of.id).unless_empty()?;
    let id = match of.scheme.as_deref() {
        Some(scheme) => id.attribute("schemeID", scheme),
        None => id,
    };
    let is_code = of.kind.as_deref().is_some_and(|kind| !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_digit()));
    let kind = match (dialect, is_code) {
        (_, true) => text("cbc:DocumentTypeCode", of.kind.as_deref()),
        // What it is must be said there; the description says it where no word does.
        (Dialect::Oioubl, false) => text("cbc:DocumentType", of.kind.as_deref().or(of.description.as_deref())),
        (Dialect::Bis3, false) => None,
    };
    let description = match dialect {
        Dialect::Bis3 => text("cbc:DocumentDescription", of.description.as_deref()),
        Dialect::Oioubl => None,
    };
    Some(Element::new(name).with(id).with_all(kind).with_all(description))
}

fn item(line: &Line, dialect: Dialect) -> Element {
    let Item { name, descriptions, seller_id, buyer_id, standard_id } = &line.item;
    let standard = standard_id.as_ref().and_then(|of| id("cbc:ID", of, dialect)).map(|id| Element::new("cac:StandardItemIdentification").with(id));
    let vat = match dialect {
        Dialect::Bis3 => line.vat.as_ref().map(|vat| category("cac:ClassifiedTaxCategory", vat, [None, None], dialect)),
        Dialect::Oioubl => None,
    };
    Element::new("cac:Item")
        .with_all(text("cbc:Description", Some(&descriptions.join("\n"))))
        .with_all(text("cbc:Name", name.as_deref()))
        .with_all(id_of("cac:BuyersItemIdentification", buyer_id.as_deref()))
        .with_all(id_of("cac:SellersItemIdentification", seller_id.as_deref()))
        .with_all(standard)
        .with_all(vat)
}

fn price(price: &Price, line: &Line, dialect: Dialect, currency: Currency<'_>) -> Element {
    let unit = line.quantity.as_ref().and_then(|quantity| quantity.unit.as_deref());
    let base = match (&price.base, dialect) {
        (Some(base), _) => Some(quantity("cbc:BaseQuantity", base.quantity, base.unit.as_deref().or(unit))),
        (None, Dialect::Oioubl) => Some(quantity("cbc:BaseQuantity", Decimal::ONE, unit)),
        (None, Dialect::Bis3) => None,
    };
    Element::new("cac:Price").with_all(currency.amount("cbc:PriceAmount", Some(price.amount))).with_all(base)
}
