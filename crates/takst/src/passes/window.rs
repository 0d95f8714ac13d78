//! Refund windows of § 110 stays: they follow the citizen across cases, rows and providers (R9.3).

use crate::compile::book::Book;
use crate::compile::rules::Rules;
use crate::contract::code::{Assumptions, Code};
use crate::contract::column::Column;
use crate::contract::refund::WindowDays;
use crate::model::calendar::Period;
use crate::model::case::CaseRow;
use crate::model::day::Day;
use crate::model::fault::{Expected, Fault};
use crate::model::input::InputRow;
use crate::passes::dayset::DaySet;
use crate::passes::month::is_last_day_free;
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

/// The first day of a window, and what it is counted from.
#[derive(Debug, Clone, Copy)]
struct Start {
    day: Day,
    /// The start from which anniversaries are counted, and how many lie before this one.
    counted_from: Day,
    anniversaries: u32,
}

impl Start {
    fn first(day: Day) -> Start {
        Start { day, counted_from: day, anniversaries: 0 }
    }

    /// The k-th is k x 12 months after the first start, never 12 months after the one before: 29 February stays 29 February.
    fn next_anniversary(self, months: u32) -> Start {
        let anniversaries = self.anniversaries + 1;
        Start { day: self.counted_from.plus_months(months * anniversaries), anniversaries, ..self }
    }
}

/// The rows of a citizen that may say which days were used outside the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    pub book: &'a Book,
    pub rows: &'a [InputRow<'a>],
    pub plans: &'a [Plan],
    pub courses: &'a [Course],
}

/// What decides the refund of a citizen's § 110 stays from the reform on.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    windows: Vec<Window>,
    stays: DaySet,
    /// Days that use the windows, where those of aftercare do too.
    used: DaySet,
    /// First and last days of aftercare, also beyond the window of time.
    aftercare: Vec<(Day, Day)>,
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

    /// The windows in order.
    pub fn all(&self) -> &[Window] {
        &self.windows
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

    /// A course of a case that is priced, as far as the window of time goes.
    pub fn course(&mut self, book: &Book, rows: &[InputRow<'_>], course: &Course, plans: &[Plan], until: Day) {
        let mut admitted = Day::ABSENT;
        for plan in &plans[course.plans.0 as usize..course.plans.1 as usize] {
            let days = book.tables[plan.service as usize].window;
            if days == WindowDays::None || plan.charge.unit().is_none() {
                continue;
            }
            let row = &rows[plan.row as usize];
            let billed = plan.billed(&row.facts, until);
            if days == WindowDays::Aftercare {
                self.aftercare(&book.rules, (row.facts.first, last_of(book, row, course, plan)), billed);
            } else {
                self.stay(&book.rules, billed, &mut admitted);
            }
        }
    }

    /// A row of a stay with its billed days. `admitted`: the first day of the stays of its course so far; absent before the first of them.
    #[inline]
    pub fn stay(&mut self, rules: &Rules, (from, to): (Day, Day), admitted: &mut Day) {
        if from > to {
            return;
        }
        // The rows of a course come in order of days, so its first day is that of the admission.
        if *admitted == Day::ABSENT {
            *admitted = from;
            self.admissions.push(from);
        }
        if to >= rules.reform {
            self.stays.add(from.max(rules.reform), to);
            self.has_resident |= *admitted < rules.reform && from <= rules.reform;
        }
    }

    /// A row of aftercare: its days, also beyond the window of time, and those that are billed.
    #[inline]
    pub fn aftercare(&mut self, rules: &Rules, (first, last): (Day, Day), (from, to): (Day, Day)) {
        if last >= rules.reform.max(first) {
            self.aftercare.push((first.max(rules.reform), last));
        }
        if rules.aftercare_uses_days && from <= to && to >= rules.reform {
            self.used.add(from.max(rules.reform), to);
        }
    }

    /// A row of a refused case: later stay days of the citizen's other cases are no longer known (R9.7).
    pub fn refused(&mut self, book: &Book, row: &InputRow<'_>) {
        let matters = match book.tables.get(row.service as usize).map(|table| table.window) {
            None | Some(WindowDays::Stay) => true,
            Some(WindowDays::Aftercare) => book.rules.aftercare_uses_days,
            Some(WindowDays::None) => false,
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
        self.admissions.sort_unstable();
        let own_start = if rules.resident_waits { self.admission_from(rules.reform) } else { first };
        let mut next = Start::first(own_start.min(self.given_after(Day::ABSENT)));
        let mut number = 0;
        while next.day <= last {
            let start = next;
            number += 1;
            let given = self.history.iter().find(|history| history.start == start.day).map(|history| history.used);
            // Anniversaries are counted anew from a given start.
            let counted = if given.is_some() { Start::first(start.day) } else { start };
            next = self.after(rules, counted);
            let given_next = self.given_after(start.day);
            if given_next < next.day {
                next = Start::first(given_next);
            }
            let (cap, cap_changes) = rules.cap(start.day);
            let is_residents = start.day == rules.reform && given.is_none() && self.has_resident && !rules.resident_waits;
            let assumed = self.assumed(rules, number, start.day, next.day, given.is_some(), is_residents);
            let used_earlier = self.using().count_before(start.day);
            self.windows.push(Window { number, start: start.day, end: next.day, given, used_earlier, cap, cap_changes, assumed });
        }
    }

    /// The start of the window after one that began on `start`, as the days of the citizen have it.
    fn after(&self, rules: &Rules, start: Start) -> Start {
        if rules.resets_with_admission {
            Start::first(self.admission_from(start.day.plus_months(rules.window_months)))
        } else {
            start.next_anniversary(rules.window_months)
        }
    }

    /// Codes of the days of a window.
    fn assumed(&self, rules: &Rules, number: u32, start: Day, end: Day, is_given: bool, is_residents: bool) -> Assumptions {
        let codes = &rules.assumed;
        let when = |holds: bool, code: Assumptions| if holds { code } else { Assumptions::NONE };
        let has_aftercare = self.aftercare.iter().any(|(first, last)| *first < end && start <= *last);
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

    /// Reads the days that were used outside the file. A row that another one or a window contradicts gets a fault, and its days are not used (R9.3f).
    pub fn read_history(&mut self, given: &Given<'_>, mut refuse: impl FnMut(&InputRow<'_>, Fault)) {
        let Given { book, rows, plans, .. } = *given;
        let months = book.rules.window_months;
        let mut starts = std::mem::take(&mut self.given);
        starts.clear();
        starts.extend(plans.iter().map(|plan| (rows[plan.row as usize].facts.window_start, plan.row)).filter(|(start, _)| start.is_given()));
        starts.sort_unstable();
        let mut reached = self.own_start(given);
        let mut from = 0;
        while from < starts.len() {
            let start = starts[from].0;
            let to = from + starts[from..].partition_point(|(other, _)| *other == start);
            let same = starts[from..to].iter().map(|(_, row)| &rows[*row as usize]);
            let first = &rows[starts[from].1 as usize];
            let before = from.checked_sub(1).map(|place| starts[place].0).filter(|before| before.plus_months(months) > start);
            let after = starts.get(to).map(|(after, _)| *after).filter(|after| *after < start.plus_months(months));
            from = to;
            let unlike = same.clone().find(|row| row.facts.window_days_used != first.facts.window_days_used);
            if let Some(other) = before.or(after) {
                let place = starts.partition_point(|(start, _)| *start < other);
                let number = rows[starts[place].1 as usize].number;
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
            } else if let Some(window) = self.window_around(&book.rules, &mut reached, start) {
                for row in same {
                    let expected = Expected::OutsideWindow(window);
                    refuse(row, Fault::new(Code::CaseConflict, row.number, Column::WindowStart, start.date().to_string(), expected));
                }
            } else {
                self.history.push(History { start, used: u32::from(first.facts.window_days_used) });
            }
        }
        self.given = starts;
        self.admissions.clear();
    }

    /// The start of the citizen's first window by the days of the file, of priced and refused cases, whatever the window of time. Also collects the
    /// admissions.
    fn own_start(&mut self, given: &Given<'_>) -> Start {
        let Given { book, rows, plans, courses } = *given;
        let reform = book.rules.reform;
        let mut first = Day::OPEN;
        for course in courses {
            let mut admitted = Day::ABSENT;
            for plan in &plans[course.plans.0 as usize..course.plans.1 as usize] {
                if book.tables[plan.service as usize].window != WindowDays::Stay || plan.charge.unit().is_none() {
                    continue;
                }
                let (from, last) = (plan.from, last_of(book, &rows[plan.row as usize], course, plan));
                if from <= last {
                    if admitted == Day::ABSENT {
                        admitted = from;
                    }
                    if last >= reform {
                        first = first.min(from.max(reform));
                    }
                }
            }
            if admitted.is_given() {
                self.admissions.push(admitted);
            }
        }
        self.admissions.sort_unstable();
        Start::first(if book.rules.resident_waits { self.admission_from(reform) } else { first })
    }

    /// The window, counted from an earlier start, in which a given start lies after its first day; `None`: it begins a window. `reached` is the last
    /// window that begins on the given start before or earlier, and is moved on.
    fn window_around(&self, rules: &Rules, reached: &mut Start, given: Day) -> Option<Period> {
        if given <= reached.day {
            *reached = Start::first(given);
            return None;
        }
        loop {
            let next = self.after(rules, *reached);
            if next.day > given {
                break;
            }
            *reached = next;
        }
        let end = if rules.resets_with_admission {
            reached.day.plus_months(rules.window_months)
        } else {
            reached.next_anniversary(rules.window_months).day
        };
        if given == reached.day || given >= end {
            *reached = Start::first(given);
            return None;
        }
        Period::new(reached.day.date(), end.plus(-1).date())
    }
}

/// The last day of a row that counts, whatever the window of time: at prices per day and month the last charged one, else that of the row.
fn last_of(book: &Book, row: &InputRow<'_>, course: &Course, plan: &Plan) -> Day {
    let is_cut = is_last_day_free(&book.tables[plan.service as usize], plan, course) && course.last == row.facts.last;
    if is_cut { row.facts.last.plus(-1) } else { row.facts.last }
}
