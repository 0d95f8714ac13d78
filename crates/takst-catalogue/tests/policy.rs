//! Policy files.

use takst_catalogue::{Lang, LoadedPolicy, Problem, builtin, default_policy, policy_from_toml, policy_sha256, policy_text};

#[test]
fn every_setting_can_be_given_and_settled() {
    let defaults = default_policy(builtin());
    let text: String = defaults.entries().iter().map(|e| format!("[{}]\nvalue = \"{}\"\nsource = \"letter\"\n", e.name, e.value)).collect();
    let loaded = policy_from_toml("policy.toml", &text, builtin()).expect("defaults are good values");
    for (given, default) in loaded.policy.entries().iter().zip(defaults.entries()) {
        assert_eq!((given.value.as_str(), given.source), (default.value.as_str(), Some("letter")), "{}", given.name);
    }
    assert_ne!(loaded.sha256, LoadedPolicy::default().sha256, "a source is part of the answer");
}

#[test]
fn an_empty_file_is_the_defaults() {
    assert_eq!(policy_from_toml("policy.toml", "# nothing\n", builtin()), Ok(LoadedPolicy::default()));
    assert_eq!(LoadedPolicy::default().sha256, policy_sha256(&default_policy(builtin())));
    assert!(policy_text(&default_policy(builtin())).starts_with("roll-out-date = 2023-04-01\nmandecentret-545-from = 2022-01-01\n"));
}

#[test]
fn the_hash_is_of_the_answers_not_of_the_file() {
    let a = policy_from_toml("a.toml", "[day-count]\nvalue = \"first-only\"\n[cti-gap]\nvalue = \"14\"\n", builtin()).expect("good");
    let b = policy_from_toml("b.toml", "# another order\n[cti-gap]\nvalue = '14'\n\n[day-count]\nvalue = 'first-only'\n", builtin()).expect("good");
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
    let found = policy_from_toml("p.toml", &text, builtin()).expect_err("much is wrong");
    let shown: Vec<_> = found.iter().map(|p| (p.line, p.flaw.id())).collect();
    assert_eq!(
        shown,
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
    let twice = policy_from_toml("p.toml", "[cti-gap]\nvalue = \"1\"\n[cti-gap]\nvalue = \"2\"\n", builtin()).expect_err("twice");
    assert!(twice.iter().any(|p| p.line == 3 && p.flaw.id() == "not-toml"), "{twice:#?}");
    let bare = policy_from_toml("p.toml", "cti-gap = \"14\"\n", builtin()).expect_err("no table");
    assert_eq!(bare.iter().map(|p| (p.line, p.flaw.id())).collect::<Vec<_>>(), [(1, "wrong-form")]);
}

#[test]
fn what_a_setting_takes_is_said_in_the_language() {
    for entry in default_policy(builtin()).entries() {
        let found = policy_from_toml("p.toml", &format!("[{}]\nvalue = \"?\"\n", entry.name), builtin()).expect_err("no value");
        assert_eq!(found.len(), 1, "{}", entry.name);
        let (danish, english) = (found[0].message(Lang::Da), found[0].message(Lang::En));
        assert!(danish.starts_with("skal være ") && english.starts_with("must be "), "{danish} / {english}");
        for words in ["whole number", "a date", "hours", "more than", "YYYY", "allowed-", "hint-"] {
            assert!(!danish.contains(words), "{danish}");
        }
    }
    let found = policy_from_toml("p.toml", "[cti-gap]\nvalue = \"a month\"\n", builtin()).expect_err("no number");
    assert_eq!(found[0].message(Lang::Da), "skal være et helt antal dage, 0 til 3660");
    assert_eq!(found[0].message(Lang::En), "must be a whole number of days, 0 to 3660");
}

/// Each question of the built-in catalogue with the values it takes and some it does not.
#[test]
fn a_question_takes_days_and_no_others() {
    for (name, good, bad) in [
        ("roll-out-date", &["2023-03-01", "1900-01-01"][..], &["spring", "2023-02-30", "1899-12-31", "open", ""][..]),
        ("mandecentret-545-from", &["2021-06-01"], &["open", "2200-01-01"]),
        ("livarehab-from", &["2018-01-01"], &["open"]),
        ("livarehab-to", &["open", "2024-12-31"], &["never", "Open"]),
    ] {
        for value in good {
            let mut policy = default_policy(builtin());
            policy.set(name, value, Some("a ruling")).expect(name);
            let entries = policy.entries();
            let entry = entries.iter().find(|entry| entry.name == name).expect("a setting");
            assert_eq!((entry.value.as_str(), entry.source), (*value, Some("a ruling")));
        }
        for value in bad {
            assert!(default_policy(builtin()).set(name, value, None).is_err(), "{name} = {value}");
        }
    }
    let mut policy = default_policy(builtin());
    let error = policy.set("livarehab-to", "never", None).expect_err("no day");
    assert_eq!(error.to_string(), "setting livarehab-to: \"never\" is not one of: a date YYYY-MM-DD | open");
    let error = policy.set("livarehab", "open", None).expect_err("no setting");
    assert!(error.to_string().starts_with("there is no setting \"livarehab\"; the settings are roll-out-date, mandecentret-545-from, day-count, "));
    // A default that is written out is no other answer.
    policy.set("livarehab-to", "open", None).expect("a value");
    assert_eq!(policy, default_policy(builtin()));
}

/// What is nested deeper than any policy is refused before the parser sees it, which needs stack for each level.
#[test]
fn a_file_that_is_nested_too_deep_is_refused() {
    let brackets = "[".repeat(1_000) + &"]".repeat(1_000);
    for text in [
        format!("[saturday-works]\nvalue = {brackets}\n"),
        format!("x = {}\n", "{ x = ".repeat(1_000)),
        format!("{}x = 1\n", "x.".repeat(100_000)),
        format!("[{}x]\n", "x.".repeat(100_000)),
    ] {
        let problems = std::thread::Builder::new()
            .stack_size(128 << 10)
            .spawn(move || policy_from_toml("policy.toml", &text, builtin()).expect_err("too deep"))
            .expect("a thread")
            .join()
            .expect("no panic");
        assert_eq!(problems.iter().map(|problem| problem.flaw.id()).collect::<Vec<_>>(), ["too-deep"]);
        assert!(problems[0].to_string().contains("is nested in more than 16 levels"), "{}", problems[0]);
    }
}
