//! From tables to parties, and what is wrong beyond the shape of single values.

use crate::cursor::Cursor;
use crate::nearest::nearest;
use crate::parties::format::{MAX_PAYMENT_DAYS, PAYMENT};
use crate::problem::Flaw;
use crate::provider::unique;
use crate::structure::Findings;
use iban::IbanLike;
use std::collections::BTreeMap;
use takst::contract::words::{Dialect, Endpoint, Reference};
use takst::document::number::Series;
use takst::document::party::{Address, Buyer, Contact, Cvr, Gln, Parties, Payment, Seller};
use takst::{Catalogue, Municipality};

/// Reads all parties; flaws go to `findings`.
pub(crate) fn parties(root: &Cursor<'_>, catalogue: &Catalogue, findings: &mut Findings<'_, '_>) -> Parties {
    let mut read = Parties::default();
    let (mut providers, mut series) = (BTreeMap::new(), BTreeMap::new());
    for table in root.tables("seller") {
        if let Some(provider) = table.text("provider") {
            unique(provider, &table.path_of("provider"), &mut providers, findings);
        }
        if let Some(text) = table.line("series") {
            unique(text, &table.path_of("series"), &mut series, findings);
        }
        if let Some(seller) = seller(&table, catalogue, findings) {
            read.sellers.insert(seller.provider.clone(), seller);
        }
    }
    let mut payers = BTreeMap::new();
    for table in root.tables("buyer") {
        if let Some(payer) = table.text("payer") {
            unique(payer, &table.path_of("payer"), &mut payers, findings);
        }
        if let Some(buyer) = buyer(&table, findings) {
            read.buyers.insert(buyer.payer, buyer);
        }
    }
    read
}

/// Every value is looked at before any is missed, so that all flaws of a table are reported.
fn seller(table: &Cursor<'_>, catalogue: &Catalogue, findings: &mut Findings<'_, '_>) -> Option<Seller> {
    let is_for_control = findings.is_for_control;
    let payment_days = payment_days(table, catalogue, findings);
    let series = series(table, findings);
    let (cvr, gln) = (cvr(table, findings), gln(table, findings));
    let endpoint = table.word("endpoint", Endpoint::from_word).or(is_for_control.then_some(Endpoint::Cvr));
    if endpoint == Some(Endpoint::Gln) && !table.has("gln") && !is_for_control {
        findings.flaw(&table.path_of("endpoint"), Flaw::EndpointWithoutGln {});
    }
    let payment = payment(table, findings);
    let contact = table.table("contact");
    let contact = contact
        .and_then(|contact| Some(Contact { name: contact.owned("name")?, email: contact.owned("email"), phone: contact.owned("phone") }))
        .or_else(|| is_for_control.then(Contact::default));
    Some(Seller {
        provider: table.text("provider")?.into(),
        name: table.owned("name")?,
        cvr: cvr?,
        is_vat_registered: table.flag("vat_registered").or(is_for_control.then_some(false))?,
        series: series?,
        first_number: u64::from(if table.has("first_number") { table.whole("first_number")? } else { 1 }),
        payment_days: payment_days?,
        address: address(table, is_for_control)?,
        endpoint: endpoint?,
        gln,
        contact: contact?,
        payment: payment?,
    })
}

fn buyer(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Buyer> {
    let (cvr, gln) = (cvr(table, findings), gln(table, findings));
    let payer = table.text("payer").and_then(|code| {
        let payer = code.parse().ok().and_then(Municipality::new);
        if payer.is_none() && code.len() == 3 {
            findings.flaw(&table.path_of("payer"), Flaw::BadMunicipality {});
        }
        payer
    });
    Some(Buyer {
        payer: payer?,
        name: table.owned("name")?,
        cvr: cvr?,
        gln: gln?,
        reference: table.text("reference").map(Into::into),
        format: table.word("format", Dialect::from_word).or(findings.is_for_control.then_some(Dialect::Oioubl))?,
        demands: table.texts("demands").iter().filter_map(|word| Reference::from_word(word)).collect(),
        address: address(table, findings.is_for_control)?,
    })
}

/// The term of payment: that of the file, else that of the provider in the catalogue.
fn payment_days(table: &Cursor<'_>, catalogue: &Catalogue, findings: &mut Findings<'_, '_>) -> Option<u32> {
    let id = table.text("provider")?;
    let path = table.path_of("provider");
    let provider = catalogue.providers.iter().find(|provider| provider.id == id);
    if provider.is_none() {
        let known = catalogue.providers.iter().map(|provider| provider.id.as_str());
        findings.flaw(&path, Flaw::UnknownProvider { near: nearest(id, known).join(", ") });
    }
    if table.has("payment_days") {
        return table.whole("payment_days");
    }
    if findings.is_for_control {
        return provider.map(|provider| provider.payment_days.unwrap_or_default());
    }
    let days = provider?.payment_days;
    match days {
        None => findings.flaw(&path, Flaw::PaymentDaysMissing {}),
        Some(days) if days > MAX_PAYMENT_DAYS => {
            findings.flaw(&path, Flaw::PaymentDaysTooLong { days: days.to_string(), max: MAX_PAYMENT_DAYS.to_string() });
        }
        Some(_) => {}
    }
    days
}

fn series(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Series> {
    let text = table.line("series").or(findings.is_for_control.then_some(""))?;
    let series = Series::new(text);
    if series.is_none() {
        findings.flaw(&table.path_of("series"), Flaw::SeriesEndsInDigit {});
    }
    series
}

fn cvr(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Cvr> {
    let text = table.text("cvr").filter(|text| text.len() == 8)?;
    let cvr = Cvr::parse(text);
    if cvr.is_none() {
        findings.flaw(&table.path_of("cvr"), Flaw::BadCheckDigit {});
    }
    cvr
}

fn gln(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Gln> {
    let text = table.text("gln").filter(|text| text.len() == 13)?;
    let gln = Gln::parse(text);
    if gln.is_none() {
        findings.flaw(&table.path_of("gln"), Flaw::BadCheckDigit {});
    }
    gln
}

fn address(table: &Cursor<'_>, is_for_control: bool) -> Option<Address> {
    let part = |key: &str| table.owned(key).or_else(|| is_for_control.then(String::new));
    Some(Address {
        street: part("street")?,
        building_number: table.owned("building_number").unwrap_or_default(),
        city: part("city")?,
        postal_code: part("postal_code")?,
    })
}

/// How the seller is paid: one table of three.
fn payment(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Payment> {
    let given: Vec<&str> = PAYMENT.iter().copied().filter(|key| table.has(key)).collect();
    match given[..] {
        [key] => {
            let inner = table.table(key)?;
            match key {
                "bank" => Some(Payment::Bank { registration: inner.owned("registration")?, account: inner.owned("account")? }),
                "fik" => Some(Payment::Fik { kind: inner.owned("kind")?, creditor: inner.owned("creditor")? }),
                _ => iban(&inner, findings),
            }
        }
        [] if findings.is_for_control => Some(Payment::Bank { registration: String::new(), account: String::new() }),
        [] => {
            findings.flaw(&table.path, Flaw::PaymentMissing { keys: PAYMENT.join(", ") });
            None
        }
        [_, second, ..] => {
            findings.flaw(&table.path_of(second), Flaw::PaymentTwice { keys: PAYMENT.join(", ") });
            None
        }
    }
}

fn iban(table: &Cursor<'_>, findings: &mut Findings<'_, '_>) -> Option<Payment> {
    let Ok(account) = table.text("account")?.parse::<iban::Iban>() else {
        findings.flaw(&table.path_of("account"), Flaw::BadIban {});
        return None;
    };
    let bic = table.owned("bic");
    if bic.as_deref().is_some_and(|bic| !is_bic(bic)) {
        findings.flaw(&table.path_of("bic"), Flaw::BadBic {});
    }
    Some(Payment::Iban { account: account.electronic_str().to_owned(), bic })
}

/// Whether a text is written as a BIC: bank and country in letters, place, and perhaps branch, in letters and digits (ISO 9362).
fn is_bic(text: &str) -> bool {
    let (institution, rest) = text.split_at_checked(6).unwrap_or((text, ""));
    let place = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    institution.len() == 6 && institution.bytes().all(|b| b.is_ascii_uppercase()) && matches!(rest.len(), 2 | 5) && rest.bytes().all(place)
}
