//! Groups in words: names of providers and services, municipalities, reasons.

use std::collections::HashMap;
use takst::{Book, Code, Dimension, LineColumn, Municipality};
use takst_explain::{Lang, Texts};
use takst_io::printable;

/// The names of groups in a table.
pub(super) struct GroupWords<'t> {
    texts: &'t Texts,
    by: &'t [Dimension],
    providers: HashMap<String, String>,
    /// Name of the service, and id of its provider.
    services: HashMap<String, (String, String)>,
}

impl<'t> GroupWords<'t> {
    /// The names are those of these books; what is in both has the name of the first.
    pub fn new(texts: &'t Texts, by: &'t [Dimension], books: &[&Book]) -> GroupWords<'t> {
        let mut words = GroupWords { texts, by, providers: HashMap::new(), services: HashMap::new() };
        for (provider, service) in books.iter().flat_map(|book| book.catalogue().services()) {
            words.providers.entry(provider.id.clone()).or_insert_with(|| provider.name.clone());
            let name = match texts.lang() {
                Lang::Da => &service.name.da,
                Lang::En => &service.name.en,
            };
            words.services.entry(service.id.clone()).or_insert_with(|| (name.clone(), provider.id.clone()));
        }
        words
    }

    /// The heading of a group.
    pub fn heading(&self, dimension: Dimension) -> String {
        let id = match dimension {
            Dimension::Month => "cli-by-month",
            Dimension::Quarter => "cli-by-quarter",
            Dimension::Year => "cli-by-year",
            Dimension::Provider => "cli-by-provider",
            Dimension::Service => "cli-by-service",
            Dimension::Payer => "cli-by-payer",
            Dimension::Account => "cli-by-account",
            Dimension::RefundOutcome => "cli-by-outcome",
            Dimension::RefundReason => "cli-by-reason",
            Dimension::CaseId => "cli-by-case",
            Dimension::CitizenId => "cli-by-citizen",
        };
        self.texts.get(id, &[])
    }

    /// A group in words.
    pub fn group(&self, dimension: Dimension, text: &str) -> String {
        match dimension {
            Dimension::Service => self.service(text, !self.by.contains(&Dimension::Provider)),
            Dimension::Account if text.is_empty() => self.texts.get("cli-by-no-account", &[]),
            Dimension::RefundOutcome => self.texts.get(&format!("outcome-word-{text}"), &[]),
            Dimension::RefundReason => text.parse::<Code>().map_or_else(|_| text.to_owned(), |code| self.texts.code(code)),
            Dimension::Provider | Dimension::Payer => self.value(dimension.column(), text),
            _ => printable(text),
        }
    }

    /// A value of a column of lines in words.
    pub fn value(&self, column: LineColumn, text: &str) -> String {
        match column {
            LineColumn::Provider => self.providers.get(text).map_or_else(|| printable(text), |name| printable(name)),
            LineColumn::Service => self.service(text, true),
            LineColumn::Payer => Municipality::read(text).map_or_else(|_| text.to_owned(), |payer| self.texts.municipality(payer)),
            _ => printable(text),
        }
    }

    fn service(&self, id: &str, with_provider: bool) -> String {
        let Some((name, provider)) = self.services.get(id) else { return printable(id) };
        let name = printable(name);
        match self.providers.get(provider).filter(|_| with_provider) {
            Some(provider) => format!("{}: {name}", printable(provider)),
            None => name,
        }
    }
}
