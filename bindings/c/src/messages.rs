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
