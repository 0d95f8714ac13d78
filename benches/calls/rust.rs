//! The public API of Rust: a citizen to a statement for each case.

use crate::Call;
use crate::cases::{Given, PAYER, STAYS};
use rust_decimal::Decimal;
use std::hint::black_box;
use takst::{Amount, Book, Case, Citizen, KnownAsOf, Municipality, Policy, ReportingPeriod, Row, Unit, UnitPrice};

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
    let rows = given.iter().map(row).collect::<Result<Vec<Row>, String>>()?;
    Ok(Citizen::of(Case::new("S-1", rows).map_err(|faults| faults.to_string())?))
}

fn row(given: &Given) -> Result<Row, String> {
    let payer = Municipality::new(PAYER).ok_or("the payer is no municipality")?;
    let mut row = Row::new(given.service, payer, given.first_day).last_day(given.last_day);
    if let Some(kroner) = given.agreed {
        row = row.agreed(UnitPrice::try_from(Decimal::from(kroner)).map_err(|error| error.to_string())?, Unit::Month);
    }
    if let Some(ore) = given.own_payment {
        row = row.own_payment_per_day(Amount::from_ore(ore));
    }
    row.build().map_err(|faults| faults.to_string())
}
