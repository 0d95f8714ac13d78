//! Totals without lines.

// In the order the data flows.
pub(crate) mod key;
pub(crate) mod sums;
pub(crate) mod facts;
pub(crate) mod runs;
pub(crate) mod tally;
pub(crate) mod waiting;
pub(crate) mod adder;
pub(crate) mod table;
pub(crate) mod difference;
