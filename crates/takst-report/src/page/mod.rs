//! The page that a manager reads: one file that needs nothing outside it, with a small script that filters and opens, and that shows all without it.

mod about;
mod largest;
mod remarks;
mod by_payer;
mod collected;
mod place;
mod chart;
mod groups;
mod lists;
mod head;

pub use about::About;

use crate::basis::{Basis, Counts};
use crate::sums::SumsTooLarge;
use crate::words::count;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use collected::Collected;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use place::Page;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use takst::written::printable;
use takst::{Citizen, FilePlace, Finding, Statement};
use takst_explain::html::{STYLE, bound, facts, running_foot};
use takst_explain::{Receipt, Report};

const OWN_STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Cases that are explained on a page, so that a page for many cases still opens.
pub const MOST_EXPLAINED: usize = 100;

/// A page in the making: takes the results of cases, says which of them it wants explained, and becomes a file.
///
/// ```
/// # use takst::{Book, KnownAsOf, Policy};
/// # use takst_explain::{Lang, Receipt, Texts};
/// # use takst_report::{About, Basis, Counts, PageBuilder, messages};
/// let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
/// let texts = Texts::with_extra(Lang::Da, &[messages(Lang::Da)]);
/// let page = PageBuilder::new(Basis { texts: &texts, catalogue: book.catalogue(), policy: book.policy() });
/// let receipt = Receipt::new("", "", "");
/// let html = page.finish(&About { file: "sager.csv", receipt: &receipt, counts: Counts::default(), shown: &[] })?;
/// assert!(html.contains("Ingen sag er afvist."));
/// # Ok::<(), takst_report::SumsTooLarge>(())
/// ```
pub struct PageBuilder<'a> {
    basis: Basis<'a>,
    collected: Collected,
    explained: Vec<(Box<str>, Report)>,
}

impl<'a> PageBuilder<'a> {
    /// A page without cases.
    #[must_use]
    pub fn new(basis: Basis<'a>) -> PageBuilder<'a> {
        PageBuilder { basis, collected: Collected::new(), explained: Vec::new() }
    }

    /// Takes note of a citizen's cases before their results: which payers their rows have, also those that are refused. `is_own` as in `takst_io::Sink`.
    pub fn citizen(&mut self, citizen: &Citizen, is_own: &[bool]) {
        self.collected.payers.citizen(citizen, is_own);
    }

    /// Adds a finding about the file as a whole.
    pub fn file_finding(&mut self, finding: &Finding, place: FilePlace) {
        self.collected.remarks.add(None, finding, place);
    }

    /// Adds the result of a case; `place` says where what a finding speaks of stands in the file.
    ///
    /// # Errors
    /// The sums are too large.
    pub fn statement(&mut self, statement: &Statement, place: &dyn Fn(&Finding) -> FilePlace) -> Result<(), SumsTooLarge> {
        self.collected.add(statement, place)
    }

    /// The cases that a figure leads to and that are to be explained, at most [`MOST_EXPLAINED`]: the largest uncertainties, the first of each list and
    /// of each refused code, the largest case of each service, payer and month, and then the rest of the lists.
    pub fn cases_to_explain(&mut self) -> Vec<Box<str>> {
        let of = &mut self.collected;
        let lists: Vec<Vec<Box<str>>> =
            [&mut of.at_stake, &mut of.capped, &mut of.no_own_payment].map(|list| list.rows.sorted().map(|row| row.case_id.clone()).collect()).into();
        let first = lists.iter().flat_map(|list| list.iter().take(lists::LARGEST));
        let refused_first = of.refused.values().flat_map(|by| by.places.iter().take(1)).map(|place| &place.case_id);
        let largest = of.by_service.0.values().chain(of.by_payer.0.values()).chain(of.by_month.0.values()).map(|(_, case)| case);
        let refused = of.refused.values().flat_map(|by| &by.places).map(|place| &place.case_id);
        let rest = lists.iter().flatten();
        let mut seen = HashSet::new();
        let wanted = first.chain(refused_first).chain(largest).chain(refused).chain(rest);
        wanted.filter(|id| !id.is_empty() && seen.insert((*id).clone())).take(MOST_EXPLAINED).cloned().collect()
    }

    /// Adds the explanation of a case.
    pub fn explained(&mut self, case_id: &str, report: Report) {
        self.explained.push((case_id.into(), report));
    }

    /// The page.
    ///
    /// # Errors
    /// The sums are too large.
    pub fn finish(mut self, about: &About<'_>) -> Result<String, SumsTooLarge> {
        let page = Page::new(self.basis, &self.collected.sums, &self.explained);
        let counts = about.counts;
        let collected = &mut self.collected;
        let title = page.say("report-title");
        let style = format!("{STYLE}{OWN_STYLE}{}", running_foot(&title));
        let body = html! {
            main {
                (page.head(collected, about))
                (page.months(collected)?)
                (page.services(collected)?)
                (page.payers(collected)?)
                (page.at_stake(collected))
                (page.capped(collected))
                (page.no_own_payment(collected))
                (page.refused(collected, counts.refused))
                (page.remarks(collected))
                (page.assumptions(collected))
                (cases(&page, &self.explained, counts))
                (foot(&page, about.receipt))
            }
        };
        let html = html! {
            (DOCTYPE)
            html lang=(self.basis.texts.lang()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(content_policy(&style));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content="takst";
                    meta name="robots" content="noindex";
                    title { (title) }
                    style { (PreEscaped(style)) }
                }
                body { (chart::patterns()) (body) script { (PreEscaped(SCRIPT)) } }
            }
        };
        Ok(html.into_string() + "\n")
    }
}

/// Nothing is fetched, and nothing runs but the page's own style and script, known by their checksums.
fn content_policy(style: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!("default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'", hash(style), hash(SCRIPT))
}

fn cases(page: &Page<'_>, explained: &[(Box<str>, Report)], counts: Counts) -> Markup {
    let texts = page.basis.texts;
    let args = [("explained", count(explained.len() as u64)), ("cases", count(counts.cases))];
    html! {
        section.cases #cases {
            h2 { (page.say("report-explained")) }
            p.note { (bound(&texts.get("report-explained-note", &args))) }
            p.note.print-only { (page.say("report-explained-print")) }
            p.script-only hidden {
                button type="button" data-open="all" { (page.say("report-open-all")) } " "
                button type="button" data-open="none" { (page.say("report-close-all")) }
            }
            @for (number, (id, report)) in (1..).zip(explained) {
                details id={ "case-" (number) } open {
                    summary { h3 { (page.say("page-case")) " " (printable(id)) } }
                    div.case { (PreEscaped(report.html_part(&format!("case-{number}-")))) }
                }
            }
        }
    }
}

fn foot(page: &Page<'_>, receipt: &Receipt) -> Markup {
    let section = receipt.section(page.basis.texts);
    html! {
        footer {
            h2 { (section.heading) }
            @if let Some(note) = &section.note { p.note { (note) } }
            (facts(&section.items))
        }
    }
}
