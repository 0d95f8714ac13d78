//! Text and bytes as results.

use crate::entry::{entry, quietly};
use crate::error::TakstError;
use crate::failure::{Failure, refuse};
use crate::pointer::{self, Handle, out, shared};
use crate::status::TakstStatus;
use std::ffi::c_char;
use std::ptr;

/// Text in UTF-8 that belongs to another object; the function that writes it says how long it lives. It does not end with NUL; `length` counts bytes.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct TakstText {
    /// The first byte; NULL where there is no text.
    pub data: *const c_char,
    /// Bytes.
    pub length: u64,
}

impl TakstText {
    /// No text.
    pub(crate) const NONE: TakstText = TakstText { data: ptr::null(), length: 0 };

    /// Text as long as it lives; empty is none.
    pub(crate) fn of(text: &str) -> TakstText {
        if text.is_empty() { TakstText::NONE } else { TakstText { data: text.as_ptr().cast(), length: text.len() as u64 } }
    }

    /// Text of the caller, within a struct.
    ///
    /// # Safety
    /// As [`pointer::elements`].
    pub(crate) unsafe fn read<'a>(self, name: &'static str) -> Result<&'a str, Failure> {
        let length = usize::try_from(self.length).map_err(|_| refuse(TakstStatus::BadLength, name, self.length))?;
        unsafe { pointer::text(self.data, length, name) }
    }
}

/// Bytes that the caller owns: read them with `takst_buffer_text`, free them with `takst_buffer_free`.
pub struct TakstBuffer(pub(crate) Vec<u8>);

impl Handle for TakstBuffer {}

/// The bytes of a buffer; they live as long as it. Lines, reports and explanations are in UTF-8.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_buffer_text(buffer: *const TakstBuffer, text: *mut TakstText, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let buffer = unsafe { shared(buffer, "buffer") }?;
        let text = unsafe { out(text, "text") }?;
        text.set(TakstText { data: buffer.0.as_ptr().cast(), length: buffer.0.len() as u64 });
        Ok(())
    })
}

/// Frees a buffer; NULL does nothing.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_buffer_free(buffer: *mut TakstBuffer) {
    quietly((), || unsafe { TakstBuffer::take_back(buffer) });
}
