//! The public API of Rust: a citizen to a statement for each case.

use crate::Call;
use crate::cases::{Given, PAYER, STAYS};
use rust_decimal::Decimal;
use std::hint::black_box;
use takst::case::{AgreedPrice, Case, CaseRow, Citizen, Municipality, Row};
use takst::catalogue::Unit;
use takst::{Amount, Book, KnownAsOf, Policy, ReportingPeriod, UnitPrice};

pub fn call(given: Vec<Given>) -> Result<Call, String> {
    let (book, citizen) = (book()?, citizen(&given)?);
    Ok(Box::new(move || book.price(black_box(&citizen), &ReportingPeriod::ALL).iter().map(|statement| statement.lines().count()).sum()))
}

/// The built-in catalogue with the made-up stays.
pub fn book() -> Result<Book, String> {
    let loaded = takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &[("maaling.toml", STAYS)]);
    let catalogue = loaded.map_err(|problems| format!("{} problems in the catalogue", problems.len()))?.catalogue;
    Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).map_err(|errors| format!("the book does not compile: {errors:?}"))
}

/// The rows as one case.
pub fn citizen(given: &[Given]) -> Result<Citizen, String> {
    let rows = (1..).zip(given).map(|(number, given)| Some(CaseRow::Sound(row(number, given)?))).collect::<Option<_>>();
    Ok(Citizen { id: "S-1".into(), cases: vec![Case { id: "S-1".into(), rows: rows.ok_or("a row is out of bounds")? }] })
}

fn row(number: u64, given: &Given) -> Option<Row> {
    let agreed = match given.agreed {
        Some(kroner) => Some(AgreedPrice { price: UnitPrice::try_from(Decimal::from(kroner)).ok()?, unit: Unit::Month }),
        None => None,
    };
    Some(Row {
        number,
        row_id: None,
        service: given.service.into(),
        first_day: given.first_day,
        last_day: Some(given.last_day),
        payer: Municipality::new(PAYER)?,
        hours: None,
        hours_per_week: None,
        agreed,
        own_payment_per_day: given.own_payment.map(Amount::from_ore),
        prior_stay_to: None,
        first_discharge: None,
        decided_before_discharge: None,
        history: None,
        commitment: None,
        commitment_date: None,
        notified_start: None,
        notified_end: None,
    })
}
