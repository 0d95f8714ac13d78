//! A control as tables on the screen.

use crate::table::{explained, ruled};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Table};
use takst_explain::SheetTable;
use takst_explain::model::{Align, Column};
use takst_run::ControlPage;
use textwrap::WordSplitter;

/// Tables to read on a screen, and what is to be known of the whole.
pub(super) fn tables(of: &ControlPage<'_>, width: usize) -> String {
    let mut parts: Vec<String> = of.tables().iter().map(|part| screen(part, width)).collect();
    let options = || textwrap::Options::new(width).subsequent_indent("  ").word_splitter(WordSplitter::NoHyphenation);
    parts.push(of.closing().iter().map(|line| textwrap::fill(line, options()) + "\n").collect());
    parts.join("\n")
}

/// A table under its caption. Nothing in its cells is broken: what asks for room stands on lines of its own.
fn screen(of: &SheetTable, width: usize) -> String {
    let columns = &of.table.columns;
    let mut table: Table = ruled(width);
    let cells = |texts: &[String]| {
        let cell = |(text, column): (&String, &Column)| match column.align {
            Align::Numbers => Cell::new(text).set_alignment(CellAlignment::Right),
            // First and last day in two months stand below each other.
            Align::Words if is_period(text) => Cell::new(text.replace(" – ", " –\n")),
            Align::Words => Cell::new(text),
        };
        texts.iter().zip(columns).map(cell).collect::<Vec<_>>()
    };
    table.set_header(cells(&columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>()));
    for row in &of.table.rows {
        table.add_row(cells(row));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    format!("{}\n{}", of.table.caption, explained(&table, &of.below))
}

/// Whether a text is `26.02.2024 – 24.03.2024`, in either language.
fn is_period(text: &str) -> bool {
    let is_day = |day: &str| (10..=11).contains(&day.len()) && day.chars().rev().take(4).all(|c| c.is_ascii_digit());
    text.split_once(" – ").is_some_and(|(first, last)| is_day(first) && is_day(last))
}
