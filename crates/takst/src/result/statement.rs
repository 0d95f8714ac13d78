//! The result of a case: documents of lines and their totals, or the faults that refuse it.

use crate::contract::code::Code;
use crate::model::calendar::Month;
use crate::model::fault::{Fault, Finding};
use crate::model::money::Amount;
use crate::model::row::Municipality;
use crate::result::line::{Line, LineRefund, LineVat, cost};
use std::iter::Sum;
use std::ops::Add;
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
    pub lines: Vec<Line>,
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
