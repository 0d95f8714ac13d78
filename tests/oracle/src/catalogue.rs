//! Providers, services, tariffs and acts, read from TOML; and the tariff lookup (R5).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dates::{minus_days, read_date};
use crate::number::{Allowed, read_number};
use crate::policy::Policy;
use crate::unit::Kind;

#[derive(Deserialize)]
struct File {
    provider: Option<Provider>,
    #[serde(default)]
    service: Vec<Service>,
    #[serde(default)]
    act: Vec<Act>,
    #[serde(default)]
    figure: Vec<Figure>,
}

#[derive(Deserialize)]
struct Provider {
    id: String,
}

#[derive(Deserialize)]
struct Act {
    id: String,
    to: Option<String>,
}

#[derive(Deserialize)]
struct Figure {
    id: String,
    #[serde(default)]
    version: Vec<FigureVersion>,
}

#[derive(Deserialize)]
struct FigureVersion {
    from: Option<String>,
    to: Option<String>,
    value: String,
}

/// A figure of the law and the days on which it holds, in ten-thousandths.
#[derive(Clone, Debug)]
struct Dated {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    value: i128,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Service {
    pub id: String,
    #[serde(skip)]
    pub provider: String,
    family: Option<String>,
    pub legal_basis: String,
    pub kind: Kind,
    pub vat: String,
    pub refund: String,
    included_hours: Option<String>,
    #[serde(default)]
    pub included_hours_approximate: bool,
    pub max_months: Option<u32>,
    pub min_weeks: Option<i64>,
    pub weeks: Option<i64>,
    pub places: Option<usize>,
    pub after_stay: Option<String>,
    pub commitment: Option<String>,
    pub notice_working_days: Option<u32>,
    #[serde(default)]
    pub account: String,
    weekly_hours: Option<String>,
    min_weekly_hours: Option<String>,
    pub vat_when_agreed: Option<String>,
    vat_exemption: Option<String>,
    day_count: Option<String>,
    started_week: Option<String>,
    #[serde(default)]
    tariff: Vec<Tariff>,
}

#[derive(Clone, Debug, Deserialize)]
struct Tariff {
    from: Option<String>,
    from_setting: Option<String>,
    to: Option<String>,
    until_setting: Option<String>,
    to_setting: Option<String>,
    price: String,
    day_price: Option<String>,
    known_from: Option<String>,
    #[serde(default)]
    assumed: Vec<String>,
    act: Option<String>,
}

/// A tariff version with its bounds resolved by a policy.
#[derive(Clone, Debug)]
pub struct Version {
    pub first: NaiveDate,
    pub last: Option<NaiveDate>,
    /// In ten-thousandths of a krone.
    pub price: i128,
    /// R6.4: of a month price, the price of a day in a part of a month; in ten-thousandths of a krone.
    pub day_price: Option<i128>,
    pub known_from: Option<NaiveDate>,
    pub begins_at: Option<String>,
    /// Every setting that bounds it, at either end.
    pub bounds: Vec<String>,
    pub says_validity_assumed: bool,
    /// The last day of the act it cites, where that act has ended.
    pub act_ended: Option<NaiveDate>,
}

/// Everything the rules know of providers and acts.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    services: BTreeMap<String, Service>,
    acts: BTreeMap<String, Option<NaiveDate>>,
    figures: BTreeMap<String, Vec<Dated>>,
}

fn day(text: &str) -> NaiveDate {
    read_date(text).unwrap_or_else(|| panic!("{text} is no date"))
}

fn hours(text: &str) -> i128 {
    read_number(text, &Allowed { zero: true, most: 10_000, decimals: 4 }).unwrap_or_else(|code| panic!("{text}: {code}"))
}

impl Catalogue {
    /// Reads provider and law files. A later provider of the same id replaces the earlier one whole.
    ///
    /// # Panics
    ///
    /// When a file is not what the catalogue format says: a wrong catalogue is for others to test.
    pub fn from_toml(files: &[&str]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for text in files {
            let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("catalogue file: {error}"));
            for act in file.act {
                catalogue.acts.insert(act.id, act.to.as_deref().map(day));
            }
            for figure in file.figure {
                let allowed = Allowed { zero: false, most: 999_999_999_999, decimals: 4 };
                let dated = |version: &FigureVersion| Dated {
                    first: version.from.as_deref().map(day),
                    last: version.to.as_deref().map(day),
                    value: read_number(&version.value, &allowed).expect("a figure is a number"),
                };
                catalogue.figures.insert(figure.id, figure.version.iter().map(dated).collect());
            }
            let Some(provider) = file.provider else {
                continue;
            };
            catalogue.services.retain(|_, service| service.provider != provider.id);
            for mut service in file.service {
                service.provider = provider.id.clone();
                catalogue.services.insert(service.id.clone(), service);
            }
        }
        catalogue
    }

    pub(crate) fn service(&self, id: &str) -> Option<&Service> {
        self.services.get(id)
    }

    /// The family of a service; of one that is not known its id.
    pub(crate) fn family<'a>(&'a self, id: &'a str) -> &'a str {
        self.service(id).map_or(id, Service::family)
    }

    /// D7.5: whether a tariff version of the service has this price per month and this price per day; in ten-thousandths of a krone.
    pub(crate) fn has_version(&self, id: &str, month: i128, day: i128) -> bool {
        let allowed = Allowed { zero: false, most: 999_999_999_999, decimals: 4 };
        let price = |text: &String| read_number(text, &allowed).expect("a price is a number");
        let tariffs = self.service(id).map_or(&[][..], |service| &service.tariff);
        tariffs.iter().any(|tariff| price(&tariff.price) == month && tariff.day_price.as_ref().map(price) == Some(day))
    }

    pub(crate) fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// R12.10: the own payment of a § 110 stay on a day, where the law's figure is known; in ten-thousandths of a krone.
    pub(crate) fn own_payment_by_law(&self, day: NaiveDate) -> Option<i128> {
        let dated = self.figures.get("own-payment.sel-110.per-day")?;
        let holds = |one: &&Dated| one.first.is_none_or(|first| first <= day) && one.last.is_none_or(|last| day <= last);
        dated.iter().find(holds).map(|one| one.value)
    }

    /// A service's versions under a policy, in the order of the file. A version that the policy leaves no day is none.
    pub(crate) fn versions(&self, service: &Service, policy: &Policy) -> Vec<Version> {
        let resolve = |tariff: &Tariff| {
            let first = match (&tariff.from, &tariff.from_setting) {
                (Some(text), _) => day(text),
                (None, Some(setting)) => policy.date(setting).expect("a version begins on a day"),
                (None, None) => panic!("a tariff of {} has no beginning", service.id),
            };
            let last = match (&tariff.to, &tariff.until_setting, &tariff.to_setting) {
                (Some(text), _, _) => Some(day(text)),
                (None, Some(setting), _) => policy.date(setting).map(|date| minus_days(date, 1)),
                (None, None, Some(setting)) => policy.date(setting),
                (None, None, None) => None,
            };
            let allowed = Allowed { zero: false, most: 999_999_999_999, decimals: 4 };
            let price = |text: &String| read_number(text, &allowed).expect("a price is a number");
            let bounds = [&tariff.from_setting, &tariff.until_setting, &tariff.to_setting];
            Version {
                first,
                last,
                price: price(&tariff.price),
                day_price: tariff.day_price.as_ref().map(price),
                known_from: tariff.known_from.as_deref().map(day),
                begins_at: tariff.from_setting.clone(),
                bounds: bounds.into_iter().flatten().cloned().collect(),
                says_validity_assumed: tariff.assumed.iter().any(|code| code == "tariff-validity"),
                act_ended: tariff.act.as_ref().and_then(|act| self.acts.get(act).copied().flatten()),
            }
        };
        let versions = service.tariff.iter().map(resolve);
        versions.filter(|version| version.last.is_none_or(|last| version.first <= last)).collect()
    }
}

impl Service {
    /// R4.1: the family, by default the service itself.
    pub fn family(&self) -> &str {
        self.family.as_deref().unwrap_or(&self.id)
    }

    /// R6.1: included hours, in ten-thousandths.
    pub fn included_hours(&self, policy: &Policy) -> Option<i128> {
        let own = self.included_hours.as_deref()?;
        match policy.included_hours() {
            Some(value) if self.included_hours_approximate => Some(hours(value)),
            _ => Some(hours(own)),
        }
    }

    pub fn weekly_hours(&self) -> Option<i128> {
        self.weekly_hours.as_deref().map(hours)
    }

    pub fn min_weekly_hours(&self) -> Option<i128> {
        self.min_weekly_hours.as_deref().map(hours)
    }

    pub fn rests_on_sel(&self) -> bool {
        self.legal_basis.starts_with("SEL")
    }

    /// R8: why a line of the service is exempt, where it is.
    pub fn vat_exemption(&self) -> &str {
        match &self.vat_exemption {
            Some(code) => code,
            None if self.rests_on_sel() => "VATEX-EU-132-1G",
            None => panic!("{} does not say why it is exempt", self.id),
        }
    }

    /// R7.7: whether the provider's terms leave out the last day of a course, where they say.
    pub fn day_count_first_only(&self) -> Option<bool> {
        self.day_count.as_deref().map(|term| term == "first-only")
    }

    /// R7.7: whether the provider's terms leave out a week that the course's end cuts, where they say.
    pub fn whole_weeks_only(&self) -> Option<bool> {
        self.started_week.as_deref().map(|term| term == "whole-weeks-only")
    }

    pub fn vat_agreed_is_policy(&self) -> bool {
        self.vat_when_agreed.as_deref() == Some("policy")
    }
}

/// R5.1 and R5.2: the place of the version that prices a day, or the code of why there is none.
pub fn look_up(versions: &[Version], as_of: Option<NaiveDate>, day: NaiveDate) -> Result<usize, &'static str> {
    let is_known = |version: &Version| match (version.known_from, as_of) {
        (Some(known_from), Some(as_of)) => known_from <= as_of,
        _ => true,
    };
    let is_valid = |version: &Version| version.first <= day && version.last.is_none_or(|last| day <= last);

    // `None` sorts before every date: absent is earliest.
    let mut best: Option<(Option<NaiveDate>, usize)> = None;
    let mut tie = false;
    for (place, version) in versions.iter().enumerate() {
        if !is_known(version) || !is_valid(version) {
            continue;
        }
        match best {
            Some((known_from, _)) if version.known_from < known_from => {}
            Some((known_from, _)) if version.known_from == known_from => tie = true,
            _ => {
                best = Some((version.known_from, place));
                tie = false;
            }
        }
    }
    match best {
        Some(_) if tie => Err("tariff.ambiguous"),
        Some((_, place)) => Ok(place),
        None => {
            let mut known = versions.iter().filter(|version| is_known(version)).peekable();
            let any = known.peek().is_some();
            let all_before = known.all(|version| version.last.is_some_and(|last| last < day));
            Err(if any && all_before { "tariff.ended" } else { "tariff.none" })
        }
    }
}
