//! takst-explain: every amount followed to its steps, in Danish and English.
//!
//! * [`Texts`]: sentences for findings, codes and assumptions, from Fluent message files.
//! * [`explain`]: the steps of a case as a [`Report`], to be written as text, JSON or a printable page of HTML.
//! * [`paper`]: printed pages of invoices, credit notes, plans of corrections and claims.
//! * [`Texts::heading`]: what the columns of lines are called in a file that people read.
//! * [`format`](mod@format): amounts, quantities and dates as each language writes them.
//!
//! The forms are described in `docs/EXPLANATION.md`.
//!
//! ```
//! use takst::{Book, Case, Citizen, Column, KnownAsOf, ReportingPeriod, RowDraft};
//! use takst_explain::{Lang, Receipt, Texts, explain};
//!
//! let mut draft = RowDraft::new(1);
//! for (column, value) in [
//!     (Column::CaseId, "S-1"),
//!     (Column::Service, "mandecentret/efterforsorg-basis"),
//!     (Column::FirstDay, "2023-03-20"),
//!     (Column::LastDay, "2023-04-10"),
//!     (Column::Payer, "101"),
//! ] {
//!     draft.set(column, value);
//! }
//! let record = draft.finish();
//! let citizen = Citizen { id: record.citizen_id, cases: vec![Case { id: record.case_id, rows: vec![record.row] }] };
//!
//! let loaded = takst_catalogue::builtin_loaded();
//! let policy = takst_catalogue::default_policy(&loaded.catalogue);
//! let book = Book::compile(&loaded.catalogue, &policy, KnownAsOf::Latest).expect("the built-in catalogue compiles");
//! let explanation = book.explain(&citizen, &ReportingPeriod::ALL, "S-1").expect("the citizen has that case");
//! let receipt = Receipt::new(&loaded.sha256, takst_catalogue::policy_sha256(&policy), "checksum of the case file");
//! let report = explain(&explanation, &loaded.catalogue, &policy, &receipt, &Texts::new(Lang::Da));
//! assert!(report.text().contains("12 døgn × 545,00 kr."));
//! assert!(report.html().starts_with("<!DOCTYPE html><html lang=\"da\">"));
//! ```
#![forbid(unsafe_code)]

mod answer;
mod assumption;
mod explain;
mod finding;
mod place;
pub mod format;
mod heading;
pub mod html;
mod lang;
pub mod model;
pub mod paper;
mod reason;
mod receipt;
mod sheet;
mod sources;
mod step;
mod system;
mod text;
mod texts;
mod words;

pub use answer::Answer;
pub use assumption::Assumption;
pub use explain::explain;
pub use lang::{Lang, UnknownLang};
pub use model::Report;
pub use receipt::Receipt;
pub use sheet::{Sheet, SheetPart, SheetTable};
pub use system::system_id;
pub use texts::{Arg, Texts, Unsaid};
