//! Days of a citizen that are charged in two cases (R12.11).

use crate::contract::words::Unit;
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
}

/// Every row of a priced case with days of another priced case of the citizen and the same family. Hours may share days; at week and course prices the
/// days of the row count.
pub(crate) fn elsewhere(rows: &[InputRow<'_>], scratch: &Scratch, until: Day) -> Vec<Elsewhere> {
    let mut stretches = Vec::new();
    for case in scratch.cases.iter().filter(|case| !case.is_refused) {
        for plan in &scratch.plans[case.plans.0 as usize..case.plans.1 as usize] {
            let facts = &rows[plan.row as usize].facts;
            let (first, last) = match plan.charge.unit() {
                Some(Unit::Day | Unit::Month) => (plan.from, plan.to),
                Some(Unit::Week | Unit::Course) => (facts.first, facts.last.min(until)),
                Some(Unit::Hour) | None => continue,
            };
            if first <= last {
                stretches.push(Stretch { family: plan.group.0, first, last, case: case.case, row: plan.row });
            }
        }
    }
    stretches.sort_unstable();
    let (mut running, mut found): (Vec<Stretch>, Vec<Elsewhere>) = (Vec::new(), Vec::new());
    for stretch in stretches {
        running.retain(|before| before.family == stretch.family && before.last >= stretch.first);
        for other in running.iter().filter(|other| other.case != stretch.case) {
            found.push(Elsewhere { case: stretch.case, row: stretch.row, other: other.case });
            found.push(Elsewhere { case: other.case, row: other.row, other: stretch.case });
        }
        running.push(stretch);
    }
    found.sort_unstable();
    found.dedup();
    found
}
