//! The texts of runs in Danish and English, beside those of the explanations.

use std::path::Path;
use takst::contract::words::DocumentKind;
use takst::cpr;
use takst_explain::{Arg, Lang, Texts};

/// The messages of a language as Fluent, for [`Texts::with_extra`].
#[must_use]
pub const fn messages(lang: Lang) -> &'static str {
    match lang {
        Lang::Da => include_str!("../messages/da.ftl"),
        Lang::En => include_str!("../messages/en.ftl"),
    }
}

/// Returns a count for a message: beyond four billion the plural no longer depends on it.
#[must_use]
pub fn count(n: u64) -> Arg {
    u32::try_from(n).map_or_else(|_| Arg::Text(n.to_string()), Arg::Count)
}

/// Returns the name of a file as it is shown: a CPR number in it is masked, as in any other text.
#[must_use]
pub fn file_name(file: &Path) -> String {
    masked_name(&file.display().to_string())
}

/// The same of a name that is text.
pub(crate) fn masked_name(file: &str) -> String {
    cpr::masked(file).into_owned()
}

/// Returns the word for an invoice or a credit note.
#[must_use]
pub fn kind(texts: &Texts, kind: DocumentKind) -> String {
    match kind {
        DocumentKind::Invoice => texts.get("run-kind-invoice", &[]),
        DocumentKind::CreditNote => texts.get("run-kind-credit-note", &[]),
    }
}
