//! Streams of record batches across a C boundary: the Arrow C data and C stream interfaces, for the bindings.
//!
//! The structures are those of `arrow-array`; nothing is copied on the way in or out.

use crate::lines::stream::Lines;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

pub use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
pub use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
pub use arrow_array::{RecordBatchIterator, StructArray};

/// Lines as a stream others can read; an error ends it and is said in its own words.
pub struct LinesStream(pub Lines);

impl Iterator for LinesStream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|batch| batch.map_err(|error| ArrowError::ExternalError(Box::new(error))))
    }
}

impl RecordBatchReader for LinesStream {
    fn schema(&self) -> SchemaRef {
        self.0.schema()
    }
}
