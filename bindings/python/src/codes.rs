//! The registry of codes.

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Every code with its severity and meaning, as dicts of the two.
#[pyfunction]
pub fn _codes(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let codes = PyDict::new(py);
    for code in takst::Code::ALL {
        codes.set_item(code.as_str(), (code.severity().as_str(), code.meaning()))?;
    }
    Ok(codes)
}
