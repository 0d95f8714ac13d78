//! Pages of tables: what is sent to others beside an explanation, in the same look.

use crate::html::{STYLE, facts, running_foot, table};
use crate::lang::Lang;
use crate::model::{Fact, Table};
use maud::{DOCTYPE, PreEscaped, html};

/// A page of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Language of the texts.
    pub lang: Lang,
    /// Title of the page, and foot of each printed one.
    pub title: String,
    /// What it is about.
    pub facts: Vec<Fact>,
    /// The result in a sentence.
    pub summary: String,
    /// Whether the result is a bad one.
    pub is_bad: bool,
    /// Its parts.
    pub parts: Vec<SheetPart>,
    /// Where it comes from.
    pub foot: Vec<Fact>,
}

/// A table under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPart {
    /// The heading.
    pub heading: String,
    /// What is to be known of it.
    pub note: Option<String>,
    /// The table.
    pub table: Table,
}

impl Sheet {
    /// Returns the page. It is self-contained and runs no script; everything in it is escaped.
    #[must_use]
    pub fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.lang) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content="takst";
                    meta name="robots" content="noindex";
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) (PreEscaped(running_foot(&self.title))) }
                }
                body { main {
                    header {
                        h1 { (self.title) }
                        (facts(&self.facts))
                        p.summary.refused[self.is_bad] { (self.summary) }
                    }
                    @for part in &self.parts {
                        // The caption says the same as the heading: it is there for screen readers.
                        section.document.part {
                            h2 { (part.heading) }
                            @if let Some(note) = &part.note { p.note { (note) } }
                            (table(&part.table))
                        }
                    }
                    footer { (facts(&self.foot)) }
                } }
            }
        };
        page.into_string() + "\n"
    }
}
