//! Findings that change no price: durations, stays, hours, notices, commitments (R12).

use crate::compile::book::{Book, Entry};
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::calendar::{Month, days_between, plus_days, plus_months, working_day_after};
use crate::model::case::Row;
use crate::model::catalogue::CommitmentRule;
use crate::model::fault::{Expected, Finding, Place};
use crate::model::money::Amount;
use crate::model::period::ReportingPeriod;
use crate::passes::choice::Charge;
use crate::passes::course::{Course, Plan};
use crate::passes::reckoning::Hold;
use crate::result::line::Outcome;
use crate::result::statement::Document;
use chrono::NaiveDate;

/// The commitments a course lacks, and the documents that are on hold for them (R12.5).
pub(crate) fn holds(book: &Book, course: &Course, holds: &mut Vec<Hold>) -> Vec<Finding> {
    let entry = book.entry(course.first_row().service);
    let stay_is_near = course.gap().is_some_and(|gap| gap <= i64::from(book.policy.cti_gap.value.max(1)));
    match entry.terms.commitment {
        Some(CommitmentRule::Always) => {}
        Some(CommitmentRule::WithoutStay) if !stay_is_near => {}
        Some(CommitmentRule::WithoutStay) | None => return Vec::new(),
    }
    let (mut payers, mut findings) = (Vec::new(), Vec::new());
    for Plan { row, .. } in &course.rows {
        if payers.contains(&row.payer) {
            continue;
        }
        payers.push(row.payer);
        let Some(finding) = commitment(course, row) else { continue };
        let months = (Month::of(course.first), course.last.map(Month::of));
        holds.push(Hold { provider: entry.rank.0, payer: row.payer, months, code: finding.code });
        findings.push(finding);
    }
    findings
}

fn commitment(course: &Course, row: &Row) -> Option<Finding> {
    let finding = |code, column, value: Option<NaiveDate>, expected| {
        Some(Finding::new(code, row.number, column, value.map_or_else(String::new, |day| day.to_string()), expected))
    };
    match (&row.commitment, row.commitment_date) {
        (None, _) => finding(Code::CommitmentMissing, Column::Commitment, None, Expected::Value),
        (Some(_), None) => finding(Code::CommitmentMissing, Column::CommitmentDate, None, Expected::NotAfter(course.first)),
        (Some(_), Some(day)) if day > course.first => {
            finding(Code::CommitmentLate, Column::CommitmentDate, Some(day), Expected::NotAfter(course.first))
        }
        (Some(_), Some(_)) => None,
    }
}

/// Durations, the preceding stay and notices of a course.
pub(crate) fn of_course(book: &Book, course: &Course, request: &ReportingPeriod, findings: &mut Vec<Finding>) {
    let entry = book.entry(course.first_row().service);
    too_long(entry, course, request, findings);
    too_short(entry, course, findings);
    let row = course.first_row().row;
    let stay = row.prior_stay_to;
    let day_before = plus_days(course.first, -1);
    if entry.terms.after_stay.is_some() && stay.is_none_or(|day| day < day_before) {
        let value = stay.map_or_else(String::new, |day| day.to_string());
        let expected = Expected::StayUntil(day_before);
        findings.push(Finding::new(Code::CourseNotAfterStay, row.number, Column::PriorStayTo, value, expected));
    }
    let Some(days) = entry.terms.notice_working_days else { return };
    for (column, notified, event) in
        [(Column::NotifiedStart, row.notified_start, Some(course.first)), (Column::NotifiedEnd, row.notified_end, course.last)]
    {
        let (Some(notified), Some(event)) = (notified, event) else { continue };
        let deadline = working_day_after(event, days, book.policy.saturday());
        if notified > deadline {
            let expected = Expected::NotAfter(deadline);
            findings.push(Finding::new(Code::NoticeLate, row.number, column, notified.to_string(), expected));
        }
    }
}

/// Weeks of a course, the last one perhaps only started.
fn started_weeks(course: &Course, last: NaiveDate) -> i64 {
    (days_between(course.first, last) + 7) / 7
}

fn too_long(entry: &Entry, course: &Course, request: &ReportingPeriod, findings: &mut Vec<Finding>) {
    let Some(last) = course.last.or(request.until).filter(|last| *last >= course.first) else { return };
    let months = entry.terms.max_months.map(|n| (plus_days(plus_months(course.first, n), -1), None));
    let weeks = entry.terms.weeks.map(|n| (plus_days(course.first, i64::from(n) * 7 - 1), Some(n)));
    let limit = months.into_iter().chain(weeks).min_by_key(|(day, _)| *day);
    let Some((allowed, weeks)) = limit.filter(|(allowed, _)| last > *allowed) else { return };
    let row = course.rows.iter().map(|plan| plan.row).find(|row| row.last_day.is_none_or(|row_last| row_last > allowed));
    let expected = weeks.map_or(Expected::NotAfter(allowed), Expected::WeeksAtMost);
    let row = row.unwrap_or(course.first_row().row);
    findings.push(Finding::new(Code::CourseTooLong, row.number, Column::LastDay, last.to_string(), expected));
}

fn too_short(entry: &Entry, course: &Course, findings: &mut Vec<Finding>) {
    let (Some(last), Some(least)) = (course.last, entry.terms.min_weeks.max(entry.terms.weeks)) else { return };
    if started_weeks(course, last) < i64::from(least) {
        let row = course.rows[course.rows.len() - 1].row;
        let expected = Expected::WeeksAtLeast(least);
        findings.push(Finding::new(Code::CourseTooShort, row.number, Column::LastDay, last.to_string(), expected));
    }
}

/// Hours that differ from the published ones, and services without a line.
pub(crate) fn of_row(book: &Book, plan: &Plan, findings: &mut Vec<Finding>) {
    let (entry, row) = (book.entry(plan.service), plan.row);
    if let Some(hours) = row.hours_per_week {
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
    findings.push(Finding::new(code, row.number, Column::Service, &*row.service, Expected::Nothing));
}

/// Rows with an undetermined refund and the sum at stake on each.
pub(crate) fn undetermined(documents: &[Document], findings: &mut Vec<Finding>) {
    let mut at_stake: Vec<((u64, Code), Amount)> = documents
        .iter()
        .flat_map(|document| &document.lines)
        .filter(|line| line.refund.outcome == Outcome::Undetermined)
        .map(|line| {
            let incomplete = line.refund.reason == Code::RefundCitizenIncomplete;
            ((line.row, if incomplete { Code::RefundCitizenIncomplete } else { Code::RefundUndetermined }), line.refund.at_stake)
        })
        .collect();
    at_stake.sort_by_key(|(key, _)| *key);
    for rows in at_stake.chunk_by(|a, b| a.0 == b.0) {
        let (row, code) = rows[0].0;
        let sum: Amount = rows.iter().map(|(_, amount)| *amount).sum();
        let at = Place { row: Some(row), column: None };
        findings.push(Finding { code, at, value: sum.to_string(), expected: Expected::Nothing });
    }
}
