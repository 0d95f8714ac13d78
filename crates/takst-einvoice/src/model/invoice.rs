//! A document as a whole.

use super::days::Days;
use super::line::{Charge, Line};
use super::party::Party;
use super::payment::Payment;
use super::reference::References;
use super::vat::VatBreakdown;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use takst::contract::words::DocumentKind;

/// Sums of a document (BG-22), always as EN 16931 has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Net of all lines (BT-106).
    pub lines: Option<Decimal>,
    /// Sum of what is taken off (BT-107).
    pub allowances: Option<Decimal>,
    /// Sum of what is added (BT-108).
    pub charges: Option<Decimal>,
    /// Without VAT (BT-109). OIOUBL does not write it: its `TaxExclusiveAmount` is VAT.
    pub net: Option<Decimal>,
    /// VAT (BT-110).
    pub vat: Option<Decimal>,
    /// VAT in the currency of the books (BT-111).
    pub vat_of_books: Option<Decimal>,
    /// With VAT (BT-112).
    pub gross: Option<Decimal>,
    /// What was paid before (BT-113).
    pub prepaid: Option<Decimal>,
    /// Rounding (BT-114).
    pub rounding: Option<Decimal>,
    /// What is to be paid (BT-115).
    pub payable: Option<Decimal>,
}

/// An invoice or a credit note. Amounts of a credit note are positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Code of UNTDID 1001 (BT-3) as read. Writers take 380 and 381.
    pub type_code: Option<String>,
    /// Number (BT-1).
    pub number: Option<String>,
    /// UUID of OIOUBL.
    pub uuid: Option<String>,
    /// Date of issue (BT-2).
    pub issued: Option<NaiveDate>,
    /// When payment is due (BT-9); a credit note has none.
    pub due: Option<NaiveDate>,
    /// Date of delivery (BT-72).
    pub delivered: Option<NaiveDate>,
    /// Currency, three letters (BT-5).
    pub currency: Option<String>,
    /// Currency of the books (BT-6).
    pub books_currency: Option<String>,
    /// Notes (BT-22).
    pub notes: Vec<String>,
    /// Its days (BG-14).
    pub days: Option<Days>,
    /// References.
    pub references: References,
    /// Who bills (BG-4).
    pub seller: Party,
    /// Who is billed (BG-7).
    pub buyer: Party,
    /// Who is paid, where it is not the seller (BG-10).
    pub payee: Option<Party>,
    /// Ways of payment (BG-16).
    pub payments: Vec<Payment>,
    /// Terms of payment (BT-20).
    pub terms: Vec<String>,
    /// What is taken off or added (BG-20, BG-21).
    pub charges: Vec<Charge>,
    /// VAT by category and rate (BG-23).
    pub vat: Vec<VatBreakdown>,
    /// Sums (BG-22).
    pub totals: Totals,
    /// Lines (BG-25).
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
