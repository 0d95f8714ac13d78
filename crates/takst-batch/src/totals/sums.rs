//! Sums over lines. An amount is never negative, so a sum that leaves its range stays at the end of it, and is found there.

use crate::template::line_columns::LineColumns;
use crate::totals::key::GroupKey;
use takst::kernel::LineFacts;
use takst_io::LineColumn;

/// The summed columns, in the order of the output.
pub(crate) const SUMMED: [LineColumn; 6] =
    [LineColumn::Net, LineColumn::Vat, LineColumn::OwnPayment, LineColumn::Refund, LineColumn::AtStake, LineColumn::Cost];

/// Sums of a group of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub lines: u64,
    pub days: u64,
    /// In øre, in the order of [`SUMMED`].
    pub amounts: [i64; 6],
    /// Distinct cases with a line in the group.
    pub cases: u64,
}

impl Sums {
    pub fn add(&mut self, other: &Sums) {
        self.lines += other.lines;
        self.days += other.days;
        self.amounts.iter_mut().zip(other.amounts).for_each(|(sum, more)| *sum = sum.saturating_add(more));
        self.cases += other.cases;
    }

    /// A line of the core.
    pub fn line(&mut self, lines: &LineColumns, line: usize) {
        self.lines += 1;
        self.days += u64::from(lines.short(LineColumn::Days)[line].unsigned_abs());
        self.amounts.iter_mut().zip(SUMMED).for_each(|(sum, column)| *sum = sum.saturating_add(lines.long(column)[line]));
    }

    /// A line of the kernel.
    #[inline]
    pub fn facts(&mut self, line: &LineFacts) {
        self.lines += 1;
        self.days += u64::from(line.days().unsigned_abs());
        let amounts = [line.net, line.vat, line.own_payment, line.refund, line.at_stake, line.cost()];
        self.amounts.iter_mut().zip(amounts).for_each(|(sum, more)| *sum = sum.saturating_add(more));
    }

    /// So many lines of a template's whole segment.
    pub fn whole(&mut self, lines: &LineColumns, segment: usize, count: i64) {
        self.lines += count.unsigned_abs();
        self.days += count.unsigned_abs() * u64::from(lines.short(LineColumn::Days)[segment].unsigned_abs());
        self.amounts.iter_mut().zip(SUMMED).for_each(|(sum, column)| *sum = sum.saturating_add(count.saturating_mul(lines.long(column)[segment])));
    }
}

/// Sums by group, each figure a column: hundreds of thousands of groups are put in order column by column, which stays near the processor.
#[derive(Debug, Default)]
pub(crate) struct SumColumns {
    pub keys: Vec<GroupKey>,
    pub lines: Vec<u64>,
    pub days: Vec<u64>,
    pub amounts: [Vec<i64>; 6],
    pub cases: Vec<u64>,
}

impl SumColumns {
    /// Appends a group.
    pub fn push(&mut self, key: GroupKey, sums: &Sums) {
        self.keys.push(key);
        self.lines.push(sums.lines);
        self.days.push(sums.days);
        self.amounts.iter_mut().zip(sums.amounts).for_each(|(column, amount)| column.push(amount));
        self.cases.push(sums.cases);
    }

    /// The same with keys in ascending order, each once: sums of equal keys are added up. `are_short`: keys have no more than 64 bits.
    pub fn merged(self, are_short: bool) -> SumColumns {
        if are_short { self.ordered(|key| key as u64) } else { self.ordered(|key| key) }
    }

    fn ordered<K: Ord + Copy>(self, short: impl Fn(GroupKey) -> K) -> SumColumns {
        let mut order: Vec<(K, u32)> = self.keys.iter().map(|key| short(*key)).zip(0..).collect();
        order.sort_unstable();
        let groups = order.chunk_by(|a, b| a.0 == b.0).count();
        let add = |a: u64, b: u64| a + b;
        SumColumns {
            keys: gathered(&self.keys, &order, groups, |key, _| key),
            lines: gathered(&self.lines, &order, groups, add),
            days: gathered(&self.days, &order, groups, add),
            amounts: self.amounts.map(|column| gathered(&column, &order, groups, i64::saturating_add)),
            cases: gathered(&self.cases, &order, groups, add),
        }
    }
}

/// A column in a new order, those of equal keys made one.
fn gathered<T: Copy, K: Eq>(column: &[T], order: &[(K, u32)], groups: usize, join: impl Fn(T, T) -> T) -> Vec<T> {
    if groups == order.len() {
        return order.iter().map(|(_, place)| column[*place as usize]).collect();
    }
    let mut joined = Vec::with_capacity(groups);
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        let first = column[same[0].1 as usize];
        joined.push(same[1..].iter().fold(first, |sum, (_, place)| join(sum, column[*place as usize])));
    }
    joined
}
