//! What can be asked of a book beside prices: the days of tariff versions, the assumptions a service can carry, the columns its rows need.

use crate::compile::book::Book;
use crate::compile::rules::is_default_or_settled;
use crate::compile::service::Entry;
use crate::compile::timeline::Version;
use crate::contract::code::{Assumptions, Code};
use crate::contract::column::Column;
use crate::contract::refund::WindowDays;
use crate::contract::unit::{Covers, Unit};
use crate::model::calendar::Period;
use crate::model::catalogue::{Kind, Tariff};
use crate::model::validity::Validity;

/// A version of a service's price under the book's policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TariffVersion<'b> {
    /// Price, source and terms, as the catalogue states them.
    pub tariff: &'b Tariff,
    /// First and last day, and the questions they rest on.
    pub validity: Validity<'b>,
    /// The name of the version, as lines have it; `None`: it holds on no day, or is not known on the book's day of knowledge.
    pub label: Option<&'b str>,
    /// The assumptions that come with its days: what its source leaves open, unsettled questions, an act that has ended.
    pub assumptions: Assumptions,
}

impl Book {
    /// Every version of the price of a service, in the order of the catalogue; none where the service is unknown or has no published price.
    pub fn versions(&self, service: &str) -> impl Iterator<Item = TariffVersion<'_>> {
        let found = self.find(service).and_then(|number| Some((self.entry(number), self.service(service)?)));
        found.into_iter().flat_map(move |(entry, (provider, service))| {
            service.tariffs.iter().enumerate().filter_map(move |(number, tariff)| {
                let version = entry.timeline.versions.iter().find(|version| version.tariff == number);
                Some(TariffVersion {
                    tariff,
                    // A book does not compile with a question that is not asked.
                    validity: Validity::of(provider, tariff, self.policy()).ok()?,
                    label: version.map(|version| &*version.label),
                    assumptions: version.map_or(Assumptions::NONE, carried),
                })
            })
        })
    }

    /// The assumptions that a line of the service can carry under the book's policy; none where the service is unknown or never has a line.
    #[must_use]
    pub fn assumptions_of(&self, service: &str) -> Assumptions {
        let Some(entry) = self.find(service).map(|number| self.entry(number)) else { return Assumptions::NONE };
        if matches!(entry.kind, Kind::Included | Kind::Free) {
            return Assumptions::NONE;
        }
        let versions = entry.timeline.versions.iter().map(carried).fold(Assumptions::NONE, Assumptions::union);
        let published = if entry.kind.unit().is_some() { entry.published.union(entry.vat_published.assumed) } else { Assumptions::NONE };
        let agreed = if can_be_agreed(entry) { entry.vat_agreed.assumed } else { Assumptions::NONE };
        let by_terms = |code: Code| match code {
            Code::AssumedDayCount => entry.terms.day_count.is_some(),
            Code::AssumedStartedWeek => entry.terms.started_week.is_some(),
            _ => false,
        };
        let open = by_unit(entry.kind).chain(by_rule(entry).iter().copied()).filter(|code| self.is_open(*code) && !by_terms(*code));
        open.fold(versions.union(published).union(agreed), Assumptions::with)
    }

    /// Whether figures can rest on the question behind a code.
    fn is_open(&self, code: Code) -> bool {
        match code {
            Code::AssumedAftercareAfter => !is_default_or_settled(&self.policy().aftercare_after_2023_10),
            Code::AssumedDischargedBefore => !is_default_or_settled(&self.policy().discharged_before_2023_10),
            code => !self.policy().settles(code),
        }
    }

    /// Whether days of a service, by its number in the book, use refund windows of the citizen or stand beside those that do (R9.3). Cases of a citizen
    /// none of whose services has windows are priced as if each were the only one.
    #[must_use]
    #[inline]
    pub fn has_windows(&self, service: u32) -> bool {
        self.tables.get(service as usize).is_some_and(|table| table.window != WindowDays::None)
    }

    /// The columns without which no row of the service can be priced, in the order of the contract; none where the service is unknown.
    #[must_use]
    pub fn required_columns(&self, service: &str) -> Vec<Column> {
        let Some(entry) = self.find(service).map(|number| self.entry(number)) else { return Vec::new() };
        let always = [Column::CaseId, Column::Service, Column::FirstDay, Column::Payer];
        let by_kind: &[Column] = match (entry.kind, entry.kind.unit().map(Unit::covers)) {
            (_, Some(Covers::Row)) => &[Column::Hours],
            (Kind::Agreed, _) => &[Column::UnitPrice, Column::Unit],
            _ => &[],
        };
        let mut columns: Vec<Column> = always.into_iter().chain(by_kind.iter().copied()).collect();
        columns.sort_unstable();
        columns
    }
}

/// The codes a version brings, on whichever of its days.
fn carried(version: &Version) -> Assumptions {
    let days = Period::new(version.from, version.to);
    let within = version.within.iter().filter(|(period, _)| days.is_some_and(|days| days.intersect(*period).is_some()));
    within.fold(version.always, |set, (_, codes)| set.union(*codes))
}

/// Whether a row can be charged at an agreed price (R6): always, or for more hours than the weekly price includes.
fn can_be_agreed(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Agreed | Kind::Week)
}

/// The codes that rest on what the price covers. An agreed price can be in any unit.
fn by_unit(kind: Kind) -> impl Iterator<Item = Code> {
    let codes = [(kind.can_be(Unit::asks_day_count), Code::AssumedDayCount), (kind.can_cover(Covers::Weeks), Code::AssumedStartedWeek)];
    codes.into_iter().filter(|(can, _)| *can).map(|(_, code)| code)
}

/// The codes that rest on the rule of the refund (R9).
fn by_rule(entry: &Entry) -> &'static [Code] {
    let facts = entry.facts.refund_rule.facts();
    if entry.kind.can_cover(Covers::Days) { facts.daily_codes } else { facts.other_codes }
}
