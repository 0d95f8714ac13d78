//! Courses (R4) and the faults between rows (R3.3).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::Problem;
use crate::cells::Reading;
use crate::dates::{length, plus_days, plus_months};
use crate::policy::Policy;
use crate::rows::Placed;
use crate::unit::Unit;
use crate::window::{contradicted_starts, given_starts};

/// R4.1: rows of one case and family that follow each other without a gap. Rows are places in the list of placed rows.
#[derive(Clone, Debug)]
pub struct Course {
    /// By first day, then row number.
    pub rows: Vec<usize>,
    pub first: NaiveDate,
    /// `None`: its last row is open, the course has no end.
    pub last: Option<NaiveDate>,
}

impl Course {
    pub fn first_row(&self) -> usize {
        self.rows[0]
    }

    pub fn last_row(&self) -> usize {
        *self.rows.last().expect("a course has a row")
    }

    /// R12.1: the course's last day, of an open course the end of the window of time.
    pub fn last_or(&self, until: Option<NaiveDate>) -> NaiveDate {
        self.last.or(until).expect("an open row without an end is refused by R3.2")
    }

    /// R12.1: weeks of the course that have begun by its last day.
    pub fn started_weeks(&self, last: NaiveDate) -> i64 {
        (length(self.first, last).max(0) + 6) / 7
    }

    /// R7.5: the row that carries the price of the course, if one does.
    pub fn course_priced_row(&self, placed: &[Placed]) -> Option<usize> {
        self.rows.iter().copied().find(|row| placed[*row].price.unit() == Some(Unit::Course))
    }
}

/// R4.1: the courses of one case.
pub fn courses_of(case_rows: &[usize], placed: &[Placed]) -> Vec<Course> {
    let mut ordered = case_rows.to_vec();
    ordered.sort_by_key(|row| (placed[*row].first, placed[*row].number()));

    // Hour rows form courses of their own, so they are a group beside the others of their family.
    let mut groups: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for row in ordered {
        let key = (placed[row].service.family(), placed[row].price.is_hourly());
        groups.entry(key).or_default().push(row);
    }

    let mut courses: Vec<Course> = Vec::new();
    for ((_, hourly), rows) in groups {
        let mut current: Option<Course> = None;
        for row in rows {
            let Placed { first, last, .. } = placed[row];
            match &mut current {
                Some(course) if hourly => {
                    course.rows.push(row);
                    // One open row leaves the whole course without an end.
                    course.last = course.last.zip(last).map(|(a, b)| a.max(b));
                }
                Some(course) if course.last.is_some_and(|end| plus_days(end, 1) == first) => {
                    course.rows.push(row);
                    course.last = last;
                }
                _ => {
                    courses.extend(current.take());
                    current = Some(Course { rows: vec![row], first, last });
                }
            }
        }
        courses.extend(current);
    }
    courses
}

/// R4.2: each row that shares a day with an earlier one of its case and family, hour rows aside.
pub fn overlaps(case_rows: &[usize], placed: &[Placed]) -> Vec<Problem> {
    let mut ordered: Vec<usize> = case_rows.iter().copied().filter(|row| !placed[*row].price.is_hourly()).collect();
    ordered.sort_by_key(|row| (placed[*row].first, placed[*row].number()));

    let mut faults = Vec::new();
    for (place, later) in ordered.iter().enumerate() {
        let later = &placed[*later];
        let shares_a_day = ordered[..place].iter().any(|earlier| {
            let earlier = &placed[*earlier];
            earlier.service.family() == later.service.family() && earlier.last.is_none_or(|last| last >= later.first)
        });
        if shares_a_day {
            faults.push(later.reading.problem("error", "case.overlap", "first_day"));
        }
    }
    faults
}

/// R3.3: more hours and days than a case may have, on the row with which it has.
pub fn too_many_units(case_rows: &[usize], placed: &[Placed]) -> Option<Problem> {
    let last_of_all = NaiveDate::from_ymd_opt(2199, 12, 31).expect("a date");
    let mut ordered: Vec<&Placed> = case_rows.iter().map(|row| &placed[*row]).collect();
    ordered.sort_by_key(|row| row.number());
    let mut sum: i128 = 0;
    for row in ordered {
        sum += if row.price.is_hourly() {
            let hundredths = row.reading.hours.expect("a row priced by the hour has hours");
            (hundredths + 99) / 100
        } else {
            i128::from((row.last.unwrap_or(last_of_all) - row.first).num_days()) + 1
        };
        if sum > 4_000_000_000 {
            return Some(row.reading.problem_of("error", "value.range", "", sum.to_string()));
        }
    }
    None
}

/// R4.3: whether a later row says something else than the row whose word counts. Absent says nothing.
fn differs(counts: &Reading, later: &Reading, column: &str) -> bool {
    // Dates and words are compared as they are written: R2 leaves each only one way to be written.
    later.has(column) && later.cell(column) != counts.cell(column)
}

/// R4.3 and R4.4: rows of one course that contradict the row whose word counts.
pub fn course_conflicts(course: &Course, placed: &[Placed]) -> Vec<Problem> {
    let mut faults = Vec::new();
    let first = placed[course.first_row()].reading;
    for row in &course.rows {
        let later = placed[*row].reading;
        for column in ["prior_stay_to", "first_discharge", "decided_before_discharge", "discharged_to_107", "notified_start", "notified_end"] {
            if differs(first, later, column) {
                faults.push(later.problem("error", "case.conflict", column));
            }
        }
        let of_payer = course.rows.iter().find(|other| placed[**other].payer() == placed[*row].payer());
        let of_payer = placed[*of_payer.expect("at least the row itself")].reading;
        for column in ["commitment", "commitment_date"] {
            if differs(of_payer, later, column) {
                faults.push(later.problem("error", "case.conflict", column));
            }
        }
        let priced = course.course_priced_row(placed).filter(|_| placed[*row].price.unit() == Some(Unit::Course));
        if priced.is_some_and(|priced| placed[priced].reading.unit_price != later.unit_price) {
            faults.push(later.problem("error", "case.conflict", "unit_price"));
        }
    }
    faults
}

/// R9.3f: rows of one citizen that give histories which cannot be true. Rows and courses are of all the citizen's cases.
pub fn history_conflicts(citizen_rows: &[usize], courses: &[&Course], placed: &[Placed], policy: &Policy) -> Vec<Problem> {
    let mut faults = history_against_history(citizen_rows, placed);
    let is_sound = |row: &usize| faults.iter().all(|fault| fault.row != Some(placed[*row].number()));
    let sound: Vec<usize> = citizen_rows.iter().copied().filter(is_sound).collect();
    let contradicted = contradicted_starts(&given_starts(&sound, placed), courses, placed, policy);
    for row in sound {
        let reading = placed[row].reading;
        if reading.window_start.is_some_and(|start| contradicted.contains(&start)) {
            faults.push(reading.problem("error", "case.conflict", "window_start"));
        }
    }
    faults
}

/// R9.3f: given histories of which at most one can be true.
fn history_against_history(citizen_rows: &[usize], placed: &[Placed]) -> Vec<Problem> {
    let given = |row: usize| {
        let reading = placed[row].reading;
        reading.window_start.zip(reading.window_days_used)
    };
    let too_near = |a: NaiveDate, b: NaiveDate| a != b && a.max(b) < plus_months(a.min(b), 12);

    let mut faults = Vec::new();
    for row in citizen_rows {
        let Some((start, used)) = given(*row) else {
            continue;
        };
        let others: Vec<_> = citizen_rows.iter().filter_map(|other| given(*other)).collect();
        // The start is the deeper trouble: where it is wrong, the days counted from it say nothing.
        let column = if others.iter().any(|(other, _)| too_near(start, *other)) {
            "window_start"
        } else if others.iter().any(|(other, days)| *other == start && *days != used) {
            "window_days_used"
        } else {
            continue;
        };
        faults.push(placed[*row].reading.problem("error", "case.conflict", column));
    }
    faults
}
