//! Version and build of the library.

use crate::entry::entry;
use crate::error::TakstError;
use crate::sized::{SizedStruct, sized_out};
use crate::status::TakstStatus;
use crate::text::TakstText;
use std::ffi::c_char;

/// Version of the binary interface that this header describes. The library's own is `takst_abi_version()`: compare the two where they may differ.
pub const TAKST_ABI_VERSION: u32 = 0;

/// Version of the library as a number, 0x00MMmmpp, from the package's; `cargo xtask header` writes the same number into the header.
pub const TAKST_VERSION_NUMBER: u32 =
    part(env!("CARGO_PKG_VERSION_MAJOR")) << 16 | part(env!("CARGO_PKG_VERSION_MINOR")) << 8 | part(env!("CARGO_PKG_VERSION_PATCH"));

/// One number of a version, which fits into a byte.
const fn part(digits: &str) -> u32 {
    match u8::from_str_radix(digits, 10) {
        Ok(number) => number as u32,
        Err(_) => panic!("a number of the version does not fit into a byte"),
    }
}

/// Version of the library, such as `0.1.0`; ends with NUL and lives as long as the library.
#[unsafe(no_mangle)]
pub extern "C" fn takst_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Version of the binary interface of this library: the number behind `libtakst.so.`.
#[unsafe(no_mangle)]
pub extern "C" fn takst_abi_version() -> u32 {
    TAKST_ABI_VERSION
}

/// Version of this library as a number, 0x00MMmmpp: major, minor, patch. The header's is `TAKST_VERSION_NUMBER`.
#[unsafe(no_mangle)]
pub extern "C" fn takst_version_number() -> u32 {
    TAKST_VERSION_NUMBER
}

/// How the library was built.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TakstBuildFacts {
    /// `sizeof (takst_build_facts)`, set by the caller.
    pub struct_size: u32,
    /// Version of the library as a number, as `takst_version_number` gives it.
    pub version_number: u32,
    /// Version of the library.
    pub version: TakstText,
    /// The platform, such as `x86_64-unknown-linux-gnu`.
    pub target: TakstText,
    /// The profile of cargo: `release` or `debug`.
    pub profile: TakstText,
    /// The compiler.
    pub compiler: TakstText,
    /// SHA-256 of the built-in catalogue, in hexadecimal.
    pub catalogue_sha256: TakstText,
}

unsafe impl SizedStruct for TakstBuildFacts {}

/// How the library was built. The texts live as long as the library.
///
/// # Safety
/// See the conventions at the head of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn takst_build(facts: *mut TakstBuildFacts, error: *mut *mut TakstError) -> TakstStatus {
    entry(error, || {
        let facts = unsafe { sized_out(facts, "facts") }?;
        facts.set(TakstBuildFacts {
            struct_size: TakstBuildFacts::SIZE,
            version_number: TAKST_VERSION_NUMBER,
            version: TakstText::of(env!("CARGO_PKG_VERSION")),
            target: TakstText::of(env!("TAKST_TARGET")),
            profile: TakstText::of(env!("TAKST_PROFILE")),
            compiler: TakstText::of(env!("TAKST_COMPILER")),
            catalogue_sha256: TakstText::of(&takst_catalogue::builtin_loaded().sha256),
        });
        Ok(())
    })
}
