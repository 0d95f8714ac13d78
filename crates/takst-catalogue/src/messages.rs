//! The catalogue's messages in Danish and English, kept in `messages/da.ftl` and `messages/en.ftl`, beside the texts of the explanations.

use std::sync::LazyLock;
use takst::catalogue::Kind;
use takst_explain::{Arg, Lang, Texts};

static DANISH: LazyLock<Texts> = LazyLock::new(|| Texts::with_extra(Lang::Da, &[include_str!("../messages/da.ftl")]));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::with_extra(Lang::En, &[include_str!("../messages/en.ftl")]));

/// All texts of a language: these messages and those of the explanations.
#[must_use]
pub fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Da => &DANISH,
        Lang::En => &ENGLISH,
    }
}

/// How a service is priced: `pr. døgn`, `aftales`.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> String {
    match kind.unit() {
        Some(unit) => text(lang, "kind-per-unit", &[("unit", &texts(lang).unit(unit))]),
        None => text(lang, &format!("kind-{kind}"), &[]),
    }
}

/// The message `id` with its arguments filled in. Without such a message: the id.
///
/// An argument `expected` names a form of value, which is put in words first; `near` and `others` list names, `date` is a day
/// as it is to be written, and they become a hint of their own, or nothing; `allowed` holds what a policy setting takes; `count`, `errors` and `warnings` choose between singular and plural.
#[must_use]
pub fn text(lang: Lang, id: &str, args: &[(&str, &str)]) -> String {
    let texts = texts(lang);
    let arg = |name: &str, value: &str| match name {
        "expected" => Arg::Text(texts.get(&format!("form-{value}"), &[])),
        // What the system refuses is named by its message.
        "reason" if value.starts_with("system-") => Arg::Text(texts.get(value, &[])),
        "near" | "others" | "date" if !value.is_empty() => Arg::Text(texts.get(&format!("hint-{name}"), &[(name, value.into())])),
        "allowed" if value.split(" | ").any(|kind| kind.contains(' ')) => Arg::Text(texts.allowed(value)),
        "allowed" => Arg::Text(texts.get("hint-words", &[("words", texts.allowed(value).into())])),
        "count" | "errors" | "warnings" => value.parse().map_or_else(|_| value.into(), Arg::Count),
        _ => value.into(),
    };
    let args: Vec<(&str, Arg)> = args.iter().map(|(name, value)| (*name, arg(name, value))).collect();
    texts.get(id, &args)
}
