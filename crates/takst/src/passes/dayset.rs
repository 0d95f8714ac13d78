//! A set of days, kept as runs, that answers how many of its days lie in a stretch.

use crate::model::calendar::{days_between, plus_days};
use chrono::NaiveDate;

/// Days in ascending, disjoint runs with the number of days before each.
#[derive(Debug, Clone, Default)]
pub(crate) struct DaySet {
    runs: Vec<(NaiveDate, NaiveDate)>,
    before: Vec<i64>,
}

impl DaySet {
    /// The union of `runs` (first and last day inclusive), in any order, overlapping or not.
    pub fn union(mut runs: Vec<(NaiveDate, NaiveDate)>) -> DaySet {
        runs.sort_unstable();
        let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(runs.len());
        for (first, last) in runs {
            match joined.last_mut() {
                Some(run) if first <= plus_days(run.1, 1) => run.1 = run.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        let mut total = 0;
        let before = joined
            .iter()
            .map(|(first, last)| {
                let before = total;
                total += days_between(*first, *last) + 1;
                before
            })
            .collect();
        DaySet { runs: joined, before }
    }

    pub fn first(&self) -> Option<NaiveDate> {
        self.runs.first().map(|run| run.0)
    }

    pub fn last(&self) -> Option<NaiveDate> {
        self.runs.last().map(|run| run.1)
    }

    /// Number of days of the set before `day`.
    fn count_before(&self, day: NaiveDate) -> i64 {
        let next = self.runs.partition_point(|run| run.0 < day);
        next.checked_sub(1).map_or(0, |i| self.before[i] + (days_between(self.runs[i].0, day)).min(days_between(self.runs[i].0, self.runs[i].1) + 1))
    }

    /// Number of days of the set from `first` on, before `day`.
    pub fn count(&self, first: NaiveDate, day: NaiveDate) -> u32 {
        u32::try_from(self.count_before(day) - self.count_before(first)).unwrap_or(0)
    }
}
