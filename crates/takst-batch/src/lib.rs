//! Columns of cases in, columns of lines or totals out: [Apache Arrow](https://arrow.apache.org) record batches and Parquet, by the rules of
//! [`takst::Book::price`] and with the same result to the øre.
//!
//! Input batches have the columns of the case file by their names, in any order; columns may be missing, unknown ones are passed over and named in
//! the summary. Output has the columns of lines, chosen and typed by [`LineOptions`].
#![forbid(unsafe_code)]

// In the order the data flows.
mod error;
mod options;
mod progress;
mod input;
mod lines_schema;
mod problems;
pub mod parquet;

pub use error::BatchError;
pub use lines_schema::lines_schema;
pub use options::{Dimension, LineOptions, Money, RunOptions, Text, TotalOptions};
pub use problems::problems_schema;
pub use progress::{Flow, Progress, Summary};
pub use takst_io::{Grouping, LineColumn};
