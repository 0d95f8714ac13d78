//! The command `takst`, run inside the interpreter.

use pyo3::prelude::*;
use std::ffi::OsString;

/// Runs the command `takst` with these words, the first being the name it was called by, and gives its exit code: 0 all cases priced, 1 some or all refused,
/// 2 nothing could be done. Output goes to the process's own stdout and stderr.
#[pyfunction]
pub fn main(py: Python<'_>, argv: Vec<OsString>) -> u8 {
    py.detach(|| takst_cli::run(argv))
}
