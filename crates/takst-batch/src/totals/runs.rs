//! Sums of one service: those of its templates, which mostly have the same groups, are added up before they are kept.

use crate::totals::key::GroupKey;
use crate::totals::sums::{SumColumns, Sums};

/// Groups of one service in ascending order. A key can be there twice: all sums are put in order at the end.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    groups: Vec<(GroupKey, Sums)>,
    /// Groups up to here are in order; those behind were not found among them.
    ordered: usize,
    /// Where the next group is looked for.
    at: usize,
}

impl Runs {
    /// Begins the groups of another template, which mostly ascend.
    pub fn begin(&mut self) {
        if self.ordered < self.groups.len() {
            // Few were added, or all are new and in order already.
            self.groups.sort_by_key(|(key, _)| *key);
            self.ordered = self.groups.len();
        }
        self.at = 0;
    }

    /// Adds sums to their group.
    pub fn add(&mut self, key: GroupKey, sums: &Sums) {
        let ordered = &mut self.groups[..self.ordered];
        while ordered.get(self.at).is_some_and(|(other, _)| *other < key) {
            self.at += 1;
        }
        match ordered.get_mut(self.at) {
            Some((same, sum)) if *same == key => sum.add(sums),
            _ => self.groups.push((key, *sums)),
        }
    }

    /// Passes on the groups of the service.
    pub fn flush(&mut self, to: &mut SumColumns) {
        self.groups.drain(..).for_each(|(key, sums)| to.push(key, &sums));
        (self.ordered, self.at) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: u64) -> Sums {
        Sums { lines, ..Sums::default() }
    }

    /// Keys with their lines, of templates that give groups one after another.
    fn flushed(templates: &[&[(GroupKey, u64)]]) -> Vec<(GroupKey, u64)> {
        let (mut runs, mut all) = (Runs::default(), SumColumns::default());
        for groups in templates {
            runs.begin();
            groups.iter().for_each(|(key, count)| runs.add(*key, &lines(*count)));
        }
        runs.flush(&mut all);
        let all = all.merged(true);
        all.keys.into_iter().zip(all.lines).collect()
    }

    #[test]
    fn groups_of_several_templates_are_added_up() {
        assert_eq!(
            flushed(&[&[(3, 1), (5, 10)], &[(1, 100), (3, 1000), (4, 10_000), (5, 100_000)]]),
            [(1, 100), (3, 1001), (4, 10_000), (5, 100_010)]
        );
    }

    #[test]
    fn groups_need_not_ascend() {
        assert_eq!(flushed(&[&[(2, 1), (1, 10), (2, 100)], &[(2, 1000), (1, 10_000), (2, 100_000)]]), [(1, 10_010), (2, 101_101)]);
    }
}
