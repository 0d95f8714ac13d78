//! What a report is made of beside the statements.

use takst::{Catalogue, Policy};
use takst_explain::Texts;

/// What a report says beside the results of cases.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The texts, with those of [`messages`](crate::messages).
    pub texts: &'a Texts,
    /// Names of providers and services.
    pub catalogue: &'a Catalogue,
    /// The policy that the cases were priced by, as a [`Book`](takst::Book) has it.
    pub policy: &'a Policy,
}

impl Basis<'_> {
    /// The name of a service; of one that the catalogue lacks its id.
    pub(crate) fn service(&self, id: &str) -> String {
        let found = self.catalogue.services().find(|(_, service)| service.id == id);
        let name = found.map(|(_, service)| self.texts.lang().pick(&service.name).to_owned());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned())
    }

    /// The name of a provider; of one that the catalogue lacks its id.
    pub(crate) fn provider(&self, id: &str) -> String {
        self.catalogue.providers.iter().find(|provider| provider.id == id).map_or_else(|| id.to_owned(), |provider| provider.name.clone())
    }

    pub(crate) fn say(&self, id: &str) -> String {
        self.texts.get(id, &[])
    }
}

/// Counts over the whole case file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows read.
    pub rows: u64,
    /// Cases met.
    pub cases: u64,
    /// Cases refused.
    pub refused: u64,
    /// Lines.
    pub lines: u64,
    /// Warnings and notes.
    pub findings: u64,
}
