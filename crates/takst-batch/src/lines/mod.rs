//! Lines as Arrow columns.

// In the order the data flows.
pub(crate) mod pool;
pub(crate) mod unchecked;
pub(crate) mod words_array;
pub(crate) mod fill;
