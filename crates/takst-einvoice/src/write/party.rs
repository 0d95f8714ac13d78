//! Sellers and buyers.

use super::parts::text;
use super::tax::{listed, scheme_of_bis, scheme_of_oioubl};
use crate::model::{Address, Contact, Dialect, Id, Party, Scheme};
use crate::xml::Element;

/// A number with its scheme. OIOUBL writes the country before CVR and SE numbers.
pub(super) fn id(name: &str, id: &Id, dialect: Dialect) -> Option<Element> {
    let of_company = matches!(id.scheme, Some(Scheme::Cvr | Scheme::Se));
    let value = match dialect {
        Dialect::Oioubl if of_company && !id.value.starts_with("DK") => format!("DK{}", id.value.trim()),
        _ => id.value.clone(),
    };
    let element = Element::of(name, value).unless_empty()?;
    let Some(scheme) = &id.scheme else { return Some(element) };
    Some(match dialect {
        Dialect::Bis3 => element.attribute("schemeID", scheme.icd()),
        // Agency 9 is GS1.
        Dialect::Oioubl if *scheme == Scheme::Gln => element.attribute("schemeAgencyID", "9").attribute("schemeID", scheme.oioubl()),
        Dialect::Oioubl => element.attribute("schemeID", scheme.oioubl()),
    })
}

/// A party. `reference` is what OIOUBL writes as the id of its contact.
pub(super) fn party(party: &Party, reference: Option<&str>, dialect: Dialect) -> Element {
    let ids = match (dialect, &*party.ids) {
        (Dialect::Oioubl, []) => party.legal_id.as_slice(),
        (_, ids) => ids,
    };
    let ids = ids.iter().filter_map(|number| id("cbc:ID", number, dialect)).map(|id| Element::new("cac:PartyIdentification").with(id));
    let name = text("cbc:Name", party.name.as_deref().or(party.legal_name.as_deref())).map(|name| Element::new("cac:PartyName").with(name));
    Element::new("cac:Party")
        .with_all(party.endpoint.as_ref().and_then(|endpoint| id("cbc:EndpointID", endpoint, dialect)))
        .with_all(ids)
        .with_all(name)
        .with_all(address(&party.address, dialect))
        .with_all(tax_schemes(party, dialect))
        .with_all(legal_entity(party, dialect))
        .with_all(contact(&party.contact, reference, dialect))
}

/// Who is paid: only what both dialects have.
pub(super) fn payee(party: &Party, dialect: Dialect) -> Element {
    let name = text("cbc:Name", party.name.as_deref().or(party.legal_name.as_deref())).map(|name| Element::new("cac:PartyName").with(name));
    let ids = party.ids.iter().filter_map(|number| id("cbc:ID", number, dialect)).map(|id| Element::new("cac:PartyIdentification").with(id));
    let legal = party.legal_id.as_ref().and_then(|number| id("cbc:CompanyID", number, dialect));
    Element::new("cac:PayeeParty").with_all(ids).with_all(name).with_all(legal.map(|id| Element::new("cac:PartyLegalEntity").with(id)))
}

fn address(address: &Address, dialect: Dialect) -> Option<Element> {
    let element = Element::new("cac:PostalAddress");
    let country = text("cbc:IdentificationCode", address.country.as_deref()).map(|code| Element::new("cac:Country").with(code));
    let additional = text("cbc:AdditionalStreetName", address.additional_street.as_deref());
    let city = text("cbc:CityName", address.city.as_deref());
    let postal_code = text("cbc:PostalZone", address.postal_code.as_deref());
    let element = match dialect {
        Dialect::Bis3 => {
            let street = [address.street.as_deref(), address.building_number.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            element.with_all(text("cbc:StreetName", Some(&street))).with_all(additional)
        }
        Dialect::Oioubl => element
            .with(listed("cbc:AddressFormatCode", "StructuredDK", "urn:oioubl:codelist:addressformatcode-1.1"))
            .with_all(text("cbc:StreetName", address.street.as_deref()))
            .with_all(additional)
            .with_all(text("cbc:BuildingNumber", address.building_number.as_deref())),
    };
    element.with_all(city).with_all(postal_code).with_all(country).unless_empty()
}

fn tax_schemes(party: &Party, dialect: Dialect) -> Vec<Element> {
    let of = |id: &Option<String>, scheme: Element| {
        text("cbc:CompanyID", id.as_deref()).map(|id| Element::new("cac:PartyTaxScheme").with(id).with(scheme))
    };
    match dialect {
        Dialect::Bis3 => [of(&party.vat_id, scheme_of_bis("VAT")), of(&party.tax_id, scheme_of_bis("TAX"))].into_iter().flatten().collect(),
        Dialect::Oioubl => {
            let number = party.vat_id.as_ref().map(|number| Id { scheme: Some(Scheme::Se), value: number.clone() });
            let company = number.and_then(|number| id("cbc:CompanyID", &number, dialect));
            company.map(|company| Element::new("cac:PartyTaxScheme").with(company).with(scheme_of_oioubl())).into_iter().collect()
        }
    }
}

fn legal_entity(party: &Party, dialect: Dialect) -> Option<Element> {
    Element::new("cac:PartyLegalEntity")
        .with_all(text("cbc:RegistrationName", party.legal_name.as_deref()))
        .with_all(party.legal_id.as_ref().and_then(|number| id("cbc:CompanyID", number, dialect)))
        .unless_empty()
}

fn contact(contact: &Contact, reference: Option<&str>, dialect: Dialect) -> Option<Element> {
    let id = match dialect {
        Dialect::Bis3 => None,
        Dialect::Oioubl => text("cbc:ID", reference.or(contact.id.as_deref())),
    };
    Element::new("cac:Contact")
        .with_all(id)
        .with_all(text("cbc:Name", contact.name.as_deref()))
        .with_all(text("cbc:Telephone", contact.phone.as_deref()))
        .with_all(text("cbc:ElectronicMail", contact.email.as_deref()))
        .unless_empty()
}
