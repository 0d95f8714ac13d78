//! Columns in memory that any library can take over.

use crate::frames::input::{Input, SCHEMA, STREAM, own_words};
use crate::frames::show;
use crate::watch::Watch;
use pyo3::exceptions::{PyImportError, PyModuleNotFoundError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};
use takst_batch::exchange::{
    ArrowError, FFI_ArrowArrayStream, FFI_ArrowSchema, RecordBatch, RecordBatchIterator, SchemaRef, from_ipc, same_rows, to_ipc, widened, with_types,
};

/// Columns with the Arrow `PyCapsule` interface: `polars.DataFrame(frame)`, `pandas.DataFrame.from_arrow(frame)`, `pyarrow.table(frame)` and DuckDB
/// (`duckdb.sql("from frame")`) take them over without a copy, any number of times.
///
/// `Frame(data)` makes one from any other such object, or from the bytes of an Arrow IPC stream.
#[pyclass(frozen, subclass, module = "takst")]
#[derive(Debug, Clone)]
pub struct Frame {
    pub schema: SchemaRef,
    pub batches: Vec<RecordBatch>,
}

/// An error of Arrow where the caller's values are the reason.
pub fn unfit(error: &ArrowError) -> PyErr {
    PyValueError::new_err(own_words(error))
}

impl Frame {
    /// A frame of one batch.
    pub fn one(batch: RecordBatch) -> Frame {
        Frame { schema: batch.schema(), batches: vec![batch] }
    }

    pub fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// A table of the first rows below a title.
    pub fn table(&self, title: &str) -> PyResult<String> {
        show::text(title, &self.schema, &self.batches, self.rows()).map_err(|error| unfit(&error))
    }

    /// The bytes of an Arrow IPC stream.
    pub fn bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| to_ipc(&self.schema, &self.batches)).map_err(|error| unfit(&error))?;
        Ok(PyBytes::new(py, &bytes))
    }
}

/// The schema that a capsule asks for.
pub fn requested(capsule: &Bound<'_, PyCapsule>) -> PyResult<SchemaRef> {
    let pointer = capsule.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    // SAFETY: by its name the capsule holds a schema; it is read while the capsule is there, and stays its.
    let schema = takst_batch::exchange::Schema::try_from(unsafe { pointer.as_ref() }).map_err(|error| unfit(&error))?;
    Ok(SchemaRef::new(schema))
}

/// A capsule with a stream of batches.
pub fn stream_capsule(py: Python<'_>, stream: FFI_ArrowArrayStream) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, stream, STREAM)
}

/// A capsule with a schema.
pub fn schema_capsule<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref()).map_err(|error| unfit(&error))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// Imports a module that a method needs; the error says which extra installs it.
fn needed<'py>(py: Python<'py>, method: &str, module: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(module).map_err(|error| {
        if !error.is_instance_of::<PyModuleNotFoundError>(py) {
            return error;
        }
        let missing = PyImportError::new_err(format!("{method}() needs {module}: pip install 'takst[{module}]'"));
        missing.set_cause(py, Some(error));
        missing
    })
}

#[pymethods]
impl Frame {
    #[new]
    pub fn new(data: &Bound<'_, PyAny>) -> PyResult<Frame> {
        if let Ok(bytes) = data.cast::<PyBytes>() {
            let (schema, batches) = from_ipc(bytes.as_bytes()).map_err(|error| unfit(&error))?;
            return Ok(Frame { schema, batches });
        }
        let py = data.py();
        let watch = Watch::new(py, None, None)?;
        let input = Input::of(data)?;
        let schema = input.schema.clone();
        let read = py.detach(|| input.batches(&watch).collect::<Result<Vec<_>, _>>());
        let batches = read.map_err(|error| watch.take_raised().unwrap_or_else(|| unfit(&error)))?;
        Ok(Frame { schema, batches })
    }

    /// The Arrow `PyCapsule` interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<&Bound<'py, PyCapsule>>) -> PyResult<Bound<'py, PyCapsule>> {
        let wanted = requested_schema.map(requested).transpose()?.filter(|wanted| *wanted != self.schema);
        let (schema, batches) = match wanted {
            None => (self.schema.clone(), self.batches.clone()),
            Some(wanted) => {
                let cast = py.detach(|| self.batches.iter().map(|batch| with_types(batch, &wanted)).collect::<Result<Vec<_>, _>>());
                (wanted, cast.map_err(|error| unfit(&error))?)
            }
        };
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
        stream_capsule(py, FFI_ArrowArrayStream::new(Box::new(reader)))
    }

    /// The Arrow `PyCapsule` interface: the schema alone.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Columns with their Arrow types, one a line.
    #[getter(schema)]
    fn schema_text(&self) -> String {
        self.schema.fields().iter().map(|field| format!("{}: {}", field.name(), field.data_type())).collect::<Vec<_>>().join("\n")
    }

    /// A `polars.DataFrame`. Amounts of 64 bits become 128 bits first, because Polars 2.1 reads them wrong.
    fn to_polars<'py>(slf: &Bound<'py, Frame>) -> PyResult<Bound<'py, PyAny>> {
        let (py, own) = (slf.py(), slf.get());
        let polars = needed(py, "to_polars", "polars")?;
        let schema = widened(&own.schema);
        let batches = own.batches.iter().map(|batch| with_types(batch, &schema)).collect::<Result<_, _>>().map_err(|error| unfit(&error))?;
        polars.call_method1("DataFrame", (Frame { schema, batches },))
    }

    /// A `pandas.DataFrame`: amounts are `decimal.Decimal`, dates `datetime.date`, text that repeats is categorical.
    fn to_pandas<'py>(slf: &Bound<'py, Frame>) -> PyResult<Bound<'py, PyAny>> {
        needed(slf.py(), "to_pandas", "pandas")?;
        needed(slf.py(), "to_pandas", "pyarrow")?.call_method1("table", (slf,))?.call_method0("to_pandas")
    }

    /// A `pyarrow.Table`.
    fn to_arrow<'py>(slf: &Bound<'py, Frame>) -> PyResult<Bound<'py, PyAny>> {
        needed(slf.py(), "to_arrow", "pyarrow")?.call_method1("table", (slf,))
    }

    pub fn __repr__(slf: &Bound<'_, Frame>) -> PyResult<String> {
        slf.get().table(&slf.get_type().name()?.to_string_lossy())
    }

    pub fn _repr_html_(&self) -> PyResult<String> {
        show::html(&self.schema, &self.batches, self.rows()).map_err(|error| unfit(&error))
    }

    /// Whether the other is a frame with the same columns, types and rows.
    fn __eq__<'py>(&self, py: Python<'py>, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let Ok(other) = other.cast::<Frame>() else { return Ok(py.NotImplemented().into_bound(py)) };
        let other = other.get();
        let same = self.schema.fields() == other.schema.fields() && py.detach(|| same_rows(&self.batches, &other.batches));
        Ok(same.into_pyobject(py)?.to_owned().into_any())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Frame>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((slf.get_type().into_any(), (slf.get().bytes(slf.py())?,)))
    }
}
