//! The caller's stream of cases, whose schema and batches are checked before they are read.

use super::arrays::rows;
use super::callback::Token;
use super::columns::Columns;
use super::failed::ended;
use crate::entry::said;
use crate::failure::{Failure, refuse};
use crate::pointer::shared;
use crate::status::TakstStatus;
use std::ffi::CStr;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use takst_batch::exchange::{ArrowError, FFI_ArrowArray, FFI_ArrowArrayStream, FFI_ArrowSchema, RecordBatch, check_columns};

/// The caller's stream.
pub(crate) struct Cases {
    stream: Option<Source>,
    columns: Columns,
    token: Token,
    trusted: bool,
}

/// A stream that is released within a call of its run.
struct Source {
    stream: ManuallyDrop<FFI_ArrowArrayStream>,
    token: Token,
}

impl Drop for Source {
    fn drop(&mut self) {
        // It is not used again.
        self.token.call(|| unsafe { ManuallyDrop::drop(&mut self.stream) });
    }
}

impl Cases {
    /// Takes the stream over: takst releases it, whether the call succeeds or fails. `token` is that of the run.
    ///
    /// # Safety
    /// The pointer is NULL, not aligned, or leads to a stream of the Arrow C stream interface.
    pub unsafe fn take(stream: *mut FFI_ArrowArrayStream, token: &Token) -> Result<Cases, Failure> {
        let found = unsafe { shared(stream.cast_const(), "cases") }?;
        if found.release().is_none() {
            return Err(refuse(TakstStatus::BadValue, "cases", "a stream that was released"));
        }
        let stream = ManuallyDrop::new(unsafe { FFI_ArrowArrayStream::from_raw(stream) });
        let mut source = Source { stream, token: token.clone() };
        let columns = source.columns().map_err(|why| Failure::said(TakstStatus::Batch, "c-batch-input", "", vec![("error", why.into())]))?;
        check_columns(&columns.schema).map_err(|error| ended(&error))?;
        Ok(Cases { stream: Some(source), columns, token: token.clone(), trusted: false })
    }

    /// Whether the values of batches are used without a check.
    pub fn trusted(self, trusted: bool) -> Cases {
        Cases { trusted, ..self }
    }

    fn pull(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        match self.stream.as_mut()?.array() {
            Ok(array) if array.is_released() => None,
            Ok(array) => Some(unsafe { rows(array, &self.columns, self.trusted, &self.token) }),
            Err(why) => Some(Err(ArrowError::CDataInterface(why))),
        }
    }
}

impl Iterator for Cases {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // A panic that the checks did not prevent ends the run, not the process.
        let next = catch_unwind(AssertUnwindSafe(|| self.pull()));
        let next = next.unwrap_or_else(|panic| Some(Err(ArrowError::CDataInterface(said(&*panic)))));
        if !matches!(next, Some(Ok(_))) {
            self.stream = None;
        }
        next
    }
}

impl Source {
    /// The columns that the stream says it has.
    fn columns(&mut self) -> Result<Columns, String> {
        let get_schema = self.stream.get_schema().ok_or_else(|| lacks("get_schema"))?;
        let mut schema = FFI_ArrowSchema::empty();
        let stream = &raw mut *self.stream;
        match self.token.call(|| unsafe { get_schema(stream, &raw mut schema) }) {
            0 => {
                let columns = unsafe { Columns::of(&schema) };
                self.token.call(|| drop(schema));
                columns
            }
            code => Err(self.failed("get_schema", code)),
        }
    }

    /// The next array; one that is released at the end.
    fn array(&mut self) -> Result<FFI_ArrowArray, String> {
        let get_next = self.stream.get_next().ok_or_else(|| lacks("get_next"))?;
        let mut array = FFI_ArrowArray::empty();
        let stream = &raw mut *self.stream;
        match self.token.call(|| unsafe { get_next(stream, &raw mut array) }) {
            0 => Ok(array),
            code => Err(self.failed("get_next", code)),
        }
    }

    /// The text of the stream's last error, where there is one.
    fn failed(&mut self, function: &str, code: i32) -> String {
        let stream = &raw mut *self.stream;
        let told = self.stream.get_last_error().map(|get_last_error| self.token.call(|| unsafe { get_last_error(stream) }));
        let told = told.filter(|text| !text.is_null()).map(|text| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned());
        format!("{function} ended with {code} {}", told.unwrap_or_default())
    }
}

fn lacks(function: &str) -> String {
    format!("the stream has no {function}")
}
