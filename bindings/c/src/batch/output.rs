//! Batches on their way out, as streams of the Arrow C stream interface.

use super::export::exported;
use crate::door::{quietly, said};
use crate::pointer::Out;
use std::ffi::{CString, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use takst_batch::exchange::{ArrowError, FFI_ArrowArray, FFI_ArrowArrayStream, FFI_ArrowSchema, RecordBatch, RecordBatchIterator, SchemaRef};

/// What a callback answers where it fails: EINVAL, as other Arrow libraries do.
const FAILED: c_int = 22;

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
            Some(Err(error)) => {
                self.source = None;
                Some(Err(error))
            }
            None => {
                self.source = None;
                None
            }
        }
    }
}

/// What stands behind a stream: its batches, and the text of the last error.
struct Outgoing<S> {
    batches: Guarded<S>,
    last_error: Option<CString>,
}

impl<S: Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static> Guarded<S> {
    /// The batches as a stream, which is its caller's to release.
    pub fn stream(self) -> FFI_ArrowArrayStream {
        let own = Box::into_raw(Box::new(Outgoing { batches: self, last_error: None }));
        // Each callback gets the stream it stands in, and `release` frees what is behind it once.
        unsafe {
            FFI_ArrowArrayStream::new_unchecked(Some(get_schema::<S>), Some(get_next::<S>), Some(get_last_error::<S>), Some(release::<S>), own.cast())
        }
    }
}

/// What stands behind a stream of the caller's.
unsafe fn behind<'a, S>(stream: *mut FFI_ArrowArrayStream) -> Option<&'a mut Outgoing<S>> {
    unsafe { stream.as_ref().and_then(|stream| stream.private_data().cast::<Outgoing<S>>().as_mut()) }
}

unsafe extern "C" fn get_schema<S>(stream: *mut FFI_ArrowArrayStream, to: *mut FFI_ArrowSchema) -> c_int {
    quietly(FAILED, || match unsafe { behind::<S>(stream) } {
        Some(own) if !to.is_null() => match FFI_ArrowSchema::try_from(own.batches.schema.as_ref()) {
            Ok(schema) => {
                unsafe { to.write(schema) };
                0
            }
            Err(error) => failed(own, &error),
        },
        _ => FAILED,
    })
}

unsafe extern "C" fn get_next<S: Iterator<Item = Result<RecordBatch, ArrowError>>>(
    stream: *mut FFI_ArrowArrayStream,
    to: *mut FFI_ArrowArray,
) -> c_int {
    quietly(FAILED, || match unsafe { behind::<S>(stream) } {
        Some(own) if !to.is_null() => match own.batches.next() {
            Some(Err(error)) => failed(own, &error),
            next => {
                // The end is an array that is released.
                let array = next.and_then(Result::ok).map_or_else(FFI_ArrowArray::empty, exported);
                unsafe { to.write(array) };
                0
            }
        },
        _ => FAILED,
    })
}

fn failed<S>(own: &mut Outgoing<S>, error: &ArrowError) -> c_int {
    // The text goes out as a C string, which has no NUL within.
    own.last_error = CString::new(error.to_string().replace('\0', "\u{FFFD}")).ok();
    FAILED
}

unsafe extern "C" fn get_last_error<S>(stream: *mut FFI_ArrowArrayStream) -> *const c_char {
    let own = unsafe { behind::<S>(stream) };
    own.and_then(|own| own.last_error.as_ref()).map_or(ptr::null(), |text| text.as_ptr())
}

unsafe extern "C" fn release<S>(stream: *mut FFI_ArrowArrayStream) {
    let Some(found) = (unsafe { stream.as_mut() }) else { return };
    let own = found.private_data().cast::<Outgoing<S>>();
    // Marked as released before anything can go wrong.
    unsafe {
        found.set_release(None);
        found.set_private_data(ptr::null_mut());
    }
    if !own.is_null() {
        quietly((), || drop(unsafe { Box::from_raw(own) }));
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
