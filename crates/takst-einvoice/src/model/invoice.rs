//! A document as a whole.

use super::days::Days;
use super::line::{Charge, Line};
use super::party::Party;
use super::payment::Payment;
use super::reference::References;
use super::vat::VatBreakdown;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use takst::contract::words::DocumentKind;

/// Sums of a document (BG-22), always as EN 16931 has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Totals {
    /// Net of all lines (BT-106).
    #[serde(with = "super::text::optional")]
    pub lines: Option<Decimal>,
    /// Sum of what is taken off (BT-107).
    #[serde(with = "super::text::optional")]
    pub allowances: Option<Decimal>,
    /// Sum of what is added (BT-108).
    #[serde(with = "super::text::optional")]
    pub charges: Option<Decimal>,
    /// Without VAT (BT-109). OIOUBL does not write it: its `TaxExclusiveAmount` is VAT.
    #[serde(with = "super::text::optional")]
    pub net: Option<Decimal>,
    /// VAT (BT-110).
    #[serde(with = "super::text::optional")]
    pub vat: Option<Decimal>,
    /// VAT in the currency of the books (BT-111).
    #[serde(with = "super::text::optional")]
    pub vat_of_books: Option<Decimal>,
    /// With VAT (BT-112).
    #[serde(with = "super::text::optional")]
    pub gross: Option<Decimal>,
    /// What was paid before (BT-113).
    #[serde(with = "super::text::optional")]
    pub prepaid: Option<Decimal>,
    /// Rounding (BT-114).
    #[serde(with = "super::text::optional")]
    pub rounding: Option<Decimal>,
    /// What is to be paid (BT-115).
    #[serde(with = "super::text::optional")]
    pub payable: Option<Decimal>,
}

/// An invoice or a credit note. Amounts of a credit note are positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// Invoice or credit note.
    #[serde(with = "super::text::kind")]
    pub kind: DocumentKind,
    /// Code of UNTDID 1001 (BT-3) as read. Writers take 380 and 381.
    pub type_code: Option<String>,
    /// Number (BT-1).
    pub number: Option<String>,
    /// UUID of OIOUBL.
    pub uuid: Option<String>,
    /// Date of issue (BT-2).
    #[serde(default, with = "super::text::optional")]
    pub issued: Option<NaiveDate>,
    /// When payment is due (BT-9); a credit note has none.
    #[serde(default, with = "super::text::optional")]
    pub due: Option<NaiveDate>,
    /// Date of delivery (BT-72).
    #[serde(default, with = "super::text::optional")]
    pub delivered: Option<NaiveDate>,
    /// Currency, three letters (BT-5).
    pub currency: Option<String>,
    /// Currency of the books (BT-6).
    pub books_currency: Option<String>,
    /// Notes (BT-22).
    #[serde(default)]
    pub notes: Vec<String>,
    /// Its days (BG-14).
    pub days: Option<Days>,
    /// References.
    #[serde(default)]
    pub references: References,
    /// Who bills (BG-4).
    #[serde(default)]
    pub seller: Party,
    /// Who is billed (BG-7).
    #[serde(default)]
    pub buyer: Party,
    /// Who is paid, where it is not the seller (BG-10).
    pub payee: Option<Party>,
    /// Ways of payment (BG-16).
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// Terms of payment (BT-20).
    #[serde(default)]
    pub terms: Vec<String>,
    /// What is taken off or added (BG-20, BG-21).
    #[serde(default)]
    pub charges: Vec<Charge>,
    /// VAT by category and rate (BG-23).
    #[serde(default)]
    pub vat: Vec<VatBreakdown>,
    /// Sums (BG-22).
    #[serde(default)]
    pub totals: Totals,
    /// Lines (BG-25).
    #[serde(default)]
    pub lines: Vec<Line>,
}

impl Invoice {
    /// Returns a document that says nothing yet.
    #[must_use]
    pub fn new(kind: DocumentKind) -> Invoice {
        Invoice {
            kind,
            type_code: None,
            number: None,
            uuid: None,
            issued: None,
            due: None,
            delivered: None,
            currency: None,
            books_currency: None,
            notes: Vec::new(),
            days: None,
            references: References::default(),
            seller: Party::default(),
            buyer: Party::default(),
            payee: None,
            payments: Vec::new(),
            terms: Vec::new(),
            charges: Vec::new(),
            vat: Vec::new(),
            totals: Totals::default(),
            lines: Vec::new(),
        }
    }

    /// Returns the person reference: the buyer reference of Peppol BIS, else the id of the buyer's contact, as OIOUBL has it.
    #[must_use]
    pub fn person_reference(&self) -> Option<&str> {
        self.references.buyer_reference.as_deref().or(self.buyer.contact.id.as_deref())
    }
}
