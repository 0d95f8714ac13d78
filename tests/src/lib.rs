//! What the tests of takst share: random case files, and the core and the oracle run on the same text.

pub mod vector;
pub mod compare;
pub mod core_side;
pub mod random;
pub mod fuzz_targets;

/// The Rust code of README.md, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
