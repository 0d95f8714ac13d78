//! Refund windows of § 110 stays: they follow the citizen across cases, rows and providers (R9.3).

use crate::book::Book;
use crate::calendar::{plus_days, plus_months};
use crate::case::{CaseRow, Row, WindowHistory};
use crate::catalogue::RefundRule;
use crate::code::Code;
use crate::course::{Course, Plan};
use crate::dayset::DaySet;
use crate::fault::{Column, Expected, Fault};
use crate::policy::{WindowReset, WindowResident, YesNo};
use crate::request::Request;
use crate::span::{charged_days, last_day_is_free};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// One window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// 1 for the first.
    pub number: u32,
    pub start: NaiveDate,
    /// First day no longer in it; `None`: not known yet.
    pub end: Option<NaiveDate>,
    /// Days used outside the file, where that was given.
    pub given: Option<u32>,
    /// Begun on the day of the reform by a course that began earlier.
    pub is_residents: bool,
}

/// What decides the refund of a citizen's § 110 stays from the reform on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Windows {
    pub windows: Vec<Window>,
    /// Days that use the windows.
    used: DaySet,
    /// Charged days of aftercare, also beyond the window of time.
    aftercare: DaySet,
    /// Stay days after this one are undetermined: a refused case may have used days before them.
    pub known_until: Option<NaiveDate>,
}

impl Windows {
    /// The window in which `day` lies; `None` before the first.
    pub fn at(&self, day: NaiveDate) -> Option<&Window> {
        self.windows[..self.windows.partition_point(|window| window.start <= day)].last()
    }

    /// Days of `window` used before `day`, those outside the file included.
    pub fn used_before(&self, window: &Window, day: NaiveDate) -> u32 {
        window.given.unwrap_or(0) + self.used.count(window.start, day)
    }

    /// Whether the citizen has aftercare in `window`.
    pub fn has_aftercare(&self, window: &Window) -> bool {
        self.aftercare.count(window.start, window.end.unwrap_or(NaiveDate::MAX)) > 0
    }
}

/// Gathers a citizen's stays and aftercare, case by case.
pub(crate) struct Gatherer<'b> {
    book: &'b Book,
    request: &'b Request,
    stays: Vec<(NaiveDate, NaiveDate)>,
    aftercare: Vec<(NaiveDate, NaiveDate)>,
    /// Aftercare days as far as the window of time goes: those can use days.
    aftercare_charged: Vec<(NaiveDate, NaiveDate)>,
    admissions: Vec<NaiveDate>,
    /// Whether a course of stays that began before the reform reaches it.
    resident: bool,
    known_until: Option<NaiveDate>,
}

impl<'b> Gatherer<'b> {
    pub fn new(book: &'b Book, request: &'b Request) -> Gatherer<'b> {
        Gatherer {
            book,
            request,
            stays: Vec::new(),
            aftercare: Vec::new(),
            aftercare_charged: Vec::new(),
            admissions: Vec::new(),
            resident: false,
            known_until: None,
        }
    }

    /// A course of a case that is priced.
    pub fn course(&mut self, course: &Course) {
        for plan in &course.rows {
            if !plan.charge.is_daily() {
                continue;
            }
            match self.book.entry(plan.service).facts.refund_rule {
                RefundRule::Sel110Ophold => self.stay(course, plan),
                RefundRule::Sel110Efterforsorg => self.aftercare(course, plan),
                RefundRule::Sel85aBostoette | RefundRule::None => {}
            }
        }
    }

    fn stay(&mut self, course: &Course, plan: &Plan) {
        let reform = self.book.law.reform();
        if let Some(days) = charged_days(self.book, course, plan, self.request).filter(|days| days.last() >= reform) {
            self.stays.push((days.first().max(reform), days.last()));
            self.resident |= course.first < reform && days.contains(reform);
            if days.first() == course.first {
                self.admissions.push(course.first);
            }
        }
    }

    fn aftercare(&mut self, course: &Course, plan: &Plan) {
        let reform = self.book.law.reform();
        let row = plan.row;
        let mut last = row.last_day.unwrap_or(NaiveDate::MAX);
        if last_day_is_free(self.book, course) && course.last == row.last_day {
            last = plus_days(last, -1);
        }
        if last >= reform.max(row.first_day) {
            self.aftercare.push((row.first_day.max(reform), last));
        }
        if let Some(days) = charged_days(self.book, course, plan, self.request).filter(|days| days.last() >= reform) {
            self.aftercare_charged.push((days.first().max(reform), days.last()));
        }
    }

    /// A row of a refused case: later stay days of the citizen's other cases are no longer known (R9.7).
    pub fn refused(&mut self, row: &CaseRow) {
        let (service, first_day) = match row {
            CaseRow::Sound(row) => (Some(&row.service), Some(row.first_day)),
            CaseRow::Broken(row) => (row.service.as_ref(), row.first_day),
        };
        let rule = service.and_then(|id| self.book.find(id)).map(|number| self.book.entry(number).facts.refund_rule);
        let matters = match rule {
            None | Some(RefundRule::Sel110Ophold) => true,
            Some(RefundRule::Sel110Efterforsorg) => self.book.policy.aftercare_uses_days.value == YesNo::Yes,
            Some(RefundRule::Sel85aBostoette | RefundRule::None) => false,
        };
        if matters {
            let known = first_day.unwrap_or(NaiveDate::MIN);
            self.known_until = Some(self.known_until.map_or(known, |until| until.min(known)));
        }
    }

    /// The citizen's windows. `history` holds what was used outside the file, by the first day of the window.
    pub fn finish(mut self, history: &BTreeMap<NaiveDate, u32>) -> Windows {
        let mut used = self.stays.clone();
        if self.book.policy.aftercare_uses_days.value == YesNo::Yes {
            used.append(&mut self.aftercare_charged);
        }
        let stays = DaySet::union(std::mem::take(&mut self.stays));
        self.admissions.sort_unstable();
        Windows {
            windows: stays.first().zip(stays.last()).map_or_else(Vec::new, |(first, last)| self.windows(first, last, history)),
            used: DaySet::union(used),
            aftercare: DaySet::union(self.aftercare),
            known_until: self.known_until,
        }
    }

    fn admission_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.admissions.get(self.admissions.partition_point(|admission| *admission < day)).copied()
    }

    fn windows(&self, first_stay: NaiveDate, last_stay: NaiveDate, history: &BTreeMap<NaiveDate, u32>) -> Vec<Window> {
        let policy = &self.book.policy;
        let reform = self.book.law.reform();
        let own_start = match policy.window_resident.value {
            WindowResident::From20231001 => Some(first_stay),
            WindowResident::NextAdmission => self.admission_from(reform),
        };
        let given_after = |day: Option<NaiveDate>| history.keys().copied().find(|start| day.is_none_or(|day| *start > day));
        let earlier = |a: Option<NaiveDate>, b: Option<NaiveDate>| a.into_iter().chain(b).min();
        let mut next = earlier(own_start, given_after(None));
        let mut windows = Vec::new();
        let mut number = 0;
        while let Some(start) = next.filter(|start| *start <= last_stay) {
            let year_later = plus_months(start, self.book.law.window_months.value.max(1));
            let own_next = match policy.window_reset.value {
                WindowReset::Anniversary => Some(year_later),
                WindowReset::NextAdmission => self.admission_from(year_later),
            };
            next = earlier(own_next, given_after(Some(start)));
            number += 1;
            let given = history.get(&start).copied();
            let is_residents = start == reform
                && given.is_none()
                && self.resident
                && policy.window_resident.value == WindowResident::From20231001;
            windows.push(Window { number, start, end: next, given, is_residents });
        }
        windows
    }
}

/// What rows say was used outside the file, by the first day of the window; and, where they contradict each other, the fault of each
/// row that says anything (R9.3f).
pub(crate) fn history<'a>(book: &Book, rows: impl Iterator<Item = &'a Row>) -> (BTreeMap<NaiveDate, u32>, HashMap<u64, Fault>) {
    let given: Vec<(u64, WindowHistory)> = rows.filter_map(|row| row.history.map(|history| (row.number, history))).collect();
    let mut windows: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    let mut trouble: Option<Column> = None;
    for (_, history) in &given {
        if *windows.entry(history.start).or_insert(history.days_used) != history.days_used {
            trouble = Some(Column::WindowDaysUsed);
        }
    }
    let months = book.law.window_months.value;
    if windows.keys().zip(windows.keys().skip(1)).any(|(a, b)| plus_months(*a, months) > *b) {
        trouble = Some(Column::WindowStart);
    }
    match trouble {
        Some(column) => (BTreeMap::new(), contradictions(&given, column)),
        None => (windows, HashMap::new()),
    }
}

/// Each row is shown a row that says something else: the first one, or, to those that agree with it, the first that does not.
fn contradictions(given: &[(u64, WindowHistory)], column: Column) -> HashMap<u64, Fault> {
    let text = |history: WindowHistory| match column {
        Column::WindowStart => history.start.to_string(),
        _ => history.days_used.to_string(),
    };
    let Some(first) = given.first() else { return HashMap::new() };
    let other = given.iter().find(|(_, history)| *history != first.1).unwrap_or(first);
    given
        .iter()
        .map(|(number, history)| {
            let (row, unlike) = if *history == first.1 { *other } else { *first };
            (*number, Fault::new(Code::CaseConflict, *number, column, text(*history), Expected::SameAs { row, value: text(unlike) }))
        })
        .collect()
}
