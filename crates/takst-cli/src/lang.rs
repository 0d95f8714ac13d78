//! Which language is spoken.

use takst_explain::Lang;

/// Danish where the environment asks for it, else English.
pub(crate) fn of_environment() -> Lang {
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
