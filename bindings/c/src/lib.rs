//! libtakst: takst for C and everything that can call C. The header `include/takst.h` is made from this crate.

/// Version of the library, such as `0.1.0`; a text that lives as long as the library.
#[unsafe(no_mangle)]
pub extern "C" fn takst_version() -> *const std::ffi::c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
