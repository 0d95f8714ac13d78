//! Why a run over cases, or on a ledger, ended, as a Python exception.

use crate::convert::in_python;
use crate::error::{of_ledger, unusable};
use crate::frames::{Origin, fault};
use crate::given::texts::texts;
use crate::shared::unread;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use std::path::{Path, PathBuf};
use takst_batch::BatchError;
use takst_explain::Lang;
use takst_io::{FileError, RunError};
use takst_ledger::LedgerError;
use takst_run::Failure;

/// Why a file could not be read where several are read: the file itself, and why.
fn innermost<'e>(path: &Path, error: &'e FileError) -> (PathBuf, &'e FileError) {
    match error {
        FileError::In { file, error } => innermost(Path::new(file), error),
        error => (path.to_owned(), error),
    }
}

/// Why a run ended.
pub enum Ended {
    /// The run itself.
    Run(Failure),
    /// A case file cannot be read.
    File(PathBuf, Box<FileError>),
    /// Rows that are in memory cannot be read.
    Rows(FileError),
    /// Columns cannot be read or made.
    Batch(BatchError),
    /// The caller has left: nothing is written any more.
    Left,
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Ended {
        Ended::Run(failure)
    }
}

impl From<LedgerError> for Ended {
    fn from(error: LedgerError) -> Ended {
        Ended::Run(error.into())
    }
}

impl From<BatchError> for Ended {
    fn from(error: BatchError) -> Ended {
        Ended::Batch(error)
    }
}

impl Ended {
    /// Of a case file at a path, or of rows in memory.
    pub fn of_file(path: Option<&Path>, error: RunError) -> Ended {
        let error = match error {
            RunError::File(error) => error,
            RunError::Output(error) => error.into(),
        };
        match path {
            Some(path) => Ended::File(path.to_owned(), Box::new(error)),
            None => Ended::Rows(error),
        }
    }

    /// The exception.
    pub fn raised(self, py: Python<'_>, lang: Lang, origin: Origin) -> PyErr {
        match self {
            // What cannot be read is a file, not a ledger.
            Ended::Run(failure @ (Failure::Unread(_) | Failure::NoPlan { .. })) => unusable(py, &failure.lines(texts(lang))),
            Ended::Run(failure) => {
                let code = failure.code();
                of_ledger(py, code, &failure.lines(texts(lang)))
            }
            Ended::File(path, error) => match innermost(&path, &error) {
                (path, FileError::Io(error)) => unread(py, &path, error),
                (path, error) => unusable(py, &[in_python(&takst_run::file_error(texts(lang), &path.display().to_string(), error))]),
            },
            Ended::Rows(error) => PyValueError::new_err(error.to_string()),
            Ended::Batch(error) => fault::of(&error, origin),
            Ended::Left => PyRuntimeError::new_err("the run was left before its end"),
        }
    }
}
