//! Rules of both dialects: what any document must say.

use super::view::{View, is_digits};
use crate::need::{Need, Who};
use crate::xml::is_xml;
use takst::contract::words::Dialect;
use takst::document::party::{Cvr, Gln};

pub(super) fn check(view: &mut View<'_>) {
    texts(view);
    head(view);
    numbers(view);
    days(view);
    lines(view);
}

/// No element is empty, and XML has every character.
fn texts(view: &mut View<'_>) {
    let (mut empty, mut broken) = (Vec::new(), Vec::new());
    view.root.each(&mut |element| {
        if element.is_empty() {
            empty.push(element.name.as_str());
        }
        if !is_xml(&element.text) || element.attributes.iter().any(|(_, value)| !is_xml(value)) {
            broken.push(element.name.as_str());
        }
    });
    empty.into_iter().for_each(|name| view.lack("PEPPOL-EN16931-R008", Who::Document, Need::NotEmpty, Some(name)));
    broken.into_iter().for_each(|name| view.lack("XML", Who::Document, Need::Characters, Some(name)));
}

/// The name of a rule in either dialect.
const fn rule(view: &View<'_>, bis: &'static str, oioubl: &'static str) -> &'static str {
    match view.dialect {
        Dialect::Bis3 => bis,
        Dialect::Oioubl => oioubl,
    }
}

fn head(view: &mut View<'_>) {
    let root = view.root;
    let of_invoice = |view: &View<'_>, invoice, credit_note| if view.is_invoice { invoice } else { credit_note };
    let number = rule(view, "BR-02", of_invoice(view, "F-INV009", "F-CRN006"));
    view.holds(root.text_at("cbc:ID").is_some(), number, Who::Document, Need::Number, None);
    view.holds(root.text_at("cbc:IssueDate").is_some(), "BR-03", Who::Document, Need::Issued, None);
    let currency = root.text_at("cbc:DocumentCurrencyCode");
    let is_currency = currency.is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
    let currency_rule = rule(view, "BR-05", of_invoice(view, "F-INV007", "F-CRN004"));
    view.holds(is_currency, currency_rule, Who::Document, Need::Currency, currency);
    let references = root.all("cac:BillingReference/cac:InvoiceDocumentReference");
    let said = references.iter().all(|before| before.text_at("cbc:ID").is_some());
    // A credit note takes back an invoice; which, the buyer must know.
    let dated = view.is_invoice || (!references.is_empty() && references.iter().all(|before| before.text_at("cbc:IssueDate").is_some()));
    let preceding = rule(view, "BR-55", of_invoice(view, "F-INV024", "F-CRN022"));
    view.holds(said && dated, preceding, Who::Document, Need::Preceding, None);
    if let Some(order) = root.first("cac:OrderReference") {
        let order_rule = rule(view, "UBL", of_invoice(view, "F-INV024", "F-CRN022"));
        view.holds(order.text_at("cbc:ID").is_some(), order_rule, Who::Buyer, Need::Order, None);
    }
    for who in [Who::Seller, Who::Buyer] {
        let Some(party) = view.party(&who) else { continue };
        let is_seller = who == Who::Seller;
        let endpoint = match (view.dialect, view.is_invoice) {
            (Dialect::Bis3, _) if is_seller => "PEPPOL-EN16931-R020",
            (Dialect::Bis3, _) => "PEPPOL-EN16931-R010",
            (Dialect::Oioubl, true) if is_seller => "F-INV031",
            (Dialect::Oioubl, true) => "F-INV044",
            (Dialect::Oioubl, false) if is_seller => "F-CRN028",
            (Dialect::Oioubl, false) => "F-CRN040",
        };
        let address = party.first("cbc:EndpointID");
        let has_scheme = address.is_some_and(|id| !id.text.is_empty() && id.value("schemeID").is_some());
        view.holds(has_scheme, endpoint, who, Need::Endpoint, address.map(|id| &*id.text));
    }
}

/// Check digits of GLN and CVR numbers, wherever they stand in a party.
fn numbers(view: &mut View<'_>) {
    for who in [Who::Seller, Who::Buyer] {
        let Some(party) = view.party(&who) else { continue };
        let paths = ["cbc:EndpointID", "cac:PartyIdentification/cbc:ID", "cac:PartyLegalEntity/cbc:CompanyID"];
        for (place, path) in paths.iter().enumerate() {
            for id in party.all(path) {
                let found = Some(&*id.text);
                match (view.dialect, id.value("schemeID")) {
                    (Dialect::Bis3, Some("0088")) => view.holds(Gln::parse(&id.text).is_some(), "PEPPOL-COMMON-R040", who.clone(), Need::Gln, found),
                    (Dialect::Oioubl, Some("GLN")) => {
                        let rule = if place == 0 { "F-LIB181" } else { "F-LIB185" };
                        view.holds(Gln::parse(&id.text).is_some(), rule, who.clone(), Need::Gln, found);
                    }
                    (Dialect::Bis3, Some("0184")) => {
                        let digits = id.text.strip_prefix("DK").unwrap_or(&id.text);
                        cvr(view, digits, is_digits(digits, 8..=8), "PEPPOL-COMMON-R042", &who, found);
                    }
                    (Dialect::Oioubl, Some("DK:CVR")) => {
                        let rule = ["F-LIB180", "F-LIB184", "F-LIB190"][place];
                        let digits = id.text.strip_prefix("DK").unwrap_or_default();
                        cvr(view, digits, is_digits(digits, 8..=8), rule, &who, found);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The rule files ask for 8 digits; the check digit is asked for here.
fn cvr(view: &mut View<'_>, digits: &str, has_form: bool, rule: &'static str, who: &Who, found: Option<&str>) {
    let rule = if has_form { "MODULO-11" } else { rule };
    view.holds(Cvr::parse(digits).is_some(), rule, who.clone(), Need::Cvr, found);
}

/// Periods are in order, and those of lines lie within that of the document.
fn days(view: &mut View<'_>) {
    let (start, end) = ("cac:InvoicePeriod/cbc:StartDate", "cac:InvoicePeriod/cbc:EndDate");
    let of_document = (view.root.text_at(start), view.root.text_at(end));
    let places = std::iter::once((Who::Document, view.root)).chain(view.lines.iter().enumerate().map(|(at, line)| (view.line(at), *line)));
    for (who, element) in places.collect::<Vec<_>>() {
        let (first, last) = (element.text_at(start), element.text_at(end));
        // Dates of this form are in order as texts.
        let in_order = first.zip(last).is_none_or(|(first, last)| first <= last);
        let order = rule(view, "BR-30", "F-LIB080");
        view.holds(in_order, order, who.clone(), Need::Days, first);
        let begins = of_document.0.zip(first).is_none_or(|(document, line)| document <= line);
        view.holds(begins, "PEPPOL-EN16931-R110", who.clone(), Need::Days, first);
        let ends = of_document.1.zip(last).is_none_or(|(document, line)| line <= document);
        view.holds(ends, "PEPPOL-EN16931-R111", who, Need::Days, last);
    }
}

fn lines(view: &mut View<'_>) {
    view.holds(!view.lines.is_empty(), "BR-16", Who::Document, Need::Lines, None);
    for (at, line) in view.lines.clone().into_iter().enumerate() {
        let who = view.line(at);
        let names = match (view.dialect, view.is_invoice) {
            (Dialect::Bis3, _) => ["BR-21", "BR-22", "BR-23", "BR-24", "BR-25", "BR-26"],
            (Dialect::Oioubl, true) => ["F-INV140", "F-INV137", "F-LIB007", "F-INV149", "F-INV163", "F-INV139"],
            (Dialect::Oioubl, false) => ["F-CRN084", "F-CRN196", "F-LIB007", "F-CRN207", "F-CRN110", "F-CRN083"],
        };
        let quantity = view.quantity(line);
        let is_zero = quantity.and_then(|quantity| quantity.text.parse::<rust_decimal::Decimal>().ok()).is_none_or(|quantity| quantity.is_zero());
        let has_unit = quantity.is_some_and(|quantity| quantity.value("unitCode").is_some());
        let price = super::view::decimal(line, "cac:Price/cbc:PriceAmount");
        let checks = [
            (line.text_at("cbc:ID").is_some(), Need::LineId),
            (!is_zero, Need::Quantity),
            (has_unit, Need::Unit),
            (line.text_at("cbc:LineExtensionAmount").is_some(), Need::Net),
            (line.text_at("cac:Item/cbc:Name").is_some(), Need::ItemName),
            (price.is_some(), Need::Price),
        ];
        for ((holds, need), name) in checks.into_iter().zip(names) {
            view.holds(holds, name, who.clone(), need, None);
        }
        let negative = price.filter(rust_decimal::Decimal::is_sign_negative).map(|price| price.to_string());
        view.holds(negative.is_none(), "BR-27", who, Need::Price, negative.as_deref());
    }
}
