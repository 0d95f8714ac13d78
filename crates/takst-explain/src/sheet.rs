//! Pages of tables: what is sent to others beside an explanation, in the same look.

use crate::html::{STYLE, bound, facts, running_foot, table_with};
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
    /// The result in sentences.
    pub summary: Vec<String>,
    /// Whether the result is a bad one.
    pub is_bad: bool,
    /// Its parts.
    pub parts: Vec<SheetPart>,
    /// What is to be known of the whole, behind its parts.
    pub closing: Vec<String>,
    /// Where it comes from.
    pub foot: Vec<Fact>,
}

/// Tables under a heading, or only sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetPart {
    /// The heading.
    pub heading: String,
    /// What is to be known of it.
    pub notes: Vec<String>,
    /// The tables.
    pub tables: Vec<SheetTable>,
}

/// A table with lines under its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTable {
    /// The table.
    pub table: Table,
    /// What stands under each row; rows that are not there have nothing.
    pub below: Vec<Vec<String>>,
}

/// How lines under rows stand.
const BELOW: &str = ".amounts tbody .explained { border-bottom: 0; break-after: avoid; } .amounts .explained th, .amounts .explained td { padding-bottom: 0; font-weight: 600; } \
                     .amounts .explained .more { font-weight: 400; } .amounts .explained th .more { color: inherit; font-size: 1em; font-weight: 600; } .amounts .below td { padding: 0 0 .45rem; } .part table + table { margin-top: 1.4rem; } .summary + .summary { margin-top: .2rem; }";

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
                    style { (PreEscaped(STYLE)) (PreEscaped(BELOW)) (PreEscaped(running_foot(&self.title))) }
                }
                body { main {
                    header {
                        h1 { (self.title) }
                        (facts(&self.facts))
                        @for line in &self.summary { p.summary.refused[self.is_bad] { (bound(line)) } }
                    }
                    @for part in &self.parts {
                        // The caption says the same as the heading: it is there for screen readers.
                        section.document.part {
                            h2 { (part.heading) }
                            @for note in &part.notes { p.note { (bound(note)) } }
                            @for of in &part.tables { (table_with(&of.table, &of.below)) }
                        }
                    }
                    @if !self.closing.is_empty() { section { @for line in &self.closing { p.note { (bound(line)) } } } }
                    footer { (facts(&self.foot)) }
                } }
            }
        };
        page.into_string() + "\n"
    }
}
