//! Results: lines, statements and the steps behind them.

// In order of dependency.
pub mod line;
pub mod written;
pub mod statement;
pub(crate) mod groups;
pub mod trace;
pub(crate) mod facts;
pub(crate) mod sinks;
