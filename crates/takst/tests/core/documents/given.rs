//! What tests are about, in few words.

use std::collections::BTreeSet;
use std::sync::Arc;
use takst::document::Books;
use takst::document::action::{Left, NewDocument, Settlement};
use takst::document::content::{CaseFile, Content, FamilyDays, PricedCase, Should, Standing};
use takst::document::line::DocumentLine;
use takst::document::number::Series;
use takst::document::party::{Address, Buyer, Contact, Cvr, Gln, Parties, Payment, Seller};
use takst::document::settle::{Mode, OpenMonths};
use takst::document::{Dialect, Endpoint};
use takst::{Amount, Code, LineVat, Month, Municipality, Percent, Quantity, Unit, UnitPrice, VatCategory, VatExemption, settle};

/// A date.
pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

/// Kroner as øre: `"1185.00"`.
pub fn kr(text: &str) -> Amount {
    Amount::try_from(rust_decimal::Decimal::from_str_exact(text).expect("a number")).expect("an amount")
}

/// An exempt line of a day price: net = days × price.
pub fn days(service: &str, first: &str, last: &str, price: i64) -> DocumentLine {
    let (first_day, last_day) = (day(first), day(last));
    let quantity = (last_day - first_day).num_days() + 1;
    DocumentLine {
        service: service.into(),
        first_day,
        last_day,
        quantity: Quantity::from_units(quantity * 100),
        unit: Unit::Day,
        unit_price: UnitPrice::from_units(price * 10_000),
        price_base_quantity: Quantity::whole(1),
        net: Amount::from_ore(quantity * price * 100),
        vat: exempt(),
    }
}

/// No VAT.
pub fn exempt() -> LineVat {
    LineVat { category: VatCategory::Exempt, rate: Percent::default(), amount: Amount::ZERO, exemption: Some(VatExemption::SocialCare) }
}

/// 25 % VAT.
pub fn standard(vat: &str) -> LineVat {
    LineVat { category: VatCategory::Standard, rate: Percent::from_units(2_500), amount: kr(vat), exemption: None }
}

/// A municipality.
pub fn payer(code: u16) -> Municipality {
    Municipality::new(code).expect("a municipality")
}

/// A month.
pub fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// A month of a case of the provider `m`.
pub fn content(case: &str, of: u16, in_month: &str, lines: &[DocumentLine]) -> Content {
    let lines = lines.to_vec();
    Content {
        case_id: case.into(),
        citizen_id: format!("B-{case}").as_str().into(),
        provider: "m".into(),
        payer: payer(of),
        month: month(in_month),
        lines,
    }
}

/// A document that should be. Its days are those of its lines; the family is the service.
pub fn should(content: Content) -> Should {
    let days = content.lines.iter().filter(|line| line.is_by_days());
    let days = days.map(|line| FamilyDays { family: line.service.clone(), period: line.period(), is_released: false }).collect();
    Should { content, references: Arc::default(), conflicts: Vec::new(), hold: None, days }
}

/// An invoice that stands.
pub fn stands(number: &str, content: Content) -> Standing {
    Standing { number: number.into(), content, references: Arc::default(), seller: Cvr::parse("12345674"), case_since: 0 }
}

/// A case of the file.
pub fn case(id: &str, should: Vec<Should>) -> PricedCase {
    let citizen_id = should.first().map_or_else(|| format!("B-{id}").as_str().into(), |should| should.content.citizen_id.clone());
    PricedCase { case_id: id.into(), citizen_id, first_row: 0, result: Ok(should) }
}

/// A file with these cases, in which only the provider `m` occurs.
pub fn file(cases: Vec<PricedCase>) -> CaseFile {
    CaseFile { cases, providers: BTreeSet::from(["m".into()]), unreadable: Vec::new() }
}

/// The sellers `m` and `n` and the buyers 101 and 147.
pub fn parties() -> Parties {
    let seller = |provider: &str, series: &str| Seller {
        provider: provider.into(),
        name: provider.to_uppercase(),
        cvr: Cvr::parse("12345674").expect("a CVR number"),
        is_vat_registered: true,
        series: Series::new(series).expect("a series"),
        first_number: 1,
        payment_days: 21,
        address: Address::default(),
        endpoint: Endpoint::Cvr,
        gln: None,
        contact: Contact::default(),
        payment: Payment::Bank { registration: "1234".into(), account: "1234567890".into() },
    };
    let buyer = |code: u16| Buyer {
        payer: payer(code),
        name: format!("Kommune {code}"),
        cvr: Cvr::parse("64942212").expect("a CVR number"),
        gln: Gln::parse("5798009800275").expect("a GLN"),
        reference: Some(format!("SOC-{code}").into()),
        format: Dialect::Oioubl,
        demands: Vec::new(),
        address: Address::default(),
    };
    Parties {
        sellers: [("m", "M-"), ("n", "N-")].map(|(provider, series)| (provider.into(), seller(provider, series))).into(),
        buyers: [101, 147].map(|code| (payer(code), buyer(code))).into(),
    }
}

/// Months from January 2024 to December 2024.
pub const MONTHS: fn() -> OpenMonths = || OpenMonths { from: month("2024-01"), until: month("2024-12"), kept_from: None };

/// Settles with the parties above.
pub fn settled(mode: Mode, standing: Vec<Standing>, file: CaseFile) -> Vec<String> {
    settled_with(&parties(), mode, standing, file)
}

/// Settles with other parties.
pub fn settled_with(parties: &Parties, mode: Mode, standing: Vec<Standing>, file: CaseFile) -> Vec<String> {
    let books = Books { parties, taken: &BTreeSet::new(), services: &() };
    written(&settle(standing, file, mode, MONTHS(), &books))
}

/// A line for each action: what, whose, for which month and payer, what it refers to, how much, why.
pub fn written(settlement: &Settlement) -> Vec<String> {
    let codes = |codes: &[Code]| codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(";");
    let document = |document: &NewDocument| {
        let Content { case_id, provider, payer, month, .. } = &document.content;
        let sums = document.content.sums();
        let refers_to = document.refers_to.as_deref().unwrap_or("-");
        format!("{} {case_id} {provider} {month} {payer} {refers_to} {} {} [{}]", document.action(), sums.net, sums.vat, codes(&document.reasons))
    };
    let left = |left: &Left| {
        let case = left.case_id.as_deref().unwrap_or("-");
        let provider = left.provider.as_deref().unwrap_or("-");
        let month = left.month.map_or_else(|| "-".to_owned(), |month| month.to_string());
        let sums = left.sums.map_or_else(|| "- -".to_owned(), |sums| format!("{} {}", sums.net, sums.vat));
        format!("{} {case} {provider} {month} {sums} [{}] {}", left.action, codes(&left.reasons), codes(&left.why)).trim_end().to_owned()
    };
    settlement.documents.iter().map(document).chain(settlement.left.iter().map(left)).collect()
}
