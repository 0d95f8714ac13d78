//! The explanation as text for a terminal: columns of amounts aligned, sentences wrapped.

use crate::model::{
    Align, AnswerPart, AssumptionPart, Column, DocumentPart, Fact, Fold, LinePart, Note, Report, Room, Section, SourcePart, StepPart, Table,
};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Columns of the terminal a text is written for.
const WIDTH: usize = 100;
/// Columns of the label and of the result of a step.
const LABEL: usize = 25;
const RESULT: usize = 16;
/// Columns that a column of words keeps.
const LEAST: usize = 12;
const GAP: usize = 2;
/// Columns a step is set in.
const INDENT: usize = 2;

impl Report {
    /// The explanation as plain text, at most 100 columns wide.
    #[must_use]
    pub fn text(&self) -> String {
        let mut page = Page(String::new());
        page.line(0, &self.heading);
        page.rule('=');
        page.facts(&self.facts);
        page.blank();
        page.paragraph(0, &self.summary);
        page.notes(self.faults.as_ref());
        if let Some(table) = &self.totals_table {
            page.blank();
            page.line(0, &table.caption);
            page.table(table);
        }
        for document in &self.documents {
            page.document(document);
        }
        page.notes(self.findings.as_ref());
        page.assumptions(self.assumptions.as_ref());
        page.answers(self.settled_questions.as_ref());
        page.answers(self.unsourced_answers.as_ref());
        page.sources(self.sources.as_ref());
        page.section(&self.receipt_section.heading, self.receipt_section.note.as_deref());
        page.facts(&self.receipt_section.items);
        page.0
    }
}

/// A text that grows line by line.
#[derive(Default)]
pub(crate) struct Page(pub(crate) String);

/// `text` in a cell of `width` columns.
fn cell(text: &str, width: usize, align: Align) -> String {
    let pad = " ".repeat(width.saturating_sub(text.width()));
    match align {
        Align::Words => format!("{text}{pad}"),
        Align::Numbers => format!("{pad}{text}"),
    }
}

/// The text with a full stop at its end.
fn stopped(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    // Names of settings and columns hold hyphens; they stay whole.
    let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

impl Page {
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        self.0.push_str(&" ".repeat(indent));
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    pub(crate) fn blank(&mut self) {
        self.0.push('\n');
    }

    pub(crate) fn rule(&mut self, mark: char) {
        self.line(0, &mark.to_string().repeat(WIDTH));
    }

    pub(crate) fn paragraph(&mut self, indent: usize, text: &str) {
        for line in wrapped(text, WIDTH.saturating_sub(indent)) {
            self.line(indent, &line);
        }
    }

    /// A paragraph whose first line begins with `mark` and whose others are set in under the text.
    fn item(&mut self, mark: &str, text: &str) {
        let indent = mark.width() + 1;
        for (i, line) in wrapped(text, WIDTH.saturating_sub(indent)).iter().enumerate() {
            if i == 0 { self.line(0, &format!("{mark} {line}")) } else { self.line(indent, line) }
        }
    }

    fn section(&mut self, heading: &str, note: Option<&str>) {
        self.blank();
        self.line(0, heading);
        self.rule('-');
        if let Some(note) = note {
            self.paragraph(0, note);
            self.blank();
        }
    }

    pub(crate) fn facts(&mut self, facts: &[Fact]) {
        let width = facts.iter().map(|fact| fact.label.width()).max().unwrap_or(0) + GAP;
        for fact in facts {
            self.line(0, &format!("{}{}", cell(&fact.label, width, Align::Words), fact.value));
        }
    }

    fn notes(&mut self, section: Option<&Section<Note>>) {
        let Some(section) = section else { return };
        self.section(&section.heading, section.note.as_deref());
        for note in &section.items {
            let source = note.source.map(|source| format!("\u{a0}[{source}]")).unwrap_or_default();
            self.item("*", &format!("{} ({}): {}{source}", note.severity_text, note.code, note.text));
        }
    }

    pub(crate) fn table(&mut self, table: &Table) {
        let shown: Vec<(usize, &Column)> = table.columns.iter().enumerate().filter(|(_, column)| column.room == Room::Always).collect();
        let rows = || table.rows.iter().chain(&table.total);
        let widest = |at: usize| rows().filter_map(|row| row.get(at)).flat_map(|cell| cell.lines()).map(UnicodeWidthStr::width).max();
        let mut widths: Vec<usize> = shown.iter().map(|(at, column)| widest(*at).unwrap_or(0).max(column.label.width())).collect();
        let room = WIDTH.saturating_sub(GAP * (widths.len().saturating_sub(1)));
        // Columns of words give way, and where that is not enough the headings of numbers break: the amounts stay whole.
        let gives: usize =
            shown.iter().zip(&widths).filter(|((_, column), _)| column.align == Align::Words).map(|(_, width)| width.saturating_sub(LEAST)).sum();
        if widths.iter().sum::<usize>() > room + gives {
            let word = |label: &str| label.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
            for (width, (at, column)) in widths.iter_mut().zip(&shown).filter(|(_, (_, column))| column.align == Align::Numbers) {
                *width = widest(*at).unwrap_or(0).max(word(&column.label));
            }
        }
        let over = widths.iter().sum::<usize>().saturating_sub(room);
        let widths: Vec<usize> = shown
            .iter()
            .zip(&widths)
            .map(|((_, column), width)| if column.align == Align::Words { width.saturating_sub(over).max(LEAST) } else { *width })
            .collect();
        let labels: Vec<String> = table.columns.iter().map(|column| column.label.clone()).collect();
        let rule = "-".repeat(widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1));
        self.row(&labels, &shown, &widths);
        self.line(0, &rule);
        for row in &table.rows {
            self.row(row, &shown, &widths);
        }
        if let Some(total) = &table.total {
            self.line(0, &rule);
            self.row(total, &shown, &widths);
        }
    }

    fn row(&mut self, row: &[String], shown: &[(usize, &Column)], widths: &[usize]) {
        let cells: Vec<Vec<String>> = shown
            .iter()
            .zip(widths)
            .map(|((at, _), width)| row.get(*at).map(|cell| cell.lines().flat_map(|line| wrapped(line, *width)).collect()).unwrap_or_default())
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for i in 0..height {
            let mut line = String::new();
            for (j, ((_, column), width)) in shown.iter().zip(widths).enumerate() {
                if j > 0 {
                    line.push_str(&" ".repeat(GAP));
                }
                let text = cells.get(j).and_then(|lines| lines.get(i)).map_or("", String::as_str);
                line.push_str(&cell(text, *width, column.align));
            }
            self.line(0, &line);
        }
    }

    fn document(&mut self, document: &DocumentPart) {
        self.section(&format!("{} · {}", document.heading, document.payer_text), None);
        if let Some(hold) = &document.hold_text {
            self.item("!", hold);
            self.blank();
        }
        self.table(&document.table);
        for line in document.lines.iter().filter(|line| line.fold != Fold::Above) {
            self.lines_steps(line);
        }
    }

    fn lines_steps(&mut self, line: &LinePart) {
        self.blank();
        self.line(0, &line.heading);
        self.line(0, &line.about);
        let (assumed, steps): (Vec<&StepPart>, Vec<&StepPart>) = line.steps.iter().partition(|step| step.assumption.is_some());
        for step in steps {
            self.step(step);
        }
        for (i, step) in assumed.into_iter().enumerate() {
            let label = if i == 0 { line.rests_on.as_str() } else { "" };
            self.line(INDENT, &format!("{}{}: {}", cell(label, LABEL, Align::Words), step.label, step.text));
        }
        if let Fold::First(more) = &line.fold {
            wrapped(more, WIDTH - INDENT).iter().for_each(|text| self.line(INDENT, text));
        }
    }

    fn step(&mut self, step: &StepPart) {
        let middle = WIDTH - INDENT - LABEL - GAP - RESULT;
        let mut text = step.text.clone();
        if let Some(source) = step.source {
            let _ = write!(text, "\u{a0}[{source}]");
        }
        // A calculation stands last, on the line of its result.
        let mut lines = if text.trim().is_empty() { Vec::new() } else { wrapped(text.trim_start(), middle) };
        lines.extend(step.calculation.iter().flat_map(|calculation| wrapped(calculation, middle)));
        let result_at = if step.calculation.is_some() { lines.len().saturating_sub(1) } else { 0 };
        if lines.is_empty() {
            lines.push(String::new());
        }
        for (i, line) in lines.iter().enumerate() {
            let label = if i == 0 { step.label.as_str() } else { "" };
            let result = step.result.as_deref().filter(|_| i == result_at).unwrap_or("");
            let text = format!("{}{}", cell(label, LABEL, Align::Words), cell(line, middle + GAP, Align::Words));
            self.line(INDENT, &format!("{text}{}", cell(result, RESULT, Align::Numbers)));
        }
    }

    fn assumptions(&mut self, section: Option<&Section<AssumptionPart>>) {
        let Some(section) = section else { return };
        self.section(&section.heading, section.note.as_deref());
        for assumption in &section.items {
            let text = format!("{} ({}). {} {} {}.", assumption.label, assumption.code, assumption.text, assumption.settle, assumption.lines_text);
            self.item(&format!("{}.", assumption.number), &text);
        }
    }

    fn answers(&mut self, section: Option<&Section<AnswerPart>>) {
        let Some(section) = section else { return };
        self.section(&section.heading, section.note.as_deref());
        for part in &section.items {
            let source = part.source_text.as_ref().map(|source| format!(" {}", stopped(source))).unwrap_or_default();
            self.item("*", &format!("{} ({}) {}{source}", part.question, part.setting, stopped(&part.answer_text)));
        }
    }

    fn sources(&mut self, section: Option<&Section<SourcePart>>) {
        let Some(section) = section else { return };
        self.section(&section.heading, section.note.as_deref());
        for source in &section.items {
            let parts = [Some(&source.title), source.published_text.as_ref(), source.place.as_ref(), source.quote_text.as_ref()];
            let text = parts.into_iter().flatten().map(|part| part.trim_end_matches('.')).collect::<Vec<_>>().join(". ");
            let stop = if text.ends_with(['«', '”']) { "" } else { "." };
            self.item(&format!("[{}]", source.number), &format!("{text}{stop}"));
        }
    }
}
