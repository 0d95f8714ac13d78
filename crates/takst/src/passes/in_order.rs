//! Cases whose rows are priced per day or month and come in order of days, as nearly all do: planned in one walk over the rows of a citizen.
//!
//! The rules are those of the passes before it. Where a row needs more than this, or anything may be wrong, the citizen is planned case by case.
//! Which rows make a course or a case is seen from the rows themselves, so that whoever only wants lines needs no list of them.

use crate::compile::book::Book;
use crate::compile::entitlement::Decide;
use crate::compile::table::{Segment, ServiceTable};
use crate::contract::refund::WindowDays;
use crate::contract::unit::Unit;
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
    let Scratch { plans, windows, has_commitments, .. } = scratch;
    *has_commitments = false;
    let mut has_stays = false;
    let mut before: Option<Before<'_>> = None;
    let mut admitted = Day::ABSENT;
    for (place, row) in (0u32..).zip(rows) {
        let priced = match before.filter(|before| before.is_like(row)) {
            Some(before) => before.priced,
            None => Priced::of(book.tables.get(row.service as usize)?, row)?,
        };
        let table = priced.table;
        let plan = priced.plan(place, row, until)?;
        if let Some(before) = before
            && before.row.case == row.case
            && !before.is_followed(table, row)
        {
            return None;
        }
        if table.window != WindowDays::None {
            if !before.is_some_and(|before| goes_on(before.row, row)) {
                admitted = Day::ABSENT;
            }
            if table.window == WindowDays::Stay {
                has_stays = true;
                windows.stay(&book.rules, (plan.from, plan.to), &mut admitted);
            } else {
                windows.aftercare(&book.rules, (row.facts.first, row.facts.last), (plan.from, plan.to));
            }
        }
        plans.push(plan);
        before = Some(Before { row, priced });
    }
    if has_stays {
        windows.finish(&book.rules);
    }
    Some(())
}

/// Whether a row is of the course of the row before it.
#[inline(always)]
fn goes_on(before: &InputRow<'_>, row: &InputRow<'_>) -> bool {
    (before.case == row.case) & (before.facts.last.plus(1) == row.facts.first)
}

/// The course of rows in order that begins with a row, and whether a case begins with it. Each row has its plan in its place.
#[inline(always)]
pub(crate) fn course_from(rows: &[InputRow<'_>], first: usize) -> (Course, bool) {
    let mut end = first + 1;
    while end < rows.len() && goes_on(&rows[end - 1], &rows[end]) {
        end += 1;
    }
    let course = Course { first: rows[first].facts.first, last: rows[end - 1].facts.last, plans: (first as u32, end as u32), once: u32::MAX };
    (course, first == 0 || rows[first - 1].case != rows[first].case)
}

/// Writes down the courses and cases of rows in order, for those who ask about a case afterwards.
pub(crate) fn write_cases(rows: &[InputRow<'_>], courses: &mut Vec<Course>, cases: &mut Vec<CaseSpan>) {
    let mut place = 0;
    while place < rows.len() {
        let (course, is_new) = course_from(rows, place);
        let of = courses.len() as u32; // no more than rows
        if is_new {
            let first = place as u32;
            cases.push(CaseSpan { courses: (of, of), is_charged: true, ..CaseSpan::new(rows[place].case, first, first) });
        }
        if let Some(case) = cases.last_mut() {
            (case.rows.1, case.plans.1, case.courses.1) = (course.plans.1, course.plans.1, of + 1);
        }
        place = course.plans.1 as usize;
        courses.push(course);
    }
}

/// How rows of a service are priced per day or month: the same for all that have no other unit and hours a week.
#[derive(Clone, Copy)]
struct Priced<'a> {
    table: &'a ServiceTable,
    charge: Charge,
    unit: Unit,
    segments: &'a [Segment],
}

impl<'a> Priced<'a> {
    #[inline(always)]
    fn of(table: &'a ServiceTable, row: &InputRow<'_>) -> Option<Priced<'a>> {
        let charge = charge(table, row).filter(|_| table.charges_all_days)?;
        let unit = charge.unit().filter(|unit| unit.is_daily())?;
        Some(Priced { table, charge, unit, segments: table.segments(charge.is_agreed(), unit) })
    }

    /// The plan of a row, where nothing is wrong with it.
    #[inline(always)]
    fn plan(&self, place: u32, row: &InputRow<'_>, until: Day) -> Option<Plan> {
        let facts = &row.facts;
        let is_broken = matches!(row.record, Some(CaseRow::Broken(_)));
        let has_days = facts.first <= facts.last && (facts.last != Day::OPEN || until != Day::OPEN);
        if is_broken || !has_days || facts.window_start.is_given() {
            return None;
        }
        let (from, to) = (facts.first, facts.last.min(until));
        let group = (self.table.family, false);
        let mut plan = Plan { row: place, service: row.service, charge: self.charge, group, from, to, segment: 0, is_one_piece: false };
        if from > to {
            return Some(plan);
        }
        let is_right = find_segment(&mut plan, self.segments, to) && is_affordable(row, &plan, self.segments, self.unit);
        let segment = &self.segments[plan.segment as usize];
        plan.is_one_piece = (segment.decide == Decide::Static) & (to <= segment.last) & self.table.within.is_empty();
        is_right.then_some(plan)
    }
}

/// The row before, and how it is priced.
#[derive(Clone, Copy)]
struct Before<'a> {
    row: &'a InputRow<'a>,
    priced: Priced<'a>,
}

impl Before<'_> {
    /// Whether a row is priced as it is.
    #[inline(always)]
    fn is_like(&self, row: &InputRow<'_>) -> bool {
        (self.row.service == row.service) & (self.row.facts.unit == row.facts.unit) & (self.row.facts.hours_per_week == row.facts.hours_per_week)
    }

    /// Whether a row of the same case comes after it, on documents of the same provider and payer, and says nothing that may contradict another.
    #[inline(always)]
    fn is_followed(&self, table: &ServiceTable, row: &InputRow<'_>) -> bool {
        (self.row.facts.last < row.facts.first)
            & (self.row.facts.payer == row.facts.payer)
            & (self.priced.table.family == table.family)
            & (self.priced.table.provider == table.provider)
            & !row.facts.says_of_course()
    }
}
