//! Findings (R12): what is worth telling and changes no price.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Service};
use crate::cells::Reading;
use crate::charge::{Frame, bills_day, charges_day, ever_charges};
use crate::course::Course;
use crate::dates::{Month, date, each_day, minus_days, month_of, nth_working_day_after, plus_days, plus_months};
use crate::document::{DocumentKey, Written};
use crate::number::{ONE, amount_text};
use crate::policy::Policy;
use crate::refund::gap;
use crate::rows::Placed;
use crate::unit::Kind;
use crate::{Problem, payer};

/// R12.1, 2, 4 and 5: the findings of a course. Terms are those of its first row's service.
pub fn of_course(course: &Course, placed: &[Placed], policy: &Policy, frame: Frame) -> Vec<Problem> {
    let is_shown = course.rows.iter().any(|row| placed[*row].is_in_window(frame.from, frame.until));
    if !is_shown {
        return Vec::new();
    }
    let mut findings = Vec::new();
    findings.extend(too_long(course, placed, frame));
    findings.extend(too_short(course, placed));
    findings.extend(not_charged(course, placed, policy));
    findings.extend(not_after_stay(course, placed));
    findings.extend(stay_overlaps(course, placed));
    findings.extend(late_notices(course, placed, policy));
    for payer in payers(course, placed) {
        findings.extend(commitment(course, placed, payer, policy));
    }
    findings
}

fn terms<'a>(course: &Course, placed: &'a [Placed]) -> &'a Service {
    placed[course.first_row()].service
}

/// R12.1: on the row that holds the first day too many.
fn too_long(course: &Course, placed: &[Placed], frame: Frame) -> Option<Problem> {
    let last = course.last_or(frame.until);
    let terms = terms(course, placed);
    let after_months = terms.max_months.map(|months| plus_months(course.first, months));
    let allowed_weeks = terms.weeks.filter(|weeks| course.started_weeks(last) > *weeks);
    let after_weeks = allowed_weeks.map(|weeks| plus_days(course.first, u64::try_from(weeks * 7).expect("weeks are counted")));
    let too_many = after_months.filter(|day| last >= *day).into_iter().chain(after_weeks).min()?;
    let holds_it = |row: &&usize| placed[**row].last_or(frame.until) >= too_many;
    let row = course.rows.iter().find(holds_it).expect("some row reaches the course's last day");
    Some(placed[*row].reading.problem_of("warning", "course.too-long", "last_day", last.to_string()))
}

/// R12.1: on the last row of a course that has ended.
fn too_short(course: &Course, placed: &[Placed]) -> Option<Problem> {
    let last = course.last?;
    let terms = terms(course, placed);
    let needed = terms.min_weeks.into_iter().chain(terms.weeks).max()?;
    let reading = placed[course.last_row()].reading;
    let is_short = course.started_weeks(last) < needed;
    is_short.then(|| reading.problem_of("warning", "course.too-short", "last_day", last.to_string()))
}

/// R12.2: on the first row.
fn not_after_stay(course: &Course, placed: &[Placed]) -> Option<Problem> {
    let is_required = terms(course, placed).after_stay.as_deref() == Some("required");
    let reading = placed[course.first_row()].reading;
    let day_before = minus_days(course.first, 1);
    let is_direct = reading.prior_stay_to.is_some_and(|stay| stay >= day_before);
    (is_required && !is_direct).then(|| reading.problem("warning", "course.not-after-stay", "prior_stay_to"))
}

/// R12.9: a course with a price of which nothing is charged; on its first row.
fn not_charged(course: &Course, placed: &[Placed], policy: &Policy) -> Option<Problem> {
    let has_price = course.rows.iter().any(|row| placed[*row].price.unit().is_some());
    if !has_price || course.rows.iter().any(|row| ever_charges(*row, placed, course, policy)) {
        return None;
    }
    let last = course.last.expect("an open course is charged");
    let reading = placed[course.first_row()].reading;
    Some(reading.problem_of("warning", "course.not-charged", "last_day", last.to_string()))
}

/// R12.2: on the first row.
fn stay_overlaps(course: &Course, placed: &[Placed]) -> Option<Problem> {
    let reading = placed[course.first_row()].reading;
    let overlaps = reading.prior_stay_to.is_some_and(|stay| stay > course.first);
    overlaps.then(|| reading.problem("note", "stay.overlaps", "prior_stay_to"))
}

/// R12.4: on the first row.
fn late_notices(course: &Course, placed: &[Placed], policy: &Policy) -> Vec<Problem> {
    let Some(n) = terms(course, placed).notice_working_days else {
        return Vec::new();
    };
    let reading = placed[course.first_row()].reading;
    let is_late = |event: Option<NaiveDate>, notified: Option<NaiveDate>| match (event, notified) {
        (Some(event), Some(notified)) => notified > nth_working_day_after(event, n, policy.saturday_works()),
        _ => false,
    };
    let mut findings = Vec::new();
    if is_late(Some(course.first), reading.notified_start) {
        findings.push(reading.problem("warning", "notice.late", "notified_start"));
    }
    if is_late(course.last, reading.notified_end) {
        findings.push(reading.problem("warning", "notice.late", "notified_end"));
    }
    findings
}

fn payers<'a>(course: &Course, placed: &'a [Placed]) -> BTreeSet<&'a str> {
    course.rows.iter().map(|row| placed[*row].payer()).collect()
}

/// R12.5: on the payer's first row in the course. Missing text or date goes before a late date.
fn commitment(course: &Course, placed: &[Placed], payer: &str, policy: &Policy) -> Option<Problem> {
    let first_row = &placed[course.first_row()];
    let is_demanded = match terms(course, placed).commitment.as_deref() {
        Some("always") => true,
        Some("without-stay") => gap(course, first_row).is_none_or(|gap| gap > policy.cti_gap().max(1)),
        _ => false,
    };
    if !is_demanded {
        return None;
    }
    let row = course.rows.iter().find(|row| placed[**row].payer() == payer).expect("the payer is one of the course's");
    let reading = placed[*row].reading;
    if !reading.has("commitment") {
        return Some(reading.problem("warning", "commitment.missing", "commitment"));
    }
    match reading.commitment_date {
        None => Some(reading.problem("warning", "commitment.missing", "commitment_date")),
        Some(given) if given > course.first => Some(reading.problem("warning", "commitment.late", "commitment_date")),
        Some(_) => None,
    }
}

/// R12.5: the documents of one case that are on hold, with the code that holds them.
pub fn holds(courses: &[Course], placed: &[Placed], policy: &Policy, frame: Frame) -> BTreeMap<DocumentKey, &'static str> {
    let mut holds: BTreeMap<DocumentKey, &'static str> = BTreeMap::new();
    for course in courses {
        // R11: a course that begins after the window holds its first month's document back as it would without a window.
        let running_to = frame.until.map_or(course.first, |until| until.max(course.first));
        let months: BTreeSet<Month> = each_day(course.first, course.last.unwrap_or(running_to)).map(month_of).collect();
        for payer in payers(course, placed) {
            let Some(finding) = commitment(course, placed, payer, policy) else {
                continue;
            };
            let first_row = &placed[course.first_row()];
            for month in &months {
                let key = (first_row.case_id().to_string(), first_row.service.provider.clone(), payer.to_string(), *month);
                let hold = holds.entry(key).or_insert(finding.code);
                if finding.code == "commitment.missing" {
                    *hold = finding.code;
                }
            }
        }
    }
    holds
}

/// R12.10: an own payment other than the law's figure of the year, on any charged day of a stay.
pub fn own_payments_that_differ(course: &Course, placed: &[Placed], catalogue: &Catalogue, policy: &Policy, frame: Frame) -> Vec<Problem> {
    let mut findings = Vec::new();
    for row in course.rows.iter().map(|row| &placed[*row]) {
        let Some(given) = row.reading.own_payment.filter(|_| row.service.refund == "sel-110-ophold") else {
            continue;
        };
        let last = row.last_or(frame.until);
        let last = frame.until.map_or(last, |until| last.min(until));
        let is_other = |day: NaiveDate| catalogue.own_payment_by_law(day).is_some_and(|figure| figure != given * (ONE / 100));
        let differs = each_day(row.first, last).any(|day| charges_day(row, course, day, policy) && is_other(day));
        if differs && row.is_in_window(frame.from, frame.until) {
            findings.push(row.reading.problem("note", "own-payment.differs", "own_payment_per_day"));
        }
    }
    findings
}

/// R12.11: rows of two priced cases of one citizen that bill a day for services of one family. `cases` are the courses of the citizen's priced
/// cases, case by case.
pub fn billed_elsewhere(cases: &[&Vec<Course>], placed: &[Placed], policy: &Policy, frame: Frame) -> Vec<Problem> {
    let mut findings = Vec::new();
    for (here, case) in cases.iter().enumerate() {
        let others = cases.iter().enumerate().filter(|(there, _)| *there != here).map(|(_, other)| other);
        for other in others {
            for course in *case {
                for row in course.rows.iter().map(|row| &placed[*row]) {
                    findings.extend(billed_in(row, course, other, placed, policy, frame));
                }
            }
        }
    }
    findings
}

/// R12.11: a row that bills a day that a row of the other case bills too.
fn billed_in(row: &Placed, course: &Course, other: &[Course], placed: &[Placed], policy: &Policy, frame: Frame) -> Option<Problem> {
    if row.price.is_hourly() || !row.is_in_window(frame.from, frame.until) {
        return None;
    }
    let shares_a_day = |with: &Placed, its: &Course| {
        let ends = [row.last, with.last, frame.until].into_iter().flatten();
        let last = ends.min().expect("an open row without an end is refused by R3.2");
        let both = |day: NaiveDate| bills_day(row, course, day, policy) && bills_day(with, its, day, policy);
        with.service.family() == row.service.family() && !with.price.is_hourly() && each_day(row.first.max(with.first), last).any(both)
    };
    let is_shared = other.iter().any(|its| its.rows.iter().any(|with| shares_a_day(&placed[*with], its)));
    let name = placed[other.first()?.first_row()].case_id();
    is_shared.then(|| row.reading.problem_of("warning", "case.billed-elsewhere", "case_id", name.to_string()))
}

/// R12.3, 8 and 12: the findings of a row by itself.
pub fn of_row(row: &Placed, frame: Frame) -> Vec<Problem> {
    let mut findings = Vec::new();
    if !row.is_in_window(frame.from, frame.until) {
        return findings;
    }
    if let Some(hours) = row.reading.hours_per_week {
        let is_other = row.service.weekly_hours().is_some_and(|published| published != hours);
        let is_below = row.service.min_weekly_hours().is_some_and(|least| hours < least);
        if is_other || is_below {
            findings.push(row.reading.problem("warning", "hours.differ", "hours_per_week"));
        }
    }
    // Codes of municipalities are those since 2007.
    if row.first >= date(2007, 1, 1) && !payer::is_known(row.payer()) {
        findings.push(row.reading.problem("warning", "payer.unknown", "payer"));
    }
    match row.service.kind {
        Kind::Included => findings.push(row.reading.problem("note", "service.included", "service")),
        Kind::Free => findings.push(row.reading.problem("note", "service.free", "service")),
        _ => {}
    }
    findings
}

/// R12.7: per row, what is at stake in the lines shown.
pub fn at_stake(shown: &[Written], placed: &[Placed]) -> Vec<Problem> {
    let mut sums: BTreeMap<(usize, &'static str), i128> = BTreeMap::new();
    for line in shown.iter().filter(|line| line.is_undetermined) {
        let code = match line.reason {
            "refund.citizen-incomplete" => "refund.citizen-incomplete",
            _ => "refund.undetermined",
        };
        *sums.entry((line.row, code)).or_default() += line.at_stake;
    }
    let finding = |((row, code), sum): ((usize, &'static str), i128)| placed[row].reading.problem_of("warning", code, "", amount_text(sum));
    sums.into_iter().map(finding).collect()
}

/// R12.13: what was billed for a row against the net of its lines, those that are shown.
pub fn invoiced(row: usize, shown: &[Written], placed: &[Placed], frame: Frame) -> Option<Problem> {
    let row_of = &placed[row];
    let billed = row_of.reading.invoiced?;
    if !row_of.is_in_window(frame.from, frame.until) || frame.from.is_some_and(|from| row_of.first < from) {
        return None;
    }
    let net: i128 = shown.iter().filter(|line| line.row == row).map(|line| line.net).sum();
    (billed != net).then(|| row_of.reading.problem_of("warning", "invoiced.differs", "invoiced", amount_text(billed)))
}

/// R12.6: per service with places, each longest run of days on which more rows than places are running.
pub fn over_capacity(readings: &[Reading], catalogue: &Catalogue, frame: Frame) -> Vec<Problem> {
    let mut findings = Vec::new();
    for service in catalogue.services() {
        let Some(places) = service.places else {
            continue;
        };
        let mut running: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for reading in readings.iter().filter(|reading| reading.service.as_deref() == Some(service.id.as_str())) {
            let last = match reading.last_day {
                None if reading.is_sound("last_day") => frame.until,
                last => last,
            };
            let (Some(first), Some(last)) = (reading.first_day, last) else {
                continue;
            };
            for day in each_day(first, last) {
                *running.entry(day).or_default() += 1;
            }
        }
        let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (day, _) in running.into_iter().filter(|(_, rows)| *rows > places) {
            match runs.last_mut() {
                Some((_, last)) if plus_days(*last, 1) == day => *last = day,
                _ => runs.push((day, day)),
            }
        }
        let is_shown =
            |(first, last): &(NaiveDate, NaiveDate)| frame.from.is_none_or(|from| *last >= from) && frame.until.is_none_or(|until| *first <= until);
        for (first, last) in runs.into_iter().filter(is_shown) {
            findings.push(Problem {
                severity: "warning",
                code: "capacity.exceeded",
                case_id: String::new(),
                row: None,
                column: "service".to_string(),
                value: format!("{} {first}/{last}", service.id),
            });
        }
    }
    findings
}
