//! What the policy answers stands in the explanation, with its source; every setting has a question and its answers in both languages.

mod common;

use common::{AFTERCARE, explanation, receipt, report};
use serde_json::Value;
use takst::{Policy, ReportingPeriod};
use takst_explain::{Lang, Report, Texts, explain};

/// The default policy with the built-in catalogue.
fn defaults() -> Policy {
    takst_catalogue::default_policy(takst_catalogue::builtin())
}

const LETTER: &str = "Brev fra Mandecentret <14. februar 2023>";

fn answered(lang: Lang, policy: &Policy) -> Report {
    let explanation = explanation(AFTERCARE, policy, ReportingPeriod::ALL);
    explain(&explanation, takst_catalogue::builtin(), policy, &receipt(ReportingPeriod::ALL), &Texts::new(lang))
}

#[test]
fn every_setting_is_said_with_each_of_its_values() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let mut said = std::collections::BTreeSet::new();
        for entry in defaults().entries() {
            let words = entry.allowed.split(" | ").filter(|word| !word.contains(' '));
            let mut values = 0;
            for value in words.chain(["2023-03-15", "1", "17", "12.5"]) {
                let mut policy = defaults();
                if policy.set(entry.name, value, Some("letter")).is_err() {
                    continue;
                }
                let answers = texts.answers(&policy);
                assert_eq!(answers.len(), 1, "{}", entry.name);
                let answer = &answers[0];
                assert_eq!((answer.setting.as_str(), answer.value.as_str(), answer.source.as_deref()), (entry.name, value, Some("letter")));
                let text = format!("{} {}", answer.question, answer.answer);
                assert!(answer.question.ends_with('?'), "{lang} {text}");
                assert!(!["question-", "answer-", "value-", "{"].iter().any(|key| text.contains(key)), "{lang} {text}");
                assert!(said.insert((answer.question.clone(), answer.answer.clone())), "{lang} says {text} twice");
                values += 1;
            }
            assert!(values > 0, "{} takes none of the values tried", entry.name);
        }
    }
}

#[test]
fn a_settled_question_stands_in_every_form_with_its_source() {
    let mut policy = defaults();
    policy.set("roll-out-date", "2023-04-01", Some(LETTER)).expect("a date");
    for (lang, heading, answer, other) in [
        (Lang::Da, "Afklarede spørgsmål", "Svar: 1. april 2023", "Regelvalg uden kilde"),
        (Lang::En, "Settled questions", "Answer: 1 April 2023", "Answers without a source"),
    ] {
        let report = answered(lang, &policy);
        let (text, html) = (report.text(), report.html().replace('\u{a0}', " "));
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [heading, answer, "roll-out-date"] {
            assert!(one_line.contains(part) && html.contains(part), "{part}\n{text}");
        }
        assert!(one_line.contains(LETTER) && html.contains("Brev fra Mandecentret &lt;14. februar 2023&gt;"), "{text}");
        assert!(!text.contains(other) && !html.contains(other));
        assert!(!text.contains("assumed.roll-out-date"), "the question is settled");
        let json: Value = serde_json::from_str(&report.json().expect("it serialises")).expect("JSON");
        assert_eq!((&json["settled_questions"][0]["value"], &json["settled_questions"][0]["source"]), (&"2023-04-01".into(), &LETTER.into()));
        assert_eq!(json["unsourced_answers"], Value::Array(Vec::new()));
    }
}

#[test]
fn an_answer_without_a_source_stands_apart() {
    let mut policy = defaults();
    policy.set("cti-gap", "1", None).expect("days");
    policy.set("day-count", "both", None).expect("the default");
    let report = answered(Lang::Da, &policy);
    let given: Vec<_> = report.unsourced_answers.iter().flat_map(|s| &s.items).map(|part| (part.setting.as_str(), part.answer.as_str())).collect();
    assert_eq!(given, [("cti-gap", "1 dag")]);
    assert_eq!(report.settled_questions, None);
    assert!(report.text().contains("Regelvalg uden kilde") && report.html().contains("Regelvalg uden kilde"));
    assert!(report.text().lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn the_default_policy_answers_nothing() {
    for lang in Lang::ALL {
        assert_eq!(Texts::new(lang).answers(&defaults()), []);
        let report = report(lang, AFTERCARE);
        assert_eq!((report.settled_questions, report.unsourced_answers), (None, None));
    }
}
