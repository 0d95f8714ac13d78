//! What tests are about, in few words.

use takst::document::line::DocumentLine;
use takst::{Amount, LineVat, Percent, Quantity, Unit, UnitPrice, VatCategory, VatExemption};

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
