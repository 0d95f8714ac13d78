//! Texts in one language, from Fluent message files.

use crate::format::marked;
use crate::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt;
use unic_langid::LanguageIdentifier;

/// The message files of each language, by theme. A test keeps their ids and variables equal.
pub(crate) const DANISH: &[&str] = &[
    include_str!("../messages/da/cells.ftl"),
    include_str!("../messages/da/codes.ftl"),
    include_str!("../messages/da/columns.ftl"),
    include_str!("../messages/da/einvoice.ftl"),
    include_str!("../messages/da/findings.ftl"),
    include_str!("../messages/da/map.ftl"),
    include_str!("../messages/da/page.ftl"),
    include_str!("../messages/da/paper.ftl"),
    include_str!("../messages/da/reading.ftl"),
    include_str!("../messages/da/received.ftl"),
    include_str!("../messages/da/refund.ftl"),
    include_str!("../messages/da/steps.ftl"),
    include_str!("../messages/da/system.ftl"),
    include_str!("../messages/da/units.ftl"),
];
pub(crate) const ENGLISH: &[&str] = &[
    include_str!("../messages/en/cells.ftl"),
    include_str!("../messages/en/codes.ftl"),
    include_str!("../messages/en/columns.ftl"),
    include_str!("../messages/en/einvoice.ftl"),
    include_str!("../messages/en/findings.ftl"),
    include_str!("../messages/en/map.ftl"),
    include_str!("../messages/en/page.ftl"),
    include_str!("../messages/en/paper.ftl"),
    include_str!("../messages/en/reading.ftl"),
    include_str!("../messages/en/received.ftl"),
    include_str!("../messages/en/refund.ftl"),
    include_str!("../messages/en/steps.ftl"),
    include_str!("../messages/en/system.ftl"),
    include_str!("../messages/en/units.ftl"),
];

/// A value a message speaks of. Numbers of money are passed as text that [`format`](crate::format) has written;
/// only counts, which choose between singular and plural, are passed as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text, as it is to stand.
    Text(String),
    /// A count of days, weeks, rows …
    Count(u32),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Arg {
        Arg::Count(count)
    }
}

/// The texts of one language. Making one parses the message files; keep it and share it (it is `Send` and `Sync`).
///
/// ```
/// use takst_explain::{Lang, Texts};
/// let texts = Texts::new(Lang::Da);
/// assert_eq!(texts.get("expected-notice-not-after", &[("day", "20. marts 2023".into())]), "Fristen var 20. marts 2023.");
/// ```
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of takst in `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Texts {
        Texts::with_extra(lang, &[])
    }

    /// The texts of takst and those of further Fluent sources, for a program with messages of its own.
    /// A later message replaces an earlier one of the same id.
    #[must_use]
    pub fn with_extra(lang: Lang, sources: &[&str]) -> Texts {
        let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are invisible characters that would end up in terminals, files and searches.
        bundle.set_use_isolating(false);
        // Numbers have the language's separator of thousands.
        bundle.set_formatter(Some(match lang {
            Lang::Da => |value, _| grouped(Lang::Da, value),
            Lang::En => |value, _| grouped(Lang::En, value),
        }));
        let own = match lang {
            Lang::Da => DANISH,
            Lang::En => ENGLISH,
        };
        for source in own.iter().chain(sources) {
            // What cannot be parsed is left out; its ids then show as keys, which a test forbids for our own files.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Texts { lang, bundle }
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message `id` with its variables; the id itself where there is no such message.
    #[must_use]
    pub fn get(&self, id: &str, args: &[(&str, Arg)]) -> String {
        match self.try_get(id, args) {
            Ok(text) => text,
            Err(Unsaid::NoMessage(id)) => id,
            Err(Unsaid::BadVariables { text, .. }) => text,
        }
    }

    /// The message `id` with its variables, or why it cannot be said: for tests of message files.
    ///
    /// # Errors
    /// There is no such message, or it speaks of a variable that `args` does not give.
    pub fn try_get(&self, id: &str, args: &[(&str, Arg)]) -> Result<String, Unsaid> {
        let pattern = self.bundle.get_message(id).and_then(|m| m.value()).ok_or_else(|| Unsaid::NoMessage(id.to_owned()))?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Count(count) => FluentValue::from(*count),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let mut text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        // An amount in kroner at the end of a sentence has the full stop already.
        if text.contains("kr..") {
            text = text.replace("kr..", "kr.");
        }
        if errors.is_empty() {
            Ok(text)
        } else {
            let errors = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            Err(Unsaid::BadVariables { id: id.to_owned(), errors, text })
        }
    }

    /// "a, b and c", "a, b or c": the last two joined by the message `joint`.
    pub(crate) fn list(&self, joint: &str, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.get(joint, &[("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }
}

fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(marked(lang, &number.as_string())),
        _ => None,
    }
}

/// Why a message could not be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsaid {
    /// No message has this id.
    NoMessage(String),
    /// The message speaks of variables it was not given, or cannot be resolved otherwise.
    BadVariables {
        /// The message.
        id: String,
        /// What is wrong with it.
        errors: String,
        /// The text all the same.
        text: String,
    },
}

impl fmt::Display for Unsaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unsaid::NoMessage(id) => write!(f, "there is no message {id}"),
            Unsaid::BadVariables { id, errors, .. } => write!(f, "message {id}: {errors}"),
        }
    }
}

impl std::error::Error for Unsaid {}
