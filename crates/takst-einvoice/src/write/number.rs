//! Numbers as they are written.

use rust_decimal::Decimal;

/// A number with at least so many decimals and no more than needed.
fn with_decimals(number: Decimal, least: u32) -> String {
    let mut number = number.normalize();
    if number.is_zero() {
        number = Decimal::ZERO;
    }
    if number.scale() < least {
        number.rescale(least);
    }
    number.to_string()
}

/// An amount or a price: at least two decimals.
pub(super) fn amount(number: Decimal) -> String {
    with_decimals(number, 2)
}

/// A quantity or a rate: no decimals that say nothing.
pub(super) fn quantity(number: Decimal) -> String {
    with_decimals(number, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_decimals_they_need() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(["13900", "0.5", "1.2345", "10.00", "-0.00"].map(|text| amount(number(text))), ["13900.00", "0.50", "1.2345", "10.00", "0.00"]);
        assert_eq!(["12.50", "30.00", "100", "0", "25.00"].map(|text| quantity(number(text))), ["12.5", "30", "100", "0", "25"]);
    }
}
