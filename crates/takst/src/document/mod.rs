//! Documents: what priced lines become when they are invoiced, corrected, claimed and controlled.
//!
//! All of it is pure: what stands and what should be give actions without numbers. Whoever keeps the books gives the numbers, stores the documents and
//! knows the date. The rules are in `docs/DOCUMENTS.md`; comments cite its articles (D5.2).

// In order of dependency.
pub mod number;
pub mod party;
pub mod line;
pub mod join;
pub mod content;
pub mod services;
pub mod differ;
mod reason;
pub mod action;
pub mod issued;
pub(crate) mod place;
pub(crate) mod elsewhere;
pub(crate) mod changes;
pub mod settle;
pub mod reissue;
pub mod pricer;
pub mod claim;
pub mod claimed;
pub mod control;

pub use crate::contract::words::{ClaimKind, Dialect, DocumentAction, DocumentKind, Endpoint, Invoiced, Reference};
pub use place::Books;
