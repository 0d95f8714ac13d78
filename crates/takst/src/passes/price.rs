//! The doors: price a citizen's cases, reckon them without writing anything out, or explain one of them. All run the same functions; only what is
//! made of the lines, and who watches, differs.

use crate::compile::book::Book;
use crate::cpr;
use crate::model::case::{Case, CaseRow, Citizen};
use crate::model::fault::{Fault, Finding};
use crate::model::period::ReportingPeriod;
use crate::passes::choice::choose;
use crate::passes::course::{Plan, courses};
use crate::passes::draft::{Priced, drafts};
use crate::passes::finding;
use crate::passes::reckoning::{Hold, Reckoning};
use crate::passes::span::spans;
use crate::passes::window::{Gatherer, Windows, history};
use crate::result::statement::{Document, Statement};
use crate::result::trace::{Explanation, Observer, Recorder, Step};
use std::collections::HashMap;

impl Book {
    /// Prices every case of a citizen. Gives one statement for each case, in the same order.
    ///
    /// A case with a fault is refused whole; the others are priced. Refund windows follow the citizen, so all cases of a citizen
    /// belong in one call.
    #[must_use]
    pub fn price(&self, citizen: &Citizen, request: &ReportingPeriod) -> Vec<Statement> {
        run(self, citizen, request, &mut ())
    }

    /// Decides every case of a citizen and writes nothing out: one [`Reckoning`] for each case, in the same order, or every fault that refuses it.
    ///
    /// For those who want sums, or lines in a form of their own, and nothing else: it takes a quarter to a half less time than
    /// [`price`](Book::price), and is the same function up to the point where documents are made.
    ///
    /// # Examples
    /// ```
    /// # use takst::{Book, Citizen, Fault, ReportingPeriod, Totals};
    /// /// Sums over the cases of a citizen that can be priced.
    /// fn sums(book: &Book, citizen: &Citizen) -> Totals {
    ///     book.reckon(citizen, &ReportingPeriod::ALL).iter().flatten().map(|case| case.totals()).sum()
    /// }
    /// ```
    #[must_use]
    pub fn reckon<'a>(&'a self, citizen: &'a Citizen, request: &ReportingPeriod) -> Vec<Result<Reckoning<'a>, Vec<Fault>>> {
        let Planned { cases, windows } = decide(self, citizen, request);
        let reckoning = |courses: Vec<Priced<'a>>| {
            let mut holds = Vec::new();
            courses.iter().for_each(|priced| drop(finding::holds(self, &priced.course, &mut holds)));
            reckoned(self, &courses, &windows, holds, request, &mut ())
        };
        cases.into_iter().map(|courses| courses.map(reckoning)).collect()
    }

    /// Prices a citizen's cases and tells, for one of them, every step behind every line.
    ///
    /// The amounts are those of [`price`](Book::price): it is the same function, watched. `None` when the citizen has no such case.
    #[must_use]
    pub fn explain(&self, citizen: &Citizen, request: &ReportingPeriod, case_id: &str) -> Option<Explanation> {
        let number = citizen.cases.iter().position(|case| *case.id == *case_id)?;
        let mut recorder = Recorder::default();
        let statement = run(self, citizen, request, &mut recorder).swap_remove(number);
        let mut by_row: HashMap<u64, Vec<(crate::model::calendar::Period, Step)>> = HashMap::new();
        for (row, days, step) in recorder.0 {
            by_row.entry(row).or_default().push((days, step));
        }
        let steps = statement
            .lines()
            .map(|line| {
                let of_row = by_row.get(&line.row).map_or(&[][..], Vec::as_slice);
                of_row.iter().filter(|(days, _)| days.intersect(line.period).is_some()).map(|(_, step)| step.clone()).collect()
            })
            .collect();
        Some(Explanation { statement, steps })
    }
}

fn run<O: Observer>(book: &Book, citizen: &Citizen, request: &ReportingPeriod, observer: &mut O) -> Vec<Statement> {
    let Planned { cases, windows } = decide(book, citizen, request);
    let citizen_id: Box<str> = cpr::masked(&citizen.id).into();
    let statement = |(case, courses): (&Case, Result<Vec<Priced>, Vec<Fault>>)| {
        let (result, findings) = match courses {
            Ok(courses) => {
                let (documents, findings) = priced(book, &courses, &windows, request, observer);
                (Ok(documents), findings)
            }
            Err(faults) => (Err(faults), Vec::new()),
        };
        Statement { case_id: case.shown_id().into(), citizen_id: citizen_id.clone(), result, findings }
    };
    citizen.cases.iter().zip(cases).map(statement).collect()
}

/// What the lines of a citizen's cases follow from: the courses of each case, or its faults, and the refund windows.
struct Planned<'a> {
    cases: Vec<Result<Vec<Priced<'a>>, Vec<Fault>>>,
    windows: Windows,
}

fn decide<'a>(book: &Book, citizen: &'a Citizen, request: &ReportingPeriod) -> Planned<'a> {
    let chosen: Vec<Chosen> = citizen.cases.iter().map(|case| choose_rows(book, case, request)).collect();
    let (outside, conflicts) = history(book, chosen.iter().flat_map(|case| case.plans.iter().map(|plan| plan.row)));
    let cases: Vec<_> = chosen.into_iter().map(|case| plan(book, case, request, &conflicts)).collect();
    let mut gatherer = Gatherer::new(book, request);
    for (case, courses) in citizen.cases.iter().zip(&cases) {
        match courses {
            Ok(courses) => courses.iter().for_each(|priced| gatherer.course(&priced.course)),
            Err(_) => case.rows.iter().for_each(|row| gatherer.refused(row)),
        }
    }
    Planned { cases, windows: gatherer.finish(&outside) }
}

/// The rows of a case that have no fault of their own, and the faults of the others.
struct Chosen<'a> {
    plans: Vec<Plan<'a>>,
    faults: Vec<Fault>,
}

fn choose_rows<'a>(book: &Book, case: &'a Case, request: &ReportingPeriod) -> Chosen<'a> {
    let (mut plans, mut faults) = (Vec::with_capacity(case.rows.len()), Vec::new());
    for row in &case.rows {
        match row {
            CaseRow::Broken(broken) => faults.extend(broken.faults.iter().cloned()),
            CaseRow::Sound(row) => {
                if let Some((service, charge)) = choose(book, row, request, &mut faults) {
                    plans.push(Plan { row, service, charge });
                }
            }
        }
    }
    Chosen { plans, faults }
}

/// The courses and spans of a case, or everything that is wrong with it, in the order of R3.
fn plan<'a>(book: &Book, case: Chosen<'a>, request: &ReportingPeriod, conflicts: &HashMap<u64, Fault>) -> Result<Vec<Priced<'a>>, Vec<Fault>> {
    let Chosen { plans, mut faults } = case;
    let before = faults.len();
    faults.extend(plans.iter().filter_map(|plan| conflicts.get(&plan.row.number)).cloned());
    let courses = courses(book, plans, &mut faults);
    if faults.len() > before {
        return refuse(faults);
    }
    let priced: Vec<Priced> = courses
        .into_iter()
        .map(|course| {
            let spans = course
                .rows
                .iter()
                .map(|plan| {
                    let spans = spans(book, &course, plan, request, &mut faults);
                    crate::passes::own_payment::check(book, plan, &spans, &mut faults);
                    spans
                })
                .collect();
            Priced { course, spans }
        })
        .collect();
    if faults.is_empty() { Ok(priced) } else { refuse(faults) }
}

fn refuse<T>(mut faults: Vec<Fault>) -> Result<T, Vec<Fault>> {
    faults.sort_by_key(|fault| fault.at.row);
    Err(faults)
}

fn priced<O: Observer>(
    book: &Book,
    courses: &[Priced],
    windows: &Windows,
    request: &ReportingPeriod,
    observer: &mut O,
) -> (Vec<Document>, Vec<Finding>) {
    let (mut holds, mut findings) = (Vec::new(), Vec::new());
    for Priced { course, .. } in courses {
        let of_commitments = finding::holds(book, course, &mut holds);
        let shown = |plan: &&Plan| request.touches(plan.row.first_day, plan.row.last_day);
        if course.rows.iter().any(|plan| shown(&plan)) {
            findings.extend(of_commitments);
            finding::of_course(book, course, request, &mut findings);
        }
        course.rows.iter().filter(shown).for_each(|plan| finding::of_row(book, plan, &mut findings));
    }
    let documents = reckoned(book, courses, windows, holds, request, observer).documents(observer);
    finding::undetermined(&documents, &mut findings);
    findings.sort_by_key(|finding| (finding.at.row, finding.code));
    (documents, findings)
}

/// The lines that are shown; earlier ones count all the same.
fn reckoned<'a, O: Observer>(
    book: &'a Book,
    courses: &[Priced<'a>],
    windows: &Windows,
    holds: Vec<Hold>,
    request: &ReportingPeriod,
    observer: &mut O,
) -> Reckoning<'a> {
    let mut lines = Vec::with_capacity(courses.iter().flat_map(|priced| &priced.spans).map(Vec::len).sum());
    for priced in courses {
        drafts(book, priced, windows, &mut lines, observer);
    }
    lines.retain(|draft| request.shows(draft.span.month));
    Reckoning::new(book, lines, holds)
}
