//! The library's own texts, beside those of the explanations.

use std::sync::LazyLock;
use takst_explain::{Lang, Texts};

const DANISH: &[&str] = &[include_str!("../messages/da.ftl")];
const ENGLISH: &[&str] = &[include_str!("../messages/en.ftl")];

static IN_DANISH: LazyLock<Texts> = LazyLock::new(|| Texts::with_extra(Lang::Da, DANISH));
static IN_ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::with_extra(Lang::En, ENGLISH));

/// All texts of a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Da => &IN_DANISH,
        Lang::En => &IN_ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Ids with the variables of their texts.
    fn spoken(source: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let message = |line: &'static str| {
            let (id, text) = line.split_once(" = ")?;
            Some((id, text.split("{ $").skip(1).filter_map(|rest| rest.split_once(" }")).map(|(name, _)| name).collect()))
        };
        source.lines().filter(|line| !line.starts_with('#')).filter_map(message).collect()
    }

    #[test]
    fn both_languages_say_the_same_things_and_every_one_of_them_is_used() {
        let (danish, english) = (spoken(DANISH[0]), spoken(ENGLISH[0]));
        assert!(danish.len() > 20);
        assert_eq!(danish, english);
        let sources = [
            include_str!("entry.rs"),
            include_str!("failure.rs"),
            include_str!("sized.rs"),
            include_str!("pointer.rs"),
            include_str!("book.rs"),
            include_str!("services.rs"),
            include_str!("row.rs"),
            include_str!("cases.rs"),
            include_str!("case_files.rs"),
            include_str!("papers.rs"),
            include_str!("problem.rs"),
            include_str!("file.rs"),
            include_str!("batch/callback.rs"),
            include_str!("batch/failed.rs"),
            include_str!("batch/lines.rs"),
        ];
        let used: BTreeSet<&str> =
            sources.iter().flat_map(|source| source.split('"').skip(1).step_by(2)).filter(|text| text.starts_with("c-")).collect();
        assert_eq!(used, danish.keys().copied().collect());
    }
}
