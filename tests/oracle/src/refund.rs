//! The outcome of the refund for one charged day (R9), with the assumptions it rests on (R13).

use chrono::NaiveDate;

use crate::course::Course;
use crate::dates::{date, plus_months, reform};
use crate::policy::Policy;
use crate::rows::Placed;
use crate::window::Windows;

/// R9.7: from when a citizen's stays cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    Never,
    After(NaiveDate),
    Always,
}

impl Incomplete {
    /// The earlier of two.
    pub fn or(self, other: Incomplete) -> Incomplete {
        match (self, other) {
            (Incomplete::Never, other) => other,
            (this, Incomplete::Never) => this,
            (Incomplete::After(a), Incomplete::After(b)) => Incomplete::After(a.min(b)),
            _ => Incomplete::Always,
        }
    }

    fn covers(self, day: NaiveDate) -> bool {
        match self {
            Incomplete::Never => false,
            Incomplete::After(first) => day > first,
            Incomplete::Always => true,
        }
    }
}

/// What becomes of one charged day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub outcome: String,
    pub reason: &'static str,
    /// R13: codes that rest on this day's refund.
    pub assumed: Vec<&'static str>,
}

fn decision(outcome: &str, reason: &'static str, assumed: Vec<&'static str>) -> Decision {
    Decision { outcome: outcome.to_string(), reason, assumed }
}

/// R9.1: the share of the expense that is refunded, in percent.
pub fn percent(_rule: &str) -> i128 {
    50
}

/// What is known of the citizen beside the row.
pub struct Citizen {
    pub windows: Windows,
    pub incomplete: Incomplete,
}

/// R9.2: the outcome of a charge, which is that of its first day.
pub fn decide(row: &Placed, course: &Course, first_row: &Placed, day: NaiveDate, citizen: &Citizen, policy: &Policy) -> Decision {
    decide_alone(row, course, first_row, day, policy).unwrap_or_else(|| decide_windowed(row, day, citizen, policy))
}

/// R9.2: the outcome where nothing but the row's own course decides; `None` for a day that a window decides.
pub fn decide_alone(row: &Placed, course: &Course, first_row: &Placed, day: NaiveDate, policy: &Policy) -> Option<Decision> {
    match row.service.refund.as_str() {
        "none" => Some(decision("not-refunded", "refund.no-rule", Vec::new())),
        "sel-109-ophold" => Some(decide_crisis_stay(row, day, policy)),
        "sel-110-ophold" => decide_stay(row, day),
        "sel-110-efterforsorg" => Some(decide_aftercare(day, policy)),
        "sel-85a-bostoette" if day < reform() => Some(decide_moving_out(course, first_row, policy)),
        "sel-85a-bostoette" => Some(decide_support(first_row, day, policy)),
        other => panic!("no refund rule is called {other}"),
    }
}

/// R13: what every line of a stay rests on.
fn assumed_by_stay(row: &Placed) -> Vec<&'static str> {
    if row.reading.own_payment.is_none() { vec!["assumed.own-payment-none"] } else { Vec::new() }
}

/// R9.8: stays in crisis centres have no cap.
fn decide_crisis_stay(row: &Placed, day: NaiveDate, policy: &Policy) -> Decision {
    let mut assumed = assumed_by_stay(row);
    if day < reform() {
        return decision("refunded", "refund.no-cap", assumed);
    }
    if !policy.settled("shelter-cap") {
        assumed.push("assumed.109-uncapped");
    }
    let outcome = if policy.word("shelter-cap", "none") == "undetermined" { "undetermined" } else { "refunded" };
    decision(outcome, "refund.no-cap", assumed)
}

/// R9.3a, and R9.2 for prices at which no days are counted.
fn decide_stay(row: &Placed, day: NaiveDate) -> Option<Decision> {
    let assumed = assumed_by_stay(row);
    if day < reform() {
        Some(decision("refunded", "refund.before-reform", assumed))
    } else if row.price.is_daily() {
        None
    } else {
        Some(decision("undetermined", "refund.unit", assumed))
    }
}

/// R9.3b to e, and R9.7.
fn decide_windowed(row: &Placed, day: NaiveDate, citizen: &Citizen, policy: &Policy) -> Decision {
    let mut assumed = assumed_by_stay(row);
    let standing = citizen.windows.standing(day);
    if let Some(place) = standing.window {
        let window = citizen.windows.windows[place];
        let may = |setting: &str| !policy.settled(setting);
        if place > 0 && window.given.is_none() && may("window-reset") {
            assumed.push("assumed.window-reset");
        }
        let cap_changes = date(2026, 4, 1);
        if day >= cap_changes && window.begin < cap_changes && may("window-2026") {
            assumed.push("assumed.window-2026");
        }
        if window.by_resident && may("window-resident") {
            assumed.push("assumed.window-resident");
        }
        if window.given.is_none() {
            assumed.push("assumed.history-complete");
        }
        if window.has_aftercare && may("aftercare-uses-days") {
            assumed.push("assumed.aftercare-uses-no-days");
        }
    }

    if citizen.incomplete.covers(day) {
        return decision("undetermined", "refund.citizen-incomplete", assumed);
    }
    if standing.window.is_none() {
        if !policy.settled("window-resident") {
            assumed.push("assumed.window-resident");
        }
        return decision("refunded", "refund.window-not-begun", assumed);
    }
    if citizen.windows.is_within_cap(day, policy) {
        decision("refunded", "refund.within-cap", assumed)
    } else {
        decision("not-refunded", "refund.cap-reached", assumed)
    }
}

/// R13: a setting whose default is undetermined, answered otherwise and without a source.
fn is_claim_without_source(setting: &str, policy: &Policy) -> bool {
    policy.word(setting, "undetermined") != "undetermined" && !policy.settled(setting)
}

/// R9.4.
fn decide_aftercare(day: NaiveDate, policy: &Policy) -> Decision {
    if day < reform() {
        let setting = "aftercare-before-2023-10";
        let assumed = if policy.settled(setting) { Vec::new() } else { vec!["assumed.aftercare-refund"] };
        decision(policy.word(setting, "refunded"), "refund.aftercare-before-reform", assumed)
    } else {
        let outcome = policy.word("aftercare-after-2023-10", "undetermined");
        let assumed = if is_claim_without_source("aftercare-after-2023-10", policy) { vec!["assumed.aftercare-after"] } else { Vec::new() };
        decision(outcome, "refund.aftercare-after-reform", assumed)
    }
}

/// R9.5: the days from the end of the stay to the course's first day, where a stay is given.
pub fn gap(course: &Course, first_row: &Placed) -> Option<i64> {
    first_row.reading.prior_stay_to.map(|stay| (course.first - stay).num_days())
}

/// R9.5: before the reform a course counts when the citizen was moving out.
fn decide_moving_out(course: &Course, first_row: &Placed, policy: &Policy) -> Decision {
    match gap(course, first_row) {
        None => decision("not-refunded", "refund.no-prior-stay", Vec::new()),
        Some(gap) if gap <= 1 => decision("refunded", "refund.moved-out", Vec::new()),
        Some(gap) if gap <= policy.cti_gap() => {
            let assumed = if policy.settled("cti-gap") { Vec::new() } else { vec!["assumed.cti-gap"] };
            decision("refunded", "refund.moved-out", assumed)
        }
        Some(_) => decision("undetermined", "refund.gap-too-long", Vec::new()),
    }
}

/// R9.6: from the reform on, two years from the first discharge.
fn decide_support(first_row: &Placed, day: NaiveDate, policy: &Policy) -> Decision {
    let reading = first_row.reading;
    let Some(discharge) = reading.first_discharge.or(reading.prior_stay_to) else {
        return decision("not-refunded", "refund.no-discharge", Vec::new());
    };
    let after_107 = reading.discharged_to_107 == Some(true);
    if reading.decided == Some(false) && !after_107 {
        let assumed = if reading.discharged_to_107.is_none() { vec!["assumed.not-discharged-to-107"] } else { Vec::new() };
        return decision("not-refunded", "refund.not-decided", assumed);
    }
    // From here on the day of the discharge decides.
    let mut assumed = if reading.first_discharge.is_none() { vec!["assumed.first-discharge"] } else { Vec::new() };
    if discharge < reform() {
        if is_claim_without_source("discharged-before-2023-10", policy) {
            assumed.push("assumed.discharged-before");
        }
        let outcome = policy.word("discharged-before-2023-10", "undetermined");
        if outcome != "refunded" {
            return decision(outcome, "refund.discharged-before-reform", assumed);
        }
    }
    if day > plus_months(discharge, 24) {
        return decision("not-refunded", "refund.two-years-over", assumed);
    }
    match (reading.decided, after_107) {
        (Some(true), _) => decision("refunded", "refund.within-two-years", assumed),
        (_, true) => decision("refunded", "refund.after-107", assumed),
        _ => decision(policy.word("decided-absent", "undetermined"), "refund.decision-unknown", assumed),
    }
}
