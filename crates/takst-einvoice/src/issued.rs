//! Documents of ours as electronic invoices.

use crate::model::party::{Address, Contact, Id, Party};
use crate::model::payment::{Account, Payment};
use crate::model::reference::{Preceding, References};
use crate::model::vat::{Vat, VatBreakdown, VatCategory};
use crate::model::{Days, Invoice, Item, Line, Measured, Price, Totals};
use std::collections::HashMap;
use takst::contract::words::{DocumentKind, Endpoint};
use takst::document::issued::{Issued, IssuedBuyer, IssuedSeller};
use takst::document::line::{DocumentLine, VatSum, by_vat};
use takst::document::party::{Address as Office, Payment as Paid};
use takst::{Catalogue, Period, Quantity, VatExemption};
use takst_explain::{Lang, Texts, format};

/// Where all our parties are.
const COUNTRY: &str = "DK";
const CURRENCY: &str = "DKK";

/// Makes electronic invoices of issued documents. Their texts are Danish.
#[derive(Debug)]
pub struct FromIssued<'a> {
    texts: Texts,
    /// Danish names of services by id.
    names: HashMap<&'a str, &'a str>,
}

impl<'a> FromIssued<'a> {
    /// Returns what makes them, with the names of the services of a catalogue. A service that it lacks is named by its id.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue) -> FromIssued<'a> {
        let names = catalogue.services().map(|(_, service)| (&*service.id, Lang::Da.pick(&service.name))).collect();
        FromIssued { texts: Texts::new(Lang::Da), names }
    }

    /// Returns an issued document as an electronic invoice.
    #[must_use]
    pub fn invoice(&self, document: &Issued) -> Invoice {
        let content = &document.content;
        let sums = content.sums();
        let (net, vat, total) = (sums.net.to_decimal(), sums.vat.to_decimal(), sums.total().to_decimal());
        Invoice {
            number: Some(document.number.to_string()),
            issued: Some(document.issued),
            due: document.due,
            currency: Some(CURRENCY.to_owned()),
            notes: vec![self.note(document)],
            days: days(&content.lines),
            references: references(document),
            seller: seller(&document.seller),
            buyer: buyer(document, &document.buyer),
            payments: payments(document),
            terms: vec![self.terms(document)],
            vat: by_vat(&content.lines).iter().map(|sum| self.breakdown(sum, &content.lines)).collect(),
            totals: Totals { lines: Some(net), net: Some(net), vat: Some(vat), gross: Some(total), payable: Some(total), ..Totals::default() },
            lines: content.lines.iter().zip(1..).map(|(line, number)| self.line(&content.case_id, line, number)).collect(),
            ..Invoice::new(document.kind)
        }
    }

    /// Case and month, what the document takes back or replaces, and the text that was given for it.
    fn note(&self, document: &Issued) -> String {
        let content = &document.content;
        let args = [("case", (&*content.case_id).into()), ("month", format::month(Lang::Da, content.month).into())];
        let parts = [Some(self.texts.get("einvoice-document", &args)), self.texts.refers_to(document), document.note.as_deref().map(str::to_owned)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn terms(&self, document: &Issued) -> String {
        match document.due {
            Some(due) => {
                let days = due.signed_duration_since(document.issued).num_days();
                self.texts.get("einvoice-terms", &[("days", days.to_string().into())])
            }
            None => self.texts.get("paper-set-off", &[]),
        }
    }

    fn line(&self, case: &str, line: &DocumentLine, number: usize) -> Line {
        let period = format::period(Lang::Da, line.period());
        let unit = Some(line.unit.unece_code().to_owned());
        let is_whole = line.price_base_quantity == Quantity::whole(1);
        Line {
            id: Some(number.to_string()),
            notes: vec![self.texts.get("einvoice-line", &[("case", case.into()), ("days", period.into())])],
            quantity: Some(Measured { quantity: line.quantity.to_decimal(), unit: unit.clone() }),
            net: Some(line.net.to_decimal()),
            days: Some(Days::of(line.first_day, line.last_day)),
            vat: Some(Vat { category: line.vat.category.into(), rate: Some(line.vat.rate.to_decimal()) }),
            vat_amount: Some(line.vat.amount.to_decimal()),
            item: Item {
                name: Some(self.names.get(&*line.service).copied().unwrap_or(&line.service).to_owned()),
                seller_id: Some(line.service.to_string()),
                ..Item::default()
            },
            price: Some(Price {
                amount: line.unit_price.to_decimal(),
                base: (!is_whole).then(|| Measured { quantity: line.price_base_quantity.to_decimal(), unit }),
            }),
            ..Line::default()
        }
    }

    /// VAT of a category, with the code of its exemption where all lines have the same.
    fn breakdown(&self, sum: &VatSum, lines: &[DocumentLine]) -> VatBreakdown {
        let category = VatCategory::from(sum.category);
        let is_exempt = sum.category == takst::VatCategory::Exempt;
        let of_category = || lines.iter().filter(|line| line.vat.category == sum.category);
        let first = of_category().next().and_then(|line| line.vat.exemption);
        let is_one = of_category().all(|line| line.vat.exemption == first);
        let reason = match &*self.texts.exemptions(lines, sum.category) {
            [] => self.texts.get("einvoice-exempt", &[]),
            reasons => self.texts.get("einvoice-exempt-as", &[("reason", reasons.join("; ").into())]),
        };
        VatBreakdown {
            vat: Vat { category, rate: Some(sum.rate.to_decimal()) },
            taxable: Some(sum.sums.net.to_decimal()),
            amount: Some(sum.sums.vat.to_decimal()),
            exemption_code: first.filter(|_| is_exempt && is_one).map(VatExemption::as_str).map(str::to_owned),
            exemption_reason: is_exempt.then_some(reason),
        }
    }
}

/// The first and last day of all lines: a week that was begun may end after the month.
fn days(lines: &[DocumentLine]) -> Option<Days> {
    let periods = || lines.iter().map(DocumentLine::period);
    let first = periods().map(Period::first).min()?;
    Some(Days { first: Some(first), last: periods().map(Period::last).max() })
}

fn references(document: &Issued) -> References {
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let of = &document.references;
    References {
        buyer_reference: text(&of.buyer_reference),
        order: text(&of.order_reference),
        contract: text(&of.commitment),
        accounting_cost: text(&of.accounting_cost),
        preceding: document.refers_to.iter().map(|before| Preceding { number: before.number.to_string(), issued: Some(before.issued) }).collect(),
        ..References::default()
    }
}

fn address(office: &Office) -> Address {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    Address {
        street: text(&office.street),
        building_number: text(&office.building_number),
        additional_street: None,
        city: text(&office.city),
        postal_code: text(&office.postal_code),
        country: Some(COUNTRY.to_owned()),
    }
}

fn seller(seller: &IssuedSeller) -> Party {
    let cvr = seller.cvr.to_string();
    let gln = seller.gln.map(Id::gln);
    let is_registered = seller.is_vat_registered;
    Party {
        endpoint: Some(match (seller.endpoint, &gln) {
            (Endpoint::Gln, Some(gln)) => gln.clone(),
            _ => Id::cvr(&cvr),
        }),
        ids: gln.into_iter().collect(),
        name: Some(seller.name.clone()),
        legal_name: Some(seller.name.clone()),
        legal_id: Some(Id::cvr(&cvr)),
        vat_id: is_registered.then(|| format!("{COUNTRY}{cvr}")),
        tax_id: (!is_registered).then(|| cvr.clone()),
        address: address(&seller.address),
        contact: Contact {
            id: None,
            name: Some(seller.contact.name.clone()),
            phone: seller.contact.phone.clone(),
            email: seller.contact.email.clone(),
        },
    }
}

fn buyer(document: &Issued, buyer: &IssuedBuyer) -> Party {
    let gln = Id::gln(document.buyer_gln());
    Party {
        endpoint: Some(gln.clone()),
        ids: vec![gln],
        name: Some(buyer.name.clone()),
        legal_name: Some(buyer.name.clone()),
        legal_id: Some(Id::cvr(buyer.cvr)),
        address: address(&buyer.address),
        ..Party::default()
    }
}

/// How an invoice is paid. A credit note is set off.
fn payments(document: &Issued) -> Vec<Payment> {
    if document.kind == DocumentKind::CreditNote {
        return Vec::new();
    }
    let paid = &document.seller.payment;
    let number = Some(document.number.to_string());
    let (account, remittance) = match paid {
        Paid::Bank { registration, account } => (Account::Bank { registration: registration.clone(), account: account.clone() }, number),
        Paid::Iban { account, bic } => {
            // An IBAN is written in groups; its characters are what counts.
            let account = account.chars().filter(|c| !c.is_whitespace()).collect();
            (Account::Iban { account, bic: bic.clone() }, number)
        }
        Paid::Fik { kind, creditor } => {
            let id = paid.payment_id(&document.number);
            // A slip that carries its number has no room for a text.
            let remittance = number.filter(|_| kind == "73");
            (Account::Fik { kind: kind.clone(), id, creditor: creditor.clone() }, remittance)
        }
    };
    vec![Payment { remittance, ..Payment::to(account) }]
}
