//! The explanation as one page of HTML: nothing outside it is needed to read or print it, and it runs no script.
//!
//! The pieces of such a page serve other pages in the same look.

use crate::model::{Align, AnswerPart, AssumptionPart, DocumentPart, Fact, Fold, LinePart, Note, Report, Section, SourcePart, StepPart, Table};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::fmt::Write;

/// The style of explanations and pages of tables.
pub const STYLE: &str = include_str!("page.css");

impl Report {
    /// The explanation as a self-contained, printable page. Everything that comes from a case file or catalogue is escaped.
    #[must_use]
    pub fn html(&self) -> String {
        page(self.lang, &self.title, &self.body())
    }

    /// The explanation as a part of a longer page, without heading, receipt and style: those of the page hold. Ids of the part begin with `prefix`,
    /// which is unique on the page, and its headings are two levels lower than on a page of its own.
    #[must_use]
    pub fn html_part(&self, prefix: &str) -> String {
        let at = Place { prefix, lower: 2 };
        let part = html! {
            (facts(&self.facts))
            p.summary.refused[self.refused] { (bound(&self.summary)) }
            (self.sections(at))
        };
        part.into_string()
    }

    fn body(&self) -> Markup {
        html! {
            header {
                h1 { (self.heading) }
                (facts(&self.facts))
                p.summary.refused[self.refused] { (bound(&self.summary)) }
            }
            (self.sections(Place { prefix: "", lower: 0 }))
            (self.receipt())
        }
    }

    fn receipt(&self) -> Markup {
        html! {
            footer {
                h2 { (self.receipt_section.heading) }
                @if let Some(note) = &self.receipt_section.note { p.note { (note) } }
                (facts(&self.receipt_section.items))
            }
        }
    }

    fn sections(&self, at: Place<'_>) -> Markup {
        html! {
            @if let Some(section) = &self.faults { (notes(at, section, "faults")) }
            @if let Some(totals) = &self.totals_table { section.totals { (table(totals)) } }
            @for part in &self.documents { (document(at, part)) }
            @if let Some(section) = &self.findings { (notes(at, section, "findings")) }
            @if let Some(section) = &self.assumptions { (assumptions(at, section)) }
            @for section in [&self.settled_questions, &self.unsourced_answers].into_iter().flatten() { (answers(at, section)) }
            @if let Some(section) = &self.sources { (sources(at, section)) }
        }
    }
}

/// Explanations of several cases of one run as a page like that of one, with a list of the cases at its head and one receipt.
#[must_use]
pub fn html_of_cases(reports: &[Report]) -> String {
    let [first, _, ..] = reports else { return reports.first().map(Report::html).unwrap_or_default() };
    let prefix = |number: usize| format!("case-{number}-");
    let body = html! {
        header {
            h1 { (first.heading) }
            ul { @for (number, report) in (1..).zip(reports) { li { a href={ "#" (prefix(number)) } { (report.case_id) } } } }
        }
        @for (number, report) in (1..).zip(reports) {
            section.case {
                h2 id=(prefix(number)) { (report.case_id) }
                (facts(&report.facts))
                p.summary.refused[report.refused] { (bound(&report.summary)) }
                (report.sections(Place { prefix: &prefix(number), lower: 1 }))
            }
        }
        (first.receipt())
    };
    page(first.lang, &first.heading, &body)
}

/// A self-contained page.
fn page(lang: &str, title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="takst";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(running_foot(title))) }
            }
            body { main { (body) } }
        }
    };
    page.into_string() + "\n"
}

/// Where an explanation stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// What its ids begin with.
    prefix: &'a str,
    /// How many levels lower its headings are than on a page of its own.
    lower: u8,
}

impl Place<'_> {
    fn source(self, number: usize) -> String {
        format!("{}source-{number}", self.prefix)
    }

    fn assumption(self, number: usize) -> String {
        format!("{}assumption-{number}", self.prefix)
    }

    /// The link to a source. The space before it does not break: a number alone on a line would be lost.
    fn cited(self, source: Option<usize>) -> Markup {
        html! { @if let Some(number) = source { "\u{a0}" a.source href={ "#" (self.source(number)) } { "[" (number) "]" } } }
    }

    fn heading(self, level: u8, text: &Markup) -> Markup {
        match level + self.lower {
            2 => html! { h2 { (text) } },
            3 => html! { h3 { (text) } },
            4 => html! { h4 { (text) } },
            _ => html! { h5 { (text) } },
        }
    }
}

/// The foot of each printed page: what it belongs to, and its number. Every character that is no plain letter or digit is
/// written as a CSS escape, so that a title can end neither the string nor the style element.
#[must_use]
pub fn running_foot(title: &str) -> String {
    let mut text = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            text.push(c);
        } else {
            let _ = write!(text, "\\{:x} ", u32::from(c));
        }
    }
    format!("@page {{ @bottom-left {{ content: \"{text}\"; }} @bottom-right {{ content: counter(page) \" / \" counter(pages); }} }}")
}

/// The text with spaces that do not break inside dates, amounts, differences and paragraphs of an act: `1. april`, `545,00 kr.`, `DKK 545.00`, `§ 110`.
#[must_use]
pub fn bound(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let glued = |i: usize| {
        let (before, after) = (at(i.checked_sub(1)), at(Some(i + 1)));
        let ordinal = before == '.' && at(i.checked_sub(2)).is_ascii_digit() && after.is_lowercase();
        let kroner = before.is_ascii_digit() && after == 'k' && at(Some(i + 2)) == 'r' && at(Some(i + 3)) == '.';
        let dkk = before == 'K' && after.is_ascii_digit();
        let formula = [before, after].contains(&'−') || after == '=';
        ordinal || kroner || dkk || formula || before == '§'
    };
    chars.iter().enumerate().map(|(i, c)| if *c == ' ' && glued(i) { '\u{a0}' } else { *c }).collect()
}

/// A list of labels and their values.
#[must_use]
pub fn facts(facts: &[Fact]) -> Markup {
    html! {
        dl.facts {
            @for fact in facts { div { dt { (bound(&fact.label)) } dd { (bound(&fact.value)) } } }
        }
    }
}

fn notes(at: Place<'_>, section: &Section<Note>, class: &str) -> Markup {
    html! {
        section class=(class) {
            (at.heading(2, &html! { (section.heading) }))
            @if let Some(note) = &section.note { p.note { (note) } }
            ul {
                @for note in &section.items {
                    li class={ "is-" (note.severity) } {
                        p { strong { (note.severity_text) ": " (bound(&note.label)) } " " code { (note.code) } }
                        p {
                            (bound(&note.text))
                            (at.cited(note.source))
                        }
                    }
                }
            }
        }
    }
}

fn align(align: Align) -> Option<&'static str> {
    match align {
        Align::Words => None,
        Align::Numbers => Some("number"),
    }
}

/// Further lines of a cell say more about its first.
fn lines_of(cell: &str) -> Markup {
    let (first, second) = cell.split_once('\n').map_or((cell, None), |(first, second)| (first, Some(second)));
    html! { (bound(first)) @for line in second.into_iter().flat_map(str::lines) { br; span.more { (bound(line)) } } }
}

/// A table, escaped.
#[must_use]
pub fn table(table: &Table) -> Markup {
    table_with(table, &[])
}

/// A table with lines under its rows, as wide as the table.
pub(crate) fn table_with(table: &Table, below: &[Vec<String>]) -> Markup {
    // The first column of words names its row.
    let names = table.columns.iter().position(|column| column.align == Align::Words);
    html! {
        table.amounts {
            caption { (bound(&table.caption)) }
            thead {
                tr { @for column in &table.columns { th scope="col" class=[align(column.align)] { (column.label) } } }
            }
            tbody {
                @for (place, row) in table.rows.iter().enumerate() {
                    @let lines = below.get(place).map_or(&[][..], Vec::as_slice);
                    tr class=[(!lines.is_empty()).then_some("explained")] {
                        @for (at, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                            @if Some(at) == names { th scope="row" { (lines_of(cell)) } }
                            @else { td class=[align(column.align)] { (lines_of(cell)) } }
                        }
                    }
                    @if !lines.is_empty() {
                        tr.below { td colspan=(table.columns.len()) { @for line in lines { p { (bound(line)) } } } }
                    }
                }
            }
            @if let Some(total) = &table.total {
                tfoot {
                    tr {
                        @for (at, (cell, column)) in total.iter().zip(&table.columns).enumerate() {
                            @if Some(at) == names { th scope="row" { (bound(cell)) } }
                            @else { td class=[align(column.align)] { (bound(cell)) } }
                        }
                    }
                }
            }
        }
    }
}

fn document(at: Place<'_>, part: &DocumentPart) -> Markup {
    html! {
        section.document {
            (at.heading(2, &html! { (bound(&part.heading)) span.payer { (part.payer_text) } }))
            @if let Some(hold) = &part.hold_text { p.hold { (bound(hold)) } }
            (table(&part.table))
            @for part in part.lines.iter().filter(|part| part.fold != Fold::Above) { (line(at, part)) }
        }
    }
}

fn line(at: Place<'_>, part: &LinePart) -> Markup {
    let (assumed, steps): (Vec<&StepPart>, Vec<&StepPart>) = part.steps.iter().partition(|step| step.assumption.is_some());
    html! {
        section.line {
            (at.heading(3, &html! { (bound(&part.heading)) }))
            p.about { (bound(&part.about)) }
            table.steps aria-label=(part.heading) {
                tbody {
                    @for part in steps { (step(at, part)) }
                    @if !assumed.is_empty() {
                        tr.rests {
                            th scope="row" { (part.rests_on) }
                            td colspan="2" {
                                @for part in assumed {
                                    @if let Some(number) = part.assumption { a href={ "#" (at.assumption(number)) } { (bound(&part.label)) ": " (bound(&part.text)) } }
                                }
                            }
                        }
                    }
                }
            }
            @if let Fold::First(more) = &part.fold { p.about.alike { (bound(more)) } }
        }
    }
}

fn step(at: Place<'_>, part: &StepPart) -> Markup {
    html! {
        tr class={ (part.kind) @if part.calculation.is_some() { " computed" } } {
            th scope="row" { (bound(&part.label)) }
            td {
                (bound(&part.text))
                (at.cited(part.source))
                @if let Some(calculation) = &part.calculation { span.calculation { (bound(calculation)) " =" } }
            }
            td.number { @if let Some(result) = &part.result { (bound(result)) } }
        }
    }
}

fn assumptions(at: Place<'_>, section: &Section<AssumptionPart>) -> Markup {
    html! {
        section.assumptions {
            (at.heading(2, &html! { (section.heading) }))
            @if let Some(note) = &section.note { p.note { (note) } }
            ol {
                @for part in &section.items {
                    li id=(at.assumption(part.number)) value=(part.number) {
                        p { strong { (bound(&part.label)) } " " code { (part.code) } " " span.more { (bound(&part.lines_text)) } }
                        p { (bound(&part.text)) }
                        p.settle { (bound(&part.settle)) }
                    }
                }
            }
        }
    }
}

fn answers(at: Place<'_>, section: &Section<AnswerPart>) -> Markup {
    html! {
        section.answers {
            (at.heading(2, &html! { (section.heading) }))
            @if let Some(note) = &section.note { p.note { (note) } }
            ul {
                @for part in &section.items {
                    li {
                        p { strong { (bound(&part.question)) } " " code { (part.setting) } }
                        p { (bound(&part.answer_text)) }
                        @if let Some(source) = &part.source_text { p { (bound(source)) } }
                    }
                }
            }
        }
    }
}

fn sources(at: Place<'_>, section: &Section<SourcePart>) -> Markup {
    html! {
        section.sources {
            (at.heading(2, &html! { (section.heading) }))
            ol {
                @for part in &section.items {
                    li id=(at.source(part.number)) value=(part.number) {
                        p { cite { (bound(&part.title)) } @if let Some(published) = &part.published_text { ". " (bound(published)) } }
                        @if let Some(place) = &part.place { p { (bound(place)) } }
                        // Documents are quoted in their own language, which is Danish.
                        @if let Some(quote) = &part.quote_text { p.quote { (quote) } }
                    }
                }
            }
        }
    }
}
