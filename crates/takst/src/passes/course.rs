//! Courses: rows of one case and family that follow each other without a gap (R4), and the faults rows have together (R3.3).

use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::contract::unit::Covers;
use crate::model::day::Day;
use crate::model::fault::{Expected, Fault, Place};
use crate::model::input::InputRow;
use crate::model::limits::MOST_UNITS;
use crate::model::money::UnitPrice;
use crate::model::municipality::Municipality;
use crate::passes::plan::{CaseSpan, Course, Plan};

/// Puts the plans of a case into courses, in order of family and first day. Adds what is wrong to `faults`; returns whether there was anything.
#[inline]
pub(crate) fn courses(
    rows: &[InputRow<'_>],
    case: &mut CaseSpan,
    plans: &mut [Plan],
    courses: &mut Vec<Course>,
    payers: &mut Vec<(Municipality, u32)>,
    provider_of: impl Fn(u32) -> u32,
    faults: &mut Vec<(u32, Fault)>,
) -> bool {
    let (first, end) = (case.plans.0 as usize, case.plans.1 as usize);
    let from = courses.len();
    if let [plan] = &plans[first..end] {
        courses.push(case.alone(plan, from));
        return false;
    }
    let before = faults.len();
    if end - first > 1 {
        plans[first..end].sort_unstable_by_key(|plan| (plan.group, plan.from, rows[plan.row as usize].number, plan.row));
    }
    let mut is_ordered = true;
    // The row of this family that reaches furthest so far, and its last day.
    let (mut furthest_row, mut furthest) = (0, Day::ABSENT);
    for place in first..end {
        let plan = plans[place];
        let (is_hourly, is_same) = (plan.group.1, place > first && plans[place - 1].group == plan.group);
        if place > first {
            let last = &plans[place - 1];
            is_ordered &= last.to < plan.from
                && rows[last.row as usize].facts.payer == rows[plan.row as usize].facts.payer
                && provider_of(last.service) == provider_of(plan.service);
        }
        if !is_same {
            furthest = Day::ABSENT;
        }
        if plan.from <= furthest && !is_hourly {
            faults.push((case.case, overlap(rows, &plan, furthest_row)));
        }
        let follows = is_same && (is_hourly || (plans[place - 1].to != Day::OPEN && plans[place - 1].to.plus(1) == plan.from));
        if furthest == Day::ABSENT || plan.to > furthest {
            (furthest_row, furthest) = (plan.row, plan.to);
        }
        let once = if plan.charge.covers() == Some(Covers::Course) { place as u32 } else { u32::MAX };
        match courses.last_mut().filter(|_| follows) {
            Some(course) => {
                course.last = course.last.max(plan.to);
                course.plans.1 += 1;
                course.once = course.once.min(once);
            }
            None => courses.push(Course { first: plan.from, last: plan.to, plans: (place as u32, place as u32 + 1), once }),
        }
    }
    case.courses = (from as u32, courses.len() as u32);
    case.is_ordered = is_ordered;
    for course in &courses[from..] {
        if course.plans.1 - course.plans.0 > 1 {
            conflicts(rows, case.case, plans, course, payers, faults);
        }
    }
    faults.len() > before
}

/// So many rows never have more units than a case may have: a row has at most the days of 300 years.
pub(crate) const ALWAYS_FEW: u32 = (MOST_UNITS / (300 * 366)) as u32;

/// Whether the rows of a case have more hours and days than a case may have (R3.3). Adds the fault, on the row with which they have.
#[cold]
pub(crate) fn is_too_large(rows: &[InputRow<'_>], case: &CaseSpan, plans: &[Plan], faults: &mut Vec<(u32, Fault)>) -> bool {
    let units = |plan: &Plan| match plan.charge.covers() {
        Some(Covers::Row) => i64::from(rows[plan.row as usize].facts.hours).unsigned_abs().div_ceil(100).cast_signed(),
        _ => i64::from(plan.to.min(Day::LAST).since(plan.from)) + 1,
    };
    let plans = &plans[case.plans.0 as usize..case.plans.1 as usize];
    if plans.iter().map(units).sum::<i64>() <= MOST_UNITS {
        return false;
    }
    let mut by_row: Vec<(u64, i64)> = plans.iter().map(|plan| (rows[plan.row as usize].number, units(plan))).collect();
    by_row.sort_unstable();
    let mut sum = 0;
    for (number, units) in by_row {
        sum += units;
        if sum > MOST_UNITS {
            let at = Place { row: Some(number), column: None };
            faults.push((case.case, Fault { code: Code::ValueRange, at, value: sum.to_string(), expected: Expected::UnitsOfCase(MOST_UNITS) }));
            break;
        }
    }
    true
}

#[cold]
fn overlap(rows: &[InputRow<'_>], plan: &Plan, other: u32) -> Fault {
    let expected = Expected::NotSharedWith { row: rows[other as usize].number };
    Fault::new(Code::CaseOverlap, rows[plan.row as usize].number, Column::FirstDay, plan.from.date().to_string(), expected)
}

/// A later row may repeat or omit what is said once for its course; anything else is a conflict (R4.3, R4.4).
fn conflicts(
    rows: &[InputRow<'_>],
    case: u32,
    plans: &[Plan],
    course: &Course,
    payers: &mut Vec<(Municipality, u32)>,
    faults: &mut Vec<(u32, Fault)>,
) {
    let of = |plan: &Plan| &rows[plan.row as usize];
    let charged = plans.get(course.once as usize).map(of);
    let plans = &plans[course.plans.0 as usize..course.plans.1 as usize];
    let first = of(&plans[0]);
    payers.clear();
    payers.push((first.facts.payer, plans[0].row));
    for plan in &plans[1..] {
        let row = of(plan);
        let (facts, once) = (&row.facts, &first.facts);
        let differs = |said: Day, once: Day| said.is_given() && said != once;
        let payer = payers.iter().find(|(payer, _)| *payer == facts.payer).map(|(_, row)| &rows[*row as usize]);
        if payer.is_none() {
            payers.push((facts.payer, plan.row));
        }
        let charged = charged.filter(|_| plan.charge.covers() == Some(Covers::Course));
        let is_wrong = differs(facts.prior_stay_to, once.prior_stay_to)
            | differs(facts.first_discharge, once.first_discharge)
            | differs(facts.notified_start, once.notified_start)
            | differs(facts.notified_end, once.notified_end)
            | (facts.decided_before_discharge.is_some() && facts.decided_before_discharge != once.decided_before_discharge)
            | (facts.discharged_to_107.is_some() && facts.discharged_to_107 != once.discharged_to_107)
            | payer.is_some_and(|other| {
                differs(facts.commitment_date, other.facts.commitment_date) || (facts.has_commitment && row.commitment != other.commitment)
            })
            | charged.is_some_and(|charged| charged.facts.agreed() != facts.agreed());
        if is_wrong {
            conflicts_of(row, first, payer, charged, |fault| faults.push((case, fault)));
        }
    }
}

/// Every conflict of one row.
#[cold]
fn conflicts_of(row: &InputRow<'_>, first: &InputRow<'_>, payer: Option<&InputRow<'_>>, charged: Option<&InputRow<'_>>, mut push: impl FnMut(Fault)) {
    let day = |day: Day| day.known().map(|day| day.to_string());
    let mut conflict = |column, other: &InputRow<'_>, said: Option<String>, once: Option<String>| {
        if let Some(said) = said.filter(|said| once.as_ref() != Some(said)) {
            let expected = Expected::SameAs { row: other.number, value: once.unwrap_or_default() };
            push(Fault::new(Code::CaseConflict, row.number, column, said, expected));
        }
    };
    let (facts, once) = (&row.facts, &first.facts);
    conflict(Column::PriorStayTo, first, day(facts.prior_stay_to), day(once.prior_stay_to));
    conflict(Column::FirstDischarge, first, day(facts.first_discharge), day(once.first_discharge));
    conflict(Column::NotifiedStart, first, day(facts.notified_start), day(once.notified_start));
    conflict(Column::NotifiedEnd, first, day(facts.notified_end), day(once.notified_end));
    let truth = |truth: Option<bool>| truth.map(|truth| truth.to_string());
    conflict(Column::DecidedBeforeDischarge, first, truth(facts.decided_before_discharge), truth(once.decided_before_discharge));
    conflict(Column::DischargedTo107, first, truth(facts.discharged_to_107), truth(once.discharged_to_107));
    if let Some(other) = payer {
        let text = |row: &InputRow<'_>| row.facts.has_commitment.then(|| row.commitment.to_owned());
        conflict(Column::Commitment, other, text(row), text(other));
        conflict(Column::CommitmentDate, other, day(facts.commitment_date), day(other.facts.commitment_date));
    }
    if let Some(charged) = charged.filter(|charged| charged.facts.agreed() != facts.agreed()) {
        let price = |row: &InputRow<'_>| row.facts.unit.map_or_else(String::new, |_| UnitPrice::from_units(row.facts.price).to_string());
        let expected = Expected::SameAs { row: charged.number, value: price(charged) };
        push(Fault::new(Code::CaseConflict, row.number, Column::UnitPrice, price(row), expected));
    }
}
