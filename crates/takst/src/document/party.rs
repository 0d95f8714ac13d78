//! Sellers, buyers, and the numbers and references by which invoices find them.

use crate::contract::words::{Dialect, Endpoint, Reference};
use crate::document::number::Series;
use crate::model::municipality::Municipality;
use std::collections::BTreeMap;

pub use crate::model::identifier::{Cvr, Gln};

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

impl Payment {
    /// Returns the payment id of a slip: n of the document's number, and a check digit modulo 10; `None` where there is no slip, or it has no id (73).
    ///
    /// # Example
    /// ```
    /// use takst::document::party::Payment;
    /// let slip = |kind: &str| Payment::Fik { kind: kind.into(), creditor: "12345678".into() };
    /// // 1, 2, 3 weigh 2, 1, 2 from the right: 6 + 2 + 2 = 10, so the check digit is 0.
    /// assert_eq!(slip("71").payment_id("M-123").as_deref(), Some("000000000001230"));
    /// assert_eq!(slip("75").payment_id("M-123").as_deref(), Some("0000000000001230"));
    /// assert_eq!(slip("73").payment_id("M-123"), None);
    /// ```
    #[must_use]
    pub fn payment_id(&self, number: &str) -> Option<String> {
        let Payment::Fik { kind, .. } = self else { return None };
        let length = match kind.as_str() {
            "71" => 14,
            "75" => 15,
            _ => return None,
        };
        let digits = &number[number.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let weighted = digits.bytes().rev().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| {
            let product = u32::from(digit - b'0') * weight;
            product / 10 + product % 10
        });
        let check = (10 - weighted.sum::<u32>() % 10) % 10;
        (!digits.is_empty() && digits.len() <= length).then(|| format!("{digits:0>length$}{check}"))
    }
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
