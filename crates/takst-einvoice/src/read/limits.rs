//! The bounds of what is read. No invoice comes near them; they keep a hostile file from taking time and memory.

/// Bytes that are read at once.
pub(super) const CHUNK: usize = 64 * 1024;

/// Bytes in which the declaration of XML ends.
pub(super) const DECLARATION: usize = 1024;

/// Levels of elements.
pub(super) const DEPTH: usize = 64;

/// Attributes of an element.
pub(super) const ATTRIBUTES: usize = 128;

/// Bytes of a tag with its attributes.
pub(super) const TAG: usize = 256 * 1024;

/// Bytes of a text that is kept.
pub(super) const TEXT: usize = 256 * 1024;

/// Lines, notes, references and all else that can be repeated, in one document.
pub(super) const PARTS: usize = 100_000;

/// Problems of one document that are kept.
pub(super) const PROBLEMS: usize = 1_000;
