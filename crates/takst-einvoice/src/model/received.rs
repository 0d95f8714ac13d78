//! A document of somebody else, as it was read.

use super::invoice::Invoice;
use takst::contract::words::Dialect;

/// What is wrong with a document that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Its `CustomizationID` is that of no dialect; empty: it has none.
    UnknownDialect {
        /// What it says.
        customization: String,
    },
}

/// A document that was read. CPR numbers in its texts are masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedInvoice {
    /// Its dialect; `None`: unknown.
    pub dialect: Option<Dialect>,
    /// What it says.
    pub invoice: Invoice,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}
