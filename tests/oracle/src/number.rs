//! Exact numbers: text in and out, rounding. Prices, hours and quantities are whole ten-thousandths, amounts whole øre.

/// One, in ten-thousandths.
pub const ONE: i128 = 10_000;

/// R2.4: what a number in a cell may be.
pub struct Allowed {
    pub zero: bool,
    pub most: i128,
    pub decimals: usize,
}

/// R2.4: digits with at most one dot between them, read as ten-thousandths; otherwise the code of the first thing wrong.
pub fn read_number(text: &str, allowed: &Allowed) -> Result<i128, &'static str> {
    let (minus, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        // A zero stands for the fraction that is not there: it is cut off again below.
        None => (digits, "0"),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err("value.invalid");
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    // No range of R2.4 reaches 13 digits, and 12 fit whatever comes.
    if minus || whole.len() > 12 {
        return Err("value.range");
    }
    let units: i128 = if whole.is_empty() { 0 } else { whole.parse().expect("at most 12 digits") };
    let is_zero = units == 0 && fraction.is_empty();
    let above = units > allowed.most || (units == allowed.most && !fraction.is_empty());
    if above || (is_zero && !allowed.zero) {
        return Err("value.range");
    }
    if fraction.len() > allowed.decimals {
        return Err("value.precision");
    }
    let parts: i128 = format!("{fraction:0<4}").parse().expect("at most 4 digits");
    Ok(units * ONE + parts)
}

/// R10.3: half away from zero. `divisor` is positive.
pub fn round_quotient(dividend: i128, divisor: i128) -> i128 {
    let twice = 2 * dividend.abs() + divisor;
    let rounded = twice / (2 * divisor);
    if dividend < 0 { -rounded } else { rounded }
}

/// R14: an amount in øre with two decimals.
pub fn amount_text(oere: i128) -> String {
    let sign = if oere < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", oere.abs() / 100, oere.abs() % 100)
}

/// R14: ten-thousandths with two to four decimals, no more than needed.
pub fn quantity_text(ten_thousandths: i128) -> String {
    let mut text = format!("{}.{:04}", ten_thousandths / ONE, ten_thousandths % ONE);
    for _ in 0..2 {
        if text.ends_with('0') {
            text.pop();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_a_number_in_the_order_of_the_article() {
        let hours = Allowed { zero: false, most: 10_000, decimals: 2 };
        assert_eq!(read_number("7.50", &hours), Ok(75_000));
        assert_eq!(read_number("0007.500000", &hours), Ok(75_000));
        assert_eq!(read_number("10000", &hours), Ok(100_000_000));
        for text in ["", "x", "1,5", "1e3", "+1", "1.", ".5", "1.2.3", "- 1", "-"] {
            assert_eq!(read_number(text, &hours), Err("value.invalid"), "{text}");
        }
        for text in ["0", "0.00", "-1", "10000.001", "99999999999999999999999999999999999999999999"] {
            assert_eq!(read_number(text, &hours), Err("value.range"), "{text}");
        }
        assert_eq!(read_number("0.001", &hours), Err("value.precision"));
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(round_quotient(5, 2), 3);
        assert_eq!(round_quotient(-5, 2), -3);
        assert_eq!(round_quotient(4, 3), 1);
        assert_eq!(round_quotient(-4, 3), -1);
    }

    #[test]
    fn text_of_numbers() {
        assert_eq!(amount_text(-5), "-0.05");
        assert_eq!(amount_text(123_456), "1234.56");
        assert_eq!(quantity_text(10_000), "1.00");
        assert_eq!(quantity_text(12_340), "1.234");
        assert_eq!(quantity_text(12_345), "1.2345");
    }
}
