//! The interface of columns: columns of cases in, columns of lines or totals out, by the Arrow C data and C stream interfaces.

// In order of dependency.
mod failed;
mod handle;
mod callback;
mod options;
mod interface;
mod columns;
mod arrays;
mod input;
mod export;
mod output;
mod lines;
mod totals;

pub use handle::*;
pub use lines::*;
pub use options::{TakstBatchOptions, TakstMoney, TakstProgress, TakstWords};
pub use totals::takst_batch_totals;
