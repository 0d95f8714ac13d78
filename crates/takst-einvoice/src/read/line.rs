//! Lines, and documents named beside them.

use super::reading::{Outcome, Reading};
use crate::model::{Attached, Item, Line, Measured, Price};
use crate::read::pull::Element;
use rust_decimal::Decimal;
use std::io::Read;

impl<R: Read> Reading<'_, R> {
    pub(super) fn line(&mut self) -> Outcome<Line> {
        self.part()?;
        let mut line = Line::default();
        // VAT where it stands at the line, and at its item.
        let (mut at_line, mut at_item) = (None, None);
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => {
                    let id = self.text()?;
                    self.once(&mut line.id, id);
                }
                "Note" => self.text_into(&mut line.notes)?,
                "InvoicedQuantity" | "CreditedQuantity" => {
                    let quantity = self.measured(&child)?;
                    self.once(&mut line.quantity, quantity);
                }
                "LineExtensionAmount" => {
                    let net = self.amount(&child)?;
                    self.once(&mut line.net, net);
                }
                "AccountingCost" => {
                    let account = self.text()?;
                    self.once(&mut line.accounting_cost, account);
                }
                "AccountingCostCode" => {
                    let account = self.text()?;
                    line.accounting_cost = line.accounting_cost.take().or(account);
                }
                "InvoicePeriod" => {
                    let days = self.days()?;
                    self.once(&mut line.days, days);
                }
                "OrderLineReference" => self.order_line(&mut line)?,
                "DocumentReference" => {
                    if let Some(document) = self.attached()? {
                        line.documents.push(document);
                    }
                }
                "AllowanceCharge" => {
                    let charge = self.charge()?;
                    line.charges.push(charge);
                }
                "TaxTotal" => {
                    let total = self.tax_total()?;
                    line.vat_amount = sum([line.vat_amount, total.amount]);
                    at_line = at_line.or_else(|| total.rates.into_iter().next().map(|rate| rate.vat));
                }
                "Item" => at_item = self.item(&mut line.item)?,
                "Price" => {
                    let price = self.price()?;
                    self.once(&mut line.price, price);
                }
                _ => self.skip()?,
            }
        }
        line.vat = at_item.or(at_line);
        Ok(line)
    }

    fn measured(&mut self, element: &Element) -> Outcome<Option<Measured>> {
        let unit = element.attribute("unitCode").map(|unit| self.masked(unit.to_owned()));
        Ok(self.decimal()?.map(|quantity| Measured { quantity, unit }))
    }

    fn order_line(&mut self, line: &mut Line) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "LineID" => {
                    let id = self.text()?;
                    self.once(&mut line.order_line, id);
                }
                "OrderReference" => {
                    let order = self.id_within()?;
                    self.once(&mut line.order, order);
                }
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    /// A document named beside the invoice or a line; `None`: nothing is said of it. What is attached is passed over.
    pub(super) fn attached(&mut self) -> Outcome<Option<Attached>> {
        let (mut document, mut id) = (Attached::default(), None);
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => {
                    document.scheme = child.attribute("schemeID").map(|scheme| self.masked(scheme.to_owned()));
                    id = self.text()?;
                }
                "DocumentTypeCode" | "DocumentType" => {
                    let kind = self.text()?;
                    document.kind = document.kind.take().or(kind);
                }
                "DocumentDescription" => {
                    let description = self.text()?;
                    document.description = document.description.take().or(description);
                }
                "Attachment" => document.file_name = self.attachment()?,
                _ => self.skip()?,
            }
        }
        document.id = id.unwrap_or_default();
        let says_something = !document.id.is_empty() || document.file_name.is_some() || document.description.is_some();
        if says_something {
            self.part()?;
        }
        Ok(Some(document).filter(|_| says_something))
    }

    /// The name of an attached file.
    fn attachment(&mut self) -> Outcome<Option<String>> {
        let mut name = None;
        while let Some(child) = self.child()? {
            if child.name == "EmbeddedDocumentBinaryObject" {
                name = child.attribute("filename").map(|name| self.masked(name.to_owned()));
            }
            self.skip()?;
        }
        Ok(name)
    }

    /// What is billed; and its VAT.
    fn item(&mut self, item: &mut Item) -> Outcome<Option<crate::model::Vat>> {
        let mut vat = None;
        while let Some(child) = self.child()? {
            match &*child.name {
                "Name" => {
                    let name = self.text()?;
                    self.once(&mut item.name, name);
                }
                "Description" => self.text_into(&mut item.descriptions)?,
                "SellersItemIdentification" => item.seller_id = self.id_within()?,
                "BuyersItemIdentification" => item.buyer_id = self.id_within()?,
                "StandardItemIdentification" => self.standard_id(item)?,
                "ClassifiedTaxCategory" => {
                    let of_item = self.vat()?;
                    self.once(&mut vat, of_item);
                }
                _ => self.skip()?,
            }
        }
        Ok(vat)
    }

    fn standard_id(&mut self, item: &mut Item) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => {
                    let id = self.id(&child)?;
                    self.once(&mut item.standard_id, id);
                }
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn price(&mut self) -> Outcome<Option<Price>> {
        let (mut amount, mut base) = (None, None);
        while let Some(child) = self.child()? {
            match &*child.name {
                "PriceAmount" => amount = self.amount(&child)?,
                "BaseQuantity" => base = self.measured(&child)?,
                _ => self.skip()?,
            }
        }
        Ok(amount.map(|amount| Price { amount, base }))
    }
}

/// The sum of what is there; `None`: nothing is, or it is too large.
pub(super) fn sum(of: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    of.into_iter().flatten().map(Some).reduce(|sum, next| sum?.checked_add(next?)).flatten()
}
