//! The catalogue: providers, services, dated tariff versions, terms; and the dated figures of the law.

use crate::contract::code::Code;
pub use crate::contract::refund::RefundRule;
pub use crate::contract::unit::{Kind, Unit};
pub use crate::contract::words::{AfterStay, CommitmentRule, DayCount, Precision, StartedWeek, Vat, VatExemption, VatWhenAgreed};
use crate::model::calendar::Period;
use crate::model::money::{Amount, Quantity, UnitPrice};
use crate::model::source::{Source, SourceDocument};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// All providers and the law their prices rest on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// Providers; ids are unique.
    pub providers: Vec<Provider>,
    /// Acts and dated figures.
    pub law: Law,
}

impl Catalogue {
    /// Adds a provider, or replaces the one with its id whole.
    pub fn put(&mut self, provider: Provider) {
        match self.providers.iter_mut().find(|p| p.id == provider.id) {
            Some(old) => *old = provider,
            None => self.providers.push(provider),
        }
    }

    /// Every service with its provider.
    pub fn services(&self) -> impl Iterator<Item = (&Provider, &Service)> {
        self.providers.iter().flat_map(|p| p.services.iter().map(move |s| (p, s)))
    }
}

/// A name or description in Danish and English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

/// Who delivers services (*leverandør*, *tilbud*).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provider {
    /// Short id; service ids begin with it.
    pub id: String,
    /// Name.
    pub name: String,
    /// Days from the invoice date to the due date.
    pub payment_days: Option<u32>,
    /// Documents that values cite.
    pub documents: Vec<SourceDocument>,
    /// Source of each term of the provider, by key.
    pub sources: BTreeMap<String, Source>,
    /// Days that the provider's sources leave open.
    pub questions: Vec<Question>,
    /// Services.
    pub services: Vec<Service>,
    /// Appropriations: money set aside by the state, nothing charged per citizen.
    pub appropriations: Vec<Appropriation>,
}

impl Provider {
    /// The provider's question of this setting.
    #[must_use]
    pub fn question(&self, setting: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.setting == setting)
    }
}

/// What is charged for (*ydelse*, *indsats*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// `<provider>/<name>`.
    pub id: String,
    /// Name.
    pub name: Label,
    /// Services of one family follow each other in one course; default the id.
    pub family: String,
    /// Act and section, such as `SEL § 110`.
    pub legal_basis: String,
    /// How it is priced.
    pub kind: Kind,
    /// Whether it carries VAT.
    pub vat: Vat,
    /// Which VAT an agreed price carries.
    pub vat_when_agreed: VatWhenAgreed,
    /// Why its exempt prices are exempt, where the catalogue says so; [`Service::exemption`] knows the default.
    pub vat_exemption: Option<VatExemption>,
    /// Which rule decides the state refund.
    pub refund: RefundRule,
    /// Durations, hours, places and duties.
    pub terms: Terms,
    /// Account in the municipal chart of accounts.
    pub account: Option<String>,
    /// Source of each value of the service, by key.
    pub sources: BTreeMap<String, Source>,
    /// Dated versions of the price.
    pub tariffs: Vec<Tariff>,
}

/// Returns whether a legal basis is the Social Services Act (*serviceloven*, SEL).
#[must_use]
pub fn is_social_care(legal_basis: &str) -> bool {
    legal_basis.starts_with("SEL")
}

impl Service {
    /// Returns whether a price of the service can be exempt from VAT: by the service itself, or agreed and as a policy says.
    #[must_use]
    pub fn can_be_exempt(&self) -> bool {
        self.vat == Vat::Exempt || self.vat_when_agreed == VatWhenAgreed::Policy
    }

    /// Returns whether it is care under the Social Services Act.
    #[must_use]
    pub fn is_social_care(&self) -> bool {
        is_social_care(&self.legal_basis)
    }

    /// Returns why its exempt prices are exempt: as the catalogue says, and by default social care where the legal basis begins with SEL. `None`: no
    /// price of the service is ever exempt, or nothing is known.
    #[must_use]
    pub fn exemption(&self) -> Option<VatExemption> {
        let by_default = if self.is_social_care() { Some(VatExemption::SocialCare) } else { None };
        self.vat_exemption.or(by_default).filter(|_| self.can_be_exempt())
    }
}

/// Published durations, hours, places and duties of a service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Hours per week the weekly price includes, and how sure that is.
    pub included_hours: Option<(Quantity, Precision)>,
    /// Published hours per week.
    pub weekly_hours: Option<Quantity>,
    /// Least hours per week.
    pub min_weekly_hours: Option<Quantity>,
    /// Longest course in months.
    pub max_months: Option<u32>,
    /// Shortest course in weeks.
    pub min_weeks: Option<u32>,
    /// Length of the course in weeks.
    pub weeks: Option<u32>,
    /// Places.
    pub places: Option<u32>,
    /// Whether the course must follow on a stay.
    pub after_stay: Option<AfterStay>,
    /// When a commitment to pay is needed.
    pub commitment: Option<CommitmentRule>,
    /// Working days within which start and end are notified.
    pub notice_working_days: Option<u32>,
    /// Most visits a week (for information).
    pub max_visits_per_week: Option<u32>,
    /// Which of the first and last day are charged; `None`: as the policy says.
    pub day_count: Option<DayCount>,
    /// How a week cut by the course's end is charged; `None`: as the policy says.
    pub started_week: Option<StartedWeek>,
}

/// A day that no source states: a question with a default, which a policy answers under the name of its setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Name of the setting; no other question and no general setting has it.
    pub setting: String,
    /// The question as it is asked of a reader.
    pub question: Label,
    /// What the answer decides, in one sentence.
    pub meaning: Label,
    /// The day taken while no policy answers; `None`: open.
    pub default: Option<NaiveDate>,
    /// Whether `open` is an answer, as it is for last days only.
    pub may_be_open: bool,
    /// The question of the same provider before whose day this one's must lie.
    pub before: Option<String>,
    /// The question of the same provider after whose day this one's must not lie.
    pub not_after: Option<String>,
    /// The code that lines carry while no source settles the question.
    pub assumption: Code,
    /// Only lines with a day of this period carry it; `None`: every line at a version the answer bounds.
    pub within: Option<Period>,
    /// The general setting before which it is listed; `None`: after all of them.
    pub listed_before: Option<String>,
    /// Where the question is left open.
    pub source: Source,
}

/// First day of a tariff version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TariffStart {
    /// This day.
    On(NaiveDate),
    /// The day that answers the provider's question of this setting.
    Setting(String),
}

/// Last day of a tariff version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TariffEnd {
    /// Still valid.
    Open,
    /// This day, inclusive.
    On(NaiveDate),
    /// The day that answers the provider's question of this setting, inclusive; it may be open.
    Setting(String),
    /// The day before the one that answers the question.
    DayBefore(String),
}

/// One price with its validity dates (*takstversion*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariff {
    /// First day.
    pub from: TariffStart,
    /// Last day.
    pub to: TariffEnd,
    /// Price per unit of the service, ex VAT. Whole øre, except per hour.
    pub price: UnitPrice,
    /// Price of a day in a part of a month, where the price is per month and such a price is published.
    pub day_price: Option<UnitPrice>,
    /// First day on which the price was known; `None`: always.
    pub known_from: Option<NaiveDate>,
    /// Where it was published.
    pub source: Source,
    /// Assumption codes every line at this price carries.
    pub assumed: Vec<Code>,
    /// Id of the act the price list cites.
    pub act: Option<String>,
    /// Name of the what-if that changed the price; `None`: it is published.
    pub what_if: Option<String>,
}

/// Money set aside by the state over some years (*satspulje*); for budget work, never charged per citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appropriation {
    /// Short id.
    pub id: String,
    /// Name.
    pub name: Label,
    /// DKK over all years.
    pub amount: Amount,
    /// First and last year.
    pub years: (u32, u32),
    /// Youngest and oldest age of the target group.
    pub ages: (u32, u32),
    /// Municipalities, sites or organisations that take part.
    pub takes_part: Vec<String>,
    /// Where it was published.
    pub source: Source,
}

/// Acts and dated figures of the law.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Law {
    /// Documents that figures cite.
    pub documents: Vec<SourceDocument>,
    /// Acts that price lists cite.
    pub acts: Vec<Act>,
    /// Dated figures: rates, caps, terms.
    pub figures: Vec<Figure>,
}

/// An act and the days it was in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Short id.
    pub id: String,
    /// Name as cited.
    pub name: String,
    /// First day in force.
    pub from: NaiveDate,
    /// Last day in force.
    pub to: Option<NaiveDate>,
    /// Where that is stated.
    pub source: Source,
}

/// A figure of the law with the days it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Id of the figure, such as `refund.sel-110.cap-days`; several dated versions share it.
    pub id: String,
    /// What it is.
    pub name: Label,
    /// First day; `None` where the sources state none.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// The number.
    pub value: Decimal,
    /// What the number counts: percent, days, months, DKK.
    pub unit: String,
    /// Where it is stated.
    pub source: Source,
}
