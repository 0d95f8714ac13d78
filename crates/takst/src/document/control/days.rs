//! Sets of days, as runs without a gap.

use crate::model::calendar::{Period, plus_days};

/// Days, as runs in order that neither touch nor overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days(Vec<Period>);

impl Days {
    /// Returns the days of a period.
    #[must_use]
    pub fn of(period: Period) -> Days {
        Days(vec![period])
    }

    /// Returns whether there is no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the runs in order.
    #[must_use]
    pub fn runs(&self) -> &[Period] {
        &self.0
    }

    /// Returns the number of days.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.iter().map(|run| run.days()).sum()
    }

    /// Adds the days of a period.
    pub fn add(&mut self, period: Period) {
        let touches = |run: &Period| run.first() <= plus_days(period.last(), 1) && period.first() <= plus_days(run.last(), 1);
        let (mut first, mut last) = (period.first(), period.last());
        self.0.retain(|run| {
            if touches(run) {
                (first, last) = (first.min(run.first()), last.max(run.last()));
            }
            !touches(run)
        });
        let at = self.0.partition_point(|run| run.first() < first);
        self.0.insert(at, Period::new(first, last).unwrap_or(period));
    }

    /// Adds other days.
    pub fn add_all(&mut self, other: &Days) {
        other.0.iter().for_each(|run| self.add(*run));
    }

    /// Returns the days that both have.
    #[must_use]
    pub fn and(&self, other: &Days) -> Days {
        Days(self.0.iter().flat_map(|run| other.0.iter().filter_map(|with| run.intersect(*with))).collect())
    }

    /// Returns the days that the other has not.
    #[must_use]
    pub fn without(&self, other: &Days) -> Days {
        let mut left = self.0.clone();
        for taken in &other.0 {
            let rest = |run: Period| {
                let before = Period::new(run.first(), run.last().min(plus_days(taken.first(), -1)));
                let after = Period::new(run.first().max(plus_days(taken.last(), 1)), run.last());
                before.into_iter().chain(after)
            };
            left = left.into_iter().flat_map(rest).collect();
        }
        Days(left)
    }
}

impl FromIterator<Period> for Days {
    fn from_iter<I: IntoIterator<Item = Period>>(periods: I) -> Days {
        let mut days = Days::default();
        periods.into_iter().for_each(|period| days.add(period));
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(first: u32, last: u32) -> Period {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2024, 1, day).expect("a day");
        Period::new(day(first), day(last)).expect("days")
    }

    fn days(periods: &[(u32, u32)]) -> Days {
        periods.iter().map(|(first, last)| period(*first, *last)).collect()
    }

    #[test]
    fn runs_that_touch_become_one() {
        assert_eq!(days(&[(5, 7), (1, 2), (8, 9), (3, 3)]), days(&[(1, 3), (5, 9)]));
        assert_eq!(days(&[(1, 3), (5, 9), (4, 4)]), Days::of(period(1, 9)));
        assert_eq!(days(&[(1, 3), (5, 9), (2, 20)]).count(), 20);
    }

    #[test]
    fn days_are_shared_and_left() {
        assert_eq!(days(&[(1, 10), (20, 25)]).and(&days(&[(5, 21)])), days(&[(5, 10), (20, 21)]));
        assert_eq!(days(&[(1, 10), (20, 25)]).without(&days(&[(5, 21)])), days(&[(1, 4), (22, 25)]));
        assert_eq!(days(&[(1, 10)]).without(&days(&[(3, 4), (9, 30)])), days(&[(1, 2), (5, 8)]));
        assert!(days(&[(3, 4)]).without(&days(&[(1, 30)])).is_empty());
    }
}
