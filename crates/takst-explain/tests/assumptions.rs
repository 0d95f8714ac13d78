//! Every assumption says which question is open, which value was assumed and what settles it, whatever the policy answers.

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

/// What is said under an answer that is not the default and has no source.
fn said(lang: Lang, setting: &str, value: &str, code: Code) -> takst_explain::Assumption {
    let mut policy = defaults();
    policy.set(setting, value, None).expect("a value of the setting");
    Texts::new(lang).assumption(code, &policy).expect("an assumption")
}

#[test]
fn the_heading_names_the_question_and_the_text_what_was_assumed() {
    let cases = [
        ("day-count", "first-only", Code::AssumedDayCount, "den sidste dag ikke betales", "the last day is not charged"),
        ("started-week", "whole-weeks-only", Code::AssumedStartedWeek, "ugen ikke betales", "the week is not charged"),
        ("vat-sel", "standard", Code::AssumedVatExempt, "momspligtig", "subject to VAT"),
        ("vat-agreed", "exempt", Code::AssumedVatStandard, "momsfritaget", "exempt from VAT"),
        ("window-reset", "next-admission", Code::AssumedWindowReset, "ved første indskrivning", "with the first admission"),
        ("window-2026", "cap-of-window-start", Code::AssumedWindow2026, "120 døgn", "120 days"),
        ("window-resident", "next-admission", Code::AssumedWindowResident, "ved næste indskrivning", "with the next admission"),
        ("aftercare-uses-days", "yes", Code::AssumedAftercareUsesNoDays, "at den bruger af døgnene", "uses them"),
        ("aftercare-before-2023-10", "not-refunded", Code::AssumedAftercareRefund, "ikke refunderes", "is not refunded"),
        ("cti-gap", "14", Code::AssumedCtiGap, "højst 14 dage", "at most 14 days"),
    ];
    for (setting, value, code, danish, english) in cases {
        for (lang, part) in [(Lang::Da, danish), (Lang::En, english)] {
            let (by_default, otherwise) = (Texts::new(lang).assumption(code, &defaults()).expect("an assumption"), said(lang, setting, value, code));
            assert_eq!(by_default.label, otherwise.label, "a heading holds whatever the answer");
            assert!(otherwise.text.contains(part) && !by_default.text.contains(part), "{lang} {setting}: {}", otherwise.text);
        }
    }
}

#[test]
fn no_heading_and_no_meaning_is_an_answer() {
    // Each of these once stood in a heading that was wrong under another answer.
    let danish = ["fritag", "fuldt ud", "på årsdagen", "90 døgn", " ingen ", " er stadig", " er første udskrivning"];
    let english = ["exempt", "in full", "on the anniversary", "90 days", " no ", "still counts", "is the first discharge", "is taken", "are taken"];
    for (lang, answers) in [(Lang::Da, &danish[..]), (Lang::En, &english[..])] {
        let texts = Texts::new(lang);
        for code in assumptions() {
            let label = format!(" {} ", texts.code(code).to_lowercase());
            assert!(!answers.iter().any(|answer| label.contains(answer)), "{code}: {label}");
        }
    }
    for code in assumptions().filter(|code| code.setting().is_some()) {
        let (meaning, asks) = (code.meaning(), ["Whether ", "When ", "Which ", "How many "]);
        assert!(asks.iter().any(|word| meaning.starts_with(word)), "{code}: {meaning}");
    }
}
