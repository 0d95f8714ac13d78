//! A frame of cases, priced.

use crate::frames::frame::Frame;
use crate::frames::notes;
use crate::frames::show;
use crate::frames::summary::Summary;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A frame of cases, priced: `lines`, `refused`, `findings` and `summary`. Where a frame is asked for, it is its lines.
#[pyclass(frozen, module = "takst")]
#[derive(Debug)]
pub struct Priced {
    /// The priced lines.
    #[pyo3(get)]
    pub lines: Py<Frame>,
    /// Every fault of every refused case, one row a fault. The other rows of such a case are not here, and none of its rows has lines.
    #[pyo3(get)]
    pub refused: Py<Frame>,
    /// `None`: they were not asked for.
    pub findings: Option<Py<Frame>>,
    /// Counts.
    #[pyo3(get)]
    pub summary: Py<Summary>,
}

impl Priced {
    fn said_of_refused(&self) -> Option<String> {
        notes::refused(self.summary.get(), self.refused.get(), ".refused")
    }
}

#[pymethods]
impl Priced {
    #[new]
    #[pyo3(signature = (lines, refused, findings, summary))]
    fn new(lines: Py<Frame>, refused: Py<Frame>, findings: Option<Py<Frame>>, summary: Py<Summary>) -> Priced {
        Priced { lines, refused, findings, summary }
    }

    /// Warnings and notes, and the columns that are not read. Raises ValueError where they were not asked for (`findings=True`).
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<Py<Frame>> {
        self.findings.as_ref().map(|findings| findings.clone_ref(py)).ok_or_else(notes::not_asked_for)
    }

    /// Whether findings were asked for.
    #[getter]
    fn has_findings(&self) -> bool {
        self.findings.is_some()
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
            && self.lines.bind(py).eq(&other.lines)?
            && self.refused.bind(py).eq(&other.refused)?
            && match (&self.findings, &other.findings) {
                (Some(findings), Some(others)) => findings.bind(py).eq(others)?,
                (findings, others) => findings.is_none() && others.is_none(),
            };
        Ok(same.into_pyobject(py)?.to_owned().into_any())
    }

    fn __repr__(&self) -> String {
        let Summary { rows, cases, refused, lines, .. } = self.summary.get();
        let findings = self.findings.as_ref().map_or_else(|| "not asked for".to_owned(), |findings| findings.get().rows().to_string());
        let counts = format!("Priced(rows={rows}, cases={cases}, refused={refused}, lines={lines}, findings={findings})");
        notes::below(counts, self.said_of_refused())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let table = self.lines.bind(py).call_method0("_repr_html_")?.extract()?;
        let findings = match &self.findings {
            None => "findings were not asked for (findings=True)".to_owned(),
            Some(findings) => format!("{}: see .findings", show::count(findings.get().rows(), "finding")),
        };
        Ok(notes::below_html(table, self.said_of_refused().into_iter().chain([findings])))
    }

    #[expect(clippy::type_complexity)]
    fn __reduce__<'py>(slf: &Bound<'py, Priced>) -> (Bound<'py, PyAny>, (Py<Frame>, Py<Frame>, Option<Py<Frame>>, Py<Summary>)) {
        let (py, own) = (slf.py(), slf.get());
        let findings = own.findings.as_ref().map(|findings| findings.clone_ref(py));
        (slf.get_type().into_any(), (own.lines.clone_ref(py), own.refused.clone_ref(py), findings, own.summary.clone_ref(py)))
    }
}
