//! Sums over lines.

use std::collections::BTreeMap;
use takst::{Code, Line, Month, Municipality, Statement, Totals};

/// The sums are more than an amount can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sums are more than an amount can be")]
pub struct SumsTooLarge;

/// Lines and their sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) lines: u64,
    pub(crate) totals: Totals,
}

impl Sums {
    pub(crate) fn add(&mut self, other: Sums) -> Result<(), SumsTooLarge> {
        self.totals = self.totals.checked_add(other.totals).ok_or(SumsTooLarge)?;
        self.lines += other.lines;
        Ok(())
    }

    pub(crate) fn of(line: &Line) -> Sums {
        Sums { lines: 1, totals: Totals::of(line) }
    }
}

/// What sums are kept by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) month: Month,
    pub(crate) service: Box<str>,
    pub(crate) payer: Municipality,
}

/// Sums by month, service and payer, and by what lines rest on.
#[derive(Debug, Default)]
pub(crate) struct AllSums {
    pub(crate) groups: BTreeMap<Group, Sums>,
    pub(crate) assumptions: BTreeMap<Code, Sums>,
    pub(crate) all: Sums,
}

impl AllSums {
    pub(crate) fn add(&mut self, statement: &Statement) -> Result<(), SumsTooLarge> {
        for line in statement.lines() {
            let sums = Sums::of(line);
            let group = Group { month: line.month, service: line.service.id.clone(), payer: line.payer };
            self.groups.entry(group).or_default().add(sums)?;
            for code in line.assumptions.iter() {
                self.assumptions.entry(code).or_default().add(sums)?;
            }
            self.all.add(sums)?;
        }
        Ok(())
    }

    /// Sums by something of their groups.
    pub(crate) fn by<K: Ord>(&self, key: impl Fn(&Group) -> K) -> Result<BTreeMap<K, Sums>, SumsTooLarge> {
        let mut by: BTreeMap<K, Sums> = BTreeMap::new();
        for (group, sums) in &self.groups {
            by.entry(key(group)).or_default().add(*sums)?;
        }
        Ok(by)
    }
}
