//! An issued document with everything that stands on it: what its page and its electronic form are made of.

use crate::contract::code::Code;
use crate::contract::words::{Dialect, DocumentKind, Endpoint};
use crate::document::content::Content;
use crate::document::line::DocumentLine;
use crate::document::party::{Address, Buyer, Contact, Cvr, Gln, Payment, References, Seller};
use chrono::NaiveDate;
use std::sync::Arc;

/// A seller as it was when a document was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedSeller {
    /// Name.
    pub name: String,
    /// CVR number.
    pub cvr: Cvr,
    /// Whether it is registered for VAT.
    pub is_vat_registered: bool,
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

impl From<&Seller> for IssuedSeller {
    fn from(seller: &Seller) -> IssuedSeller {
        IssuedSeller {
            name: seller.name.clone(),
            cvr: seller.cvr,
            is_vat_registered: seller.is_vat_registered,
            address: seller.address.clone(),
            endpoint: seller.endpoint,
            gln: seller.gln,
            contact: seller.contact.clone(),
            payment: seller.payment.clone(),
        }
    }
}

/// A buyer as it was when a document was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedBuyer {
    /// Name.
    pub name: String,
    /// CVR number.
    pub cvr: Cvr,
    /// Its usual electronic address; a document may name another.
    pub gln: Gln,
    /// The dialect of its electronic invoices.
    pub format: Dialect,
    /// Address.
    pub address: Address,
}

impl From<&Buyer> for IssuedBuyer {
    fn from(buyer: &Buyer) -> IssuedBuyer {
        IssuedBuyer { name: buyer.name.clone(), cvr: buyer.cvr, gln: buyer.gln, format: buyer.format, address: buyer.address.clone() }
    }
}

/// The document that another takes back or replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referred {
    /// Its number.
    pub number: Box<str>,
    /// Its date of issue.
    pub issued: NaiveDate,
}

/// What a document was priced with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PricedWith {
    /// Day of knowledge; `None`: all that was known.
    pub as_of: Option<NaiveDate>,
    /// Version of takst.
    pub takst: Box<str>,
    /// SHA-256 of the catalogue.
    pub catalogue_sha256: Box<str>,
    /// SHA-256 of the policy.
    pub policy_sha256: Box<str>,
}

/// An issued document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its number.
    pub number: Box<str>,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// The document it takes back or replaces.
    pub refers_to: Option<Referred>,
    /// Why it corrects something.
    pub reasons: Vec<Code>,
    /// Date of issue.
    pub issued: NaiveDate,
    /// When payment is due; `None` for credit notes.
    pub due: Option<NaiveDate>,
    /// What it says.
    pub content: Content,
    /// Its references, with what defaults to the buyer's.
    pub references: Arc<References>,
    /// Who bills.
    pub seller: IssuedSeller,
    /// Who pays.
    pub buyer: IssuedBuyer,
    /// Text that is printed on it.
    pub note: Option<Box<str>>,
    /// What it was priced with.
    pub priced_with: PricedWith,
}

impl Issued {
    /// Returns the electronic address of the buyer for this document.
    #[must_use]
    pub fn buyer_gln(&self) -> Gln {
        self.references.buyer_gln.unwrap_or(self.buyer.gln)
    }
}

/// A document that another refers to, with what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its number.
    pub number: Box<str>,
    /// Its date of issue.
    pub issued: NaiveDate,
    /// Its lines; `None`: they have expired.
    pub lines: Option<Vec<DocumentLine>>,
}

/// The documents before and after an issued one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// The invoice that it takes back or replaces.
    pub refers_to: Option<Related>,
    /// The credit note that took it back.
    pub taken_back_by: Option<Referred>,
    /// The invoices in the place of the one that was taken back: by itself or, for an invoice, by its credit note.
    pub in_its_place: Vec<Related>,
}
