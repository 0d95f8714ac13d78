//! The pricing as a careful programmer writes it without takst: `rust_decimal`, `chrono`, one row after another, one line after another.
//!
//! It knows one row a case, prices by the day and by the week, VAT, and the refund of aftercare; no other rule, no fault, no assumption.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Date32Array, Int32Array, Int64Array, RecordBatch};
use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;
use std::sync::Arc;
use takst::Catalogue;
use takst::catalogue::{Kind, RefundRule, TariffEnd, TariffStart, Vat};

/// What is known of each service.
pub struct Prices {
    by_id: HashMap<String, Service>,
    reform: NaiveDate,
    epoch: NaiveDate,
}

struct Service {
    versions: Vec<Version>,
    is_weekly: bool,
    vat: Decimal,
    is_aftercare: bool,
}

struct Version {
    from: NaiveDate,
    to: NaiveDate,
    price: Decimal,
}

/// One line.
pub struct Line {
    row: i32,
    month: NaiveDate,
    days: i64,
    price: Decimal,
    net: Decimal,
    vat: Decimal,
    refund: Decimal,
    cost: Decimal,
}

impl Prices {
    /// Takes the plain prices by the day and the week out of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Prices {
        let services = catalogue.services().filter_map(|(_, service)| {
            let mut versions = Vec::new();
            for tariff in &service.tariffs {
                let (TariffStart::On(from), TariffEnd::On(to)) = (&tariff.from, &tariff.to) else { return None };
                versions.push(Version { from: *from, to: *to, price: tariff.price.to_decimal() });
            }
            versions.sort_by_key(|version| version.from);
            let is_weekly = match service.kind {
                Kind::Day => false,
                Kind::Week => true,
                _ => return None,
            };
            let vat = if service.vat == Vat::Standard { Decimal::new(25, 2) } else { Decimal::ZERO };
            Some((service.id.clone(), Service { versions, is_weekly, vat, is_aftercare: service.refund == RefundRule::Sel110Efterforsorg }))
        });
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        Prices { by_id: services.collect(), reform: day(2023, 10, 1), epoch: day(1970, 1, 1) }
    }

    /// The lines of one batch, whose first row has the number `row`.
    pub fn lines(&self, batch: &RecordBatch, mut row: i32) -> Option<Vec<Line>> {
        let services = batch.column_by_name("service")?.as_dictionary_opt::<Int32Type>()?;
        let known: Vec<Option<&Service>> = services.values().as_string_opt::<i32>()?.iter().map(|id| self.by_id.get(id?)).collect();
        let first = batch.column_by_name("first_day")?.as_primitive_opt::<Date32Type>()?;
        let last = batch.column_by_name("last_day")?.as_primitive_opt::<Date32Type>()?;
        let mut lines = Vec::with_capacity(8 * batch.num_rows());
        for at in 0..batch.num_rows() {
            let service = known[usize::try_from(services.keys().value(at)).ok()?]?;
            let (first, last) = (first.value_as_date(at)?, last.value_as_date(at)?);
            if service.is_weekly {
                self.by_week(service, row, first, last, &mut lines)?;
            } else {
                self.by_day(service, row, first, last, &mut lines)?;
            }
            row += 1;
        }
        Some(lines)
    }

    fn by_day(&self, service: &Service, row: i32, first: NaiveDate, last: NaiveDate, lines: &mut Vec<Line>) -> Option<()> {
        let mut day = first;
        while day <= last {
            let version = service.version(day)?;
            let end = month_end(day)?.min(version.to).min(last);
            let days = (end - day).num_days() + 1;
            lines.push(self.line(service, version, row, day, days, days));
            day = end.succ_opt()?;
        }
        Some(())
    }

    fn by_week(&self, service: &Service, row: i32, first: NaiveDate, last: NaiveDate, lines: &mut Vec<Line>) -> Option<()> {
        let mut week = first;
        while week <= last {
            let version = service.version(week)?;
            let end = month_end(week)?.min(version.to).min(last);
            let weeks = (end - week).num_days() / 7 + 1;
            let next = week.checked_add_days(Days::new(7 * weeks.unsigned_abs()))?;
            let days = (next.pred_opt()?.min(last) - week).num_days() + 1;
            lines.push(self.line(service, version, row, week, weeks, days));
            week = next;
        }
        Some(())
    }

    fn line(&self, service: &Service, version: &Version, row: i32, first: NaiveDate, quantity: i64, days: i64) -> Line {
        let to_ore = |amount: Decimal| amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let net = to_ore(version.price * Decimal::from(quantity));
        let vat = to_ore(net * service.vat);
        let refund = if service.is_aftercare && first < self.reform { to_ore(net * Decimal::new(5, 1)) } else { Decimal::ZERO };
        Line { row, month: first.with_day(1).unwrap_or(first), days, price: version.price, net, vat, refund, cost: net - refund }
    }

    /// The lines as columns, for comparing.
    pub fn columns(&self, lines: &[Line]) -> Result<RecordBatch, String> {
        let ore = |amount: fn(&Line) -> Decimal| -> Arc<Int64Array> {
            Arc::new(lines.iter().map(|line| i64::try_from(amount(line) * Decimal::ONE_HUNDRED).ok()).collect())
        };
        let month = |line: &Line| i32::try_from((line.month - self.epoch).num_days()).ok();
        RecordBatch::try_from_iter([
            ("row", Arc::new(lines.iter().map(|line| line.row).collect::<Int32Array>()) as arrow_array::ArrayRef),
            ("month", Arc::new(lines.iter().map(month).collect::<Date32Array>())),
            ("days", Arc::new(lines.iter().map(|line| line.days).collect::<Int64Array>())),
            ("unit_price", ore(|line| line.price)),
            ("net", ore(|line| line.net)),
            ("vat", ore(|line| line.vat)),
            ("refund", ore(|line| line.refund)),
            ("cost", ore(|line| line.cost)),
        ])
        .map_err(|error| error.to_string())
    }
}

impl Service {
    fn version(&self, day: NaiveDate) -> Option<&Version> {
        let after = self.versions.partition_point(|version| version.from <= day);
        self.versions[..after].last().filter(|version| day <= version.to)
    }
}

fn month_end(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}
