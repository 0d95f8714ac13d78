//! Stays counted instead of written out: totals in a few additions a stay, however many lines it has.
//!
//! The segments a stay covers whole are counted by a difference at either end. Its first and last lines depend on the day alone, so where stays are
//! many for each day, only the days on which they begin and end are counted; where services are many, their amounts are added at once.

use crate::template::plan::Stay;
use crate::template::segments::{Amounts, Segments, Template};
use crate::totals::sums::Sums;

/// First and last lines in one segment, one cache line.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Ends {
    /// Net, VAT, refund, at stake, cost. Own payment is none: a stay that has one is not copied from a template.
    amounts: [i64; 5],
    days: i64,
    /// Stays whose first line is here.
    heads: u32,
    /// Stays whose last line is here.
    tails: u32,
    /// Stays whose only line is here, counted among both.
    singles: u32,
}

impl Ends {
    #[inline]
    fn add(&mut self, amounts: &Amounts, count: i64) {
        let [net, vat, _, refund, at_stake, cost, ..] = *amounts;
        let [n, v, r, a, c] = &mut self.amounts;
        *n += count * net;
        *v += count * vat;
        *r += count * refund;
        *a += count * at_stake;
        *c += count * cost;
    }
}

/// Amounts below this can be added four billion times.
pub(crate) const SMALL: i64 = 1 << 31;

/// Stays of one template, and where it matters of one payer.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    ends: Vec<Ends>,
    /// Stays of several lines by the day of their first and last, in days from the template's first; empty where they are added at once.
    starts: Vec<u32>,
    stops: Vec<u32>,
}

impl Tally {
    pub fn new(template: &Template, by_day: bool) -> Tally {
        let days = if by_day { template.cells as usize * template.cell_days as usize } else { 0 };
        let segments = template.segments as usize;
        Tally { ends: vec![Ends::default(); segments], starts: vec![0; days], stops: vec![0; days] }
    }

    /// Counts a stay with at least one line.
    #[inline]
    pub fn stay(&mut self, template: &Template, all: &Segments, stay: &Stay) {
        if stay.lines > 1 && !self.starts.is_empty() {
            self.starts[(stay.start - template.base) as usize] += 1;
            self.stops[(stay.end - template.base) as usize] += 1;
            return;
        }
        let first = (stay.segment - template.first_segment) as usize;
        let last = first + stay.lines as usize - 1;
        let bounds = |segment: usize| &all.bounds[template.first_segment as usize + segment];
        let begins = template.base + bounds(last).first * template.cell_days;
        let tail = &mut self.ends[last];
        tail.add(&all.amounts[stay.tail as usize], 1);
        tail.days += i64::from(stay.end - begins.max(stay.start) + 1);
        tail.tails += 1;
        if stay.lines == 1 {
            tail.singles += 1;
            tail.heads += 1;
            return;
        }
        let head = &mut self.ends[first];
        let ends = template.base + (bounds(first).last + 1) * template.cell_days - 1;
        head.add(&all.amounts[stay.head as usize], 1);
        head.days += i64::from(ends - stay.start + 1);
        head.heads += 1;
    }

    /// Adds the stays of another.
    pub fn merge(&mut self, other: &Tally) {
        for (mine, theirs) in self.ends.iter_mut().zip(&other.ends) {
            mine.amounts.iter_mut().zip(theirs.amounts).for_each(|(sum, more)| *sum += more);
            mine.days += theirs.days;
            mine.heads += theirs.heads;
            mine.tails += theirs.tails;
            mine.singles += theirs.singles;
        }
        self.starts.iter_mut().zip(&other.starts).for_each(|(sum, more)| *sum += more);
        self.stops.iter_mut().zip(&other.stops).for_each(|(sum, more)| *sum += more);
    }

    /// Hands on the sums of each segment, with the stays that have their first and their last line there.
    pub fn segments(mut self, template: &Template, all: &Segments, mut each: impl FnMut(usize, Sums, u64, u64)) {
        self.by_day(template, all);
        // Stays of several lines: those with a first line here go on in the next segment, those with a last line here do not cover it whole.
        let (mut covering, mut going_on) = (0, 0);
        for (segment, ends) in self.ends.iter().enumerate() {
            let [heads, tails, singles] = [ends.heads, ends.tails, ends.singles].map(i64::from);
            covering += going_on - (tails - singles);
            going_on = heads - singles;
            let mut sums = Sums::default();
            if covering > 0 {
                sums.whole(&all.lines, template.first_segment as usize + segment, covering);
            }
            let [net, vat, refund, at_stake, cost] = ends.amounts;
            for (sum, more) in sums.amounts.iter_mut().zip([net, vat, 0, refund, at_stake, cost]) {
                *sum = sum.saturating_add(more);
            }
            sums.lines += u64::from(ends.heads) + u64::from(ends.tails) - u64::from(ends.singles);
            sums.days += ends.days.unsigned_abs();
            if sums.lines > 0 {
                each(segment, sums, u64::from(ends.heads), u64::from(ends.tails));
            }
        }
    }

    /// Turns days on which stays begin and end into their first and last lines.
    fn by_day(&mut self, template: &Template, all: &Segments) {
        let days = |day: usize| (day as i32, (day as i32).div_euclid(template.cell_days));
        for day in 0..self.starts.len() {
            let (starts, stops) = (self.starts[day], self.stops[day]);
            if starts == 0 && stops == 0 {
                continue;
            }
            let (day, cell) = days(day);
            let number = all.of_cell[template.cells_at as usize + cell as usize]; // stays end in fit segments only
            let segment = usize::from(number);
            let bounds = &all.bounds[template.first_segment as usize + segment];
            let ends = &mut self.ends[segment];
            if starts > 0 {
                let last = (bounds.last + 1) * template.cell_days - 1;
                ends.add(&all.amounts[(bounds.amounts as i32 + bounds.last - cell) as usize], i64::from(starts));
                ends.days += i64::from(starts) * i64::from(last - day + 1);
                ends.heads += starts;
            }
            if stops > 0 {
                ends.add(&all.amounts[(bounds.amounts as i32 + cell - bounds.first) as usize], i64::from(stops));
                ends.days += i64::from(stops) * i64::from(day - bounds.first * template.cell_days + 1);
                ends.tails += stops;
            }
        }
    }
}
