//! Papers that others wrote: invoices and credit notes as they were read, from whatever format (D12.1).

use crate::contract::unit::Unit;
use crate::contract::words::DocumentKind;
use crate::model::calendar::Period;
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::model::municipality::Municipality;

/// An invoice or a credit note of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its number.
    pub number: Box<str>,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Who wrote it: id of a provider, CVR number or GLN.
    pub seller: Box<str>,
    /// Its lines; amounts of a credit note are positive.
    pub lines: Vec<PaperLine>,
    /// Whether its own totals do not add up.
    pub has_wrong_totals: bool,
    /// Whether an earlier run received it: it counts, and nothing is reported of it alone.
    pub is_known: bool,
}

/// A line of a paper. Whatever the paper does not say is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Its number on the paper, from 1.
    pub number: u32,
    /// Texts that can name the case, the surest first.
    pub references: Vec<Box<str>>,
    /// Those of them that name a person of the buyer, as the dialects ask for: they say least about the case where none is found.
    pub person_references: Vec<Box<str>>,
    /// Citizens whom texts name: the case is one of theirs, where no reference names a case.
    pub citizens: Vec<Box<str>>,
    /// Id or name of the service.
    pub service: Option<Box<str>>,
    /// What else the service is called, the surest first.
    pub service_names: Vec<Box<str>>,
    /// The paying municipality.
    pub payer: Option<Municipality>,
    /// First and last day.
    pub period: Option<Period>,
    /// Whether the days were read from a text.
    pub has_days_from_text: bool,
    /// Quantity.
    pub quantity: Option<Quantity>,
    /// Unit of the quantity.
    pub unit: Option<Unit>,
    /// Price of `price_base_quantity` units, DKK ex VAT.
    pub unit_price: Option<UnitPrice>,
    /// Base quantity of the price; absent: 1.
    pub price_base_quantity: Option<Quantity>,
    /// DKK ex VAT.
    pub net: Amount,
    /// VAT rate.
    pub vat_rate: Option<Percent>,
    /// VAT in kroner; absent: it follows from net and rate.
    pub vat: Option<Amount>,
    /// Of a credit note: the number of the invoice that it takes back.
    pub refers_to: Option<Box<str>>,
}
