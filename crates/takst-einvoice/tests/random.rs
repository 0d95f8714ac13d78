//! Random models with all that a document may say: written, read and written again to the same bytes, and found right by another implementation.
//!
//! `TAKST_RANDOM=DIR` writes them there, to be checked with the official rule files.

mod common;

use chrono::NaiveDate;
use en16931_formats::{Policy, Recommendation, receive};
use proptest::option::of as maybe;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use takst::contract::words::{Dialect, DocumentKind};
use takst_einvoice::model::{
    Account, Address, Attached, Charge, Contact, Days, Id, Invoice, Item, Line, Measured, Party, Payment, Preceding, Price, References, Scheme,
    Totals, Vat, VatBreakdown, VatCategory,
};
use takst_einvoice::{read, write};

fn text() -> impl Strategy<Value = String> {
    // Without #: in notes of Peppol BIS it begins a code.
    "[a-zæøåA-ZÆØÅ<>&\"'][a-zæøåA-ZÆØÅ0-9<>&\"'.,;: €–]{0,14}[a-zæøå]"
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..20_000_u64).prop_map(|days| NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + chrono::Days::new(days))
}

fn days() -> impl Strategy<Value = Days> {
    (date(), 0..60_u64).prop_map(|(first, more)| Days::of(first, first + chrono::Days::new(more)))
}

fn rounded(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn vat() -> impl Strategy<Value = Vat> {
    prop_oneof![
        Just(Vat { category: VatCategory::Standard, rate: Some(25.into()) }),
        Just(Vat { category: VatCategory::Exempt, rate: Some(Decimal::ZERO) }),
    ]
}

fn attached() -> impl Strategy<Value = Attached> {
    (text(), text()).prop_map(|(id, description)| Attached { id, description: Some(description), ..Attached::default() })
}

fn line() -> impl Strategy<Value = Line> {
    let measure =
        (100..100_000_i64, 1_000_000..99_999_999_i64, maybe(2..32_i64), prop_oneof![Just("DAY"), Just("HUR"), Just("WEE"), Just("MON"), Just("C62")]);
    let item = (text(), maybe(text()), maybe(text()), maybe(text()), maybe(text()));
    (measure, item, prop::collection::vec(text(), 0..2), maybe(days()), maybe(text()), vat()).prop_map(
        |((quantity, price, base, unit), (name, description, seller_id, buyer_id, standard), notes, days, accounting_cost, vat)| {
            let (quantity, price) = (Decimal::new(quantity, 2), Decimal::new(price, 4));
            let unit = Some(unit.to_owned());
            Line {
                notes,
                net: Some(rounded(quantity * price / Decimal::from(base.unwrap_or(1)))),
                quantity: Some(Measured { quantity, unit: unit.clone() }),
                accounting_cost,
                days,
                vat: Some(vat),
                item: Item {
                    name: Some(name),
                    descriptions: description.into_iter().collect(),
                    seller_id,
                    buyer_id,
                    standard_id: standard.map(|value| Id { scheme: Some(Scheme::Other("0160".into())), value }),
                },
                price: Some(Price { amount: price, base: base.map(|base| Measured { quantity: base.into(), unit }) }),
                ..Line::default()
            }
        },
    )
}

fn charge() -> impl Strategy<Value = Charge> {
    (any::<bool>(), 1..100_i64, vat(), text()).prop_map(|(is_charge, amount, vat, reason)| Charge {
        is_charge,
        amount: Some(Decimal::new(amount, 2)),
        base: None,
        percent: None,
        vat: Some(vat),
        reason: Some(reason),
        reason_code: None,
    })
}

fn payment() -> impl Strategy<Value = Payment> {
    let account = prop_oneof![
        ("[0-9]{4}", "[0-9]{1,10}").prop_map(|(registration, account)| Account::Bank { registration, account }),
        maybe(Just("DABADKKK".to_owned())).prop_map(|bic| Account::Iban { account: "DK5000400440116243".into(), bic }),
        "[1-9][0-9]{7}".prop_map(|creditor| Account::Fik { kind: "71".into(), id: Some("000000202600011".into()), creditor }),
        "[1-9][0-9]{7}".prop_map(|creditor| Account::Fik { kind: "73".into(), id: None, creditor }),
        Just(Account::Giro { kind: "01".into(), id: None, account: "1234567".into() }),
        Just(Account::Giro { kind: "04".into(), id: Some("1234567890123456".into()), account: "12345678".into() }),
        Just(Account::NemKonto),
    ];
    (account, maybe(text())).prop_map(|(account, remittance)| {
        // Neither a slip with a number nor NemKonto carries a text.
        let carries = match &account {
            Account::Bank { .. } | Account::Iban { .. } => true,
            Account::Fik { .. } | Account::Giro { .. } | Account::DirectDebit { .. } | Account::NemKonto | Account::Other { .. } => false,
        };
        Payment { remittance: remittance.filter(|_| carries), ..Payment::to(account) }
    })
}

fn party(gln: &'static str, cvr: &'static str) -> impl Strategy<Value = Party> {
    let address = (text(), "[1-9][0-9]{0,2}[A-Z]?", maybe(text()), text(), "[1-9][0-9]{3}");
    let contact = (maybe(text()), maybe("[2-9][0-9]{7}"), maybe(Just("post@example.dk".to_owned())));
    (address, contact, text(), text(), any::<bool>()).prop_map(
        move |((street, building_number, additional_street, city, postal_code), (name, phone, email), known_as, legal_name, has_id)| Party {
            endpoint: Some(Id::gln(gln)),
            ids: has_id.then(|| Id::gln(gln)).into_iter().collect(),
            name: Some(known_as),
            legal_name: Some(legal_name),
            legal_id: Some(Id::cvr(cvr)),
            vat_id: Some(format!("DK{cvr}")),
            tax_id: None,
            address: Address {
                street: Some(street),
                building_number: Some(building_number),
                additional_street,
                city: Some(city),
                postal_code: Some(postal_code),
                country: Some("DK".into()),
            },
            contact: Contact { id: None, name, phone, email },
        },
    )
}

fn references() -> impl Strategy<Value = References> {
    let preceding = prop::collection::vec((text(), date()).prop_map(|(number, issued)| Preceding { number, issued: Some(issued) }), 1..3);
    let documents = prop::collection::vec(attached(), 0..3);
    ((text(), maybe(text()), maybe(text()), maybe(text())), (maybe(text()), maybe(text()), maybe(text()), maybe(text())), preceding, documents)
        .prop_map(|((buyer, order, contract, accounting_cost), (project, receipt, despatch, tender), preceding, documents)| References {
            buyer_reference: Some(buyer),
            order,
            sales_order: None,
            contract,
            project,
            accounting_cost,
            receipt,
            despatch,
            tender,
            preceding,
            documents,
        })
}

/// VAT and sums of lines and charges, as EN 16931 adds them up.
fn summed(mut invoice: Invoice) -> Invoice {
    for (line, number) in invoice.lines.iter_mut().zip(1..) {
        line.id = Some(number.to_string());
    }
    let days: Vec<Days> = invoice.lines.iter().filter_map(|line| line.days).collect();
    invoice.days =
        days.first().map(|_| Days { first: days.iter().filter_map(|days| days.first).min(), last: days.iter().filter_map(|days| days.last).max() });
    let mut bases: BTreeMap<VatCategory, (Vat, Decimal)> = BTreeMap::new();
    let amount_of = |charge: &Charge| if charge.is_charge { charge.amount } else { charge.amount.map(|amount| -amount) };
    let parts = invoice.lines.iter().map(|line| (&line.vat, line.net)).chain(invoice.charges.iter().map(|charge| (&charge.vat, amount_of(charge))));
    for (vat, amount) in parts {
        let vat = vat.clone().expect("each has VAT");
        bases.entry(vat.category.clone()).or_insert((vat, Decimal::ZERO)).1 += amount.expect("each has an amount");
    }
    invoice.vat = bases
        .into_values()
        .map(|(vat, taxable)| {
            let is_exempt = vat.category == VatCategory::Exempt;
            VatBreakdown {
                amount: Some(rounded(taxable * vat.rate.unwrap_or_default() / Decimal::ONE_HUNDRED)),
                vat,
                taxable: Some(taxable),
                exemption_code: is_exempt.then(|| "VATEX-EU-132-1G".to_owned()),
                exemption_reason: None,
            }
        })
        .collect();
    let lines: Decimal = invoice.lines.iter().filter_map(|line| line.net).sum();
    let sum_of = |is_charge: bool| -> Option<Decimal> {
        let of: Vec<Decimal> = invoice.charges.iter().filter(|charge| charge.is_charge == is_charge).filter_map(|charge| charge.amount).collect();
        (!of.is_empty()).then(|| of.iter().sum())
    };
    let (allowances, charges) = (sum_of(false), sum_of(true));
    let net = lines + charges.unwrap_or_default() - allowances.unwrap_or_default();
    let vat: Decimal = invoice.vat.iter().filter_map(|vat| vat.amount).sum();
    invoice.totals = Totals {
        lines: Some(lines),
        allowances,
        charges,
        net: Some(net),
        vat: Some(vat),
        gross: Some(net + vat),
        payable: Some(net + vat),
        ..Totals::default()
    };
    invoice
}

fn invoice() -> impl Strategy<Value = Invoice> {
    let head = (any::<bool>(), text(), date(), maybe(text()), maybe(text()), maybe(date()));
    let parties = (party("5798009800275", "12345674"), party("5798009811578", "20000007"));
    let lines = prop::collection::vec(line(), 1..5);
    (head, parties, references(), payment(), lines, prop::collection::vec(charge(), 0..3)).prop_map(
        |((is_invoice, number, issued, note, terms, delivered), (seller, buyer), references, payment, lines, charges)| {
            let kind = if is_invoice { DocumentKind::Invoice } else { DocumentKind::CreditNote };
            summed(Invoice {
                number: Some(number),
                issued: Some(issued),
                due: is_invoice.then(|| issued + chrono::Days::new(21)),
                delivered,
                currency: Some("DKK".into()),
                notes: note.into_iter().collect(),
                terms: vec![terms.unwrap_or_else(|| "Netto 21 dage".into())],
                references,
                seller,
                buyer,
                payments: if is_invoice { vec![payment] } else { Vec::new() },
                lines,
                charges,
                ..Invoice::new(kind)
            })
        },
    )
}

/// Documents written for a check by hand.
static WRITTEN: AtomicU32 = AtomicU32::new(0);

/// What Peppol BIS has a place for is there again; it writes street and number of the building together.
fn says_the_same(read: &Invoice, written: &Invoice) {
    let head = |of: &Invoice| (of.number.clone(), of.issued, of.due, of.delivered, of.notes.clone(), of.terms.clone(), of.days);
    assert_eq!(head(read), head(written));
    assert_eq!((&read.references, &read.charges, read.totals), (&written.references, &written.charges, written.totals));
    assert_eq!((&read.vat, &read.lines), (&written.vat, &written.lines));
    let accounts = |of: &Invoice| of.payments.iter().map(|payment| payment.account.clone()).collect::<Vec<_>>();
    assert_eq!(accounts(read), accounts(written));
    for (read, written) in [(&read.seller, &written.seller), (&read.buyer, &written.buyer)] {
        let numbers = |of: &Party| (of.endpoint.clone(), of.ids.clone(), of.legal_id.clone(), of.vat_id.clone());
        assert_eq!(numbers(read), numbers(written));
        assert_eq!((&read.name, &read.legal_name, &read.contact), (&written.name, &written.legal_name, &written.contact));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_models(invoice in invoice()) {
        for dialect in Dialect::ALL {
            let written = write(&invoice, *dialect).unwrap_or_else(|lacking| panic!("{lacking}"));
            let received = read(&*written).unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&written)));
            let again = write(&received.invoice, *dialect).unwrap_or_else(|lacking| panic!("{lacking}"));
            prop_assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(&again));
            prop_assert_eq!(received.problems, vec![]);
            if let Some(folder) = std::env::var_os("TAKST_RANDOM") {
                let file = format!("{dialect}_{}.xml", WRITTEN.fetch_add(1, Ordering::Relaxed));
                std::fs::write(std::path::Path::new(&folder).join(file), &written).expect("a document is written");
            }
            if *dialect == Dialect::Bis3 {
                says_the_same(&received.invoice, &invoice);
                let policy = Policy { require: Some(&en16931::profiles::PEPPOL_BIS_3), ..Policy::default() };
                let other = receive(&written, &policy);
                prop_assert!(other.recommendation == Recommendation::Accept, "{:?}\n{}", other.reasons, String::from_utf8_lossy(&written));
            }
        }
    }
}
