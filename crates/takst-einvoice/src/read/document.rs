//! Invoices and credit notes as a whole.

use super::error::{Form, ReadFault};
use super::line::sum;
use super::pull::{Element, Pull, shown};
use super::reading::{Outcome, Reading, Resolver};
use super::sums;
use super::tax::TaxTotal;
use crate::model::{Dialect, DocumentKind, Invoice, Preceding, Problem, ReceivedInvoice};
use rust_decimal::Decimal;
use std::io::Read;

/// The type of a credit note, of an invoice too that is meant as one.
const CREDIT_NOTE: &str = "381";

/// The type of a document that is a project: a credit note has no other place for it.
const PROJECT: &str = "50";

pub(super) fn received<R: Read>(input: R, resolver: Option<Resolver<'_>>) -> Outcome<ReceivedInvoice> {
    let mut reading = Reading::new(Pull::open(input)?, resolver);
    let root = reading.pull.root()?;
    let received = if root.name == "StandardBusinessDocument" { reading.envelope()? } else { reading.document(&root)? };
    reading.pull.end()?;
    Ok(received)
}

/// What of a document is only understood at its end.
#[derive(Default)]
struct Parts {
    customization: Option<String>,
    tax_totals: Vec<TaxTotal>,
    /// The net, or in OIOUBL the VAT.
    exclusive: Option<Decimal>,
}

impl<R: Read> Reading<'_, R> {
    /// The invoice within an envelope.
    fn envelope(&mut self) -> Outcome<ReceivedInvoice> {
        let mut received = None;
        while let Some(child) = self.pull.any_child()? {
            if child.name == "StandardBusinessDocumentHeader" {
                self.skip()?;
            } else if received.is_none() {
                received = Some(self.document(&child)?);
            } else {
                return self.pull.fail(ReadFault::NotInvoice { root: "an envelope with several documents".to_owned() });
            }
        }
        match received {
            Some(received) => Ok(received),
            None => self.pull.fail(ReadFault::NotInvoice { root: "an envelope without a document".to_owned() }),
        }
    }

    fn document(&mut self, root: &Element) -> Outcome<ReceivedInvoice> {
        let kind = match (&*root.name, root.is_ubl()) {
            ("Invoice", true) => DocumentKind::Invoice,
            ("CreditNote", true) => DocumentKind::CreditNote,
            ("html" | "HTML", _) => return self.pull.fail(ReadFault::NotXml(Form::Html)),
            (name, is_ubl) => {
                let namespace = if root.namespace.is_empty() { "no namespace".to_owned() } else { shown(&root.namespace) };
                let root = if is_ubl { shown(name) } else { format!("{} ({namespace})", shown(name)) };
                return self.pull.fail(ReadFault::NotInvoice { root });
            }
        };
        let (mut invoice, mut parts) = (Invoice::new(kind), Parts::default());
        while let Some(child) = self.child()? {
            if !self.head(&child, &mut invoice, &mut parts)? && !self.references(&child, &mut invoice)? {
                self.body(&child, &mut invoice, &mut parts)?;
            }
        }
        self.missing(root, &invoice);
        Ok(self.received(invoice, parts))
    }

    /// Numbers and dates. Returns whether the element was one of these.
    fn head(&mut self, child: &Element, invoice: &mut Invoice, parts: &mut Parts) -> Outcome<bool> {
        match &*child.name {
            "CustomizationID" => parts.customization = self.text()?,
            "ID" => {
                let number = self.text()?;
                self.once(&mut invoice.number, number);
            }
            "UUID" => invoice.uuid = self.text()?,
            "IssueDate" => {
                let day = self.date()?;
                self.once(&mut invoice.issued, day);
            }
            "DueDate" => {
                let day = self.date()?;
                self.once(&mut invoice.due, day);
            }
            "InvoiceTypeCode" | "CreditNoteTypeCode" => {
                invoice.type_code = self.text()?;
                if invoice.type_code.as_deref() == Some(CREDIT_NOTE) {
                    invoice.kind = DocumentKind::CreditNote;
                }
            }
            "DocumentCurrencyCode" => {
                invoice.currency = self.text()?;
                self.currencies[0].clone_from(&invoice.currency);
            }
            "TaxCurrencyCode" => {
                invoice.books_currency = self.text()?;
                self.currencies[1].clone_from(&invoice.books_currency);
            }
            "Note" => self.text_into(&mut invoice.notes)?,
            "InvoicePeriod" => {
                let days = self.days()?;
                self.once(&mut invoice.days, days);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Numbers of other documents. Returns whether the element was one of these.
    fn references(&mut self, child: &Element, invoice: &mut Invoice) -> Outcome<bool> {
        let references = &mut invoice.references;
        let (to, value) = match &*child.name {
            "BuyerReference" => (&mut references.buyer_reference, self.text()?),
            "AccountingCost" => (&mut references.accounting_cost, self.text()?),
            "AccountingCostCode" => {
                let code = self.text()?;
                references.accounting_cost = references.accounting_cost.take().or(code);
                return Ok(true);
            }
            "OrderReference" => {
                self.order(invoice)?;
                return Ok(true);
            }
            "BillingReference" => {
                self.billing(&mut references.preceding)?;
                return Ok(true);
            }
            "ContractDocumentReference" => (&mut references.contract, self.id_within()?),
            "ProjectReference" => (&mut references.project, self.id_within()?),
            "ReceiptDocumentReference" => (&mut references.receipt, self.id_within()?),
            "DespatchDocumentReference" => (&mut references.despatch, self.id_within()?),
            "OriginatorDocumentReference" => (&mut references.tender, self.id_within()?),
            "AdditionalDocumentReference" => {
                let document = self.attached()?;
                let references = &mut invoice.references;
                match document {
                    Some(project) if project.kind.as_deref() == Some(PROJECT) && references.project.is_none() && !project.id.is_empty() => {
                        references.project = Some(project.id);
                    }
                    document => references.documents.extend(document),
                }
                return Ok(true);
            }
            _ => return Ok(false),
        };
        self.once(to, value);
        Ok(true)
    }

    fn order(&mut self, invoice: &mut Invoice) -> Outcome<()> {
        while let Some(child) = self.child()? {
            let (to, value) = match &*child.name {
                "ID" => (&mut invoice.references.order, self.text()?),
                "SalesOrderID" => (&mut invoice.references.sales_order, self.text()?),
                _ => {
                    self.skip()?;
                    continue;
                }
            };
            self.once(to, value);
        }
        Ok(())
    }

    fn billing(&mut self, preceding: &mut Vec<Preceding>) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "InvoiceDocumentReference" | "SelfBilledInvoiceDocumentReference" | "CreditNoteDocumentReference" => {
                    let (mut number, mut issued) = (None, None);
                    while let Some(part) = self.child()? {
                        match &*part.name {
                            "ID" => number = self.text()?,
                            "IssueDate" => issued = self.date()?,
                            _ => self.skip()?,
                        }
                    }
                    if let Some(number) = number {
                        self.part()?;
                        preceding.push(Preceding { number, issued });
                    }
                }
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    /// Parties, payment, sums and lines.
    fn body(&mut self, child: &Element, invoice: &mut Invoice, parts: &mut Parts) -> Outcome<()> {
        match &*child.name {
            "AccountingSupplierParty" => invoice.seller = self.party_within()?,
            "AccountingCustomerParty" => invoice.buyer = self.party_within()?,
            "PayeeParty" => {
                let mut payee = invoice.payee.take().unwrap_or_default();
                self.party(&mut payee)?;
                invoice.payee = Some(payee);
            }
            "Delivery" => self.delivery(invoice)?,
            "PaymentMeans" => {
                let payment = self.payment()?;
                invoice.payments.push(payment);
            }
            "PaymentTerms" => {
                while let Some(part) = self.child()? {
                    match &*part.name {
                        "Note" => self.text_into(&mut invoice.terms)?,
                        _ => self.skip()?,
                    }
                }
            }
            "AllowanceCharge" => {
                let charge = self.charge()?;
                invoice.charges.push(charge);
            }
            "TaxTotal" => {
                self.part()?;
                let total = self.tax_total()?;
                parts.tax_totals.push(total);
            }
            "LegalMonetaryTotal" => self.totals(invoice, parts)?,
            "InvoiceLine" | "CreditNoteLine" => {
                self.line = Some(invoice.lines.len());
                let line = self.line()?;
                self.line = None;
                invoice.lines.push(line);
            }
            _ => self.skip()?,
        }
        Ok(())
    }

    fn delivery(&mut self, invoice: &mut Invoice) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "ActualDeliveryDate" => {
                    let day = self.date()?;
                    invoice.delivered = invoice.delivered.or(day);
                }
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn totals(&mut self, invoice: &mut Invoice, parts: &mut Parts) -> Outcome<()> {
        while let Some(child) = self.child()? {
            let totals = &mut invoice.totals;
            let to = match &*child.name {
                "LineExtensionAmount" => &mut totals.lines,
                "TaxExclusiveAmount" => &mut parts.exclusive,
                "TaxInclusiveAmount" => &mut totals.gross,
                "AllowanceTotalAmount" => &mut totals.allowances,
                "ChargeTotalAmount" => &mut totals.charges,
                "PrepaidAmount" => &mut totals.prepaid,
                "PayableRoundingAmount" => &mut totals.rounding,
                "PayableAmount" => &mut totals.payable,
                _ => {
                    self.skip()?;
                    continue;
                }
            };
            let amount = self.amount(&child)?;
            self.once(to, amount);
        }
        Ok(())
    }

    /// Parts that every invoice has.
    fn missing(&mut self, root: &Element, invoice: &Invoice) {
        let seller = &invoice.seller;
        let line = if root.name == "CreditNote" { "CreditNoteLine" } else { "InvoiceLine" };
        let parts = [
            ("ID", invoice.number.is_none()),
            ("IssueDate", invoice.issued.is_none()),
            ("DocumentCurrencyCode", invoice.currency.is_none()),
            ("AccountingSupplierParty", seller.endpoint.is_none() && seller.legal_id.is_none() && seller.vat_id.is_none() && seller.ids.is_empty()),
            (line, invoice.lines.is_empty()),
        ];
        // The root was closed: its place is put together.
        let end = self.pull.place().line;
        for part in parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(part, _)| part) {
            let place = crate::place::Place::new(end, &format!("/{}/{part}", root.name));
            self.problem(Problem::Missing { place });
        }
        for nth in invoice.lines.iter().enumerate().filter(|(_, line)| line.net.is_none()).map(|(nth, _)| nth + 1) {
            let place = crate::place::Place::new(end, &format!("/{}/{line}[{nth}]/LineExtensionAmount", root.name));
            self.problem(Problem::Missing { place });
        }
    }

    /// Brings the parts together once all is read.
    fn received(&mut self, mut invoice: Invoice, parts: Parts) -> ReceivedInvoice {
        let customization = parts.customization.unwrap_or_default();
        let (dialect, is_european) = dialect(&customization);
        if dialect.is_none() {
            self.problem(Problem::UnknownDialect { customization });
        }
        let is_oioubl = dialect == Some(Dialect::Oioubl);
        self.taxes(&mut invoice, parts.tax_totals);
        match parts.exclusive {
            Some(vat) if is_oioubl => {
                invoice.totals.vat = invoice.totals.vat.or(Some(vat));
                if invoice.totals.vat != Some(vat) {
                    let (stated, computed) = (vat, invoice.totals.vat.unwrap_or_default());
                    self.problem(Problem::Sum { of: crate::model::Sum::Vat, nth: None, stated, computed });
                }
            }
            // Of an unknown dialect it is not known which of the two the amount is.
            net if is_european => invoice.totals.net = net,
            _ => {}
        }
        if is_oioubl {
            // OIOUBL writes a factor.
            let charges = invoice.charges.iter_mut().chain(invoice.lines.iter_mut().flat_map(|line| &mut line.charges));
            for percent in charges.filter_map(|charge| charge.percent.as_mut()) {
                *percent = percent.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*percent).normalize();
            }
        }
        for problem in sums::problems(&invoice, dialect) {
            self.problem(problem);
        }
        ReceivedInvoice { dialect, invoice, problems: std::mem::take(&mut self.problems), citizens: std::mem::take(&mut self.citizens) }
    }

    /// VAT of the document, and that in the currency of the books.
    fn taxes(&mut self, invoice: &mut Invoice, totals: Vec<TaxTotal>) {
        let is_of_books = |total: &TaxTotal| {
            let currency = total.currency.as_ref();
            currency.is_some() && currency != invoice.currency.as_ref() && currency == invoice.books_currency.as_ref()
        };
        let (of_books, own): (Vec<TaxTotal>, Vec<TaxTotal>) = totals.into_iter().partition(is_of_books);
        invoice.totals.vat_of_books = sum(of_books.iter().map(|total| total.amount));
        invoice.totals.vat = sum(own.iter().map(|total| total.amount));
        invoice.vat = own.into_iter().flat_map(|total| total.rates).collect();
    }
}

/// The dialect of a `CustomizationID`, and whether its terms are those of EN 16931.
fn dialect(customization: &str) -> (Option<Dialect>, bool) {
    let is_european = customization.starts_with("urn:cen.eu:en16931:2017");
    if customization.to_ascii_uppercase().starts_with("OIOUBL") {
        return (Some(Dialect::Oioubl), false);
    }
    let is_peppol = is_european && customization.contains("urn:fdc:peppol.eu:2017:poacc:billing:3.");
    (is_peppol.then_some(Dialect::Bis3), is_european)
}
