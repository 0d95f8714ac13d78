//! Lines of days at one price and with one outcome, month by month (R5, R10.3): most of all lines.
//!
//! Each month begins a document, but the first goes on with the document before where that is its own. The running sums of a document stay at hand from
//! month to month; they are put back with the last line, for the lines that come after.

use crate::contract::unit::Unit;
use crate::model::day::{Day, MonthNumber};
use crate::passes::cut::Lines;
use crate::passes::document::{Documents, Running, key};
use crate::passes::month::{MonthHead, MonthRun, MonthSum, MonthSums};
use crate::result::facts::{AlikeFacts, AlikeLines, LineFacts, MonthFigures, Sink};
use crate::result::line::Outcome;

/// Prices, own payments and sums below this have products with days and shares that fit into 64 bits.
const FITS: u64 = 1 << 40;

/// Lines that come in the order of their documents: finished at once.
pub(crate) struct Ordered<'a, 'b, S>(pub &'b mut Documents<'a, S>);

impl<S: Sink> Lines for Ordered<'_, '_, S> {
    const STEPS: bool = false;

    #[inline(never)]
    fn line(&mut self, line: &mut LineFacts) {
        self.0.take(line);
    }

    #[inline(always)]
    fn month_run<const BY_MONTH: bool>(&mut self, run: &MonthRun, parts: &mut MonthSums, head: impl Fn() -> MonthHead + Copy) -> bool {
        self.0.month_run::<BY_MONTH>(run, parts, head)
    }
}

impl<S: Sink> Documents<'_, S> {
    /// Completes the lines of a run of months. `head` has what they are made of. `false`: some line asks for more, and none was made.
    #[inline(always)]
    fn month_run<const BY_MONTH: bool>(&mut self, run: &MonthRun, parts: &mut MonthSums, head: impl Fn() -> MonthHead + Copy) -> bool {
        match (run.vat_rate, run.common.outcome != Outcome::NotRefunded) {
            (None, false) => self.months::<BY_MONTH, false, false>(run, 0, parts, head),
            (None, true) => self.months::<BY_MONTH, false, true>(run, 0, parts, head),
            (Some(rate), false) => self.months::<BY_MONTH, true, false>(run, rate, parts, head),
            (Some(rate), true) => self.months::<BY_MONTH, true, true>(run, rate, parts, head),
        }
    }

    /// The same, compiled for lines with and without VAT (`TAXED`) and a share of refund (`SHARED`).
    #[inline(always)]
    fn months<const BY_MONTH: bool, const TAXED: bool, const SHARED: bool>(
        &mut self,
        run: &MonthRun,
        vat_rate: i32,
        parts: &mut MonthSums,
        head: impl Fn() -> MonthHead + Copy,
    ) -> bool {
        let AlikeFacts { payer, outcome, month, .. } = run.common;
        let of = key(run.provider, payer, month);
        if of != self.current {
            self.begin(of, (run.provider, payer.code(), month));
        }
        let vat = if TAXED { self.sums.vat_at_hand(vat_rate) } else { Some(Running::default()) };
        let refund = if SHARED { *self.sums.refund(run.rule, outcome) } else { Running::default() };
        let part = if BY_MONTH { parts.sum(month, (run.provider, payer.code())) } else { Some(MonthSum::default()) };
        let (Some(vat), Some(part)) = (vat, part) else { return false };
        // Sums of a month at such prices, and products with them, are far from the end of their range. The shift admits rates of VAT below 2^14.
        let most = run.unit_price | run.own_payment | vat.base | refund.base.abs() | part.exact | i64::from(vat_rate) << 26;
        if !self.holds.is_empty() || most as u64 >= FITS {
            return false;
        }
        let mut starts = month.starts_after().iter();
        let Some(after) = starts.next() else { return false };
        let mut months = Months::<_, BY_MONTH, TAXED, SHARED> {
            run: *run,
            head,
            vat_rate: i64::from(vat_rate),
            day_price: if BY_MONTH { 0 } else { run.unit_price / 100 },
            share: self.book.rules.share(run.rule),
            before: (self.document, self.number),
            at: month,
            first: run.first.number(),
            begins: month.first_day().number(),
            after: *after,
            starts,
            vat,
            refund,
            part,
        };
        self.sink.alike(self.book, &mut months);
        (self.document, self.number) = months.place();
        let Months { at, vat, refund, part, .. } = months;
        if at != month {
            self.current = key(run.provider, payer, at);
            self.sums.begin();
        }
        if TAXED {
            self.sums.keep_vat(vat_rate, vat);
        }
        if SHARED {
            self.sums.keep_refund(run.rule, outcome, refund);
        }
        if BY_MONTH {
            parts.keep(at, part);
        }
        true
    }
}

/// The lines of a run of months, one after another.
struct Months<H, const BY_MONTH: bool, const TAXED: bool, const SHARED: bool> {
    run: MonthRun,
    head: H,
    vat_rate: i64,
    /// Øre a day, where the price is one.
    day_price: i64,
    /// Share of the refund.
    share: i64,
    /// The document of the line before, and the number of that line in it.
    before: (u32, u32),
    /// The month that it is at: the first day of its line, its own first day, and the first day of the month after it.
    at: MonthNumber,
    first: i32,
    begins: i32,
    after: i32,
    /// First days of the months after that.
    starts: std::slice::Iter<'static, i32>,
    vat: Running,
    refund: Running,
    part: MonthSum,
}

impl<H: Fn() -> MonthHead + Copy, const BY_MONTH: bool, const TAXED: bool, const SHARED: bool> Months<H, BY_MONTH, TAXED, SHARED> {
    /// The document of the line that it is at, and its number in it: each month begins a document, but for the first.
    #[inline(always)]
    fn place(&self) -> (u32, u32) {
        let begun = self.at.number() - self.run.common.month.number();
        (self.before.0 + u32::from(begun), if begun == 0 { self.before.1 + 1 } else { 1 })
    }
}

impl<H: Fn() -> MonthHead + Copy, const BY_MONTH: bool, const TAXED: bool, const SHARED: bool> AlikeLines for Months<H, BY_MONTH, TAXED, SHARED> {
    #[inline(always)]
    fn common(&self) -> AlikeFacts {
        self.run.common
    }

    /// The price itself, in 1/10,000 kr., is more than the øre of a month at it: of 31 days at a price per day, or of a month and a part rounded up. So is
    /// their VAT, whose rate is below 2^14.
    #[inline(always)]
    fn most(&self) -> i64 {
        self.run.unit_price + 1
    }

    #[inline(always)]
    fn figures(&mut self) -> MonthFigures {
        let days = self.after.min(self.run.last.number() + 1) - self.first;
        let net = if BY_MONTH {
            let before = self.part.rounded;
            self.part.exact += self.run.unit_price * i64::from(days);
            self.part.round(self.after - self.begins);
            self.part.rounded - before
        } else {
            self.day_price * i64::from(days)
        };
        let own_payment = self.run.own_payment * i64::from(days);
        let vat = if TAXED { self.vat.add_positive(net, self.vat_rate) } else { 0 };
        let share = if SHARED { self.refund.add_small(net - own_payment, self.share) } else { 0 };
        MonthFigures { month: self.at, days, net, vat, own_payment, share }
    }

    #[inline(always)]
    fn go_on(&mut self) -> bool {
        if self.after > self.run.last.number() {
            return false;
        }
        let Some(after) = self.starts.next() else { return false };
        (self.first, self.begins, self.after, self.at) = (self.after, self.after, *after, self.at.next());
        self.vat.begin();
        self.refund.begin();
        (self.part.exact, self.part.rounded) = (0, 0);
        true
    }

    #[inline(always)]
    fn each(&mut self, mut with: impl FnMut(&LineFacts)) {
        let head = self.head;
        let MonthHead { mut line, at_an_end } = head();
        let (within, unit, course) = (line.assumptions, line.unit, self.run.course);
        loop {
            let MonthFigures { month, days, net, vat, own_payment, share } = self.figures();
            let (first, last) = (Day::from_number(self.first), Day::from_number(self.first + days - 1));
            (line.document, line.number) = self.place();
            (line.month, line.first, line.last) = (month, first, last);
            (line.net, line.vat, line.own_payment) = (net, vat, own_payment);
            line.assumptions = if first == course.0 || last == course.1 { at_an_end } else { within };
            (line.refund, line.at_stake) = if line.outcome == Outcome::Refunded { (share, 0) } else { (0, share) };
            (line.quantity, line.unit, line.base) = match self.after - self.begins {
                _ if !BY_MONTH => (days * 100, unit, 1),
                of if of == days => (100, unit, 1),
                of => (days * 100, Unit::Day, of as u8),
            };
            with(&line);
            if !self.go_on() {
                break;
            }
        }
    }
}
