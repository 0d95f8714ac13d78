//! The schemas are sound, take the built-in files, and refuse what the loader refuses.

use serde_json::{Value, json};
use takst_catalogue::{BUILTIN_FILES, schema};

/// TOML as JSON, the way editors give it to a schema.
fn json_of(text: &str) -> Value {
    use toml::de::{DeTable, DeValue};
    fn value(v: &DeValue<'_>) -> Value {
        match v {
            DeValue::String(s) => json!(s),
            DeValue::Integer(n) => n.as_str().parse::<i64>().map_or(Value::Null, |n| json!(n)),
            DeValue::Float(n) => n.as_str().parse::<f64>().map_or(Value::Null, |n| json!(n)),
            DeValue::Boolean(b) => json!(b),
            DeValue::Datetime(_) => json!({ "native date": true }),
            DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Table(t) => table(t),
        }
    }
    fn table(t: &DeTable<'_>) -> Value {
        Value::Object(t.iter().map(|(k, v)| (k.get_ref().to_string(), value(v.get_ref()))).collect())
    }
    table(DeTable::parse(text).expect("TOML").get_ref())
}

fn validator(kind: &str) -> jsonschema::Validator {
    let schema = &schema()[kind];
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(schema).expect("a sound schema");
    jsonschema::draft202012::new(schema).expect("a sound schema")
}

#[test]
fn the_built_in_files_fit_their_schemas() {
    let (provider, law) = (validator("provider"), validator("law"));
    for (name, text) in BUILTIN_FILES {
        let schema = if name.starts_with("law/") { &law } else { &provider };
        let faults: Vec<String> = schema.iter_errors(&json_of(text)).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn what_the_loader_refuses_the_schema_refuses() {
    let provider = validator("provider");
    let good = BUILTIN_FILES.iter().find(|(name, _)| *name == "pensionatet.toml").expect("it is built in").1;
    for (old, new) in [
        (r#"price = "406.00""#, "price = 406.00"),
        (r#"price = "406.00""#, r#"price = "406,00""#),
        (r#"from = "2020-01-01""#, "from = 2020-01-01"),
        (r#"from = "2020-01-01""#, r#"from = "9999-12-31""#),
        ("places = 5", r#"places = "5""#),
        ("places = 5", "places = 0"),
        ("places = 5", "palces = 5"),
        (r#"kind = "day""#, r#"kind = "Day""#),
        (r#"kind = "day""#, ""),
        (r#"id = "pensionatet/cti""#, r#"id = "cti""#),
    ] {
        let text = good.replacen(old, new, 1);
        assert_ne!(text, good, "the file has no {old}");
        assert!(!provider.is_valid(&json_of(&text)), "the schema takes {new:?}");
        assert!(takst_catalogue::load(&[("pensionatet.toml", &text)]).is_err(), "the loader takes {new:?}");
    }
}

#[test]
fn policy_files_have_a_schema_with_every_setting() {
    let policy = validator("policy");
    assert!(policy.is_valid(&json_of("[roll-out-date]\nvalue = \"2023-03-01\"\nsource = \"letter\"\n")));
    assert!(!policy.is_valid(&json_of("[roll-out]\nvalue = \"2023-03-01\"\n")));
    assert!(!policy.is_valid(&json_of("[cti-gap]\nvalue = 31\n")));
    for name in takst_catalogue::default_policy(takst_catalogue::builtin()).names() {
        assert!(schema()["policy"]["properties"][name]["description"].is_string(), "{name}");
    }
}

#[test]
fn the_schema_of_parties_takes_a_good_file_and_refuses_a_bad_one() {
    let parties = validator("parties");
    let text = "[[buyer]]\npayer = \"101\"\nname = \"Københavns Kommune\"\ncvr = \"64942212\"\ngln = \"5798009800275\"\nformat = \"oioubl\"\n\
                demands = [\"order_reference\"]\nstreet = \"Rådhuspladsen\"\ncity = \"København V\"\npostal_code = \"1550\"\n";
    assert!(parties.is_valid(&json_of(text)));
    for (good, bad) in [("64942212", "6494221"), ("oioubl", "ubl"), ("order_reference", "order")] {
        assert!(!parties.is_valid(&json_of(&text.replace(good, bad))), "{bad}");
    }
}
