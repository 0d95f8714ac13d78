//! Every assumption says which question is open, what was reckoned with and what settles it, whatever the policy answers.

use takst::{Code, Policy, Severity};
use takst_explain::{Lang, Texts};

/// The default policy with the built-in catalogue.
fn defaults() -> Policy {
    takst_catalogue::default_policy(takst_catalogue::builtin())
}

fn assumptions() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| code.severity() == Severity::Assumption)
}

/// Every policy that answers one question otherwise than by default.
fn policies() -> Vec<Policy> {
    let mut policies = vec![defaults()];
    for entry in defaults().entries() {
        let words = entry.allowed.split(" | ").filter(|word| !word.contains(' '));
        for value in words.chain(["2023-03-15", "17", "12.5"]) {
            let mut policy = defaults();
            if policy.set(entry.name, value, None).is_ok() {
                policies.push(policy);
            }
        }
    }
    policies
}

#[test]
fn each_is_said_in_full_under_every_policy() {
    assert!(policies().len() > 30, "{}", policies().len());
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for policy in policies() {
            for code in assumptions() {
                let assumption = texts.assumption(code, &policy).expect("an assumption");
                for text in [&assumption.label, &assumption.text, &assumption.settle] {
                    let keys = ["assumed-", "settle-", "value-", "allowed-", "code-", "{", "}"];
                    assert!(!keys.iter().any(|key| text.contains(key)), "{lang} {code}: {text}");
                }
                assert!(assumption.text.ends_with('.') && assumption.settle.ends_with('.'), "{lang} {code}");
            }
        }
    }
}

#[test]
fn the_values_allowed_are_said_in_the_language() {
    let texts = Texts::new(Lang::Da);
    for code in assumptions() {
        let settle = texts.assumption(code, &defaults()).expect("an assumption").settle;
        assert!(!settle.contains("a date") && !settle.contains("whole number") && !settle.contains("more than"), "{code}: {settle}");
    }
}

#[test]
fn the_text_follows_the_policy() {
    let texts = Texts::new(Lang::Da);
    let mut policy = defaults();
    let text = |policy: &Policy| texts.assumption(Code::AssumedRollOutDate, policy).expect("an assumption").text;
    assert!(text(&policy).contains("1. april 2023"));
    policy.set("roll-out-date", "2023-05-01", None).expect("a date");
    assert!(text(&policy).contains("1. maj 2023"));
    assert_eq!(texts.assumption(Code::TariffEnded, &policy), None);
}
