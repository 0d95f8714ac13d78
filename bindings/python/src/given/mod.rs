//! Cases as they are given: files by their paths, data frames, cases. They are read as the command reads them, and priced case by case.

// In order of dependency.
pub mod texts;
pub mod fault;
pub mod records;
mod reading;
pub mod opened;
mod case_file;
pub mod input;
mod groups;
mod run;
mod answers;

pub use answers::{capacity, compare, explain, price, totals};
pub use case_file::{CaseFile, CaseFileWarning, read_cases, warn};
pub use groups::Groups;
