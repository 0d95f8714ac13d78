//! A set of days, kept as runs, that answers how many of its days lie in a stretch.

use crate::model::day::Day;

/// Days in ascending, disjoint runs.
#[derive(Debug, Default)]
pub(crate) struct DaySet {
    /// First and last day of each run.
    runs: Vec<(Day, Day)>,
    /// Days before each run.
    before: Vec<i32>,
}

/// Runs that are looked at one by one.
const FEW: usize = 8;

impl DaySet {
    pub fn clear(&mut self) {
        self.runs.clear();
        self.before.clear();
    }

    /// Adds a run, in any order, overlapping or not. [`finish`](DaySet::finish) makes the set of it.
    #[inline]
    pub fn add(&mut self, first: Day, last: Day) {
        self.runs.push((first, last));
    }

    /// Joins the runs.
    pub fn finish(&mut self) {
        if !self.runs.is_sorted() {
            self.runs.sort_unstable();
        }
        let mut kept = 0;
        for place in 0..self.runs.len() {
            let (first, last) = self.runs[place];
            match self.runs[..kept].last_mut() {
                Some(run) if first <= run.1.plus(1) => run.1 = run.1.max(last),
                _ => {
                    self.runs[kept] = (first, last);
                    kept += 1;
                }
            }
        }
        self.runs.truncate(kept);
        let mut days = 0i32;
        for (first, last) in &self.runs {
            self.before.push(days);
            days = days.saturating_add(last.since(*first)).saturating_add(1);
        }
    }

    /// The runs, in order once they are joined.
    pub fn runs(&self) -> impl Iterator<Item = (Day, Day)> + '_ {
        self.runs.iter().copied()
    }

    pub fn first(&self) -> Option<Day> {
        self.runs.first().map(|run| run.0)
    }

    pub fn last(&self) -> Option<Day> {
        self.runs.last().map(|run| run.1)
    }

    /// Number of days of the set before `day`.
    #[inline]
    pub fn count_before(&self, day: Day) -> i32 {
        // Most citizens have few runs, and the day is in one of the last.
        let found = if self.runs.len() <= FEW {
            self.runs.iter().rposition(|run| run.0 < day)
        } else {
            self.runs.partition_point(|run| run.0 < day).checked_sub(1)
        };
        let Some(place) = found else { return 0 };
        let (first, last) = self.runs[place];
        self.before[place].saturating_add(day.min(last.plus(1)).since(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn counts_are_those_of_a_list_of_days(runs in prop::collection::vec((0i32..200, 0i32..9), 0..24), first in 0i32..220, length in 0i32..120) {
            let mut set = DaySet::default();
            let mut days = BTreeSet::new();
            for (from, more) in runs {
                set.add(Day::from_number(from), Day::from_number(from + more));
                days.extend(from..=from + more);
            }
            set.finish();
            let counted = set.count_before(Day::from_number(first + length)) - set.count_before(Day::from_number(first));
            prop_assert_eq!(counted as usize, days.range(first..first + length).count());
            prop_assert_eq!(set.first().map(Day::number), days.first().copied());
            prop_assert_eq!(set.last().map(Day::number), days.last().copied());
        }
    }
}
