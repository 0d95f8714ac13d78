//! Electronic invoices of others as papers: what of them names seller, case, service and days (D12.1 to D12.4).

use crate::model::{Charge, Days, Id, Invoice, Line, Measured, Mentioned, Party, ReceivedInvoice, Scheme, Vat, VatCategory};
use rust_decimal::Decimal;
use takst::contract::words::DocumentKind;
use takst::document::control::found::{payer, seller_text};
use takst::document::control::received::{Paper, PaperLine};
use takst::document::control::stated::{StatedDays, days};
use takst::document::party::Parties;
use takst::{Amount, Municipality, Percent, Quantity, Unit, UnitPrice};

/// Why a document that was read is no paper to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPaper {
    /// It has no number.
    Number,
    /// It has no line.
    Lines,
    /// It is in another currency.
    Currency(String),
    /// A line has no amount.
    Net {
        /// The line, from 1.
        line: usize,
    },
    /// The amount of a line has fractions of an øre, or is too large.
    Amount {
        /// The line, from 1; those behind the lines are what is taken off or added.
        line: usize,
    },
}

/// Why the buyer of a document says not who pays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoPayer {
    /// It names no buyer.
    NoBuyer,
    /// Its buyer has a name and no number.
    NoNumber {
        /// The name.
        name: String,
    },
    /// The parties file has no buyer, or several, with the numbers of its buyer.
    Unknown {
        /// The numbers, and the name where there is one.
        buyer: String,
    },
}

/// The largest amount of a document: larger ones are no invoice, and sums over all of them must not overflow.
const LARGEST: i64 = 1_000_000_000_000;

const CURRENCY: &str = "DKK";

/// Returns the paper that a document is: what control compares with our own cases. Seller and payer are found by the numbers of the parties file.
///
/// # Errors
/// It has nothing to compare: no number, no line, no amount, or another currency.
pub fn paper(received: &ReceivedInvoice, parties: &Parties) -> Result<Paper, NoPaper> {
    let invoice = &received.invoice;
    let number = invoice.number.as_deref().ok_or(NoPaper::Number)?;
    if let Some(other) = invoice.currency.as_deref().filter(|currency| *currency != CURRENCY) {
        return Err(NoPaper::Currency(other.to_owned()));
    }
    if invoice.lines.is_empty() {
        return Err(NoPaper::Lines);
    }
    let of = Of { invoice, citizens: &received.citizens, payer: payer(parties, &numbers(&invoice.buyer)) };
    let lines = invoice.lines.iter().enumerate().map(|(place, line)| of.line(place, line));
    let charges = invoice.charges.iter().enumerate().map(|(place, charge)| of.charge(invoice.lines.len() + place, charge));
    let lines: Vec<PaperLine> = lines.chain(charges).collect::<Result<_, _>>()?;
    let sum: i128 = lines.iter().map(|line| i128::from(line.net.ore()).abs()).sum();
    if sum > i128::from(LARGEST) * 100 {
        return Err(NoPaper::Amount { line: 1 });
    }
    // Of a seller without any number its name is shown.
    let seller = seller_text(parties, &numbers(&invoice.seller));
    let names = [&invoice.seller.legal_name, &invoice.seller.name];
    let seller = seller.or_else(|| names.into_iter().flatten().next().map(String::as_str)).unwrap_or_default();
    Ok(Paper {
        number: number.into(),
        kind: invoice.kind,
        seller: takst::cpr::masked(seller).into(),
        lines,
        has_wrong_totals: !received.adds_up(),
        is_known: false,
    })
}

/// Returns why the buyer of a document says not who pays; `None`: it does, by the parties file.
#[must_use]
pub fn no_payer(received: &ReceivedInvoice, parties: &Parties) -> Option<NoPayer> {
    let buyer = &received.invoice.buyer;
    if payer(parties, &numbers(buyer)).is_some() {
        return None;
    }
    let name = [&buyer.legal_name, &buyer.name].into_iter().flatten().next();
    let ids = buyer.endpoint.iter().chain(&buyer.legal_id).chain(&buyer.ids).map(|id| match id.scheme {
        Some(Scheme::Gln) => format!("GLN {}", id.value),
        Some(Scheme::Cvr) => format!("CVR {}", id.value),
        _ => id.value.clone(),
    });
    let mut shown: Vec<String> = Vec::new();
    for id in ids {
        if !shown.contains(&id) {
            shown.push(id);
        }
    }
    if shown.is_empty() {
        shown.extend(buyer.vat_id.iter().chain(&buyer.tax_id).cloned());
    }
    Some(match (shown.is_empty(), name) {
        (true, None) => NoPayer::NoBuyer,
        (true, Some(name)) => NoPayer::NoNumber { name: name.clone() },
        (false, None) => NoPayer::Unknown { buyer: shown.join(", ") },
        (false, Some(name)) => NoPayer::Unknown { buyer: format!("{} ({name})", shown.join(", ")) },
    })
}

/// Numbers by which a party is found: its CVR number, then all others.
fn numbers(party: &Party) -> Vec<&str> {
    let ids = || party.legal_id.iter().chain(&party.endpoint).chain(&party.ids);
    let is_cvr = |id: &&Id| id.scheme == Some(Scheme::Cvr);
    let others = ids().filter(|id| !is_cvr(id)).map(|id| &*id.value);
    ids().filter(is_cvr).map(|id| &*id.value).chain(others).chain(party.vat_id.as_deref()).chain(party.tax_id.as_deref()).collect()
}

/// The document of a line.
struct Of<'a> {
    invoice: &'a Invoice,
    citizens: &'a [Mentioned],
    payer: Option<Municipality>,
}

impl Of<'_> {
    fn line(&self, place: usize, line: &Line) -> Result<PaperLine, NoPaper> {
        let net = line.net.ok_or(NoPaper::Net { line: place + 1 })?;
        let item = &line.item;
        let texts = line.notes.iter().chain(&item.name).chain(&item.descriptions).map(String::as_str);
        let services = item.seller_id.iter().chain(&item.name).chain(&item.descriptions).map(String::as_str);
        let unit = line.quantity.as_ref().and_then(|quantity| quantity.unit.as_deref()).and_then(unit);
        let mut paper = self.plain(place, net, line.order.as_deref(), &line.notes)?;
        self.find_days(&mut paper, line.days, texts);
        name(&mut paper, services);
        paper.quantity = line.quantity.as_ref().and_then(quantity);
        paper.unit = unit;
        paper.unit_price = line.price.as_ref().and_then(|price| UnitPrice::try_from(price.amount).ok());
        paper.price_base_quantity = line.price.as_ref().and_then(|price| price.base.as_ref()).and_then(quantity);
        paper.vat_rate = self.rate(line.vat.as_ref());
        paper.vat = line.vat_amount.and_then(|vat| Amount::try_from(vat).ok());
        Ok(paper)
    }

    /// What is taken off or added to a document: a line of its own, because nothing says which line it belongs to.
    fn charge(&self, place: usize, charge: &Charge) -> Result<PaperLine, NoPaper> {
        let amount = charge.amount.ok_or(NoPaper::Net { line: place + 1 })?;
        let net = if charge.is_charge { amount } else { -amount };
        let mut paper = self.plain(place, net, None, &[])?;
        self.find_days(&mut paper, None, charge.reason.iter().map(String::as_str));
        name(&mut paper, charge.reason.iter().map(String::as_str));
        paper.vat_rate = self.rate(charge.vat.as_ref());
        Ok(paper)
    }

    /// A line with what names its case.
    fn plain(&self, place: usize, net: Decimal, order: Option<&str>, notes: &[String]) -> Result<PaperLine, NoPaper> {
        let references = &self.invoice.references;
        let orders = order.into_iter().chain(references.order.as_deref());
        let persons = || references.buyer_reference.iter().chain(&self.invoice.buyer.contact.id).map(String::as_str);
        let texts = notes.iter().chain(&self.invoice.notes).map(String::as_str);
        let refers_to = match (self.invoice.kind, &*references.preceding) {
            (DocumentKind::CreditNote, [before]) => Some((&*before.number).into()),
            _ => None,
        };
        Ok(PaperLine {
            number: u32::try_from(place + 1).unwrap_or(u32::MAX),
            references: orders.chain(persons()).chain(references.contract.as_deref()).chain(texts).map(Into::into).collect(),
            person_references: persons().map(Into::into).collect(),
            citizens: self.citizens(place),
            service: None,
            service_names: Vec::new(),
            payer: self.payer,
            period: None,
            has_days_from_text: false,
            quantity: None,
            unit: None,
            unit_price: None,
            price_base_quantity: None,
            net: Amount::try_from(net).map_err(|_| NoPaper::Amount { line: place + 1 })?,
            vat_rate: None,
            vat: None,
            refers_to,
        })
    }

    /// Citizens whom the line names, else those of the document.
    fn citizens(&self, place: usize) -> Vec<Box<str>> {
        let of = |line: Option<usize>| self.citizens.iter().filter(move |citizen| citizen.line == line).map(|citizen| (&*citizen.citizen_id).into());
        let own: Vec<Box<str>> = of(Some(place)).collect();
        if own.is_empty() { of(None).collect() } else { own }
    }

    fn find_days<'t>(&'t self, paper: &mut PaperLine, own: Option<Days>, texts: impl Iterator<Item = &'t str>) {
        let stated = |days: Option<Days>| days.map_or_else(StatedDays::default, |Days { first, last }| StatedDays { first, last });
        let texts = texts.chain(self.invoice.notes.iter().map(String::as_str));
        if let Some(found) = days(stated(own), stated(self.invoice.days), texts) {
            (paper.period, paper.has_days_from_text) = (Some(found.period), found.is_from_text);
        }
    }

    /// The VAT rate of a line; without one that of the document, if it has one alone.
    fn rate(&self, vat: Option<&Vat>) -> Option<Percent> {
        let of_document = || match &*self.invoice.vat {
            [only] => Some(&only.vat),
            _ => None,
        };
        let vat = vat.or_else(of_document)?;
        let is_free = |category: &VatCategory| {
            matches!(category, VatCategory::Exempt | VatCategory::ZeroRated | VatCategory::ReverseCharge) || category.code() == "O"
        };
        vat.rate.or_else(|| is_free(&vat.category).then_some(Decimal::ZERO)).and_then(|rate| Percent::try_from(rate).ok())
    }
}

/// Sets what the service of a line is called.
fn name<'t>(paper: &mut PaperLine, mut texts: impl Iterator<Item = &'t str>) {
    paper.service = texts.next().map(Into::into);
    paper.service_names = texts.map(Into::into).collect();
}

/// A quantity of two decimals at most; more decimals are not compared.
fn quantity(measured: &Measured) -> Option<Quantity> {
    Quantity::try_from(measured.quantity).ok()
}

/// The unit of a code. A piece says nothing: others write it for days, hours and courses alike.
fn unit(code: &str) -> Option<Unit> {
    let known = |unit: &Unit| *unit != Unit::Course && unit.unece_code().eq_ignore_ascii_case(code);
    Unit::ALL.iter().copied().find(known)
}
