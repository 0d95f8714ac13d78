//! Frames of any library, by the Arrow PyCapsule interface: nothing is copied.

use crate::case::Case;
use crate::watch::{Watch, Watched};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString, PyTuple};
use std::ffi::CStr;
use std::path::PathBuf;
use std::sync::Arc;
use takst::{Column, Content};
use takst_batch::case_files::FileFormat;
use takst_batch::exchange::{
    ArrowError, DataType, FFI_ArrowArray, FFI_ArrowArrayStream, FFI_ArrowSchema, RecordBatch, RecordBatchReader, RecordBatchStreamReader, SchemaRef,
    StructArray, from_ffi,
};

/// Names that the interface gives its capsules.
pub const STREAM: &CStr = c"arrow_array_stream";
pub const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

const RIGHT: &str = "pass a data frame with the Arrow PyCapsule interface (Polars, pandas with pyarrow, pyarrow, DuckDB), or the path of a case file";

/// The message of the producer, without the name of the interface.
pub fn own_words(error: &ArrowError) -> String {
    match error {
        ArrowError::CDataInterface(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// The library of a frame, where messages have advice for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Pandas,
    Polars,
    Other,
}

impl Origin {
    fn of(frame: &Bound<'_, PyAny>) -> Origin {
        let module = frame.get_type().module().ok().and_then(|module| module.to_str().map(str::to_owned).ok()).unwrap_or_default();
        match module.split('.').next() {
            Some("pandas") => Origin::Pandas,
            Some("polars") => Origin::Polars,
            Some(_) | None => Origin::Other,
        }
    }

    /// How to correct a column of floating-point numbers. Where only whole numbers are right, they become whole; other numbers become the text that was read.
    pub fn mend(self, column: Column) -> String {
        let name = column.as_str();
        let is_whole = match column.content() {
            Content::Reference | Content::Municipality => true,
            Content::Number => column.is_whole(),
            Content::Day | Content::Text | Content::Truth => false,
        };
        match (self, column.content()) {
            (Origin::Pandas, _) if is_whole => format!(
                ". pandas makes whole numbers with gaps floating-point, and empty columns too: read the file with dtype=str, or convert the whole numbers \
                 with frame[\"{name}\"] = frame[\"{name}\"].astype(\"Int64\")"
            ),
            (Origin::Pandas, Content::Number) => format!(
                ". pandas reads decimals as floating-point, and empty columns too: read the file with dtype=str, give decimal.Decimal, or make text of them \
                 with frame[\"{name}\"] = frame[\"{name}\"].astype(object).map(str, na_action=\"ignore\")"
            ),
            (Origin::Pandas, _) => format!(
                ". pandas makes empty columns floating-point: read the file with dtype=str, or convert the empty column with \
                 frame[\"{name}\"] = frame[\"{name}\"].astype(\"string\")"
            ),
            (Origin::Polars, _) if is_whole => {
                format!(". Read the column as text, or convert its whole numbers with pl.col(\"{name}\").cast(pl.Int64)")
            }
            (Origin::Polars, Content::Number) => {
                format!(". Read the column as text or pl.Decimal, or make text of its numbers with pl.col(\"{name}\").cast(pl.String)")
            }
            (Origin::Polars, _) => ". Read the column as text".to_owned(),
            (Origin::Other, _) => String::new(),
        }
    }
}

/// Batches of a frame.
type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// A frame to be read once.
pub struct Input {
    pub schema: SchemaRef,
    pub origin: Origin,
    /// Number of rows, where it is known without reading.
    pub total: Option<u64>,
    batches: Batches,
}

impl Input {
    /// Takes the batches of a frame.
    pub fn of(frame: &Bound<'_, PyAny>) -> PyResult<Input> {
        let origin = Origin::of(frame);
        if let Some(path) = path(frame)? {
            return Input::parquet(path, origin);
        }
        if let Some(export) = frame.getattr_opt("__arrow_c_stream__")? {
            let mut reader = stream(export.call0()?.cast::<PyCapsule>()?)?;
            if origin == Origin::Polars && has_nothing(&reader.schema()) && frame.hasattr("columns")? {
                let filled = without_nothing(frame)?;
                reader = stream(filled.call_method0("__arrow_c_stream__")?.cast::<PyCapsule>()?)?;
            }
            return Ok(Input { schema: reader.schema(), origin, total: rows(frame), batches: Box::new(reader) });
        }
        if let Some(export) = frame.getattr_opt("__arrow_c_array__")? {
            let capsules = export.call0()?;
            let batch = array(capsules.cast::<PyTuple>()?)?;
            let total = u64::try_from(batch.num_rows()).ok();
            return Ok(Input { schema: batch.schema(), origin, total, batches: Box::new(std::iter::once(Ok(batch))) });
        }
        Err(refusal(frame))
    }

    fn parquet(path: PathBuf, origin: Origin) -> PyResult<Input> {
        let reader = takst_batch::parquet::open(&path).map_err(|error| PyValueError::new_err(format!("{}: {error}", takst_run::file_name(&path))))?;
        Ok(Input { schema: reader.schema(), origin, total: None, batches: Box::new(reader) })
    }

    /// The batches, watched.
    pub fn batches(self, watch: &Arc<Watch>) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static + use<> {
        Watched::new(self.batches, watch)
    }

    /// The batches of cases, watched. Where they have no rows, the last item is [`NoRows`].
    pub fn cases(self, watch: &Arc<Watch>) -> impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static + use<> {
        Watched::new(WithRows { batches: self.batches, has_rows: false, has_ended: false }, watch)
    }
}

/// Input without rows: what was read before, or what was left by a filter. It is an error, because sums of nothing look like sums of something.
#[derive(Debug)]
pub struct NoRows;

impl std::fmt::Display for NoRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the input has no rows; what is read only once, such as a reader, has to be made anew for each call")
    }
}

impl std::error::Error for NoRows {}

struct WithRows {
    batches: Batches,
    has_rows: bool,
    has_ended: bool,
}

impl Iterator for WithRows {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        match self.batches.next() {
            Some(Ok(batch)) => {
                self.has_rows |= batch.num_rows() > 0;
                Some(Ok(batch))
            }
            Some(Err(error)) => Some(Err(error)),
            None => {
                self.has_ended = true;
                (!self.has_rows).then(|| Err(ArrowError::ExternalError(Box::new(NoRows))))
            }
        }
    }
}

/// Whether a column has no type, because it has no value.
fn has_nothing(schema: &SchemaRef) -> bool {
    schema.fields().iter().any(|field| *field.data_type() == DataType::Null)
}

/// A frame of Polars whose columns without a value are text: Polars exports such a column with a buffer that Arrow does not have.
fn without_nothing<'py>(frame: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let (polars, types) = (frame.py().import("polars")?, PyDict::new(frame.py()));
    types.set_item(polars.getattr("Null")?, polars.getattr("String")?)?;
    frame.call_method1("cast", (types,))
}

/// The path of a Parquet file, if that is what was given.
fn path(frame: &Bound<'_, PyAny>) -> PyResult<Option<PathBuf>> {
    if !frame.is_instance_of::<PyString>() && !frame.hasattr("__fspath__")? {
        return Ok(None);
    }
    let path: PathBuf = frame.extract()?;
    if FileFormat::of_name(&path) == FileFormat::Parquet {
        return Ok(Some(path));
    }
    let name = takst_run::file_name(&path);
    Err(PyValueError::new_err(format!(
        "{name}: only paths that end in .parquet are read as frames; takst.read_cases reads other case files, and price, totals, compare, capacity and explain take \
         their paths"
    )))
}

/// The number of rows of a frame, where it is known. With other frames the question may run a query.
fn rows(frame: &Bound<'_, PyAny>) -> Option<u64> {
    let is_known = frame.hasattr("num_rows").unwrap_or(false) || Origin::of(frame) != Origin::Other;
    if is_known { frame.len().ok().and_then(|rows| u64::try_from(rows).ok()) } else { None }
}

/// Takes a stream out of its capsule, which is empty afterwards.
fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<RecordBatchStreamReader> {
    let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: by its name the capsule holds such a structure, and the interpreter is held while it is moved out and marked as released.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    RecordBatchStreamReader::try_new(stream).map_err(|error| unreadable(&error))
}

/// Takes a batch out of the capsules of its schema and array.
fn array(capsules: &Bound<'_, PyTuple>) -> PyResult<RecordBatch> {
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: as in `stream`; the two were made together, so the array is of the schema.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    let data = data.map_err(|error| unreadable(&error))?;
    if !matches!(data.data_type(), DataType::Struct(_)) {
        return Err(single_column());
    }
    Ok(RecordBatch::from(StructArray::from(data)))
}

fn unreadable(error: &ArrowError) -> PyErr {
    let text = own_words(error);
    // What arrow says of a stream whose values are no rows.
    if text.contains("C data struct as a Schema") {
        return single_column();
    }
    PyValueError::new_err(format!("the input cannot be read: {text}"))
}

fn single_column() -> PyErr {
    PyTypeError::new_err(format!("this is a single column; {RIGHT}"))
}

fn refusal(frame: &Bound<'_, PyAny>) -> PyErr {
    let name = frame.get_type().fully_qualified_name().map_or_else(|_| "this type".to_owned(), |name| name.to_string());
    if name.ends_with("LazyFrame") {
        return PyTypeError::new_err("a LazyFrame has no rows yet: pass frame.collect()");
    }
    if (frame.is_instance_of::<PyList>() || frame.is_instance_of::<PyTuple>()) && frame.get_item(0).is_ok_and(|first| first.is_instance_of::<Case>())
    {
        return PyTypeError::new_err(format!(
            "a {name} of cases is no frame: takst.statements(cases) prices them together and returns a Statement for each"
        ));
    }
    if frame.is_instance_of::<PyList>() || frame.is_instance_of::<PyTuple>() || frame.is_instance_of::<PyDict>() {
        return PyTypeError::new_err(format!(
            "a {name} is no frame; make one of it (polars.DataFrame(rows), pyarrow.Table.from_pylist(rows)), or price takst.Case objects with Book.price"
        ));
    }
    PyTypeError::new_err(format!("{name} is no frame; {RIGHT}"))
}
