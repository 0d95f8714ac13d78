//! The largest case there is: its sums are exact in 64 bits, and one row more is refused.

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "core/common/mod.rs"]
mod common;
use common::{catalogue, day, service};
use takst::catalogue::{Kind, Unit};
use takst::{Book, Case, Code, Expected, KnownAsOf, Municipality, Policy, Quantity, ReportingPeriod, Row, Statement, UnitPrice};

/// A case of so many rows of 10,000 hours at 10,000,000 kr.: 10^13 øre each.
fn priced(rows: usize) -> Statement {
    let catalogue = catalogue(vec![service("aftalt", Kind::Agreed, Vec::new())]);
    let book = Book::compile(&catalogue, &Policy::default(), KnownAsOf::Latest).expect("sound");
    let row = Row::new("hus/aftalt", Municipality::new(101).expect("a code"), day("2019-03-01"))
        .last_day(day("2019-03-31"))
        .hours(Quantity::from_units(1_000_000))
        .agreed(UnitPrice::from_units(100_000_000_000), Unit::Hour);
    // Each row has its number.
    let rows = (1..=rows as u64).map(|number| row.clone().number(number).build().expect("a row"));
    book.price_case(&Case::new("S-1", rows).expect("a case"), &ReportingPeriod::ALL)
}

#[test]
fn the_largest_case_has_exact_sums() {
    // 4,000,000,000 hours at 10,000,000 kr.: 4 x 10^16 kr., which is 4 x 10^18 øre of the 9.2 x 10^18 that 64 bits hold; a quarter of it VAT.
    let totals = priced(400_000).totals();
    assert_eq!(
        [totals.net, totals.vat, totals.cost].map(|amount| amount.to_string()),
        ["40000000000000000.00", "10000000000000000.00", "40000000000000000.00"]
    );
}

#[test]
fn a_larger_case_is_refused_on_the_row_with_which_it_is() {
    for rows in [400_001, 1_000_000] {
        let faults = priced(rows).result.expect_err("refused");
        let [fault] = &faults[..] else { panic!("{faults:?}") };
        assert_eq!((fault.code, fault.at.row, fault.at.column), (Code::ValueRange, Some(400_001), None));
        assert_eq!((&*fault.value, &fault.expected), ("4000010000", &Expected::UnitsOfCase(4_000_000_000)));
    }
}
