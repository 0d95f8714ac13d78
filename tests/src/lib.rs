//! What the tests of the whole of takst share: the published vectors and the functions that are fuzzed.

pub mod vector;
pub mod fuzz_targets;

/// The Rust code of README.md, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
