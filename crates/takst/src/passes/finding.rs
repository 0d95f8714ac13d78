//! Findings that change no price: durations, stays, hours, notices, commitments (R12).

use crate::compile::book::Book;
use crate::compile::service::Entry;
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::contract::refund::WindowDays;
use crate::contract::unit::Covers;
use crate::contract::words::CommitmentRule;
use crate::model::calendar::working_day_after;
use crate::model::case::CaseRow;
use crate::model::day::{Day, MonthNumber};
use crate::model::fault::{Expected, Finding, Place};
use crate::model::input::InputRow;
use crate::model::money::Amount;
use crate::model::municipality::{KNOWN_FROM, Municipality};
use crate::model::period::ReportingPeriod;
use crate::model::row::Row;
use crate::passes::charge::first_week;
use crate::passes::elsewhere::Elsewhere;
use crate::passes::month::is_last_day_free;
use crate::passes::plan::{CaseSpan, Charge, Course, Hold, Plan};
use crate::passes::scratch::Scratch;
use crate::result::line::Outcome;
use crate::result::statement::Document;

/// The documents on hold for commitments that a course lacks (R12.5), each with the row that lacks one.
pub(crate) fn holds(
    book: &Book,
    rows: &[InputRow<'_>],
    course: &Course,
    plans: &[Plan],
    payers: &mut Vec<(Municipality, u32)>,
    mut each: impl FnMut(Hold, u32),
) {
    let plans = &plans[course.plans.0 as usize..course.plans.1 as usize];
    let table = &book.tables[plans[0].service as usize];
    let stay = rows[plans[0].row as usize].facts.prior_stay_to;
    let is_stay_near = stay.is_given() && course.first.since(stay) <= book.rules.gap.max(1);
    match table.commitment {
        Some(CommitmentRule::Always) => {}
        Some(CommitmentRule::WithoutStay) if !is_stay_near => {}
        Some(CommitmentRule::WithoutStay) | None => return,
    }
    payers.clear();
    for plan in plans {
        let payer = rows[plan.row as usize].facts.payer;
        if payers.iter().any(|(other, _)| *other == payer) {
            continue;
        }
        payers.push((payer, plan.row));
        let Some(code) = lacks(course, &rows[plan.row as usize]) else { continue };
        let last = if course.last == Day::OPEN { MonthNumber::NEVER } else { MonthNumber::of(course.last) };
        each(Hold { provider: table.provider, payer, first: MonthNumber::of(course.first), last, code }, plan.row);
    }
}

/// What a commitment lacks.
fn lacks(course: &Course, row: &InputRow<'_>) -> Option<Code> {
    let facts = &row.facts;
    match facts.has_commitment && facts.commitment_date.is_given() {
        false => Some(Code::CommitmentMissing),
        true => (facts.commitment_date > course.first).then_some(Code::CommitmentLate),
    }
}

/// The finding of a row that lacks a commitment.
fn commitment(course: &Course, row: &InputRow<'_>, code: Code) -> Finding {
    let (facts, not_after) = (&row.facts, Expected::NotAfter(course.first.date()));
    match facts.has_commitment {
        false => Finding::new(code, row.number, Column::Commitment, "", Expected::Value),
        true => Finding::new(code, row.number, Column::CommitmentDate, text(facts.commitment_date), not_after),
    }
}

fn text(day: Day) -> String {
    day.known().map_or_else(String::new, |day| day.to_string())
}

/// The citizen that was priced last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Priced<'a> {
    pub book: &'a Book,
    pub rows: &'a [InputRow<'a>],
    pub period: &'a ReportingPeriod,
    /// Of all cases.
    pub elsewhere: &'a [Elsewhere],
    /// References of the cases as they may be shown.
    pub case_ids: &'a [Box<str>],
}

/// The first and the last day of the window of time.
pub(crate) fn shown(period: &ReportingPeriod) -> (Day, Day) {
    (period.from.map_or(Day::ABSENT, |month| Day::of(month.first_day())), period.until.map_or(Day::OPEN, Day::of))
}

/// Every finding of a case, in order of rows and codes. `documents` are what came of it.
pub(crate) fn findings(priced: &Priced<'_>, scratch: &mut Scratch, case: u32, documents: &[Document]) -> Vec<Finding> {
    let span = scratch.span(case);
    let Scratch { plans, courses, payers, .. } = scratch;
    let Priced { rows, period, .. } = *priced;
    let mut findings = Vec::new();
    let shown = shown(period);
    if let Some(CaseSpan { courses: (from, to), .. }) = span {
        for course in &courses[from as usize..to as usize] {
            of_course(&Of::new(priced, course, plans, shown), plans, payers, &mut findings);
        }
    }
    billed_elsewhere(priced, case, &mut findings);
    undetermined(documents, &mut findings);
    for row in rows.iter().filter(|row| row.case == case && row.facts.first >= shown.0 && row.facts.first <= shown.1) {
        findings.extend(invoiced(row, documents));
    }
    if findings.len() > 1 {
        findings.sort_by_key(|finding| (finding.at.row, finding.code));
    }
    findings
}

/// What was billed for a row, where it is not the net of its lines (R12.13). A row that begins before the window of time is not compared: not all of its
/// lines are shown.
fn invoiced(row: &InputRow<'_>, documents: &[Document]) -> Option<Finding> {
    let Some(CaseRow::Sound(Row { billing: Some(billing), .. })) = row.record else { return None };
    let billed = billing.invoiced?;
    let lines = documents.iter().flat_map(|document| &document.lines);
    let net: Amount = lines.filter(|line| line.row == row.number).map(|line| line.net).sum();
    let expected = Expected::Billed { net: net.to_decimal(), difference: (billed - net).to_decimal() };
    (billed != net).then(|| Finding::new(Code::InvoicedDiffers, row.number, Column::Invoiced, billed.to_string(), expected))
}

/// What findings of a course are about.
struct Of<'a> {
    book: &'a Book,
    rows: &'a [InputRow<'a>],
    course: &'a Course,
    /// Those of the course, at least one.
    plans: &'a [Plan],
    first_row: &'a InputRow<'a>,
    /// The service of the first row.
    entry: &'a Entry,
    /// First and last day of the window of time.
    shown: (Day, Day),
}

impl<'a> Of<'a> {
    fn new(priced: &Priced<'a>, course: &'a Course, plans: &'a [Plan], shown: (Day, Day)) -> Of<'a> {
        let Priced { book, rows, .. } = *priced;
        let plans = &plans[course.plans.0 as usize..course.plans.1 as usize];
        let (first_row, entry) = (&rows[plans[0].row as usize], book.entry(plans[0].service));
        Of { book, rows, course, plans, first_row, entry, shown }
    }

    fn row(&self, plan: &Plan) -> &'a InputRow<'a> {
        &self.rows[plan.row as usize]
    }

    /// Whether a row has a day in the window of time.
    fn is_shown(&self, plan: &Plan) -> bool {
        is_shown(self.row(plan), self.shown)
    }
}

fn is_shown(row: &InputRow<'_>, shown: (Day, Day)) -> bool {
    row.facts.first <= shown.1 && row.facts.last >= shown.0
}

/// Rows with days that another case charges too, one finding for each other case (R12.11).
fn billed_elsewhere(priced: &Priced<'_>, case: u32, findings: &mut Vec<Finding>) {
    let from = priced.elsewhere.partition_point(|found| found.case < case);
    for found in priced.elsewhere[from..].iter().take_while(|found| found.case == case) {
        let (row, other) = (&priced.rows[found.row as usize], &*priced.case_ids[found.other as usize]);
        findings.push(Finding::new(Code::CaseBilledElsewhere, row.number, Column::CaseId, other, Expected::BilledOnce));
    }
}

fn of_course(of: &Of<'_>, all_plans: &[Plan], payers: &mut Vec<(Municipality, u32)>, findings: &mut Vec<Finding>) {
    let course = of.course;
    if of.plans.iter().any(|plan| of.is_shown(plan)) {
        holds(of.book, of.rows, course, all_plans, payers, |hold, row| findings.push(commitment(course, &of.rows[row as usize], hold.code)));
        too_long(of, findings);
        too_short(of, findings);
        not_charged(of, findings);
        not_after_stay(of, findings);
        stay_overlaps(of, findings);
        notices(of, findings);
    }
    of.plans.iter().filter(|plan| of.is_shown(plan)).for_each(|plan| of_row(of, plan, findings));
}

fn not_after_stay(of: &Of<'_>, findings: &mut Vec<Finding>) {
    if of.entry.terms.after_stay.is_none() {
        return;
    }
    let (stay, day_before) = (of.first_row.facts.prior_stay_to, of.course.first.plus(-1));
    if stay < day_before {
        let expected = Expected::StayUntil(day_before.date());
        findings.push(Finding::new(Code::CourseNotAfterStay, of.first_row.number, Column::PriorStayTo, text(stay), expected));
    }
}

/// A preceding stay that ends after the first day of the course.
fn stay_overlaps(of: &Of<'_>, findings: &mut Vec<Finding>) {
    let (row, first) = (of.first_row, of.course.first);
    let stay = row.facts.prior_stay_to;
    if stay.is_given() && stay > first {
        findings.push(Finding::new(Code::StayOverlaps, row.number, Column::PriorStayTo, text(stay), Expected::NotAfter(first.date())));
    }
}

fn notices(of: &Of<'_>, findings: &mut Vec<Finding>) {
    let Some(days) = of.entry.terms.notice_working_days else { return };
    let row = of.first_row;
    if !row.facts.notified_start.is_given() && !row.facts.notified_end.is_given() {
        return;
    }
    for (column, notified, event) in
        [(Column::NotifiedStart, row.facts.notified_start, of.course.first), (Column::NotifiedEnd, row.facts.notified_end, of.course.last)]
    {
        let (Some(notified), Some(event)) = (notified.known(), event.known()) else { continue };
        let deadline = working_day_after(event, days, of.book.policy.saturday());
        if notified > deadline {
            findings.push(Finding::new(Code::NoticeLate, row.number, column, notified.to_string(), Expected::NotAfter(deadline)));
        }
    }
}

fn too_long(of: &Of<'_>, findings: &mut Vec<Finding>) {
    let (course, terms) = (of.course, &of.entry.terms);
    if terms.max_months.is_none() && terms.weeks.is_none() {
        return;
    }
    let last = if course.last != Day::OPEN { course.last } else { of.shown.1 };
    let months = terms.max_months.map(|n| (course.first.plus_months(n).plus(-1), None));
    let weeks = terms.weeks.map(|n| (course.first.plus(days_of(n) - 1), Some(n)));
    let limit = months.into_iter().chain(weeks).min_by_key(|(day, _)| *day);
    let Some((allowed, weeks)) = limit.filter(|(allowed, _)| last != Day::OPEN && last >= course.first && last > *allowed) else { return };
    let row = of.plans.iter().map(|plan| of.row(plan)).find(|row| row.facts.last > allowed);
    let expected = weeks.map_or(Expected::NotAfter(allowed.date()), Expected::Weeks);
    let row = row.unwrap_or(of.first_row);
    findings.push(Finding::new(Code::CourseTooLong, row.number, Column::LastDay, text(last), expected));
}

/// Days of so many weeks; terms have far fewer than the calendar.
fn days_of(weeks: u32) -> i32 {
    i32::try_from(weeks).unwrap_or(i32::MAX).saturating_mul(7)
}

fn too_short(of: &Of<'_>, findings: &mut Vec<Finding>) {
    let (course, terms) = (of.course, &of.entry.terms);
    let (Some(least), true) = (terms.min_weeks.max(terms.weeks), course.last != Day::OPEN) else { return };
    // Weeks of the course, the last one perhaps only started.
    let started = (course.last.since(course.first) + 7) / 7;
    if i64::from(started) < i64::from(least) {
        let row = of.row(&of.plans[of.plans.len() - 1]);
        // Of a service with a length of its own that is the length, not the least.
        let expected = if terms.weeks == Some(least) { Expected::Weeks(least) } else { Expected::WeeksAtLeast(least) };
        findings.push(Finding::new(Code::CourseTooShort, row.number, Column::LastDay, text(course.last), expected));
    }
}

/// A course that has a price and of which nothing is charged, whatever the window of time (R12.9).
fn not_charged(of: &Of<'_>, findings: &mut Vec<Finding>) {
    let course = of.course;
    let is_charged = |(place, plan): (u32, &Plan)| {
        let (facts, table) = (&of.row(plan).facts, &of.book.tables[plan.service as usize]);
        match plan.charge.covers() {
            Some(Covers::Days) => facts.first < facts.last || facts.last != course.last || !is_last_day_free(table, plan, course),
            Some(Covers::Weeks) => {
                let start = first_week(course, facts.first);
                start <= facts.last && (start.plus(6) <= course.last || !table.whole_weeks_only)
            }
            Some(Covers::Row) => true,
            Some(Covers::Course) => course.once == place,
            None => false,
        }
    };
    let has_price = of.plans.iter().any(|plan| plan.charge.unit().is_some());
    if has_price && !(course.plans.0..).zip(of.plans).any(is_charged) {
        findings.push(Finding::new(Code::CourseNotCharged, of.first_row.number, Column::LastDay, text(course.last), Expected::Nothing));
    }
}

/// Payers that are no municipality, own payments that are not the law's, hours that differ from the published ones, and services without a line.
fn of_row(of: &Of<'_>, plan: &Plan, findings: &mut Vec<Finding>) {
    let (entry, row) = (of.book.entry(plan.service), of.row(plan));
    payer(row, findings);
    own_payment(of, plan, findings);
    if let Some(hours) = row.facts.hours_per_week() {
        let exact = entry.terms.weekly_hours.filter(|published| hours != *published).map(|h| Expected::HoursPerWeek(h.to_decimal()));
        let least = entry.terms.min_weekly_hours.filter(|least| hours < *least).map(|h| Expected::HoursPerWeekAtLeast(h.to_decimal()));
        if let Some(expected) = exact.or(least) {
            findings.push(Finding::new(Code::HoursDiffer, row.number, Column::HoursPerWeek, hours.to_string(), expected));
        }
    }
    let code = match plan.charge {
        Charge::Included => Code::ServiceIncluded,
        Charge::Free => Code::ServiceFree,
        Charge::Published(_) | Charge::Agreed(_) => return,
    };
    findings.push(Finding::new(code, row.number, Column::Service, &*entry.facts.id, Expected::Nothing));
}

/// A payer that is no municipality (R12.12). Codes from before the list begins are not known.
fn payer(row: &InputRow<'_>, findings: &mut Vec<Finding>) {
    let facts = &row.facts;
    if facts.first < KNOWN_FROM || facts.payer.name().is_some() {
        return;
    }
    let written = format!("{}{}", if facts.is_payer_long { "0" } else { "" }, facts.payer);
    findings.push(Finding::new(Code::PayerUnknown, row.number, Column::Payer, written, Expected::Municipality(None)));
}

/// An own payment of a § 110 stay that is not the figure of the law on a charged day; one finding a row (R12.10).
fn own_payment(of: &Of<'_>, plan: &Plan, findings: &mut Vec<Finding>) {
    let row = of.row(plan);
    let Some(own) = row.facts.own_payment().filter(|_| of.book.tables[plan.service as usize].window == WindowDays::Stay) else { return };
    if plan.to < plan.from {
        return;
    }
    let (first, last) = (plan.from.date(), plan.to.date());
    let mut figures = of.book.law.own_payments.iter().filter(|figure| figure.from <= last && first <= figure.to);
    if let Some(figure) = figures.find(|figure| figure.value != own) {
        let expected = Expected::OwnPaymentOfLaw(figure.value.to_decimal(), figure.from);
        findings.push(Finding::new(Code::OwnPaymentDiffers, row.number, Column::OwnPaymentPerDay, own.to_string(), expected));
    }
}

/// Rows with an undetermined refund and the sum at stake on each.
pub(crate) fn undetermined(documents: &[Document], findings: &mut Vec<Finding>) {
    // Lines of one row mostly follow each other: they are added up before they are sorted.
    let mut before: Vec<((u64, Code), Amount)> = Vec::new();
    let mut last: Option<((u64, Code), Amount)> = None;
    for document in documents {
        for line in document.lines.iter().filter(|line| line.refund.outcome == Outcome::Undetermined) {
            let incomplete = line.refund.reason == Code::RefundCitizenIncomplete;
            let key = (line.row, if incomplete { Code::RefundCitizenIncomplete } else { Code::RefundUndetermined });
            match &mut last {
                Some((of, sum)) if *of == key => *sum += line.refund.at_stake,
                _ => before.extend(last.replace((key, line.refund.at_stake))),
            }
        }
    }
    let Some(last) = last else { return };
    let mut each = |((row, code), sum): ((u64, Code), Amount)| {
        let at = Place { row: Some(row), column: None };
        findings.push(Finding { code, at, value: sum.text(), expected: Expected::Nothing });
    };
    if before.is_empty() {
        return each(last);
    }
    before.push(last);
    before.sort_by_key(|(key, _)| *key);
    for rows in before.chunk_by(|a, b| a.0 == b.0) {
        each((rows[0].0, rows.iter().map(|(_, amount)| *amount).sum()));
    }
}
