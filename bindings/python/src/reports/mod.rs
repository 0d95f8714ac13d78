//! What priced cases come to, for people: a workbook for spreadsheets, and a page that a manager reads.

// In order of dependency.
mod input;
mod workbook;
mod page;

pub use input::Asked;
pub use page::{Report, report};
pub use workbook::{Workbook, workbook};
