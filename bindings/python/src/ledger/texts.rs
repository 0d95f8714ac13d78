//! The texts of runs on a ledger.

use std::sync::LazyLock;
use takst_explain::{Lang, Texts};

static DANISH: LazyLock<Texts> = LazyLock::new(|| Texts::with_extra(Lang::Da, &[takst_run::messages(Lang::Da)]));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::with_extra(Lang::En, &[takst_run::messages(Lang::En)]));

/// All texts of a language, read once.
pub fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Da => &DANISH,
        Lang::En => &ENGLISH,
    }
}
