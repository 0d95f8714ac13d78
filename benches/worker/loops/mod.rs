//! Two jobs written by hand for exactly their rows: loops over integers, one thread, nothing checked. What takst's rules are held against.
//!
//! Rows are brought into plain arrays before anything is timed. Lines go into buffers that are used again, or into totals.

mod agreed;
mod arrays;
mod calendar;
mod sink;
mod windows;

use arrays::Arrays;
use arrow_array::RecordBatch;
use calendar::Calendar;
use sink::Sink;
use std::ops::Range;
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

/// All that the loops work on.
pub struct Loops {
    arrays: Arrays,
    calendar: Calendar,
    prices: windows::Prices,
}

impl Loops {
    pub fn new(rows: &[RecordBatch], catalogue: &Catalogue) -> Result<Loops, String> {
        let calendar = Calendar::new();
        let prices = windows::Prices::of(catalogue, &calendar);
        let arrays = Arrays::of(rows, prices.services()).ok_or("the loops know no such rows")?;
        Ok(Loops { arrays, calendar, prices })
    }

    /// Passes the lines to the caller in blocks.
    pub fn lines(&self, job: Written, mut take: impl FnMut(&Lines) -> Result<(), String>) -> Result<(), String> {
        let mut lines = Lines::with_room(16 * BLOCK);
        match job {
            Written::Windows => {
                let mut course = self.windows();
                self.blocks(|rows| {
                    lines.clear();
                    course.price(rows, &mut lines);
                    take(&lines)
                })
            }
            Written::Agreed => {
                let mut course = self.agreed();
                self.blocks(|rows| {
                    lines.clear();
                    course.price(rows, &mut lines);
                    take(&lines)
                })
            }
        }
    }

    /// Adds everything up by month, service and outcome.
    pub fn totals(&self, job: Written) -> Totals {
        let mut totals = Totals::new(self.prices.services());
        self.all(job, &mut totals);
        totals
    }

    fn all(&self, job: Written, sink: &mut impl Sink) {
        let rows = 0..self.arrays.first.len();
        match job {
            Written::Windows => self.windows().price(rows, sink),
            Written::Agreed => self.agreed().price(rows, sink),
        }
    }

    fn windows(&self) -> windows::Windows<'_> {
        windows::Windows::new(&self.arrays, &self.calendar, &self.prices)
    }

    fn agreed(&self) -> agreed::Agreed<'_> {
        agreed::Agreed::new(&self.arrays, &self.calendar)
    }

    fn blocks(&self, mut each: impl FnMut(Range<usize>) -> Result<(), String>) -> Result<(), String> {
        let rows = self.arrays.first.len();
        (0..rows).step_by(BLOCK).try_for_each(|from| each(from..rows.min(from + BLOCK)))
    }
}
