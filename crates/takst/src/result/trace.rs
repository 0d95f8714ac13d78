//! The steps behind an amount. The kernel builds them only for a sink that asks for them.

use crate::contract::code::Code;
use crate::model::calendar::Period;
use crate::model::catalogue::{RefundRule, Unit};
use crate::model::money::{Amount, Percent, Quantity, UnitPrice};
use crate::model::source::Source;
use crate::result::line::{Outcome, VatCategory};
use chrono::NaiveDate;
use std::sync::Arc;

/// One step on the way to an amount, with everything it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The row belongs to a course.
    Course {
        /// First day of the course.
        first: NaiveDate,
        /// Last day; `None` while it runs.
        last: Option<NaiveDate>,
    },
    /// The published price was found (R5).
    Tariff {
        /// Its name, as lines have it.
        version: Arc<str>,
        /// First day of the version.
        from: NaiveDate,
        /// Last day of the version.
        to: Option<NaiveDate>,
        /// Price per unit.
        price: UnitPrice,
        /// The unit.
        unit: Unit,
        /// Price of a whole month, where `price` is that of a day in a part of one (R6.4).
        month_price: Option<UnitPrice>,
        /// Where it was published.
        source: Source,
        /// Day from which it was known.
        known_from: Option<NaiveDate>,
        /// Versions valid on the same days but known earlier.
        passed_over: Vec<Arc<str>>,
    },
    /// The price was agreed case by case (R6).
    AgreedPrice {
        /// Price per unit.
        price: UnitPrice,
        /// The unit.
        unit: Unit,
        /// Weekly hours and the hours a published price would include, where that is why.
        over_hours: Option<(Quantity, Quantity)>,
    },
    /// How much was charged (R7).
    Charged(Charged),
    /// Quantity × price (R10.3).
    Net {
        /// Units.
        quantity: Quantity,
        /// Price of `base` units.
        unit_price: UnitPrice,
        /// Units the price is for.
        base: Quantity,
        /// The result.
        net: Amount,
        /// Set for parts of a month, which are rounded on a running sum.
        running: Option<Running>,
    },
    /// VAT (R8).
    Vat {
        /// Category.
        category: VatCategory,
        /// Rate.
        rate: Percent,
        /// Net of the line.
        base: Amount,
        /// The result.
        vat: Amount,
        /// The running sum it was rounded on.
        running: Running,
        /// Of exempt lines the number of momsloven § 13, stk. 1, where the law lists it.
        number: Option<u32>,
        /// Source of the rate, or of that number.
        source: Option<Source>,
    },
    /// Own payment (R7.6).
    OwnPayment {
        /// DKK per day; `None` when not given.
        per_day: Option<Amount>,
        /// Charged days.
        days: u32,
        /// The result.
        amount: Amount,
    },
    /// Whether some days are refunded, and the condition that decided (R9).
    RefundDecided {
        /// The days. A line can lie in two windows.
        days: Period,
        /// The rule.
        rule: RefundRule,
        /// The outcome.
        outcome: Outcome,
        /// The condition.
        reason: Code,
        /// What the condition looked at.
        facts: RefundFacts,
        /// Source of the rule's figures.
        source: Option<Source>,
    },
    /// The refund in kroner (R9.1).
    Refund {
        /// Net − own payment.
        base: Amount,
        /// Share refunded.
        share: Percent,
        /// Outcome.
        outcome: Outcome,
        /// DKK claimed.
        amount: Amount,
        /// DKK at stake.
        at_stake: Amount,
        /// The running sum it was rounded on; `None` when not refunded.
        running: Option<Running>,
        /// Source of the share.
        source: Option<Source>,
    },
    /// Net − own payment − refund.
    Cost {
        /// Net.
        net: Amount,
        /// Own payment.
        own_payment: Amount,
        /// Refund.
        refund: Amount,
        /// The result.
        cost: Amount,
    },
    /// A figure rests on an unsettled default.
    Assumed(Code),
    /// The document is on hold.
    Hold(Code),
}

/// A running sum before and after a line; the line gets the difference of the rounded values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Rounded value before the line.
    pub before: Amount,
    /// Rounded value after it.
    pub after: Amount,
}

/// How much was charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Charged {
    /// Days.
    Days {
        /// How many.
        days: u32,
        /// Whether the course's last day was left out.
        last_day_free: bool,
    },
    /// Weeks that begin in the line.
    Weeks {
        /// How many.
        weeks: u32,
        /// Whether the course's end cuts the last of them.
        last_is_cut: bool,
    },
    /// A whole month.
    WholeMonth,
    /// Part of a month.
    MonthPart {
        /// Days charged.
        days: u32,
        /// Days of the month.
        of: u32,
        /// Whether the course's last day was left out.
        last_day_free: bool,
    },
    /// Hours as given.
    Hours(Quantity),
    /// The course, once.
    Course,
}

/// What a refund condition looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefundFacts {
    /// Nothing but the date and the rule.
    None,
    /// A window of § 110 days.
    Window {
        /// 1 for the citizen's first.
        number: u32,
        /// First day.
        start: NaiveDate,
        /// Days used outside the file; `None`: not stated.
        used_outside: Option<u32>,
        /// Days used before the first of these days, outside days included.
        used_before: u32,
        /// Days that are refunded.
        cap: u32,
    },
    /// Days between a stay and the course.
    Gap {
        /// Last day of the stay.
        prior_stay_to: Option<NaiveDate>,
        /// First day of the course.
        course_first: NaiveDate,
        /// Longest gap that still counts as moving out.
        limit: u32,
    },
    /// The first discharge.
    Discharge {
        /// The day; `None`: no discharge.
        day: Option<NaiveDate>,
        /// Whether the row gave it as such, or the end of the preceding stay stood in.
        stated: bool,
        /// Whether the support was decided before it.
        decided: Option<bool>,
        /// Whether the support was decided in a § 107 place to which the citizen moved straight from the stay.
        discharged_to_107: Option<bool>,
        /// Last day refunded.
        until: Option<NaiveDate>,
    },
}

/// A priced case with the steps behind each of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The statement that [`Book::price`](crate::Book::price) returns.
    pub statement: crate::result::statement::Statement,
    /// For each line, in the order of [`Statement::lines`](crate::Statement::lines), its steps in order.
    pub steps: Vec<Vec<Step>>,
    /// For each finding of the statement, in order, the term of the catalogue that it rests on; `None` where it rests on none.
    pub terms: Vec<Option<Term>>,
}

/// A term of a service: its value and source stand in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Id of the service.
    pub service: Box<str>,
    /// Key of the catalogue, such as `max_months`.
    pub key: &'static str,
}
