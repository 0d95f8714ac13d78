//! Lines of days at one price and with one outcome, month by month (R5, R10.3): most of all lines.
//!
//! Each month begins a document, but the first goes on with the document before where that is its own. The running sums of a document stay at hand from
//! month to month; they are put back with the last line, for the lines that come after.

use crate::contract::unit::Unit;
use crate::model::day::{Day, MonthNumber};
use crate::passes::cut::Lines;
use crate::passes::document::{Documents, Running, key};
use crate::passes::month::{MonthRun, MonthSum, MonthSums};
use crate::result::facts::{AlikeLines, LineFacts, MonthFigures, Sink};
use crate::result::line::{Outcome, VatCategory};

/// Prices, own payments and sums below this have products with days and shares that fit into 64 bits.
const FITS: u64 = 1 << 40;
/// Days of the longest month.
const MOST_DAYS: i64 = 31;

/// Lines that come in the order of their documents: finished at once.
pub(crate) struct Ordered<'a, 'b, S>(pub &'b mut Documents<'a, S>);

impl<S: Sink> Lines for Ordered<'_, '_, S> {
    const STEPS: bool = false;

    #[inline(never)]
    fn line(&mut self, line: &mut LineFacts) {
        self.0.take(line);
    }

    #[inline(always)]
    fn month_run<const BY_MONTH: bool>(&mut self, line: &LineFacts, run: &MonthRun, parts: &mut MonthSums) -> bool {
        self.0.month_run::<BY_MONTH>(line, run, parts)
    }
}

impl<S: Sink> Documents<'_, S> {
    /// Completes the lines of a run of months. `alike` is the first of them, but for what follows from its days. `false`: some line asks for more, and
    /// none was made.
    #[inline(always)]
    fn month_run<const BY_MONTH: bool>(&mut self, alike: &LineFacts, run: &MonthRun, parts: &mut MonthSums) -> bool {
        match (alike.vat_category == VatCategory::Standard, alike.outcome != Outcome::NotRefunded) {
            (false, false) => self.months::<BY_MONTH, false, false>(alike, run, parts),
            (false, true) => self.months::<BY_MONTH, false, true>(alike, run, parts),
            (true, false) => self.months::<BY_MONTH, true, false>(alike, run, parts),
            (true, true) => self.months::<BY_MONTH, true, true>(alike, run, parts),
        }
    }

    /// The same, compiled for lines with and without VAT (`TAXED`) and a share of refund (`SHARED`).
    #[inline(always)]
    fn months<const BY_MONTH: bool, const TAXED: bool, const SHARED: bool>(
        &mut self,
        alike: &LineFacts,
        run: &MonthRun,
        parts: &mut MonthSums,
    ) -> bool {
        let of = key(alike);
        if of != self.current {
            self.begin(of, (alike.provider, alike.payer.code(), alike.month));
        }
        let vat = if TAXED { self.sums.vat_at_hand(alike.vat_rate) } else { Some(Running::default()) };
        let refund = if SHARED { *self.sums.refund(alike.rule, alike.outcome) } else { Running::default() };
        let part = if BY_MONTH { parts.sum(alike.month, (alike.provider, alike.payer.code())) } else { Some(MonthSum::default()) };
        let (Some(vat), Some(part)) = (vat, part) else { return false };
        // Sums of a month at such prices, and products with them, are far from the end of their range. The shift admits rates of VAT below 2^14.
        let most = alike.unit_price | run.own_payment | vat.base | refund.base.abs() | part.exact | i64::from(alike.vat_rate) << 26;
        if !self.holds.is_empty() || most as u64 >= FITS {
            return false;
        }
        let (month, first) = (alike.month, alike.first);
        let mut months = Months::<BY_MONTH, TAXED, SHARED> {
            alike,
            run,
            starts: month.starts_after().iter(),
            begins: if BY_MONTH { month.first_day() } else { first },
            day_price: alike.unit_price / 100,
            share: self.book.rules.share(alike.rule),
            document: self.document,
            number: self.number,
            month,
            days: (first, first),
            next: first,
            vat,
            refund,
            part,
            figures: MonthFigures { month, days: 0, net: 0, vat: 0, own_payment: 0, share: 0 },
        };
        self.sink.alike(self.book, &mut months);
        let Months { document, number, month, vat, refund, part, .. } = months;
        (self.document, self.number) = (document, number);
        if month != alike.month {
            self.current = of - u64::from(alike.month.number()) + u64::from(month.number());
            self.sums.begin();
        }
        if TAXED {
            self.sums.keep_vat(alike.vat_rate, vat);
        }
        if SHARED {
            self.sums.keep_refund(alike.rule, alike.outcome, refund);
        }
        if BY_MONTH {
            parts.keep(month, part);
        }
        true
    }
}

/// The lines of a run of months, one after another.
struct Months<'a, const BY_MONTH: bool, const TAXED: bool, const SHARED: bool> {
    alike: &'a LineFacts,
    run: &'a MonthRun,
    /// First days of the months after that of the line made last.
    starts: std::slice::Iter<'static, i32>,
    /// First day of the month of the line made last.
    begins: Day,
    /// Øre a day.
    day_price: i64,
    /// Share of the refund.
    share: i64,
    /// Numbers of the document and of the line in it.
    document: u32,
    number: u32,
    /// The month of the line made last and its days, and the day after it.
    month: MonthNumber,
    days: (Day, Day),
    next: Day,
    vat: Running,
    refund: Running,
    part: MonthSum,
    figures: MonthFigures,
}

impl<const BY_MONTH: bool, const TAXED: bool, const SHARED: bool> AlikeLines for Months<'_, BY_MONTH, TAXED, SHARED> {
    #[inline(always)]
    fn first(&self) -> &LineFacts {
        self.alike
    }

    /// A part of a month costs no more than the month, a rounded part an øre more than the exact one. 2^13 is less than 10,000.
    #[inline(always)]
    fn most(&self) -> i64 {
        let net = if BY_MONTH { self.day_price + 1 } else { self.day_price * MOST_DAYS };
        let vat = if TAXED { ((net * i64::from(self.alike.vat_rate)) >> 13) + 1 } else { 0 };
        net.max(vat).max(self.alike.unit_price)
    }

    #[inline(always)]
    fn next(&mut self) -> Option<MonthFigures> {
        let first = self.next;
        if first > self.run.last {
            return None;
        }
        let after = Day::from_number(*self.starts.next()?);
        if first != self.alike.first {
            self.month = self.month.next();
            (self.document, self.number) = (self.document + 1, 0);
            self.vat.begin();
            self.refund.begin();
            (self.part.exact, self.part.rounded) = (0, 0);
            self.begins = first;
        }
        let last = Day::from_number(after.number() - 1).min(self.run.last);
        let days = last.number() - first.number() + 1;
        let net = if BY_MONTH {
            let before = self.part.rounded;
            self.part.exact += self.alike.unit_price * i64::from(days);
            self.part.round(after.number() - self.begins.number());
            self.part.rounded - before
        } else {
            self.day_price * i64::from(days)
        };
        let own_payment = self.run.own_payment * i64::from(days);
        let vat = if TAXED { self.vat.add_small(net, i64::from(self.alike.vat_rate)) } else { 0 };
        let share = if SHARED { self.refund.add_small(net - own_payment, self.share) } else { 0 };
        self.number += 1;
        (self.days, self.next) = ((first, last), after);
        self.figures = MonthFigures { month: self.month, days, net, vat, own_payment, share };
        Some(self.figures)
    }

    #[inline(always)]
    fn write(&self, line: &mut LineFacts) {
        let MonthFigures { month, days, net, vat, own_payment, share } = self.figures;
        let has_an_end = self.days.0 == self.run.course.0 || self.days.1 == self.run.course.1;
        (line.document, line.number) = (self.document, self.number);
        (line.month, line.first, line.last) = (month, self.days.0, self.days.1);
        (line.net, line.vat, line.own_payment) = (net, vat, own_payment);
        line.assumptions = if has_an_end { self.run.at_an_end } else { self.alike.assumptions };
        (line.refund, line.at_stake) = if self.alike.outcome == Outcome::Refunded { (share, 0) } else { (0, share) };
        (line.quantity, line.unit, line.base) = match self.next.number() - self.begins.number() {
            _ if !BY_MONTH => (days * 100, self.alike.unit, 1),
            of if of == days => (100, self.alike.unit, 1),
            of => (days * 100, Unit::Day, of as u8),
        };
    }
}
