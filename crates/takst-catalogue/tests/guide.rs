//! The guide for those who write catalogue files: its examples load, and it explains every key.

use serde_json::Value;
use std::collections::BTreeSet;
use takst_catalogue::{builtin, check, load, policy_from_toml, schema};

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

/// The complete example with next year's price, spoilt in the two ways the guide tells, gives the lines it shows.
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
