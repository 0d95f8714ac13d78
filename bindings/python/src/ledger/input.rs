//! Cases as they are given: the path of a file, a data frame, or cases.

use crate::case::{self, Case};
use crate::frames::{Origin, input_of};
use crate::ledger::fault::Ended;
use crate::ledger::records::{Broken, Records};
use crate::watch::{Watch, guarded, locked};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::fs::File;
use std::path::PathBuf;
use takst_batch::exchange::RecordBatch;
use takst_batch::parquet::ParquetCases;
use takst_batch::{TextRow, text_rows};
use takst_io::{CaseReader, Format, RecordSource, RunError, Sink, WholeFile};

/// Cases, taken over from Python.
pub struct CasesIn {
    from: Whence,
    /// Whose frame it is.
    pub origin: Origin,
    /// Rows, where their number is known.
    pub rows: Option<u64>,
}

enum Whence {
    File(PathBuf),
    Batches(Vec<RecordBatch>),
    Rows(Vec<TextRow>),
}

impl CasesIn {
    /// Takes cases over. A frame is read in the thread of the caller.
    pub fn of(py: Python<'_>, cases: &Bound<'_, PyAny>) -> PyResult<CasesIn> {
        if let Ok(case) = cases.cast::<Case>() {
            return CasesIn::of_cases(std::slice::from_ref(case));
        }
        if cases.is_instance_of::<PyString>() || cases.hasattr("__fspath__")? {
            return Ok(CasesIn { from: Whence::File(cases.extract()?), origin: Origin::Other, rows: None });
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
                "cases: {name} is refused; pass the path of a case file, a data frame, a takst.Case, or an iterable of takst.Case"
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

    /// Reads all rows.
    pub fn read(self, sink: &mut impl Sink) -> Result<(WholeFile, Option<PathBuf>), Ended> {
        let broken = Broken::default();
        let (path, source): (Option<PathBuf>, Result<Box<dyn RecordSource>, RunError>) = match self.from {
            Whence::File(path) => (Some(path.clone()), open(&path)),
            Whence::Batches(batches) => (None, Ok(Box::new(Records::new(text_rows(batches.into_iter().map(Ok)), &broken)))),
            Whence::Rows(rows) => (None, Ok(Box::new(Records::new(rows.into_iter().map(Ok), &broken)))),
        };
        let read = source.and_then(|mut source| WholeFile::read(&mut source, sink));
        match (read, locked(&broken).take()) {
            (Ok(file), _) => Ok((file, path)),
            (Err(_), Some(error)) => Err(Ended::Batch(error)),
            (Err(error), None) => Err(Ended::of_file(path.as_ref(), error)),
        }
    }
}

/// A case file, whatever it is written in.
fn open(path: &PathBuf) -> Result<Box<dyn RecordSource>, RunError> {
    let file = File::open(path).map_err(takst_io::FileError::from)?;
    if file.metadata().map_err(takst_io::FileError::from)?.is_dir() {
        return Err(takst_io::FileError::from(std::io::Error::from(std::io::ErrorKind::IsADirectory)).into());
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
        return Ok(Box::new(ParquetCases::open(file)?));
    }
    Ok(Box::new(CaseReader::open(file, Format::of_name(&path.to_string_lossy()))?))
}

/// A summary of the package out of that of a file.
pub fn summary(of: &takst_io::Summary, rows: Option<u64>) -> takst_batch::Summary {
    let takst_io::Summary { rows: read, cases, refused, lines, .. } = *of;
    takst_batch::Summary { rows: rows.unwrap_or(read), cases, refused, lines, ..takst_batch::Summary::default() }
}
