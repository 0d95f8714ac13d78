//! The guide for those who write catalogue files: its examples load, and it explains every key.

use serde_json::Value;
use std::collections::BTreeSet;
use takst::{Book, Case, Column, KnownAsOf, Policy, ReportingPeriod, RowDraft};
use takst_catalogue::{builtin, builtin_loaded, check, load, load_over, policy_from_toml, schema};

const GUIDE: &str = include_str!("../../../docs/CATALOGUE.md");

/// The TOML examples, in order.
fn examples() -> Vec<&'static str> {
    GUIDE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

fn example(beginning: &str) -> &'static str {
    examples().into_iter().find(|text| text.starts_with(beginning)).expect("the guide has this example")
}

#[test]
fn the_complete_example_is_without_a_flaw() {
    let provider = example("# boegely.toml");
    assert_eq!(check(builtin(), &[("boegely.toml", provider)]), []);
    let loaded = load(&[("boegely.toml", provider)]).expect("the example is good");
    let (_, stay) = loaded.catalogue.services().next().expect("one service");
    assert_eq!((stay.id.as_str(), stay.tariffs[0].price.to_string().as_str()), ("boegely/ophold", "1185.00"));
    assert_eq!(stay.refund.as_str(), "sel-110-ophold");
    // With the block for the next year behind it.
    let next_year = format!("{provider}\n{}", example("[[service.tariff]]"));
    assert_eq!(check(builtin(), &[("boegely.toml", &next_year)]), []);
    assert_eq!(load(&[("b.toml", &next_year)]).map(|l| l.catalogue.providers[0].services[0].tariffs.len()), Ok(2));
}

#[test]
fn the_example_of_a_question_is_good_and_can_bound_a_price() {
    let asked = format!("{}\n{}", example("# boegely.toml"), example("[[question]]"));
    assert_eq!(check(builtin(), &[("boegely.toml", &asked)]), []);
    let bounded = asked.replacen("from = \"2019-01-01\"\nto = \"2019-12-31\"", "from_setting = \"boegely-2021-from\"", 1);
    assert_ne!(bounded, asked);
    assert_eq!(check(builtin(), &[("boegely.toml", &bounded)]), []);
}

#[test]
fn the_examples_of_law_and_policy_are_good() {
    assert_eq!(check(builtin(), &[("law/own.toml", example("[[figure]]"))]), []);
    let policy = policy_from_toml("policy.toml", example("[roll-out-date]"), builtin()).expect("good");
    let settled: Vec<&str> = policy.policy.entries().iter().filter(|entry| entry.source.is_some()).map(|entry| entry.name).collect();
    assert_eq!(settled, ["roll-out-date"]);
}

/// Names of all properties, at any depth.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                found.extend(properties.keys().cloned());
            }
            map.values().for_each(|inner| keys(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| keys(inner, found)),
        _ => {}
    }
}

#[test]
fn the_guide_names_every_key_and_word() {
    let all = schema();
    let mut found = BTreeSet::new();
    keys(&all["provider"], &mut found);
    keys(&all["law"], &mut found);
    found.extend(["value", "source"].map(str::to_owned));
    let absent: Vec<&String> = found
        .iter()
        .filter(|key| !GUIDE.contains(&format!("`{key}`")) && !GUIDE.contains(&format!("`[[{key}]]`")) && !GUIDE.contains(&format!("{key}]")))
        .filter(|key| !matches!(key.as_str(), "da" | "en"))
        .collect();
    assert!(absent.is_empty(), "the guide does not name {absent:?}");
    let words = takst::catalogue::Kind::WORDS.iter().chain(takst::catalogue::RefundRule::WORDS);
    assert!(words.into_iter().all(|word| GUIDE.contains(&format!("`{word}`"))));
}

/// The complete example with next year's price, spoilt in the two ways the guide describes, gives the lines it shows.
#[test]
fn what_checking_prints_is_what_one_run_prints() {
    let good = format!("{}\n{}", example("# boegely.toml"), example("[[service.tariff]]"));
    let bad =
        good.replacen("price = \"1212.00\"", "price = 1212.00", 1).replacen("\nrefund = \"refusionsbekendt", "\n# refund = \"refusionsbekendt", 1);
    let printed: Vec<String> = check(builtin(), &[("takster/boegely.toml", &bad)]).iter().map(ToString::to_string).collect();
    let shown: Vec<&str> =
        GUIDE.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| line.starts_with("takster/boegely.toml:")).collect();
    assert_eq!(shown, printed);
}

/// Net and VAT of each line of a case on a catalogue of the guide.
fn priced(file: &str, rows: &[&[(Column, &str)]]) -> Vec<String> {
    let loaded = load_over(builtin_loaded(), &[(file, example(&format!("# {file}")))]).expect("the example is good");
    let book = Book::compile(&loaded.catalogue, &Policy::for_catalogue(&loaded.catalogue), KnownAsOf::Latest).expect("it compiles");
    let row = |(number, cells): (u64, &&[(Column, &str)])| {
        let mut draft = RowDraft::new(number);
        for (column, text) in [(Column::CaseId, "S-1"), (Column::Payer, "101")].iter().chain(*cells) {
            draft.set(*column, text);
        }
        draft.finish().row
    };
    let case = Case { id: "S-1".into(), rows: (1..).zip(rows).map(row).collect() };
    let statement = book.price_case(&case, &ReportingPeriod::ALL);
    assert!(!statement.is_refused(), "{statement:?}");
    let text = |line: &takst::Line| format!("{}/{} {} {}", line.period.first(), line.period.last(), line.net, line.vat.amount);
    statement.lines().map(text).collect()
}

#[test]
fn the_three_price_lists_are_without_a_flaw_and_cost_what_the_guide_says() {
    for file in ["solgaarden.toml", "havblik.toml", "mentorhuset.toml"] {
        assert_eq!(check(builtin(), &[(file, example(&format!("# {file}")))]), [], "{file}");
    }
    let days = |service, first, last| [(Column::Service, service), (Column::FirstDay, first), (Column::LastDay, last)];
    assert_eq!(
        priced("solgaarden.toml", &[&days("solgaarden/bolig", "2024-01-10", "2024-03-31")]),
        ["2024-01-10/2024-01-31 10274.00 0.00", "2024-02-01/2024-02-29 14200.00 0.00", "2024-03-01/2024-03-31 14200.00 0.00"]
    );
    let levels = [&days("havblik/niveau-1", "2024-03-01", "2024-03-10")[..], &days("havblik/niveau-2", "2024-03-11", "2024-03-31")];
    assert_eq!(priced("havblik.toml", &levels), ["2024-03-01/2024-03-10 14120.00 0.00", "2024-03-11/2024-03-30 37360.00 0.00"]);
    let weeks = days("mentorhuset/ressourceforloeb", "2024-01-01", "2024-01-17");
    assert_eq!(priced("mentorhuset.toml", &[&weeks]), ["2024-01-01/2024-01-14 6300.00 1575.00"]);
    let hours = [&days("mentorhuset/undervisning", "2024-01-01", "2024-01-17")[..], &[(Column::Hours, "7.5")]].concat();
    assert_eq!(priced("mentorhuset.toml", &[&hours]), ["2024-01-01/2024-01-17 2062.50 0.00"]);
}
