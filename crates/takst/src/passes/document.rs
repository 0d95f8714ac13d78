//! Lines in the order of their documents, each with its part of what is rounded on the document's sums (R10.2, R10.3).

use crate::compile::book::Book;
use crate::compile::rules::RULES;
use crate::contract::code::Code;
use crate::contract::refund::RefundRule;
use crate::model::day::MonthNumber;
use crate::model::money::{positive_share_of, share_of, share_of_small};
use crate::model::municipality::Municipality;
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

/// The document a line belongs to: provider, payer and month side by side.
type Key = u64;

const NO_DOCUMENT: Key = Key::MAX;

#[inline]
pub(super) fn key(provider: u32, payer: Municipality, month: MonthNumber) -> Key {
    (u64::from(provider) << 32) | (u64::from(payer.code()) << 16) | u64::from(month.number())
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
    pub(super) current: Key,
    pub(super) document: u32,
    pub(super) number: u32,
    hold: Option<Code>,
}

impl<'a, S: Sink> Documents<'a, S> {
    pub fn new(book: &'a Book, holds: &'a [Hold], sums: &'a mut Sums, sink: &'a mut S) -> Documents<'a, S> {
        Documents { book, holds, sums, sink, current: NO_DOCUMENT, document: 0, number: 0, hold: None }
    }

    /// Another case begins: its documents are numbered from 1 on.
    #[inline]
    pub fn begin_case(&mut self) {
        (self.current, self.document) = (NO_DOCUMENT, 0);
    }

    /// Completes a line and passes it to the sink. Always inlined, so that a sink that looks at a few figures costs no more than these.
    #[inline(always)]
    pub fn take(&mut self, line: &mut LineFacts) -> Rounded {
        let key = key(line.provider, line.payer, line.month);
        if key != self.current {
            self.begin(key, (line.provider, line.payer.code(), line.month));
        }
        self.number += 1;
        (line.document, line.number, line.hold) = (self.document, self.number, self.hold);
        let rounded = self.round(line);
        self.sink.line(self.book, line);
        rounded
    }

    #[inline]
    pub(super) fn begin(&mut self, key: Key, document: (u32, u16, MonthNumber)) {
        self.current = key;
        self.document += 1;
        self.number = 0;
        self.sums.begin();
        self.hold = if self.holds.is_empty() { None } else { self.hold(document) };
    }

    /// Why a document is on hold: a missing commitment says more than a late one.
    #[inline(never)]
    fn hold(&self, (provider, payer, month): (u32, u16, MonthNumber)) -> Option<Code> {
        [Code::CommitmentMissing, Code::CommitmentLate].into_iter().find(|code| Hold::on(self.holds, provider, payer, month, *code))
    }

    #[inline(always)]
    fn round(&mut self, line: &mut LineFacts) -> Rounded {
        let mut vat_before = 0;
        if line.vat_category == VatCategory::Standard {
            let sum = self.sums.vat(line.vat_rate);
            vat_before = sum.rounded;
            line.vat = sum.add(line.net, i64::from(line.vat_rate));
        }
        let base = line.net - line.own_payment;
        let refund_before = match line.outcome {
            Outcome::NotRefunded => None,
            Outcome::Refunded | Outcome::Undetermined => {
                let sum = self.sums.refund(line.rule, line.outcome);
                let before = sum.rounded;
                let part = sum.add(base, self.book.rules.share(line.rule));
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

/// The running sums of a document. A line gets the difference that it makes to the rounded sum (R10.3).
///
/// A sum says which document it is of, and begins anew when another one asks for it: most documents ask for one or two.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    /// Documents so far.
    document: u64,
    /// Net by rate of VAT: that of the document's first line, and others.
    vat: (i32, Running),
    other_vat: Vec<(i32, Running)>,
    /// Base by refund rule and outcome.
    refund: [Running; RULES * 2],
}

/// An exact sum and its rounded share so far, in øre.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Running {
    document: u64,
    pub base: i64,
    rounded: i64,
}

impl Running {
    #[inline]
    fn of(&mut self, document: u64) -> &mut Running {
        if self.document != document {
            *self = Running { document, base: 0, rounded: 0 };
        }
        self
    }

    /// Adds to the sum; returns by how much its rounded share grows.
    #[inline]
    fn add(&mut self, base: i64, share: i64) -> i64 {
        self.base = self.base.checked_add(base).expect("a sum of amounts stays below 92 quadrillion kroner");
        let before = self.rounded;
        self.rounded = share_of(self.base, share);
        self.rounded - before
    }

    /// The same, where sum and product are known to fit.
    #[inline(always)]
    pub(super) fn add_small(&mut self, base: i64, share: i64) -> i64 {
        self.base += base;
        let before = self.rounded;
        self.rounded = share_of_small(self.base, share);
        self.rounded - before
    }

    /// The same, where the sum is not negative either.
    #[inline(always)]
    pub(super) fn add_positive(&mut self, base: i64, share: i64) -> i64 {
        self.base += base;
        let before = self.rounded;
        self.rounded = positive_share_of(self.base, share);
        self.rounded - before
    }

    /// Another document begins.
    #[inline(always)]
    pub(super) fn begin(&mut self) {
        (self.base, self.rounded) = (0, 0);
    }
}

impl Sums {
    #[inline]
    pub(super) fn begin(&mut self) {
        self.document += 1;
    }

    #[inline]
    pub(super) fn vat(&mut self, rate: i32) -> &mut Running {
        if self.vat.1.document != self.document {
            self.vat.0 = rate;
        }
        if self.vat.0 == rate { self.vat.1.of(self.document) } else { self.other_vat(rate) }
    }

    /// The sum of the document at a rate of VAT; `None` where the first rate of the document is another.
    #[inline]
    pub(super) fn vat_at_hand(&self, rate: i32) -> Option<Running> {
        match self.vat {
            (_, sum) if sum.document != self.document => Some(Running::default()),
            (of, sum) => (of == rate).then_some(sum),
        }
    }

    /// Replaces the sum that [`vat_at_hand`](Sums::vat_at_hand) gave.
    #[inline]
    pub(super) fn keep_vat(&mut self, rate: i32, sum: Running) {
        self.vat = (rate, Running { document: self.document, ..sum });
    }

    #[inline]
    pub(super) fn keep_refund(&mut self, rule: RefundRule, outcome: Outcome, sum: Running) {
        self.refund[refund_place(rule, outcome)] = Running { document: self.document, ..sum };
    }

    /// Documents with lines at two rates are those of a month in which the rate changes.
    #[cold]
    fn other_vat(&mut self, rate: i32) -> &mut Running {
        let at = self.other_vat.iter().position(|(of, _)| *of == rate).unwrap_or_else(|| {
            self.other_vat.push((rate, Running::default()));
            self.other_vat.len() - 1
        });
        self.other_vat[at].1.of(self.document)
    }

    #[inline]
    pub(super) fn refund(&mut self, rule: RefundRule, outcome: Outcome) -> &mut Running {
        self.refund[refund_place(rule, outcome)].of(self.document)
    }
}

#[inline]
fn refund_place(rule: RefundRule, outcome: Outcome) -> usize {
    rule as usize * 2 + usize::from(outcome == Outcome::Undetermined)
}

/// Lines of a case that do not come in order, until they are sorted, and what explanations need of them.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub lines: Vec<LineFacts>,
    pub order: Vec<(u128, u64, u32)>,
    pub parts: Vec<Decided>,
    pub traces: Vec<Trace>,
}

impl Collected {
    pub fn clear(&mut self) {
        self.parts.clear();
        self.traces.clear();
    }
}

/// Lines that are put into order when all are there; and all lines whose steps are wanted.
pub(crate) struct Collecting<'b, const STEPS: bool> {
    pub lines: &'b mut Vec<LineFacts>,
    pub parts: &'b mut Vec<Decided>,
    pub traces: &'b mut Vec<Trace>,
}

impl<const STEPS: bool> Lines for Collecting<'_, STEPS> {
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
    // Days of a document lie in one month: all of them are negative or none.
    let day = line.first.number() as u32;
    (u128::from(key(line.provider, line.payer, line.month)) << 64) | (u128::from(day) << 32) | u128::from(rank)
}
