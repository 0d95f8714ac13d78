//! Prices per month: which months are charged whole (R6.4), and the running sums on which their parts are rounded (R10.3).

use crate::compile::book::Book;
use crate::compile::table::ServiceTable;
use crate::contract::code::Assumptions;
use crate::contract::refund::RefundRule;
use crate::contract::unit::Unit;
use crate::model::day::{Day, MonthNumber};
use crate::model::input::InputRow;
use crate::model::money::TOO_MUCH;
use crate::passes::plan::{Course, Plan};
use crate::result::facts::{AlikeFacts, LineFacts};

/// Whether the last day of a course is left out, where a row of this service holds it: only when it is not the first day too (R7.1, R7.7).
#[inline]
pub(crate) fn is_last_day_free(table: &ServiceTable, plan: &Plan, course: &Course) -> bool {
    plan.charge.unit().is_some_and(Unit::asks_day_count) && table.first_day_only && course.last != Day::OPEN && course.last > course.first
}

/// The rows of a course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub book: &'a Book,
    pub rows: &'a [InputRow<'a>],
    pub plans: &'a [Plan],
    pub course: &'a Course,
}

impl Rows<'_> {
    /// Whether every day of a month is charged at prices per month in rows of the course that have the payer and the provider of the row at `place`,
    /// whatever the window of time. The row has a day in the month.
    pub fn is_whole(&self, place: u32, month: MonthNumber) -> bool {
        let (first, last) = (month.first_day(), month.last_day());
        let document = self.document(place);
        let days = |place: u32| if self.document(place) == document { self.days_at_month_price(place, first, last) } else { 0 };
        // Rows of a course follow each other, so those with days of the month stand side by side.
        let begun = |place: &u32| self.row(*place).facts.last >= first;
        let before: i32 = (self.course.plans.0..place).rev().take_while(begun).map(days).sum();
        let after: i32 = (place..self.course.plans.1).take_while(|place| self.row(*place).facts.first <= last).map(days).sum();
        before + after == month.days()
    }

    fn row(&self, place: u32) -> &InputRow<'_> {
        &self.rows[self.plans[place as usize].row as usize]
    }

    /// Provider and payer.
    fn document(&self, place: u32) -> (u32, u16) {
        (self.book.tables[self.plans[place as usize].service as usize].provider, self.row(place).facts.payer.code())
    }

    /// Days of a row, from one day to another, that are charged at a price per month.
    fn days_at_month_price(&self, place: u32, first: Day, last: Day) -> i32 {
        let (plan, facts) = (&self.plans[place as usize], &self.row(place).facts);
        if plan.charge.unit() != Some(Unit::Month) {
            return 0;
        }
        let is_cut = facts.last == self.course.last && is_last_day_free(&self.book.tables[plan.service as usize], plan, self.course);
        let charged_to = if is_cut { facts.last.plus(-1) } else { facts.last };
        (charged_to.min(last).since(facts.first.max(first)) + 1).max(0)
    }
}

/// Days at one price and with one outcome, which make a line for each of their months.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthRun {
    pub common: AlikeFacts,
    pub provider: u32,
    pub rule: RefundRule,
    /// `None` where there is no VAT.
    pub vat_rate: Option<i32>,
    /// In 1/10,000 kr.
    pub unit_price: i64,
    /// Øre a day.
    pub own_payment: i64,
    pub first: Day,
    pub last: Day,
    /// First and last day of the course.
    pub course: (Day, Day),
}

/// What the lines of a run have in common, and the codes of those that have the first or the last day of the course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthHead {
    pub line: LineFacts,
    pub at_an_end: Assumptions,
}

/// The parts of one month charged so far in one course, for each of its documents.
#[derive(Debug)]
pub(crate) struct MonthSums {
    month: MonthNumber,
    /// The document of the month's first part; the others are those of a month in which the payer or the provider changes.
    first: MonthSum,
    others: Vec<MonthSum>,
}

/// The parts of one month charged so far in one course and document: exact, in 1/10,000 kr. × days.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MonthSum {
    /// Provider and payer.
    document: (u32, u16),
    pub exact: i64,
    pub rounded: i64,
}

impl MonthSum {
    const fn new(document: (u32, u16)) -> MonthSum {
        MonthSum { document, exact: 0, rounded: 0 }
    }

    /// Rounds the sum anew, half away from zero: prices are above 0, so that is up. `whole`: days of the month.
    #[inline(always)]
    pub fn round(&mut self, whole: i32) {
        // Half an øre of so many days.
        let half = 50 * whole as u64;
        self.rounded = ((self.exact as u64 + half) / (2 * half).max(1)) as i64;
    }
}

impl Default for MonthSums {
    fn default() -> MonthSums {
        MonthSums { month: MonthNumber::NEVER, first: MonthSum::new((0, 0)), others: Vec::new() }
    }
}

impl MonthSums {
    /// A course begins.
    #[inline]
    pub fn begin(&mut self) {
        self.month = MonthNumber::NEVER;
    }

    /// The sum of a document that is to go on in `month`; `None` where its first part is another document's.
    #[inline]
    pub fn sum(&self, month: MonthNumber, document: (u32, u16)) -> Option<MonthSum> {
        if self.month != month {
            return Some(MonthSum::new(document));
        }
        (self.first.document == document).then_some(self.first)
    }

    /// Keeps what [`sum`](MonthSums::sum) has come to.
    #[inline]
    pub fn keep(&mut self, month: MonthNumber, sum: MonthSum) {
        if self.month != month {
            self.month = month;
            self.others.clear();
        }
        self.first = sum;
    }

    /// The rounded sum of a document before and after `days` of `month` at a price per month.
    #[inline]
    pub fn add(&mut self, month: MonthNumber, document: (u32, u16), price: i64, days: i32) -> (i64, i64) {
        if self.month != month {
            self.month = month;
            self.first = MonthSum::new(document);
            self.others.clear();
        }
        let sum = if self.first.document == document { &mut self.first } else { other(&mut self.others, document) };
        let before = sum.rounded;
        sum.exact = price.checked_mul(i64::from(days)).and_then(|part| sum.exact.checked_add(part)).expect(TOO_MUCH);
        // Half an øre of so many days; prices are above 0, so half away from zero is up.
        let half = i64::from(50 * month.days());
        sum.rounded = sum.exact.checked_add(half).expect(TOO_MUCH) / (2 * half);
        (before, sum.rounded)
    }
}

#[cold]
fn other(sums: &mut Vec<MonthSum>, document: (u32, u16)) -> &mut MonthSum {
    let at = sums.iter().position(|sum| sum.document == document).unwrap_or_else(|| {
        sums.push(MonthSum::new(document));
        sums.len() - 1
    });
    &mut sums[at]
}
