//! The registries: columns, codes and words, each written once. Everything else loops over them.

// In order of dependency.
pub mod words;
pub mod column;
pub mod line_column;
pub mod document_column;
pub mod code;
pub(crate) mod municipality;
