//! Columns of cases in, columns of lines or totals out: [Apache Arrow](https://arrow.apache.org) record batches and Parquet, by the rules of
//! [`takst::Book::price`] and with the same result to the øre.
//!
//! Input batches have the columns of the case file by their names, in any order; columns may be missing, unknown ones are passed over and named in
//! the summary. Output has the columns of lines, chosen and typed by [`LineOptions`].
#![deny(unsafe_code)]

// In the order the data flows.
mod error;
mod options;
mod input;
mod rows;
mod template;
mod run;
mod lines;
mod totals;
mod capacity;
mod batch;
pub mod parquet;

pub use batch::Batch;
pub use error::BatchError;
pub use lines::schema::lines_schema;
pub use lines::statements::StatementLines;
pub use lines::stream::{Collected, Lines};
pub use options::{Dimension, LineOptions, Money, RunOptions, Text, TotalOptions};
pub use run::ledger::{Message, OnProgress};
pub use run::problems::problems_schema;
pub use run::progress::{Flow, Progress, Summary};
pub use takst_io::{Grouping, LineColumn};
pub use totals::table::{Totals, totals_schema};
