//! Prices, totals and explanations of a book. All of them run the kernel; only their sinks differ.

use crate::compile::book::Book;
use crate::contract::refund::WindowDays;
use crate::contract::unit::Unit;
use crate::model::case::{Case, CaseRow, Citizen};
use crate::model::cpr;
use crate::model::day::Day;
use crate::model::fault::Faults;
use crate::model::input::InputRow;
use crate::model::period::ReportingPeriod;
use crate::passes::elsewhere::elsewhere;
use crate::passes::evaluate::{evaluate, input_row};
use crate::passes::finding::{Priced, findings, shown};
use crate::passes::scratch::Scratch;
use crate::passes::term::terms;
use crate::result::sinks::Documents;
use crate::result::statement::{Statement, Totals};
use crate::result::trace::{Explanation, Step, Term};
use std::cell::RefCell;

impl Book {
    /// Prices every case of a citizen. Returns one statement for each case, in the same order.
    ///
    /// A case with a fault is refused whole; the others are priced. Refund windows follow the citizen, so all cases of a citizen
    /// belong in one call.
    #[must_use]
    pub fn price(&self, citizen: &Citizen, period: &ReportingPeriod) -> Vec<Statement> {
        run::<false>(self, &citizen.id, &citizen.cases, period).statements
    }

    /// Prices the case of a citizen who has no other. Returns its statement.
    ///
    /// # Example
    /// ```
    /// # use takst::{Book, Case, ReportingPeriod};
    /// fn net(book: &Book, case: &Case) -> String {
    ///     book.price_case(case, &ReportingPeriod::ALL).totals().net.to_string()
    /// }
    /// ```
    #[must_use]
    pub fn price_case(&self, case: &Case, period: &ReportingPeriod) -> Statement {
        run::<false>(self, &case.id, std::slice::from_ref(case), period).statements.remove(0)
    }

    /// Returns the sums over the lines of each case of a citizen, in the order of the cases. Builds no statements, which makes it several times as
    /// fast as [`price`](Book::price).
    ///
    /// # Errors
    /// For each case that is refused, its faults.
    #[must_use]
    pub fn totals(&self, citizen: &Citizen, period: &ReportingPeriod) -> Vec<Result<Totals, Faults>> {
        let rows: Vec<InputRow<'_>> = crate::passes::evaluate::input(self, citizen).collect();
        with_scratch(|scratch| {
            let mut totals = PerCase { rows: &rows, totals: vec![Totals::default(); citizen.cases.len()] };
            evaluate(self, &rows, period, scratch, &mut totals);
            let result = |(case, totals)| if scratch.is_refused(case) { Err(scratch.take_faults(case).into()) } else { Ok(totals) };
            (0..).zip(totals.totals).map(result).collect()
        })
    }

    /// Returns whether the refund of a case depends on the citizen's other cases: whether it has a stay (R9.3) on days that refund windows decide.
    ///
    /// Priced by itself, such a case is priced as if the citizen had no other.
    #[must_use]
    pub fn depends_on_other_cases(&self, case: &Case, period: &ReportingPeriod) -> bool {
        let until = period.until.map_or(Day::OPEN, Day::of);
        case.rows.iter().any(|row| {
            let CaseRow::Sound(row) = row else { return false };
            let Some(table) = self.find(&row.service).map(|service| &self.tables[service as usize]) else { return false };
            let is_daily = row.facts.unit.or(table.unit).is_some_and(Unit::is_daily);
            table.window == WindowDays::Stay && is_daily && row.facts.last.min(until) >= self.rules.reform
        })
    }

    /// Prices a citizen's cases. Returns the statement of one of them with every step behind each of its lines, or `None` when the citizen has no
    /// such case.
    ///
    /// The amounts are those of [`price`](Book::price): the same kernel calculates them.
    #[must_use]
    pub fn explain(&self, citizen: &Citizen, period: &ReportingPeriod, case_id: &str) -> Option<Explanation> {
        let number = citizen.cases.iter().position(|case| *case.id == *case_id)?;
        let mut run = run::<true>(self, &citizen.id, &citizen.cases, period);
        let (statement, steps) = (run.statements.swap_remove(number), run.steps.swap_remove(number));
        Some(Explanation { statement, steps, terms: run.terms.swap_remove(number) })
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

/// Runs `work` with the buffers of the thread.
fn with_scratch<T>(work: impl FnOnce(&mut Scratch) -> T) -> T {
    SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
        Ok(mut scratch) => work(&mut scratch),
        Err(_) => work(&mut Scratch::new()),
    })
}

/// Sums of each case.
struct PerCase<'a> {
    rows: &'a [InputRow<'a>],
    totals: Vec<Totals>,
}

impl crate::result::facts::Sink for PerCase<'_> {
    fn line(&mut self, book: &Book, line: &crate::result::facts::LineFacts) {
        self.totals[self.rows[line.row as usize].case as usize].line(book, line);
    }
}

/// The statement of each case, and where they are wanted the steps behind its lines and the terms behind its findings.
struct Run {
    statements: Vec<Statement>,
    steps: Vec<Vec<Vec<Step>>>,
    terms: Vec<Vec<Option<Term>>>,
}

fn run<const STEPS: bool>(book: &Book, citizen_id: &str, cases: &[Case], period: &ReportingPeriod) -> Run {
    // One row in one case, as programs mostly ask, needs no list.
    if let [Case { rows, .. }] = cases
        && let [row] = &**rows
    {
        let row = [input_row(book, 0, row)];
        return with_scratch(|scratch| statements::<STEPS>(book, citizen_id, cases, &row, period, scratch));
    }
    let count = cases.iter().map(|case| case.rows.len()).sum();
    let mut rows: Vec<InputRow<'_>> = Vec::with_capacity(count);
    for (number, case) in (0..).zip(cases) {
        rows.extend(case.rows.iter().map(|row| input_row(book, number, row)));
    }
    with_scratch(|scratch| statements::<STEPS>(book, citizen_id, cases, &rows, period, scratch))
}

fn statements<const STEPS: bool>(
    book: &Book,
    citizen_id: &str,
    cases: &[Case],
    rows: &[InputRow<'_>],
    period: &ReportingPeriod,
    scratch: &mut Scratch,
) -> Run {
    let shown_citizen = cpr::masked(citizen_id);
    let blank = |case: &Case| {
        let case_id: Box<str> = if *case.id == *citizen_id { (&*shown_citizen).into() } else { case.shown_id().into() };
        Statement { case_id, citizen_id: (&*shown_citizen).into(), result: Ok(Vec::new()), findings: Vec::new() }
    };
    let mut sink = Documents::<STEPS>::new(rows, cases.iter().map(blank).collect());
    evaluate(book, rows, period, scratch, &mut sink);
    let Documents { mut statements, steps, .. } = sink;
    // Only cases beside each other can charge the same day.
    let (found, case_ids) = if cases.len() > 1 {
        (elsewhere(rows, scratch, shown(period)), statements.iter().map(|statement| statement.case_id.clone()).collect())
    } else {
        (Vec::new(), Vec::new())
    };
    let priced = Priced { book, rows, period, elsewhere: &found, case_ids: &case_ids };
    let mut of_findings = Vec::new();
    for (number, statement) in (0..).zip(&mut statements) {
        if scratch.is_refused(number) {
            statement.result = Err(scratch.take_faults(number));
        } else if let Ok(documents) = &statement.result {
            statement.findings = findings(&priced, scratch, number, documents);
        }
        if STEPS {
            of_findings.push(terms(book, rows, scratch, number, &statement.findings));
        }
    }
    Run { statements, steps, terms: of_findings }
}
