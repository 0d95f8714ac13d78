//! Cases whose rows are priced per day or month and come in order of days, as nearly all do: planned in one walk over the rows of a citizen.
//!
//! The rules are those of the passes before it. Where a row needs more than this, or anything may be wrong, the citizen is planned case by case.

use crate::compile::book::Book;
use crate::compile::table::ServiceTable;
use crate::contract::refund::WindowDays;
use crate::model::case::CaseRow;
use crate::model::day::Day;
use crate::model::input::InputRow;
use crate::passes::charge::{find_segment, is_affordable};
use crate::passes::choose::charge;
use crate::passes::course::ALWAYS_FEW;
use crate::passes::plan::{CaseSpan, Charge, Course, Plan};
use crate::passes::scratch::Scratch;

/// Plans the rows of a citizen, with the windows that their stays use. `None`: some row needs the other passes, and what is in `scratch` has no meaning.
#[inline]
pub(crate) fn in_order(book: &Book, rows: &[InputRow<'_>], until: Day, scratch: &mut Scratch) -> Option<()> {
    if rows.len() > ALWAYS_FEW as usize {
        return None;
    }
    let Scratch { plans, courses, cases, windows, has_commitments, .. } = scratch;
    *has_commitments = false;
    let mut has_stays = false;
    let mut before: Option<Before<'_>> = None;
    let mut admitted = Day::ABSENT;
    for (place, row) in (0u32..).zip(rows) {
        let table = book.tables.get(row.service as usize)?;
        let plan = plan(table, place, row, until)?;
        let goes_on = before.is_some_and(|before| before.row.case == row.case);
        match before {
            Some(before) if goes_on => {
                if !before.is_followed(table, row) {
                    return None;
                }
                let case = cases.last_mut()?;
                (case.rows.1, case.plans.1) = (place + 1, place + 1);
                match courses.last_mut().filter(|_| before.row.facts.last.plus(1) == row.facts.first) {
                    Some(course) => (course.last, course.plans.1) = (row.facts.last, place + 1),
                    None => {
                        admitted = Day::ABSENT;
                        case.courses.1 += 1;
                        courses.push(Course { first: plan.from, last: row.facts.last, plans: (place, place + 1), once: u32::MAX });
                    }
                }
            }
            _ => {
                admitted = Day::ABSENT;
                let course = courses.len() as u32; // no more than rows
                let span = (place, place + 1);
                cases.push(CaseSpan {
                    rows: span,
                    plans: span,
                    courses: (course, course + 1),
                    is_charged: true,
                    ..CaseSpan::new(row.case, place, place)
                });
                courses.push(Course { first: plan.from, last: row.facts.last, plans: span, once: u32::MAX });
            }
        }
        match table.window {
            WindowDays::None => {}
            WindowDays::Stay => {
                has_stays = true;
                windows.stay(&book.rules, (plan.from, plan.to), &mut admitted);
            }
            WindowDays::Aftercare => windows.aftercare(&book.rules, (row.facts.first, row.facts.last), (plan.from, plan.to)),
        }
        plans.push(plan);
        before = Some(Before { row, table });
    }
    if has_stays {
        windows.finish(&book.rules);
    }
    Some(())
}

/// The plan of a row, where it is priced per day or month and nothing is wrong with it.
#[inline(always)]
fn plan(table: &ServiceTable, place: u32, row: &InputRow<'_>, until: Day) -> Option<Plan> {
    let facts = &row.facts;
    let is_broken = matches!(row.record, Some(CaseRow::Broken(_)));
    let has_days = facts.first <= facts.last && (facts.last != Day::OPEN || until != Day::OPEN);
    if is_broken || !has_days || !table.charges_all_days || facts.window_start.is_given() {
        return None;
    }
    let charge = charge(table, row)?;
    let (Charge::Published(unit) | Charge::Agreed(unit)) = charge else { return None };
    if !unit.is_daily() {
        return None;
    }
    let (from, to) = (facts.first, facts.last.min(until));
    let mut plan = Plan { row: place, service: row.service, charge, group: (table.family, false), from, to, segment: 0 };
    let segments = table.segments(charge.is_agreed(), unit);
    let is_right = from > to || (find_segment(&mut plan, segments, to) && is_affordable(row, &plan, segments, unit));
    is_right.then_some(plan)
}

/// The row before, with its service.
#[derive(Clone, Copy)]
struct Before<'a> {
    row: &'a InputRow<'a>,
    table: &'a ServiceTable,
}

impl Before<'_> {
    /// Whether a row of the same case comes after it, on documents of the same provider and payer, and says nothing that may contradict another.
    #[inline(always)]
    fn is_followed(&self, table: &ServiceTable, row: &InputRow<'_>) -> bool {
        (self.row.facts.last < row.facts.first)
            & (self.row.facts.payer == row.facts.payer)
            & (self.table.family == table.family)
            & (self.table.provider == table.provider)
            & !row.facts.says_of_course()
    }
}
