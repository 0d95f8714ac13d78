//! Lines as they are priced, for results that do not fit into memory.

use crate::frames::fault;
use crate::frames::frame::{Frame, requested, schema_capsule, stream_capsule};
use crate::frames::input::Origin;
use crate::frames::notes::not_asked_for;
use crate::frames::summary::Summary;
use crate::watch::{Watch, attended_if, guarded, locked};
use pyo3::exceptions::{PyKeyboardInterrupt, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::sync::{Arc, Mutex};
use takst_batch::exchange::{ArrowError, FFI_ArrowArrayStream, RecordBatch, RecordBatchReader, SchemaRef, with_types};
use takst_batch::{BatchError, Lines};

/// Priced lines, batch by batch: each batch is priced when it is asked for. A stream is read once, by a library that takes the Arrow `PyCapsule` interface, or in a loop,
/// where each batch is a [`Frame`]. Where an error has broken it off, it says so, and raises RuntimeError when it is read on.
///
/// `refused`, `findings` and `summary` hold what has come so far, and everything at the end.
#[pyclass(frozen, module = "takst")]
pub struct LineStream {
    schema: SchemaRef,
    origin: Origin,
    watch: Arc<Watch>,
    has_findings: bool,
    read: Mutex<Read>,
    end: Arc<Mutex<Option<End>>>,
    state: Arc<Mutex<State>>,
}

/// How the stream is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    NotYet,
    InALoop,
    HandedOver,
}

/// How the stream has ended.
#[derive(Debug, Clone)]
enum End {
    /// All lines were read.
    Reached,
    /// An error ended it; what that says.
    BrokenOff(String),
    /// The library that took it over let it go before.
    Left,
}

struct State {
    lines: Lines,
    refused: Vec<RecordBatch>,
    findings: Vec<RecordBatch>,
}

impl State {
    fn next(&mut self) -> Option<Result<RecordBatch, BatchError>> {
        guarded(|| self.lines.next().transpose()).transpose()
    }
}

impl LineStream {
    /// `unread` are findings on the columns themselves; `has_findings`: findings were asked for.
    pub fn new(lines: Lines, watch: Arc<Watch>, origin: Origin, has_findings: bool, unread: Option<RecordBatch>) -> LineStream {
        let schema = lines.schema();
        let state = Arc::new(Mutex::new(State { lines, refused: Vec::new(), findings: unread.into_iter().collect() }));
        LineStream { schema, origin, watch, has_findings, read: Mutex::new(Read::NotYet), end: Arc::default(), state }
    }

    /// Notes how the stream is read, and refuses another way after that.
    fn claim(&self, wanted: Read) -> PyResult<()> {
        let end = locked(&self.end).clone();
        let mut read = locked(&self.read);
        *read = match (end, *read, wanted) {
            (Some(End::BrokenOff(why)), _, _) => return Err(PyRuntimeError::new_err(broken_off(&why))),
            (_, Read::HandedOver, _) => return Err(once("was handed over already")),
            (Some(End::Reached | End::Left), _, _) => return Err(once("was read to its end")),
            (None, Read::NotYet | Read::InALoop, Read::InALoop) => Read::InALoop,
            (None, Read::NotYet, Read::HandedOver) => Read::HandedOver,
            (None, Read::InALoop, _) | (None, Read::NotYet, Read::NotYet) => return Err(once("is being read in a loop")),
        };
        Ok(())
    }

    /// Problems so far, of one kind.
    fn problems(
        &self,
        py: Python<'_>,
        take: fn(&mut Lines) -> Result<RecordBatch, BatchError>,
        kept: fn(&mut State) -> &mut Vec<RecordBatch>,
    ) -> PyResult<Frame> {
        // The thread that prices may need the interpreter, so it is not held while waiting for that.
        let state = self.state.clone();
        let frame = attended_if(py, true, move || {
            let mut state = locked(&state);
            let new = take(&mut state.lines)?;
            let schema = new.schema();
            let all = kept(&mut state);
            all.extend(Some(new).filter(|new| new.num_rows() > 0));
            Ok(Frame { schema, batches: all.clone() })
        });
        frame?.map_err(|error: BatchError| fault::of(&error, self.origin))
    }
}

fn broken_off(why: &str) -> String {
    format!("this stream has broken off: {why}; ask the book for another")
}

fn once(what: &str) -> PyErr {
    PyRuntimeError::new_err(format!("a stream of lines is read once, and this one {what}; ask the book for another"))
}

#[pymethods]
impl LineStream {
    fn __iter__(slf: Py<LineStream>) -> PyResult<Py<LineStream>> {
        slf.get().claim(Read::InALoop)?;
        Ok(slf)
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Frame>> {
        if *locked(&self.read) == Read::InALoop && matches!(&*locked(&self.end), Some(End::Reached)) {
            return Ok(None);
        }
        self.claim(Read::InALoop)?;
        match py.detach(|| locked(&self.state).next()) {
            Some(Ok(batch)) => Ok(Some(Frame::one(batch))),
            Some(Err(error)) => {
                let raised = self.watch.take_raised();
                let why = raised.as_ref().map_or_else(|| fault::text(&error), ToString::to_string);
                *locked(&self.end) = Some(End::BrokenOff(why));
                self.watch.close(py, None)?;
                Err(raised.unwrap_or_else(|| fault::of(&error, self.origin)))
            }
            None => {
                let summary = py.detach(|| locked(&self.state).lines.summary().clone());
                let closed = self.watch.close(py, Some(&summary));
                *locked(&self.end) = Some(closed.as_ref().map_or_else(|error| End::BrokenOff(error.to_string()), |()| End::Reached));
                closed.map(|()| None)
            }
        }
    }

    /// The Arrow `PyCapsule` interface: the lines are priced as they are read.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyCapsule>> {
        let wanted = requested_schema.map(requested).transpose()?.filter(|wanted| *wanted != self.schema);
        self.claim(Read::HandedOver)?;
        let schema = wanted.clone().unwrap_or_else(|| self.schema.clone());
        let (state, end, watch) = (self.state.clone(), self.end.clone(), self.watch.clone());
        let handed = Handed { state, end, watch, schema, cast: wanted.is_some(), closed: false };
        stream_capsule(py, FFI_ArrowArrayStream::new(Box::new(handed)))
    }

    /// The Arrow `PyCapsule` interface: the schema alone.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Every fault of the cases refused so far.
    #[getter]
    fn refused(&self, py: Python<'_>) -> PyResult<Frame> {
        self.problems(py, Lines::take_refused, |state| &mut state.refused)
    }

    /// Findings so far. Raises ValueError where they were not asked for.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<Frame> {
        if !self.has_findings {
            return Err(not_asked_for());
        }
        self.problems(py, Lines::take_findings, |state| &mut state.findings)
    }

    /// Counts so far.
    #[getter]
    fn summary(&self, py: Python<'_>) -> Summary {
        py.detach(|| Summary::from(locked(&self.state).lines.summary()))
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let Summary { rows, lines, refused, .. } = self.summary(py);
        let read = match (&*locked(&self.end), *locked(&self.read)) {
            (Some(End::Reached), _) => "read to its end".to_owned(),
            (Some(End::BrokenOff(why)), _) => format!("broken off: {}", why.split_whitespace().collect::<Vec<_>>().join(" ")),
            (Some(End::Left), _) => "left before its end".to_owned(),
            (None, Read::NotYet) => "not read yet".to_owned(),
            (None, Read::InALoop | Read::HandedOver) => "being read".to_owned(),
        };
        format!("LineStream({read}, rows={rows}, refused={refused}, lines={lines})")
    }
}

/// The stream as another library reads it, in any thread.
struct Handed {
    state: Arc<Mutex<State>>,
    end: Arc<Mutex<Option<End>>>,
    watch: Arc<Watch>,
    schema: SchemaRef,
    cast: bool,
    closed: bool,
}

impl Drop for Handed {
    fn drop(&mut self) {
        let has_ended = locked(&self.end).is_some();
        if !has_ended {
            self.close(End::Left);
        }
    }
}

impl Handed {
    fn close(&mut self, end: End) {
        let ended_well = matches!(end, End::Reached);
        *locked(&self.end) = Some(end);
        if std::mem::replace(&mut self.closed, true) {
            return;
        }
        let summary = locked(&self.state).lines.summary().clone();
        Python::try_attach(|py| self.watch.close(py, ended_well.then_some(&summary)).map_err(|error| error.write_unraisable(py, None)));
    }

    /// An error whose text a C string can hold.
    fn failed(&mut self, error: &BatchError) -> ArrowError {
        let raised = self.watch.take_raised().and_then(|raised| {
            Python::try_attach(|py| {
                if raised.is_instance_of::<PyKeyboardInterrupt>(py) {
                    // The reader makes an error of its own of this; the interrupt is handled when Python goes on.
                    // SAFETY: has no conditions.
                    unsafe { pyo3::ffi::PyErr_SetInterrupt() };
                }
                raised.to_string()
            })
        });
        let text = raised.unwrap_or_else(|| fault::text(error)).replace('\0', " ");
        self.close(End::BrokenOff(text.clone()));
        ArrowError::ComputeError(text)
    }
}

impl Iterator for Handed {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let end = locked(&self.end).clone();
        match end {
            None => {}
            Some(End::BrokenOff(why)) => return Some(Err(ArrowError::ComputeError(broken_off(&why)))),
            Some(End::Reached | End::Left) => return None,
        }
        let next = locked(&self.state).next();
        match next {
            None => {
                self.close(End::Reached);
                None
            }
            Some(Err(error)) => Some(Err(self.failed(&error))),
            Some(Ok(batch)) if self.cast => {
                let cast = guarded(|| Ok(with_types(&batch, &self.schema)?));
                Some(cast.map_err(|error| self.failed(&error)))
            }
            Some(Ok(batch)) => Some(Ok(batch)),
        }
    }
}

impl RecordBatchReader for Handed {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
