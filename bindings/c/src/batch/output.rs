//! Batches as streams of the Arrow C stream interface.

use super::callback::Token;
use super::export::exported;
use crate::entry::{quietly, said};
use crate::pointer::Out;
use std::cell::{Cell, UnsafeCell};
use std::ffi::{CStr, CString, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use takst_batch::exchange::{ArrowError, FFI_ArrowArray, FFI_ArrowArrayStream, FFI_ArrowSchema, RecordBatch, RecordBatchIterator, SchemaRef};

/// The result of a callback that fails: EINVAL, as in other Arrow libraries.
const FAILED: c_int = 22;

/// A stream of one batch.
pub(crate) fn one(batch: RecordBatch, to: Out<FFI_ArrowArrayStream>) {
    let schema = batch.schema();
    to.set(FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema))));
}

/// Batches that end where their source panics: nothing unwinds into C.
pub(crate) struct Guarded<S> {
    pub source: Option<S>,
    /// Called with each panic before it is passed on as an error.
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
        if !matches!(next, Some(Ok(_))) {
            self.source = None;
        }
        next
    }
}

/// What a stream of lines is made of.
struct Outgoing<S> {
    schema: SchemaRef,
    token: Token,
    /// Set where a callback of the run releases the stream: this is freed when the run returns.
    is_released: Cell<bool>,
    /// Used by one call at a time: a callback of the run is refused before it comes here.
    pulled: UnsafeCell<Pulled<S>>,
}

struct Pulled<S> {
    batches: Guarded<S>,
    last_error: Option<CString>,
}

impl<S: Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static> Guarded<S> {
    /// The batches as a stream, which its caller releases. `token` is that of the run.
    pub fn stream(self, schema: SchemaRef, token: Token) -> FFI_ArrowArrayStream {
        let pulled = UnsafeCell::new(Pulled { batches: self, last_error: None });
        let own = Box::into_raw(Box::new(Outgoing { schema, token, is_released: Cell::new(false), pulled }));
        // Each callback gets the stream it belongs to, and `release` frees its data once.
        unsafe {
            FFI_ArrowArrayStream::new_unchecked(Some(get_schema::<S>), Some(get_next::<S>), Some(get_last_error::<S>), Some(release::<S>), own.cast())
        }
    }
}

/// The data of a stream; `None` for a stream that was released, and where a callback of the run calls its stream.
unsafe fn behind<'a, S>(stream: *mut FFI_ArrowArrayStream) -> Option<&'a Outgoing<S>> {
    let own = unsafe { stream.as_ref().and_then(|stream| stream.private_data().cast::<Outgoing<S>>().as_ref()) };
    own.filter(|own| !own.token.is_calling())
}

unsafe extern "C" fn get_schema<S>(stream: *mut FFI_ArrowArrayStream, to: *mut FFI_ArrowSchema) -> c_int {
    quietly(FAILED, || match unsafe { behind::<S>(stream) } {
        Some(own) if !to.is_null() => match FFI_ArrowSchema::try_from(own.schema.as_ref()) {
            Ok(schema) => {
                unsafe { to.write(schema) };
                0
            }
            Err(error) => failed(unsafe { &mut *own.pulled.get() }, &error),
        },
        _ => FAILED,
    })
}

unsafe extern "C" fn get_next<S: Iterator<Item = Result<RecordBatch, ArrowError>>>(
    stream: *mut FFI_ArrowArrayStream,
    to: *mut FFI_ArrowArray,
) -> c_int {
    quietly(FAILED, || match unsafe { behind::<S>(stream) } {
        Some(own) if !to.is_null() => {
            let pulled = unsafe { &mut *own.pulled.get() };
            let next = pulled.batches.next();
            if own.is_released.get() {
                drop(next);
                drop(unsafe { Box::from_raw(ptr::from_ref(own).cast_mut()) });
                return FAILED;
            }
            match next {
                Some(Err(error)) => failed(pulled, &error),
                next => {
                    // The end is an array that is released.
                    let array = next.and_then(Result::ok).map_or_else(FFI_ArrowArray::empty, exported);
                    unsafe { to.write(array) };
                    0
                }
            }
        }
        _ => FAILED,
    })
}

fn failed<S>(pulled: &mut Pulled<S>, error: &ArrowError) -> c_int {
    // A C string has no NUL within.
    pulled.last_error = CString::new(error.to_string().replace('\0', "\u{FFFD}")).ok();
    FAILED
}

/// The error text for a callback of the run.
const IN_CALLBACK: &CStr = c"a callback of the run called its stream";

unsafe extern "C" fn get_last_error<S>(stream: *mut FFI_ArrowArrayStream) -> *const c_char {
    match unsafe { behind::<S>(stream) } {
        Some(own) => unsafe { &*own.pulled.get() }.last_error.as_ref().map_or(ptr::null(), |text| text.as_ptr()),
        None => IN_CALLBACK.as_ptr(),
    }
}

unsafe extern "C" fn release<S>(stream: *mut FFI_ArrowArrayStream) {
    let Some(found) = (unsafe { stream.as_mut() }) else { return };
    let own = found.private_data().cast::<Outgoing<S>>();
    // Marked as released before its data is freed.
    unsafe {
        found.set_release(None);
        found.set_private_data(ptr::null_mut());
    }
    match unsafe { own.as_ref() } {
        None => {}
        Some(own) if own.token.is_calling() => own.is_released.set(true),
        Some(_) => quietly((), || drop(unsafe { Box::from_raw(own) })),
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
        let told = Arc::new(AtomicUsize::new(0));
        let mut calls = 0;
        let source = std::iter::from_fn(move || {
            calls += 1;
            assert!(calls < 2, "no second batch");
            Some(Ok(RecordBatch::new_empty(Arc::new(Schema::empty()))))
        });
        let count = told.clone();
        let on_panic = Box::new(move |_: &str| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut guarded = Guarded { source: Some(source), on_panic };
        assert!(matches!(guarded.next(), Some(Ok(_))));
        assert!(guarded.next().is_some_and(|next| next.is_err_and(|error| error.to_string().contains("no second batch"))));
        assert!(guarded.next().is_none());
        assert_eq!(told.load(Ordering::Relaxed), 1);
    }
}
