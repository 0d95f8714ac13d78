//! Lines of papers whose subject was found, and what credit notes leave of them (D12.5).

use crate::document::control::days::Days;
use crate::document::control::received::PaperLine;
use crate::model::calendar::{Month, Period};
use crate::model::money::{Amount, Quantity};
use crate::model::municipality::Municipality;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A line of an invoice, found.
#[derive(Debug, Clone)]
pub(crate) struct Line<'p> {
    /// Its paper, by place.
    pub paper: usize,
    pub of: &'p PaperLine,
    /// Its case, by place.
    pub case: usize,
    pub provider: Arc<str>,
    /// `None`: the case is refused, and no service was found.
    pub service: Option<Arc<str>>,
    pub is_inferred: bool,
    /// Who pays: as the paper says, else those of its days.
    pub payers: BTreeSet<Municipality>,
    pub period: Period,
    /// The days that no credit note took back.
    pub days: Days,
    /// What credit notes left of net and quantity.
    pub net: Amount,
    pub quantity: Option<Quantity>,
    /// Whether a credit note changed it.
    pub is_changed: bool,
}

/// A line of a credit note, with the first line that it takes something back from.
#[derive(Debug, Clone)]
pub(crate) struct Credit<'p> {
    pub paper: usize,
    pub of: &'p PaperLine,
    /// The line, by place.
    pub line: usize,
}

impl Line<'_> {
    /// The month whose place the line belongs to: that of its first day.
    pub fn month(&self) -> Month {
        Month::of(self.period.first())
    }

    /// Whether nothing of the line stands.
    pub fn is_gone(&self) -> bool {
        self.days.is_empty()
    }

    fn take_back(&mut self, days: &Days, net: Amount, quantity: Option<Quantity>) {
        self.days = self.days.without(days);
        self.net = self.net - net;
        self.is_changed = true;
        if !days.is_empty() {
            self.quantity = self.quantity.zip(quantity).map(|(all, less)| Quantity::from_units(all.units() - less.units()));
        }
    }
}

/// Sets a line of a credit note against lines of the invoice that it takes back.
///
/// Lines whose nets add up to the credit are taken back whole. Of any other line, the days of the credit are taken back where it gives at least as much a
/// day as the line took, to an øre; else the line keeps its days and costs less.
pub(crate) fn credit(lines: &mut [Line<'_>], against: &[usize], credit: &PaperLine) {
    let sum: Amount = against.iter().map(|line| lines[*line].net).sum();
    if sum == credit.net {
        for line in against {
            let line = &mut lines[*line];
            let (days, net, quantity) = (line.days.clone(), line.net, line.quantity);
            line.take_back(&days, net, quantity);
        }
        return;
    }
    let mut left = credit.net;
    for (place, line) in against.iter().enumerate() {
        let line = &mut lines[*line];
        let days = credit.period.map_or_else(|| line.days.clone(), |period| line.days.and(&Days::of(period)));
        let (all, some) = (i64::from(line.days.count()), i64::from(days.count()));
        if all == 0 {
            continue;
        }
        let is_last = place + 1 == against.len();
        // The share of the days in the net of the line.
        let share = Amount::from_ore(line.net.ore() * some / all);
        let takes_days = left.ore() + 1 >= share.ore();
        let net = if is_last || !takes_days { left } else { Amount::from_ore(share.ore().min(left.ore())) };
        let same_unit = credit.unit.is_none() || credit.unit == line.of.unit;
        let quantity = credit.quantity.filter(|_| same_unit && against.len() == 1);
        line.take_back(&if takes_days { days } else { Days::default() }, net, quantity);
        left = left - net;
    }
}
