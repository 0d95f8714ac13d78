//! The texts of reports in Danish and English, beside those of the explanations.

use takst_explain::{Arg, Lang};

/// The messages of a language as Fluent, for [`Texts::with_extra`](takst_explain::Texts::with_extra).
#[must_use]
pub const fn messages(lang: Lang) -> &'static str {
    match lang {
        Lang::Da => include_str!("../messages/da.ftl"),
        Lang::En => include_str!("../messages/en.ftl"),
    }
}

/// A count for a message: beyond four billion the plural no longer depends on it.
pub(crate) fn count(n: u64) -> Arg {
    u32::try_from(n).map_or_else(|_| Arg::Text(n.to_string()), Arg::Count)
}
