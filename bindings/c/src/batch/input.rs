//! Columns of cases as the caller hands them over: a stream whose batches are looked at before they are believed.

use crate::door::said;
use crate::failure::{Failure, refuse};
use crate::pointer::shared;
use crate::status::TakstStatus;
use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use takst_batch::exchange::{Array, ArrowError, DataType, FFI_ArrowArray, FFI_ArrowArrayStream, FFI_ArrowSchema, RecordBatch, StructArray, from_ffi};

/// The caller's stream.
pub(crate) struct Cases {
    stream: Option<FFI_ArrowArrayStream>,
    schema: FFI_ArrowSchema,
    trusted: bool,
}

impl Cases {
    /// Takes the stream over: whatever comes of it, it is released by takst.
    ///
    /// # Safety
    /// The pointer is NULL, crooked, or leads to a stream that keeps the contract of the Arrow C stream interface.
    pub unsafe fn take(stream: *mut FFI_ArrowArrayStream) -> Result<Cases, Failure> {
        let found = unsafe { shared(stream.cast_const(), "cases") }?;
        if found.release().is_none() {
            return Err(refuse(TakstStatus::BadValue, "cases", "a stream that was released"));
        }
        let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream) };
        let schema = schema_of(&mut stream)
            .map_err(|error| Failure::said(TakstStatus::Batch, "c-batch-input", "", vec![("error", error.to_string().into())]))?;
        Ok(Cases { stream: Some(stream), schema, trusted: false })
    }

    /// Whether batches are believed as they are.
    pub fn trusted(self, trusted: bool) -> Cases {
        Cases { trusted, ..self }
    }

    fn pull(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let stream = self.stream.as_mut()?;
        let Some(get_next) = stream.get_next() else { return Some(Err(lacks("get_next"))) };
        let mut array = FFI_ArrowArray::empty();
        match unsafe { get_next(stream, &raw mut array) } {
            0 if array.is_released() => None,
            0 => Some(unsafe { from_ffi(array, &self.schema) }.and_then(|data| {
                // A row that is null as a whole would pass as one of its hidden values.
                if data.null_count() > 0 {
                    return Err(ArrowError::CDataInterface(format!("{} rows are null as a whole", data.null_count())));
                }
                if !self.trusted {
                    checked(&StructArray::from(data.clone()))?;
                }
                Ok(RecordBatch::from(StructArray::from(data)))
            })),
            code => Some(Err(failed(stream, "get_next", code))),
        }
    }
}

impl Iterator for Cases {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Arrays that contradict their schema make the import panic.
        let next = catch_unwind(AssertUnwindSafe(|| self.pull()));
        let next = next.unwrap_or_else(|panic| Some(Err(ArrowError::CDataInterface(said(&*panic)))));
        if !matches!(next, Some(Ok(_))) {
            self.stream = None;
        }
        next
    }
}

/// The columns, as a structure that outlives the one the stream gave.
fn schema_of(stream: &mut FFI_ArrowArrayStream) -> Result<FFI_ArrowSchema, ArrowError> {
    let get_schema = stream.get_schema().ok_or_else(|| lacks("get_schema"))?;
    let mut schema = FFI_ArrowSchema::empty();
    match unsafe { get_schema(stream, &raw mut schema) } {
        0 => match DataType::try_from(&schema)? {
            columns @ DataType::Struct(_) => FFI_ArrowSchema::try_from(&columns),
            other => Err(ArrowError::CDataInterface(format!("the stream has values of {other}, not rows of columns"))),
        },
        code => Err(failed(stream, "get_schema", code)),
    }
}

fn lacks(function: &str) -> ArrowError {
    ArrowError::CDataInterface(format!("the stream has no {function}"))
}

/// What the stream says of its last error, where it says anything.
fn failed(stream: &mut FFI_ArrowArrayStream, function: &str, code: i32) -> ArrowError {
    let told = stream.get_last_error().map(|get_last_error| unsafe { get_last_error(stream) }).filter(|text| !text.is_null());
    let told = told.map(|text| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()).unwrap_or_default();
    ArrowError::CDataInterface(format!("{function} ended with {code} {told}"))
}

/// Whether offsets stay within their buffers, keys within their dictionaries, and text is in UTF-8.
fn checked(rows: &StructArray) -> Result<(), ArrowError> {
    rows.columns().iter().zip(rows.column_names()).try_for_each(|(column, name)| {
        column.to_data().validate_full().map_err(|error| ArrowError::CDataInterface(format!("the column {name}: {error}")))
    })
}
