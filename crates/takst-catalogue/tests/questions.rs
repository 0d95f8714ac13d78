//! `[[question]]`: what is read, what is wrong, and policies that answer questions a catalogue does not ask.

use takst::{Book, Code, KnownAsOf};
use takst_catalogue::{Lang, LoadedPolicy, builtin, builtin_loaded, check, default_policy, load_over, policy_from_toml};

const GOOD: &str = r#"[provider]
id = "own"
name = "Own"
[[question]]
setting = "own-from"
question = { da = "Fra hvilken dag?", en = "From which day?" }
meaning = { da = "Første dag.", en = "First day." }
default = "2021-03-01"
assumption = "tariff-validity"
source = "price list"
[[service]]
id = "own/day"
name = { da = "Døgn", en = "Day" }
legal_basis = "LAB § 1"
kind = "day"
vat = "standard"
refund = "none"
[service.sources]
legal_basis = "price list"
vat = "price list"
refund = "price list"
[[service.tariff]]
from_setting = "own-from"
price = "100.00"
source = "price list"
"#;

/// Line and flaw of every problem.
fn flaws(text: &str) -> Vec<(usize, &'static str)> {
    let found = check(builtin(), &[("own.toml", text)]);
    for problem in &found {
        for lang in Lang::ALL {
            let message = problem.message(lang);
            assert!(!message.contains("{ $") && !message.contains("flaw-") && !message.contains("form-"), "{message}");
        }
    }
    found.iter().map(|problem| (problem.line, problem.flaw.id())).collect()
}

fn with(old: &str, new: &str) -> Vec<(usize, &'static str)> {
    assert!(GOOD.contains(old), "the good file has no {old:?}");
    flaws(&GOOD.replacen(old, new, 1))
}

#[test]
fn the_built_in_questions_are_those_of_the_files() {
    let asked: Vec<String> = builtin()
        .providers
        .iter()
        .flat_map(|provider| &provider.questions)
        .map(|q| {
            let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
            let within = q.within.map_or_else(String::new, |days| format!(" {}/{}", days.first(), days.last()));
            format!("{} {} {}{within}{}", q.setting, day(q.default), q.assumption, if q.may_be_open { " open" } else { "" })
        })
        .collect();
    assert_eq!(
        asked,
        [
            "livarehab-from 2016-11-21 assumed.tariff-validity",
            "livarehab-to open assumed.tariff-validity open",
            "roll-out-date 2023-04-01 assumed.roll-out-date 2023-03-01/2023-05-31",
            "mandecentret-545-from 2022-01-01 assumed.tariff-start",
        ]
    );
}

#[test]
fn each_way_a_question_can_be_wrong_has_its_line() {
    assert_eq!(flaws(GOOD), []);
    assert_eq!(with("from_setting = \"own-from\"", "from_setting = \"own-form\""), [(23, "unknown-question")]);
    assert_eq!(with("from_setting = \"own-from\"", "from_setting = \"roll-out-date\""), [(23, "unknown-question")]);
    assert_eq!(with("default = \"2021-03-01\"", "default = \"open\""), [(8, "default-open")]);
    assert_eq!(with("default = \"2021-03-01\"", "default = \"1. marts 2021\""), [(8, "bad-date")]);
    assert_eq!(with("default = \"2021-03-01\"", "default = 2021-03-01"), [(8, "bare-date")]);
    assert_eq!(with("default = \"2021-03-01\"", "default = \"open\"\nmay_be_open = true"), [(24, "question-open")]);
    assert_eq!(with("\"tariff-validity\"", "\"tariff-vality\""), [(9, "unknown-assumption")]);
    assert_eq!(
        with("source = \"price list\"\n[[service]]", "within_from = \"2021-01-01\"\nsource = \"price list\"\n[[service]]"),
        [(10, "within-half")]
    );
    let reversed = "within_from = \"2021-01-01\"\nwithin_to = \"2020-01-01\"\nsource = \"price list\"\n[[service]]";
    assert_eq!(with("source = \"price list\"\n[[service]]", reversed), [(11, "end-before-start")]);
    assert_eq!(
        with("source = \"price list\"\n[[service]]", "listed_before = \"days\"\nsource = \"price list\"\n[[service]]"),
        [(10, "unknown-word")]
    );
    assert_eq!(with("source = \"price list\"\n[[service]]", "[[service]]"), [(4, "missing-key")]);
    let before = |other: &str| with("source = \"price list\"\n[[service]]", &format!("before = \"{other}\"\nsource = \"price list\"\n[[service]]"));
    assert_eq!((before("own-to"), before("own-from")), (vec![(10, "unknown-question")], vec![(10, "unknown-question")]), "another of the file");
    let second = GOOD[GOOD.find("[[question]]").expect("it is there")..GOOD.find("[[service]]").expect("it is there")].replace("own-from", "own-to");
    let ordered =
        |key: &str| with("source = \"price list\"\n[[service]]", &format!("{key} = \"own-to\"\nsource = \"price list\"\n{second}[[service]]"));
    assert_eq!((ordered("before"), ordered("not_after")), (vec![(10, "setting-not-before")], vec![]), "both defaults are 2021-03-01");
}

#[test]
fn no_two_questions_have_one_name() {
    let taken = |name: &str| flaws(&GOOD.replace("own-from", name));
    assert_eq!(taken("day-count"), [(5, "setting-taken")]);
    assert_eq!(taken("roll-out-date"), [(5, "question-taken")]);
    let twice = GOOD.replacen(
        "[[service]]",
        &format!("{}[[service]]", &GOOD[GOOD.find("[[question]]").expect("it is there")..GOOD.find("[[service]]").expect("it is there")]),
        1,
    );
    assert_eq!(flaws(&twice), [(12, "duplicate-id")]);
    // In two files of one directory, too; and a file that replaces the provider may ask under its names.
    let other = GOOD.replace("\"own\"", "\"other\"").replace("own/day", "other/day");
    let found: Vec<_> =
        check(builtin(), &[("own.toml", GOOD), ("other.toml", &other)]).iter().map(|p| (p.file.clone(), p.line, p.flaw.id())).collect();
    assert_eq!(found, [("other.toml".to_owned(), 5, "duplicate-id")]);
    let mandecentret = GOOD.replace("\"own\"", "\"mandecentret\"").replace("own/day", "mandecentret/day").replace("own-from", "roll-out-date");
    assert_eq!(flaws(&mandecentret), []);
}

#[test]
fn a_policy_answers_the_questions_of_the_catalogue_it_is_read_for() {
    let loaded = load_over(builtin_loaded(), &[("own.toml", GOOD)]).expect("a good file");
    let text = "[own-from]\nvalue = \"2022-01-01\"\nsource = \"letter\"\n";
    assert_eq!(policy_from_toml("p.toml", text, builtin()).expect_err("nobody asks")[0].flaw.id(), "unknown-setting");
    let policy = policy_from_toml("p.toml", text, &loaded.catalogue).expect("a good file").policy;
    let book = Book::compile(&loaded.catalogue, &policy, KnownAsOf::Latest).expect("it compiles");
    let version = book.versions("own/day").next().expect("a version");
    assert_eq!((version.label, version.assumptions.is_empty()), (Some("own/day@2022-01-01"), true));
    // Without an answer the default holds, also under a policy that does not know the question; the book's policy knows it.
    let book = Book::compile(&loaded.catalogue, &default_policy(builtin()), KnownAsOf::Latest).expect("it compiles");
    let version = book.versions("own/day").next().expect("a version");
    assert_eq!((version.label, version.assumptions.contains(Code::AssumedTariffValidity)), (Some("own/day@2021-03-01"), true));
    assert_eq!(*book.policy(), default_policy(&loaded.catalogue));
    assert_eq!(book.policy().names().last(), Some(&"own-from"), "after all others, since it says nothing else");
}

#[test]
fn days_that_contradict_each_other_are_refused() {
    let flaws = |text: &str| -> Vec<_> {
        policy_from_toml("p.toml", text, builtin()).err().unwrap_or_default().iter().map(|p| (p.line, p.flaw.id())).collect()
    };
    let value = |setting: &str, day: &str| format!("[{setting}]\nvalue = \"{day}\"\n");
    // LivaRehab's list: the last day is not before the first. The default of livarehab-from is 2016-11-21.
    let both = |from: &str, to: &str| flaws(&(value("livarehab-from", from) + &value("livarehab-to", to)));
    assert_eq!(both("2018-01-02", "2018-01-01"), [(2, "setting-after")]);
    assert_eq!(both("2018-01-01", "2018-01-01"), []);
    assert_eq!(both("2018-01-02", "open"), []);
    assert_eq!(flaws(&value("livarehab-to", "2016-11-20")), [(2, "setting-after")]);
    assert_eq!(flaws(&value("livarehab-to", "2016-11-21")), []);
    // The 545 kr. end the day before the two levels: there must be a day. The defaults are 2022-01-01 and 2023-04-01.
    assert_eq!(flaws(&value("mandecentret-545-from", "2023-04-01")), [(2, "setting-not-before")]);
    assert_eq!(flaws(&value("mandecentret-545-from", "2023-03-31")), []);
    assert_eq!(flaws(&value("roll-out-date", "2022-01-01")), [(2, "setting-not-before")]);
    assert_eq!(flaws(&value("roll-out-date", "2022-01-02")), []);
    for lang in Lang::ALL {
        let problems = policy_from_toml("p.toml", &value("roll-out-date", "2022-01-01"), builtin()).expect_err("it contradicts the default");
        let message = problems[0].message(lang);
        for part in ["mandecentret-545-from", "2022-01-01", "roll-out-date"] {
            assert!(message.contains(part) && !message.contains("{ $"), "{message}");
        }
    }
    // A policy made without a file is refused by the book.
    let mut policy = default_policy(builtin());
    policy.set("roll-out-date", "2021-12-31", None).expect("a day");
    let error = Book::compile(builtin(), &policy, KnownAsOf::Latest).expect_err("the days contradict each other");
    assert_eq!(error.to_string(), "setting mandecentret-545-from: 2022-01-01 must lie before roll-out-date, 2021-12-31");
    // A provider that asks other questions is not measured by those of the one it replaces.
    let own = GOOD.replace("\"own\"", "\"mandecentret\"").replace("own/day", "mandecentret/day").replace("own-from", "roll-out-date");
    let loaded = load_over(builtin_loaded(), &[("mandecentret.toml", &own)]).expect("a good file");
    let read = policy_from_toml("p.toml", &value("roll-out-date", "2021-01-01"), &loaded.catalogue).expect("nothing contradicts it");
    assert!(Book::compile(&loaded.catalogue, &read.policy, KnownAsOf::Latest).is_ok());
}

#[test]
fn answers_to_questions_of_a_replaced_provider_are_read_and_have_no_effect() {
    let livarehab = GOOD.replace("\"own\"", "\"livarehab\"").replace("own/day", "livarehab/day");
    let loaded = load_over(builtin_loaded(), &[("livarehab.toml", &livarehab)]).expect("a good file");
    let text = "[livarehab-from]\nvalue = \"2018-01-01\"\n";
    let read = policy_from_toml("p.toml", text, &loaded.catalogue).expect("a good file");
    let book = Book::compile(&loaded.catalogue, &read.policy, KnownAsOf::Latest).expect("it compiles");
    assert_eq!(book.versions("livarehab/day").next().and_then(|version| version.label), Some("livarehab/day@2021-03-01"));
    assert!(policy_from_toml("p.toml", "[livarehab-form]\nvalue = \"2018-01-01\"\n", &loaded.catalogue).is_err(), "no such setting");
    // Whatever is laid over it, the built-in settings keep their order and their text.
    let all = |policy: &takst::Policy| policy.names().into_iter().filter(|name| *name != "own-from").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(all(&default_policy(&loaded.catalogue)), all(&default_policy(builtin())));
    assert_eq!(LoadedPolicy::of(builtin()), LoadedPolicy::default());
}
