//! Refund windows of § 110 stays: they follow the citizen across cases, rows and providers (R9.3).

use crate::compile::book::Book;
use crate::compile::rules::Rules;
use crate::contract::code::{Assumptions, Code};
use crate::contract::column::Column;
use crate::contract::words::RefundRule;
use crate::model::case::CaseRow;
use crate::model::day::Day;
use crate::model::fault::{Expected, Fault};
use crate::model::input::InputRow;
use crate::passes::charge::is_last_day_free;
use crate::passes::dayset::DaySet;
use crate::passes::plan::{Course, Plan};

/// One window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// 1 for the first.
    pub number: u32,
    pub start: Day,
    /// First day no longer in it; [`Day::OPEN`]: not known yet.
    pub end: Day,
    /// Days used outside the file, where that was given.
    pub given: Option<u32>,
    /// Days of the citizen that use windows before its first day.
    used_earlier: i32,
    /// The cap of its first day, and the first day on which another holds.
    pub cap: u32,
    pub cap_changes: Day,
    /// Codes of each of its days.
    pub assumed: Assumptions,
}

/// Days used outside the file, by the first day of the window.
#[derive(Debug, Clone, Copy)]
struct History {
    start: Day,
    used: u32,
}

/// What decides the refund of a citizen's § 110 stays from the reform on.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    windows: Vec<Window>,
    stays: DaySet,
    /// Days that use the windows, where those of aftercare do too.
    used: DaySet,
    /// Days of aftercare, also beyond the window of time.
    aftercare: DaySet,
    admissions: Vec<Day>,
    history: Vec<History>,
    /// Rows that give a window, by its first day.
    given: Vec<(Day, u32)>,
    /// Whether a stay admitted before the reform reaches it.
    has_resident: bool,
    aftercare_uses_days: bool,
    /// Stay days after this one are undetermined: a refused case may have used days before them.
    pub known_until: Day,
}

impl Windows {
    pub fn clear(&mut self) {
        self.windows.clear();
        self.stays.clear();
        self.used.clear();
        self.aftercare.clear();
        self.admissions.clear();
        self.history.clear();
        self.has_resident = false;
        self.known_until = Day::OPEN;
    }

    /// The window in which `day` lies; `None` before the first.
    #[inline]
    pub fn at(&self, day: Day) -> Option<&Window> {
        self.windows.iter().rev().find(|window| window.start <= day)
    }

    /// First day of the first window; [`Day::OPEN`] where there is none.
    pub fn first_start(&self) -> Day {
        self.windows.first().map_or(Day::OPEN, |window| window.start)
    }

    /// Days of `window` used before `day`, those outside the file included.
    #[inline]
    pub fn used_before(&self, window: &Window, day: Day) -> u32 {
        window.given.unwrap_or(0) + (self.using().count_before(day) - window.used_earlier).unsigned_abs()
    }

    /// The days that use windows.
    #[inline]
    fn using(&self) -> &DaySet {
        if self.aftercare_uses_days { &self.used } else { &self.stays }
    }

    /// A course of a case that is priced.
    pub fn course(&mut self, book: &Book, rows: &[InputRow<'_>], course: &Course, plans: &[Plan]) {
        let mut admitted = Day::ABSENT;
        let reform = book.rules.reform;
        for plan in &plans[course.plans.0 as usize..course.plans.1 as usize] {
            if !plan.charge.is_daily() {
                continue;
            }
            match book.tables[plan.service as usize].rule {
                // The rows of a course come in order of days, so the first charged day is that of the admission.
                RefundRule::Sel110Ophold if plan.from <= plan.to => {
                    if admitted == Day::ABSENT {
                        admitted = plan.from;
                    }
                    if plan.to >= reform {
                        self.stays.add(plan.from.max(reform), plan.to);
                        self.has_resident |= admitted < reform && plan.from <= reform;
                    }
                }
                RefundRule::Sel110Efterforsorg => self.aftercare(book, &rows[plan.row as usize], course, plan),
                RefundRule::Sel110Ophold | RefundRule::Sel109Ophold | RefundRule::Sel85aBostoette | RefundRule::None => {}
            }
        }
        if admitted.is_given() {
            self.admissions.push(admitted);
        }
    }

    fn aftercare(&mut self, book: &Book, row: &InputRow<'_>, course: &Course, plan: &Plan) {
        let reform = book.rules.reform;
        let is_cut = is_last_day_free(book, course) && course.last == row.facts.last;
        let last = if is_cut { row.facts.last.plus(-1) } else { row.facts.last };
        if last >= reform.max(row.facts.first) {
            self.aftercare.add(row.facts.first.max(reform), last);
        }
        if book.rules.aftercare_uses_days && plan.from <= plan.to && plan.to >= reform {
            self.used.add(plan.from.max(reform), plan.to);
        }
    }

    /// A row of a refused case: later stay days of the citizen's other cases are no longer known (R9.7).
    pub fn refused(&mut self, book: &Book, row: &InputRow<'_>) {
        let matters = match book.tables.get(row.service as usize).map(|table| table.rule) {
            None | Some(RefundRule::Sel110Ophold) => true,
            Some(RefundRule::Sel110Efterforsorg) => book.rules.aftercare_uses_days,
            Some(RefundRule::Sel109Ophold | RefundRule::Sel85aBostoette | RefundRule::None) => false,
        };
        if matters {
            let first = match row.record {
                Some(CaseRow::Broken(broken)) => broken.first_day.map_or(Day::ABSENT, Day::of),
                Some(CaseRow::Sound(_)) | None => row.facts.first,
            };
            self.known_until = self.known_until.min(first);
        }
    }

    /// The windows, once all courses are there.
    pub fn finish(&mut self, rules: &Rules) {
        self.stays.finish();
        self.aftercare_uses_days = rules.aftercare_uses_days;
        let (Some(first), Some(last)) = (self.stays.first(), self.stays.last()) else { return };
        if rules.aftercare_uses_days {
            for (first, last) in self.stays.runs() {
                self.used.add(first, last);
            }
            self.used.finish();
        }
        self.aftercare.finish();
        self.admissions.sort_unstable();
        let own_start = if rules.resident_waits { self.admission_from(rules.reform) } else { first };
        let mut next = own_start.min(self.given_after(Day::ABSENT));
        let mut number = 0;
        while next <= last {
            let start = next;
            let year_later = start.plus_months(rules.window_months);
            let own_next = if rules.resets_with_admission { self.admission_from(year_later) } else { year_later };
            next = own_next.min(self.given_after(start));
            number += 1;
            let given = self.history.iter().find(|history| history.start == start).map(|history| history.used);
            let (cap, cap_changes) = rules.cap(start);
            let is_residents = start == rules.reform && given.is_none() && self.has_resident && !rules.resident_waits;
            let assumed = self.assumed(rules, number, start, next, given.is_some(), is_residents);
            let used_earlier = self.using().count_before(start);
            self.windows.push(Window { number, start, end: next, given, used_earlier, cap, cap_changes, assumed });
        }
    }

    /// Codes of the days of a window.
    fn assumed(&self, rules: &Rules, number: u32, start: Day, end: Day, is_given: bool, is_residents: bool) -> Assumptions {
        let codes = &rules.assumed;
        let when = |holds: bool, code: Assumptions| if holds { code } else { Assumptions::NONE };
        let has_aftercare = !self.aftercare.is_empty() && self.aftercare.count(start, end) > 0;
        when(!is_given, codes.history_complete)
            .union(when(number > 1 && !is_given, codes.window_reset))
            .union(when(is_residents, codes.window_resident))
            .union(when(has_aftercare, codes.aftercare_uses_no_days))
    }

    fn admission_from(&self, day: Day) -> Day {
        self.admissions.get(self.admissions.partition_point(|admission| *admission < day)).copied().unwrap_or(Day::OPEN)
    }

    fn given_after(&self, day: Day) -> Day {
        self.history.iter().map(|history| history.start).find(|start| *start > day).unwrap_or(Day::OPEN)
    }

    /// Reads the days that were used outside the file. A row that another one contradicts gets a fault, and its days are not used (R9.3f).
    pub fn read_history(&mut self, rules: &Rules, rows: &[InputRow<'_>], plans: &[Plan], mut refuse: impl FnMut(&InputRow<'_>, Fault)) {
        let mut given = std::mem::take(&mut self.given);
        given.clear();
        given.extend(plans.iter().map(|plan| (rows[plan.row as usize].facts.window_start, plan.row)).filter(|(start, _)| start.is_given()));
        given.sort_unstable();
        let mut from = 0;
        while from < given.len() {
            let start = given[from].0;
            let to = from + given[from..].partition_point(|(other, _)| *other == start);
            let same = given[from..to].iter().map(|(_, row)| &rows[*row as usize]);
            let first = &rows[given[from].1 as usize];
            let before = from.checked_sub(1).map(|place| given[place].0).filter(|before| before.plus_months(rules.window_months) > start);
            let after = given.get(to).map(|(after, _)| *after).filter(|after| *after < start.plus_months(rules.window_months));
            from = to;
            let unlike = same.clone().find(|row| row.facts.window_days_used != first.facts.window_days_used);
            if let Some(other) = before.or(after) {
                let place = given.partition_point(|(start, _)| *start < other);
                let number = rows[given[place].1 as usize].number;
                for row in same {
                    let expected = Expected::SameAs { row: number, value: other.date().to_string() };
                    refuse(row, Fault::new(Code::CaseConflict, row.number, Column::WindowStart, start.date().to_string(), expected));
                }
            } else if let Some(unlike) = unlike {
                for row in same {
                    let used = row.facts.window_days_used;
                    let other = if used == first.facts.window_days_used { unlike } else { first };
                    let expected = Expected::SameAs { row: other.number, value: other.facts.window_days_used.to_string() };
                    refuse(row, Fault::new(Code::CaseConflict, row.number, Column::WindowDaysUsed, used.to_string(), expected));
                }
            } else {
                self.history.push(History { start, used: u32::from(first.facts.window_days_used) });
            }
        }
        self.given = given;
    }
}
