//! What `cargo xtask generate` writes from the registries of the core.

pub mod code;
pub mod sets;
