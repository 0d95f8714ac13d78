//! Dated versions: days covered twice, days covered by none.

use crate::problem::Flaw;
use crate::structure::Findings;
use chrono::{Days, NaiveDate};
use takst::calendar::{FIRST_DATE, LAST_DATE};
use takst::catalogue::{Provider, Tariff, TariffEnd, TariffStart};
use takst::{Period, Policy, Validity};

/// Checks the versions of one price, with the days that the default policy gives its settings. Gaps are looked for only
/// where the versions are `complete` and each of them ends after it begins.
pub(crate) fn check_tariffs(dated: &[(String, Tariff)], provider: &Provider, complete: bool, findings: &mut Findings<'_, '_>) {
    let policy = Policy::default();
    let mut complete = complete;
    let mut periods: Vec<(&str, Period, Option<NaiveDate>)> = Vec::new();
    for (path, tariff) in dated {
        // A question that cannot be read leaves the days unknown.
        let Some((first, last)) = bounds(provider, tariff, &policy) else {
            complete = false;
            continue;
        };
        match Period::new(first, last) {
            Some(period) => periods.push((path, period, tariff.known_from)),
            None if matches!((&tariff.from, &tariff.to), (TariffStart::On(_), TariffEnd::On(_))) => {
                complete = false;
                findings.flaw(&format!("{path}.to"), Flaw::EndBeforeStart { start: first.to_string(), end: last.to_string() });
            }
            None => {} // a policy may give the setting another day
        }
    }
    for (i, (path, period, known_from)) in periods.iter().enumerate() {
        for (other, before, known_before) in &periods[..i] {
            if known_from == known_before
                && let Some(shared) = period.intersect(*before)
            {
                let flaw = Flaw::TariffTie { first: shared.first().to_string(), last: shared.last().to_string(), other: findings.place(other) };
                findings.flaw(path, flaw);
            }
        }
    }
    if !complete {
        return;
    }
    for (path, gap) in gaps(periods.iter().map(|(path, period, _)| (*path, *period))) {
        findings.flaw(path, Flaw::TariffGap { first: gap.first().to_string(), last: gap.last().to_string() });
    }
}

/// First and last day of a version under `policy`; an open end is the last day of the calendar. `None`: a question that bounds it is not asked.
pub(crate) fn bounds(provider: &Provider, tariff: &Tariff, policy: &Policy) -> Option<(NaiveDate, NaiveDate)> {
    let days = Validity::of(provider, tariff, policy).ok()?;
    Some((days.first.day.unwrap_or(FIRST_DATE), days.last.day.unwrap_or(LAST_DATE)))
}

/// The runs of days between the first and the last version that none covers, each with the version after it.
pub(crate) fn gaps<'p>(periods: impl Iterator<Item = (&'p str, Period)>) -> Vec<(&'p str, Period)> {
    let mut sorted: Vec<(&str, Period)> = periods.collect();
    sorted.sort_by_key(|(_, period)| period.first());
    let mut gaps = Vec::new();
    let mut covered_to: Option<NaiveDate> = None;
    for (path, period) in sorted {
        if let Some(last) = covered_to
            && let (Some(after), Some(before)) = (last.checked_add_days(Days::new(1)), period.first().checked_sub_days(Days::new(1)))
            && let Some(gap) = Period::new(after, before)
        {
            gaps.push((path, gap));
        }
        covered_to = covered_to.max(Some(period.last()));
    }
    gaps
}
