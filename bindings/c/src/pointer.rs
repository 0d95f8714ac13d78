//! Checks of the caller's pointers, and the ownership of handles.
//!
//! A pointer that is aligned and not NULL, and yet invalid, cannot be recognised: that it is valid is the caller's promise.

use crate::failure::{Failure, refuse};
use crate::status::TakstStatus;
use std::slice;

/// A handle: made by takst, owned and freed by the caller.
pub(crate) trait Handle: Sized {
    /// Makes the caller its owner.
    fn give(self) -> *mut Self {
        Box::into_raw(Box::new(self))
    }

    /// Frees it for the caller; NULL does nothing.
    ///
    /// # Safety
    /// The pointer is NULL or came from [`give`](Handle::give) and was not taken back.
    unsafe fn take_back(pointer: *mut Self) {
        if !pointer.is_null() {
            drop(unsafe { Box::from_raw(pointer) });
        }
    }
}

/// The target of a pointer that must be given.
///
/// # Safety
/// The pointer is NULL, not aligned, or good for reading as long as `'a`.
pub(crate) unsafe fn shared<'a, T>(pointer: *const T, name: &'static str) -> Result<&'a T, Failure> {
    unsafe { optional(pointer, name) }?.ok_or_else(|| refuse(TakstStatus::BadPointer, name, ""))
}

/// The same, where NULL means not given.
///
/// # Safety
/// As [`shared`].
pub(crate) unsafe fn optional<'a, T>(pointer: *const T, name: &'static str) -> Result<Option<&'a T>, Failure> {
    if !pointer.is_aligned() {
        return Err(refuse(TakstStatus::BadPointer, name, ""));
    }
    Ok(unsafe { pointer.as_ref() })
}

/// A place for a result: checked before the work begins, written after it.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    /// Writes; the old contents are not read.
    pub fn set(self, value: T) {
        unsafe { self.0.write(value) }
    }
}

/// A place for a result that must be given.
///
/// # Safety
/// The pointer is NULL, not aligned, or good for writing.
pub(crate) unsafe fn out<T>(pointer: *mut T, name: &'static str) -> Result<Out<T>, Failure> {
    unsafe { optional_out(pointer, name) }?.ok_or_else(|| refuse(TakstStatus::BadPointer, name, ""))
}

/// A place for a result that may be NULL.
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

/// An array of the caller; NULL with 0 elements is empty.
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

/// A length in a struct, which has 64 bits on every machine.
pub(crate) fn length(bytes: u64, name: &'static str) -> Result<usize, Failure> {
    usize::try_from(bytes).map_err(|_| refuse(TakstStatus::BadLength, name, bytes))
}

/// Text of the caller.
///
/// # Safety
/// As [`elements`].
pub(crate) unsafe fn text<'a>(pointer: *const std::ffi::c_char, length: usize, name: &'static str) -> Result<&'a str, Failure> {
    let bytes = unsafe { elements(pointer.cast::<u8>(), length, name) }?;
    std::str::from_utf8(bytes).map_err(|error| refuse(TakstStatus::BadUtf8, name, error.valid_up_to()))
}

/// Text of the caller that must not be empty.
///
/// # Safety
/// As [`elements`].
pub(crate) unsafe fn text_given<'a>(pointer: *const std::ffi::c_char, length: usize, name: &'static str) -> Result<&'a str, Failure> {
    match unsafe { text(pointer, length, name) }? {
        "" => Err(Failure::said(TakstStatus::BadLength, "c-empty", "", vec![("name", name.into())])),
        text => Ok(text),
    }
}
