//! How far a run is.

use pyo3::prelude::*;

/// How far a run is: what a callable given as `progress=` is called with, some times a second and once at the end.
#[pyclass(frozen, get_all, module = "takst")]
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Rows priced or refused.
    pub rows: u64,
    /// Cases met.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines.
    pub lines: u64,
    /// Rows of the input, where their number is known before the end.
    pub total: Option<u64>,
    /// Whether the run has ended.
    pub done: bool,
}

#[pymethods]
impl Progress {
    fn __repr__(&self) -> String {
        let Progress { rows, cases, refused, lines, total, done } = self;
        let total = total.map_or_else(|| "None".to_owned(), |total| total.to_string());
        let done = if *done { "True" } else { "False" };
        format!("Progress(rows={rows}, cases={cases}, refused={refused}, lines={lines}, total={total}, done={done})")
    }
}
