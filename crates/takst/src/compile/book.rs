//! The book: catalogue, policy and state of knowledge, compiled and checked once, then only read.

use crate::compile::law::{LawError, LawFigures};
use crate::compile::rules::{Rules, unless};
use crate::compile::service::{Entry, ServiceFacts, VatChoice};
use crate::compile::table::ServiceTable;
use crate::compile::timeline::{Timeline, Version};
use crate::contract::code::{Assumptions, Code};
use crate::contract::words::{VatCategory, VatExemption};
use crate::model::calendar::{Period, plus_days};
use crate::model::catalogue::{Catalogue, Kind, Precision, Provider, Service, Tariff, Unit, Vat, VatWhenAgreed};
use crate::model::municipality::{folded, slips};
use crate::model::policy::{Contradiction, Policy};
use crate::model::validity::{UnknownQuestion, Validity};
use chrono::NaiveDate;
use foldhash::fast::FixedState;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Which tariff versions are known (R5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownAsOf {
    /// All of them.
    #[default]
    Latest,
    /// Those known on this day.
    Day(NaiveDate),
}

impl KnownAsOf {
    /// The day of knowledge, where one was given.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            KnownAsOf::Latest => None,
            KnownAsOf::Day(day) => Some(day),
        }
    }
}

/// Catalogue + policy + state of knowledge, ready to price. Immutable, `Send + Sync`; share it by reference or [`Arc`].
///
/// # Example
/// ```
/// # use takst::{Book, KnownAsOf, Policy, Catalogue, BookError, LawError};
/// // An empty catalogue lacks the figures of the law that every refund needs. The error lists all of them.
/// let errors = Book::compile(&Catalogue::default(), &Policy::default(), KnownAsOf::Latest).unwrap_err();
/// assert_eq!(errors.len(), 5);
/// assert!(errors.contains(&BookError::Law(LawError::Missing("vat.standard-rate"))));
/// ```
#[derive(Debug, Clone)]
pub struct Book {
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) policy: Policy,
    pub(crate) knowledge: KnownAsOf,
    pub(crate) law: LawFigures,
    pub(crate) entries: Vec<Entry>,
    /// Of each service in the order of the entries.
    pub(crate) tables: Vec<ServiceTable>,
    pub(crate) rules: Rules,
    /// Its keys are the catalogue's, which is trusted: what callers look up is never put in.
    index: HashMap<Box<str>, u32, FixedState>,
}

/// Why a catalogue cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BookError {
    /// A figure of the law.
    #[error(transparent)]
    Law(#[from] LawError),
    /// Two services share an id.
    #[error("the service {0:?} stands twice in the catalogue")]
    DuplicateService(String),
    /// A price is not more than 0, or has parts of an øre where its unit allows none.
    #[error("service {service:?}: {price} is no price per {unit}")]
    Price {
        /// The service.
        service: String,
        /// The price.
        price: String,
        /// Its unit.
        unit: Unit,
    },
    /// A price of a day in a part of a month, where the price is not per month, or no such price.
    #[error("service {service:?}: {price} is no price of a day in a part of a month; the price is per {unit}")]
    DayPrice {
        /// The service.
        service: String,
        /// The price of the day.
        price: String,
        /// Unit of the service.
        unit: Unit,
    },
    /// A service without a published price has tariff versions.
    #[error("service {service:?} is of kind {kind} and has tariff versions")]
    Unpriced {
        /// The service.
        service: String,
        /// Its kind.
        kind: Kind,
    },
    /// Prices of the service can be exempt from VAT, and nothing says why.
    #[error("service {0:?} can be exempt from VAT: say why in vat_exemption, one of {all}", all = VatExemption::WORDS.join(", "))]
    Exemption(String),
    /// A tariff cites an act the law does not list.
    #[error("service {service:?} cites the act {act:?}, which the law does not list")]
    UnknownAct {
        /// The service.
        service: String,
        /// The act.
        act: String,
    },
    /// A tariff is bounded by a question the provider does not ask.
    #[error(transparent)]
    UnknownQuestion(#[from] UnknownQuestion),
    /// Two answers of the policy contradict each other.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
}

/// Every reason why a catalogue cannot be compiled, as one error for `?`. Its message has them all, separated by `; `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookErrors(Vec<BookError>);

impl std::fmt::Display for BookErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if i == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for BookErrors {}

impl std::ops::Deref for BookErrors {
    type Target = [BookError];
    fn deref(&self) -> &[BookError] {
        &self.0
    }
}

impl IntoIterator for BookErrors {
    type Item = BookError;
    type IntoIter = std::vec::IntoIter<BookError>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a BookErrors {
    type Item = &'a BookError;
    type IntoIter = std::slice::Iter<'a, BookError>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Book {
    /// Compiles a catalogue under a policy, as known on a day.
    ///
    /// # Errors
    /// Everything that is wrong with the catalogue, at once. `takst-catalogue` finds the same and more, with file and line.
    pub fn compile(catalogue: &Catalogue, policy: &Policy, knowledge: KnownAsOf) -> Result<Book, BookErrors> {
        let mut errors: Vec<BookError> = policy.contradictions(catalogue).into_iter().map(BookError::from).collect();
        let law = LawFigures::read(catalogue).map_err(|e| errors.extend(e.into_iter().map(BookError::Law))).ok();
        let ranks = Ranks::of(catalogue);
        let mut entries = Vec::new();
        let mut index = HashMap::with_hasher(FixedState::default());
        for (p, provider) in catalogue.providers.iter().enumerate() {
            let name: Arc<str> = provider.id.as_str().into();
            for (s, service) in provider.services.iter().enumerate() {
                let number = u32::try_from(entries.len()).unwrap_or(u32::MAX);
                if index.insert(service.id.as_str().into(), number).is_some() {
                    errors.push(BookError::DuplicateService(service.id.clone()));
                }
                if service.can_be_exempt() && service.exemption().is_none() {
                    errors.push(BookError::Exemption(service.id.clone()));
                }
                let timeline = Timeline::new(versions(catalogue, (provider, service), policy, knowledge, &mut errors));
                entries.push(Entry {
                    place: (p, s),
                    rank: ranks.rank(provider, service),
                    family: ranks.family(service),
                    timeline,
                    ..entry(&name, service, policy)
                });
            }
        }
        match law {
            Some(law) if errors.is_empty() => {
                let rules = Rules::of(policy, &law);
                let tables = entries.iter().map(|entry| ServiceTable::of(entry, policy, &law)).collect();
                let policy = policy.clone().asked_by(catalogue);
                Ok(Book { catalogue: Arc::new(catalogue.clone()), policy, knowledge, law, entries, tables, rules, index })
            }
            _ => Err(BookErrors(errors)),
        }
    }

    /// The catalogue the book was compiled from.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The policy it was compiled under.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The state of knowledge it was compiled for.
    #[must_use]
    pub fn knowledge(&self) -> KnownAsOf {
        self.knowledge
    }

    /// The catalogue's text of a service, or `None` for an unknown id.
    #[must_use]
    pub fn service(&self, id: &str) -> Option<(&Provider, &Service)> {
        let entry = self.entry(self.find(id)?);
        let provider = &self.catalogue.providers[entry.place.0];
        Some((provider, &provider.services[entry.place.1]))
    }

    /// The number of a service, as [`InputRow`](crate::kernel::InputRow) and [`LineFacts`](crate::kernel::LineFacts) have it: its place in the catalogue,
    /// 0 = first.
    #[must_use]
    pub fn number_of(&self, service: &str) -> Option<u32> {
        self.find(service)
    }

    pub(crate) fn find(&self, service: &str) -> Option<u32> {
        self.index.get(service).copied()
    }

    pub(crate) fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    /// A service and its provider, as the catalogue has them.
    pub(crate) fn place(&self, number: u32) -> (&Provider, &Service) {
        let (provider, service) = self.entry(number).place;
        let provider = &self.catalogue.providers[provider];
        (provider, &provider.services[service])
    }

    pub(crate) fn tariff(&self, entry: &Entry, version: &Version) -> &Tariff {
        &self.catalogue.providers[entry.place.0].services[entry.place.1].tariffs[version.tariff]
    }

    /// The id nearest to an unknown one: the same but for case, the same ending, the id or name that is nearly the same, else one whose letters it has.
    pub(crate) fn nearest(&self, unknown: &str) -> Option<String> {
        let ending = unknown.rsplit('/').next().unwrap_or(unknown);
        let ids = || self.entries.iter().map(|entry| &*entry.facts.id);
        ids()
            .find(|id| id.eq_ignore_ascii_case(unknown) || id.rsplit('/').next() == Some(ending))
            .or_else(|| self.nearly(unknown))
            .or_else(|| {
                ids().filter(|id| id.chars().filter(|c| !unknown.contains(*c)).count() == 0).min_by_key(|id| id.len().abs_diff(unknown.len()))
            })
            .map(str::to_owned)
    }

    /// The id of the service whose id, with or without its provider, or name in Danish or English is nearly this one: with a slip in each eight letters,
    /// whatever the order of its words.
    fn nearly(&self, unknown: &str) -> Option<&str> {
        const LONGEST: usize = 100;
        if unknown.len() > LONGEST {
            return None;
        }
        let wanted = Spelled::of(unknown);
        let most = wanted.in_order.len() / 8;
        if wanted.in_order.is_empty() {
            return None;
        }
        let distance = |service: &Service| {
            let ending = service.id.rsplit('/').next().unwrap_or_default();
            let known = [service.id.as_str(), ending, service.name.da.as_str(), service.name.en.as_str()];
            known.into_iter().filter_map(|known| wanted.slips(&Spelled::of(known), most)).min()
        };
        let near = self.catalogue.services().filter_map(|(_, service)| Some((distance(service)?, &service.id)));
        let (_, id) = near.min_by_key(|(slips, _)| *slips)?;
        self.entries.iter().map(|entry| &*entry.facts.id).find(|known| **known == **id)
    }
}

/// The letters of a name, words apart.
struct Spelled {
    as_written: Vec<char>,
    /// Its words in alphabetical order.
    in_order: Vec<char>,
}

impl Spelled {
    fn of(name: &str) -> Spelled {
        let folded = folded(name);
        let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let as_written = words.join(" ").chars().collect();
        words.sort_unstable();
        Spelled { as_written, in_order: words.join(" ").chars().collect() }
    }

    /// How many slips apart two names are, where it is no more than `most`. A slip in a first letter changes the order of the words.
    fn slips(&self, other: &Spelled, most: usize) -> Option<usize> {
        if self.in_order.len().abs_diff(other.in_order.len()) > most {
            return None;
        }
        let apart = slips(&self.in_order, &other.in_order).min(slips(&self.as_written, &other.as_written));
        Some(apart).filter(|slips| *slips <= most)
    }
}

/// Alphabetical order of providers, services and families.
struct Ranks<'a> {
    providers: Vec<&'a str>,
    services: Vec<&'a str>,
    families: Vec<&'a str>,
}

impl<'a> Ranks<'a> {
    fn of(catalogue: &'a Catalogue) -> Ranks<'a> {
        let sorted = |names: BTreeSet<&'a str>| names.into_iter().collect();
        Ranks {
            providers: sorted(catalogue.providers.iter().map(|p| p.id.as_str()).collect()),
            services: sorted(catalogue.services().map(|(_, s)| s.id.as_str()).collect()),
            families: sorted(catalogue.services().map(|(_, s)| s.family.as_str()).collect()),
        }
    }

    fn rank(&self, provider: &Provider, service: &Service) -> (u32, u32) {
        (place(&self.providers, &provider.id), place(&self.services, &service.id))
    }

    fn family(&self, service: &Service) -> u32 {
        place(&self.families, &service.family)
    }
}

fn place(sorted: &[&str], name: &str) -> u32 {
    u32::try_from(sorted.partition_point(|other| *other < name)).unwrap_or(u32::MAX)
}

fn entry(provider: &Arc<str>, service: &Service, policy: &Policy) -> Entry {
    let vat_published = vat(service, policy);
    let vat_agreed = match service.vat_when_agreed {
        VatWhenAgreed::AsService => vat_published,
        VatWhenAgreed::Policy => {
            VatChoice { category: category(policy.vat_agreed.value), assumed: unless(policy.vat_agreed.is_settled(), Code::AssumedVatStandard) }
        }
    };
    let approximate = matches!(service.terms.included_hours, Some((_, Precision::Approximate)));
    let included_hours = service.terms.included_hours.map(|(hours, precision)| match precision {
        Precision::Exact => hours,
        Precision::Approximate => policy.included_hours.value.unwrap_or(hours),
    });
    Entry {
        facts: Arc::new(ServiceFacts {
            id: service.id.as_str().into(),
            provider: provider.clone(),
            legal_basis: service.legal_basis.as_str().into(),
            account: service.account.as_deref().map(Into::into),
            refund_rule: service.refund,
        }),
        kind: service.kind,
        terms: service.terms.clone(),
        family: 0,
        rank: (0, 0),
        included_hours,
        vat_published,
        vat_agreed,
        exemption: service.exemption(),
        published: unless(!approximate || policy.included_hours.is_settled(), Code::AssumedIncludedHours),
        timeline: Timeline::default(),
        place: (0, 0),
    }
}

fn category(vat: Vat) -> VatCategory {
    match vat {
        Vat::Exempt => VatCategory::Exempt,
        Vat::Standard => VatCategory::Standard,
    }
}

/// Care under the Social Services Act is exempt by default, which no price list says (R8).
fn vat(service: &Service, policy: &Policy) -> VatChoice {
    if service.vat == Vat::Exempt && service.is_social_care() {
        return VatChoice { category: category(policy.vat_sel.value), assumed: unless(policy.vat_sel.is_settled(), Code::AssumedVatExempt) };
    }
    VatChoice { category: category(service.vat), assumed: Assumptions::NONE }
}

/// The service's versions that are known, with their dates.
fn versions(
    catalogue: &Catalogue,
    (provider, service): (&Provider, &Service),
    policy: &Policy,
    knowledge: KnownAsOf,
    errors: &mut Vec<BookError>,
) -> Vec<Version> {
    let Some(unit) = service.kind.unit() else {
        if !service.tariffs.is_empty() {
            errors.push(BookError::Unpriced { service: service.id.clone(), kind: service.kind });
        }
        return Vec::new();
    };
    let is_known = |tariff: &Tariff| match (knowledge, tariff.known_from) {
        (KnownAsOf::Day(day), Some(known_from)) => known_from <= day,
        (KnownAsOf::Latest, _) | (_, None) => true,
    };
    let mut known = Vec::new();
    for (number, tariff) in service.tariffs.iter().enumerate() {
        if tariff.price.units() <= 0 || (unit != Unit::Hour && tariff.price.to_ore().is_none()) {
            errors.push(BookError::Price { service: service.id.clone(), price: tariff.price.to_string(), unit });
        }
        if let Some(price) = tariff.day_price.filter(|price| unit != Unit::Month || price.units() <= 0 || price.to_ore().is_none()) {
            errors.push(BookError::DayPrice { service: service.id.clone(), price: price.to_string(), unit });
        }
        let act_ended = tariff.act.as_deref().and_then(|id| {
            let act = catalogue.law.acts.iter().find(|act| act.id == id);
            if act.is_none() {
                errors.push(BookError::UnknownAct { service: service.id.clone(), act: id.to_owned() });
            }
            act.and_then(|act| act.to)
        });
        match Validity::of(provider, tariff, policy) {
            Ok(days) if is_known(tariff) => known.push(version(service, number, days, act_ended, policy)),
            Ok(_) => {}
            Err(unknown) => errors.push(BookError::UnknownQuestion(unknown)),
        }
    }
    known
}

fn version(service: &Service, number: usize, days: Validity<'_>, act_ended: Option<NaiveDate>, policy: &Policy) -> Version {
    let tariff = &service.tariffs[number];
    let mut always = tariff.assumed.iter().fold(Assumptions::NONE, |set, code| set.with(*code));
    let mut within = Vec::new();
    within.extend(
        act_ended.and_then(|end| Period::new(plus_days(end, 1), NaiveDate::MAX)).map(|after| (after, unless(false, Code::AssumedActReplaced))),
    );
    for question in days.questions().filter(|question| !policy.is_date_settled(question)) {
        match question.within {
            Some(period) => within.push((period, unless(false, question.assumption))),
            None => always = always.with(question.assumption),
        }
    }
    // A first day is never open.
    let from = days.first.day.unwrap_or(NaiveDate::MIN);
    Version {
        label: label(&service.id, from, tariff).into(),
        from,
        to: days.last.day.unwrap_or(NaiveDate::MAX),
        price: tariff.price,
        day_price: tariff.day_price,
        known_from: tariff.known_from,
        tariff: number,
        always,
        within,
    }
}

/// The name of a version: its service and first day, the day from which it was known where that is stated, and the what-if that changed its price.
fn label(service: &str, from: NaiveDate, tariff: &Tariff) -> String {
    let known = tariff.known_from.map_or_else(String::new, |day| format!("~{day}"));
    let changed = tariff.what_if.as_ref().map_or_else(String::new, |name| format!("!{name}"));
    format!("{service}@{from}{known}{changed}")
}
