//! Courses: rows of one case and family that follow each other without a gap (R4), and the faults rows have together (R3.3).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::calendar::plus_days;
use crate::model::case::Row;
use crate::model::catalogue::Unit;
use crate::model::fault::{Expected, Fault};
use crate::passes::choice::Charge;
use chrono::NaiveDate;

/// A row with its service and price, and the course it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan<'a> {
    pub row: &'a Row,
    pub service: u32,
    pub charge: Charge,
}

/// Rows that belong together, in order.
#[derive(Debug, Clone)]
pub(crate) struct Course<'a> {
    pub first: NaiveDate,
    /// Last day; `None` while the course runs.
    pub last: Option<NaiveDate>,
    /// By first day, then row number; never empty.
    pub rows: Vec<Plan<'a>>,
}

impl<'a> Course<'a> {
    /// The row from which what is said once for the course is read.
    pub fn first_row(&self) -> &Plan<'a> {
        &self.rows[0]
    }

    /// Days between the preceding stay and the course; `None` without a stay.
    pub fn gap(&self) -> Option<i64> {
        self.first_row().row.prior_stay_to.map(|stay| crate::model::calendar::days_between(stay, self.first))
    }

    /// Whether `row` begins the day after the course's last row ends.
    fn is_followed_by(&self, row: &Row) -> bool {
        self.rows.last().and_then(|plan| plan.row.last_day).is_some_and(|last| plus_days(last, 1) == row.first_day)
    }

    /// The first row priced per course: the one that is charged.
    pub fn charged_once(&self) -> Option<&Plan<'a>> {
        self.rows.iter().find(|plan| plan.charge.unit() == Some(Unit::Course))
    }
}

/// Puts the rows of a case into courses, in order of family and first day; conflicts and overlaps go to `faults`.
pub(crate) fn courses<'a>(book: &Book, mut plans: Vec<Plan<'a>>, faults: &mut Vec<Fault>) -> Vec<Course<'a>> {
    let key = |plan: &Plan| (book.entry(plan.service).family, plan.charge.is_hourly());
    plans.sort_by_key(|plan| (key(plan), plan.row.first_day, plan.row.number));
    let mut courses: Vec<Course<'a>> = Vec::new();
    // The row of this family that reaches furthest so far, and its last day (open: never).
    let mut furthest: Option<(u64, NaiveDate)> = None;
    for plan in plans {
        let row = plan.row;
        let course = courses.last_mut().filter(|course| key(course.first_row()) == key(&plan));
        if course.is_none() {
            furthest = None;
        }
        if let Some((other, _)) = furthest.filter(|(_, reach)| row.first_day <= *reach && !plan.charge.is_hourly()) {
            let expected = Expected::NotSharedWith { row: other };
            faults.push(Fault::new(Code::CaseOverlap, row.number, Column::FirstDay, row.first_day.to_string(), expected));
        }
        let last = row.last_day.unwrap_or(NaiveDate::MAX);
        if furthest.is_none_or(|(_, reach)| last > reach) {
            furthest = Some((row.number, last));
        }
        match course.filter(|course| plan.charge.is_hourly() || course.is_followed_by(row)) {
            Some(course) => {
                course.last = course.last.zip(row.last_day).map(|(a, b)| a.max(b));
                course.rows.push(plan);
            }
            None => courses.push(Course { first: row.first_day, last: row.last_day, rows: vec![plan] }),
        }
    }
    for course in &courses {
        conflicts(course, faults);
    }
    courses
}

/// A later row may repeat or omit what is said once for its course; anything else is a conflict (R4.3, R4.4).
fn conflicts(course: &Course, faults: &mut Vec<Fault>) {
    let first = course.first_row().row;
    let once = course.charged_once();
    let mut payers: Vec<&Row> = vec![first];
    for plan in &course.rows[1..] {
        let row = plan.row;
        for (column, said, once) in [
            (Column::PriorStayTo, row.prior_stay_to, first.prior_stay_to),
            (Column::FirstDischarge, row.first_discharge, first.first_discharge),
            (Column::NotifiedStart, row.notified_start, first.notified_start),
            (Column::NotifiedEnd, row.notified_end, first.notified_end),
        ] {
            conflict(row, first, column, said, once, faults);
        }
        let decided = Column::DecidedBeforeDischarge;
        conflict(row, first, decided, row.decided_before_discharge, first.decided_before_discharge, faults);
        match payers.iter().find(|other| other.payer == row.payer) {
            Some(other) => {
                conflict(row, other, Column::Commitment, row.commitment.as_deref(), other.commitment.as_deref(), faults);
                conflict(row, other, Column::CommitmentDate, row.commitment_date, other.commitment_date, faults);
            }
            None => payers.push(row),
        }
        if let Some(once) = once.filter(|once| plan.charge.unit() == Some(Unit::Course) && once.row.agreed != row.agreed) {
            let price = |row: &Row| row.agreed.map_or_else(String::new, |agreed| agreed.price.to_string());
            let expected = Expected::SameAs { row: once.row.number, value: price(once.row) };
            faults.push(Fault::new(Code::CaseConflict, row.number, Column::UnitPrice, price(row), expected));
        }
    }
}

fn conflict<T: PartialEq + ToString>(row: &Row, other: &Row, column: Column, said: Option<T>, once: Option<T>, faults: &mut Vec<Fault>) {
    if said.is_some() && said != once {
        let expected = Expected::SameAs { row: other.number, value: once.map_or_else(String::new, |value| value.to_string()) };
        faults.push(Fault::new(Code::CaseConflict, row.number, column, said.map_or_else(String::new, |value| value.to_string()), expected));
    }
}
