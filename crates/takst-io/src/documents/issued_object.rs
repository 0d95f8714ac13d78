//! An issued document as one JSON object. Amounts, quantities and rates are texts; what is absent is null.

use serde_json::{Value, json};
use takst::Catalogue;
use takst::document::issued::Issued;
use takst::document::line::{DocumentLine, VatSum, by_vat};
use takst::document::party::{Address, Payment};

/// Returns the object of a document. The catalogue gives the names of services.
#[must_use]
pub fn issued_object(document: &Issued, catalogue: &Catalogue) -> Value {
    let Issued { content, references, seller, buyer, priced_with, .. } = document;
    let sums = content.sums();
    let refers_to = document.refers_to.as_ref();
    json!({
        "number": &*document.number,
        "kind": document.kind.as_str(),
        "issued": document.issued.to_string(),
        "due": document.due.map(|due| due.to_string()),
        "currency": "DKK",
        "refers_to": refers_to.map(|referred| json!({ "number": &*referred.number, "issued": referred.issued.to_string() })),
        "reasons": document.reasons.iter().map(|code| code.as_str()).collect::<Vec<_>>(),
        "case_id": &*content.case_id,
        "provider": &*content.provider,
        "payer": content.payer.to_string(),
        "month": content.month.to_string(),
        "seller": {
            "name": seller.name,
            "cvr": seller.cvr.to_string(),
            "vat_registered": seller.is_vat_registered,
            "address": address(&seller.address),
            "endpoint": seller.endpoint.as_str(),
            "gln": seller.gln.map(|gln| gln.to_string()),
            "contact": { "name": seller.contact.name, "email": seller.contact.email, "phone": seller.contact.phone },
            "payment": payment(document),
        },
        "buyer": {
            "name": buyer.name,
            "cvr": buyer.cvr.to_string(),
            "gln": buyer.gln.to_string(),
            "format": buyer.format.as_str(),
            "address": address(&buyer.address),
        },
        "references": {
            "buyer_reference": references.buyer_reference,
            "order_reference": references.order_reference,
            "accounting_cost": references.accounting_cost,
            "buyer_gln": document.buyer_gln().to_string(),
            "commitment": references.commitment,
        },
        "lines": content.lines.iter().zip(1u32..).map(|(each, number)| line(each, number, catalogue)).collect::<Vec<_>>(),
        "vat": by_vat(&content.lines).iter().map(|sum| vat(sum, &content.lines)).collect::<Vec<_>>(),
        "totals": { "net": sums.net.to_string(), "vat": sums.vat.to_string(), "total": sums.total().to_string() },
        "note": document.note,
        "priced_with": {
            "as_of": priced_with.as_of.map(|day| day.to_string()),
            "takst": &*priced_with.takst,
            "catalogue_sha256": &*priced_with.catalogue_sha256,
            "policy_sha256": &*priced_with.policy_sha256,
        },
    })
}

fn address(address: &Address) -> Value {
    json!({
        "street": address.street,
        "building_number": address.building_number,
        "postal_code": address.postal_code,
        "city": address.city,
    })
}

fn payment(document: &Issued) -> Value {
    match &document.seller.payment {
        Payment::Bank { registration, account } => json!({ "means": "bank", "registration": registration, "account": account }),
        Payment::Fik { kind, creditor } => {
            json!({ "means": "fik", "kind": kind, "creditor": creditor, "payment_id": document.seller.payment.payment_id(&document.number) })
        }
        Payment::Iban { account, bic } => json!({ "means": "iban", "account": account, "bic": bic }),
    }
}

fn line(line: &DocumentLine, number: u32, catalogue: &Catalogue) -> Value {
    let service = catalogue.services().find(|(_, service)| service.id == *line.service);
    json!({
        "line": number,
        "service": &*line.service,
        "name": service.map_or(&*line.service, |(_, service)| &service.name.da),
        "first_day": line.first_day.to_string(),
        "last_day": line.last_day.to_string(),
        "quantity": line.quantity.to_string(),
        "unit": line.unit.as_str(),
        "unit_price": line.unit_price.to_string(),
        "price_base_quantity": line.price_base_quantity.to_string(),
        "net": line.net.to_string(),
        "vat_category": line.vat.category.as_str(),
        "vat_rate": line.vat.rate.to_string(),
        "vat": line.vat.amount.to_string(),
        "vat_exemption": line.vat.exemption.map(|exemption| exemption.as_str()),
    })
}

fn vat(sum: &VatSum, lines: &[DocumentLine]) -> Value {
    let of_sum = lines.iter().filter(|line| line.vat.category == sum.category && line.vat.rate == sum.rate);
    let mut exemptions: Vec<&str> = of_sum.filter_map(|line| line.vat.exemption).map(|exemption| exemption.as_str()).collect();
    exemptions.sort_unstable();
    exemptions.dedup();
    json!({
        "category": sum.category.as_str(),
        "rate": sum.rate.to_string(),
        "net": sum.sums.net.to_string(),
        "vat": sum.sums.vat.to_string(),
        "exemptions": exemptions,
    })
}
