//! The counts of a run.

use pyo3::prelude::*;

/// The counts of a run.
#[pyclass(frozen, eq, get_all, from_py_object, module = "takst")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Rows read.
    pub rows: u64,
    /// Cases met.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines.
    pub lines: u64,
    /// Columns of the input that no case file has.
    pub unknown_columns: Vec<String>,
}

impl From<&takst_batch::Summary> for Summary {
    fn from(summary: &takst_batch::Summary) -> Summary {
        let takst_batch::Summary { rows, cases, refused, lines, unknown_columns } = summary.clone();
        Summary { rows, cases, refused, lines, unknown_columns }
    }
}

#[pymethods]
impl Summary {
    #[new]
    fn new(rows: u64, cases: u64, refused: u64, lines: u64, unknown_columns: Vec<String>) -> Summary {
        Summary { rows, cases, refused, lines, unknown_columns }
    }

    fn __repr__(&self) -> String {
        let Summary { rows, cases, refused, lines, unknown_columns } = self;
        format!("Summary(rows={rows}, cases={cases}, refused={refused}, lines={lines}, unknown_columns={unknown_columns:?})")
    }

    #[expect(clippy::type_complexity)]
    fn __reduce__<'py>(slf: &Bound<'py, Summary>) -> (Bound<'py, PyAny>, (u64, u64, u64, u64, Vec<String>)) {
        let Summary { rows, cases, refused, lines, unknown_columns } = slf.get().clone();
        (slf.get_type().into_any(), (rows, cases, refused, lines, unknown_columns))
    }
}
