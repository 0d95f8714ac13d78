//! The kernel: every case of a citizen, from rows to lines.

use crate::compile::book::Book;
use crate::contract::refund::WindowDays;
use crate::model::case::{CaseRow, Citizen};
use crate::model::day::Day;
use crate::model::fault::Fault;
use crate::model::input::{InputRow, NO_SERVICE};
use crate::model::period::ReportingPeriod;
use crate::passes::charge::{Charging, charge, find_faults};
use crate::passes::choose::choose;
use crate::passes::course::{ALWAYS_FEW, courses, is_too_large};
use crate::passes::cut::{Cutter, Lines};
use crate::passes::document::{Collected, Collecting, Documents, sort_key};
use crate::passes::finding::holds;
use crate::passes::in_order::{course_from, in_order, write_cases};
use crate::passes::month::{MonthSums, Rows};
use crate::passes::month_run::Ordered;
use crate::passes::plan::{CaseSpan, Course, Hold, Plan};
use crate::passes::refund::Decider;
use crate::passes::scratch::{Scratch, order_faults};
use crate::passes::step::steps;
use crate::passes::window::{Given, Windows};
use crate::result::facts::Sink;

/// Evaluates the cases of a citizen: passes every line of every case that is not refused to `sink`, in the order of cases and documents.
///
/// `rows` are all rows of the citizen, those of a case together. Afterwards [`Scratch::is_refused`] and [`Scratch::take_faults`] return which cases
/// were refused and why. Once the buffers are warm, nothing is allocated unless a row has a fault or `sink` asks for steps.
///
/// # Example
/// ```
/// # use takst::{Book, Case, Citizen, ReportingPeriod, Totals};
/// use takst::kernel::{Scratch, evaluate, input};
///
/// /// Sums over the cases of many citizens, without those that are refused.
/// fn sums(book: &Book, citizens: &[Citizen]) -> Totals {
///     let (mut scratch, mut rows, mut totals) = (Scratch::new(), Vec::new(), Totals::default());
///     for citizen in citizens {
///         rows.clear();
///         rows.extend(input(book, citizen));
///         evaluate(book, &rows, &ReportingPeriod::ALL, &mut scratch, &mut totals);
///     }
///     totals
/// }
/// ```
pub fn evaluate<S: Sink>(book: &Book, rows: &[InputRow<'_>], period: &ReportingPeriod, scratch: &mut Scratch, sink: &mut S) {
    let until = until(period);
    if is_in_order(book, rows, until, scratch) {
        write_cases(rows, &mut scratch.courses, &mut scratch.cases);
    } else {
        scratch.clear();
        case_by_case(book, rows, until, scratch);
    }
    lines_by_case(book, rows, period, scratch, sink);
}

/// As [`evaluate`], for a caller who receives lines only where no case of the citizen is refused: passes all lines or none. Returns whether there is a
/// refused case. The contents of `scratch` have no meaning afterwards.
#[inline]
pub fn evaluate_unrefused<S: Sink>(book: &Book, rows: &[InputRow<'_>], period: &ReportingPeriod, scratch: &mut Scratch, sink: &mut S) -> bool {
    if evaluate_in_order(book, rows, period, scratch, sink) {
        return false;
    }
    scratch.clear();
    case_by_case(book, rows, until(period), scratch);
    let is_refused = !scratch.faults.is_empty();
    if !is_refused {
        lines_by_case(book, rows, period, scratch, sink);
    }
    is_refused
}

/// As [`evaluate_unrefused`], where every row is priced per day or month, rows of a case come in order of days, and nothing is wrong with any. Returns
/// whether that is so; else no line was passed. The rows may be of several citizens, where no service [has windows](Book::has_windows).
#[inline]
pub fn evaluate_in_order<S: Sink>(book: &Book, rows: &[InputRow<'_>], period: &ReportingPeriod, scratch: &mut Scratch, sink: &mut S) -> bool {
    let is_in_order = is_in_order(book, rows, until(period), scratch);
    if is_in_order {
        lines_in_order(book, rows, period, scratch, sink);
    }
    is_in_order
}

/// Plans rows in order; `false`: they are to be planned case by case, and what is in `scratch` has no meaning.
#[inline]
fn is_in_order(book: &Book, rows: &[InputRow<'_>], until: Day, scratch: &mut Scratch) -> bool {
    scratch.clear();
    in_order(book, rows, until, scratch).is_some()
}

/// The lines of rows in order, course by course.
#[inline]
fn lines_in_order<S: Sink>(book: &Book, rows: &[InputRow<'_>], period: &ReportingPeriod, scratch: &mut Scratch, sink: &mut S) {
    let Scratch { plans, windows, sums, months, .. } = scratch;
    let planned = Planned { book, rows, plans, windows, shown_from: shown_from(period) };
    let mut documents = Documents::new(book, &[], sums, sink);
    let mut place = 0;
    while place < rows.len() {
        let (course, begins_case) = course_from(rows, place);
        if begins_case {
            documents.begin_case();
        }
        planned.cut(&course, months, &mut Ordered(&mut documents));
        place = course.plans.1 as usize;
    }
}

/// The lines of cases that are not refused.
#[inline]
fn lines_by_case<S: Sink>(book: &Book, rows: &[InputRow<'_>], period: &ReportingPeriod, scratch: &mut Scratch, sink: &mut S) {
    let Scratch { plans, courses, payers, cases, windows, holds: on_hold, sums, months, collected, has_commitments, .. } = scratch;
    let planned = Planned { book, rows, plans, windows, shown_from: shown_from(period) };
    let to_price = cases.iter().filter(|case| !case.is_refused);
    if !*has_commitments {
        let mut documents = Documents::new(book, &[], sums, sink);
        for case in to_price {
            documents.begin_case();
            planned.case(case, courses, months, collected, &mut documents);
        }
        return;
    }
    for case in to_price {
        on_hold.clear();
        for course in case.courses(courses) {
            if book.tables[plans[course.plans.0 as usize].service as usize].commitment.is_some() {
                holds(book, rows, course, plans, payers, |hold, _| on_hold.push(hold));
            }
        }
        if on_hold.len() > 1 {
            Hold::join(on_hold);
        }
        planned.case(case, courses, months, collected, &mut Documents::new(book, on_hold, sums, sink));
    }
}

/// The first day that is shown.
#[inline]
fn shown_from(period: &ReportingPeriod) -> Day {
    period.from.map_or(Day::ABSENT, |month| Day::of(month.first_day()))
}

#[inline]
fn until(period: &ReportingPeriod) -> Day {
    period.until.map_or(Day::OPEN, |day| Day::of(day).min(Day::LAST))
}

/// Returns the rows of a citizen as input of the kernel.
pub fn input<'a>(book: &'a Book, citizen: &'a Citizen) -> impl Iterator<Item = InputRow<'a>> {
    (0u32..).zip(&citizen.cases).flat_map(move |(number, case)| case.rows.iter().map(move |row| input_row(book, number, row)))
}

/// Returns a record as input of the kernel. `case` is the number of its case among those of the citizen.
#[must_use]
#[inline]
pub fn input_row<'a>(book: &Book, case: u32, record: &'a CaseRow) -> InputRow<'a> {
    match record {
        CaseRow::Sound(row) => {
            let service = book.find(&row.service).unwrap_or(NO_SERVICE);
            let commitment = row.commitment.as_deref().unwrap_or_default();
            InputRow { number: row.number, case, service, facts: row.facts, commitment, record: Some(record) }
        }
        CaseRow::Broken(row) => {
            let service = row.service.as_deref().and_then(|id| book.find(id)).unwrap_or(NO_SERVICE);
            InputRow { number: row.number, case, service, facts: row.facts(), commitment: "", record: Some(record) }
        }
    }
}

/// Plans whatever rows there are.
#[inline(never)]
fn case_by_case(book: &Book, rows: &[InputRow<'_>], until: Day, scratch: &mut Scratch) {
    let has_windows = plan_cases(book, rows, until, scratch);
    if has_windows {
        gather_windows(book, rows, until, scratch);
    }
}

/// Plans of all rows and courses of all cases, or their faults. Returns whether a row is a stay, which may use refund windows.
#[inline]
fn plan_cases(book: &Book, rows: &[InputRow<'_>], until: Day, scratch: &mut Scratch) -> bool {
    let has_end = until != Day::OPEN;
    let (mut has_history, mut has_stays, mut are_all_charged, mut commits) = (false, false, true, false);
    let provider_of = |service: u32| book.tables[service as usize].provider;
    let Scratch { plans, courses: all, payers, cases, faults, windows, has_commitments, .. } = scratch;
    let mut place = 0;
    while place < rows.len() {
        let (number, first, plans_from, faults_from) = (rows[place].case, place, plans.len(), faults.len());
        let mut case = CaseSpan::new(number, first as u32, plans_from as u32);
        if rows.get(place + 1).is_none_or(|next| next.case != number) {
            // A row by itself has nothing to follow or to contradict, but for what it says of days outside the file.
            let row = &rows[place];
            if let Some(mut plan) = choose(book, place, row, has_end, faults) {
                let course = case.alone(&plan, all.len());
                case.is_charged = !row.facts.window_start.is_given();
                has_history |= !case.is_charged;
                let table = &book.tables[plan.service as usize];
                has_stays |= table.window == WindowDays::Stay;
                commits |= table.commitment.is_some();
                let charging = Charging { book, row, first_row: row, course: &course, is_once: course.once != u32::MAX, until };
                let is_right = !case.is_charged || charging.set_days(&mut plan);
                plans.push(plan);
                all.push(course);
                if !is_right {
                    find_faults(&charging, Rows { book, rows, plans, course: &course }, &plan, plans_from as u32, faults);
                }
            }
            place += 1;
        } else {
            while let Some(row) = rows.get(place).filter(|row| row.case == number) {
                if let Some(plan) = choose(book, place, row, has_end, faults) {
                    has_history |= row.facts.window_start.is_given();
                    let table = &book.tables[plan.service as usize];
                    has_stays |= table.window == WindowDays::Stay;
                    commits |= table.commitment.is_some();
                    plans.push(plan);
                }
                place += 1;
            }
            case.plans.1 = plans.len() as u32;
            case.is_contradicted = courses(rows, &mut case, plans, all, payers, provider_of, faults);
            if case.plans.1 - case.plans.0 > ALWAYS_FEW {
                case.is_contradicted |= is_too_large(rows, &case, plans, faults);
            }
        }
        case.rows.1 = place as u32;
        case.is_refused = faults.len() > faults_from;
        are_all_charged &= case.is_charged;
        cases.push(case);
    }
    if has_history {
        let mut conflicts: Vec<(u32, Fault)> = Vec::new();
        windows.read_history(&Given { book, rows, plans, courses: all }, |row, fault| conflicts.push((row.case, fault)));
        order_faults(&mut conflicts);
        let has_conflict = |case: u32| conflicts.binary_search_by(|(of, _)| case.cmp(of)).is_ok();
        for case in cases.iter_mut().filter(|case| has_conflict(case.case)) {
            (case.is_contradicted, case.is_refused) = (true, true);
        }
        // They come before what rows of a case have against each other.
        faults.splice(0..0, conflicts);
    }
    let uncharged = |case: &&mut CaseSpan| !are_all_charged && !case.is_contradicted && !case.is_charged;
    for case in cases.iter_mut().filter(uncharged) {
        for course in case.courses(all) {
            for place in course.plans.0..course.plans.1 {
                let mut plan = plans[place as usize];
                case.is_refused |= charge(Rows { book, rows, plans, course }, &mut plan, place, until, faults);
                plans[place as usize] = plan;
            }
        }
    }
    if faults.len() > 1 {
        order_faults(faults);
    }
    *has_commitments = commits;
    has_stays
}

/// The refund windows of the citizen.
fn gather_windows(book: &Book, rows: &[InputRow<'_>], until: Day, scratch: &mut Scratch) {
    let Scratch { plans, courses, cases, windows, .. } = scratch;
    for case in cases {
        if case.is_refused {
            rows[case.rows.0 as usize..case.rows.1 as usize].iter().for_each(|row| windows.refused(book, row));
        } else {
            case.courses(courses).iter().for_each(|course| windows.course(book, rows, course, plans, until));
        }
    }
    windows.finish(&book.rules);
}

/// The rows of a citizen, planned, and the first day that is shown.
#[derive(Clone, Copy)]
struct Planned<'a> {
    book: &'a Book,
    rows: &'a [InputRow<'a>],
    plans: &'a [Plan],
    windows: &'a Windows,
    shown_from: Day,
}

impl Planned<'_> {
    /// The lines of a case.
    #[inline]
    fn case<S: Sink>(
        &self,
        case: &CaseSpan,
        courses: &[Course],
        months: &mut MonthSums,
        collected: &mut Collected,
        documents: &mut Documents<'_, S>,
    ) {
        let courses = case.courses(courses);
        if case.is_ordered && !S::STEPS {
            let mut ordered = Ordered(documents);
            courses.iter().for_each(|course| self.cut(course, months, &mut ordered));
        } else {
            self.sorted(courses, months, collected, documents);
        }
    }

    /// The lines of a case that do not come in the order of its documents, or whose steps are wanted.
    #[inline(never)]
    fn sorted<S: Sink>(&self, courses: &[Course], months: &mut MonthSums, collected: &mut Collected, documents: &mut Documents<'_, S>) {
        let Planned { book, rows, plans, windows, .. } = *self;
        let Collected { lines, order, parts, traces } = collected;
        lines.clear();
        if S::STEPS {
            let mut collecting = Collecting::<true> { lines, parts, traces };
            courses.iter().for_each(|course| self.cut(course, months, &mut collecting));
        } else {
            let mut collecting = Collecting::<false> { lines, parts, traces };
            courses.iter().for_each(|course| self.cut(course, months, &mut collecting));
        }
        order.clear();
        order.extend((0..).zip(&*lines).map(|(place, line)| (sort_key(book, line), rows[line.row as usize].number, place)));
        order.sort_unstable();
        for (.., place) in &*order {
            let line = &mut lines[*place as usize];
            let rounded = documents.take(line);
            if S::STEPS {
                let trace = &traces[line.trace as usize];
                let first_row = &rows[plans[trace.course.plans.0 as usize].row as usize];
                let decider = Decider { book, course: &trace.course, first_row, windows };
                let parts = &parts[trace.parts.0 as usize..trace.parts.1 as usize];
                documents.sink.steps(steps(&decider, &rows[line.row as usize], line, trace, parts, &rounded));
            }
        }
    }

    /// Cuts the rows of a course.
    #[inline]
    fn cut<L: Lines>(&self, course: &Course, months: &mut MonthSums, lines: &mut L) {
        let Planned { book, rows, plans, windows, shown_from } = *self;
        let first_row = &rows[plans[course.plans.0 as usize].row as usize];
        let decider = Decider { book, course, first_row, windows };
        months.begin();
        let mut cutter = Cutter { book, decider, rows: Rows { book, rows, plans, course }, shown_from, months, lines };
        (course.plans.0..course.plans.1).for_each(|place| cutter.row(place));
    }
}
