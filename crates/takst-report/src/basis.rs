//! What a report is made of beside the statements.

use takst::{Catalogue, FilePlace, Finding, Policy};
use takst_explain::{Arg, Texts};

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

    /// Where the record of a finding stands in the file, where that is not its number: `sager.csv, linje 7`, `celle C7`; empty where nothing is known.
    pub(crate) fn place(&self, place: &FilePlace) -> String {
        let line = |line: u64| ("line", Arg::Text(line.to_string()));
        let within = match (&place.cell, place.line) {
            (Some(cell), _) => Some(self.texts.get("report-place-cell", &[("cell", cell.as_str().into())])),
            (None, Some(number)) if place.is_sheet => Some(self.texts.get("report-place-row", &[line(number)])),
            (None, Some(number)) => Some(self.texts.get("report-place-line", &[line(number)])),
            (None, None) => None,
        };
        place.file.clone().into_iter().chain(within).collect::<Vec<_>>().join(", ")
    }

    /// The column of a finding, as the file names it, or else as the language does.
    pub(crate) fn column(&self, finding: &Finding, place: &FilePlace) -> String {
        let name = || finding.at.column.map_or_else(String::new, |column| self.texts.column_title(column));
        place.heading.clone().unwrap_or_else(name)
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
