//! Ways and terms of payment.

use super::parts::{Currency, date, id_of, text};
use super::tax::{coded, listed};
use crate::model::{Account, Dialect, DocumentKind, Invoice, Payment};
use crate::xml::Element;
use chrono::NaiveDate;

/// Characters that Danish banks carry along with a payment.
const PAYMENT_NOTE: usize = 20;

/// Ways of payment.
pub(super) fn means(invoice: &Invoice, dialect: Dialect) -> Vec<Element> {
    let numbered = invoice.payments.iter().enumerate();
    match dialect {
        Dialect::Bis3 => {
            // The header of an invoice says when it is due; that of a credit note has no place for it.
            let due = |payment: &Payment| if invoice.kind == DocumentKind::CreditNote { payment.due.or(invoice.due) } else { None };
            invoice.payments.iter().map(|payment| of_bis(payment, due(payment))).collect()
        }
        Dialect::Oioubl => numbered.map(|(at, payment)| of_oioubl(at + 1, payment, payment.due.or(invoice.due))).collect(),
    }
}

/// Terms of payment.
pub(super) fn terms(invoice: &Invoice, dialect: Dialect, currency: Currency<'_>) -> Option<Element> {
    let note = text("cbc:Note", Some(&invoice.terms.join("\n")));
    let terms = Element::new("cac:PaymentTerms");
    match dialect {
        Dialect::Bis3 => terms.with_all(note).unless_empty(),
        Dialect::Oioubl if note.is_none() && invoice.payments.is_empty() => None,
        Dialect::Oioubl => {
            let means = (!invoice.payments.is_empty()).then(|| Element::of("cbc:PaymentMeansID", "1"));
            Some(
                terms.with(Element::of("cbc:ID", "1")).with_all(means).with_all(note).with_all(currency.amount("cbc:Amount", invoice.totals.payable)),
            )
        }
    }
}

fn account(id: &str, note: Option<&str>, branch: Option<Element>) -> Option<Element> {
    Element::new("cac:PayeeFinancialAccount")
        .with_all(text("cbc:ID", Some(id)))
        .with_all(text("cbc:PaymentNote", note))
        .with_all(branch)
        .unless_empty()
}

fn branch(id: &str) -> Option<Element> {
    id_of("cac:FinancialInstitutionBranch", Some(id))
}

fn of_bis(payment: &Payment, due: Option<NaiveDate>) -> Element {
    let slip = |kind: &str, id: &Option<String>| format!("{kind}#{}", id.as_deref().unwrap_or_default());
    let remittance = payment.remittance.clone();
    let (payment_id, to) = match &payment.account {
        Account::Bank { registration, account: number } => (remittance, account(number, None, branch(registration))),
        Account::Iban { account: number, bic } => (remittance, account(number, None, bic.as_deref().and_then(branch))),
        Account::Fik { kind, id, creditor: number } | Account::Giro { kind, id, account: number } => {
            (Some(slip(kind, id)), account(number, None, None))
        }
        Account::DirectDebit { mandate, account } => {
            let payer = id_of("cac:PayerFinancialAccount", account.as_deref());
            (remittance, Element::new("cac:PaymentMandate").with_all(text("cbc:ID", mandate.as_deref())).with_all(payer).unless_empty())
        }
        Account::NemKonto => (remittance, None),
        Account::Other { account: number, branch: of } => {
            (remittance, account(number.as_deref().unwrap_or_default(), None, of.as_deref().and_then(branch)))
        }
    };
    Element::new("cac:PaymentMeans")
        .with_all(text("cbc:PaymentMeansCode", payment.written_code()))
        .with_all(date("cbc:PaymentDueDate", due))
        .with_all(text("cbc:PaymentID", payment_id.as_deref()))
        .with_all(to)
}

fn of_oioubl(number: usize, payment: &Payment, due: Option<NaiveDate>) -> Element {
    let channel = |code: &str| Some(listed("cbc:PaymentChannelCode", code, "urn:oioubl:codelist:paymentchannelcode-1.1"));
    // A longer text has no place in a bank transfer. The number stands on the document all the same.
    let note = payment.remittance.as_deref().filter(|text| text.trim().chars().count() <= PAYMENT_NOTE);
    let slip = |kind: &str| Some(coded("cbc:PaymentID", kind, "urn:oioubl:id:paymentid-1.1"));
    let means = Element::new("cac:PaymentMeans")
        .with(Element::of("cbc:ID", number.to_string()))
        .with_all(text("cbc:PaymentMeansCode", payment.written_code()))
        .with_all(date("cbc:PaymentDueDate", due));
    match &payment.account {
        Account::Bank { registration, account: number } => means.with_all(channel("DK:BANK")).with_all(account(number, note, branch(registration))),
        Account::Iban { account: number, bic } => {
            let institution = id_of("cac:FinancialInstitution", bic.as_deref()).map(|id| Element::new("cac:FinancialInstitutionBranch").with(id));
            means.with_all(channel("IBAN")).with_all(account(number, note, institution))
        }
        Account::Fik { kind, id, creditor } => {
            let text_allowed = kind != "71";
            let instruction = payment.remittance.as_deref().filter(|_| text_allowed);
            means
                .with_all(channel("DK:FIK"))
                .with_all(text("cbc:InstructionID", id.as_deref()))
                .with_all(text("cbc:InstructionNote", instruction))
                .with_all(slip(kind))
                .with_all(text("cbc:AccountID", Some(creditor)).map(|id| Element::new("cac:CreditAccount").with(id)))
        }
        Account::Giro { kind, id, account: number } => means
            .with_all(channel("DK:GIRO"))
            .with_all(text("cbc:InstructionID", id.as_deref()))
            .with_all(slip(kind))
            .with_all(account(number, None, None)),
        Account::DirectDebit { mandate, account } => {
            means.with_all(text("cbc:InstructionID", mandate.as_deref())).with_all(id_of("cac:PayerFinancialAccount", account.as_deref()))
        }
        Account::NemKonto => means.with_all(channel("DK:NEMKONTO")),
        Account::Other { account: number, branch: of } => {
            means.with_all(account(number.as_deref().unwrap_or_default(), note, of.as_deref().and_then(branch)))
        }
    }
}
