//! What a run of lines gives: a stream of batches, and batches of statements.

pub(crate) mod stream;
pub(crate) mod statements;
