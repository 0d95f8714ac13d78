//! The options of a run.

use std::num::NonZeroUsize;
use takst::Dimension;
use takst_io::{Grouping, LineColumn};

/// The physical type of amounts, prices and quantities. The numbers are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Money {
    /// `Decimal64(18, 2)`; unit prices `Decimal64(18, 4)`. Read by DuckDB, pandas and pyarrow; Polars 2.1.0 misreads it from a C stream.
    #[default]
    Decimal64,
    /// `Decimal128(18, 2)`; unit prices `Decimal128(18, 4)`. For readers that know no other, such as Spark.
    Decimal128,
}

/// The physical type of text that repeats: services, outcomes, codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Text {
    /// `Dictionary(Int32, Utf8)`.
    #[default]
    Dictionary,
    /// `Utf8`. For readers that know no dictionaries, such as Spark.
    Plain,
}

/// How a run goes about its work. None of it changes a result.
#[derive(Debug, Clone, Default)]
pub struct RunOptions {
    /// How the rows of a citizen lie.
    pub grouping: Grouping,
    /// Threads that price, 256 at the most; `None`: as many as the machine runs at once. Where the system gives fewer, those do the work.
    pub threads: Option<NonZeroUsize>,
    /// What the caller's thread does while rows are priced.
    pub caller: Caller,
}

/// What the caller's thread does while rows are priced. It reads the input in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Caller {
    /// It is one of the threads that price. Between two calls of the progress callback it may price a whole citizen.
    #[default]
    Prices,
    /// It waits, and calls the progress callback every 20 milliseconds: for callers who must be able to end a run at any time. A run that is ended leaves
    /// its threads behind: they stop after the citizen they are pricing, and hold input until then.
    Watches,
}

impl RunOptions {
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(MOST_THREADS)
    }
}

/// More would wait for each other, and each has buffers of its own.
const MOST_THREADS: usize = 256;

/// What is asked for when lines are wanted.
#[derive(Debug, Clone)]
pub struct LineOptions {
    /// Columns in the order wanted; by default all.
    pub columns: Vec<LineColumn>,
    /// Type of amounts.
    pub money: Money,
    /// Type of repeating text.
    pub text: Text,
    /// Whether findings (warnings and notes, which change no price) are wanted too. Cases that can have one are then priced one by one.
    pub findings: bool,
    /// How to go about it.
    pub run: RunOptions,
}

impl Default for LineOptions {
    fn default() -> LineOptions {
        LineOptions { columns: LineColumn::ALL.to_vec(), money: Money::default(), text: Text::default(), findings: false, run: RunOptions::default() }
    }
}

/// What is asked for when totals are wanted.
#[derive(Debug, Clone, Default)]
pub struct TotalOptions {
    /// What to group by, in the order of the columns, each once; nothing: one row.
    pub by: Vec<Dimension>,
    /// Whether distinct cases are counted in each group.
    pub cases: bool,
    /// Type of amounts.
    pub money: Money,
    /// Type of repeating text.
    pub text: Text,
    /// How to go about it.
    pub run: RunOptions,
}
