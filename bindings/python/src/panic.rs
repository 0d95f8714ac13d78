//! A function for one test: what a fault of the native code looks like from Python.

use pyo3::prelude::*;

/// Panics, so that a test can see that the interpreter goes on. It has no other use.
#[pyfunction]
#[allow(clippy::panic)] // what it is for
pub fn _panic(py: Python<'_>) {
    py.detach(|| panic!("asked for by a test"))
}
