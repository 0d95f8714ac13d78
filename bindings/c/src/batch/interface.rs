//! The structs of the Arrow C data interface with all their fields, as the caller gives and takes them.

use std::ffi::{CStr, c_char, c_void};

/// `struct ArrowSchema` of the header.
#[repr(C)]
pub(super) struct SchemaNode {
    pub format: *const c_char,
    pub name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    pub n_children: i64,
    pub children: *mut *mut SchemaNode,
    pub dictionary: *mut SchemaNode,
    release: Option<unsafe extern "C" fn(*mut SchemaNode)>,
    private_data: *mut c_void,
}

/// `struct ArrowArray` of the header.
#[repr(C)]
pub(super) struct Node {
    pub length: i64,
    pub null_count: i64,
    pub offset: i64,
    pub n_buffers: i64,
    pub n_children: i64,
    pub buffers: *mut *const c_void,
    pub children: *mut *mut Node,
    pub dictionary: *mut Node,
    pub release: Option<unsafe extern "C" fn(*mut Node)>,
    pub private_data: *mut c_void,
}

/// The child at a place below the number of children; `None` where there is no list of children, or the child is NULL or not aligned.
///
/// # Safety
/// `children` is NULL or has more than `place` elements, each of which is NULL, not aligned, or leads to a `T` that lives as long as `'a`.
pub(super) unsafe fn child<'a, T>(children: *mut *mut T, place: usize) -> Option<&'a T> {
    if children.is_null() {
        return None;
    }
    let child = unsafe { children.add(place).read_unaligned() };
    if child.is_aligned() { unsafe { child.as_ref() } } else { None }
}

/// A C string in UTF-8; `None` where it is not in UTF-8.
///
/// # Safety
/// `text` ends with NUL and lives as long as `'a`; it is not NULL.
pub(super) unsafe fn string<'a>(text: *const c_char) -> Option<&'a str> {
    unsafe { CStr::from_ptr(text) }.to_str().ok()
}
