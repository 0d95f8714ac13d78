//! What both dialects write alike.

use super::number;
use crate::model::{Days, Preceding};
use crate::xml::Element;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// An element with a text, where there is one.
pub(super) fn text(name: &str, text: Option<&str>) -> Option<Element> {
    text.map(|text| Element::of(name, text)).and_then(Element::unless_empty)
}

/// An element that holds an `ID`, where there is one.
pub(super) fn id_of(name: &str, id: Option<&str>) -> Option<Element> {
    text("cbc:ID", id).map(|id| Element::new(name).with(id))
}

pub(super) fn date(name: &str, date: Option<NaiveDate>) -> Option<Element> {
    date.map(|date| Element::of(name, date.format("%Y-%m-%d").to_string()))
}

pub(super) fn days(days: Option<Days>) -> Option<Element> {
    let days = days?;
    Element::new("cac:InvoicePeriod").with_all(date("cbc:StartDate", days.first)).with_all(date("cbc:EndDate", days.last)).unless_empty()
}

/// Amounts of a document: all are in its currency.
#[derive(Clone, Copy)]
pub(super) struct Currency<'a>(pub(super) &'a str);

impl Currency<'_> {
    pub(super) fn amount(self, name: &str, amount: Option<Decimal>) -> Option<Element> {
        amount.map(|amount| Element::of(name, number::amount(amount)).attribute("currencyID", self.0))
    }
}

pub(super) fn quantity(name: &str, quantity: Decimal, unit: Option<&str>) -> Element {
    let element = Element::of(name, number::quantity(quantity));
    match unit.filter(|unit| !unit.trim().is_empty()) {
        Some(unit) => element.attribute("unitCode", unit.trim()),
        None => element,
    }
}

/// Invoices that it takes back or replaces.
pub(super) fn preceding(preceding: &[Preceding]) -> impl Iterator<Item = Element> {
    preceding.iter().map(|before| {
        let reference = Element::new("cac:InvoiceDocumentReference").with_all(text("cbc:ID", Some(&before.number)));
        Element::new("cac:BillingReference").with(reference.with_all(date("cbc:IssueDate", before.issued)))
    })
}
