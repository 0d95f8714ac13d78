//! What a priced case file comes to, for people: a workbook for spreadsheets, and a page that a manager reads.
//!
//! The forms are described in `docs/REPORT.md`. Nothing here reads a file or a clock: the same case file, book and receipt give the same bytes.
#![forbid(unsafe_code)]

// In order of dependency.
mod words;
mod basis;
mod sums;
mod workbook;
mod page;

pub use basis::{Basis, Counts};
pub use page::{About, MOST_EXPLAINED, PageBuilder};
pub use sums::SumsTooLarge;
pub use words::messages;
pub use workbook::{WorkbookError, WorkbookWriter};
