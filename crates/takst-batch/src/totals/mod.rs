//! Totals: without lines where numbers decide the groups, else sums over lines.

// In the order the data flows.
pub(crate) mod key;
pub(crate) mod sums;
pub(crate) mod facts;
pub(crate) mod runs;
pub(crate) mod tally;
pub(crate) mod waiting;
pub(crate) mod adder;
pub(crate) mod shape;
pub(crate) mod line_totals;
pub(crate) mod table;
pub(crate) mod difference;
