//! Lines (R10.1): charged days merged where they are alike; VAT (R8) and the assumptions a line rests on (R13).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalogue::Version;
use crate::charge::{Charge, Frame, charges_of, day_price};
use crate::course::Course;
use crate::dates::{Month, date, days_in_month, length, month_of, plus_days};
use crate::document::{DocumentKey, document_of};
use crate::number::{ONE, round_quotient};
use crate::policy::Policy;
use crate::refund::{Citizen, Decision, decide};
use crate::rows::{Placed, Price};
use crate::unit::Unit;

/// A line before the sums of its document are known. Amounts are in øre, quantities and prices in ten-thousandths.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: usize,
    pub month: Month,
    pub first: NaiveDate,
    /// Of a week line the end of its last week until `cut_weeks` cuts it at the row's last day.
    pub last: NaiveDate,
    /// Days, weeks, or 1 for a row of hours or a course price.
    charged: i128,
    pub quantity: i128,
    pub unit: Unit,
    pub unit_price: i128,
    pub base: i128,
    /// R7.2: a month price, shared out over its days.
    by_share: bool,
    pub net: i128,
    pub own_payment: i128,
    pub version: Option<usize>,
    pub vat_standard: bool,
    pub outcome: String,
    pub reason: &'static str,
    pub assumed: BTreeSet<&'static str>,
}

/// R8: whether the standard rate applies.
fn has_standard_vat(row: &Placed, policy: &Policy) -> bool {
    let is_agreed = matches!(row.price, Price::Agreed(..));
    if is_agreed && row.service.vat_agreed_is_policy() {
        policy.word("vat-agreed", "standard") == "standard"
    } else if row.service.vat == "exempt" && row.service.rests_on_sel() {
        policy.word("vat-sel", "exempt") == "standard"
    } else {
        row.service.vat == "standard"
    }
}

/// R13: what every line of a row rests on.
fn assumed_by_row(row: &Placed, policy: &Policy) -> Vec<&'static str> {
    let mut assumed = Vec::new();
    let published = matches!(row.price, Price::Published(_));
    if row.price == Price::Published(Unit::Week) && row.service.included_hours_approximate && !policy.settled("included-hours") {
        assumed.push("assumed.included-hours");
    }
    let agreement_decides = !published && row.service.vat_agreed_is_policy();
    if agreement_decides && !policy.settled("vat-agreed") {
        assumed.push("assumed.vat-standard");
    }
    let rests_on_sel = row.service.vat == "exempt" && row.service.rests_on_sel();
    if rests_on_sel && !agreement_decides && !policy.settled("vat-sel") {
        assumed.push("assumed.vat-exempt");
    }
    assumed
}

/// R13: what a charge at a tariff version rests on. `last` is the last day of the charge that the row holds.
fn assumed_by_version(version: &Version, first: NaiveDate, last: NaiveDate, policy: &Policy) -> Vec<&'static str> {
    let mut assumed = Vec::new();
    let open = |setting: &str| version.bounds.iter().any(|bound| bound == setting) && !policy.settled(setting);
    let in_spring_2023 = first <= date(2023, 5, 31) && last >= date(2023, 3, 1);
    if open("roll-out-date") && in_spring_2023 {
        assumed.push("assumed.roll-out-date");
    }
    if version.begins_at.as_deref() == Some("mandecentret-545-from") && open("mandecentret-545-from") {
        assumed.push("assumed.tariff-start");
    }
    if version.says_validity_assumed || open("livarehab-from") || open("livarehab-to") {
        assumed.push("assumed.tariff-validity");
    }
    if version.act_ended.is_some_and(|end| last > end) {
        assumed.push("assumed.act-replaced");
    }
    assumed
}

/// R13: what a charge rests on by its place in the course.
fn assumed_by_place(row: &Placed, course: &Course, charge: &Charge, policy: &Policy) -> Option<&'static str> {
    if row.price.unit().is_some_and(Unit::asks_day_count) {
        let is_edge = charge.first == course.first || course.last == Some(charge.first);
        let is_settled = row.service.day_count_first_only().is_some() || policy.settled("day-count");
        (is_edge && !is_settled).then_some("assumed.day-count")
    } else if row.price.unit() == Some(Unit::Week) {
        let is_cut = course.last.is_some_and(|last| charge.last > last);
        let is_settled = row.service.whole_weeks_only().is_some() || policy.settled("started-week");
        (is_cut && !is_settled).then_some("assumed.started-week")
    } else {
        None
    }
}

/// One charge as a line of its own.
fn line_of(row: usize, placed: &[Placed], course: &Course, charge: &Charge, decision: Decision, policy: &Policy) -> Line {
    let this = &placed[row];
    let held_to = this.last.map_or(charge.last, |last| last.min(charge.last));
    let mut assumed: BTreeSet<&'static str> = assumed_by_row(this, policy).into_iter().collect();
    if let Some(version) = charge.version {
        assumed.extend(assumed_by_version(&this.versions[version], charge.first, held_to, policy));
    }
    assumed.extend(assumed_by_place(this, course, charge, policy));
    assumed.extend(decision.assumed);
    let unit = this.price.unit().expect("a charged row has a unit");
    let (unit, unit_price) = match day_price(row, placed, course, charge.first, charge.version, policy) {
        Some(price) => (Unit::Day, price),
        None => (unit, this.unit_price(charge.version)),
    };
    Line {
        row,
        month: month_of(charge.first),
        first: charge.first,
        last: charge.last,
        charged: 1,
        quantity: 0,
        unit,
        unit_price,
        base: ONE,
        by_share: unit == Unit::Month,
        net: 0,
        own_payment: this.reading.own_payment.unwrap_or(0),
        version: charge.version,
        vat_standard: has_standard_vat(this, policy),
        outcome: decision.outcome,
        reason: decision.reason,
        assumed,
    }
}

/// R10.1: whether `next` belongs to the same line. Both are of one row, so VAT and refund rule are the same.
fn continues(line: &Line, next: &Line) -> bool {
    plus_days(line.last, 1) == next.first
        && line.month == next.month
        && line.version == next.version
        && line.outcome == next.outcome
        && line.reason == next.reason
}

/// R10.1: the lines of one row, with quantity and net, save the net of month prices.
fn lines_of_row(row: usize, placed: &[Placed], course: &Course, citizen: &Citizen, policy: &Policy, frame: Frame) -> Vec<Line> {
    let this = &placed[row];
    let first_row = &placed[course.first_row()];
    let mut lines: Vec<Line> = Vec::new();
    for charge in charges_of(row, placed, course, policy, frame) {
        let decision = decide(this, course, first_row, charge.first, citizen, policy);
        let next = line_of(row, placed, course, &charge, decision, policy);
        match lines.last_mut() {
            Some(line) if continues(line, &next) => {
                line.last = next.last;
                line.charged += 1;
                line.own_payment += next.own_payment;
                line.assumed.extend(next.assumed);
            }
            _ => lines.push(next),
        }
    }
    for line in &mut lines {
        count(line, this);
    }
    lines
}

/// R7: quantity and net of a merged line; R10.1: the cut of a week line.
fn count(line: &mut Line, row: &Placed) {
    // Ten-thousandths of a krone are hundredths of an øre.
    let times = |quantity: i128| round_quotient(quantity * line.unit_price, ONE * 100);
    match line.unit {
        Unit::Week => {
            line.quantity = line.charged * ONE;
            line.net = times(line.quantity);
            line.last = row.last.map_or(line.last, |last| last.min(line.last));
        }
        Unit::Hour => {
            line.quantity = row.reading.hours.expect("R3.2 asks for hours");
            line.net = times(line.quantity);
        }
        Unit::Month => {
            let days = i128::from(days_in_month(line.month));
            if line.charged == days {
                line.quantity = ONE;
            } else {
                line.quantity = line.charged * ONE;
                line.unit = Unit::Day;
                line.base = days * ONE;
            }
        }
        _ => {
            line.quantity = line.charged * ONE;
            line.net = times(line.quantity);
        }
    }
}

/// R7.2, R10.3: the net of month prices is the difference of rounded running sums, per document and course, in line order.
fn share_out_months(lines: &mut [Line], placed: &[Placed]) {
    let mut documents: BTreeMap<DocumentKey, Vec<&mut Line>> = BTreeMap::new();
    for line in lines.iter_mut().filter(|line| line.by_share) {
        documents.entry(document_of(line, placed)).or_default().push(line);
    }
    for lines in documents.values_mut() {
        lines.sort_by_key(|line| (line.first, placed[line.row].service.id.clone(), placed[line.row].number()));
        let (mut day_prices, mut shared_out) = (0, 0);
        for line in lines {
            day_prices += line.charged * line.unit_price;
            let so_far = round_quotient(day_prices, i128::from(days_in_month(line.month)) * 100);
            line.net = so_far - shared_out;
            shared_out = so_far;
        }
    }
}

/// All lines of one course, whatever the beginning of the window of time.
pub fn lines_of_course(course: &Course, placed: &[Placed], citizen: &Citizen, policy: &Policy, frame: Frame) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in &course.rows {
        lines.extend(lines_of_row(*row, placed, course, citizen, policy, frame));
    }
    share_out_months(&mut lines, placed);
    lines
}

impl Line {
    /// R10.4.
    pub fn days(&self) -> i64 {
        length(self.first, self.last)
    }
}
