//! The oracle of takst: `docs/RULES.md` read slowly, one calendar day at a time.
//!
//! It shares no code with the programs it is compared with, and it is written for the eye: every function names the article
//! it follows. Text goes in and text comes out, so that any program that prices case files can be held against it.

mod catalogue;
mod cells;
mod charge;
mod course;
mod dates;
mod document;
pub mod documents;
mod findings;
mod lines;
mod number;
mod payer;
mod policy;
mod refund;
mod rows;
mod unit;
mod window;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use crate::catalogue::Catalogue;
pub use crate::payer::MUNICIPALITIES;
pub use crate::policy::Policy;

use crate::cells::Reading;
use crate::charge::{Frame, tariff_faults};
use crate::course::{Course, course_conflicts, courses_of, history_conflicts, overlaps, too_many_units};
use crate::dates::{month_of, read_date};
use crate::document::Written;
use crate::refund::{Citizen, Incomplete};
use crate::rows::{Placed, place};
use crate::window::Windows;

/// One record of a case file: column name to text. A column that is not in the map is absent. Rows are numbered from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Text as the case file has it; it is trimmed here, and empty is absent.
    pub cells: BTreeMap<String, String>,
}

/// The window of time (R11) and the day of knowledge (R5.1), as ISO 8601 dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The first day of the first month that is shown.
    pub from: Option<String>,
    /// The last day that is charged.
    pub until: Option<String>,
    /// Tariff versions known later are not used.
    pub as_of: Option<String>,
}

/// A fault or a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The code of the fault or finding, as in `docs/RULES.md`.
    pub code: &'static str,
    /// Empty where the row's `case_id` cannot be read, or where there is no row.
    pub case_id: String,
    /// The number of the record, 1 = first.
    pub row: Option<usize>,
    /// The column the problem is about; empty where it is about amounts.
    pub column: String,
    /// The cell's text with CPR numbers masked, or what the code speaks of: days, a sum.
    pub value: String,
}

/// The lines in the order of the output, and the problems, each once, in no order that means anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Column name to text, every column of a line, as R14 writes it.
    pub lines: Vec<BTreeMap<&'static str, String>>,
    /// Faults and findings.
    pub problems: Vec<Problem>,
}

/// The faults found so far, and which rows and cases they are of.
#[derive(Default)]
struct Faults {
    problems: BTreeSet<Problem>,
    rows: BTreeSet<usize>,
}

impl Faults {
    fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.rows.extend(problem.row);
            self.problems.insert(problem);
        }
    }
}

/// A case: its rows, readable or not, and the citizens they name.
#[derive(Default)]
struct Case {
    readings: Vec<usize>,
    placed: Vec<usize>,
    citizens: BTreeSet<String>,
}

/// R2.7: whether a file is lines that were priced, and no case file: nothing of it is priced.
pub fn is_our_output(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.cells.contains_key("net") || row.cells.contains_key("price_base_quantity"))
}

/// Prices a case file. One that is no case file (R2.7) has an empty answer.
///
/// # Panics
///
/// When an option is no date, or the catalogue or the policy does not hold what their formats promise.
pub fn price(catalogue: &Catalogue, policy: &Policy, rows: &[Row], options: &Options) -> Answer {
    if is_our_output(rows) {
        return Answer::default();
    }
    let readings = read(rows);
    let work = Work::new(&readings, catalogue, policy, options);
    let Work { frame, placed, cases, courses, refused, .. } = &work;

    let mut answer = Answer::default();
    for (at, case) in cases.iter().enumerate().filter(|(at, _)| !refused[*at]) {
        let mut written = work.write(at, policy);
        // R11: earlier months have counted, now they are left away.
        written.retain(|line| frame.from.is_none_or(|from| line.month >= month_of(from)));

        let problems = &mut answer.problems;
        problems.extend(case.placed.iter().flat_map(|row| findings::of_row(&placed[*row], *frame)));
        problems.extend(courses[at].iter().flat_map(|course| findings::of_course(course, placed, policy, *frame)));
        problems.extend(courses[at].iter().flat_map(|course| findings::own_payments_that_differ(course, placed, catalogue, policy, *frame)));
        problems.extend(findings::at_stake(&written, placed));
        problems.extend(case.placed.iter().filter_map(|row| findings::invoiced(*row, &written, placed, *frame)));
        answer.lines.extend(written.into_iter().map(|line| line.cells));
    }
    for name in work.citizens.keys() {
        let priced = |at: &usize| !refused[*at] && cases[*at].citizens.contains(name);
        let of_citizen: Vec<&Vec<Course>> = (0..cases.len()).filter(priced).map(|at| &courses[at]).collect();
        answer.problems.extend(findings::billed_elsewhere(&of_citizen, placed, policy, *frame));
    }
    answer.problems.extend(findings::over_capacity(&readings, catalogue, *frame));
    answer.problems.extend(work.faults.problems);
    let problems: BTreeSet<Problem> = answer.problems.into_iter().collect();
    Answer { lines: answer.lines, problems: problems.into_iter().collect() }
}

/// The rows of a file, cell by cell.
fn read(rows: &[Row]) -> Vec<Reading> {
    rows.iter().enumerate().map(|(at, row)| Reading::new(at + 1, row)).collect()
}

/// A case file as far as it must be worked out before there are lines.
struct Work<'a> {
    frame: Frame,
    placed: Vec<Placed<'a>>,
    faults: Faults,
    cases: Vec<Case>,
    courses: Vec<Vec<Course>>,
    refused: Vec<bool>,
    citizens: BTreeMap<String, Citizen>,
}

impl<'a> Work<'a> {
    fn new(readings: &'a [Reading], catalogue: &'a Catalogue, policy: &Policy, options: &Options) -> Work<'a> {
        let day = |text: &Option<String>| text.as_deref().map(|text| read_date(text).expect("an option is a date"));
        let frame = Frame { from: day(&options.from), until: day(&options.until), as_of: day(&options.as_of) };
        let mut faults = Faults::default();
        faults.extend(citizen_conflicts(readings));
        let placed = place_rows(readings, catalogue, policy, frame, &mut faults);
        let cases = gather_cases(readings, &placed);
        let courses: Vec<Vec<Course>> = cases.iter().map(|case| courses_of(&case.placed, &placed)).collect();
        compare_rows(&cases, &courses, &placed, policy, &mut faults);
        find_tariffs(&cases, &courses, &placed, policy, frame, &mut faults);

        let refused: Vec<bool> = cases.iter().map(|case| has_fault(case, readings, &faults)).collect();
        let citizens = citizens_of(&cases, &refused, &courses, readings, &placed, catalogue, policy, frame);
        let citizens = citizens.into_iter().map(|(name, citizen)| (name.to_string(), citizen)).collect();
        Work { frame, placed, faults, cases, courses, refused, citizens }
    }

    /// The lines of a case that is not refused, those of every month.
    fn write(&self, at: usize, policy: &Policy) -> Vec<Written> {
        let Work { frame, placed, courses, .. } = self;
        let citizen = &self.citizens[placed[self.cases[at].placed[0]].citizen()];
        let lines = courses[at].iter().flat_map(|course| lines::lines_of_course(course, placed, citizen, policy, *frame)).collect();
        document::write_case(lines, placed, &findings::holds(&courses[at], placed, policy, *frame))
    }
}

/// R3.1: a case whose rows name different citizens.
fn citizen_conflicts(readings: &[Reading]) -> Vec<Problem> {
    let mut named: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (case, citizen) in readings.iter().filter_map(Reading::belongs_to) {
        named.entry(case).or_default().insert(citizen);
    }
    let conflict = |reading: &Reading| {
        let (case, citizen) = reading.belongs_to()?;
        let value = cells::masked(citizen);
        (named[case].len() > 1).then(|| reading.problem_of("error", "case.conflict", "citizen_id", value))
    };
    readings.iter().filter_map(conflict).collect()
}

/// R3.1 and R3.2.
fn place_rows<'a>(readings: &'a [Reading], catalogue: &'a Catalogue, policy: &Policy, frame: Frame, faults: &mut Faults) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    for reading in readings {
        faults.extend(reading.cell_faults());
        if faults.rows.contains(&reading.number) {
            continue;
        }
        match place(reading, catalogue, policy, frame.until) {
            Ok(row) => placed.push(row),
            Err(of_row) => faults.extend(of_row),
        }
    }
    placed
}

/// Cases in the order of their first appearance. A row whose `case_id` cannot be read is a case of its own.
fn gather_cases(readings: &[Reading], placed: &[Placed]) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        let next = cases.len();
        let case = match &reading.case_id {
            Some(id) => *by_id.entry(id.as_str()).or_insert(next),
            None => next,
        };
        if case == next {
            cases.push(Case::default());
        }
        cases[case].readings.push(at);
        cases[case].citizens.extend(reading.citizen.clone());
        cases[case].placed.extend(placed.iter().position(|row| row.number() == reading.number));
    }
    cases
}

/// R3.3: conflicts and overlaps, among rows without a fault so far.
fn compare_rows(cases: &[Case], courses: &[Vec<Course>], placed: &[Placed], policy: &Policy, faults: &mut Faults) {
    for (case, courses) in cases.iter().zip(courses) {
        faults.extend(courses.iter().flat_map(|course| course_conflicts(course, placed)));
        faults.extend(overlaps(&case.placed, placed));
        faults.extend(too_many_units(&case.placed, placed));
    }
    let citizens: BTreeSet<&String> = cases.iter().flat_map(|case| &case.citizens).collect();
    for citizen in citizens {
        let of_citizen: Vec<usize> = (0..cases.len()).filter(|at| cases[*at].citizens.contains(citizen)).collect();
        let rows: Vec<usize> = of_citizen.iter().flat_map(|at| cases[*at].placed.iter().copied()).collect();
        let courses: Vec<&Course> = of_citizen.iter().flat_map(|at| &courses[*at]).collect();
        faults.extend(history_conflicts(&rows, &courses, placed, policy));
    }
}

/// R3.4: tariffs, in cases in which R3.3 found nothing.
fn find_tariffs(cases: &[Case], courses: &[Vec<Course>], placed: &[Placed], policy: &Policy, frame: Frame, faults: &mut Faults) {
    for (case, courses) in cases.iter().zip(courses) {
        // Rows with a fault of R3.1 or R3.2 were never placed, so a fault on a placed row is one of R3.3.
        if case.placed.iter().any(|row| faults.rows.contains(&placed[*row].number())) {
            continue;
        }
        for course in courses {
            for row in &course.rows {
                faults.extend(tariff_faults(*row, placed, course, policy, frame));
            }
        }
    }
}

/// R3: a case with a fault is refused whole.
fn has_fault(case: &Case, readings: &[Reading], faults: &Faults) -> bool {
    case.readings.iter().any(|at| faults.rows.contains(&readings[*at].number))
}

/// R9.7: what a refused case takes from the citizen's other cases.
fn loss(case: &Case, readings: &[Reading], catalogue: &Catalogue, policy: &Policy) -> Incomplete {
    let mut loss = Incomplete::Never;
    for reading in case.readings.iter().map(|at| &readings[*at]) {
        let service = reading.service.as_deref().and_then(|id| catalogue.service(id));
        let may_hold_days = match service.map(|service| service.refund.as_str()) {
            None | Some("sel-110-ophold") => true,
            Some("sel-110-efterforsorg") => policy.aftercare_uses_days(),
            Some(_) => false,
        };
        if may_hold_days {
            loss = loss.or(reading.first_day.map_or(Incomplete::Always, Incomplete::After));
        }
    }
    loss
}

/// R9.3b and R9.7: each citizen's windows, from the cases that are not refused, and what the refused ones leave open.
#[allow(clippy::too_many_arguments, reason = "the whole state of the reading so far meets here once")]
fn citizens_of<'a>(
    cases: &'a [Case],
    refused: &[bool],
    courses: &[Vec<Course>],
    readings: &[Reading],
    placed: &[Placed],
    catalogue: &Catalogue,
    policy: &Policy,
    frame: Frame,
) -> BTreeMap<&'a str, Citizen> {
    let names: BTreeSet<&String> = cases.iter().flat_map(|case| &case.citizens).collect();
    let mut citizens = BTreeMap::new();
    for name in names {
        let mut incomplete = Incomplete::Never;
        let mut rows = Vec::new();
        let mut all: Vec<&Course> = Vec::new();
        let mut stays: Vec<&Course> = Vec::new();
        for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.citizens.contains(name)) {
            // R3.3: history is read from rows without a fault of their own, in priced and refused cases alike.
            rows.extend(case.placed.iter().copied());
            all.extend(&courses[at]);
            if refused[at] {
                incomplete = incomplete.or(loss(case, readings, catalogue, policy));
            } else {
                stays.extend(&courses[at]);
            }
        }
        // R9.3f: what contradicts is not used.
        let contradicted = history_conflicts(&rows, &all, placed, policy);
        rows.retain(|row| contradicted.iter().all(|fault| fault.row != Some(placed[*row].number())));
        let windows = Windows::new(&rows, &stays, placed, policy, frame.until);
        citizens.insert(name.as_str(), Citizen { windows, incomplete });
    }
    citizens
}
