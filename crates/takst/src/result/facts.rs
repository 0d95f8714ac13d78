//! The figures of a line in plain numbers, and who takes them.

use crate::compile::book::Book;
use crate::compile::table::AGREED;
use crate::contract::code::{Assumptions, Code};
use crate::contract::words::{RefundRule, Unit};
use crate::model::day::{Day, MonthNumber};
use crate::model::row::Municipality;
use crate::result::line::{Outcome, VatCategory};
use crate::result::trace::Step;

/// One priced line: numbers only. Amounts in øre, prices in 1/10,000 kr., quantities and rates in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineFacts {
    /// Place of the row in the input.
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
    /// Who pays.
    pub payer: Municipality,
    /// How many units.
    pub quantity: i32,
    /// 1, or the days of the month where a part of a month is charged.
    pub base: u8,
    /// Unit of the quantity.
    pub unit: Unit,
    /// Which rule decides the refund.
    pub rule: RefundRule,
    /// VAT category.
    pub vat_category: VatCategory,
    /// What becomes of the refund.
    pub outcome: Outcome,
    /// The condition that decided.
    pub reason: Code,
    /// Why the document is on hold.
    pub hold: Option<Code>,
    /// VAT rate.
    pub vat_rate: i32,
    /// What the figures rest on.
    pub assumptions: Assumptions,
    /// Price of `base` units ex VAT.
    pub unit_price: i64,
    /// Ex VAT.
    pub net: i64,
    /// VAT.
    pub vat: i64,
    /// The citizen's own payment.
    pub own_payment: i64,
    /// State refund claimed.
    pub refund: i64,
    /// State refund undetermined.
    pub at_stake: i64,
    /// Place of what explanations tell.
    pub(crate) trace: u32,
}

impl LineFacts {
    /// Cost to the municipality: net − own payment − refund.
    #[must_use]
    #[inline]
    pub fn cost(&self) -> i64 {
        self.net - self.own_payment - self.refund
    }

    /// Calendar days of the line.
    #[must_use]
    #[inline]
    pub fn days(&self) -> i32 {
        self.last.since(self.first) + 1
    }

    /// Number of the tariff version among those of the service that the book knows, 0 = first; `None`: an agreed price.
    #[must_use]
    #[inline]
    pub fn version(&self) -> Option<u32> {
        (self.version != AGREED).then_some(self.version)
    }
}

/// Takes the lines of a citizen's cases: statements, totals, the array of a C program, the columns of a batch.
pub trait Sink {
    /// Whether steps are wanted.
    const STEPS: bool = false;

    /// A line, in the order of the documents of its case.
    fn line(&mut self, book: &Book, line: &LineFacts);

    /// The steps behind the line before. Called where [`STEPS`](Sink::STEPS) says so.
    fn steps(&mut self, _steps: Vec<Step>) {}
}
