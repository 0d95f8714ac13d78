//! What-if prices: which versions change, to what, from when.

use rust_decimal::Decimal;
use takst::catalogue::{Service, TariffEnd, TariffStart};
use takst::{Book, KnownAsOf, Policy, UnitPrice};
use takst_catalogue::{Change, ChangeError, Loaded, builtin_loaded, changed, load_over};

const BASIS: &str = "mandecentret/efterforsorg-basis";

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

fn price(text: &str) -> UnitPrice {
    UnitPrice::try_from(Decimal::from_str_exact(text).expect("a number")).expect("a price")
}

fn rise(percent: &str, since: &str, only: &[&str]) -> Change {
    let percent = Decimal::from_str_exact(percent).expect("a number").try_into().expect("a percentage");
    let only = only.iter().map(|id| (*id).to_owned()).collect();
    Change::Rise { percent, since: day(since), only, name: Change::NAME.into() }
}

fn new(service: &str, since: &str, of: &str) -> Change {
    let (since, price) = (day(since), price(of));
    Change::NewTariff { service: service.into(), since, price, day_price: None, source: "budget 2026".into(), name: Change::NAME.into() }
}

fn service<'l>(loaded: &'l Loaded, id: &str) -> &'l Service {
    loaded.catalogue.services().find(|(_, service)| service.id == id).expect("the service is there").1
}

/// Days and prices of a service as text.
fn versions(loaded: &Loaded, id: &str) -> Vec<String> {
    let from = |from: &TariffStart| match from {
        TariffStart::On(day) => day.to_string(),
        TariffStart::Setting(setting) => setting.to_string(),
    };
    let to = |to: &TariffEnd| match to {
        TariffEnd::Open => "open".to_owned(),
        TariffEnd::On(day) => day.to_string(),
        TariffEnd::Setting(setting) => setting.to_string(),
        TariffEnd::DayBefore(setting) => format!("before {setting}"),
    };
    service(loaded, id).tariffs.iter().map(|tariff| format!("{} {} {}", from(&tariff.from), to(&tariff.to), tariff.price)).collect()
}

/// A provider with prices by the day and the hour: one that ends, one that runs, one that begins later.
fn own() -> Loaded {
    let text = r#"
        [provider]
        id = "own"
        name = "Own"
        [[service]]
        id = "own/day"
        name = { da = "Døgn", en = "Day" }
        legal_basis = "SEL § 110"
        kind = "day"
        vat = "exempt"
        refund = "none"
        [[service.tariff]]
        from = "2019-01-01"
        to = "2019-12-31"
        price = "100.00"
        source = "list 2019"
        [[service.tariff]]
        from = "2020-01-01"
        to = "2026-06-30"
        price = "101.01"
        source = "list 2020"
        [[service.tariff]]
        from = "2026-07-01"
        price = "110.50"
        source = "list 2026"
        [[service]]
        id = "own/hour"
        name = { da = "Time", en = "Hour" }
        legal_basis = "SEL § 85"
        kind = "hour"
        vat = "exempt"
        refund = "none"
        [[service.tariff]]
        from = "2020-01-01"
        price = "512.3456"
        source = "list 2020"
        [[service]]
        id = "own/agreed"
        name = { da = "Aftalt", en = "Agreed" }
        legal_basis = "SEL § 85"
        kind = "agreed"
        vat = "exempt"
        refund = "none"
    "#;
    load_over(builtin_loaded(), &[("own.toml", text)]).expect("a good file")
}

#[test]
fn a_rise_splits_the_version_that_runs_and_raises_those_that_begin_later() {
    let loaded = changed(&own(), &[rise("2.5", "2026-01-01", &["own/day"])], &Policy::default()).expect("it can be made");
    // 101.01 × 1.025 = 103.53525, to the øre 103.54; 110.50 × 1.025 = 113.2625, to the øre 113.26. 2019 is over.
    let expected = ["2019-01-01 2019-12-31 100.00", "2020-01-01 2025-12-31 101.01", "2026-01-01 2026-06-30 103.54", "2026-07-01 open 113.26"];
    assert_eq!(versions(&loaded, "own/day"), expected);
    let sources: Vec<String> = service(&loaded, "own/day").tariffs.iter().map(|tariff| tariff.source.to_string()).collect();
    assert_eq!(sources[1], "list 2020");
    assert_eq!(sources[2], "what-if: 2.50 % from 2026-01-01 for own/day; list 2020");
    assert_eq!(versions(&loaded, BASIS), versions(builtin_loaded(), BASIS), "others stay");
}

#[test]
fn half_an_ore_goes_away_from_zero_and_hours_keep_four_decimals() {
    let of = |percent: &str| changed(&own(), &[rise(percent, "2020-01-01", &["own"])], &Policy::default()).expect("it can be made");
    // 110.50 × 1.05 = 116.025: half an øre, up. 512.3456 × 1.05 = 537.96288, to four decimals 537.9629.
    assert_eq!(versions(&of("5"), "own/day")[2], "2026-07-01 open 116.03");
    assert_eq!(versions(&of("5"), "own/hour"), ["2020-01-01 open 537.9629"]);
    // 101.01 × 0.9 = 90.909; and nothing at all changes nothing, to the last decimal.
    assert_eq!(versions(&of("-10"), "own/day")[1], "2020-01-01 2026-06-30 90.91");
    assert_eq!(versions(&of("0"), "own/hour"), ["2020-01-01 open 512.3456"]);
}

#[test]
fn days_of_settings_are_those_of_the_policy_and_stay_with_the_setting() {
    // The roll-out is on 1 April 2023 by default: from February on both prices rise, 545 × 1.1 and 435 × 1.1.
    let loaded = changed(builtin_loaded(), &[rise("10", "2023-02-01", &[BASIS])], &Policy::default()).expect("it can be made");
    let expected = ["mandecentret-545-from 2023-01-31 545.00", "2023-02-01 before roll-out-date 599.50", "roll-out-date open 478.50"];
    assert_eq!(versions(&loaded, BASIS), expected);
    // With the roll-out on 1 March, a rise from April on finds the price of 545 ended and splits the other.
    let mut policy = takst_catalogue::default_policy(takst_catalogue::builtin());
    policy.set("roll-out-date", "2023-03-01", None).expect("a setting");
    let loaded = changed(builtin_loaded(), &[rise("10", "2023-04-01", &[BASIS])], &policy).expect("it can be made");
    let expected = ["mandecentret-545-from before roll-out-date 545.00", "roll-out-date 2023-03-31 435.00", "2023-04-01 open 478.50"];
    assert_eq!(versions(&loaded, BASIS), expected);
}

#[test]
fn all_published_prices_rise_when_none_is_named() {
    let loaded = changed(&own(), &[rise("1", "2026-01-01", &[])], &Policy::default()).expect("it can be made");
    // 435 × 1.01 = 439.35; 512.3456 × 1.01 = 517.469056.
    assert_eq!(versions(&loaded, BASIS).last().expect("a version"), "2026-01-01 open 439.35");
    assert_eq!(versions(&loaded, "own/hour").last().expect("a version"), "2026-01-01 open 517.4691");
    assert_eq!(versions(&loaded, "pensionatet/cti"), versions(builtin_loaded(), "pensionatet/cti"), "ended in 2020");
    assert!(service(&loaded, "own/agreed").tariffs.is_empty());
}

#[test]
fn a_new_price_ends_the_one_before_and_holds_until_the_next() {
    let of = |since| versions(&changed(&own(), &[new("own/day", since, "120.00")], &Policy::default()).expect("it can be made"), "own/day");
    let before = ["2019-01-01 2019-12-31 100.00", "2020-01-01 2026-06-30 101.01", "2026-07-01 open 110.50"];
    let expected = [before[0], "2020-01-01 2025-12-31 101.01", before[2], "2026-01-01 2026-06-30 120.00"];
    assert_eq!(of("2026-01-01"), expected);
    assert_eq!(of("2026-07-01"), [before[0], before[1], "2026-07-01 open 120.00"], "the one that began that day is gone");
    assert_eq!(of("2027-01-01"), [before[0], before[1], "2026-07-01 2026-12-31 110.50", "2027-01-01 open 120.00"]);
    let loaded = changed(&own(), &[new("own/day", "2027-01-01", "120.00")], &Policy::default()).expect("it can be made");
    let source = service(&loaded, "own/day").tariffs.last().expect("a version").source.to_string();
    assert_eq!(source, "what-if: own/day at 120.00 from 2027-01-01, budget 2026");
}

#[test]
fn a_new_price_before_a_day_of_a_setting_ends_with_the_setting() {
    let loaded = changed(builtin_loaded(), &[new(BASIS, "2022-06-01", "500.00")], &Policy::default()).expect("it can be made");
    let expected = ["mandecentret-545-from 2022-05-31 545.00", "roll-out-date open 435.00", "2022-06-01 before roll-out-date 500.00"];
    assert_eq!(versions(&loaded, BASIS), expected);
}

#[test]
fn changes_are_made_one_after_the_other_and_compile() {
    let changes = [new("own/day", "2027-01-01", "120.00"), rise("10", "2027-01-01", &["own/day"])];
    let loaded = changed(&own(), &changes, &Policy::default()).expect("it can be made");
    assert_eq!(versions(&loaded, "own/day").last().expect("a version"), "2027-01-01 open 132.00");
    Book::compile(&loaded.catalogue, &Policy::default(), KnownAsOf::Latest).expect("it compiles");
    let other = changed(&own(), &changes[..1], &Policy::default()).expect("it can be made");
    assert_ne!(loaded.sha256, other.sha256);
    assert_eq!(changed(&own(), &changes, &Policy::default()).expect("it can be made"), loaded, "the same changes give the same");
}

#[test]
fn what_cannot_be_changed_is_said() {
    let error = |change: Change| changed(&own(), &[change], &Policy::default()).expect_err("it cannot be made");
    assert!(matches!(error(rise("2", "2026-01-01", &["own/dya"])), ChangeError::Unknown { near, .. } if near.contains("own/day")));
    assert!(matches!(error(new("own/nothing-at-all", "2026-01-01", "1.00")), ChangeError::Unknown { .. }));
    assert!(matches!(error(rise("2", "2026-01-01", &["own/agreed"])), ChangeError::Unpriced { .. }));
    assert!(matches!(error(new("own/agreed", "2026-01-01", "1.00")), ChangeError::Unpriced { .. }));
    assert!(matches!(error(rise("2", "2026-01-01", &["pensionatet/cti"])), ChangeError::Ended { .. }));
    assert!(matches!(error(rise("-100", "2026-01-01", &[])), ChangeError::PercentRange(_)));
    assert!(matches!(error(rise("1000.01", "2026-01-01", &[])), ChangeError::PercentRange(_)));
    assert!(matches!(error(new("own/day", "2026-01-01", "1.005")), ChangeError::Price { .. }));
    assert!(matches!(error(new("own/day", "2026-01-01", "0")), ChangeError::Price { .. }));
    let silent = Change::NewTariff {
        service: "own/day".into(),
        since: day("2026-01-01"),
        price: price("1.00"),
        day_price: None,
        source: " ".into(),
        name: Change::NAME.into(),
    };
    assert_eq!(error(silent).to_string(), "own/day: say where the new price is taken from");
}

/// The names of the versions of a service, in the order of the catalogue.
fn names(loaded: &Loaded, id: &str) -> Vec<String> {
    let book = Book::compile(&loaded.catalogue, &Policy::for_catalogue(&loaded.catalogue), KnownAsOf::Latest).expect("a book");
    book.versions(id).filter_map(|version| version.label.map(str::to_owned)).collect()
}

#[test]
fn a_changed_version_is_told_by_the_name_of_its_what_if() {
    assert_eq!(names(builtin_loaded(), BASIS), [format!("{BASIS}@2022-01-01"), format!("{BASIS}@2023-04-01")]);
    let raised = changed(builtin_loaded(), &[rise("2.5", "2026-01-01", &["mandecentret"])], &Policy::default()).expect("raised");
    let usual = [format!("{BASIS}@2022-01-01"), format!("{BASIS}@2023-04-01"), format!("{BASIS}@2026-01-01!what-if")];
    assert_eq!(names(&raised, BASIS), usual);
    let Change::NewTariff { service, since, price, source, .. } = new(BASIS, "2026-01-01", "460.00") else { unreachable!() };
    let named = Change::NewTariff { service, since, price, day_price: None, source, name: "Forslag 2 (æ)".into() };
    assert_eq!(changed(builtin_loaded(), std::slice::from_ref(&named), &Policy::default()), Err(ChangeError::Name("Forslag 2 (æ)".into())));
    let Change::NewTariff { service, since, price, source, .. } = named else { unreachable!() };
    let named = Change::NewTariff { service, since, price, day_price: None, source, name: "Forslag 2 æ".into() };
    let other = changed(builtin_loaded(), std::slice::from_ref(&named), &Policy::default()).expect("changed");
    assert_eq!(names(&other, BASIS).last().map(String::as_str), Some("mandecentret/efterforsorg-basis@2026-01-01!Forslag 2 æ"));
    assert_eq!(named.to_string(), "what-if Forslag 2 æ: mandecentret/efterforsorg-basis at 460.00 from 2026-01-01, budget 2026");
}

#[test]
fn versions_of_one_day_are_told_by_the_day_they_were_known_from() {
    let text = r#"
        [provider]
        id = "own"
        name = "Own"
        [[service]]
        id = "own/maaned"
        name = { da = "Måned", en = "Month" }
        legal_basis = "SEL § 107"
        kind = "month"
        vat = "exempt"
        refund = "none"
        [[service.tariff]]
        from = "2024-01-01"
        price = "14500.00"
        day_price = "500.00"
        source = "takstblad"
        [[service.tariff]]
        from = "2024-01-01"
        price = "15000.00"
        day_price = "512.34"
        known_from = "2024-06-03"
        source = "rettelse"
    "#;
    let loaded = load_over(builtin_loaded(), &[("own.toml", text)]).expect("a catalogue");
    assert_eq!(names(&loaded, "own/maaned"), ["own/maaned@2024-01-01", "own/maaned@2024-01-01~2024-06-03"]);
    // Both prices rise: 15,000 × 1.025 = 15,375; 512.34 × 1.025 = 525.1485.
    let raised = changed(&loaded, &[rise("2.5", "2025-01-01", &["own"])], &Policy::default()).expect("raised");
    let last = service(&raised, "own/maaned").tariffs.last().expect("a version");
    assert_eq!((last.price, last.day_price), (price("15375"), Some(price("525.15"))));
    assert_eq!(names(&raised, "own/maaned").last().map(String::as_str), Some("own/maaned@2025-01-01~2024-06-03!what-if"));
    // A price per day stands only beside one per month.
    let Change::NewTariff { service, since, price, source, name, .. } = new(BASIS, "2026-01-01", "460.00") else { unreachable!() };
    let wrong = Change::NewTariff { service, since, price, day_price: Some(price), source, name };
    let error = changed(&loaded, &[wrong], &Policy::default()).expect_err("per day");
    assert_eq!(error.to_string(), format!("{BASIS}: only a price per month has a price per day beside it; this one is per day"));
}
