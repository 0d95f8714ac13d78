//! Rows of the input: read as numbers, brought together by citizen, cut into pieces.

// In the order the data flows.
pub(crate) mod key;
pub(crate) mod named;
pub(crate) mod steps;
pub(crate) mod together;
pub(crate) mod repeated;
pub(crate) mod piece;
pub(crate) mod plain_rows;
pub(crate) mod cut;
pub(crate) mod gather;
