//! Both languages have every message, and every message keeps its arguments.

use std::collections::{BTreeMap, BTreeSet};
use takst_catalogue::{Flaw, Lang, messages};
use takst_explain::{Texts, Unsaid};

/// Whether these texts have the message, with or without variables.
fn has(texts: &Texts, id: &str) -> bool {
    !matches!(texts.try_get(id, &[]), Err(Unsaid::NoMessage(_)))
}

/// Ids with the arguments of their text.
fn ids(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ")
            && !line.starts_with([' ', '}'])
        {
            current = id.to_owned();
            assert!(ids.insert(current.clone(), BTreeSet::new()).is_none(), "{id} is given twice");
        }
        for part in line.split("{ $").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
            ids.entry(current.clone()).or_default().insert(name);
        }
    }
    ids
}

#[test]
fn danish_and_english_say_the_same_things() {
    let da = ids(include_str!("../messages/da.ftl"));
    let en = ids(include_str!("../messages/en.ftl"));
    assert_eq!(da, en);
    assert!(da.len() > 100);
    for id in da.keys() {
        for lang in Lang::ALL {
            assert!(has(messages::texts(lang), id), "{id} cannot be read in {lang:?}");
            assert!(!has(&Texts::new(lang), id), "{id} would replace a text of the explanations");
        }
    }
}

#[test]
fn every_flaw_has_a_message() {
    for id in Flaw::IDS {
        for lang in Lang::ALL {
            assert!(has(messages::texts(lang), &format!("flaw-{id}")), "flaw-{id} in {lang:?}");
        }
    }
}

#[test]
fn no_message_wraps_its_arguments_in_isolation_marks() {
    let text = messages::text(Lang::Da, "flaw-number-too-large", &[("max", "10000000")]);
    assert_eq!(text, "må højst være 10000000");
    assert_eq!(messages::text(Lang::En, "show-weeks-value", &[("count", "1")]), "1 week");
    assert_eq!(messages::text(Lang::En, "show-weeks-value", &[("count", "26")]), "26 weeks");
    for (lang, errors, warnings, said) in [
        (Lang::En, "1", "0", "1 error, 0 warnings"),
        (Lang::En, "2", "1", "2 errors, 1 warning"),
        (Lang::Da, "1", "1", "1 fejl, 1 advarsel"),
        (Lang::Da, "0", "2", "0 fejl, 2 advarsler"),
    ] {
        assert_eq!(messages::text(lang, "check-counts", &[("errors", errors), ("warnings", warnings)]), said);
    }
    assert_eq!(
        messages::text(Lang::En, "flaw-unknown-act", &[("near", "lbk-1342-2016")]),
        "this act is not listed in the files of the law; did you mean lbk-1342-2016?"
    );
    assert_eq!(messages::text(Lang::En, "flaw-unknown-act", &[("near", "")]), "this act is not listed in the files of the law");
}
