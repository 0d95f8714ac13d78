//! Data frames in and out, by the Arrow PyCapsule interface.

use crate::book::Book;
use pyo3::exceptions::PyNotImplementedError;
use pyo3::prelude::*;

/// What is asked for, as Python says it.
pub struct FrameOptions<'py> {
    /// The window of time.
    pub window: takst::Request,
    /// Columns of lines; `None`: all.
    pub columns: Option<Vec<String>>,
    /// `decimal64` or `decimal128`.
    pub money: Option<String>,
    /// `dictionary` or `plain`.
    pub text: Option<String>,
    /// Whether findings are wanted too.
    pub findings: bool,
    /// Whether the rows of each citizen lie together.
    pub grouped: bool,
    /// Threads that price; `None`: all.
    pub threads: Option<usize>,
    /// Language of messages, `da` or `en`.
    pub lang: Option<String>,
    /// `True`, or what is called with a `Progress`.
    pub progress: Option<Bound<'py, PyAny>>,
}

/// Prices a frame and keeps its lines.
pub fn price<'py>(_: Python<'py>, _: &Bound<'py, Book>, _: &Bound<'py, PyAny>, _: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    Err(PyNotImplementedError::new_err("frames"))
}

/// Prices a frame batch by batch, when its lines are asked for.
pub fn stream<'py>(_: Python<'py>, _: &Bound<'py, Book>, _: &Bound<'py, PyAny>, _: FrameOptions<'py>) -> PyResult<Bound<'py, PyAny>> {
    Err(PyNotImplementedError::new_err("frames"))
}

/// Prices a frame into totals.
pub fn totals<'py>(
    _: Python<'py>,
    _: &Bound<'py, Book>,
    _: &Bound<'py, PyAny>,
    _by: Vec<String>,
    _cases: bool,
    _: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    Err(PyNotImplementedError::new_err("frames"))
}

/// More rows than places.
pub fn capacity<'py>(
    _: Python<'py>,
    _: &Bound<'py, Book>,
    _: &Bound<'py, PyAny>,
    _window: takst::Request,
    _lang: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    Err(PyNotImplementedError::new_err("frames"))
}

/// Totals of a frame under two books, and how they differ.
pub fn compare<'py>(
    _: Python<'py>,
    _: &Bound<'py, Book>,
    _: &Bound<'py, Book>,
    _: &Bound<'py, PyAny>,
    _by: Vec<String>,
    _cases: bool,
    _: FrameOptions<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    Err(PyNotImplementedError::new_err("frames"))
}

/// Adds the classes of frames to the module.
pub fn register(_: &Bound<'_, PyModule>) -> PyResult<()> {
    Ok(())
}
