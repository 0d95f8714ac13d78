//! The registries: columns, codes, units, refund rules and words, each written once. Everything else loops over them.

// In order of dependency.
pub mod words;
pub mod unit;
pub mod column;
pub mod heading;
pub mod code;
pub mod refund;
pub mod line_column;
pub mod tariff_column;
pub mod dimension;
pub mod document_column;
pub(crate) mod municipality;
