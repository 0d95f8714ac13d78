//! More rows than places: a check over all rows of a file (R12.6).

use crate::compile::book::Book;
use crate::contract::code::Code;
use crate::contract::column::Column;
use crate::model::calendar::{Period, plus_days};
use crate::model::case::CaseRow;
use crate::model::fault::{Expected, Finding, Place};
use crate::model::period::ReportingPeriod;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Counts how many rows run on each day, service by service. Memory grows with the days on which rows begin or end, not with the rows.
///
/// Rows count whether their case is priced or refused, as long as service and days can be read; an open row runs to the end of the period
/// and is not counted where that has none.
#[derive(Debug)]
pub struct Capacity<'b> {
    book: &'b Book,
    period: ReportingPeriod,
    /// Change in the number of running rows, by service and day.
    changes: BTreeMap<u32, BTreeMap<NaiveDate, i64>>,
}

impl<'b> Capacity<'b> {
    /// Returns a counter without rows.
    #[must_use]
    pub fn new(book: &'b Book, period: &ReportingPeriod) -> Capacity<'b> {
        Capacity { book, period: *period, changes: BTreeMap::new() }
    }

    /// Counts a row.
    pub fn add(&mut self, row: &CaseRow) {
        let (service, first_day, last_day) = match row {
            CaseRow::Sound(row) => (Some(&row.service), Some(row.first_day()), row.last_day()),
            CaseRow::Broken(row) => {
                // A last day that was refused is not an absent one.
                let unreadable = row.faults.iter().any(|fault| fault.at.column == Some(Column::LastDay));
                (row.service.as_ref(), row.first_day.filter(|_| !unreadable), row.last_day)
            }
        };
        let (Some(service), Some(first)) = (service.and_then(|id| self.book.find(id)), first_day) else { return };
        let Some(days) = last_day.or(self.period.until).and_then(|last| Period::new(first, last)) else { return };
        if self.book.entry(service).terms.places.is_some() {
            let changes = self.changes.entry(service).or_default();
            *changes.entry(days.first()).or_default() += 1;
            *changes.entry(plus_days(days.last(), 1)).or_default() -= 1;
        }
    }

    /// Returns one finding for each run of days with more rows than places, by service and day. Runs without a day in the period are left out.
    #[must_use]
    pub fn findings(self) -> Vec<Finding> {
        let mut services: Vec<_> = self.changes.iter().collect();
        services.sort_by_key(|(service, _)| self.book.entry(**service).rank);
        let mut findings = Vec::new();
        for (service, changes) in services {
            let entry = self.book.entry(*service);
            let Some(places) = entry.terms.places else { continue };
            for (period, in_use) in runs_above(changes, places) {
                if self.period.touches(period.first(), Some(period.last())) {
                    findings.push(Finding {
                        code: Code::CapacityExceeded,
                        at: Place { row: None, column: Some(Column::Service) },
                        value: format!("{} {period}", entry.facts.id),
                        expected: Expected::Places { places, in_use, period },
                    });
                }
            }
        }
        findings
    }
}

/// The longest runs of days with more than `places` rows, and the most rows on one of their days.
fn runs_above(changes: &BTreeMap<NaiveDate, i64>, places: u32) -> Vec<(Period, u32)> {
    let (mut running, mut open, mut runs) = (0i64, None::<(NaiveDate, i64)>, Vec::new());
    for (&day, &change) in changes {
        running += change;
        match open {
            Some((first, most)) if running > i64::from(places) => open = Some((first, most.max(running))),
            Some((first, most)) => {
                if let Some(period) = Period::new(first, plus_days(day, -1)) {
                    runs.push((period, u32::try_from(most).unwrap_or(u32::MAX)));
                }
                open = None;
            }
            None if running > i64::from(places) => open = Some((day, running)),
            None => {}
        }
    }
    runs
}
