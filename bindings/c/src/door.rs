//! The one way in: whatever happens behind a door becomes a status, and a reason the caller can keep.

use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a panic said.
pub(crate) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it did not say why".to_owned())
}

/// Runs `body`. What it could not do is written to `error`, where the caller wants to know; a panic is one more failure.
pub(crate) fn door(error: *mut *mut TakstError, body: impl FnOnce() -> Result<(), Failure>) -> TakstStatus {
    if !error.is_aligned() {
        return TakstStatus::BadPointer;
    }
    // What a panic leaves behind is not looked at again: handles are not changed by calls, and what was being made is dropped.
    let ended = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| Err(refuse(TakstStatus::Panic, "takst", said(&*panic))));
    match ended {
        Ok(()) => TakstStatus::Ok,
        Err(failure) => {
            let status = failure.status;
            if !error.is_null() && status != TakstStatus::NeedsMore {
                // The conventions demand that `error` is NULL or can be written.
                unsafe { error.write(Box::into_raw(Box::new(TakstError::of(failure)))) };
            }
            status
        }
    }
}

/// Runs what has nothing to say when it fails. Freeing is such: a panic there must not cross into C.
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
        let status = door(&raw mut error, || panic!("the sky has fallen"));
        assert_eq!(status, TakstStatus::Panic);
        let error = unsafe { Box::from_raw(error) };
        assert!(error.problems[0].message(takst_explain::Lang::En).contains("the sky has fallen"));
        assert!(error.problems[0].message(takst_explain::Lang::Da).contains("the sky has fallen"));
        assert_eq!(door(ptr::null_mut(), || Ok(())), TakstStatus::Ok);
        assert_eq!(door(ptr::null_mut(), || panic!("nobody asks why")), TakstStatus::Panic);
        assert_eq!(quietly(7, || panic!("not even in passing")), 7);
    }

    #[test]
    fn success_and_a_small_array_leave_the_error_alone() {
        let mark = ptr::dangling_mut::<TakstError>();
        let mut error = mark;
        assert_eq!(door(&raw mut error, || Ok(())), TakstStatus::Ok);
        assert_eq!(door(&raw mut error, || Err(Failure::bare(TakstStatus::NeedsMore))), TakstStatus::NeedsMore);
        assert_eq!(error, mark);
    }
}
