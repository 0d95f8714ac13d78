//! Lines, and what is taken off or added (BG-25, BG-20, BG-21).

use super::days::Days;
use super::party::Id;
use super::reference::Attached;
use super::vat::Vat;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A quantity and its unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// How many (BT-129, BT-149).
    #[serde(with = "super::text::one")]
    pub quantity: Decimal,
    /// Code of UN/ECE Recommendation 20 (BT-130, BT-150) as written; [`takst::Unit::unece_code`] has those of our services.
    pub unit: Option<String>,
}

/// The price of an item (BG-29).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// DKK ex VAT (BT-146).
    #[serde(with = "super::text::one")]
    pub amount: Decimal,
    /// What the price is of (BT-149); `None`: one unit.
    pub base: Option<Measured>,
}

/// What is taken off or added, of a document (BG-20, BG-21) or of a line (BG-27, BG-28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// Added; otherwise taken off.
    pub is_charge: bool,
    /// How much (BT-92, BT-99, BT-136, BT-141).
    #[serde(default, with = "super::text::optional")]
    pub amount: Option<Decimal>,
    /// What it is a share of (BT-93).
    #[serde(default, with = "super::text::optional")]
    pub base: Option<Decimal>,
    /// The share in percent (BT-94).
    #[serde(default, with = "super::text::optional")]
    pub percent: Option<Decimal>,
    /// VAT, of a document's only (BT-95, BT-96).
    pub vat: Option<Vat>,
    /// Why (BT-97).
    pub reason: Option<String>,
    /// Why, as a code (BT-98).
    pub reason_code: Option<String>,
}

/// What is billed (BG-31).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Item {
    /// Name (BT-153).
    pub name: Option<String>,
    /// Descriptions (BT-154); OIOUBL may have several.
    pub descriptions: Vec<String>,
    /// The seller's id: of our documents the id of the service (BT-155).
    pub seller_id: Option<String>,
    /// The buyer's id (BT-156).
    pub buyer_id: Option<String>,
    /// Standard id with its scheme, as written (BT-157).
    pub standard_id: Option<Id>,
}

/// A line (BG-25).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Line {
    /// Its number (BT-126).
    pub id: Option<String>,
    /// Notes (BT-127): of our documents the case and the days.
    pub notes: Vec<String>,
    /// How much (BT-129, BT-130).
    pub quantity: Option<Measured>,
    /// DKK ex VAT (BT-131).
    #[serde(with = "super::text::optional")]
    pub net: Option<Decimal>,
    /// The buyer's account (BT-133).
    pub accounting_cost: Option<String>,
    /// Line of the buyer's order (BT-132).
    pub order_line: Option<String>,
    /// Order number of the buyer, where it stands at the line, as in OIOUBL.
    pub order: Option<String>,
    /// Documents named beside it (BT-128).
    pub documents: Vec<Attached>,
    /// Its days (BG-26).
    pub days: Option<Days>,
    /// What is taken off or added (BG-27, BG-28).
    pub charges: Vec<Charge>,
    /// VAT (BG-30).
    pub vat: Option<Vat>,
    /// VAT in kroner, where it stands at the line, as in OIOUBL; otherwise the writer works it out.
    #[serde(with = "super::text::optional")]
    pub vat_amount: Option<Decimal>,
    /// What is billed (BG-31).
    pub item: Item,
    /// Its price (BG-29).
    pub price: Option<Price>,
}
