//! Numbers by which the buyer finds the case.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An invoice that was issued before (BG-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preceding {
    /// Its number (BT-25).
    pub number: String,
    /// Its date of issue (BT-26).
    #[serde(default, with = "super::text::optional")]
    pub issued: Option<NaiveDate>,
}

/// A document named beside the invoice (BG-24). Its attachment is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attached {
    /// Its number (BT-122, or BT-18 with type code 130).
    pub id: String,
    /// Scheme of the number.
    pub scheme: Option<String>,
    /// What kind of document it is, as written: a code, in OIOUBL also a word.
    pub kind: Option<String>,
    /// What it is (BT-123).
    pub description: Option<String>,
    /// Name of the attached file (BT-125).
    pub file_name: Option<String>,
}

/// References of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct References {
    /// Buyer reference (BT-10): the person reference of Peppol BIS. That of OIOUBL is the id of the buyer's contact.
    pub buyer_reference: Option<String>,
    /// Order number of the buyer (BT-13).
    pub order: Option<String>,
    /// Order number of the seller (BT-14).
    pub sales_order: Option<String>,
    /// Agreement (BT-12): the commitment to pay.
    pub contract: Option<String>,
    /// Project (BT-11).
    pub project: Option<String>,
    /// The buyer's account (BT-19).
    pub accounting_cost: Option<String>,
    /// Notice of receipt (BT-15).
    pub receipt: Option<String>,
    /// Notice of despatch (BT-16).
    pub despatch: Option<String>,
    /// Call for tenders (BT-17).
    pub tender: Option<String>,
    /// Invoices that it takes back or replaces (BG-3).
    pub preceding: Vec<Preceding>,
    /// Documents named beside it (BG-24).
    pub documents: Vec<Attached>,
}
