//! The command's own texts, beside those of the explanations.

use takst_explain::{Arg, Lang, Texts};

const DANISH: &str = include_str!("../messages/da.ftl");
const ENGLISH: &str = include_str!("../messages/en.ftl");

/// All texts in one language.
pub(crate) fn texts(lang: Lang) -> Texts {
    let own = match lang {
        Lang::Da => DANISH,
        Lang::En => ENGLISH,
    };
    Texts::with_extra(lang, &[own])
}

/// A count for a message: beyond four billion the plural no longer depends on it.
pub(crate) fn count(n: u64) -> Arg {
    u32::try_from(n).map_or_else(|_| Arg::Text(n.to_string()), Arg::Count)
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

    #[test]
    fn both_languages_say_the_same_things() {
        let (danish, english) = (messages(DANISH), messages(ENGLISH));
        assert!(danish.len() > 20);
        assert_eq!(danish, english, "the same ids, variables and plurals");
    }

    /// Every id that stands in the source between quotation marks is there, and every message is used.
    #[test]
    fn messages_and_source_agree() {
        let sources = [
            include_str!("columns.rs"),
            include_str!("documents/correct.rs"),
            include_str!("documents/differences.rs"),
            include_str!("documents/import.rs"),
            include_str!("documents/table.rs"),
            include_str!("documents/task.rs"),
            include_str!("documents/claim/mod.rs"),
            include_str!("documents/claim/table.rs"),
            include_str!("documents/issued/mod.rs"),
            include_str!("documents/verify/mod.rs"),
            include_str!("documents/verify/read.rs"),
            include_str!("documents/verify/told.rs"),
            include_str!("explain.rs"),
            include_str!("ledger.rs"),
            include_str!("lines.rs"),
            include_str!("price.rs"),
            include_str!("progress.rs"),
            include_str!("say.rs"),
            include_str!("summary.rs"),
            include_str!("table.rs"),
        ]
        .concat();
        let used: BTreeSet<String> = sources.split('"').skip(1).step_by(2).filter(|text| text.starts_with("cli-")).map(str::to_owned).collect();
        let written: BTreeSet<String> = messages(DANISH).into_keys().collect();
        assert_eq!(used, written);
    }
}
