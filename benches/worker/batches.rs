//! The jobs that takst-batch does.

use crate::input::Loaded;
use arrow_array::RecordBatch;
use std::num::NonZeroUsize;
use takst::ReportingPeriod;
use takst_batch::{Dimension, Grouping, LineColumn, LineOptions, Money, RunOptions, TotalOptions};

/// What is asked of the rows.
pub enum Wanted {
    Lines(Vec<LineColumn>, Money),
    Totals(Vec<Dimension>, bool),
}

/// How the work is gone about.
pub struct Order {
    /// `None`: all cores.
    pub threads: Option<NonZeroUsize>,
    /// Whether rows of a citizen lie together.
    pub grouped: bool,
}

impl Default for Order {
    fn default() -> Order {
        Order { threads: None, grouped: true }
    }
}

pub const NARROW: [LineColumn; 8] = [
    LineColumn::Row,
    LineColumn::Month,
    LineColumn::Days,
    LineColumn::UnitPrice,
    LineColumn::Net,
    LineColumn::Vat,
    LineColumn::Refund,
    LineColumn::Cost,
];
const BY: [Dimension; 3] = [Dimension::Month, Dimension::Service, Dimension::RefundOutcome];

impl Wanted {
    pub fn of(name: &str) -> Result<Wanted, String> {
        let all = || LineColumn::ALL.to_vec();
        match name {
            "lines-narrow" => Ok(Wanted::Lines(NARROW.to_vec(), Money::Decimal64)),
            "lines-full" => Ok(Wanted::Lines(all(), Money::Decimal64)),
            "lines-full-128" => Ok(Wanted::Lines(all(), Money::Decimal128)),
            "totals" => Ok(Wanted::Totals(BY.to_vec(), false)),
            "totals-payer" => Ok(Wanted::Totals([&BY[..], &[Dimension::Payer]].concat(), true)),
            _ => Err(format!("no such job: {name}")),
        }
    }

    /// Prices all rows and hands on each batch that comes of it.
    pub fn run(&self, loaded: &Loaded, order: &Order, take: &mut dyn FnMut(RecordBatch) -> Result<(), String>) -> Result<(), String> {
        let run = RunOptions {
            grouping: if order.grouped { Grouping::ByCitizen } else { Grouping::None },
            threads: order.threads,
            ..RunOptions::default()
        };
        // The rows stay where they are: a batch is a handle.
        let rows = loaded.rows.clone().into_iter().map(Ok);
        match self {
            Wanted::Lines(columns, money) => {
                let options = LineOptions { columns: columns.clone(), money: *money, run, ..LineOptions::default() };
                let mut lines = loaded.batch.lines(rows, &ReportingPeriod::ALL, &options);
                for batch in &mut lines {
                    take(batch.map_err(|error| error.to_string())?)?;
                }
                all_priced(lines.summary().refused)
            }
            Wanted::Totals(by, cases) => {
                let options = TotalOptions { by: by.clone(), cases: *cases, run, ..TotalOptions::default() };
                let totals = loaded.batch.totals(rows, &ReportingPeriod::ALL, &options).map_err(|error| error.to_string())?;
                take(totals.totals)?;
                all_priced(totals.summary.refused)
            }
        }
    }
}

/// A refused case would be work not done.
fn all_priced(refused: u64) -> Result<(), String> {
    if refused == 0 { Ok(()) } else { Err(format!("{refused} cases were refused")) }
}
