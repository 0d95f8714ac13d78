//! Amounts, unit prices and quantities: exact integers inside, [`Decimal`] at the interfaces, no floats.

use rust_decimal::Decimal;
use std::fmt;
use std::iter::Sum;

/// Why a decimal is not a valid amount, price or quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// The number has more decimals than the type keeps.
    #[error("at most {0} decimals")]
    Precision(u32),
    /// The number lies outside the range of the type.
    #[error("outside the range of the type")]
    Range,
}

/// Scales `value` to a whole number of 10^-`scale`, refusing what would have to be rounded.
fn scaled(value: Decimal, scale: u32) -> Result<i64, NumberError> {
    let mut value = value.normalize();
    if value.scale() > scale {
        return Err(NumberError::Precision(scale));
    }
    value.rescale(scale);
    if value.scale() != scale {
        return Err(NumberError::Range); // no room left in the mantissa
    }
    i64::try_from(value.mantissa()).map_err(|_| NumberError::Range)
}

/// Sign, 20 digits and a dot are the most that 64 bits can need.
const LONGEST: usize = 24;

/// `units` of 10^-`scale` with `least` to `scale` decimals, at least one and no more than needed, at the end of the array; gives where it begins.
fn digits(buffer: &mut [u8; LONGEST], units: i64, scale: u32, least: u32) -> usize {
    let (mut rest, mut places) = (units.unsigned_abs(), scale);
    while places > least && rest.is_multiple_of(10) {
        rest /= 10;
        places -= 1;
    }
    let mut at = LONGEST;
    let mut put = |byte| {
        at -= 1;
        buffer[at] = byte;
    };
    for _ in 0..places {
        put(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    put(b'.');
    // Two at a time: half as many long divisions.
    while rest >= 100 {
        let two = (rest % 100) as u8;
        put(b'0' + two % 10);
        put(b'0' + two / 10);
        rest /= 100;
    }
    let two = rest as u8;
    put(b'0' + two % 10);
    if two >= 10 {
        put(b'0' + two / 10);
    }
    if units < 0 {
        put(b'-');
    }
    at
}

/// Writes them without the machinery of formats, which takes several times as long.
fn write_scaled(f: &mut fmt::Formatter<'_>, units: i64, scale: u32, least: u32) -> fmt::Result {
    let mut buffer = [0; LONGEST];
    let at = digits(&mut buffer, units, scale, least);
    f.write_str(std::str::from_utf8(&buffer[at..]).unwrap_or_default())
}

macro_rules! scaled_type {
    ($(#[$doc:meta])* $name:ident, $scale:expr, $least:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
        pub struct $name(i64);

        impl $name {
            /// Number of decimals kept.
            pub const SCALE: u32 = $scale;

            /// From whole units of 10^-`SCALE`.
            #[must_use]
            pub const fn from_units(units: i64) -> Self {
                Self(units)
            }

            /// In whole units of 10^-`SCALE`.
            #[must_use]
            pub const fn units(self) -> i64 {
                self.0
            }

            /// The same number as a [`Decimal`].
            #[must_use]
            pub fn to_decimal(self) -> Decimal {
                Decimal::new(self.0, $scale)
            }
        }

        impl TryFrom<Decimal> for $name {
            type Error = NumberError;
            fn try_from(value: Decimal) -> Result<Self, NumberError> {
                scaled(value, $scale).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_scaled(f, self.0, $scale, $least)
            }
        }

        #[cfg(feature = "serde")]
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }

        #[cfg(feature = "serde")]
        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                let number = Decimal::from_str_exact(&text).map_err(|e| e.to_string())?;
                Self::try_from(number).map_err(|e| e.to_string())
            }
        }
    };
}

scaled_type!(
    /// An amount of Danish kroner (DKK), kept in whole øre.
    ///
    /// ```
    /// use takst::{Amount, NumberError};
    /// use rust_decimal::Decimal;
    ///
    /// let net = Amount::try_from(Decimal::from_str_exact("1185.00")?)?;
    /// assert_eq!(net.to_string(), "1185.00");
    /// assert_eq!(net.ore(), 118_500);
    /// // A tenth of an øre is refused, not rounded:
    /// assert_eq!(Amount::try_from(Decimal::from_str_exact("0.001")?), Err(NumberError::Precision(2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Amount, 2, 2
);

scaled_type!(
    /// A price per unit in DKK, ex VAT, kept in 1/10,000 kr.
    UnitPrice, 4, 2
);

scaled_type!(
    /// A quantity of a unit (hours, days, weeks, months, courses), kept in hundredths.
    Quantity, 2, 2
);

scaled_type!(
    /// A percentage, kept in hundredths: `25.00` is 25 %.
    Percent, 2, 2
);

impl Amount {
    /// No money at all.
    pub const ZERO: Amount = Amount(0);

    /// From whole øre.
    #[must_use]
    pub const fn from_ore(ore: i64) -> Self {
        Self(ore)
    }

    /// In whole øre.
    #[must_use]
    pub const fn ore(self) -> i64 {
        self.0
    }

    /// The sum of both; `None` where it is more than 92 quadrillion kroner.
    #[must_use]
    pub const fn checked_add(self, other: Amount) -> Option<Amount> {
        match self.0.checked_add(other.0) {
            Some(ore) => Some(Amount(ore)),
            None => None,
        }
    }

    /// As it is displayed, in one allocation.
    pub(crate) fn text(self) -> String {
        let mut buffer = [0; LONGEST];
        let at = digits(&mut buffer, self.0, Amount::SCALE, Amount::SCALE);
        std::str::from_utf8(&buffer[at..]).unwrap_or_default().to_owned()
    }
}

/// Sums are checked: one of more than 92 quadrillion kroner panics rather than wraps. Sums within a case are less; for others there is
/// [`checked_add`](Amount::checked_add).
impl std::ops::Add for Amount {
    type Output = Amount;
    fn add(self, other: Amount) -> Amount {
        Amount(self.0.checked_add(other.0).expect("a sum of amounts stays below 92 quadrillion kroner"))
    }
}

impl std::ops::Sub for Amount {
    type Output = Amount;
    fn sub(self, other: Amount) -> Amount {
        Amount(self.0.checked_sub(other.0).expect("a difference of amounts stays above minus 92 quadrillion kroner"))
    }
}

impl std::ops::AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        *self = *self + other;
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Amount>>(amounts: I) -> Amount {
        amounts.fold(Amount::ZERO, |a, b| a + b)
    }
}

impl Quantity {
    /// A whole number of units.
    #[must_use]
    pub const fn whole(units: u32) -> Self {
        Self(units as i64 * 100)
    }
}

impl UnitPrice {
    /// The same price as an amount, where it has whole øre.
    #[must_use]
    pub const fn to_ore(self) -> Option<i64> {
        if self.0 % 100 == 0 { Some(self.0 / 100) } else { None }
    }
}

/// Why an amount that does not fit is a defect of the catalogue, which panics rather than wraps.
pub(crate) const TOO_MUCH: &str = "an amount stays below 92 quadrillion kroner";

/// Shares are counted in parts of this.
const WHOLE: i64 = 10_000;

/// The same as [`share_of`], where the product surely fits into 64 bits.
#[inline(always)]
pub(crate) const fn share_of_small(base: i64, share: i64) -> i64 {
    let half = if base < 0 { -WHOLE / 2 } else { WHOLE / 2 };
    (base * share + half) / WHOLE
}

/// The same, where the base is not negative.
#[inline(always)]
pub(crate) const fn positive_share_of(base: i64, share: i64) -> i64 {
    ((base as u64 * share as u64 + WHOLE as u64 / 2) / WHOLE as u64) as i64
}

/// `base` × `share` / 10,000, rounded half away from zero: a part of an amount, or hours at a price.
#[inline]
pub(crate) fn share_of(base: i64, share: i64) -> i64 {
    // Half of a sum, the share that most lines ask for, needs no product.
    if share == WHOLE / 2 {
        return base / 2 + base % 2;
    }
    let half = if base < 0 { -WHOLE / 2 } else { WHOLE / 2 };
    match base.checked_mul(share).and_then(|product| product.checked_add(half)) {
        Some(sum) => sum / WHOLE,
        None => i64::try_from((i128::from(base) * i128::from(share) + i128::from(half)) / i128::from(WHOLE)).expect(TOO_MUCH),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_away_from_zero_however_large() {
        for (base, share, part) in [
            (33, 5_000, 17),
            (33, 0, 0),
            (33, 20_000, 66),
            (-33, 5_000, -17),
            (34, 5_000, 17),
            (1, 5_000, 1),
            (2, 2_500, 1),
            (-2, 2_500, -1),
            (1, 2_500, 0),
            (i64::MAX, 10_000, i64::MAX),
            (i64::MAX, 2_500, 2_305_843_009_213_693_952),
            (-i64::MAX, 2_500, -2_305_843_009_213_693_952),
        ] {
            assert_eq!(share_of(base, share), part, "{base} x {share}");
            if base.abs() < 1 << 40 {
                assert_eq!(share_of_small(base, share), part, "{base} x {share}");
            }
            if (0..1 << 40).contains(&base) {
                assert_eq!(positive_share_of(base, share), part, "{base} x {share}");
            }
        }
    }

    #[test]
    fn writes_no_more_decimals_than_needed_but_at_least_two() {
        for (units, text) in [(5_000_000, "500.00"), (5_123_456, "512.3456"), (5_123_450, "512.345"), (5, "0.0005"), (-5, "-0.0005"), (100, "0.01")] {
            assert_eq!(UnitPrice::from_units(units).to_string(), text);
        }
        assert_eq!(Amount::from_ore(-5).to_string(), "-0.05");
        assert_eq!(Quantity::whole(12).to_string(), "12.00");
        for (ore, text) in [(0, "0.00"), (7, "0.07"), (100, "1.00"), (i64::MAX, "92233720368547758.07"), (i64::MIN, "-92233720368547758.08")] {
            assert_eq!((Amount::from_ore(ore).to_string(), Amount::from_ore(ore).text()), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn sums_that_do_not_fit_are_none_and_prices_of_parts_of_an_ore_are_no_amounts() {
        let most = Amount::from_ore(i64::MAX);
        assert_eq!(Amount::from_ore(250).checked_add(Amount::from_ore(-50)), Some(Amount::from_ore(200)));
        assert_eq!((most.checked_add(Amount::from_ore(1)), most.checked_add(Amount::ZERO)), (None, Some(most)));
        // 1,185.00 kr., and 1,185.0001 kr.
        assert_eq!(UnitPrice::from_units(11_850_000).to_ore(), Some(118_500));
        assert_eq!(UnitPrice::from_units(11_850_001).to_ore(), None);
    }

    #[test]
    fn trailing_zeros_are_no_decimals() {
        let price = Decimal::from_str_exact("512.34000000").expect("a number");
        assert_eq!(UnitPrice::try_from(price).expect("four decimals fit").units(), 5_123_400);
        assert_eq!(Amount::try_from(Decimal::MAX), Err(NumberError::Range));
    }
}
