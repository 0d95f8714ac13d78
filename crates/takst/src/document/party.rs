//! Sellers, buyers, and the numbers and references by which invoices find them.

use crate::contract::words::{Dialect, Endpoint, Reference};
use crate::document::number::Series;
use crate::model::municipality::Municipality;
use std::collections::BTreeMap;
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

/// Where a party has its office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Street.
    pub street: String,
    /// Number of the building.
    pub building_number: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
}

/// Who answers questions about an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Name of a person or an office.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
}

/// Where an invoice is paid to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payment {
    /// A Danish account.
    Bank {
        /// Registration number of the bank, 4 digits.
        registration: String,
        /// Account number, at most 10 digits.
        account: String,
    },
    /// A payment slip.
    Fik {
        /// 71, 73 or 75.
        kind: String,
        /// Number of the creditor, 8 digits.
        creditor: String,
    },
    /// An international account.
    Iban {
        /// IBAN.
        account: String,
        /// BIC.
        bic: Option<String>,
    },
}

/// A provider as the seller of what it bills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// Id of the provider in the catalogue.
    pub provider: Box<str>,
    /// Name on documents.
    pub name: String,
    /// CVR number.
    pub cvr: Cvr,
    /// Whether it is registered for VAT. Needed for lines of category S.
    pub is_vat_registered: bool,
    /// What its numbers begin with.
    pub series: Series,
    /// The first number that is given.
    pub first_number: u64,
    /// Days from the date of issue until payment is due.
    pub payment_days: u32,
    /// Address.
    pub address: Address,
    /// Which number is its electronic address.
    pub endpoint: Endpoint,
    /// GLN, where it has one.
    pub gln: Option<Gln>,
    /// Who answers questions.
    pub contact: Contact,
    /// Where it is paid.
    pub payment: Payment,
}

/// A municipality as the buyer of what it is billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// The paying municipality.
    pub payer: Municipality,
    /// Name on documents.
    pub name: String,
    /// CVR number.
    pub cvr: Cvr,
    /// Electronic address.
    pub gln: Gln,
    /// Person reference of documents that have none of their own.
    pub reference: Option<Box<str>>,
    /// The dialect of its electronic invoices.
    pub format: Dialect,
    /// References without which it takes no invoice.
    pub demands: Vec<Reference>,
    /// Address.
    pub address: Address,
}

/// Everybody who bills or is billed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parties {
    /// Sellers by the id of their provider.
    pub sellers: BTreeMap<Box<str>, Seller>,
    /// Buyers by their code.
    pub buyers: BTreeMap<Municipality, Buyer>,
}

/// The references of a document: what the buyer needs to find the case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// Person reference at the buyer.
    pub buyer_reference: Option<Box<str>>,
    /// Order number of the buyer.
    pub order_reference: Option<Box<str>>,
    /// The buyer's account.
    pub accounting_cost: Option<Box<str>>,
    /// Electronic address, where it is not the buyer's usual one.
    pub buyer_gln: Option<Gln>,
    /// The commitment to pay.
    pub commitment: Option<Box<str>>,
}

impl References {
    /// Returns whether a reference is given.
    #[must_use]
    pub fn has(&self, reference: Reference) -> bool {
        match reference {
            Reference::BuyerReference => self.buyer_reference.is_some(),
            Reference::OrderReference => self.order_reference.is_some(),
            Reference::AccountingCost => self.accounting_cost.is_some(),
            Reference::BuyerGln => self.buyer_gln.is_some(),
        }
    }

    /// Returns the references with those that default to the buyer's (D8.5).
    #[must_use]
    pub fn of_buyer(mut self, buyer: &Buyer) -> References {
        self.buyer_reference = self.buyer_reference.or_else(|| buyer.reference.clone());
        self.buyer_gln = self.buyer_gln.or(Some(buyer.gln));
        self
    }
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
