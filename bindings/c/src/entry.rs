//! The frame of every exported function: an error or a panic becomes a status, and a reason that the caller can keep.

use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// The text of a panic.
pub(crate) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a text".to_owned())
}

static SILENT: Once = Once::new();

/// Sets a hook, with the first call, so that panics write nothing to stderr: their text is in the error. Threads of C programs and those that takst
/// starts have no name in Rust. Those of a Rust program have one, and keep the hook that was there.
fn silence() {
    SILENT.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if std::thread::current().name().is_some() {
                before(panic);
            }
        }));
    });
}

/// Runs `body`. Its failure is written to `error`, where the caller gives a place for it; a panic is a failure too.
pub(crate) fn entry(error: *mut *mut TakstError, body: impl FnOnce() -> Result<(), Failure>) -> TakstStatus {
    if !error.is_aligned() {
        return TakstStatus::BadPointer;
    }
    silence();
    // Nothing that a panic left half done is used again: calls do not change handles, and what was being made is dropped.
    let ended = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| Err(refuse(TakstStatus::Panic, "takst", said(&*panic))));
    match ended {
        Ok(()) => TakstStatus::Ok,
        Err(failure) => {
            let status = failure.status;
            if !error.is_null() && status != TakstStatus::NeedsMore {
                // By the conventions `error` is NULL or can be written.
                unsafe { error.write(Box::into_raw(Box::new(TakstError::of(failure)))) };
            }
            status
        }
    }
}

/// Runs what cannot report a failure, such as freeing; a panic must not cross into C.
pub(crate) fn quietly<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr;

    #[test]
    fn a_panic_is_a_status_with_its_words_and_the_next_call_works() {
        let mut error = ptr::null_mut();
        let status = entry(&raw mut error, || panic!("a defect"));
        assert_eq!(status, TakstStatus::Panic);
        let error = unsafe { Box::from_raw(error) };
        assert!(error.problems[0].message(takst_explain::Lang::En).contains("a defect"));
        assert!(error.problems[0].message(takst_explain::Lang::Da).contains("a defect"));
        assert_eq!(entry(ptr::null_mut(), || Ok(())), TakstStatus::Ok);
        assert_eq!(entry(ptr::null_mut(), || panic!("without an error object")), TakstStatus::Panic);
        assert_eq!(quietly(7, || panic!("while freeing")), 7);
    }

    #[test]
    fn success_and_a_small_array_leave_the_error_alone() {
        let mark = ptr::dangling_mut::<TakstError>();
        let mut error = mark;
        assert_eq!(entry(&raw mut error, || Ok(())), TakstStatus::Ok);
        assert_eq!(entry(&raw mut error, || Err(Failure::bare(TakstStatus::NeedsMore))), TakstStatus::NeedsMore);
        assert_eq!(error, mark);
    }
}
