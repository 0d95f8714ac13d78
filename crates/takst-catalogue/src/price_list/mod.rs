//! Price lists: rows of a spreadsheet become files of providers, and a catalogue becomes such rows.
//!
//! What a row means is decided here; whether the values are right is decided by the check of catalogue files, which reads what was written. Its problems
//! are said with the row and column that they come from.

mod names;
mod rows;
mod write;
mod providers;
mod files;
mod import;
mod export;

pub use export::{LeftOut, ListExport, export};
pub use files::ListName;
pub use import::{Import, Rows, import};
pub use names::id_of;
pub use rows::{Fault, ListFlaw, Row, Value};
pub use write::toml_text;

/// Id of the document that prices of an imported list cite.
pub const LIST_DOCUMENT: &str = "prisliste";
