//! Sources numbered in the order in which steps cite them.

use crate::format;
use crate::model::SourcePart;
use crate::texts::Texts;
use takst::Catalogue;
use takst::catalogue::Provider;
use takst::source::{Source, SourceDocument};

/// The sources cited so far.
pub(crate) struct Sources<'a> {
    catalogue: &'a Catalogue,
    texts: &'a Texts,
    cited: Vec<(Option<SourceDocument>, Source)>,
}

impl<'a> Sources<'a> {
    pub fn new(catalogue: &'a Catalogue, texts: &'a Texts) -> Sources<'a> {
        Sources { catalogue, texts, cited: Vec::new() }
    }

    /// Number of a source; `provider` is where its document is looked for first, then the law.
    pub fn number(&mut self, provider: Option<&Provider>, source: &Source) -> usize {
        let document = source.document.as_ref().and_then(|id| {
            let own = provider.into_iter().flat_map(|p| &p.documents);
            own.chain(&self.catalogue.law.documents).find(|document| document.id == *id).cloned()
        });
        let entry = (document, source.clone());
        match self.cited.iter().position(|cited| *cited == entry) {
            Some(at) => at + 1,
            None => {
                self.cited.push(entry);
                self.cited.len()
            }
        }
    }

    pub fn into_parts(self) -> Vec<SourcePart> {
        let texts = self.texts;
        (1..).zip(self.cited).map(|(number, (document, source))| part(texts, number, document, source)).collect()
    }
}

fn part(texts: &Texts, number: usize, document: Option<SourceDocument>, source: Source) -> SourcePart {
    let label = texts.get("page-source", &[("number", number.to_string().into())]);
    let quote_text = source.quote.as_ref().map(|quote| texts.get("page-source-quote", &[("quote", quote.as_str().into())]));
    let Some(document) = document else {
        // No document, or one the catalogue does not hold: what the source says of itself is all there is.
        let title = source.document.map_or_else(|| source.place.clone(), |id| format!("{id}, {}", source.place));
        return SourcePart {
            number,
            title,
            publisher: None,
            date: None,
            date_note: None,
            place: None,
            quote: source.quote,
            published_text: None,
            quote_text,
            label,
        };
    };
    let date = match (document.date, &document.date_note) {
        (Some(day), _) => format::date(texts.lang(), day),
        (None, Some(note)) => note.clone(),
        (None, None) => texts.get("page-source-undated", &[]),
    };
    let published = texts.get("page-source-published", &[("publisher", document.publisher.as_str().into()), ("date", date.into())]);
    SourcePart {
        number,
        title: document.title,
        publisher: Some(document.publisher),
        date: document.date.map(|day| day.to_string()),
        date_note: document.date_note,
        place: Some(source.place),
        quote: source.quote,
        published_text: Some(published),
        quote_text,
        label,
    }
}
