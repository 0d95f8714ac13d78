//! The answers that settle assumptions.

use crate::contract::code::{Asks, Code};
use crate::contract::column::Column;
use crate::model::policy::{Policy, PolicyEntry};

/// Where the question behind an assumption is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettledBy<'p> {
    /// These settings of a policy, each with a source.
    Settings(Vec<&'p str>),
    /// These columns of the case file.
    Columns(&'static [Column]),
    /// A new price list in the catalogue.
    Catalogue,
}

impl Policy {
    /// Returns what settles `code`, or `None` for a code that is no assumption. A code of the catalogue's questions is settled by their answers.
    #[must_use]
    pub fn settled_by(&self, code: Code) -> Option<SettledBy<'_>> {
        let carries = |entry: &PolicyEntry<'_>| entry.question.is_some_and(|question| question.assumption == code);
        let asked: Vec<&str> = self.entries().into_iter().filter(carries).map(|entry| entry.name).collect();
        Some(match code.asks()? {
            Asks::Setting(name) => SettledBy::Settings(vec![name]),
            _ if !asked.is_empty() => SettledBy::Settings(asked),
            Asks::Question | Asks::Catalogue => SettledBy::Catalogue,
            Asks::Columns(columns) => SettledBy::Columns(columns),
        })
    }

    /// Whether a source settles a general setting that settles `code`.
    pub(crate) fn settles(&self, code: Code) -> bool {
        code.setting().is_some_and(|name| self.entries().iter().any(|entry| entry.name == name && entry.source.is_some()))
    }
}
