//! A batch of cases: its columns found by name, its cells read as text.

mod cells;
mod columns;

pub(crate) use cells::Cells;
pub(crate) use columns::{CaseColumns, CaseSchema};
