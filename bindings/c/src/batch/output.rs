//! Batches on their way out, as streams of the Arrow C stream interface.

use crate::door::said;
use crate::pointer::Out;
use std::panic::{AssertUnwindSafe, catch_unwind};
use takst_batch::exchange::{ArrowError, FFI_ArrowArrayStream, RecordBatch, RecordBatchIterator, RecordBatchReader, SchemaRef};

/// A stream of one batch.
pub(crate) fn one(batch: RecordBatch, to: Out<FFI_ArrowArrayStream>) {
    let schema = batch.schema();
    to.set(FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema))));
}

/// A stream that ends where its source panics: nothing unwinds into C.
pub(crate) struct Guarded<S> {
    pub source: Option<S>,
    pub schema: SchemaRef,
    /// Told of each error before it is handed on.
    pub on_panic: Box<dyn Fn(&str) + Send>,
}

impl<S: Iterator<Item = Result<RecordBatch, ArrowError>>> Iterator for Guarded<S> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let source = self.source.as_mut()?;
        let next = catch_unwind(AssertUnwindSafe(|| source.next())).unwrap_or_else(|panic| {
            let why = said(&*panic);
            (self.on_panic)(&why);
            Some(Err(ArrowError::CDataInterface(why)))
        });
        match next {
            Some(Ok(batch)) => Some(Ok(batch)),
            // The text goes out as a C string, which has no NUL within.
            Some(Err(error)) => {
                self.source = None;
                Some(Err(ArrowError::CDataInterface(error.to_string().replace('\0', "\u{FFFD}"))))
            }
            None => {
                self.source = None;
                None
            }
        }
    }
}

impl<S: Iterator<Item = Result<RecordBatch, ArrowError>>> RecordBatchReader for Guarded<S> {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use takst_batch::exchange::Schema;

    #[test]
    fn a_panic_ends_only_its_stream() {
        let (told, schema) = (Arc::new(AtomicUsize::new(0)), Arc::new(Schema::empty()));
        let mut calls = 0;
        let source = std::iter::from_fn(move || {
            calls += 1;
            assert!(calls < 2, "the second batch is cursed");
            Some(Ok(RecordBatch::new_empty(Arc::new(Schema::empty()))))
        });
        let count = told.clone();
        let on_panic = Box::new(move |_: &str| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut guarded = Guarded { source: Some(source), schema, on_panic };
        assert!(matches!(guarded.next(), Some(Ok(_))));
        assert!(guarded.next().is_some_and(|next| next.is_err_and(|error| error.to_string().contains("cursed"))));
        assert!(guarded.next().is_none());
        assert_eq!(told.load(Ordering::Relaxed), 1);
    }
}
