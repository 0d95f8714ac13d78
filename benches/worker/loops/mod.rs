//! Two jobs written by hand for exactly their rows: loops over integers, one thread, nothing checked. What takst's rules are held against.
//!
//! They read the Arrow columns that the job needs, as takst does, a block of rows at a time. Lines go into the columns that takst is asked for, in buffers
//! that are used again, or into totals.

mod agreed;
mod arrays;
mod calendar;
mod sink;
mod windows;

use arrays::{Arrays, Columns, Counted};
use arrow_array::RecordBatch;
use calendar::Calendar;
use sink::Sink;
use takst::Catalogue;

pub use sink::{Lines, Totals};

/// Rows whose lines lie in the buffers together: few enough that these stay near the processor.
const BLOCK: usize = 4_096;

/// Which job.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// § 110 stays in the citizen's windows, with own payment, and aftercare.
    Windows,
    /// Agreed prices by the month, on running sums.
    Agreed,
}

impl Written {
    /// The column whose rows lie together, and that of amounts.
    fn columns(self) -> (&'static str, &'static str) {
        match self {
            Written::Windows => ("citizen_id", "own_payment_per_day"),
            Written::Agreed => ("case_id", "unit_price"),
        }
    }
}

/// All that the loops look up.
pub struct Loops {
    calendar: Calendar,
    prices: windows::Prices,
}

impl Loops {
    pub fn new(catalogue: &Catalogue) -> Loops {
        let calendar = Calendar::new();
        let prices = windows::Prices::of(catalogue, &calendar);
        Loops { calendar, prices }
    }

    /// Passes the lines to the caller in blocks.
    pub fn lines(&self, job: Written, rows: &[RecordBatch], mut take: impl FnMut(&Lines) -> Result<(), String>) -> Result<(), String> {
        let mut lines = Lines::with_room(16 * BLOCK);
        self.each(job, rows, &mut lines, |lines| {
            take(lines)?;
            lines.clear();
            Ok(())
        })
    }

    /// Adds everything up by month, service and outcome.
    pub fn totals(&self, job: Written, rows: &[RecordBatch]) -> Result<Totals, String> {
        let mut totals = Totals::new(self.prices.services());
        self.each(job, rows, &mut totals, |_| Ok(()))?;
        Ok(totals)
    }

    fn each<S: Sink>(
        &self,
        job: Written,
        rows: &[RecordBatch],
        sink: &mut S,
        mut then: impl FnMut(&mut S) -> Result<(), String>,
    ) -> Result<(), String> {
        match job {
            Written::Windows => {
                let mut windows = windows::Windows::new(&self.calendar, &self.prices);
                self.blocks(job, rows, |block, before| {
                    windows.price(block, before, sink);
                    then(sink)
                })
            }
            Written::Agreed => {
                let mut agreed = agreed::Agreed::new(&self.calendar);
                self.blocks(job, rows, |block, before| {
                    agreed.price(block, before, sink);
                    then(sink)
                })
            }
        }
    }

    /// Reads rows block by block; each is told the number of rows before it.
    fn blocks(&self, job: Written, rows: &[RecordBatch], mut each: impl FnMut(&Arrays, usize) -> Result<(), String>) -> Result<(), String> {
        let (group, ore) = job.columns();
        let (mut block, mut counted, mut before) = (Arrays::default(), Counted::default(), 0);
        for batch in rows {
            let columns = Columns::of(batch, group, ore, self.prices.services()).ok_or("the loops know no such rows")?;
            for from in (0..batch.num_rows()).step_by(BLOCK) {
                let to = batch.num_rows().min(from + BLOCK);
                block.read(&columns, from..to, &mut counted);
                each(&block, before)?;
                before += to - from;
            }
        }
        Ok(())
    }
}
