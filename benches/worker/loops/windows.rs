//! § 110 stays in the windows of their citizen, own payment taken off, and aftercare (R9.3, R9.4), on the default settings.
//!
//! It knows that a case is one row, that a citizen's rows come in order of days and share none, and that the reform and the new cap begin with a month.

use super::arrays::Arrays;
use super::calendar::{Calendar, number};
use super::sink::{Line, NOT_REFUNDED, REFUNDED, Sink, UNDETERMINED};
use chrono::NaiveDate;
use takst::Catalogue;
use takst::catalogue::{RefundRule, TariffEnd, TariffStart};

/// Days of a service in one month at one price.
struct Segment {
    last: i32,
    price: i64,
    month: usize,
}

/// A service: its segments, and for each day the one it lies in.
struct Service {
    is_stay: bool,
    segments: Vec<Segment>,
    of_day: Vec<u16>,
}

/// What the loop looks prices up in.
pub struct Prices {
    names: Vec<String>,
    services: Vec<Service>,
    reform: i32,
    new_cap: i32,
}

impl Prices {
    pub fn of(catalogue: &Catalogue, calendar: &Calendar) -> Prices {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map_or(0, number);
        let (mut names, mut services) = (Vec::new(), Vec::new());
        for (_, service) in catalogue.services() {
            let mut versions = Vec::new();
            for tariff in &service.tariffs {
                if let (TariffStart::On(from), TariffEnd::On(to)) = (&tariff.from, &tariff.to) {
                    versions.push((number(*from), number(*to), tariff.price.units() / 100));
                }
            }
            names.push(service.id.clone());
            services.push(Service::of(service.refund == RefundRule::Sel110Ophold, &versions, calendar));
        }
        Prices { names, services, reform: day(2023, 10, 1), new_cap: day(2026, 4, 1) }
    }

    /// Ids by number.
    pub fn services(&self) -> &[String] {
        &self.names
    }
}

impl Service {
    fn of(is_stay: bool, versions: &[(i32, i32, i64)], calendar: &Calendar) -> Service {
        let mut service = Service { is_stay, segments: Vec::new(), of_day: Vec::new() };
        for (at, month) in calendar.months.iter().enumerate() {
            let mut first = month.first;
            while first <= month.last {
                let version = versions.iter().find(|(from, to, _)| *from <= first && first <= *to);
                let next = versions.iter().map(|(from, _, _)| *from).filter(|from| *from > first).min().unwrap_or(i32::MAX);
                let last = month.last.min(version.map_or(next - 1, |version| version.1));
                service.of_day.extend((first..=last).map(|_| service.segments.len() as u16));
                service.segments.push(Segment { last, price: version.map_or(0, |version| version.2), month: at });
                first = last + 1;
            }
        }
        service
    }
}

/// The loop, and the window of the citizen whose rows it is at.
pub struct Windows<'a> {
    calendar: &'a Calendar,
    prices: &'a Prices,
    citizen: u32,
    /// First day no longer in the window; 0 before the first.
    next: i32,
    used: i32,
}

impl<'a> Windows<'a> {
    pub fn new(calendar: &'a Calendar, prices: &'a Prices) -> Windows<'a> {
        Windows { calendar, prices, citizen: 0, next: 0, used: 0 }
    }

    /// Rows of a block, before which there were so many.
    pub fn price(&mut self, rows: &Arrays, before: usize, sink: &mut impl Sink) {
        for at in 0..rows.group.len() {
            if rows.group[at] != self.citizen {
                (self.citizen, self.next, self.used) = (rows.group[at], 0, 0);
            }
            self.row(rows, at, before + at, sink);
        }
    }

    fn row(&mut self, rows: &Arrays, at: usize, row: usize, sink: &mut impl Sink) {
        let (number, own, last) = (usize::from(rows.service[at]), rows.ore[at], rows.last[at]);
        let service = &self.prices.services[number];
        let mut day = rows.first[at];
        let mut at = usize::from(service.of_day[self.calendar.at(day)]);
        // What the refunds of the document so far are halves of; one outcome of those that have halves is all a row has in a month.
        let (mut month, mut base, mut given) = (usize::MAX, 0, 0);
        loop {
            let segment = &service.segments[at];
            let end = segment.last.min(last);
            if segment.month != month {
                (month, base, given) = (segment.month, 0, 0);
            }
            while day <= end {
                let (until, outcome) = match (day < self.prices.reform, service.is_stay) {
                    (true, _) => (end, REFUNDED),
                    (false, false) => (end, UNDETERMINED),
                    (false, true) => self.windowed(day, end),
                };
                let days = until - day + 1;
                let (net, paid) = (segment.price * i64::from(days), own * i64::from(days));
                let mut half = 0;
                if outcome != NOT_REFUNDED {
                    base += net - paid;
                    half = (base + 1) / 2 - given;
                    given += half;
                }
                let month_first = self.calendar.months[month].first;
                sink.line(&Line { row, service: number, month, month_first, days, price: segment.price, net, vat: 0, own: paid, outcome, half });
                day = until + 1;
            }
            if end == last {
                break;
            }
            at += 1;
        }
    }

    /// The last of the days from `day` to `end` with the same outcome, and that; the days are used.
    fn windowed(&mut self, day: i32, end: i32) -> (i32, usize) {
        let cap = if day < self.prices.new_cap { 120 } else { 90 };
        let (mut from, mut outcome) = (day, None);
        while from <= end {
            if self.next == 0 {
                self.next = self.calendar.year_later(from);
            }
            while from >= self.next {
                (self.next, self.used) = (self.calendar.year_later(self.next), 0);
            }
            let this = if self.used < cap { REFUNDED } else { NOT_REFUNDED };
            // A line goes on where a new window changes nothing.
            if outcome.is_some_and(|outcome| outcome != this) {
                break;
            }
            outcome = Some(this);
            let within = if this == REFUNDED { cap - self.used } else { i32::MAX };
            let days = within.min(end.min(self.next - 1) - from + 1);
            self.used += days;
            from += days;
        }
        (from - 1, outcome.unwrap_or(NOT_REFUNDED))
    }
}
