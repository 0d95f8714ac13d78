//! Answers instead of lines: sums by group, and how they differ between two ways to price the same cases.

// In order of dependency.
pub(crate) mod args;
mod group_words;
mod sums;
mod run;
mod layout;
mod totals_table;
mod compare_table;
pub(crate) mod totals;
pub(crate) mod compare;
