//! Rules that only Danish documents of Peppol BIS have: DK-R-002 to DK-R-017.

use super::view::{View, decimal, has_check_digit, is_digits};
use crate::need::{Need, Who};
use crate::xml::Element;
use rust_decimal::Decimal;

/// Means of payment that are in use in Denmark.
const CODES: [&str; 11] = ["1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97"];

/// Versions of UNSPSC, with both spellings.
const CLASSIFICATIONS: [&str; 4] = ["19.05.01", "19.0501", "26.08.01", "26.0801"];

pub(super) fn check(view: &mut View<'_>) {
    if view.country(&Who::Seller) == Some("DK") {
        let company = view.party(&Who::Seller).and_then(|party| party.first("cac:PartyLegalEntity/cbc:CompanyID"));
        view.holds(company.is_some_and(|id| !id.text.is_empty()), "DK-R-002", Who::Seller, Need::Cvr, None);
        let is_marked = company.is_none_or(|id| id.value("schemeID") == Some("0184"));
        view.holds(is_marked, "DK-R-014", Who::Seller, Need::CvrScheme, company.map(|id| &*id.text));
    }
    if !view.is_danish() {
        return;
    }
    parties(view);
    if view.is_invoice {
        view.root.all("cac:PaymentMeans").into_iter().for_each(|means| payment(view, means));
    } else {
        let payable = decimal(view.root, "cac:LegalMonetaryTotal/cbc:PayableAmount").unwrap_or_default();
        view.holds(payable >= Decimal::ZERO, "DK-R-016", Who::Document, Need::NotNegative, Some(&payable.to_string()));
    }
    for (at, line) in view.lines.clone().into_iter().enumerate() {
        for code in line.all("cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode") {
            let version = code.value("listVersionID");
            let is_known = code.value("listID") != Some("TST") || version.is_some_and(|version| CLASSIFICATIONS.contains(&version));
            view.holds(is_known, "DK-R-003", view.line(at), Need::Classification, version);
        }
        line.all("cac:AllowanceCharge").into_iter().for_each(|charge| reason(view, charge, view.line(at)));
    }
    view.root.all("cac:AllowanceCharge").into_iter().for_each(|charge| reason(view, charge, Who::Document));
}

fn parties(view: &mut View<'_>) {
    for who in [Who::Seller, Who::Buyer] {
        let ids = view.party(&who).map(|party| party.all("cac:PartyIdentification/cbc:ID")).unwrap_or_default();
        for id in ids {
            let has_scheme = id.value("schemeID").is_some_and(|scheme| !scheme.trim().is_empty());
            view.holds(has_scheme, "DK-R-013", who.clone(), Need::IdScheme, Some(&id.text));
        }
    }
    let company = view.party(&Who::Buyer).and_then(|party| party.first("cac:PartyLegalEntity/cbc:CompanyID"));
    let is_marked = company.is_none_or(|id| id.value("schemeID") == Some("0184"));
    view.holds(is_marked, "DK-R-017", Who::Buyer, Need::CvrScheme, company.map(|id| &*id.text));
}

fn payment(view: &mut View<'_>, means: &Element) {
    let code = means.text_at("cbc:PaymentMeansCode");
    view.holds(code.is_some_and(|code| CODES.contains(&code)), "DK-R-005", Who::Seller, Need::PaymentCode, code);
    let id = means.text_at("cbc:PaymentID").unwrap_or_default();
    let account = means.text_at("cac:PayeeFinancialAccount/cbc:ID").unwrap_or_default();
    let (kind, number) = id.split_once('#').unwrap_or((id, ""));
    match code {
        Some("31" | "42") => {
            let branch = means.text_at("cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID").unwrap_or_default();
            let is_account = code == Some("31") || (is_digits(branch, 1..=4) && is_digits(account, 1..=10));
            let holds = !account.is_empty() && !branch.is_empty() && is_account;
            view.holds(holds, "DK-R-006", Who::Seller, Need::BankAccount, Some(&format!("{branch} {account}")));
        }
        Some("49") => {
            let mandate = means.text_at("cac:PaymentMandate/cbc:ID");
            let payer = means.text_at("cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID");
            view.holds(mandate.is_some() && payer.is_some(), "DK-R-007", Who::Seller, Need::DirectDebit, mandate.or(payer));
        }
        Some("50") => {
            let has_form = id.contains('#') && ["01", "04", "15"].contains(&kind) && is_digits(account, 7..=8);
            view.holds(has_form, "DK-R-008", Who::Seller, Need::Giro, Some(&format!("{id} {account}")));
            let has_id = kind == "01" || is_digits(number, 16..=16);
            view.holds(!["04", "15"].contains(&kind) || has_id, "DK-R-009", Who::Seller, Need::GiroId, Some(id));
        }
        Some("58") => view.holds(!account.is_empty(), "BR-61", Who::Seller, Need::Iban, None),
        Some("93") => {
            let has_form = id.contains('#') && ["71", "73", "75"].contains(&kind) && is_digits(account, 8..=8);
            view.holds(has_form, "DK-R-010", Who::Seller, Need::Fik, Some(&format!("{id} {account}")));
            fik(view, kind, number);
        }
        _ => {}
    }
}

/// The payment id of a slip: its length by its kind, and its check digit.
pub(super) fn fik(view: &mut View<'_>, kind: &str, number: &str) {
    let length = match kind {
        "71" => 15,
        "75" => 16,
        _ => return,
    };
    if is_digits(number, length..=length) {
        view.holds(has_check_digit(number), "MODULO-10", Who::Document, Need::FikId, Some(number));
    } else {
        view.lack("DK-R-011", Who::Document, Need::FikId, Some(number));
    }
}

/// A tax that is no VAT is named by four digits, or by two texts with a # between them.
fn reason(view: &mut View<'_>, charge: &Element, who: Who) {
    if charge.text_at("cbc:AllowanceChargeReasonCode") != Some("ZZZ") {
        return;
    }
    let reason = charge.text_at("cbc:AllowanceChargeReason").unwrap_or_default();
    let has_inner = reason.contains('#') && !reason.starts_with('#') && !reason.ends_with('#');
    view.holds(is_digits(reason, 4..=4) || has_inner, "DK-R-004", who, Need::ReasonCode, Some(reason));
}
