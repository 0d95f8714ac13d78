//! A document as a whole.

use super::line::{document, line};
use super::parts::{Currency, date, days, id_of, preceding, text};
use super::party::{party, payee};
use super::payment::{means, terms};
use super::tax::{charge, coded, listed, totals};
use crate::model::{Attached, Dialect, DocumentKind, Invoice};
use crate::xml::Element;

const CAC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const CBC: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// Type code of a document named by a credit note of Peppol BIS that is a project (BT-11).
const PROJECT: &str = "50";

/// Returns the tree of a document in a dialect. Whether it is sound the rules say.
#[must_use]
pub fn tree(invoice: &Invoice, dialect: Dialect) -> Element {
    let currency = Currency(invoice.currency.as_deref().unwrap_or_default());
    let (root, namespace) = match invoice.kind {
        DocumentKind::Invoice => ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
        DocumentKind::CreditNote => ("CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
    };
    Element::new(root)
        .attribute("xmlns", namespace)
        .attribute("xmlns:cac", CAC)
        .attribute("xmlns:cbc", CBC)
        .with_all(head(invoice, dialect))
        .with_all(references(invoice, dialect))
        .with(Element::new("cac:AccountingSupplierParty").with(party(&invoice.seller, None, dialect)))
        .with(Element::new("cac:AccountingCustomerParty").with(party(&invoice.buyer, invoice.person_reference(), dialect)))
        .with_all(invoice.payee.as_ref().map(|of| payee(of, dialect)))
        .with_all(date("cbc:ActualDeliveryDate", invoice.delivered).map(|date| Element::new("cac:Delivery").with(date)))
        .with_all(means(invoice, dialect))
        .with_all(terms(invoice, dialect, currency))
        .with_all(prepaid(invoice, dialect, currency))
        .with_all(invoice.charges.iter().map(|of| charge(of, dialect, currency)))
        .with_all(totals(invoice, dialect, currency))
        .with(sums(invoice, dialect, currency))
        .with_all(invoice.lines.iter().map(|of| line(of, invoice.kind, dialect, currency)))
}

fn head(invoice: &Invoice, dialect: Dialect) -> Vec<Element> {
    let notes = invoice.notes.join("\n");
    let (type_name, type_code) = match invoice.kind {
        DocumentKind::Invoice => ("cbc:InvoiceTypeCode", "380"),
        DocumentKind::CreditNote => ("cbc:CreditNoteTypeCode", "381"),
    };
    let is_invoice = invoice.kind == DocumentKind::Invoice;
    let (number, issued) = (text("cbc:ID", invoice.number.as_deref()), date("cbc:IssueDate", invoice.issued));
    let after = [
        text("cbc:Note", Some(&notes)),
        text("cbc:DocumentCurrencyCode", invoice.currency.as_deref()),
        text("cbc:TaxCurrencyCode", invoice.books_currency.as_deref().filter(|_| dialect == Dialect::Bis3)),
        text("cbc:AccountingCost", invoice.references.accounting_cost.as_deref()),
    ];
    let before = match dialect {
        Dialect::Bis3 => vec![
            Some(Element::of("cbc:CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0")),
            Some(Element::of("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")),
            number,
            issued,
            date("cbc:DueDate", invoice.due.filter(|_| is_invoice)),
            Some(Element::of(type_name, type_code)),
        ],
        Dialect::Oioubl => vec![
            Some(Element::of("cbc:UBLVersionID", "2.1")),
            Some(Element::of("cbc:CustomizationID", "OIOUBL-2.1")),
            Some(coded("cbc:ProfileID", "Procurement-BilSim-1.0", "urn:oioubl:id:profileid-1.2")),
            number,
            Some(Element::of("cbc:CopyIndicator", "false")),
            text("cbc:UUID", invoice.uuid.as_deref()),
            issued,
            is_invoice.then(|| listed(type_name, type_code, "urn:oioubl:codelist:invoicetypecode-1.1")),
        ],
    };
    before.into_iter().chain(after).flatten().collect()
}

fn references(invoice: &Invoice, dialect: Dialect) -> Vec<Element> {
    let of = &invoice.references;
    let buyer_reference = match dialect {
        Dialect::Bis3 => text("cbc:BuyerReference", invoice.person_reference()),
        Dialect::Oioubl => None,
    };
    let order = Element::new("cac:OrderReference")
        .with_all(text("cbc:ID", of.order.as_deref()))
        .with_all(text("cbc:SalesOrderID", of.sales_order.as_deref()))
        .unless_empty();
    let despatch = id_of("cac:DespatchDocumentReference", of.despatch.as_deref());
    let receipt = id_of("cac:ReceiptDocumentReference", of.receipt.as_deref());
    let tender = id_of("cac:OriginatorDocumentReference", of.tender.as_deref());
    let contract = id_of("cac:ContractDocumentReference", of.contract.as_deref());
    let mut documents: Vec<Element> = of.documents.iter().filter_map(|of| document("cac:AdditionalDocumentReference", of, dialect)).collect();
    let mut elements: Vec<Element> = buyer_reference.into_iter().chain(days(invoice.days)).chain(order).collect();
    elements.extend(preceding(&of.preceding));
    elements.extend(despatch.into_iter().chain(receipt));
    match invoice.kind {
        DocumentKind::Invoice => {
            elements.extend(tender.into_iter().chain(contract).chain(documents));
            elements.extend(id_of("cac:ProjectReference", of.project.as_deref()));
        }
        // The schema of credit notes has another order, and no place for a project of its own.
        DocumentKind::CreditNote => {
            let project = of.project.clone().map(|id| Attached { id, kind: Some(PROJECT.to_owned()), ..Attached::default() });
            documents.extend(project.and_then(|of| document("cac:AdditionalDocumentReference", &of, dialect)));
            elements.extend(contract.into_iter().chain(documents).chain(tender));
        }
    }
    elements
}

/// What was paid before. Only an invoice of OIOUBL has a place for it beside the sums.
fn prepaid(invoice: &Invoice, dialect: Dialect, currency: Currency<'_>) -> Option<Element> {
    if dialect == Dialect::Bis3 || invoice.kind == DocumentKind::CreditNote {
        return None;
    }
    currency.amount("cbc:PaidAmount", invoice.totals.prepaid).map(|paid| Element::new("cac:PrepaidPayment").with(paid))
}

fn sums(invoice: &Invoice, dialect: Dialect, currency: Currency<'_>) -> Element {
    let of = &invoice.totals;
    // What OIOUBL calls so is VAT, not the sum without it.
    let exclusive = match dialect {
        Dialect::Bis3 => of.net,
        Dialect::Oioubl => of.vat,
    };
    let amounts = [
        ("cbc:LineExtensionAmount", of.lines),
        ("cbc:TaxExclusiveAmount", exclusive),
        ("cbc:TaxInclusiveAmount", of.gross),
        ("cbc:AllowanceTotalAmount", of.allowances),
        ("cbc:ChargeTotalAmount", of.charges),
        ("cbc:PrepaidAmount", of.prepaid),
        ("cbc:PayableRoundingAmount", of.rounding),
        ("cbc:PayableAmount", of.payable),
    ];
    Element::new("cac:LegalMonetaryTotal").with_all(amounts.into_iter().filter_map(|(name, of)| currency.amount(name, of)))
}
