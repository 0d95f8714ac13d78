//! Two documents and what they say, put down by hand.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst_einvoice::model::{
    Account, Address, Contact, Days, Dialect, DocumentKind, Id, Invoice, Item, Line, Measured, Party, Payment, Preceding, Price, ReceivedInvoice,
    References, Totals, Vat, VatBreakdown, VatCategory,
};

/// An invoice of Peppol BIS, with an exempt line and one at the standard rate.
pub const BIS3: &str = include_str!("documents/bis3.xml");
/// A credit note of OIOUBL.
pub const OIOUBL: &str = include_str!("documents/oioubl.xml");

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

pub fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn vat(category: VatCategory, rate: &str) -> Option<Vat> {
    Some(Vat { category, rate: Some(number(rate)) })
}

pub fn measured(quantity: &str, unit: &str) -> Option<Measured> {
    Some(Measured { quantity: number(quantity), unit: text(unit) })
}

fn seller() -> Party {
    Party {
        endpoint: Some(Id::cvr("12345674")),
        name: text("Bostedet"),
        legal_name: text("Bostedet ApS"),
        legal_id: Some(Id::cvr("12345674")),
        vat_id: text("DK12345674"),
        address: Address {
            street: text("Prøvevej 1"), city: text("Prøveby"), postal_code: text("9999"), country: text("DK"), ..Address::default()
        },
        ..Party::default()
    }
}

pub fn bis3() -> ReceivedInvoice {
    let january = Days::of(day("2024-01-01"), day("2024-01-31"));
    let invoice = Invoice {
        type_code: text("380"),
        number: text("F-17"),
        issued: Some(day("2024-02-01")),
        due: Some(day("2024-02-22")),
        currency: text("DKK"),
        notes: vec!["Ophold i januar".into()],
        days: Some(january),
        references: References { buyer_reference: text("SOC"), order: text("REKV-1"), ..References::default() },
        seller: seller(),
        buyer: Party { endpoint: Some(Id::gln("5798009811578")), legal_name: text("Prøve Kommune"), ..Party::default() },
        payments: vec![Payment { code: text("42"), ..Payment::to(Account::Bank { registration: "1234".into(), account: "1234567890".into() }) }],
        terms: vec!["Netto 21 dage".into()],
        vat: vec![
            VatBreakdown {
                vat: Vat { category: VatCategory::Standard, rate: Some(number("25")) },
                taxable: Some(number("8000")),
                amount: Some(number("2000")),
                exemption_code: None,
                exemption_reason: None,
            },
            VatBreakdown {
                vat: Vat { category: VatCategory::Exempt, rate: Some(number("0")) },
                taxable: Some(number("13485")),
                amount: Some(number("0")),
                exemption_code: text("VATEX-EU-132-1G"),
                exemption_reason: text("Momsfri"),
            },
        ],
        totals: Totals {
            lines: Some(number("21485")),
            net: Some(number("21485")),
            vat: Some(number("2000")),
            gross: Some(number("23485")),
            payable: Some(number("23485")),
            ..Totals::default()
        },
        lines: vec![
            Line {
                id: text("1"),
                notes: vec!["Sag S-1, 1.–31. januar 2024".into()],
                quantity: measured("31", "DAY"),
                net: Some(number("13485")),
                days: Some(january),
                vat: vat(VatCategory::Exempt, "0"),
                item: Item { name: text("Døgnophold"), seller_id: text("m/ophold"), ..Item::default() },
                price: Some(Price { amount: number("435"), base: None }),
                ..Line::default()
            },
            Line {
                id: text("2"),
                quantity: measured("16", "HUR"),
                net: Some(number("8000")),
                vat: vat(VatCategory::Standard, "25"),
                item: Item { name: text("Rådgivning"), ..Item::default() },
                price: Some(Price { amount: number("500"), base: None }),
                ..Line::default()
            },
        ],
        ..Invoice::new(DocumentKind::Invoice)
    };
    ReceivedInvoice { dialect: Some(Dialect::Bis3), invoice, problems: Vec::new(), citizens: Vec::new() }
}

pub fn oioubl() -> ReceivedInvoice {
    let address = Address { street: text("Prøvevej"), building_number: text("1"), ..seller().address };
    let standard = Vat { category: VatCategory::Standard, rate: Some(number("25")) };
    let invoice = Invoice {
        number: text("K-9"),
        uuid: text("9756b4d0-8815-1029-857a-e388fe63f399"),
        issued: Some(day("2024-02-05")),
        currency: text("DKK"),
        notes: vec!["Rettelse".into()],
        references: References {
            order: text("REKV-1"),
            accounting_cost: text("5412"),
            preceding: vec![Preceding { number: "F-17".into(), issued: Some(day("2024-02-01")) }],
            ..References::default()
        },
        seller: Party { ids: vec![Id::cvr("12345674")], address, ..seller() },
        buyer: Party {
            endpoint: Some(Id::gln("5798009811578")),
            name: text("Prøve Kommune"),
            contact: Contact { id: text("SOC"), name: text("Sagsbehandler"), ..Contact::default() },
            ..Party::default()
        },
        vat: vec![VatBreakdown {
            vat: standard.clone(),
            taxable: Some(number("2000")),
            amount: Some(number("500")),
            exemption_code: None,
            exemption_reason: None,
        }],
        // The net is not written: `TaxExclusiveAmount` is the VAT.
        totals: Totals {
            lines: Some(number("2000")),
            vat: Some(number("500")),
            gross: Some(number("2500")),
            payable: Some(number("2500")),
            ..Totals::default()
        },
        lines: vec![Line {
            id: text("1"),
            quantity: measured("4", "HUR"),
            net: Some(number("2000")),
            vat: Some(standard),
            vat_amount: Some(number("500")),
            item: Item { name: text("Rådgivning"), descriptions: vec!["Rådgivning".into()], ..Item::default() },
            price: Some(Price { amount: number("500"), base: measured("1", "HUR") }),
            ..Line::default()
        }],
        ..Invoice::new(DocumentKind::CreditNote)
    };
    ReceivedInvoice { dialect: Some(Dialect::Oioubl), invoice, problems: Vec::new(), citizens: Vec::new() }
}
