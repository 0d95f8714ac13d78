//! Columns of cases as the caller hands them over: a stream whose batches are looked at before they are believed.

use crate::door::{Failure, refuse, said};
use crate::pointer::shared;
use crate::status::TakstStatus;
use std::panic::{AssertUnwindSafe, catch_unwind};
use takst_batch::exchange::{Array, ArrowError, FFI_ArrowArrayStream, RecordBatch, RecordBatchStreamReader};

/// The caller's stream.
pub(crate) struct Cases {
    reader: Option<RecordBatchStreamReader>,
    trusted: bool,
}

impl Cases {
    /// Takes the stream over: whatever comes of it, it is released by takst.
    ///
    /// # Safety
    /// The pointer is NULL, crooked, or leads to a stream that keeps the contract of the Arrow C stream interface.
    pub unsafe fn take(stream: *mut FFI_ArrowArrayStream) -> Result<Cases, Failure> {
        let found = unsafe { shared(stream.cast_const(), "cases") }?;
        if found.release().is_none() || found.get_schema().is_none() || found.get_next().is_none() || found.get_last_error().is_none() {
            return Err(refuse(TakstStatus::BadValue, "cases", "a stream that was released or lacks a function"));
        }
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream) };
        let reader = RecordBatchStreamReader::try_new(stream);
        let reader = reader.map_err(|error| Failure::said(TakstStatus::Batch, "c-batch-input", "", vec![("error", error.to_string().into())]))?;
        Ok(Cases { reader: Some(reader), trusted: false })
    }

    /// Whether batches are believed as they are.
    pub fn trusted(self, trusted: bool) -> Cases {
        Cases { trusted, ..self }
    }
}

impl Iterator for Cases {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let reader = self.reader.as_mut()?;
        // Arrays that contradict their schema make the import panic.
        let next = catch_unwind(AssertUnwindSafe(|| reader.next()));
        let next = next.unwrap_or_else(|panic| Some(Err(ArrowError::CDataInterface(said(&*panic)))))?;
        let next = if self.trusted { next } else { next.and_then(checked) };
        if next.is_err() {
            self.reader = None;
        }
        Some(next)
    }
}

/// The same batch, where offsets stay within their buffers, keys within their dictionaries, and text is in UTF-8.
fn checked(batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
    for (column, field) in batch.columns().iter().zip(batch.schema_ref().fields()) {
        column.to_data().validate_full().map_err(|error| ArrowError::CDataInterface(format!("the column {}: {error}", field.name())))?;
    }
    Ok(batch)
}
