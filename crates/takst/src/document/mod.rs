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
