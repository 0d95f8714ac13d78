//! The windows of a citizen's stays (R9.3): every day from the reform on is walked once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::charge::bills_day;
use crate::course::Course;
use crate::dates::{date, each_day, plus_months, reform};
use crate::policy::Policy;
use crate::rows::Placed;

/// What the rows say of one calendar day of a citizen.
#[derive(Clone, Copy, Debug, Default)]
struct DayFacts {
    stay: bool,
    /// A stay admitted on or after 2023-10-01.
    newcomer: bool,
    /// A stay admitted before 2023-10-01.
    resident: bool,
    /// An admission: the first day of stay in a course.
    admission: bool,
    aftercare: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub begin: NaiveDate,
    /// Begun by a `window_start`, with its `window_days_used`.
    pub given: Option<i64>,
    /// R9.3c: begun on 2023-10-01 by a course that began earlier.
    pub by_resident: bool,
    /// R13: holds a charged aftercare day of the citizen.
    pub has_aftercare: bool,
}

/// Where a windowed stay day stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// `None`: no window has begun (R9.3c).
    pub window: Option<usize>,
    /// Days used before this day in its window.
    pub used_before: i64,
}

/// All windows of a citizen, and where each windowed stay day stands.
#[derive(Clone, Debug, Default)]
pub struct Windows {
    pub windows: Vec<Window>,
    days: BTreeMap<NaiveDate, Standing>,
}

/// R9.3b: the history given by the rows of a citizen.
pub fn given_starts(citizen_rows: &[usize], placed: &[Placed]) -> BTreeMap<NaiveDate, i64> {
    let given = |row: &usize| {
        let reading = placed[*row].reading;
        reading.window_start.zip(reading.window_days_used)
    };
    citizen_rows.iter().filter_map(given).collect()
}

/// R9.3b: the first stay day of the course.
fn admission(course: &Course, placed: &[Placed], policy: &Policy, horizon: NaiveDate) -> Option<NaiveDate> {
    let stays = course.rows.iter().map(|row| &placed[*row]);
    stays
        .filter(|row| row.service.refund == "sel-110-ophold")
        .flat_map(|row| each_day(row.first, row.last.unwrap_or(horizon)).filter(move |day| bills_day(row, course, *day, policy)))
        .min()
}

/// R9.3b and d: the days of stays and aftercare. An open row counts without end, here as far as any row of the citizen reaches.
fn facts_of(courses: &[&Course], placed: &[Placed], policy: &Policy, horizon: NaiveDate) -> BTreeMap<NaiveDate, DayFacts> {
    let mut facts: BTreeMap<NaiveDate, DayFacts> = BTreeMap::new();
    for course in courses {
        let admitted = admission(course, placed, policy, horizon);
        for row in &course.rows {
            let row = &placed[*row];
            let (stay, aftercare) = match row.service.refund.as_str() {
                "sel-110-ophold" => (true, false),
                "sel-110-efterforsorg" => (false, true),
                _ => continue,
            };
            for day in each_day(row.first.max(reform()), row.last.unwrap_or(horizon)) {
                if !bills_day(row, course, day, policy) {
                    continue;
                }
                let today = facts.entry(day).or_default();
                today.aftercare |= aftercare;
                if stay {
                    today.stay = true;
                    today.newcomer |= admitted.is_some_and(|admitted| admitted >= reform());
                    today.resident |= admitted.is_some_and(|admitted| admitted < reform());
                    today.admission |= admitted == Some(day);
                }
            }
        }
    }
    facts
}

/// The window that runs on a day, while days are walked one after the other.
#[derive(Clone, Copy, Debug)]
struct Running {
    begin: NaiveDate,
    /// R9.3b: the start from which anniversaries are counted: the first one, or the last given one.
    anchor: NaiveDate,
    /// How many windows began on anniversaries of the anchor.
    anniversaries: u32,
}

impl Running {
    fn from(start: NaiveDate) -> Running {
        Running { begin: start, anchor: start, anniversaries: 0 }
    }

    /// R9.3b: the window after this one, if it begins on this day without a given start.
    fn next_on(self, day: NaiveDate, today: DayFacts, policy: &Policy) -> Option<Running> {
        if policy.next_admission_resets() {
            let is_due = day >= plus_months(self.begin, 12);
            return (is_due && today.admission).then_some(Running { begin: day, ..self });
        }
        let anniversaries = self.anniversaries + 1;
        (day == plus_months(self.anchor, 12 * anniversaries)).then_some(Running { begin: day, anniversaries, ..self })
    }

    /// R9.3f: whether a start on this day, which begins no window by itself, lies within this one.
    fn contradicts(self, day: NaiveDate, policy: &Policy) -> bool {
        !policy.next_admission_resets() || day < plus_months(self.begin, 12)
    }
}

/// R9.3b, c: the window that begins on a day without a given start.
fn begins(running: Option<Running>, day: NaiveDate, today: DayFacts, policy: &Policy) -> Option<Running> {
    match running {
        Some(window) => window.next_on(day, today, policy),
        None if policy.residents_wait_for_admission() => today.newcomer.then_some(Running::from(day)),
        None => today.stay.then_some(Running::from(day)),
    }
}

/// R9.3f: the given starts that lie inside a window counted from an earlier start, own or given. `courses` are those of all the citizen's cases.
pub fn contradicted_starts(given: &BTreeMap<NaiveDate, i64>, courses: &[&Course], placed: &[Placed], policy: &Policy) -> BTreeSet<NaiveDate> {
    let mut contradicted = BTreeSet::new();
    let Some(last) = given.keys().max() else {
        return contradicted;
    };
    let facts = facts_of(courses, placed, policy, *last);
    let mut running: Option<Running> = None;
    for day in each_day(reform(), *last) {
        let today = facts.get(&day).copied().unwrap_or_default();
        let by_itself = begins(running, day, today, policy);
        let is_given = given.contains_key(&day);
        if is_given && by_itself.is_none() && running.is_some_and(|window| window.contradicts(day, policy)) {
            contradicted.insert(day);
        } else if is_given {
            running = Some(Running::from(day));
        } else if by_itself.is_some() {
            running = by_itself;
        }
    }
    contradicted
}

impl Windows {
    /// R9.3b to d: the windows of one citizen: `citizen_rows` give the history, `courses` are those of the cases that are not refused.
    pub fn new(citizen_rows: &[usize], courses: &[&Course], placed: &[Placed], policy: &Policy, until: Option<NaiveDate>) -> Windows {
        let given = given_starts(citizen_rows, placed);
        let ends = citizen_rows.iter().map(|row| placed[*row].last.unwrap_or(placed[*row].first));
        let Some(horizon) = ends.chain(until).max() else {
            return Windows::default();
        };
        let facts = facts_of(courses, placed, policy, horizon);
        if facts.values().all(|day| !day.stay) {
            return Windows::default();
        }

        let mut all = Windows::default();
        let mut running: Option<Running> = None;
        let mut used = 0;
        for day in each_day(reform(), horizon) {
            let today = facts.get(&day).copied().unwrap_or_default();
            let history = given.get(&day).copied();
            let new = if history.is_some() { Some(Running::from(day)) } else { begins(running, day, today, policy) };
            if new.is_some() {
                // Where residents wait, whoever began this window was admitted that day (R9.3c).
                let by_resident = history.is_none() && day == reform() && today.resident && !policy.residents_wait_for_admission();
                all.windows.push(Window { begin: day, given: history, by_resident, has_aftercare: false });
                used = history.unwrap_or(0);
                running = new;
            }
            if today.stay {
                all.days.insert(day, Standing { window: all.windows.len().checked_sub(1), used_before: used });
            }
            let Some(window) = all.windows.last_mut() else {
                continue;
            };
            window.has_aftercare |= today.aftercare;
            if today.stay || (today.aftercare && policy.aftercare_uses_days()) {
                used += 1;
            }
        }
        all
    }

    /// Where a charged windowed stay day stands.
    pub fn standing(&self, day: NaiveDate) -> Standing {
        self.days[&day]
    }

    /// R9.3e: whether days are left in the window of this day.
    pub fn is_within_cap(&self, day: NaiveDate, policy: &Policy) -> bool {
        let standing = self.standing(day);
        let window = self.windows[standing.window.expect("asked only of days in a window")];
        let decides = if policy.cap_of_window_start() { window.begin } else { day };
        let cap = if decides < date(2026, 4, 1) { 120 } else { 90 };
        standing.used_before < cap
    }
}
