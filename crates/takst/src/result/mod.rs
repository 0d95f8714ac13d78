//! Results: lines, statements and the steps behind them.

// In order of dependency.
pub mod line;
pub mod statement;
pub mod written;
pub(crate) mod groups;
pub mod trace;
pub(crate) mod facts;
pub(crate) mod sinks;
