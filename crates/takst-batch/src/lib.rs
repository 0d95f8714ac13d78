//! Columns of cases in, columns of lines or totals out: [Apache Arrow](https://arrow.apache.org) record batches and Parquet, by the rules of
//! [`takst::Book::price`] and with the same result to the øre.
//!
//! Input batches have the columns of the case file by their names, in any order; columns may be missing, unknown ones are passed over and named in
//! the summary. Output has the columns of lines, chosen and typed by [`LineOptions`].
#![deny(unsafe_code)]

// In the order the data flows.
mod error;
mod options;
mod progress;
mod days;
mod input;
mod lines_schema;
mod vocabulary;
mod line_columns;
mod template;
mod templates;
mod key;
mod piece;
mod hot;
mod named;
mod plan;
mod pool;
mod words_array;
mod fill;
mod worker;
mod together;
mod cut;
mod gather;
mod pipeline;
mod ledger;
mod lines;
mod grouping_key;
mod sums;
mod tally;
mod totals_worker;
mod totals;
mod batch;
mod statement_lines;
mod problems;
pub mod parquet;

pub use batch::Batch;
pub use error::BatchError;
pub use ledger::{Message, OnProgress};
pub use lines::{Collected, Lines};
pub use lines_schema::lines_schema;
pub use options::{Dimension, LineOptions, Money, RunOptions, Text, TotalOptions};
pub use problems::problems_schema;
pub use progress::{Flow, Progress, Summary};
pub use statement_lines::StatementLines;
pub use takst_io::{Grouping, LineColumn};
pub use totals::{Totals, totals_schema};
