//! The built-in catalogue, compared with figures copied by hand from the published documents.

use takst::catalogue::{Provider, Service};
use takst_catalogue::{BUILTIN_FILES, builtin, builtin_loaded, check};

#[test]
fn every_file_of_the_data_is_built_in() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let (files, aside) = takst_catalogue::read_dir(&data).expect("the data can be read");
    assert_eq!(aside, []);
    let built_in: Vec<(String, String)> = BUILTIN_FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    assert_eq!(files.iter().map(|f| &f.0).collect::<Vec<_>>(), built_in.iter().map(|f| &f.0).collect::<Vec<_>>());
    assert_eq!(files, built_in);
}

#[test]
fn nothing_is_wrong_with_it() {
    assert_eq!(check(&takst::Catalogue::default(), BUILTIN_FILES), []);
    assert_eq!(builtin_loaded().remarks, []);
    assert_eq!(builtin_loaded().sha256.len(), 64);
}

/// Providers whose documents are copied by hand below, whole: another one can be added to the catalogue before somebody copies it too.
const COPIED: [&str; 4] = ["livarehab", "mandecentret", "pensionatet", "socialstyrelsen"];

fn copied() -> impl Iterator<Item = &'static Provider> {
    builtin().providers.iter().filter(|provider| COPIED.contains(&&*provider.id))
}

fn copied_services() -> impl Iterator<Item = (&'static Provider, &'static Service)> {
    copied().flat_map(|provider| provider.services.iter().map(move |service| (provider, service)))
}

/// Every price the documents publish, copied by hand: service, unit, price, first day, last day.
/// Days in brackets are those the default of the policy setting gives.
const PUBLISHED: &[(&str, &str, &str, &str, &str)] = &[
    // Mandecentret, Efterforsorg til kommuner: "Indtil da er dagstaksten 545 kr. pr. døgn", 435 and 870 per day.
    ("mandecentret/efterforsorg", "day", "545.00", "mandecentret-545-from", "before roll-out-date"),
    ("mandecentret/efterforsorg-basis", "day", "545.00", "mandecentret-545-from", "before roll-out-date"),
    ("mandecentret/efterforsorg-basis", "day", "435.00", "roll-out-date", "open"),
    ("mandecentret/efterforsorg-udvidet", "day", "545.00", "mandecentret-545-from", "before roll-out-date"),
    ("mandecentret/efterforsorg-udvidet", "day", "870.00", "roll-out-date", "open"),
    // Pensionatet, Efterforsorg og CTI: "Taksten er i 2020: 406,00 kr. pr. døgn."
    ("pensionatet/cti", "day", "406.00", "2020-01-01", "2020-12-31"),
    // LivaRehab, Mentor- og aktiveringsforløb: 800 and 2.500 per week, twice 500 per hour, all "eks. moms".
    ("livarehab/vejledning-opkvalificering", "week", "800.00", "livarehab-from", "livarehab-to"),
    ("livarehab/ressourceforloeb-tvaerfagligt", "week", "2500.00", "livarehab-from", "livarehab-to"),
    ("livarehab/mentor-samtaler", "hour", "500.00", "livarehab-from", "livarehab-to"),
    ("livarehab/mentor-helhed", "hour", "500.00", "livarehab-from", "livarehab-to"),
];

#[test]
fn the_prices_are_the_published_ones() {
    use takst::catalogue::{TariffEnd, TariffStart};
    let mut found = Vec::new();
    for (_, service) in copied_services() {
        for tariff in &service.tariffs {
            let from = match &tariff.from {
                TariffStart::On(day) => day.to_string(),
                TariffStart::Setting(setting) => setting.to_string(),
            };
            let to = match &tariff.to {
                TariffEnd::Open => "open".to_owned(),
                TariffEnd::On(day) => day.to_string(),
                TariffEnd::Setting(setting) => setting.to_string(),
                TariffEnd::DayBefore(setting) => format!("before {setting}"),
            };
            found.push((service.id.clone(), service.kind.to_string(), tariff.price.to_string(), from, to));
        }
    }
    let own = |r: &(&str, &str, &str, &str, &str)| (r.0.to_owned(), r.1.to_owned(), r.2.to_owned(), r.3.to_owned(), r.4.to_owned());
    let mut published: Vec<_> = PUBLISHED.iter().map(own).collect();
    published.sort();
    found.sort();
    assert_eq!(found, published);
}

/// Terms of every service, copied by hand: id, kind, VAT, refund rule, terms.
const TERMS: &[(&str, &str, &str, &str, &str)] = &[
    ("mandecentret/efterforsorg", "day", "exempt", "sel-110-efterforsorg", "at most 12 months, after stay, notice 3"),
    ("mandecentret/efterforsorg-basis", "day", "exempt", "sel-110-efterforsorg", "at most 12 months, after stay, notice 3"),
    ("mandecentret/efterforsorg-udvidet", "day", "exempt", "sel-110-efterforsorg", "at most 12 months, after stay, notice 3"),
    ("pensionatet/efterforsorg", "included", "exempt", "none", "at most 6 months, 1 visit a week"),
    ("pensionatet/cti", "day", "exempt", "sel-85a-bostoette", "at most 9 months, 5 places, commitment without-stay"),
    ("livarehab/virksomhedspraktik-arbejdsmarked", "agreed", "standard", "none", "from 13 weeks, from 5 h"),
    ("livarehab/virksomhedspraktik-uddannelse", "agreed", "standard", "none", "from 13 weeks, from 5 h"),
    ("livarehab/virksomhedspraktik-stoette-arbejdsmarked", "agreed", "standard", "none", "from 13 weeks, from 5 h"),
    ("livarehab/virksomhedspraktik-stoette-uddannelse", "agreed", "standard", "none", "from 13 weeks, from 5 h"),
    ("livarehab/vejledning-opkvalificering", "week", "standard", "none", "6 weeks, 5 h"),
    ("livarehab/ressourceforloeb-tvaerfagligt", "week", "standard", "none", "from 13 weeks, includes 15 h approximate"),
    ("livarehab/ressourceforloeb-praktik", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/fastholdelsesmentor", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-helbred", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-oekonomi", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-misbrug", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-samtaler", "hour", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-boligloes", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-koordinering", "agreed", "standard", "none", "from 13 weeks, from 1 h"),
    ("livarehab/mentor-helhed", "hour", "standard", "none", "from 26 weeks, from 1 h"),
    ("livarehab/individuelt-forloeb", "agreed", "standard", "none", ""),
    ("socialstyrelsen/raadgivning-eftervaern", "free", "exempt", "none", ""),
];

fn terms(terms: &takst::catalogue::Terms) -> String {
    let hours = |n: takst::Quantity| n.to_decimal().normalize();
    let parts = [
        terms.max_months.map(|n| format!("at most {n} months")),
        terms.min_weeks.map(|n| format!("from {n} weeks")),
        terms.weeks.map(|n| format!("{n} weeks")),
        terms.min_weekly_hours.map(|n| format!("from {} h", hours(n))),
        terms.weekly_hours.map(|n| format!("{} h", hours(n))),
        terms.included_hours.map(|(n, precision)| format!("includes {} h {precision}", hours(n))),
        terms.after_stay.map(|_| "after stay".to_owned()),
        terms.notice_working_days.map(|n| format!("notice {n}")),
        terms.places.map(|n| format!("{n} places")),
        terms.commitment.map(|rule| format!("commitment {rule}")),
        terms.max_visits_per_week.map(|n| format!("{n} visit a week")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[test]
fn the_services_and_their_terms_are_the_published_ones() {
    let mut found: Vec<_> =
        copied_services().map(|(_, s)| (s.id.clone(), s.kind.to_string(), s.vat.to_string(), s.refund.to_string(), terms(&s.terms))).collect();
    let mut published: Vec<_> = TERMS.iter().map(|r| (r.0.to_owned(), r.1.to_owned(), r.2.to_owned(), r.3.to_owned(), r.4.to_owned())).collect();
    found.sort();
    published.sort();
    assert_eq!(found, published);
    for (provider, service) in copied_services() {
        let family = if provider.id == "mandecentret" { "mandecentret/efterforsorg" } else { service.id.as_str() };
        assert_eq!(service.family, family);
        let agreed = if provider.id == "livarehab" { "policy" } else { "as-service" };
        assert_eq!(service.vat_when_agreed.as_str(), agreed, "{}", service.id);
        let act = (provider.id == "livarehab").then_some("lbk-1342-2016");
        assert!(service.tariffs.iter().all(|tariff| tariff.act.as_deref() == act), "{}", service.id);
    }
    let days: Vec<_> = copied().map(|p| (p.id.as_str(), p.payment_days)).collect();
    assert_eq!(days, [("livarehab", None), ("mandecentret", Some(21)), ("pensionatet", None), ("socialstyrelsen", None)]);
}

#[test]
fn the_appropriations_are_the_published_ones() {
    let found: Vec<_> =
        copied().flat_map(|p| &p.appropriations).map(|a| (a.name.da.as_str(), a.amount.to_string(), a.years, a.ages, a.takes_part.len())).collect();
    let years = (2011, 2014);
    let published = [
        ("Vejen til uddannelse og beskæftigelse", "43500000.00", (16, 23), 4),
        ("Systematisk tilbud om støtte fra frivillige", "19800000.00", (16, 23), 5),
        ("Værtsfamilier", "6500000.00", (18, 23), 2),
        ("Socialt iværksætteri", "5000000.00", (16, 23), 2),
    ];
    assert_eq!(found, published.map(|(name, amount, ages, n)| (name, amount.to_owned(), years, ages, n)));
}

/// Figures of the law, copied by hand: id, first day, last day, value, unit.
const FIGURES: &[(&str, &str, &str, &str, &str)] = &[
    // General knowledge, not verified in a published text: momsloven § 13, stk. 1.
    ("vat.exemption.132-1b", "", "", "1", "number"),
    ("vat.exemption.132-1c", "", "", "1", "number"),
    ("vat.exemption.132-1g", "", "", "2", "number"),
    ("vat.exemption.132-1h", "", "", "2", "number"),
    ("vat.exemption.132-1i", "", "", "3", "number"),
    ("vat.standard-rate", "1992-01-01", "", "25", "percent"),
    ("refund.share", "", "", "50", "percent"),
    ("refund.sel-110.cap-days", "2023-10-01", "2026-03-31", "120", "days"),
    ("refund.sel-110.cap-days", "2026-04-01", "", "90", "days"),
    ("refund.sel-110.window-months", "2023-10-01", "", "12", "months"),
    ("refund.sel-85a.months", "2023-10-01", "", "24", "months"),
    ("own-payment.sel-110.per-day", "2018-01-01", "2018-12-31", "87", "DKK"),
    ("own-payment.sel-110.per-day", "2019-01-01", "2019-12-31", "89", "DKK"),
    ("own-payment.sel-110.per-day", "2020-01-01", "2020-12-31", "91", "DKK"),
    ("own-payment.sel-110.per-day", "2021-01-01", "2021-12-31", "93", "DKK"),
    ("own-payment.sel-110.per-day", "2023-01-01", "2023-12-31", "96.71", "DKK"),
    ("central-refund.threshold-1", "2021-01-01", "2021-12-31", "830000", "DKK"),
    ("central-refund.threshold-2", "2021-01-01", "2021-12-31", "1630000", "DKK"),
    ("central-refund.threshold-3", "2021-01-01", "2021-12-31", "2050000", "DKK"),
    ("central-refund.threshold-1", "2022-01-01", "2022-12-31", "860000", "DKK"),
    ("central-refund.threshold-2", "2022-01-01", "2022-12-31", "1680000", "DKK"),
    ("central-refund.threshold-3", "2022-01-01", "2022-12-31", "2120000", "DKK"),
    ("central-refund.share-1", "2021-01-01", "2022-12-31", "25", "percent"),
    ("central-refund.share-2", "2021-01-01", "2022-12-31", "50", "percent"),
    ("central-refund.share-3", "2021-01-01", "2022-12-31", "75", "percent"),
    ("interest.late-payment", "2020-01-01", "2020-06-30", "8.05", "percent"),
    ("interest.late-payment", "2020-07-01", "2020-12-31", "8.05", "percent"),
    ("interest.late-payment", "2021-01-01", "2021-06-30", "8.05", "percent"),
    ("interest.late-payment", "2021-07-01", "2021-12-31", "7.65", "percent"),
    ("interest.late-payment", "2022-01-01", "2022-06-30", "7.55", "percent"),
    ("interest.late-payment", "2022-07-01", "2022-12-31", "7.55", "percent"),
    ("interest.late-payment", "2023-01-01", "2023-06-30", "9.9", "percent"),
    ("interest.late-payment", "2023-07-01", "2023-12-31", "11.25", "percent"),
    ("interest.late-payment", "2024-01-01", "2024-06-30", "11.75", "percent"),
];

#[test]
fn the_figures_of_the_law_are_the_published_ones() {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let law = &builtin().law;
    let mut found: Vec<_> =
        law.figures.iter().map(|f| (f.id.clone(), day(f.from), day(f.to), f.value.normalize().to_string(), f.unit.clone())).collect();
    let mut published: Vec<_> = FIGURES.iter().map(|r| (r.0.to_owned(), r.1.to_owned(), r.2.to_owned(), r.3.to_owned(), r.4.to_owned())).collect();
    found.sort();
    published.sort();
    assert_eq!(found, published);
    let acts: Vec<_> = law.acts.iter().map(|a| (a.id.as_str(), a.from.to_string(), day(a.to))).collect();
    assert_eq!(acts, [("lbk-1342-2016", "2016-11-21".to_owned(), "2019-12-31".to_owned())]);
}

#[test]
fn every_value_has_a_source_that_says_where() {
    for (provider, service) in builtin().services() {
        let tariffs = service.tariffs.iter().map(|t| &t.source);
        for source in service.sources.values().chain(tariffs) {
            let document = source.document.as_ref().expect("built-in values cite a document");
            assert!(provider.documents.iter().any(|d| d.id == *document), "{}: {document}", service.id);
        }
        // What a document publishes is quoted in its own words.
        assert!(service.tariffs.iter().all(|t| t.source.quote.is_some()), "{}", service.id);
    }
}
