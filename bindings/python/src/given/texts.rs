//! The texts of runs over case files, ledgers and reports, with the options as this package names them.

use std::sync::LazyLock;
use takst::Finding;
use takst_explain::{Lang, Texts};
use takst_io::Places;

static DANISH: LazyLock<Texts> = LazyLock::new(|| of(Lang::Da));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| of(Lang::En));

fn of(lang: Lang) -> Texts {
    Texts::with_extra(lang, &[takst_run::messages(lang), takst_report::messages(lang)])
}

/// All texts of a language, read once.
pub fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Da => &DANISH,
        Lang::En => &ENGLISH,
    }
}

/// The sentence about a finding, with its place in the file.
pub fn said(lang: Lang, finding: &Finding, places: &Places) -> String {
    crate::convert::in_python(&texts(lang).finding_in(finding, &places.of(finding)))
}
