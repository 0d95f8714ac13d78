//! Errors that end a whole run, as Python exceptions. A case that cannot be priced is no such error: it is among the refused.

use crate::frames::input::{NoRows, Origin, own_words};
use crate::watch::Watch;
use pyo3::exceptions::{PyOverflowError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use takst_batch::BatchError;
use takst_batch::exchange::{ArrowError, ErrorKind};

/// The exception of a run that ended early: the one that Python raised meanwhile, or that of the error.
pub fn exception(error: &BatchError, watch: &Watch, origin: Origin) -> PyErr {
    watch.take_raised().unwrap_or_else(|| of(error, origin))
}

/// An error in words.
pub fn text(error: &BatchError) -> String {
    match error {
        BatchError::Input(ArrowError::ExternalError(error)) if error.is::<NoRows>() => error.to_string(),
        BatchError::Input(error) => format!("the input cannot be read: {}", own_words(error)),
        other => other.to_string(),
    }
}

/// The exception of an error.
pub fn of(error: &BatchError, origin: Origin) -> PyErr {
    let text = text(error);
    match error.kind() {
        ErrorKind::Columns => match error {
            BatchError::FloatColumn { column, .. } => PyTypeError::new_err(format!("{text}{}", origin.mend(*column))),
            BatchError::WrongType { .. } => PyTypeError::new_err(text),
            _ => PyValueError::new_err(text),
        },
        ErrorKind::Rows | ErrorKind::Input => PyValueError::new_err(text),
        ErrorKind::Overflow => PyOverflowError::new_err(text),
        ErrorKind::Stopped | ErrorKind::Internal => PyRuntimeError::new_err(text),
    }
}
