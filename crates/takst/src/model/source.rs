//! Where a published value comes from.

use chrono::NaiveDate;
use std::fmt;

/// A published document that values cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    /// Short id within its catalogue file.
    pub id: String,
    /// Title as published.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Day of publication, where the document states one.
    pub date: Option<NaiveDate>,
    /// What is known of its date otherwise.
    pub date_note: Option<String>,
}

/// The source of one value: a document and the place in it, or a plain statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Id of the cited [`SourceDocument`], or `None` when `place` says it all.
    pub document: Option<String>,
    /// The place in the document (heading, paragraph), or the whole statement ("takstblad 2019").
    pub place: String,
    /// The words of the document, in its own language.
    pub quote: Option<String>,
}

impl Source {
    /// A source stated in one text.
    pub fn stated(text: impl Into<String>) -> Source {
        Source { document: None, place: text.into(), quote: None }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(document) = &self.document {
            write!(f, "{document}, ")?;
        }
        f.write_str(&self.place)?;
        match &self.quote {
            Some(quote) => write!(f, ": »{quote}«"),
            None => Ok(()),
        }
    }
}
