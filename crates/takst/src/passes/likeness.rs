//! Which rows are priced alike, for programs that price millions of rows and calculate each price once.
//!
//! Nothing is priced here. What this module promises is tested against [`Book::price`]: see `tests/compare/tests/likeness.rs`.

use crate::compile::book::Book;
use crate::compile::service::Entry;
use crate::compile::timeline::{Found, Holds};
use crate::contract::code::{Assumptions, Code};
use crate::contract::column::Column;
use crate::contract::refund::WindowDays;
use crate::model::calendar::{LAST_DATE, Period, plus_days};
use crate::model::catalogue::{CommitmentRule, Kind, Terms};
use crate::model::money::UnitPrice;
use crate::result::facts::LineFacts;
use crate::result::line::{Line, Outcome};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Sets that are joined in every way with those of a segment; more than a version has.
const MOST_JOINED: usize = 6;

/// What the lines of a *plain* row depend on, beside its service and days.
///
/// A row is plain when it is the only row of its citizen, has a last day, and gives none of the [`deciding`](Likeness::deciding) columns. The
/// lines of two plain rows of one service agree on every day (every week, where weeks begin on the same days) that is neither the first nor the
/// last of either, as far as both lie in one of the [`stretches`](Likeness::stretches); their first and last lines differ with the number of days
/// and in no other way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Whether the price is per started week, so that lines also depend on the weekday of the first day.
    pub weekly: bool,
    /// Columns that take a row out of the likeness when they are given.
    pub deciding: Vec<Column>,
    /// Stretches of days on which every day has one price and an outcome that no other day decides.
    pub stretches: Vec<Period>,
    /// Whether a plain row can have a finding by its terms; undetermined refunds show on the lines themselves, and a payer that is no municipality
    /// by the row.
    pub has_terms: bool,
    /// Columns that change no line and can come with a finding where they are given, whatever the terms.
    pub telling: Vec<Column>,
    /// The highest published price.
    pub highest_price: UnitPrice,
    /// Whether a row that is the only one of its case, and else plain, has the amounts of a plain row whatever other cases its citizen has, and changes
    /// none of theirs.
    pub is_apart: bool,
}

impl Book {
    /// What the lines of plain rows of a service depend on; `None` for an unknown service and for one whose rows are each their own case.
    #[must_use]
    pub fn likeness(&self, service: &str) -> Option<Likeness> {
        self.likeness_of(self.find(service)?)
    }

    /// As [`likeness`](Book::likeness), of a service by its number in the book.
    #[must_use]
    pub fn likeness_of(&self, service: u32) -> Option<Likeness> {
        let (entry, table) = (self.entries.get(service as usize)?, self.tables.get(service as usize)?);
        let weekly = match entry.kind {
            // The day or week that such a policy, or such a term, leaves out depends on where the course ends.
            Kind::Day if !table.first_day_only => false,
            Kind::Week if !table.whole_weeks_only => true,
            _ => return None,
        };
        let highest_price = entry.timeline.versions.iter().map(|version| version.price).max().unwrap_or_default();
        Some(Likeness {
            weekly,
            deciding: deciding(entry, weekly),
            stretches: self.stretches(entry, table.window),
            has_terms: has_terms(&entry.terms),
            // A stay that ends after the course has begun; an amount billed that is not the net.
            telling: vec![Column::PriorStayTo, Column::Invoiced],
            highest_price,
            is_apart: match table.window {
                WindowDays::Stay => false,
                WindowDays::Aftercare => !self.rules.aftercare_uses_days,
                WindowDays::None => true,
            },
        })
    }

    /// Whether VAT and refund of a line came out in whole øre, so that nothing of them is carried to the next line of its document (R10.3).
    #[must_use]
    pub fn is_exact(&self, line: &Line) -> bool {
        let (net, own_payment) = (line.net.ore(), line.own_payment.ore());
        Book::is_whole(net, line.vat.rate.units())
            && (line.refund.outcome == Outcome::NotRefunded || Book::is_whole(net - own_payment, self.rules.share(line.service.refund_rule)))
    }

    /// As [`is_exact`](Book::is_exact), of a line as integers.
    #[must_use]
    pub fn is_exact_line(&self, line: &LineFacts) -> bool {
        let is_refunded = line.outcome != Outcome::NotRefunded;
        Book::is_whole(line.net, i64::from(line.vat_rate))
            && (!is_refunded || Book::is_whole(line.net - line.own_payment, self.rules.share(line.rule)))
    }

    fn is_whole(ore: i64, share: i64) -> bool {
        (i128::from(ore) * i128::from(share)) % 10_000 == 0
    }

    /// The sets of assumptions that lines of plain rows mostly carry, in order. A line can carry others.
    #[must_use]
    pub fn common_assumptions(&self) -> Vec<Assumptions> {
        let mut sets: BTreeSet<Assumptions> = BTreeSet::new();
        let mut met: Option<(Assumptions, Assumptions)> = None;
        for (entry, table) in self.entries.iter().zip(&self.tables) {
            let carried = self.assumptions_of(&entry.facts.id);
            // Those that come with a course's ends, or with what a row leaves out.
            let by_row: Vec<Assumptions> = [Code::AssumedDayCount, Code::AssumedStartedWeek, Code::AssumedOwnPaymentNone]
                .into_iter()
                .map(|code| Assumptions::NONE.with(code))
                .filter(|set| set.bits() & carried.bits() != 0)
                .collect();
            for segment in table.published.iter().filter(|segment| segment.is_priced()) {
                // Services are mostly alike.
                let is_met = met.replace((segment.assumed, carried)) == Some((segment.assumed, carried));
                if is_met && table.within.is_empty() {
                    continue;
                }
                let by_days = table.within.iter().filter(|within| within.version == segment.version).map(|within| within.assumed);
                let mut of_segment = vec![segment.assumed];
                for more in by_days.chain(by_row.iter().copied()).take(MOST_JOINED) {
                    of_segment.extend_from_within(..);
                    let half = of_segment.len() / 2;
                    of_segment[half..].iter_mut().for_each(|set| *set = set.union(more));
                }
                sets.extend(of_segment);
            }
        }
        sets.into_iter().collect()
    }

    /// The tariff versions that lines of this book can name.
    pub fn tariff_versions(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| entry.timeline.versions.iter().map(|version| &*version.label))
    }

    fn stretches(&self, entry: &Entry, window: WindowDays) -> Vec<Period> {
        // Days of a stay use the window of their citizen: from the reform on each row is its own case.
        let end = if window == WindowDays::Stay { plus_days(self.law.reform(), -1) } else { LAST_DATE };
        let mut stretches: Vec<Period> = Vec::new();
        let mut day = crate::model::calendar::FIRST_DATE;
        while day <= end {
            let (found, last) = entry.timeline.at(day);
            let run = Period::new(day, last.min(end)).filter(|_| matches!(found, Found::Holds(Holds::Version(_))));
            match (stretches.last_mut(), run) {
                (_, None) => {}
                (Some(before), Some(run)) if plus_days(before.last(), 1) == run.first() => {
                    *before = Period::new(before.first(), run.last()).unwrap_or(run);
                }
                (_, Some(run)) => stretches.push(run),
            }
            if last == NaiveDate::MAX {
                break;
            }
            day = plus_days(last, 1);
        }
        stretches
    }
}

fn deciding(entry: &Entry, weekly: bool) -> Vec<Column> {
    let by_rule = entry.facts.refund_rule.facts().columns;
    let committed = entry.terms.commitment.is_some();
    let by_gap = entry.terms.commitment == Some(CommitmentRule::WithoutStay);
    let decides = |column: &Column| match column {
        Column::UnitPrice | Column::Unit | Column::OwnPaymentPerDay => true,
        Column::HoursPerWeek => weekly,
        Column::PriorStayTo if by_gap => true,
        Column::Commitment | Column::CommitmentDate => committed,
        column => by_rule.contains(column),
    };
    Column::ALL.iter().copied().filter(decides).collect()
}

fn has_terms(terms: &Terms) -> bool {
    let Terms {
        included_hours: _, // hours are a column that decides
        weekly_hours,
        min_weekly_hours,
        max_months,
        min_weeks,
        weeks,
        places: _, // a check of the whole file
        after_stay,
        commitment,
        notice_working_days,
        max_visits_per_week: _, // for information
        day_count: _,           // they decide on days and weeks, and what they leave out has no likeness
        started_week: _,
    } = terms;
    weekly_hours.is_some()
        || min_weekly_hours.is_some()
        || max_months.is_some()
        || min_weeks.is_some()
        || weeks.is_some()
        || after_stay.is_some()
        || commitment.is_some()
        || notice_working_days.is_some()
}
