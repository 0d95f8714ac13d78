//! Cases as they are given: the path of a file, a case file, a data frame, or cases.

use crate::case::{self, Case};
use crate::frames::{Origin, input_of};
use crate::given::case_file::{CaseFile, paths};
use crate::given::fault::Ended;
use crate::given::opened::{Opened, open_files};
use crate::given::records::{Broken, Records};
use crate::watch::{Watch, guarded, locked};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;
use std::sync::Arc;
use takst_batch::exchange::RecordBatch;
use takst_batch::{TextRow, text_rows};
use takst_io::{Reading, Sink};

/// Cases, taken over from Python.
pub struct CasesIn {
    from: Whence,
    /// Whose frame it is.
    pub origin: Origin,
    /// Rows, where their number is known.
    pub rows: Option<u64>,
}

enum Whence {
    Opened(Arc<Opened>),
    Files(Vec<PathBuf>),
    Batches(Vec<RecordBatch>),
    Rows(Vec<TextRow>),
}

impl CasesIn {
    /// Takes cases over. A frame is read in the thread of the caller.
    pub fn of(py: Python<'_>, cases: &Bound<'_, PyAny>) -> PyResult<CasesIn> {
        let of = |from, rows| CasesIn { from, origin: Origin::Other, rows };
        if let Ok(case) = cases.cast::<Case>() {
            return CasesIn::of_cases(std::slice::from_ref(case));
        }
        if let Ok(file) = cases.cast::<CaseFile>() {
            let opened = file.get().opened.clone();
            let rows = opened.whole.cases().rows() as u64;
            return Ok(of(Whence::Opened(opened), Some(rows)));
        }
        if let Some(paths) = paths(cases)? {
            return Ok(of(Whence::Files(paths), None));
        }
        if cases.hasattr("__arrow_c_stream__")? || cases.hasattr("__arrow_c_array__")? {
            let input = input_of(py, cases)?;
            let (origin, watch) = (input.origin, Watch::new(py, None, None)?);
            let batches = py.detach(|| guarded(|| Ok(input.cases(&watch).collect::<Result<Vec<_>, _>>()?)));
            let batches = batches.map_err(|error| crate::frames::fault::exception(&error, &watch, origin))?;
            let rows = batches.iter().map(|batch| batch.num_rows() as u64).sum();
            return Ok(CasesIn { from: Whence::Batches(batches), origin, rows: Some(rows) });
        }
        if cases.is_instance_of::<PyDict>() || cases.try_iter().is_err() {
            let name = cases.get_type().fully_qualified_name()?;
            return Err(PyTypeError::new_err(format!(
                "cases: {name} is refused; pass the path of a case file, a takst.CaseFile, a data frame, a takst.Case, or an iterable of takst.Case"
            )));
        }
        let cases = case::several(cases)?;
        if cases.is_empty() { Err(case::nothing("case")) } else { CasesIn::of_cases(&cases) }
    }

    fn of_cases(cases: &[Bound<'_, Case>]) -> PyResult<CasesIn> {
        let mut rows = Vec::new();
        for case in cases.iter().map(Bound::get) {
            let counted = rows.len() as u64 + 1;
            let row = |(counted, row): (u64, &case::Row)| TextRow { number: row.number.unwrap_or(counted), cells: row.record(case) };
            rows.extend((counted..).zip(&case.rows).map(row));
        }
        rows.sort_by_key(|row| row.number);
        if let Some(twice) = rows.windows(2).find(|pair| pair[0].number == pair[1].number) {
            return Err(PyValueError::new_err(format!("two rows have the number {}; number all rows, or none", twice[0].number)));
        }
        let count = rows.len() as u64;
        Ok(CasesIn { from: Whence::Rows(rows), origin: Origin::Other, rows: Some(count) })
    }

    /// Reads all rows, and reports the progress to `sink`.
    pub fn read(self, sink: &mut impl Sink) -> Result<Arc<Opened>, Ended> {
        let broken = Broken::default();
        let (paths, read) = match self.from {
            Whence::Opened(opened) => return Ok(opened),
            Whence::Files(paths) => {
                let source = open_files(&paths, &Reading::default());
                (paths.clone(), source.and_then(|source| Opened::read(paths, source, sink)))
            }
            Whence::Batches(batches) => (Vec::new(), Opened::read(Vec::new(), Records::new(text_rows(batches.into_iter().map(Ok)), &broken), sink)),
            Whence::Rows(rows) => (Vec::new(), Opened::read(Vec::new(), Records::new(rows.into_iter().map(Ok), &broken), sink)),
        };
        match (read, locked(&broken).take()) {
            (Ok(opened), _) => Ok(Arc::new(opened)),
            (Err(_), Some(error)) => Err(Ended::Batch(error)),
            (Err(error), None) => Err(Ended::of_file(paths.first().map(PathBuf::as_path), error)),
        }
    }
}

/// A summary of the package out of that of a file.
pub fn summary(of: &takst_io::Summary, rows: Option<u64>) -> takst_batch::Summary {
    let takst_io::Summary { rows: read, cases, refused, lines, .. } = *of;
    takst_batch::Summary { rows: rows.unwrap_or(read), cases, refused, lines, ..takst_batch::Summary::default() }
}
