//! From a catalogue to the rows of a price list.

use super::LIST_DOCUMENT;
use crate::policy::default_policy;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use takst::catalogue::{Precision, Provider, Service, Tariff, TariffEnd, TariffStart, VatWhenAgreed};
use takst::source::Source;
use takst::{Catalogue, Listed, Policy, TariffColumn, Validity};

/// A catalogue as a price list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListExport {
    /// The columns: those of every list, and those that a service has a value of.
    pub columns: Vec<TariffColumn>,
    /// A row for each version of each price, and one for each service without a price: values by column, in canonical form.
    pub rows: Vec<BTreeMap<TariffColumn, String>>,
    /// What the catalogue has and a list cannot hold.
    pub left_out: Vec<LeftOut>,
}

/// What a price list cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// A day that a setting decides: the list has the day of its default.
    Setting {
        /// The version.
        service: String,
        /// The setting.
        setting: String,
    },
    /// Money set aside by the state.
    Appropriations {
        /// The provider.
        provider: String,
        /// How many.
        count: usize,
    },
}

/// The rows of a catalogue, of all providers or of these.
#[must_use]
pub fn export(catalogue: &Catalogue, providers: &[String]) -> ListExport {
    let policy = default_policy(catalogue);
    let mut export = ListExport::default();
    let mut used: BTreeSet<TariffColumn> = TariffColumn::ALL.iter().copied().filter(|column| column.listed() == Listed::Always).collect();
    for provider in catalogue.providers.iter().filter(|provider| providers.is_empty() || providers.contains(&provider.id)) {
        for service in &provider.services {
            let of_service = of_service(provider, service);
            let versions: Vec<BTreeMap<TariffColumn, String>> =
                service.tariffs.iter().map(|tariff| version(provider, service, tariff, &policy, &mut export.left_out)).collect();
            let alone = || vec![unpriced(provider, service)];
            for version in if versions.is_empty() { alone() } else { versions } {
                let row: BTreeMap<TariffColumn, String> = of_service.iter().map(|(column, value)| (*column, value.clone())).chain(version).collect();
                used.extend(row.keys().copied());
                export.rows.push(row);
            }
        }
        if !provider.appropriations.is_empty() {
            export.left_out.push(LeftOut::Appropriations { provider: provider.id.clone(), count: provider.appropriations.len() });
        }
    }
    export.columns = used.into_iter().collect();
    export
}

fn of_service(provider: &Provider, service: &Service) -> Vec<(TariffColumn, String)> {
    use TariffColumn as C;
    let terms = &service.terms;
    let word = |word: &dyn ToString| Some(word.to_string());
    let whole = |number: Option<u32>| number.map(|number| number.to_string());
    let is_approximate = matches!(terms.included_hours, Some((_, Precision::Approximate)));
    let values = [
        (C::Provider, word(&provider.id)),
        (C::ProviderName, word(&provider.name)),
        (C::Service, word(&service.id)),
        (C::Name, word(&service.name.da)),
        (C::LegalBasis, word(&service.legal_basis)),
        (C::Unit, word(&service.kind)),
        (C::Vat, word(&service.vat)),
        (C::VatExemption, service.vat_exemption.map(|reason| reason.to_string())),
        (C::Refund, word(&service.refund)),
        (C::NameEn, (service.name.en != service.name.da).then(|| service.name.en.clone())),
        (C::Family, (service.family != service.id).then(|| service.family.clone())),
        (C::VatWhenAgreed, (service.vat_when_agreed != VatWhenAgreed::AsService).then(|| service.vat_when_agreed.to_string())),
        (C::Account, service.account.clone()),
        (C::PaymentDays, whole(provider.payment_days)),
        (C::IncludedHours, terms.included_hours.map(|(hours, _)| hours.to_string())),
        (C::IncludedHoursApproximate, is_approximate.then(|| "true".to_owned())),
        (C::WeeklyHours, terms.weekly_hours.map(|hours| hours.to_string())),
        (C::MinWeeklyHours, terms.min_weekly_hours.map(|hours| hours.to_string())),
        (C::MaxMonths, whole(terms.max_months)),
        (C::MinWeeks, whole(terms.min_weeks)),
        (C::Weeks, whole(terms.weeks)),
        (C::Places, whole(terms.places)),
        (C::AfterStay, terms.after_stay.map(|word| word.to_string())),
        (C::Commitment, terms.commitment.map(|word| word.to_string())),
        (C::NoticeWorkingDays, whole(terms.notice_working_days)),
        (C::MaxVisitsPerWeek, whole(terms.max_visits_per_week)),
        (C::DayCount, terms.day_count.map(|word| word.to_string())),
        (C::StartedWeek, terms.started_week.map(|word| word.to_string())),
    ];
    values.into_iter().filter_map(|(column, value)| Some((column, value?))).collect()
}

fn version(provider: &Provider, service: &Service, tariff: &Tariff, policy: &Policy, left_out: &mut Vec<LeftOut>) -> BTreeMap<TariffColumn, String> {
    use TariffColumn as C;
    let settings = [
        match &tariff.from {
            TariffStart::On(_) => None,
            TariffStart::Setting(setting) => Some(setting),
        },
        match &tariff.to {
            TariffEnd::Open | TariffEnd::On(_) => None,
            TariffEnd::Setting(setting) | TariffEnd::DayBefore(setting) => Some(setting),
        },
    ];
    for setting in settings.into_iter().flatten() {
        left_out.push(LeftOut::Setting { service: service.id.clone(), setting: setting.clone() });
    }
    let days = Validity::of(provider, tariff, policy).ok();
    let first = days.as_ref().and_then(|days| days.first.day);
    let last = days.as_ref().and_then(|days| days.last.day);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let assumed: Vec<&str> = tariff.assumed.iter().map(|code| code.as_str().trim_start_matches("assumed.")).collect();
    let values = [
        (C::Price, Some(tariff.price.to_string())),
        (C::DayPrice, tariff.day_price.map(|price| price.to_string())),
        (C::From, day(first)),
        (C::To, day(last)),
        (C::KnownFrom, day(tariff.known_from)),
        (C::Source, Some(cited(provider, &tariff.source))),
        (C::Assumed, Some(assumed.join(";")).filter(|codes| !codes.is_empty())),
        (C::Act, tariff.act.clone()),
    ];
    values.into_iter().filter_map(|(column, value)| Some((column, value?))).collect()
}

/// The row of a service without a price.
fn unpriced(provider: &Provider, service: &Service) -> BTreeMap<TariffColumn, String> {
    let source = ["kind", "legal_basis"].into_iter().find_map(|key| service.sources.get(key));
    source.map(|source| (TariffColumn::Source, cited(provider, source))).into_iter().collect()
}

/// A source in one text: what an imported list had in its column of sources, else title, place and words.
fn cited(provider: &Provider, source: &Source) -> String {
    let quote = source.quote.as_deref();
    if let (Some(LIST_DOCUMENT), Some(quote)) = (source.document.as_deref(), quote) {
        return quote.to_owned();
    }
    let document = source.document.as_ref().and_then(|id| provider.documents.iter().find(|document| document.id == *id));
    let place = document.map_or_else(|| source.place.clone(), |document| format!("{}, {}", document.title, source.place));
    quote.map_or_else(|| place.clone(), |quote| format!("{place}: »{quote}«"))
}
