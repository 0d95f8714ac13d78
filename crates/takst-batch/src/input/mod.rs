//! A batch of cases: its columns found by name, its cells read as text.

// In the order of dependency.
mod accepted;
mod whole;
mod decimal;
mod day;
mod cells;
mod columns;
mod column_set;

pub(crate) use cells::Cells;
pub(crate) use column_set::ColumnSet;
pub(crate) use columns::{CaseColumns, CaseSchema};
