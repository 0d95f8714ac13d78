//! Lines in the order of their documents, each with its part of what is rounded on the document's sums (R10.2, R10.3).

use crate::compile::book::Book;
use crate::compile::rules::RULES;
use crate::contract::code::Code;
use crate::contract::unit::Unit;
use crate::model::day::MonthNumber;
use crate::model::money::share_of;
use crate::passes::cut::Lines;
use crate::passes::plan::{Course, Hold, Plan};
use crate::passes::support::Decided;
use crate::result::facts::{LineFacts, Sink};
use crate::result::line::{Outcome, VatCategory};

/// What explanations need beside the figures of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trace {
    pub course: Course,
    pub plan: Plan,
    /// The parts of the refund that the line is made of, in the list of parts.
    pub parts: (u32, u32),
    /// The running sum of the month's parts before and after the line, where it is one.
    pub month: Option<(i64, i64)>,
}

/// The document a line belongs to: provider, payer, month.
type Key = (u32, u16, MonthNumber);

#[inline]
fn key(line: &LineFacts) -> Key {
    (line.provider, line.payer.code(), line.month)
}

/// What a line was rounded on, for explanations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rounded {
    /// Rounded VAT of the document before the line.
    pub vat_before: i64,
    /// What the refund is a share of.
    pub base: i64,
    /// Rounded refund, or sum at stake, of the document and rule before the line; `None` when not refunded.
    pub refund_before: Option<i64>,
}

/// The documents of one case: gives each line its place and its part of the sums, and passes it to the sink.
pub(crate) struct Documents<'a, S> {
    pub book: &'a Book,
    pub holds: &'a [Hold],
    pub sums: &'a mut Sums,
    pub sink: &'a mut S,
    current: Key,
    document: u32,
    number: u32,
    hold: Option<Code>,
}

impl<'a, S: Sink> Documents<'a, S> {
    pub fn new(book: &'a Book, holds: &'a [Hold], sums: &'a mut Sums, sink: &'a mut S) -> Documents<'a, S> {
        Documents { book, holds, sums, sink, current: (u32::MAX, 0, MonthNumber::NEVER), document: 0, number: 0, hold: None }
    }

    /// Completes a line and passes it to the sink.
    #[inline]
    pub fn take(&mut self, line: &mut LineFacts) -> Rounded {
        let key = key(line);
        if key != self.current {
            self.begin(key);
        }
        self.number += 1;
        (line.document, line.number, line.hold) = (self.document, self.number, self.hold);
        let rounded = self.round(line);
        self.sink.line(self.book, line);
        rounded
    }

    /// Lines of whole months, each a document of its own: no sum of another line is rounded with theirs.
    #[inline]
    pub fn whole_months(&mut self, line: &mut LineFacts, own_payment: i64, count: u16) {
        let price = line.unit_price / 100;
        let mut figures_of = 0;
        let mut first = line.month;
        line.number = 1;
        for _ in 0..count {
            let after = first.next();
            let (begins, ends) = (first.first_day(), after.first_day());
            let days = ends.since(begins);
            if days != figures_of {
                figures_of = days;
                // A whole month at a price per month costs that price.
                if line.unit != Unit::Month {
                    (line.quantity, line.net) = (days * 100, price * i64::from(days));
                }
                line.own_payment = own_payment * i64::from(days);
                if line.vat_category == VatCategory::Standard {
                    line.vat = share_of(line.net, i64::from(line.vat_rate));
                }
                let part = || share_of(line.net - line.own_payment, self.book.rules.share(line.rule));
                match line.outcome {
                    Outcome::Refunded => line.refund = part(),
                    Outcome::Undetermined => line.at_stake = part(),
                    Outcome::NotRefunded => {}
                }
            }
            self.document += 1;
            (line.document, line.month, line.first, line.last) = (self.document, first, begins, ends.plus(-1));
            if !self.holds.is_empty() {
                line.hold = self.hold(key(line));
            }
            self.sink.line(self.book, line);
            first = after;
        }
        // The month that comes next begins a document.
        self.current = key(line);
    }

    #[inline]
    fn begin(&mut self, key: Key) {
        self.current = key;
        self.document += 1;
        self.number = 0;
        self.sums.vat.clear();
        self.sums.refund = Default::default();
        self.hold = if self.holds.is_empty() { None } else { self.hold(key) };
    }

    /// Why a document is on hold: a missing commitment says more than a late one.
    fn hold(&self, (provider, payer, month): Key) -> Option<Code> {
        [Code::CommitmentMissing, Code::CommitmentLate].into_iter().find(|code| Hold::on(self.holds, provider, payer, month, *code))
    }

    #[inline]
    fn round(&mut self, line: &mut LineFacts) -> Rounded {
        let mut vat_before = 0;
        if line.vat_category == VatCategory::Standard {
            let sum = sum_of(&mut self.sums.vat, line.vat_rate);
            vat_before = sum.rounded;
            line.vat = add(sum, line.net, i64::from(line.vat_rate));
        }
        let base = line.net - line.own_payment;
        let refund_before = match line.outcome {
            Outcome::NotRefunded => None,
            Outcome::Refunded | Outcome::Undetermined => {
                let place = line.rule as usize * 2 + usize::from(line.outcome == Outcome::Undetermined);
                let sum = &mut self.sums.refund[place];
                let before = sum.rounded;
                let part = add(sum, base, self.book.rules.share(line.rule));
                if line.outcome == Outcome::Refunded {
                    line.refund = part;
                } else {
                    line.at_stake = part;
                }
                Some(before)
            }
        };
        Rounded { vat_before, base, refund_before }
    }
}

/// Adds to a sum; returns by how much its rounded share grows.
#[inline]
fn add(sum: &mut Running, base: i64, share: i64) -> i64 {
    sum.base = sum.base.checked_add(base).expect("a sum of amounts stays below 92 quadrillion kroner");
    let before = sum.rounded;
    sum.rounded = share_of(sum.base, share);
    sum.rounded - before
}

#[inline]
fn sum_of(sums: &mut Vec<(i32, Running)>, rate: i32) -> &mut Running {
    let at = sums.iter().position(|(of, _)| *of == rate).unwrap_or_else(|| {
        sums.push((rate, Running::default()));
        sums.len() - 1
    });
    &mut sums[at].1
}

/// The running sums of a document. A line gets the difference that it makes to the rounded sum (R10.3).
#[derive(Debug, Default)]
pub(crate) struct Sums {
    /// Net by rate of VAT, and what it was rounded to.
    pub vat: Vec<(i32, Running)>,
    /// Base by refund rule and outcome.
    pub refund: [Running; RULES * 2],
}

/// An exact sum and its rounded share so far, in øre.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Running {
    pub base: i64,
    pub rounded: i64,
}

/// Lines that come in the order of their documents: finished at once.
pub(crate) struct Ordered<'a, 'b, S>(pub &'b mut Documents<'a, S>);

impl<S: Sink> Lines for Ordered<'_, '_, S> {
    const STEPS: bool = false;

    #[inline]
    fn line(&mut self, line: &mut LineFacts) {
        self.0.take(line);
    }

    #[inline]
    fn whole_months(&mut self, first: &mut LineFacts, own_payment: i64, count: u16) -> bool {
        self.0.whole_months(first, own_payment, count);
        true
    }
}

/// Lines that are put into order when all are there; and all lines whose steps are wanted.
pub(crate) struct Collected<'b, const STEPS: bool> {
    pub lines: &'b mut Vec<LineFacts>,
    pub parts: &'b mut Vec<Decided>,
    pub traces: &'b mut Vec<Trace>,
}

impl<const STEPS: bool> Lines for Collected<'_, STEPS> {
    const STEPS: bool = STEPS;

    #[inline]
    fn line(&mut self, line: &mut LineFacts) {
        self.lines.push(*line);
    }

    fn part(&mut self, part: Decided) {
        self.parts.push(part);
    }

    fn trace(&mut self, course: &Course, plan: &Plan, month: Option<(i64, i64)>) -> u32 {
        let from = self.traces.last().map_or(0, |trace| trace.parts.1);
        self.traces.push(Trace { course: *course, plan: *plan, parts: (from, self.parts.len() as u32), month });
        self.traces.len() as u32 - 1
    }
}

/// What lines are sorted by: document, first day and service; then the number of the row.
#[inline]
pub(crate) fn sort_key(book: &Book, line: &LineFacts) -> u128 {
    let rank = book.tables[line.service as usize].rank;
    let document = (u128::from(line.provider) << 32) | (u128::from(line.payer.code()) << 16) | u128::from(line.month.number());
    // Days before 1970 are negative: the sign bit turned puts them first.
    let day = line.first.number() as u32 ^ (1 << 31);
    (document << 64) | (u128::from(day) << 32) | u128::from(rank)
}
