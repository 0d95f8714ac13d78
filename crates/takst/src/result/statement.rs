//! The result of a case: documents of lines and their totals, or the faults that refuse it.

use crate::contract::code::Code;
use crate::model::calendar::Month;
use crate::model::fault::{Fault, Finding};
use crate::model::money::Amount;
use crate::model::municipality::Municipality;
use crate::result::line::{Line, LineRefund, LineVat, cost};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Deref};
use std::sync::Arc;

/// Sums over lines, DKK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Ex VAT.
    pub net: Amount,
    /// VAT.
    pub vat: Amount,
    /// Own payment.
    pub own_payment: Amount,
    /// State refund claimed.
    pub refund: Amount,
    /// State refund undetermined.
    pub at_stake: Amount,
    /// Net − own payment − refund.
    pub cost: Amount,
}

impl Totals {
    /// Returns the totals of one line.
    #[must_use]
    pub fn of(line: &Line) -> Totals {
        Totals::of_amounts(line.net, &line.vat, line.own_payment, &line.refund)
    }

    pub(crate) fn of_amounts(net: Amount, vat: &LineVat, own_payment: Amount, refund: &LineRefund) -> Totals {
        Totals { net, vat: vat.amount, own_payment, refund: refund.amount, at_stake: refund.at_stake, cost: cost(net, own_payment, refund.amount) }
    }
}

impl Totals {
    /// Returns the sums of both; `None` where one is more than an amount can be.
    #[must_use]
    pub fn checked_add(self, other: Totals) -> Option<Totals> {
        Some(Totals {
            net: self.net.checked_add(other.net)?,
            vat: self.vat.checked_add(other.vat)?,
            own_payment: self.own_payment.checked_add(other.own_payment)?,
            refund: self.refund.checked_add(other.refund)?,
            at_stake: self.at_stake.checked_add(other.at_stake)?,
            cost: self.cost.checked_add(other.cost)?,
        })
    }
}

/// Sums within a case, which are never more than an amount can be (R3.3). Over many cases use [`checked_add`](Totals::checked_add).
impl Add for Totals {
    type Output = Totals;
    fn add(self, other: Totals) -> Totals {
        Totals {
            net: self.net + other.net,
            vat: self.vat + other.vat,
            own_payment: self.own_payment + other.own_payment,
            refund: self.refund + other.refund,
            at_stake: self.at_stake + other.at_stake,
            cost: self.cost + other.cost,
        }
    }
}

impl Sum for Totals {
    fn sum<I: Iterator<Item = Totals>>(totals: I) -> Totals {
        totals.fold(Totals::default(), Add::add)
    }
}

/// The lines of a document: a slice of lines, at least one. Most documents have one, which lies in the document itself.
#[derive(Clone)]
pub struct Lines(Kept);

#[derive(Clone)]
enum Kept {
    One(Line),
    Many(Vec<Line>),
}

impl Lines {
    /// Adds a line at the end.
    pub(crate) fn push(&mut self, line: Line) {
        match &mut self.0 {
            Kept::Many(lines) => lines.push(line),
            one @ Kept::One(_) => {
                if let Kept::One(first) = std::mem::replace(one, Kept::Many(Vec::new())) {
                    *one = Kept::Many(vec![first, line]);
                }
            }
        }
    }
}

impl From<Line> for Lines {
    #[inline]
    fn from(line: Line) -> Lines {
        Lines(Kept::One(line))
    }
}

impl From<Vec<Line>> for Lines {
    fn from(lines: Vec<Line>) -> Lines {
        Lines(Kept::Many(lines))
    }
}

impl FromIterator<Line> for Lines {
    fn from_iter<I: IntoIterator<Item = Line>>(lines: I) -> Lines {
        Lines(Kept::Many(lines.into_iter().collect()))
    }
}

impl Deref for Lines {
    type Target = [Line];
    #[inline]
    fn deref(&self) -> &[Line] {
        match &self.0 {
            Kept::One(line) => std::slice::from_ref(line),
            Kept::Many(lines) => lines,
        }
    }
}

impl<'a> IntoIterator for &'a Lines {
    type Item = &'a Line;
    type IntoIter = std::slice::Iter<'a, Line>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Lines {
    type Item = Line;
    type IntoIter = std::iter::Chain<std::option::IntoIter<Line>, std::vec::IntoIter<Line>>;
    fn into_iter(self) -> Self::IntoIter {
        let (one, many) = match self.0 {
            Kept::One(line) => (Some(line), Vec::new()),
            Kept::Many(lines) => (None, lines),
        };
        one.into_iter().chain(many)
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Lines) -> bool {
        **self == **other
    }
}

impl Eq for Lines {}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// The lines of one case, provider, payer and month: what one invoice would hold (R10.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Id of the provider.
    pub provider: Arc<str>,
    /// The paying municipality.
    pub payer: Municipality,
    /// The month.
    pub month: Month,
    /// Why it is on hold.
    pub hold: Option<Code>,
    /// Lines in order.
    pub lines: Lines,
}

impl Document {
    /// Returns the sums over the lines.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.lines.iter().map(Totals::of).sum()
    }
}

/// The result for one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The case reference as it may be shown.
    pub case_id: Box<str>,
    /// The citizen's pseudonym as it may be shown.
    pub citizen_id: Box<str>,
    /// Documents ordered by provider, payer, month; or every fault that refuses the case.
    pub result: Result<Vec<Document>, Vec<Fault>>,
    /// Warnings and notes. They change no price.
    pub findings: Vec<Finding>,
}

impl Statement {
    /// Returns the lines of all documents, in order; none when the case is refused.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.result.iter().flatten().flat_map(|document| &document.lines)
    }

    /// Returns whether the case was refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.result.is_err()
    }

    /// Returns the sums over all documents.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.lines().map(Totals::of).sum()
    }
}
