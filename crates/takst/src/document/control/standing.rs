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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::unit::Unit;
    use chrono::NaiveDate;

    fn days(first: u32, last: u32) -> Period {
        let day = |day| NaiveDate::from_ymd_opt(2024, 1, day).expect("a day");
        Period::new(day(first), day(last)).expect("days")
    }

    /// A line of a paper: days of January 2024, quantity, net in øre.
    fn stated(first: u32, last: u32, quantity: Option<u32>, net: i64) -> PaperLine {
        PaperLine {
            number: 1,
            references: Vec::new(),
            person_references: Vec::new(),
            citizens: Vec::new(),
            service: None,
            service_names: Vec::new(),
            payer: None,
            period: Some(days(first, last)),
            has_days_from_text: false,
            quantity: quantity.map(Quantity::whole),
            unit: Some(Unit::Day),
            unit_price: None,
            price_base_quantity: None,
            net: Amount::from_ore(net),
            vat_rate: None,
            vat: None,
            refers_to: None,
        }
    }

    /// What a credit note leaves of lines: days as first and last of each run, net in øre, quantity.
    fn left(lines: &[PaperLine], note: &PaperLine) -> Vec<(Vec<Period>, i64, Option<Quantity>)> {
        let mut lines: Vec<Line<'_>> = lines
            .iter()
            .map(|of| {
                let period = of.period.expect("days");
                Line {
                    paper: 0,
                    of,
                    case: 0,
                    provider: "m".into(),
                    service: None,
                    is_inferred: false,
                    payers: BTreeSet::new(),
                    period,
                    days: Days::of(period),
                    net: of.net,
                    quantity: of.quantity,
                    is_changed: false,
                }
            })
            .collect();
        let against: Vec<usize> = (0..lines.len()).collect();
        credit(&mut lines, &against, note);
        lines.into_iter().map(|line| (line.days.runs().to_vec(), line.net.ore(), line.quantity)).collect()
    }

    fn whole(quantity: u32) -> Option<Quantity> {
        Some(Quantity::whole(quantity))
    }

    #[test]
    fn lines_that_add_up_to_the_credit_are_taken_back_whole() {
        let lines = [stated(1, 10, Some(10), 100_000), stated(11, 20, Some(10), 120_000)];
        let nothing = (vec![], 0, whole(0));
        // 1,000 + 1,200 kr., whatever days the credit note says.
        assert_eq!(left(&lines, &stated(5, 5, None, 220_000)), [nothing.clone(), nothing]);
    }

    #[test]
    fn days_are_taken_back_with_their_share() {
        // 31 days at 100 kr.; six of them.
        let line = [stated(1, 31, Some(31), 310_000)];
        let six = stated(26, 31, Some(6), 60_000);
        assert_eq!(left(&line, &six), [(vec![days(1, 25)], 250_000, whole(25))]);
        // The unit is that of the line where the credit note says none; of another unit nothing can be subtracted.
        assert_eq!(left(&line, &PaperLine { unit: None, ..six.clone() }), [(vec![days(1, 25)], 250_000, whole(25))]);
        assert_eq!(left(&line, &PaperLine { unit: Some(Unit::Hour), ..six }), [(vec![days(1, 25)], 250_000, None)]);
    }

    #[test]
    fn a_reduction_of_the_price_leaves_days_and_quantity() {
        assert_eq!(left(&[stated(1, 31, Some(31), 341_000)], &stated(1, 31, Some(31), 31_000)), [(vec![days(1, 31)], 310_000, whole(31))]);
        // A day costs 100 kr.; an øre less takes it back, two øre less do not.
        let line = [stated(1, 31, Some(31), 310_000)];
        assert_eq!(left(&line, &stated(31, 31, Some(1), 9_999)), [(vec![days(1, 30)], 300_001, whole(30))]);
        assert_eq!(left(&line, &stated(31, 31, Some(1), 9_998)), [(vec![days(1, 31)], 300_002, whole(31))]);
    }

    #[test]
    fn a_credit_over_two_lines_is_shared_and_the_last_takes_the_rest() {
        // 10 days at 100 kr. each; of both five are taken back: 500 of the first, of 1,100 the other 600 of the second.
        let lines = [stated(1, 10, Some(10), 100_000), stated(11, 20, Some(10), 100_000)];
        let shared = [(vec![days(1, 5)], 50_000, None), (vec![days(16, 20)], 40_000, None)];
        assert_eq!(left(&lines, &stated(6, 15, Some(10), 110_000)), shared);
        // 700 kr.: 500 of the first, and the second keeps its days at 200 kr. less.
        let reduced = [(vec![days(1, 5)], 50_000, None), (vec![days(11, 20)], 80_000, whole(10))];
        assert_eq!(left(&lines, &stated(6, 15, Some(10), 70_000)), reduced);
        // A line without a day of the credit note is left as it is.
        assert_eq!(left(&lines, &stated(11, 15, None, 50_000)), [(vec![days(1, 10)], 100_000, whole(10)), (vec![days(16, 20)], 50_000, None)]);
    }
}
