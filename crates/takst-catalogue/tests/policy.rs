//! Policy files.

use takst::Policy;
use takst_catalogue::{Lang, LoadedPolicy, Problem, policy_from_toml, policy_sha256, policy_text};

#[test]
fn every_setting_can_be_given_and_settled() {
    let text: String = Policy::default().entries().iter().map(|e| format!("[{}]\nvalue = \"{}\"\nsource = \"letter\"\n", e.name, e.value)).collect();
    let loaded = policy_from_toml("policy.toml", &text).expect("defaults are good values");
    for (given, default) in loaded.policy.entries().iter().zip(Policy::default().entries()) {
        assert_eq!((given.value.as_str(), given.source), (default.value.as_str(), Some("letter")), "{}", given.name);
    }
    assert_ne!(loaded.sha256, LoadedPolicy::default().sha256, "a source is part of the answer");
}

#[test]
fn an_empty_file_is_the_defaults() {
    assert_eq!(policy_from_toml("policy.toml", "# nothing\n"), Ok(LoadedPolicy::default()));
    assert_eq!(LoadedPolicy::default().sha256, policy_sha256(&Policy::default()));
    assert!(policy_text(&Policy::default()).starts_with("roll-out-date = 2023-04-01\nmandecentret-545-from = 2022-01-01\n"));
}

#[test]
fn the_hash_is_of_the_answers_not_of_the_file() {
    let a = policy_from_toml("a.toml", "[day-count]\nvalue = \"first-only\"\n[cti-gap]\nvalue = \"14\"\n").expect("good");
    let b = policy_from_toml("b.toml", "# another order\n[cti-gap]\nvalue = '14'\n\n[day-count]\nvalue = 'first-only'\n").expect("good");
    assert_eq!(a, b);
}

#[test]
fn each_fault_has_its_line() {
    let text = r#"[roll-out]
value = "2023-03-01"
[roll-out-date]
value = 2023-03-01
[cti-gap]
value = 31
[day-count]
value = "nights"
[started-week]
source = "letter"
[saturday-works]
value = "yes"
sorce = "letter"
[window-reset]
value = "next-admission"
source = ""
"#;
    let text = format!("{text}vat-sel = \"exempt\"\n"); // a key of the last table
    let found = policy_from_toml("p.toml", &text).expect_err("much is wrong");
    let told: Vec<_> = found.iter().map(|p| (p.line, p.flaw.id())).collect();
    assert_eq!(
        told,
        [
            (1, "unknown-setting"),
            (4, "wrong-form"),
            (6, "wrong-form"),
            (8, "bad-setting"),
            (9, "missing-key"),
            (13, "unknown-key"),
            (16, "bad-text"),
            (17, "unknown-key"),
        ],
        "{:#?}",
        found.iter().map(Problem::to_string).collect::<Vec<_>>()
    );
    assert!(found[0].to_string().contains("did you mean roll-out-date?"));
    assert!(found[3].to_string().contains("must be one of: both, first-only"));
}

#[test]
fn tables_given_twice_and_values_without_a_table_are_faults() {
    let twice = policy_from_toml("p.toml", "[cti-gap]\nvalue = \"1\"\n[cti-gap]\nvalue = \"2\"\n").expect_err("twice");
    assert!(twice.iter().any(|p| p.line == 3 && p.flaw.id() == "not-toml"), "{twice:#?}");
    let bare = policy_from_toml("p.toml", "cti-gap = \"14\"\n").expect_err("no table");
    assert_eq!(bare.iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>(), [(1, "wrong-form")]);
}

#[test]
fn what_a_setting_takes_is_said_in_the_language() {
    for entry in Policy::default().entries() {
        let found = policy_from_toml("p.toml", &format!("[{}]\nvalue = \"?\"\n", entry.name)).expect_err("no value");
        assert_eq!(found.len(), 1, "{}", entry.name);
        let (danish, english) = (found[0].message(Lang::Da), found[0].message(Lang::En));
        assert!(danish.starts_with("skal være ") && english.starts_with("must be "), "{danish} / {english}");
        for words in ["whole number", "a date", "hours", "more than", "YYYY", "allowed-", "hint-"] {
            assert!(!danish.contains(words), "{danish}");
        }
    }
    let found = policy_from_toml("p.toml", "[cti-gap]\nvalue = \"a month\"\n").expect_err("no number");
    assert_eq!(found[0].message(Lang::Da), "skal være et helt antal dage, 0 til 3660");
    assert_eq!(found[0].message(Lang::En), "must be a whole number of days, 0 to 3660");
}
