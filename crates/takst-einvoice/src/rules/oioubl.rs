//! Rules of OIOUBL about the head, parties, categories and lines.

use super::view::{View, decimal, is_digits};
use crate::need::{Need, Who};
use crate::xml::Element;
use rust_decimal::Decimal;

/// The profile that asks for no order.
const PROFILE: &str = "Procurement-BilSim-1.0";

const CATEGORIES: [&str; 3] = ["StandardRated", "ZeroRated", "ReverseCharge"];

pub(super) fn check(view: &mut View<'_>) {
    let root = view.root;
    let of = |view: &View<'_>, invoice, credit_note| if view.is_invoice { invoice } else { credit_note };
    let profile = root.text_at("cbc:ProfileID");
    let needs_order = profile != Some(PROFILE) && root.first("cac:OrderReference").is_none();
    let rule = of(view, "F-INV002", "F-CRN002");
    view.holds(!needs_order, rule, Who::Document, Need::Order, profile);
    let seller_rule = of(view, "F-INV034", "F-CRN031");
    let legal = view.party(&Who::Seller).and_then(|party| party.text_at("cac:PartyLegalEntity/cbc:CompanyID"));
    view.holds(legal.is_some(), seller_rule, Who::Seller, Need::Cvr, None);
    let contact = view.party(&Who::Buyer).and_then(|party| party.first("cac:Contact"));
    let (contact_rule, reference_rule) = (of(view, "F-INV046", "F-CRN042"), of(view, "F-INV051", "F-CRN047"));
    match contact {
        None => view.lack(contact_rule, Who::Buyer, Need::PersonReference, None),
        Some(contact) => view.holds(contact.text_at("cbc:ID").is_some(), reference_rule, Who::Buyer, Need::PersonReference, None),
    }
    for who in [Who::Seller, Who::Buyer] {
        let Some(found) = view.party(&who) else { continue };
        party(view, found, &who);
    }
    for named in root.all("cac:AdditionalDocumentReference") {
        let is_said = named.first("cbc:DocumentType").is_some() != named.first("cbc:DocumentTypeCode").is_some();
        view.holds(is_said, "F-LIB092", Who::Document, Need::DocumentKind, named.text_at("cbc:ID"));
    }
    for charge in root.all("cac:AllowanceCharge") {
        let is_positive = decimal(charge, "cbc:Amount").is_some_and(|amount| amount > Decimal::ZERO);
        view.holds(is_positive, "F-LIB019", Who::Document, Need::Positive, charge.text_at("cbc:Amount"));
    }
    categories(view);
    for (at, line) in view.lines.clone().into_iter().enumerate() {
        let unit = view.quantity(line).and_then(|quantity| quantity.value("unitCode"));
        let base = line.first("cac:Price/cbc:BaseQuantity").map(|base| base.value("unitCode"));
        let who = view.line(at);
        view.holds(base.is_none_or(|base| base == unit), "UNIT", who.clone(), Need::PriceUnit, base.flatten());
        let rule = of(view, "F-INV138", "F-CRN081");
        view.holds(line.first("cac:TaxTotal").is_some(), rule, who, Need::VatCategory, None);
    }
}

fn party(view: &mut View<'_>, party: &Element, who: &Who) {
    let is_named = party.text_at("cac:PartyIdentification/cbc:ID").or(party.text_at("cac:PartyName/cbc:Name")).is_some();
    view.holds(is_named, "F-LIB022", who.clone(), Need::Name, None);
    let endpoint = party.first("cbc:EndpointID").and_then(|id| id.value("schemeID"));
    // The list has these, and many of a country and a word: `DK:CVR`, `SE:ORGNR`.
    let is_known = endpoint.is_none_or(|scheme| matches!(scheme, "GLN" | "DUNS" | "IBAN") || scheme.as_bytes().get(2) == Some(&b':'));
    view.holds(is_known, "F-LIB179", who.clone(), Need::Endpoint, endpoint);
    let Some(address) = party.first("cac:PostalAddress") else {
        view.lack("F-LIB025", who.clone(), Need::Address, None);
        return;
    };
    if address.text_at("cbc:AddressFormatCode") == Some("StructuredDK") {
        let parts = [
            ("cbc:PostalZone", "F-LIB033", Need::PostalCode),
            ("cbc:StreetName", "F-LIB034", Need::Street),
            ("cbc:BuildingNumber", "F-LIB035", Need::BuildingNumber),
        ];
        for (name, rule, need) in parts {
            view.holds(address.text_at(name).is_some(), rule, who.clone(), need, None);
        }
    }
    for scheme in party.all("cac:PartyTaxScheme") {
        let company = scheme.first("cbc:CompanyID");
        let number = company.map(|id| &*id.text).unwrap_or_default();
        let has_form = number.strip_prefix("DK").is_some_and(|digits| is_digits(digits, 8..=8));
        view.holds(has_form, "F-LIB196", who.clone(), Need::VatRegistration, Some(number));
    }
}

/// Words of VAT, and the rate of the standard one.
fn categories(view: &mut View<'_>) {
    let mut found: Vec<&Element> = Vec::new();
    view.root.each(&mut |element| {
        if element.name == "cac:TaxCategory" {
            found.push(element);
        }
    });
    for category in found {
        let id = category.text_at("cbc:ID");
        view.holds(id.is_some_and(|id| CATEGORIES.contains(&id)), "F-LIB309", Who::Document, Need::Word, id);
        let scheme = category.text_at("cac:TaxScheme/cbc:ID");
        view.holds(scheme == Some("63"), "F-LIB199", Who::Document, Need::Word, scheme);
        let is_zero = decimal(category, "cbc:Percent").unwrap_or_default() == Decimal::ZERO;
        view.holds(id != Some("StandardRated") || !is_zero, "F-LIB382", Who::Document, Need::VatCategory, category.text_at("cbc:Percent"));
    }
}
