//! Which language is spoken.

use std::ffi::OsString;
use takst_explain::Lang;

/// The language that the words of a command ask for, else that of the environment. It is needed before they are parsed: what is wrong with them is
/// said in it.
pub(crate) fn of_words(words: &[OsString]) -> Lang {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--").collect();
    let given = words.iter().enumerate().rev().find_map(|(place, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(place + 1).map(|next| &**next),
        Some(value) => value.strip_prefix('='),
        None => None,
    });
    given.and_then(|lang| lang.parse().ok()).unwrap_or_else(of_environment)
}

/// Danish where the environment asks for it, else English.
fn of_environment() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    of_locale(["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).as_deref())
}

fn of_locale(locale: Option<&str>) -> Lang {
    let is_danish = |locale: &str| locale.split(['_', '.', '-', '@']).next().is_some_and(|language| language.eq_ignore_ascii_case("da"));
    if locale.is_some_and(is_danish) { Lang::Da } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_goes_before_the_environment() {
        for (words, lang) in [
            (&["takst", "--lang", "da", "price"][..], Some(Lang::Da)),
            (&["takst", "price", "--lang=da"], Some(Lang::Da)),
            (&["takst", "price", "--lang", "en"], Some(Lang::En)),
            (&["takst", "conformance", "--", "takst", "--lang", "da"], None),
            (&["takst", "--lang"], None),
            (&["takst", "--lang", "xx"], None),
        ] {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            assert_eq!(of_words(&words), lang.unwrap_or_else(of_environment), "{words:?}");
        }
    }

    #[test]
    fn danish_is_spoken_where_it_is_asked_for() {
        for (locale, lang) in [
            (Some("da_DK.UTF-8"), Lang::Da),
            (Some("da"), Lang::Da),
            (Some("en_DK.UTF-8"), Lang::En),
            (Some("dav_KE"), Lang::En),
            (Some("C"), Lang::En),
            (None, Lang::En),
        ] {
            assert_eq!(of_locale(locale), lang, "{locale:?}");
        }
    }
}
