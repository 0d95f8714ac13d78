//! Stays counted instead of written out: totals in a few additions a stay, however many lines it has.
//!
//! The segments a stay covers whole are counted by a difference at either end. Its first and last lines depend on the day alone, so where stays are
//! many for each day, only the days on which they begin and end are counted; where services are many, their amounts are added at once.

use crate::template::layout::Stay;
use crate::template::segments::{Amounts, Bounds, Segments, Template};
use crate::totals::sums::Sums;

/// First and last lines in one segment. Small, because totals of many services or payers have many.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Ends {
    /// Cells of these lines: in a linear template all amounts are that many times those of one cell.
    cells: i64,
    days: i64,
    /// Stays whose first line is here.
    heads: u32,
    /// Stays whose last line is here.
    tails: u32,
    /// Stays whose only line is here, counted among both.
    singles: u32,
}

/// Net, VAT, refund, at stake, cost. Own payment is none: a stay that has one is not copied from a template.
type Added = [i64; 5];

fn added(amounts: &Amounts) -> Added {
    let [net, vat, _, refund, at_stake, cost, ..] = *amounts;
    [net, vat, refund, at_stake, cost]
}

/// Segments for which room is made at once.
const AROUND: usize = 32;

/// Stays of one template, and where it matters of one payer.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// The segment that the first of `ends` is of: a template reaches over decades, its stays over some years.
    from: usize,
    ends: Vec<Ends>,
    /// Amounts of these lines; empty where the template is linear.
    amounts: Vec<Added>,
    /// Stays of several lines by the day of their first and last, in days from the template's first; empty where they are added at once.
    starts: Vec<u32>,
    stops: Vec<u32>,
}

impl Tally {
    pub fn new(template: &Template, by_day: bool) -> Tally {
        let days = if by_day { template.cells as usize * template.cell_days as usize } else { 0 };
        Tally { from: 0, ends: Vec::new(), amounts: Vec::new(), starts: vec![0; days], stops: vec![0; days] }
    }

    /// Makes room for these segments, and for some around them.
    #[cold]
    fn reach(&mut self, template: &Template, first: usize, last: usize) {
        let (mut from, mut to) = (first / AROUND * AROUND, (last / AROUND + 1) * AROUND);
        if !self.ends.is_empty() {
            (from, to) = (from.min(self.from), to.max(self.from + self.ends.len()));
        }
        to = to.min(template.segments as usize);
        // Those that are there are moved on where others come before them.
        let before = self.from - from.min(self.from);
        self.ends.resize(to - from, Ends::default());
        self.ends.rotate_right(before);
        if !template.linear {
            self.amounts.resize(to - from, [0; 5]);
            self.amounts.rotate_right(before);
        }
        self.from = from;
    }

    /// Whether there is room for these segments.
    #[inline]
    fn reaches(&self, first: usize, last: usize) -> bool {
        first >= self.from && last < self.from + self.ends.len()
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
        if !self.reaches(first, last) {
            self.reach(template, first, last);
        }
        let bounds = |segment: usize| &all.bounds[template.first_segment as usize + segment];
        let begins = template.base + bounds(last).first * template.cell_days;
        self.add(all, last, bounds(last), stay.tail, 1);
        let tail = &mut self.ends[last - self.from];
        tail.days += i64::from(stay.end - begins.max(stay.start) + 1);
        tail.tails += 1;
        if stay.lines == 1 {
            tail.singles += 1;
            tail.heads += 1;
            return;
        }
        self.add(all, first, bounds(first), stay.head, 1);
        let head = &mut self.ends[first - self.from];
        let ends = template.base + (bounds(first).last + 1) * template.cell_days - 1;
        head.days += i64::from(ends - stay.start + 1);
        head.heads += 1;
    }

    /// Adds first or last lines whose amounts stand at one place.
    #[inline]
    fn add(&mut self, all: &Segments, segment: usize, bounds: &Bounds, amounts: u32, count: i64) {
        let place = segment - self.from;
        self.ends[place].cells += count * i64::from(amounts - bounds.amounts + 1);
        if let Some(sums) = self.amounts.get_mut(place) {
            sums.iter_mut().zip(added(&all.amounts[amounts as usize])).for_each(|(sum, amount)| *sum += count * amount);
        }
    }

    /// Calls back with the sums of each segment, with the stays that have their first and their last line there.
    pub fn segments(mut self, template: &Template, all: &Segments, mut each: impl FnMut(usize, Sums, u64, u64)) {
        self.by_day(template, all);
        // Stays of several lines: those with a first line here go on in the next segment, those with a last line here do not cover it whole.
        let (mut covering, mut going_on) = (0, 0);
        for (place, ends) in self.ends.iter().enumerate() {
            let segment = self.from + place;
            let [heads, tails, singles] = [ends.heads, ends.tails, ends.singles].map(i64::from);
            covering += going_on - (tails - singles);
            going_on = heads - singles;
            let mut sums = Sums::default();
            let bounds = &all.bounds[template.first_segment as usize + segment];
            let mut cells = ends.cells;
            if covering > 0 && template.even {
                // What one cell costs is near the processor; the lines of thousands of services are not.
                let whole = i64::from(bounds.last - bounds.first + 1);
                cells += covering * whole;
                sums.lines = covering.unsigned_abs();
                sums.days = (covering * whole * i64::from(template.cell_days)).unsigned_abs();
            } else if covering > 0 {
                sums.whole(&all.lines, template.first_segment as usize + segment, covering);
            }
            let [net, vat, refund, at_stake, cost] = match self.amounts.get(place) {
                Some(amounts) => *amounts,
                None if cells == 0 => [0; 5],
                None => added(&all.amounts[bounds.amounts as usize]).map(|amount| amount.saturating_mul(cells)),
            };
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
        if self.starts.is_empty() {
            return;
        }
        if template.segments > 0 {
            self.reach(template, 0, template.segments as usize - 1);
        }
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
            if starts > 0 {
                let last = (bounds.last + 1) * template.cell_days - 1;
                self.add(all, segment, bounds, (bounds.amounts as i32 + bounds.last - cell) as u32, i64::from(starts));
                let ends = &mut self.ends[segment - self.from];
                ends.days += i64::from(starts) * i64::from(last - day + 1);
                ends.heads += starts;
            }
            if stops > 0 {
                self.add(all, segment, bounds, (bounds.amounts as i32 + cell - bounds.first) as u32, i64::from(stops));
                let ends = &mut self.ends[segment - self.from];
                ends.days += i64::from(stops) * i64::from(day - bounds.first * template.cell_days + 1);
                ends.tails += stops;
            }
        }
    }
}
