//! Rules of Peppol BIS Billing 3.0 and EN 16931 about parties, references and VAT.

use super::view::{View, decimal};
use crate::need::{Need, Who};
use crate::xml::Element;
use rust_decimal::Decimal;

pub(super) fn check(view: &mut View<'_>) {
    let root = view.root;
    let has_reference = root.text_at("cbc:BuyerReference").or(root.text_at("cac:OrderReference/cbc:ID")).is_some();
    view.holds(has_reference, "PEPPOL-EN16931-R003", Who::Buyer, Need::PersonOrOrder, None);
    // Three characters between the first two # are a code of UNTDID 4451, of which documents of ours have none.
    let note = root.text_at("cbc:Note").unwrap_or_default();
    let subject = note.split_once('#').and_then(|(_, rest)| rest.split_once('#')).map(|(between, _)| between.chars().count());
    view.holds(subject != Some(3), "BR-CL-08", Who::Document, Need::NoteSubject, Some(note));
    let payable = decimal(root, "cac:LegalMonetaryTotal/cbc:PayableAmount").unwrap_or_default();
    let is_due = root.text_at("cbc:DueDate").or(root.text_at("cac:PaymentTerms/cbc:Note")).is_some();
    view.holds(payable <= Decimal::ZERO || is_due, "BR-CO-25", Who::Document, Need::DueOrTerms, None);
    for (who, name, country) in [(Who::Seller, "BR-06", "BR-09"), (Who::Buyer, "BR-07", "BR-11")] {
        let Some(party) = view.party(&who) else { continue };
        view.holds(party.text_at("cac:PartyLegalEntity/cbc:RegistrationName").is_some(), name, who.clone(), Need::Name, None);
        view.holds(view.country(&who).is_some(), country, who, Need::Address, None);
    }
    vat(view);
    charges(view);
    for (at, line) in view.lines.clone().into_iter().enumerate() {
        let who = view.line(at);
        let vat = line.first("cac:Item/cac:ClassifiedTaxCategory");
        let has_rate = vat.is_some_and(|vat| vat.text_at("cbc:ID").is_some_and(|id| id == "O" || vat.text_at("cbc:Percent").is_some()));
        view.holds(has_rate, "BR-CO-04", who.clone(), Need::VatCategory, None);
        let unit = |element: Option<&Element>| element.and_then(|element| element.value("unitCode")).map(str::to_owned);
        if let Some(base) = line.first("cac:Price/cbc:BaseQuantity") {
            let is_same = base.value("unitCode").is_none() || unit(Some(base)) == unit(view.quantity(line));
            view.holds(is_same, "PEPPOL-EN16931-R130", who, Need::PriceUnit, base.value("unitCode"));
        }
    }
}

/// Who bills with a category is registered for it; who bills without VAT says why.
fn vat(view: &mut View<'_>) {
    let mut used: Vec<&Element> = view.lines.iter().flat_map(|line| line.all("cac:Item/cac:ClassifiedTaxCategory")).collect();
    used.extend(view.root.all("cac:AllowanceCharge/cac:TaxCategory"));
    let subtotals = view.root.all("cac:TaxTotal/cac:TaxSubtotal");
    used.extend(subtotals.iter().flat_map(|subtotal| subtotal.all("cac:TaxCategory")));
    let has = |id: &str| used.iter().any(|category| category.text_at("cbc:ID") == Some(id));
    let schemes = view.party(&Who::Seller).map(|party| party.all("cac:PartyTaxScheme")).unwrap_or_default();
    let registered =
        |scheme: &str| schemes.iter().find(|of| of.text_at("cac:TaxScheme/cbc:ID") == Some(scheme)).and_then(|of| of.text_at("cbc:CompanyID"));
    let (vat, tax) = (registered("VAT"), registered("TAX"));
    if has("S") {
        // The rule files take another registration too; who charges Danish VAT has this one.
        view.holds(vat.is_some(), "BR-S-02", Who::Seller, Need::VatRegistration, None);
    }
    if let Some(number) = vat {
        let is_danish = view.country(&Who::Seller) == Some("DK");
        let has_form = !is_danish || number.strip_prefix("DK").is_some_and(|digits| super::view::is_digits(digits, 8..=8));
        view.holds(has_form, "BR-CO-09", Who::Seller, Need::VatRegistration, Some(number));
    }
    if has("E") {
        view.holds(vat.or(tax).is_some(), "BR-E-02", Who::Seller, Need::TaxRegistration, None);
    }
    for subtotal in subtotals {
        let Some(category) = subtotal.first("cac:TaxCategory") else { continue };
        let id = category.text_at("cbc:ID");
        let rate = decimal(category, "cbc:Percent");
        let has_reason = category.text_at("cbc:TaxExemptionReasonCode").or(category.text_at("cbc:TaxExemptionReason")).is_some();
        match id {
            Some("E") => {
                view.holds(has_reason, "BR-E-10", Who::Document, Need::Exemption, None);
                view.holds(rate == Some(Decimal::ZERO), "BR-E-05", Who::Document, Need::VatCategory, category.text_at("cbc:Percent"));
                view.holds(
                    decimal(subtotal, "cbc:TaxAmount") == Some(Decimal::ZERO),
                    "BR-E-09",
                    Who::Document,
                    Need::VatAmount,
                    subtotal.text_at("cbc:TaxAmount"),
                );
            }
            Some("S") => {
                view.holds(
                    rate.is_some_and(|rate| rate > Decimal::ZERO),
                    "BR-S-05",
                    Who::Document,
                    Need::VatCategory,
                    category.text_at("cbc:Percent"),
                );
                view.holds(!has_reason, "BR-S-10", Who::Document, Need::Exemption, None);
            }
            _ => {}
        }
    }
}

/// What is taken off or added says why.
fn charges(view: &mut View<'_>) {
    let of_document = view.root.all("cac:AllowanceCharge").into_iter().map(|charge| (Who::Document, charge));
    let of_lines = view.lines.iter().enumerate().flat_map(|(at, line)| line.all("cac:AllowanceCharge").into_iter().map(move |charge| (at, charge)));
    let charges: Vec<(Who, &Element)> = of_document.chain(of_lines.map(|(at, charge)| (view.line(at), charge))).collect();
    for (who, charge) in charges {
        let has_reason = charge.text_at("cbc:AllowanceChargeReason").or(charge.text_at("cbc:AllowanceChargeReasonCode")).is_some();
        view.holds(has_reason, "BR-33", who, Need::Reason, None);
    }
}
