//! A run over pieces: priced by workers, taken in order, counted.

// In the order the data flows.
pub(crate) mod progress;
pub(crate) mod aside;
pub(crate) mod problems;
pub(crate) mod taker;
pub(crate) mod kernel_rows;
pub(crate) mod worker;
pub(crate) mod left_rows;
pub(crate) mod pieces;
pub(crate) mod pipeline;
pub(crate) mod run_counts;
