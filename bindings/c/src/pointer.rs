//! What comes in as a pointer, looked at before it is followed; and who owns what goes out.
//!
//! A pointer that is neither NULL nor crooked and yet leads nowhere cannot be told from a good one: that much is the caller's promise.

use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use std::slice;

/// A handle: made by takst, owned by the caller, given back to be freed.
pub(crate) trait Handle: Sized {
    /// Hands it over to the caller.
    fn give(self) -> *mut Self {
        Box::into_raw(Box::new(self))
    }

    /// Takes it back from the caller and drops it; NULL is nothing.
    ///
    /// # Safety
    /// The pointer is NULL or came from [`give`](Handle::give) and was not taken back.
    unsafe fn take_back(pointer: *mut Self) {
        if !pointer.is_null() {
            drop(unsafe { Box::from_raw(pointer) });
        }
    }
}

/// What a pointer to something readable points to.
///
/// # Safety
/// The pointer is NULL, crooked, or good for reading as long as `'a`.
pub(crate) unsafe fn shared<'a, T>(pointer: *const T, name: &'static str) -> Result<&'a T, Failure> {
    unsafe { optional(pointer, name) }?.ok_or_else(|| refuse(TakstStatus::BadPointer, name, ""))
}

/// The same, where NULL stands for nothing.
///
/// # Safety
/// As [`shared`].
pub(crate) unsafe fn optional<'a, T>(pointer: *const T, name: &'static str) -> Result<Option<&'a T>, Failure> {
    if !pointer.is_aligned() {
        return Err(refuse(TakstStatus::BadPointer, name, ""));
    }
    Ok(unsafe { pointer.as_ref() })
}

/// A place to write to, looked at before the work begins and written when it is done.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    /// Writes; what was there is not read.
    pub fn set(self, value: T) {
        unsafe { self.0.write(value) }
    }
}

/// A place the caller must give.
///
/// # Safety
/// The pointer is NULL, crooked, or good for writing.
pub(crate) unsafe fn out<T>(pointer: *mut T, name: &'static str) -> Result<Out<T>, Failure> {
    unsafe { optional_out(pointer, name) }?.ok_or_else(|| refuse(TakstStatus::BadPointer, name, ""))
}

/// A place the caller may leave out.
///
/// # Safety
/// As [`out`].
pub(crate) unsafe fn optional_out<T>(pointer: *mut T, name: &'static str) -> Result<Option<Out<T>>, Failure> {
    match (pointer.is_null(), pointer.is_aligned()) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(Out(pointer))),
        (false, false) => Err(refuse(TakstStatus::BadPointer, name, "")),
    }
}

/// So many elements of the caller's; none at NULL is none.
///
/// # Safety
/// As [`shared`], for all elements.
pub(crate) unsafe fn elements<'a, T>(pointer: *const T, count: usize, name: &'static str) -> Result<&'a [T], Failure> {
    if count == 0 {
        return Ok(&[]);
    }
    if count.checked_mul(size_of::<T>()).is_none_or(|bytes| isize::try_from(bytes).is_err()) {
        return Err(refuse(TakstStatus::BadLength, name, count));
    }
    let first = unsafe { shared(pointer, name) }?;
    Ok(unsafe { slice::from_raw_parts(first, count) })
}

/// A length that a struct holds, which has 64 bits on every machine.
pub(crate) fn length(bytes: u64, name: &'static str) -> Result<usize, Failure> {
    usize::try_from(bytes).map_err(|_| refuse(TakstStatus::BadLength, name, bytes))
}

/// Text of the caller's.
///
/// # Safety
/// As [`elements`].
pub(crate) unsafe fn text<'a>(pointer: *const std::ffi::c_char, length: usize, name: &'static str) -> Result<&'a str, Failure> {
    let bytes = unsafe { elements(pointer.cast::<u8>(), length, name) }?;
    std::str::from_utf8(bytes).map_err(|error| refuse(TakstStatus::BadUtf8, name, error.valid_up_to()))
}

/// Text of the caller's that must be there.
///
/// # Safety
/// As [`elements`].
pub(crate) unsafe fn text_given<'a>(pointer: *const std::ffi::c_char, length: usize, name: &'static str) -> Result<&'a str, Failure> {
    match unsafe { text(pointer, length, name) }? {
        "" => Err(Failure::said(TakstStatus::BadLength, "c-empty", "", vec![("name", name.into())])),
        text => Ok(text),
    }
}
