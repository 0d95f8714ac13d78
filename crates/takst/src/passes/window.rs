//! Refund windows of § 110 stays: they follow the citizen across cases, rows and providers (R9.3).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::calendar::{plus_days, plus_months};
use crate::model::case::{CaseRow, Row};
use crate::model::catalogue::RefundRule;
use crate::model::fault::{Expected, Fault};
use crate::model::period::ReportingPeriod;
use crate::model::policy::{WindowReset, WindowResident, YesNo};
use crate::passes::course::{Course, Plan};
use crate::passes::dayset::DaySet;
use crate::passes::span::{charged_days, last_day_is_free};
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
    /// Begun on the day of the reform by a stay admitted earlier.
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
    request: &'b ReportingPeriod,
    stays: Vec<(NaiveDate, NaiveDate)>,
    aftercare: Vec<(NaiveDate, NaiveDate)>,
    /// Aftercare days as far as the window of time goes: those can use days.
    aftercare_charged: Vec<(NaiveDate, NaiveDate)>,
    admissions: Vec<NaiveDate>,
    /// Whether a stay admitted before the reform reaches it.
    resident: bool,
    known_until: Option<NaiveDate>,
}

impl<'b> Gatherer<'b> {
    pub fn new(book: &'b Book, request: &'b ReportingPeriod) -> Gatherer<'b> {
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
        let mut admitted: Option<NaiveDate> = None;
        for plan in &course.rows {
            if !plan.charge.is_daily() {
                continue;
            }
            match self.book.entry(plan.service).facts.refund_rule {
                RefundRule::Sel110Ophold => self.stay(course, plan, &mut admitted),
                RefundRule::Sel110Efterforsorg => self.aftercare(course, plan),
                RefundRule::Sel85aBostoette | RefundRule::None => {}
            }
        }
        self.admissions.extend(admitted);
    }

    /// The rows of a course come in order of days, so the first charged day is that of the admission.
    fn stay(&mut self, course: &Course, plan: &Plan, admitted: &mut Option<NaiveDate>) {
        let reform = self.book.law.reform();
        let Some(days) = charged_days(self.book, course, plan, self.request) else { return };
        let admitted = *admitted.get_or_insert(days.first());
        if days.last() >= reform {
            self.stays.push((days.first().max(reform), days.last()));
            self.resident |= admitted < reform && days.contains(reform);
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
            let year_later = plus_months(start, self.book.law.window_months.value);
            let own_next = match policy.window_reset.value {
                WindowReset::Anniversary => Some(year_later),
                WindowReset::NextAdmission => self.admission_from(year_later),
            };
            next = earlier(own_next, given_after(Some(start)));
            number += 1;
            let given = history.get(&start).copied();
            let is_residents = start == reform && given.is_none() && self.resident && policy.window_resident.value == WindowResident::From20231001;
            windows.push(Window { number, start, end: next, given, is_residents });
        }
        windows
    }
}

/// What rows say was used outside the file, by the first day of the window; and the fault of each row that another one contradicts:
/// what contradicts is not used (R9.3f).
pub(crate) fn history<'a>(book: &Book, rows: impl Iterator<Item = &'a Row>) -> (BTreeMap<NaiveDate, u32>, HashMap<u64, Fault>) {
    let mut given: BTreeMap<NaiveDate, Vec<(u64, u32)>> = BTreeMap::new();
    for (row, history) in rows.filter_map(|row| row.history.map(|history| (row.number, history))) {
        given.entry(history.start).or_default().push((row, history.days_used));
    }
    let months = book.law.window_months.value;
    let (mut known, mut faults) = (BTreeMap::new(), HashMap::new());
    for (start, rows) in &given {
        let before = given.range(..start).next_back().filter(|(before, _)| plus_months(**before, months) > *start);
        let after = given.range(plus_days(*start, 1)..plus_months(*start, months)).next();
        let first = rows[0];
        let unlike = rows.iter().find(|(_, used)| *used != first.1);
        if let Some((other, other_rows)) = before.or(after) {
            for (row, _) in rows {
                let expected = Expected::SameAs { row: other_rows[0].0, value: other.to_string() };
                faults.insert(*row, Fault::new(Code::CaseConflict, *row, Column::WindowStart, start.to_string(), expected));
            }
        } else if let Some(unlike) = unlike {
            for (row, used) in rows {
                let other = if *used == first.1 { *unlike } else { first };
                let expected = Expected::SameAs { row: other.0, value: other.1.to_string() };
                faults.insert(*row, Fault::new(Code::CaseConflict, *row, Column::WindowDaysUsed, used.to_string(), expected));
            }
        } else {
            known.insert(*start, first.1);
        }
    }
    (known, faults)
}
