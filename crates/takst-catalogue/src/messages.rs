//! Messages in Danish and English, kept in `messages/da.ftl` and `messages/en.ftl`.

use crate::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// The Danish messages, as written.
pub(crate) const DA: &str = include_str!("../messages/da.ftl");
/// The English messages, as written.
pub(crate) const EN: &str = include_str!("../messages/en.ftl");

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| [bundle(DA, "da"), bundle(EN, "en")]);

fn bundle(source: &str, language: &str) -> Bundle {
    let language = language.parse::<unic_langid::LanguageIdentifier>().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Values stand in terminals and files, where invisible isolation marks would only do harm.
    bundle.set_use_isolating(false);
    // A faulty message is left out here and found by the tests, which look for every id in both languages.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Whether the language has the message.
#[must_use]
pub fn has(lang: Lang, id: &str) -> bool {
    bundle_of(lang).get_message(id).is_some_and(|message| message.value().is_some())
}

/// The message `id` with its arguments filled in. Without such a message: the id.
///
/// An argument `expected` names a form of value, which is put in words first; `near` and `others` list names, and
/// become a hint of their own, or nothing.
#[must_use]
pub fn text(lang: Lang, id: &str, args: &[(&str, &str)]) -> String {
    let bundle = bundle_of(lang);
    let mut filled = FluentArgs::new();
    for (name, value) in args {
        match *name {
            "expected" => filled.set(*name, text(lang, &format!("form-{value}"), &[])),
            "near" | "others" if !value.is_empty() => filled.set(*name, hint(lang, name, value)),
            // Counts choose between singular and plural.
            "count" => filled.set(*name, FluentValue::try_number(value)),
            _ => filled.set(*name, (*value).to_owned()),
        }
    }
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    let mut faults = Vec::new();
    bundle.format_pattern(pattern, Some(&filled), &mut faults).into_owned()
}

fn hint(lang: Lang, name: &str, value: &str) -> String {
    let Some(pattern) = bundle_of(lang).get_message(&format!("hint-{name}")).and_then(|message| message.value()) else { return String::new() };
    let mut filled = FluentArgs::new();
    filled.set(name, value);
    bundle_of(lang).format_pattern(pattern, Some(&filled), &mut Vec::new()).into_owned()
}

fn bundle_of(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::Da => &BUNDLES[0],
        Lang::En => &BUNDLES[1],
    }
}
