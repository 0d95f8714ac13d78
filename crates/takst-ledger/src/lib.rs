//! The ledger: the register of issued documents and claims, in one SQLite file.
//!
//! What should be issued is decided by [`takst::document`]; this crate stores it. The books are kept elsewhere.
#![forbid(unsafe_code)]

// In order of dependency.
mod digest;
mod error;
mod table;
mod schema;
mod ledger;
mod party;
mod append;
mod write;
mod read;
mod claims;
mod issued;
mod received;
mod rendering;
pub mod import;
mod export;
mod check;
mod expire;

pub use append::Author;
pub use check::Checked;
pub use claims::{Billed, ClaimedRow, StoredClaim};
pub use error::{Fault, LedgerError, Refused, Why};
pub use expire::Expired;
pub use export::{DocumentRow, ExportedLine, JournalRow};
pub use issued::Found;
pub use ledger::{Head, Ledger};
pub use read::{Reader, Snapshot};
pub use write::{Issuing, Receipt, Writing};
