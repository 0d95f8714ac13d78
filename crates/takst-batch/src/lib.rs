//! Columns of cases in, columns of lines or totals out: [Apache Arrow](https://arrow.apache.org) record batches and Parquet, by the rules of
//! [`takst::Book::price`] and with the same result to the øre. The guide is `docs/BATCH.md`.
//!
//! Input batches have the columns of the case file by their names, in any order; columns may be missing, unknown ones are passed over and named in
//! the summary. Output has the columns of lines, chosen and typed by [`LineOptions`]; refused cases come in a stream of their own.
//!
//! ```
//! use arrow_array::{ArrayRef, RecordBatch, StringArray, cast::AsArray, types::Decimal64Type};
//! use std::sync::Arc;
//! use takst::{Book, KnownAsOf, Policy, ReportingPeriod};
//! use takst_batch::{Batch, Dimension, LineColumn, LineOptions, TotalOptions};
//!
//! let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
//! let batch = Batch::new(Arc::new(book))?;
//! let text = |values: [&str; 2]| -> ArrayRef { Arc::new(StringArray::from(values.to_vec())) };
//! let cases = RecordBatch::try_from_iter([
//!     ("case_id", text(["S-1", "S-2"])),
//!     ("service", text(["mandecentret/efterforsorg", "mandecentret/efterforsorg"])),
//!     ("first_day", text(["2022-01-30", "2022-02-30"])),
//!     ("last_day", text(["2022-02-02", "2022-03-01"])),
//!     ("payer", text(["101", "101"])),
//! ])?;
//!
//! let options = LineOptions { columns: vec![LineColumn::Row, LineColumn::Days, LineColumn::Net], ..LineOptions::default() };
//! let all = batch.lines([Ok(cases.clone())], &ReportingPeriod::ALL, &options).collect_all()?;
//! // Two days in January and two in February, at 545 kr. In øre:
//! assert_eq!(all.lines[0].column(2).as_primitive::<Decimal64Type>().values(), &[109_000, 109_000]);
//! // There is no 30 February: that case is refused, and the other is not.
//! assert_eq!(all.refused.column_by_name("column").unwrap().as_string::<i32>().value(0), "first_day");
//!
//! let by_year = TotalOptions { by: vec![Dimension::Year], ..TotalOptions::default() };
//! let totals = batch.totals([Ok(cases)], &ReportingPeriod::ALL, &by_year)?.totals;
//! assert_eq!(totals.column_by_name("net").unwrap().as_primitive::<Decimal64Type>().value(0), 218_000);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(unsafe_code)]

// In order of dependency: a module uses only those above it.
mod error;
mod options;
mod text;
mod input;
mod schema;
mod rows;
mod template;
mod lines;
mod run;
mod output;
mod line_filter;
mod totals;
mod capacity;
mod with_case;
mod batch;
mod single;
pub mod exchange;
mod text_batch;
mod case_table;
pub mod parquet;
pub mod case_files;

pub use batch::Batch;
pub use case_table::{CaseTable, case_table};
pub use error::BatchError;
pub use line_filter::LineFilter;
pub use options::{Caller, LineOptions, Money, RunOptions, Text, TotalOptions};
pub use output::statements::StatementLines;
pub use output::stream::{Collected, Lines};
pub use run::problems::problems_schema;
pub use run::progress::{Flow, Progress, Summary};
pub use run::run_counts::{Message, OnProgress};
pub use schema::lines_schema;
pub use takst::Dimension;
pub use takst_io::{Grouping, LineColumn};
pub use text_batch::{text_batch, typed_batch};
pub use totals::difference::difference;
pub use totals::line_totals::LineTotals;
pub use totals::shape::totals_schema;
pub use totals::table::Totals;
pub use with_case::{TextRow, check_columns, rows_with_case, text_rows};

/// The code of the guide, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/BATCH.md")]
pub struct Guide;
