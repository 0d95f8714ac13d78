//! Printed pages: invoices, credit notes, plans of corrections and claims, as a Danish office writes them; and a document explained as text.
//!
//! A page needs nothing outside it and runs no script. Everything that comes from a file or a ledger is escaped.

mod claim;
mod document;
mod explained;
mod plan;

pub use claim::{ClaimBasis, ClaimPage, claim};
pub use document::documents;
pub use explained::explained;
pub use plan::{PlanPage, plan};

use crate::html::{bound, running_foot};
use crate::texts::{Arg, Texts};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use takst::Catalogue;

const STYLE: &str = include_str!("paper.css");

/// What all pages say in one language.
#[derive(Clone, Copy)]
struct Paper<'a> {
    texts: &'a Texts,
    catalogue: &'a Catalogue,
}

impl Paper<'_> {
    fn say(&self, id: &str) -> String {
        bound(&self.texts.get(id, &[]))
    }

    fn say_with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        bound(&self.texts.get(id, args))
    }

    /// The name of a service; of one that the catalogue lacks its id.
    fn service(&self, id: &str) -> String {
        let found = self.catalogue.services().find(|(_, service)| service.id == id);
        found.map_or_else(|| id.to_owned(), |(_, service)| self.texts.lang().pick(&service.name).to_owned())
    }

    /// The name of a provider; of one that the catalogue lacks its id.
    fn provider(&self, id: &str) -> String {
        let found = self.catalogue.providers.iter().find(|provider| provider.id == id);
        found.map_or_else(|| id.to_owned(), |provider| provider.name.clone())
    }

    /// A whole page with its title, which stands in the foot of each printed sheet.
    fn page(&self, title: &str, body: &Markup) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.texts.lang()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content="takst";
                    meta name="robots" content="noindex";
                    title { (title) }
                    style { (PreEscaped(STYLE)) (PreEscaped(running_foot(title))) }
                }
                body { (body) }
            }
        };
        page.into_string() + "\n"
    }
}

/// A list of terms and what is said of them; empty ones are left out.
fn facts(class: &str, facts: &[(String, String)]) -> Markup {
    html! {
        dl class=(class) {
            @for (term, text) in facts.iter().filter(|(_, text)| !text.is_empty()) { div { dt { (term) } dd { (text) } } }
        }
    }
}

/// The heading cells of a table; the last `numbers` are of numbers.
fn head(cells: &[String], numbers: usize) -> Markup {
    let words = cells.len() - numbers;
    html! {
        thead { tr { @for (place, cell) in cells.iter().enumerate() { th scope="col" class=[(place >= words).then_some("number")] { (cell) } } } }
    }
}

/// A row of a table; the last `numbers` cells are of numbers.
fn row(cells: &[String], numbers: usize) -> Markup {
    let words = cells.len() - numbers;
    html! {
        tr {
            @for (place, cell) in cells.iter().enumerate() {
                td class=[(place >= words).then_some("number")] {
                    @for (place, line) in cell.lines().enumerate() {
                        @if place == 0 { (line) } @else { br; span.more { (line) } }
                    }
                }
            }
        }
    }
}
