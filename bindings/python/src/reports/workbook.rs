//! A priced case file as a workbook.

use crate::book_core::Book;
use crate::frames::{Frame, Summary};
use crate::reports::input::{Asked, Held, Taker, made, save, unwritten};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::path::PathBuf;
use takst::{FilePlace, Finding, Statement};
use takst_report::WorkbookWriter;

/// Priced cases as a workbook (xlsx): lines, totals by month and service, refused cases, remarks, assumptions with their sources, and the receipt. Amounts are
/// numbers and days are dates. `Book.workbook` returns it; the same cases, book and version give the same bytes.
#[pyclass(frozen, module = "takst")]
#[derive(Debug)]
pub struct Workbook {
    bytes: Vec<u8>,
    held: Held,
}

impl Taker for WorkbookWriter<'_> {
    fn statement(&mut self, statement: &Statement, place: &dyn Fn(&Finding) -> FilePlace) -> Result<(), String> {
        WorkbookWriter::statement(self, statement, place).map_err(|error| error.to_string())
    }

    fn file_finding(&mut self, finding: &Finding, place: &FilePlace) -> Result<(), String> {
        WorkbookWriter::file_finding(self, finding, place).map_err(|error| error.to_string())
    }
}

/// Prices cases into a workbook.
pub fn workbook(book: &Bound<'_, Book>, cases: &Bound<'_, PyAny>, asked: &Asked<'_>) -> PyResult<Workbook> {
    let (bytes, held) = made(book, cases, asked, |run| {
        let mut writer = WorkbookWriter::new(run.basis()).map_err(unwritten)?;
        let counted = run.price(&mut writer)?;
        Ok((writer.finish(&run.receipt, counted.counts, &[]).map_err(unwritten)?, counted))
    })?;
    Ok(Workbook { bytes, held })
}

#[pymethods]
impl Workbook {
    /// Writes the workbook to a file. One of the name is replaced.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        save(py, &path, &self.bytes)
    }

    /// The bytes of the file.
    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.bytes)
    }

    /// Every fault of every refused case, one row a fault.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Py<Frame> {
        self.held.refused.clone_ref(py)
    }

    /// Counts.
    #[getter]
    fn summary(&self, py: Python<'_>) -> Py<Summary> {
        self.held.summary.clone_ref(py)
    }

    fn __eq__(&self, other: &Workbook) -> bool {
        self.bytes == other.bytes
    }

    fn __hash__(&self) -> u64 {
        crate::shared::hash_of(&self.bytes)
    }

    fn __repr__(&self) -> String {
        self.held.shown("Workbook")
    }

    #[new]
    fn new(data: &[u8], refused: Py<Frame>, summary: Py<Summary>) -> Workbook {
        Workbook { bytes: data.to_vec(), held: Held { refused, summary } }
    }

    #[expect(clippy::type_complexity)]
    fn __reduce__<'py>(slf: &Bound<'py, Workbook>) -> (Bound<'py, PyAny>, (Bound<'py, PyBytes>, Py<Frame>, Py<Summary>)) {
        let (py, own) = (slf.py(), slf.get());
        (slf.get_type().into_any(), (own.__bytes__(py), own.refused(py), own.summary(py)))
    }
}
