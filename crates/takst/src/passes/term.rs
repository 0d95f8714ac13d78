//! The terms that findings rest on, for explanations (R12).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::model::fault::{Expected, Finding};
use crate::model::input::InputRow;
use crate::passes::plan::Plan;
use crate::passes::scratch::Scratch;
use crate::result::trace::Term;

/// The term that each finding of the case evaluated last rests on.
pub(crate) fn terms(book: &Book, rows: &[InputRow<'_>], scratch: &Scratch, case: u32, findings: &[Finding]) -> Vec<Option<Term>> {
    let span = scratch.cases.iter().find(|span| span.case == case);
    let courses = span.map_or(&[][..], |span| &scratch.courses[span.courses.0 as usize..span.courses.1 as usize]);
    let number = |plan: &Plan| rows[plan.row as usize].number;
    let term = |finding: &Finding| {
        let key = key(finding)?;
        let (course, plan) = courses.iter().find_map(|course| {
            let plans = &scratch.plans[course.plans.0 as usize..course.plans.1 as usize];
            Some((plans, plans.iter().find(|plan| Some(number(plan)) == finding.at.row)?))
        })?;
        // Hours are those of the row; all other terms those of the course's first row.
        let service = if finding.code == Code::HoursDiffer { plan.service } else { course[0].service };
        let entry = book.entry(service);
        Some(Term { service: entry.facts.id.clone(), key })
    };
    findings.iter().map(term).collect()
}

/// The key of the catalogue under which the term stands.
fn key(finding: &Finding) -> Option<&'static str> {
    Some(match (finding.code, &finding.expected) {
        (Code::CourseTooLong | Code::CourseTooShort, Expected::Weeks(_)) => "weeks",
        (Code::CourseTooLong, _) => "max_months",
        (Code::CourseTooShort, _) => "min_weeks",
        (Code::CourseNotAfterStay, _) => "after_stay",
        (Code::CourseNotCharged, _) => "started_week",
        (Code::HoursDiffer, Expected::HoursPerWeekAtLeast(_)) => "min_weekly_hours",
        (Code::HoursDiffer, _) => "weekly_hours",
        (Code::NoticeLate, _) => "notice_working_days",
        (Code::CommitmentMissing | Code::CommitmentLate, _) => "commitment",
        _ => return None,
    })
}
