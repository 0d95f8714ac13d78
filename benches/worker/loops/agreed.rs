//! Agreed prices by the month: parts of a month are rounded on the running sum of the course, VAT on that of the document (R7.2, R10.3).

use super::arrays::Arrays;
use super::calendar::Calendar;
use super::sink::{Line, NOT_REFUNDED, Sink};

/// VAT in per cent.
const VAT: i64 = 25;

/// The loop, and what the next row of a case goes on from: its rows follow each other, so that a month's parts do too.
pub struct Agreed<'a> {
    calendar: &'a Calendar,
    case: u32,
    month: usize,
    /// Price times days so far, in this month.
    exact: i64,
    net: i64,
    vat: i64,
}

impl<'a> Agreed<'a> {
    pub fn new(calendar: &'a Calendar) -> Agreed<'a> {
        Agreed { calendar, case: 0, month: 0, exact: 0, net: 0, vat: 0 }
    }

    /// Rows of a block, before which there were so many.
    pub fn price(&mut self, rows: &Arrays, before: usize, sink: &mut impl Sink) {
        for at in 0..rows.group.len() {
            let (case, service, price) = (rows.group[at], usize::from(rows.service[at]), rows.ore[at]);
            let (mut day, last) = (rows.first[at], rows.last[at]);
            let mut month = self.calendar.month(day);
            if case != self.case || month != self.month {
                self.begin(case, month);
            }
            loop {
                let of = self.calendar.months[month];
                let end = of.last.min(last);
                let days = end - day + 1;
                self.exact += price * i64::from(days);
                let whole = i64::from(of.last - of.first + 1);
                let net = (2 * self.exact + whole) / (2 * whole);
                let vat = (net * VAT + 50) / 100;
                let line = Line {
                    row: before + at,
                    service,
                    month,
                    month_first: of.first,
                    days,
                    price,
                    net: net - self.net,
                    vat: vat - self.vat,
                    own: 0,
                    outcome: NOT_REFUNDED,
                    half: 0,
                };
                sink.line(&line);
                (self.net, self.vat) = (net, vat);
                if end == last {
                    break;
                }
                (day, month) = (end + 1, month + 1);
                self.begin(case, month);
            }
        }
    }

    fn begin(&mut self, case: u32, month: usize) {
        (self.case, self.month) = (case, month);
        (self.exact, self.net, self.vat) = (0, 0, 0);
    }
}
