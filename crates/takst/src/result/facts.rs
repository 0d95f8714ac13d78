//! A line as integers, and the trait of what receives lines.

use crate::compile::book::Book;
use crate::compile::table::AGREED;
use crate::contract::code::{Assumptions, Code};
use crate::contract::refund::RefundRule;
use crate::contract::unit::Unit;
use crate::model::day::{Day, MonthNumber};
use crate::model::money::{Amount, Percent};
use crate::model::municipality::Municipality;
use crate::result::line::{LineVat, Outcome, VatCategory};
use crate::result::trace::Step;

/// One priced line as integers: amounts in øre, prices in 1/10,000 kr., quantities and rates in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineFacts {
    /// Index of the row in the input.
    pub row: u32,
    /// Number of the service in the book.
    pub service: u32,
    pub(crate) version: u32,
    /// Place of the provider in alphabetical order.
    pub(crate) provider: u32,
    /// Number of the document within the case, 1 = first.
    pub document: u32,
    /// Number of the line in its document, 1 = first.
    pub number: u32,
    /// First day.
    pub first: Day,
    /// Last day, inclusive.
    pub last: Day,
    /// Month of the document.
    pub month: MonthNumber,
    /// The paying municipality.
    pub payer: Municipality,
    /// Quantity.
    pub quantity: i32,
    /// 1, or the days of the month where a part of a month is charged.
    pub base: u8,
    /// Unit of the quantity.
    pub unit: Unit,
    /// The rule that decides the refund.
    pub rule: RefundRule,
    /// VAT category.
    pub vat_category: VatCategory,
    /// Whether it is refunded.
    pub outcome: Outcome,
    /// The condition that decided.
    pub reason: Code,
    /// Why the document is on hold.
    pub hold: Option<Code>,
    /// VAT rate.
    pub vat_rate: i32,
    /// The assumptions that its figures depend on.
    pub assumptions: Assumptions,
    /// Price of `base` units, ex VAT.
    pub unit_price: i64,
    /// Net, ex VAT.
    pub net: i64,
    /// VAT.
    pub vat: i64,
    /// The citizen's own payment.
    pub own_payment: i64,
    /// State refund claimed.
    pub refund: i64,
    /// State refund that is undetermined.
    pub at_stake: i64,
    /// Index of its trace, for explanations.
    pub(crate) trace: u32,
}

impl LineFacts {
    /// Returns the cost to the municipality: net − own payment − refund.
    #[must_use]
    #[inline]
    pub fn cost(&self) -> i64 {
        self.net - self.own_payment - self.refund
    }

    /// Returns net and VAT together.
    #[must_use]
    #[inline]
    pub fn gross(&self) -> i64 {
        self.net + self.vat
    }

    /// Returns the VAT, with the reason of an exemption.
    #[must_use]
    #[inline]
    pub fn vat_of(&self, book: &Book) -> LineVat {
        LineVat {
            category: self.vat_category,
            rate: Percent::from_units(i64::from(self.vat_rate)),
            amount: Amount::from_ore(self.vat),
            exemption: if self.vat_category == VatCategory::Exempt { book.entry(self.service).exemption } else { None },
        }
    }

    /// Returns the number of calendar days.
    #[must_use]
    #[inline]
    pub fn days(&self) -> i32 {
        self.last.since(self.first) + 1
    }

    /// Returns the number of the tariff version among those of the service that the book knows, 0 = first; `None` for an agreed price.
    #[must_use]
    #[inline]
    pub fn version(&self) -> Option<u32> {
        (self.version != AGREED).then_some(self.version)
    }
}

/// Receives the lines of a citizen's cases. Statements, totals, explanations and the array of a C program are made by sinks.
///
/// # Example
/// Days that are charged per day, by month:
///
/// ```
/// use std::collections::BTreeMap;
/// use takst::kernel::{LineFacts, MonthNumber, Sink};
/// use takst::{Book, Unit};
///
/// #[derive(Default)]
/// struct DaysOf(BTreeMap<MonthNumber, i32>);
///
/// impl Sink for DaysOf {
///     fn line(&mut self, _book: &Book, line: &LineFacts) {
///         if line.unit == Unit::Day {
///             *self.0.entry(line.month).or_default() += line.days();
///         }
///     }
/// }
/// ```
pub trait Sink {
    /// Whether the kernel records steps for this sink.
    const STEPS: bool = false;

    /// Receives a line. Lines come in the order of cases, their documents, and lines within a document.
    fn line(&mut self, book: &Book, line: &LineFacts);

    /// Receives lines of one row that are alike but for their months and amounts. A sink that adds figures up need not look at whole lines.
    #[inline(always)]
    fn alike(&mut self, book: &Book, lines: &mut impl AlikeLines) {
        lines.each(|line| self.line(book, line));
    }

    /// Receives the steps behind the line received last. Called only where [`STEPS`](Sink::STEPS) is true.
    fn steps(&mut self, _steps: Vec<Step>) {}
}

/// What lines that are alike have in common, as far as it decides what they are added up with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlikeFacts {
    /// Index of the row in the input.
    pub row: u32,
    /// Number of the service in the book.
    pub service: u32,
    /// The paying municipality.
    pub payer: Municipality,
    /// Whether they are refunded.
    pub outcome: Outcome,
    /// Month of the first of them.
    pub month: MonthNumber,
}

/// Month, days and amounts of one of several lines that are alike in all else. Amounts are in øre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthFigures {
    /// Month of the document.
    pub month: MonthNumber,
    /// Calendar days.
    pub days: i32,
    /// Net, ex VAT.
    pub net: i64,
    /// VAT.
    pub vat: i64,
    /// The citizen's own payment.
    pub own_payment: i64,
    /// State refund, 0 where there is none. It is claimed or undetermined: the lines have one outcome.
    pub share: i64,
}

/// Lines that are alike but for their months and amounts, in order; there is at least one. They are taken once: as figures, or as whole lines.
///
/// Figures are taken so, without a question before the first line:
///
/// ```text
/// loop {
///     let figures = lines.figures();
///     …
///     if !lines.go_on() {
///         break;
///     }
/// }
/// ```
pub trait AlikeLines {
    /// Returns what the lines have in common.
    fn common(&self) -> AlikeFacts;

    /// Returns an upper bound of the unit price and of all amounts of the lines.
    fn most(&self) -> i64;

    /// Works out the figures of the line that it is at: the first, until it [goes on](AlikeLines::go_on). To be called once for each line.
    fn figures(&mut self) -> MonthFigures;

    /// Goes on to the next line. Returns whether there is one.
    fn go_on(&mut self) -> bool;

    /// Calls back with each line as a whole.
    fn each(&mut self, with: impl FnMut(&LineFacts));
}
