//! What the classes share: reading of pickles, hashes, text in HTML, the error of a file.

use pyo3::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use takst_run::file_name;

/// A function of this module that makes an object from its pickle.
pub fn rebuild<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("takst._native")?.getattr(name)
}

/// The hash of what an object is compared by.
pub fn hash_of(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Text as it may stand in HTML, also in an attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The `OSError` of a file that cannot be read, with its name.
pub fn unread(py: Python<'_>, path: &Path, error: &std::io::Error) -> PyErr {
    // Of a folder the error is ours, and has no number of the system.
    let of_folder = || py.import("errno").and_then(|errno| errno.getattr("EISDIR")?.extract::<i32>()).ok();
    let is_folder = error.kind() == std::io::ErrorKind::IsADirectory;
    let Some(number) = error.raw_os_error().or_else(|| of_folder().filter(|_| is_folder)) else {
        return pyo3::exceptions::PyOSError::new_err(format!("{}: {error}", file_name(path)));
    };
    let says = py.import("os").and_then(|os| os.call_method1("strerror", (number,))).and_then(|text| text.extract::<String>());
    // With three arguments Python chooses FileNotFoundError and its like by the number.
    pyo3::exceptions::PyOSError::new_err((number, says.unwrap_or_else(|_| error.to_string()), file_name(path)))
}
