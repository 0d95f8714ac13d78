//! The command's own texts, beside those of explanations and runs.

use takst_explain::{Lang, Texts};
pub(crate) use takst_run::count;

const DANISH: &str = include_str!("../messages/da.ftl");
const ENGLISH: &str = include_str!("../messages/en.ftl");

/// All texts in one language.
pub(crate) fn texts(lang: Lang) -> Texts {
    let own = match lang {
        Lang::Da => DANISH,
        Lang::En => ENGLISH,
    };
    Texts::with_extra(lang, &[takst_run::messages(lang), takst_report::messages(lang), own])
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement, VariantKey};
    use std::collections::{BTreeMap, BTreeSet};

    type Message = (BTreeSet<String>, usize);

    /// Every message with its variables and its number of plural variants.
    fn messages(source: &str) -> BTreeMap<String, Message> {
        let resource = fluent_syntax::parser::parse(source).expect("no message is faulty");
        let mut all = BTreeMap::new();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut found = (BTreeSet::new(), 0);
            for element in message.value.expect("every message says something").elements {
                match element {
                    PatternElement::TextElement { .. } => {}
                    PatternElement::Placeable { expression } => look(&expression, &mut found),
                }
            }
            assert!(all.insert(message.id.name.to_owned(), found).is_none(), "{} is there twice", message.id.name);
        }
        all
    }

    fn look(expression: &Expression<&str>, found: &mut Message) {
        let (inline, variants) = match expression {
            Expression::Inline(inline) => (inline, None),
            Expression::Select { selector, variants } => (selector, Some(variants)),
        };
        if let InlineExpression::VariableReference { id } = inline {
            found.0.insert(id.name.to_owned());
        }
        for variant in variants.into_iter().flatten() {
            assert!(matches!(variant.key, VariantKey::Identifier { .. }));
            found.1 += 1;
            for element in &variant.value.elements {
                if let PatternElement::Placeable { expression } = element {
                    look(expression, found);
                }
            }
        }
    }

    /// The messages of the command and of runs: where the sources that say them are, what their ids begin with, Danish and English.
    fn all() -> [(&'static [&'static str], &'static str, &'static str, &'static str); 3] {
        [
            (&["src"], "cli-", DANISH, ENGLISH),
            (&["../takst-run/src", "../../bindings/python/src"], "run-", takst_run::messages(Lang::Da), takst_run::messages(Lang::En)),
            (&["../takst-report/src"], "report-", takst_report::messages(Lang::Da), takst_report::messages(Lang::En)),
        ]
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for (of, _, danish, english) in all() {
            let (danish, english) = (messages(danish), messages(english));
            assert!(danish.len() > 20);
            assert_eq!(danish, english, "{of:?}: the same ids, variables and plurals");
        }
    }

    fn is_id(text: &str, prefix: &str) -> bool {
        text.strip_prefix(prefix).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'))
    }

    /// Every id that stands in the source between quotation marks is there, and every message is used.
    #[test]
    fn messages_and_source_agree() {
        for (of, prefix, danish, _) in all() {
            let mut folders: Vec<_> = of.iter().map(|folder| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).collect();
            let mut used = BTreeSet::new();
            while let Some(folder) = folders.pop() {
                for entry in std::fs::read_dir(folder).expect("a folder") {
                    let path = entry.expect("an entry").path();
                    let is_source = path.extension().is_some_and(|ending| ending == "rs");
                    // This file names prefixes.
                    let is_own = of == ["src"] && path.ends_with("words.rs");
                    if path.is_dir() {
                        folders.push(path);
                    } else if is_source && !is_own {
                        let source = std::fs::read_to_string(path).expect("a source");
                        used.extend(source.split('"').filter(|text| is_id(text, prefix)).map(str::to_owned));
                    }
                }
            }
            let written: BTreeSet<String> = messages(danish).into_keys().collect();
            assert_eq!(used, written, "{of:?}");
        }
    }
}
