//! Numbers with a check digit by which parties are known.

use std::fmt;

/// A CVR number: 8 digits, check digit modulo 11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cvr(u32);

impl Cvr {
    /// Returns the number that a text of 8 digits is, or `None` where the check digit is another.
    ///
    /// ```
    /// use takst::document::party::Cvr;
    /// assert_eq!(Cvr::parse("12345674").map(|cvr| cvr.to_string()), Some("12345674".to_owned()));
    /// assert_eq!(Cvr::parse("12345678"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Cvr> {
        const WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];
        let digits: [u32; 8] = digits(text)?;
        let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        (sum.is_multiple_of(11) && sum > 0).then(|| Cvr(digits.iter().fold(0, |number, digit| number * 10 + digit)))
    }
}

impl fmt::Display for Cvr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

/// A GLN (*EAN-lokationsnummer*): 13 digits, the last a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gln(u64);

impl Gln {
    /// Returns the number that a text of 13 digits is, or `None` where the check digit is another.
    ///
    /// ```
    /// use takst::document::party::Gln;
    /// assert!(Gln::parse("5798009800275").is_some());
    /// assert_eq!(Gln::parse("5798009800276"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Gln> {
        let digits: [u32; 13] = digits(text)?;
        let sum: u32 = digits.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
        (sum.is_multiple_of(10) && sum > 0).then(|| Gln(digits.iter().fold(0, |number, digit| number * 10 + u64::from(*digit))))
    }
}

impl fmt::Display for Gln {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:013}", self.0)
    }
}

fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let bytes: &[u8; N] = text.as_bytes().try_into().ok()?;
    bytes.iter().all(u8::is_ascii_digit).then(|| bytes.map(|byte| u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        // 1·2 + 2·7 + 3·6 + 4·5 + 5·4 + 6·3 + 7·2 + 4·1 = 110 = 10 × 11.
        assert_eq!(Cvr::parse("12345674").map(|cvr| cvr.to_string()).as_deref(), Some("12345674"));
        for wrong in ["12345675", "1234567", "123456740", "1234567a", "00000000", "", "١٢٣٤"] {
            assert_eq!(Cvr::parse(wrong), None, "{wrong}");
        }
        // (5+9+0+9+0+2+5) + 3·(7+8+0+8+0+7) = 30 + 90 = 120.
        assert_eq!(Gln::parse("5798009800275").map(|gln| gln.to_string()).as_deref(), Some("5798009800275"));
        for wrong in ["5798009800274", "579800980027", "57980098002750", "579800980027x", "0000000000000"] {
            assert_eq!(Gln::parse(wrong), None, "{wrong}");
        }
        // 1·2 + 9·1 = 11; zeros in front are written.
        assert_eq!(Cvr::parse("00000019").map(|cvr| cvr.to_string()).as_deref(), Some("00000019"));
    }
}
