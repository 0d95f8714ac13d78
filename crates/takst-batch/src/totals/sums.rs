//! Sums over lines. An amount is never negative, so a sum that leaves its range stays at the end of it, and is found there.

use crate::template::line_columns::LineColumns;
use crate::totals::key::GroupKey;
use takst_io::LineColumn;

/// The summed columns, in the order of the output.
pub(crate) const SUMMED: [LineColumn; 6] =
    [LineColumn::Net, LineColumn::Vat, LineColumn::OwnPayment, LineColumn::Refund, LineColumn::AtStake, LineColumn::Cost];

/// Names of the summed columns.
pub(crate) fn summed_names() -> impl Iterator<Item = &'static str> {
    SUMMED.iter().map(|column| column.as_str())
}

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
        let places = 0..self.keys.len() as u32; // groups are far fewer
        if are_short && self.keys.len() >= MANY {
            let order = by_digits(self.keys.iter().map(|key| *key as u64).zip(places).collect());
            return self.ordered(&order);
        }
        let mut order: Vec<(GroupKey, u32)> = self.keys.iter().copied().zip(places).collect();
        order.sort_unstable();
        self.ordered(&order)
    }

    fn ordered<K: Eq>(self, order: &[(K, u32)]) -> SumColumns {
        let groups = order.chunk_by(|a, b| a.0 == b.0).count();
        let add = |a: u64, b: u64| a + b;
        SumColumns {
            keys: gathered(&self.keys, order, groups, |key, _| key),
            lines: gathered(&self.lines, order, groups, add),
            days: gathered(&self.days, order, groups, add),
            amounts: self.amounts.map(|column| gathered(&column, order, groups, i64::saturating_add)),
            cases: gathered(&self.cases, order, groups, add),
        }
    }
}

/// Groups from which on they are sorted by digits.
const MANY: usize = 1 << 12;
/// Bits of a digit.
const DIGIT: u32 = 11;

/// Sorts keys by the bits in which they differ, a digit at a time, the lowest first.
fn by_digits(mut order: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    let first = order.first().map_or(0, |(key, _)| *key);
    let differing = order.iter().fold(0, |bits, (key, _)| bits | (key ^ first));
    let mut sorted = vec![(0, 0); order.len()];
    let mut shift = 0;
    while shift < u64::BITS && differing >> shift != 0 {
        // Bits that are the same in all keys are passed over.
        shift += (differing >> shift).trailing_zeros();
        let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
        let mut places = [0u32; 1 << DIGIT];
        order.iter().for_each(|(key, _)| places[digit(*key)] += 1);
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for entry in &order {
            let place = &mut places[digit(entry.0)];
            sorted[*place as usize] = *entry;
            *place += 1;
        }
        std::mem::swap(&mut order, &mut sorted);
        shift += DIGIT;
    }
    order
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_sort_as_comparison_does(keys in proptest::collection::vec(any::<u64>(), 0..200), shared in any::<u64>(), kept in any::<u64>()) {
            // Some bits are the same in all keys.
            let order: Vec<(u64, u32)> = keys.into_iter().map(|key| (key & kept) | (shared & !kept)).zip(0..).collect();
            let mut expected = order.clone();
            expected.sort_unstable();
            prop_assert_eq!(by_digits(order), expected);
        }
    }

    #[test]
    fn many_groups_are_merged_as_few_are() {
        let sums = |lines| Sums { lines, ..Sums::default() };
        let mut columns = SumColumns::default();
        // Each key twice, far from each other.
        for round in 1..=2 {
            (0..MANY as u64).rev().for_each(|key| columns.push(GroupKey::from(key << 26 | 3), &sums(key * round)));
        }
        let merged = columns.merged(true);
        let expected: Vec<(GroupKey, u64)> = (0..MANY as u64).map(|key| (GroupKey::from(key << 26 | 3), key * 3)).collect();
        assert_eq!(merged.keys.into_iter().zip(merged.lines).collect::<Vec<_>>(), expected);
    }
}
