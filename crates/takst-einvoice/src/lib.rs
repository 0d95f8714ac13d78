//! Electronic invoices and credit notes: one model in the terms of EN 16931, written as Peppol BIS Billing 3.0 or OIOUBL 2.1 and read from both.
//!
//! Nothing here reads a file or a clock. Amounts are decimals, never floats.
#![forbid(unsafe_code)]

// In order of dependency.
pub mod place;
pub mod model;
pub mod xml;
mod write;
pub mod need;
mod rules;
mod written;
mod issued;
mod sentence;
pub mod read;
pub mod paper;
pub mod received_words;
pub mod json;

pub use issued::FromIssued;
pub use need::{Lack, Need, Who};
pub use read::{ReadError, ReadFault, read, read_with_citizens};
pub use rules::check;
pub use sentence::dialect_name;
pub use write::tree;
pub use written::{Lacking, write};
