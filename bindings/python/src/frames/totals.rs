//! Totals of a frame, and how those of two books differ.

use crate::frames::frame::Frame;
use crate::frames::notes;
use crate::frames::summary::Summary;
use pyo3::prelude::*;

/// The pickle of a frame with two parts: its class, its bytes, the parts.
type Pickle<'py, A, B> = (Bound<'py, PyAny>, (Bound<'py, PyAny>, A, B));

/// Totals by group: a [`Frame`], with the cases that were refused.
#[pyclass(frozen, extends = Frame, module = "takst")]
#[derive(Debug)]
pub struct TotalsFrame {
    /// Every fault of every refused case, one row a fault.
    #[pyo3(get)]
    pub refused: Py<Frame>,
    /// Counts.
    #[pyo3(get)]
    pub summary: Py<Summary>,
}

impl TotalsFrame {
    /// As Python sees it.
    pub fn of(py: Python<'_>, totals: &takst_batch::Totals) -> PyResult<Py<TotalsFrame>> {
        let (refused, summary) = (Py::new(py, Frame::one(totals.refused.clone()))?, Py::new(py, Summary::from(&totals.summary))?);
        Py::new(py, PyClassInitializer::from(Frame::one(totals.totals.clone())).add_subclass(TotalsFrame { refused, summary }))
    }

    /// The note about refused cases, whose faults are in `place`.
    fn said_of_refused(&self, place: &str) -> Option<String> {
        notes::refused(self.summary.get(), self.refused.get(), place)
    }
}

#[pymethods]
impl TotalsFrame {
    #[new]
    fn new(data: &Bound<'_, PyAny>, refused: Py<Frame>, summary: Py<Summary>) -> PyResult<PyClassInitializer<TotalsFrame>> {
        Ok(PyClassInitializer::from(Frame::new(data)?).add_subclass(TotalsFrame { refused, summary }))
    }

    fn __repr__(slf: &Bound<'_, TotalsFrame>) -> PyResult<String> {
        Ok(notes::below(Frame::__repr__(slf.as_super())?, slf.get().said_of_refused(".refused")))
    }

    fn _repr_html_(slf: &Bound<'_, TotalsFrame>) -> PyResult<String> {
        Ok(notes::below_html(slf.as_super().get()._repr_html_()?, slf.get().said_of_refused(".refused")))
    }

    fn __reduce__<'py>(slf: &Bound<'py, TotalsFrame>) -> PyResult<Pickle<'py, Py<Frame>, Py<Summary>>> {
        let (py, own) = (slf.py(), slf.get());
        let bytes = slf.as_super().get().bytes(py)?.into_any();
        Ok((slf.get_type().into_any(), (bytes, own.refused.clone_ref(py), own.summary.clone_ref(py))))
    }
}

/// How totals differ: a [`Frame`] with `net_before`, `net_after` and `net_change` for each sum, and the totals of both sides.
#[pyclass(frozen, extends = Frame, module = "takst")]
#[derive(Debug)]
pub struct Comparison {
    /// Totals under the first book.
    #[pyo3(get)]
    pub before: Py<TotalsFrame>,
    /// Totals under the second book.
    #[pyo3(get)]
    pub after: Py<TotalsFrame>,
}

impl Comparison {
    /// As Python sees it.
    pub fn of(py: Python<'_>, difference: Frame, [before, after]: &[takst_batch::Totals; 2]) -> PyResult<Py<Comparison>> {
        let (before, after) = (TotalsFrame::of(py, before)?, TotalsFrame::of(py, after)?);
        Py::new(py, PyClassInitializer::from(difference).add_subclass(Comparison { before, after }))
    }

    /// The notes about cases that either side refused, and about those that only one side refused.
    fn said_of_refused(&self) -> PyResult<Vec<String>> {
        let (before, after) = (self.before.get(), self.after.get());
        let sides = [("before", before.said_of_refused(".before.refused")), ("after", after.said_of_refused(".after.refused"))];
        let mut said: Vec<String> = sides.into_iter().filter_map(|(side, said)| said.map(|said| format!("{side}: {said}"))).collect();
        said.extend(notes::one_side(before.refused.get(), after.refused.get())?);
        Ok(said)
    }
}

#[pymethods]
impl Comparison {
    #[new]
    fn new(data: &Bound<'_, PyAny>, before: Py<TotalsFrame>, after: Py<TotalsFrame>) -> PyResult<PyClassInitializer<Comparison>> {
        Ok(PyClassInitializer::from(Frame::new(data)?).add_subclass(Comparison { before, after }))
    }

    fn __repr__(slf: &Bound<'_, Comparison>) -> PyResult<String> {
        Ok(notes::below(Frame::__repr__(slf.as_super())?, slf.get().said_of_refused()?))
    }

    fn _repr_html_(slf: &Bound<'_, Comparison>) -> PyResult<String> {
        Ok(notes::below_html(slf.as_super().get()._repr_html_()?, slf.get().said_of_refused()?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Comparison>) -> PyResult<Pickle<'py, Py<TotalsFrame>, Py<TotalsFrame>>> {
        let (py, own) = (slf.py(), slf.get());
        let bytes = slf.as_super().get().bytes(py)?.into_any();
        Ok((slf.get_type().into_any(), (bytes, own.before.clone_ref(py), own.after.clone_ref(py))))
    }
}
