//! Days of a citizen that are charged in two cases (R12.11).

use crate::contract::unit::Covers;
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::passes::scratch::Scratch;

/// A row with days that another case charges too. In order of cases, rows and other cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Elsewhere {
    pub case: u32,
    /// Place of the row in the input.
    pub row: u32,
    /// The other case.
    pub other: u32,
}

/// Days of a row that can be charged twice. In order of families and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    family: u32,
    first: Day,
    last: Day,
    case: u32,
    row: u32,
    is_shown: bool,
}

/// Every row of a priced case with days of another priced case of the citizen and the same family. Hours may share days; at week and course prices the
/// days of the row count. Only rows with a day in the window of time, whose first and last day are `shown`.
///
/// Besides sorting, the work grows with what is found: rows of one case and family share no day, so each pair of rows that share one has a finding,
/// and two rows that are not shown are not paired. There may be many: a day in n cases has n × (n − 1) findings.
pub(crate) fn elsewhere(rows: &[InputRow<'_>], scratch: &Scratch, shown: (Day, Day)) -> Vec<Elsewhere> {
    let (from, until) = shown;
    let mut stretches = Vec::new();
    for case in scratch.cases.iter().filter(|case| !case.is_refused) {
        for plan in &scratch.plans[case.plans.0 as usize..case.plans.1 as usize] {
            let facts = &rows[plan.row as usize].facts;
            if matches!(plan.charge.covers(), Some(Covers::Row) | None) {
                continue;
            }
            let (first, last) = plan.billed(facts, until);
            if first <= last {
                let is_shown = facts.first <= until && facts.last >= from;
                stretches.push(Stretch { family: plan.group.0, first, last, case: case.case, row: plan.row, is_shown });
            }
        }
    }
    stretches.sort_unstable();
    let (mut running, mut hidden): (Vec<Stretch>, Vec<Stretch>) = (Vec::new(), Vec::new());
    let mut found: Vec<Elsewhere> = Vec::new();
    for stretch in stretches {
        let shares_a_day = |before: &Stretch| before.family == stretch.family && before.last >= stretch.first;
        running.retain(shares_a_day);
        if stretch.is_shown {
            hidden.retain(shares_a_day);
        }
        let unshown: &[Stretch] = if stretch.is_shown { &hidden } else { &[] };
        for other in running.iter().chain(unshown).filter(|other| other.case != stretch.case) {
            let both = [(stretch, other.case), (*other, stretch.case)];
            found.extend(both.into_iter().filter(|(of, _)| of.is_shown).map(|(of, other)| Elsewhere { case: of.case, row: of.row, other }));
        }
        if stretch.is_shown { &mut running } else { &mut hidden }.push(stretch);
    }
    found.sort_unstable();
    found.dedup();
    found
}
