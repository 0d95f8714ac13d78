//! The prices of each service as segments of days: version, VAT and, where no other day decides it, the outcome of the refund.

use crate::compile::entitlement::{Decide, Entitlement, day_before};
use crate::compile::law::LawFigures;
use crate::compile::rules::unless;
use crate::compile::service::{Entry, VatChoice};
use crate::compile::timeline::{Found, Holds};
use crate::contract::code::{Assumptions, Code};
use crate::contract::refund::{RefundRule, WindowDays};
use crate::contract::unit::{Kind, Unit};
use crate::contract::words::{CommitmentRule, DayCount, StartedWeek};
use crate::contract::words::{Outcome, VatCategory};
use crate::model::day::Day;
use crate::model::money::UnitPrice;
use crate::model::policy::Policy;
use chrono::NaiveDate;

/// The version of a line at an agreed price.
pub(crate) const AGREED: u32 = u32::MAX;

/// Days of one price, one rate of VAT, and one way to decide the refund.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment {
    /// Last day; the first is the day after the last of the segment before.
    pub last: Day,
    /// Why these days have no price; of days with a price [`Found::Holds`] of the version.
    pub found: Found,
    /// Number of the version in its timeline, or [`AGREED`].
    pub version: u32,
    pub decide: Decide,
    pub outcome: Outcome,
    pub reason: Code,
    pub vat_category: VatCategory,
    /// Hundredths of a percent.
    pub vat_rate: i32,
    /// Published price in 1/10,000 kr.; 0 at agreed prices.
    pub price: i64,
    /// Published price of a day in a part of a month, in 1/10,000 kr.; 0: there is none.
    pub day_price: i64,
    /// Codes of every line with a day here.
    pub assumed: Assumptions,
}

impl Segment {
    /// Whether the days have one price.
    pub fn is_priced(&self) -> bool {
        matches!(self.found, Found::Holds(Holds::Version(_)))
    }
}

/// Codes that lines at a version carry where they have a day of a period.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Within {
    pub version: u32,
    pub first: Day,
    pub last: Day,
    pub assumed: Assumptions,
}

/// A service as the passes see it.
#[derive(Debug, Clone)]
pub(crate) struct ServiceTable {
    pub kind: Kind,
    /// Unit of the published price.
    pub unit: Option<Unit>,
    pub rule: RefundRule,
    /// How its days stand to refund windows.
    pub window: WindowDays,
    pub commitment: Option<CommitmentRule>,
    /// Hundredths of hours that a weekly price includes; [`i32::MAX`]: no matter how many.
    pub included_hours: i32,
    /// Number of the family.
    pub family: u32,
    /// Place of the provider and the service in alphabetical order.
    pub provider: u32,
    pub rank: u32,
    /// Segments of the published price.
    pub published: Vec<Segment>,
    /// Segments of agreed prices per day or month, and of other agreed prices; empty where none can be agreed.
    pub agreed_daily: Vec<Segment>,
    pub agreed: Vec<Segment>,
    pub within: Vec<Within>,
    /// Whether the last day of a course that a row of the service holds is left out.
    pub first_day_only: bool,
    /// Whether a week that begins in a row of the service is left out where the course's end cuts it.
    pub whole_weeks_only: bool,
    /// Whether a row's charged days are its days, and no commitment to pay is asked for.
    pub charges_all_days: bool,
    /// Codes of the two questions, where neither the policy nor the service settles them.
    pub assumed_day_count: Assumptions,
    pub assumed_started_week: Assumptions,
    /// Codes of lines of rows without an own payment.
    pub assumed_own_payment: Assumptions,
}

impl ServiceTable {
    pub fn of(entry: &Entry, policy: &Policy, law: &LawFigures) -> ServiceTable {
        let cutter = Cutter { entry, policy, law };
        let unit = entry.kind.unit();
        let rule = entry.facts.refund_rule.facts();
        let included_hours =
            entry.included_hours.filter(|_| entry.kind == Kind::Week).map_or(i32::MAX, |hours| i32::try_from(hours.units()).unwrap_or(i32::MAX));
        let can_be_agreed = entry.kind == Kind::Agreed || included_hours < i32::MAX;
        let agreed = |is_daily| if can_be_agreed { cutter.segments(false, is_daily) } else { Vec::new() };
        let within = (0..).zip(&entry.timeline.versions).flat_map(|(number, version)| {
            version.within.iter().map(move |(period, assumed)| Within {
                version: number,
                first: Day::of(period.first()),
                last: Day::of(period.last()),
                assumed: *assumed,
            })
        });
        let first_day_only = entry.terms.day_count.unwrap_or(policy.day_count.value) == DayCount::FirstOnly;
        ServiceTable {
            kind: entry.kind,
            unit,
            rule: entry.facts.refund_rule,
            window: rule.window,
            commitment: entry.terms.commitment,
            included_hours,
            family: entry.family,
            provider: entry.rank.0,
            rank: entry.rank.1,
            published: unit.map_or_else(Vec::new, |unit| cutter.segments(true, unit.is_daily())),
            agreed_daily: agreed(true),
            agreed: agreed(false),
            within: within.collect(),
            first_day_only,
            charges_all_days: !first_day_only && entry.terms.commitment.is_none(),
            whole_weeks_only: entry.terms.started_week.unwrap_or(policy.started_week.value) == StartedWeek::WholeWeeksOnly,
            assumed_day_count: unless(entry.terms.day_count.is_some() || policy.day_count.is_settled(), Code::AssumedDayCount),
            assumed_started_week: unless(entry.terms.started_week.is_some() || policy.started_week.is_settled(), Code::AssumedStartedWeek),
            assumed_own_payment: unless(!rule.has_own_payment, Code::AssumedOwnPaymentNone),
        }
    }

    /// The segments of a price.
    #[inline]
    pub fn segments(&self, is_agreed: bool, unit: Unit) -> &[Segment] {
        match (is_agreed, unit.is_daily()) {
            (false, _) => &self.published,
            (true, true) => &self.agreed_daily,
            (true, false) => &self.agreed,
        }
    }
}

/// The place of the segment in which `day` lies. The last one ends with the last day there is.
#[inline]
pub(crate) fn segment_of(segments: &[Segment], day: Day) -> usize {
    let last = segments.len() - 1;
    // Most rows that are priced one by one are of the last version.
    if last == 0 || segments[last - 1].last < day {
        return last;
    }
    segments[..last].partition_point(|segment| segment.last < day)
}

struct Cutter<'a> {
    entry: &'a Entry,
    policy: &'a Policy,
    law: &'a LawFigures,
}

impl Cutter<'_> {
    fn segments(&self, is_published: bool, is_daily: bool) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut day = NaiveDate::MIN;
        loop {
            let (segment, last) = self.segment(is_published, is_daily, day);
            let segment = Segment { last: Day::of(last), ..segment };
            match segments.last_mut() {
                Some(before) if alike(before, &segment) => before.last = segment.last,
                _ => segments.push(segment),
            }
            match last.succ_opt() {
                Some(next) => day = next,
                None => break,
            }
        }
        if let Some(last) = segments.last_mut() {
            last.last = Day::OPEN;
        }
        segments
    }

    /// The segment of a day, and the last day of which the same is surely true.
    fn segment(&self, is_published: bool, is_daily: bool, day: NaiveDate) -> (Segment, NaiveDate) {
        let entry = self.entry;
        let (found, mut last) = if is_published { entry.timeline.at(day) } else { (Found::Holds(Holds::Version(AGREED)), NaiveDate::MAX) };
        let choice = if is_published { entry.vat_published } else { entry.vat_agreed };
        let (found, vat_rate) = match choice.category {
            VatCategory::Standard if matches!(found, Found::Holds(Holds::Version(_))) => match self.law.vat_on(day) {
                Some(rate) => {
                    last = last.min(rate.to);
                    (found, i32::try_from(rate.value.units()).unwrap_or_default())
                }
                // Days before the first rate, or after the last: the rates have no hole inside.
                None => {
                    last = last.min(self.law.vat.iter().map(|rate| rate.from).filter(|from| *from > day).min().map_or(NaiveDate::MAX, day_before));
                    (Found::None, 0)
                }
            },
            VatCategory::Standard | VatCategory::Exempt => (found, 0),
        };
        let refund = Entitlement::on(entry.facts.refund_rule, is_daily, day, self.policy, self.law);
        let (version, price, day_price) = match found {
            Found::Holds(Holds::Version(AGREED)) => (AGREED, 0, 0),
            Found::Holds(Holds::Version(version)) => {
                let of = &entry.timeline.versions[version as usize];
                (version, of.price.units(), of.day_price.map_or(0, UnitPrice::units))
            }
            Found::Holds(Holds::Tie(..)) | Found::None | Found::Ended => (AGREED, 0, 0),
        };
        let VatChoice { category: vat_category, assumed: by_vat } = choice;
        let mut assumed = by_vat.union(refund.assumed);
        if let (true, Some(version)) = (is_published, entry.timeline.versions.get(version as usize)) {
            assumed = assumed.union(entry.published).union(version.always);
        }
        let Entitlement { decide, outcome, reason, until, .. } = refund;
        (Segment { last: Day::OPEN, found, version, decide, outcome, reason, vat_category, vat_rate, price, day_price, assumed }, last.min(until))
    }
}

fn alike(a: &Segment, b: &Segment) -> bool {
    let key = |s: &Segment| (s.found, s.version, s.decide, s.outcome, s.reason, s.vat_rate, s.assumed);
    key(a) == key(b)
}
