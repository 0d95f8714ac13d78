//! The page that a manager reads: one file that needs nothing outside it, with a small script that filters and opens, and that shows all without it.

mod largest;
mod collected;
mod place;
mod chart;
mod groups;
mod lists;

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
use takst::{FilePlace, Finding, LineColumn, Statement};
use takst_explain::html::{STYLE, bound, facts, running_foot};
use takst_explain::model::Fact;
use takst_explain::{Receipt, Report, format};

const OWN_STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Cases that are explained on a page, so that a page for many cases still opens.
pub const MOST_EXPLAINED: usize = 100;

/// A page in the making: takes the results of cases, says which of them it wants explained, and becomes a file.
///
/// ```
/// # use takst::{Book, KnownAsOf, Policy};
/// # use takst_explain::{Lang, Receipt, Texts};
/// # use takst_report::{Basis, Counts, PageBuilder, messages};
/// let book = Book::compile(takst_catalogue::builtin(), &Policy::default(), KnownAsOf::Latest).expect("the built-in catalogue is sound");
/// let texts = Texts::with_extra(Lang::Da, &[messages(Lang::Da)]);
/// let page = PageBuilder::new(Basis { texts: &texts, catalogue: book.catalogue(), policy: book.policy() });
/// let html = page.finish("sager.csv", &Receipt::new("", "", ""), Counts::default())?;
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

    /// The page, for a case file of this name.
    ///
    /// # Errors
    /// The sums are too large.
    pub fn finish(mut self, file: &str, receipt: &Receipt, counts: Counts) -> Result<String, SumsTooLarge> {
        let page = Page::new(self.basis, &self.collected.sums, &self.explained);
        let collected = &mut self.collected;
        let title = page.say("report-title");
        let style = format!("{STYLE}{OWN_STYLE}{}", running_foot(&title));
        let body = html! {
            main {
                (head(&page, collected, file, receipt, counts))
                (page.months(collected)?)
                (page.services(collected)?)
                (page.payers(collected)?)
                (page.at_stake(collected))
                (page.capped(collected))
                (page.no_own_payment(collected))
                (page.refused(collected, counts.refused))
                (page.assumptions(collected))
                (cases(&page, &self.explained, counts))
                (foot(&page, receipt))
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

fn head(page: &Page<'_>, collected: &Collected, file: &str, receipt: &Receipt, counts: Counts) -> Markup {
    let texts = page.basis.texts;
    let lang = texts.lang();
    let fact = |id: &str, value: String| Fact { label: page.say(id), value };
    let months = || {
        let first = collected.sums.groups.first_key_value()?.0.month;
        let last = collected.sums.groups.last_key_value()?.0.month;
        Some(if first == last { format::month(lang, first) } else { format!("{} – {}", format::month(lang, first), format::month(lang, last)) })
    };
    let payers = || match page.payers.first() {
        Some(payer) if page.payers.len() == 1 => texts.municipality(*payer),
        _ => texts.get("report-all-payers", &[("payers", count(page.payers.len() as u64))]),
    };
    let cases = [("cases", count(counts.cases)), ("refused", count(counts.refused))];
    let known = receipt.as_of.map_or_else(|| page.say("receipt-as-of-latest"), |day| format::date(lang, day));
    let all = [
        fact("receipt-input", printable(file)),
        fact("page-period", months().unwrap_or_else(|| page.say("report-no-lines"))),
        fact("page-payer", payers()),
        fact("report-cases", texts.get("report-cases-of", &cases)),
        fact("receipt-as-of", known),
    ];
    let totals = &collected.sums.all.totals;
    let figures = [
        (LineColumn::Net, 0, totals.net, None),
        (LineColumn::OwnPayment, 1, totals.own_payment, Some("is-own")),
        (LineColumn::Refund, 2, totals.refund, Some("is-refund")),
        (LineColumn::AtStake, 3, totals.at_stake, Some("is-stake")),
        (LineColumn::Cost, 4, totals.cost, Some("is-cost")),
        (LineColumn::Vat, 5, totals.vat, None),
    ];
    let links = ["months", "services", "payers", "at-stake", "capped", "own-payment", "refused", "assumptions", "cases"];
    let names = [
        "report-by-month",
        "report-by-service",
        "report-by-payer",
        "report-at-stake",
        "report-capped",
        "report-own-payment",
        "report-refused",
        "report-sheet-assumptions",
        "report-explained",
    ];
    html! {
        header {
            h1 { (page.say("report-title")) }
            (facts(&all))
            dl.key { @for (column, at, amount, class) in figures { div class=[class] { dt { (texts.heading(column)) } dd data-at=(at) { (page.number(amount)) } } } }
            p.note { (page.say("report-key-note")) }
            (filter(page))
        }
        nav {
            ul {
                @for (link, name) in links.into_iter().zip(names) {
                    @if link != "payers" || page.payers.len() > 1 { li { a href={ "#" (link) } { (page.say(name)) } } }
                }
            }
        }
    }
}

/// What a reader chooses by. The script shows it; without the script there is nothing to choose.
fn filter(page: &Page<'_>) -> Markup {
    let payers: Vec<(String, String)> = page.payers.iter().map(|payer| (payer.to_string(), page.basis.texts.municipality(*payer))).collect();
    let services: Vec<(String, String)> = page.service_numbers().map(|(id, number)| (number.to_string(), page.basis.service(id))).collect();
    let years: Vec<(String, String)> = page.years.iter().map(|year| (year.to_string(), year.to_string())).collect();
    let selects = [
        ("payer", page.basis.texts.heading(LineColumn::Payer), payers),
        ("service", page.basis.texts.heading(LineColumn::Service), services),
        ("year", page.say("report-year"), years),
    ];
    if selects.iter().all(|(.., options)| options.len() < 2) {
        return html! {};
    }
    html! {
        form #filter hidden {
            @for (name, label, options) in &selects {
                @if options.len() > 1 {
                    label {
                        (label)
                        select name=(name) autocomplete="off" {
                            option value="" { (page.say("report-all")) }
                            @for (value, text) in options { option value=(value) { (text) } }
                        }
                    }
                }
            }
            button type="reset" { (page.say("report-reset")) }
            p.filtered-note hidden { (page.say("report-filtered")) }
        }
    }
}

fn cases(page: &Page<'_>, explained: &[(Box<str>, Report)], counts: Counts) -> Markup {
    let texts = page.basis.texts;
    let args = [("explained", count(explained.len() as u64)), ("cases", count(counts.cases))];
    html! {
        section.cases #cases {
            h2 { (page.say("report-explained")) }
            p.note { (bound(&texts.get("report-explained-note", &args))) }
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
