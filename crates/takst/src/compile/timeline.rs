//! Which tariff version holds on which day, worked out once for a service and a state of knowledge (R5).

use crate::contract::code::{Assumptions, Code};
use crate::model::calendar::{Period, plus_days};
use crate::model::money::UnitPrice;
use chrono::NaiveDate;
use std::sync::Arc;

/// A tariff version with its dates resolved by the policy.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub label: Arc<str>,
    pub from: NaiveDate,
    /// Last day; [`NaiveDate::MAX`] while it is open.
    pub to: NaiveDate,
    pub price: UnitPrice,
    /// Price of a day in a part of a month.
    pub day_price: Option<UnitPrice>,
    pub known_from: Option<NaiveDate>,
    /// Index of the tariff in its service, for its source.
    pub tariff: usize,
    /// Codes on every line at this version.
    pub always: Assumptions,
    /// Codes on lines at this version with a day in the period.
    pub within: Vec<(Period, Assumptions)>,
}

/// What holds on a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// This version.
    Version(u32),
    /// Two versions, neither the later known.
    Tie(u32, u32),
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    first: NaiveDate,
    last: NaiveDate,
    holds: Holds,
}

/// What is found for a day, and the last day for which the same is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    Holds(Holds),
    /// Before the first version or in a hole.
    None,
    /// After the last version.
    Ended,
}

impl Found {
    /// The fault of a day for which no single version is found.
    pub fn fault(self) -> Option<Code> {
        match self {
            Found::Holds(Holds::Version(_)) => None,
            Found::Holds(Holds::Tie(..)) => Some(Code::TariffAmbiguous),
            Found::None => Some(Code::TariffNone),
            Found::Ended => Some(Code::TariffEnded),
        }
    }
}

/// The versions of one service and, day by day, which of them holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timeline {
    pub versions: Vec<Version>,
    stretches: Vec<Stretch>,
}

impl Timeline {
    /// Sweeps over the days on which any version begins or ends.
    pub fn new(mut versions: Vec<Version>) -> Timeline {
        // A policy can move a bound past the other end: such a version holds on no day.
        versions.retain(|v| v.from <= v.to);
        let mut bounds: Vec<NaiveDate> = versions.iter().flat_map(|v| [Some(v.from), v.to.succ_opt()]).flatten().collect();
        bounds.sort_unstable();
        bounds.dedup();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (i, &first) in bounds.iter().enumerate() {
            let Some(holds) = latest_known(&versions, first) else { continue };
            let last = bounds.get(i + 1).map_or(NaiveDate::MAX, |next| plus_days(*next, -1));
            match stretches.last_mut() {
                Some(before) if before.holds == holds && plus_days(before.last, 1) == first => before.last = last,
                _ => stretches.push(Stretch { first, last, holds }),
            }
        }
        Timeline { versions, stretches }
    }

    /// What is found for `day`, and the last day of which that is true.
    pub fn at(&self, day: NaiveDate) -> (Found, NaiveDate) {
        let next = self.stretches.partition_point(|s| s.first <= day);
        match next.checked_sub(1).map(|i| self.stretches[i]) {
            Some(stretch) if day <= stretch.last => (Found::Holds(stretch.holds), stretch.last),
            _ => match self.stretches.get(next) {
                Some(following) => (Found::None, plus_days(following.first, -1)),
                None if self.stretches.is_empty() => (Found::None, NaiveDate::MAX),
                None => (Found::Ended, NaiveDate::MAX),
            },
        }
    }

    /// Versions valid on `day` that are not the one that holds.
    pub fn passed_over(&self, day: NaiveDate, holds: u32) -> Vec<Arc<str>> {
        (0..).zip(&self.versions).filter(|(i, v)| *i != holds && v.from <= day && day <= v.to).map(|(_, v)| v.label.clone()).collect()
    }

    /// The periods covered by any version, joined where they touch; an open end is `None`.
    pub fn covered(&self) -> Vec<(NaiveDate, Option<NaiveDate>)> {
        let mut covered: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for stretch in &self.stretches {
            match covered.last_mut() {
                Some(before) if plus_days(before.1, 1) == stretch.first => before.1 = stretch.last,
                _ => covered.push((stretch.first, stretch.last)),
            }
        }
        covered.into_iter().map(|(first, last)| (first, (last < NaiveDate::MAX).then_some(last))).collect()
    }
}

/// Of the versions valid on `day` the one known latest; absent is earliest.
fn latest_known(versions: &[Version], day: NaiveDate) -> Option<Holds> {
    let mut best: Option<(Option<NaiveDate>, Holds)> = None;
    for (i, version) in (0..).zip(versions).filter(|(_, v)| v.from <= day && day <= v.to) {
        best = Some(match best {
            Some((known, holds)) if known > version.known_from => (known, holds),
            Some((known, Holds::Version(other) | Holds::Tie(other, _))) if known == version.known_from => (known, Holds::Tie(other, i)),
            _ => (version.known_from, Holds::Version(i)),
        });
    }
    best.map(|(_, holds)| holds)
}
