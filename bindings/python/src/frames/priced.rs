//! A frame of cases, priced.

use crate::frames::frame::Frame;
use crate::frames::notes;
use crate::frames::show;
use crate::frames::summary::Summary;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A frame of cases, priced: `lines`, `refused`, `findings` and `summary`. Where a frame is asked for, it is its lines.
#[pyclass(frozen, get_all, module = "takst")]
#[derive(Debug)]
pub struct Priced {
    /// The priced lines.
    pub lines: Py<Frame>,
    /// Every fault of every refused case, one row a fault. Its other rows are not here, and no row of it has lines.
    pub refused: Py<Frame>,
    /// Warnings and notes, where they were asked for, and the columns that are not read.
    pub findings: Py<Frame>,
    /// Counts.
    pub summary: Py<Summary>,
    /// Whether findings were asked for.
    pub has_findings: bool,
}

impl Priced {
    fn said_of_refused(&self) -> Option<String> {
        notes::refused(self.summary.get(), self.refused.get(), ".refused")
    }
}

#[pymethods]
impl Priced {
    #[new]
    #[pyo3(signature = (lines, refused, findings, summary, has_findings=true))]
    fn new(lines: Py<Frame>, refused: Py<Frame>, findings: Py<Frame>, summary: Py<Summary>, has_findings: bool) -> Priced {
        Priced { lines, refused, findings, summary, has_findings }
    }

    /// The Arrow `PyCapsule` interface of the lines.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyAny>> {
        self.lines.bind(py).call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// The Arrow `PyCapsule` interface: the schema of the lines.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.lines.bind(py).call_method0("__arrow_c_schema__")
    }

    fn __eq__<'py>(&self, py: Python<'py>, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let Ok(other) = other.cast::<Priced>() else { return Ok(py.NotImplemented().into_bound(py)) };
        let other = other.get();
        let same = self.summary.get() == other.summary.get()
            && self.has_findings == other.has_findings
            && self.lines.bind(py).eq(&other.lines)?
            && self.refused.bind(py).eq(&other.refused)?
            && self.findings.bind(py).eq(&other.findings)?;
        Ok(same.into_pyobject(py)?.to_owned().into_any())
    }

    fn __repr__(&self) -> String {
        let Summary { rows, cases, refused, lines, .. } = self.summary.get();
        let findings = if self.has_findings { self.findings.get().rows().to_string() } else { "not asked for".to_owned() };
        let counts = format!("Priced(rows={rows}, cases={cases}, refused={refused}, lines={lines}, findings={findings})");
        notes::below(counts, self.said_of_refused())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let table = self.lines.bind(py).call_method0("_repr_html_")?.extract()?;
        let findings = match self.findings.get().rows() {
            _ if !self.has_findings => "findings were not asked for (findings=True)".to_owned(),
            found => format!("{}: see .findings", show::count(found, "finding")),
        };
        Ok(notes::below_html(table, self.said_of_refused().into_iter().chain([findings])))
    }

    #[expect(clippy::type_complexity)]
    fn __reduce__<'py>(slf: &Bound<'py, Priced>) -> (Bound<'py, PyAny>, (Py<Frame>, Py<Frame>, Py<Frame>, Py<Summary>, bool)) {
        let (py, own) = (slf.py(), slf.get());
        let parts = (own.lines.clone_ref(py), own.refused.clone_ref(py), own.findings.clone_ref(py), own.summary.clone_ref(py), own.has_findings);
        (slf.get_type().into_any(), parts)
    }
}
