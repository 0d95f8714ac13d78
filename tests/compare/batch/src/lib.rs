//! Random case files as columns: what takst-batch makes of them against the core, row by row.

pub mod decorate;
pub mod file;
pub mod arrays;
pub mod expected;
pub use takst_compare::wanted;
pub mod compare;
pub mod totals;
pub mod run;
