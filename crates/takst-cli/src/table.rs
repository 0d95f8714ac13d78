//! Lines as a table to read. Where the terminal is wide, a line is one row of it; else two, the second under the first.

use crate::words::count;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table, TableStyle, Width};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{self, IsTerminal};
use takst::catalogue::Unit;
use takst::{Code, Line, Municipality, Outcome, Policy, Quantity, ReportingPeriod, Statement, Totals, UnitPrice};
use takst_explain::{Texts, format};
use takst_io::printable;
use textwrap::WordSplitter;

/// Columns from which a line fits on one row.
const WIDE: usize = 150;
/// Lines after which a part of the table is written, so that memory stays bounded.
pub(crate) const LONG: usize = 10_000;

/// A rule under the header, nothing between columns. The other rules are copies of it.
const RULED: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Columns of a table that is not written to a terminal.
const COLUMNS: usize = 100;

/// Columns to fill: as many as `COLUMNS` says, or as the terminal has.
pub(crate) fn screen_width() -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || io::stdout().is_terminal().then(|| usize::from(console::Term::stdout().size().1));
    given.or_else(seen).filter(|columns| *columns >= 40).unwrap_or(COLUMNS)
}

/// A table for fewer columns than these is written as a list.
pub(crate) const NARROW: usize = 66;

/// An empty table of so many columns of the terminal; [`ended`] makes it text.
pub(crate) fn ruled(width: usize) -> Table {
    let mut table = Table::new();
    table.load_style(RULED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table
}

/// A table in the making.
pub(crate) struct LineTable<'a> {
    texts: &'a Texts,
    policy: &'a Policy,
    request: ReportingPeriod,
    width: usize,
    table: Table,
    rows: usize,
    /// Case, month and payer of the row above, which are not said again.
    above: (String, String, Option<Municipality>),
    payers: BTreeMap<Municipality, PayerSums>,
    notes: Notes,
}

/// What one municipality pays. The sums of a whole file are bounded before, so those of a part are.
#[derive(Default)]
struct PayerSums {
    totals: Totals,
    lines: u64,
}

impl<'a> LineTable<'a> {
    pub(crate) fn new(texts: &'a Texts, policy: &'a Policy, request: ReportingPeriod, width: usize) -> LineTable<'a> {
        let table = empty(texts, width);
        LineTable { texts, policy, request, width, table, rows: 0, above: Default::default(), payers: BTreeMap::new(), notes: Notes::default() }
    }

    pub(crate) fn add(&mut self, statement: &Statement, line: &Line) {
        let (case, month) = (printable(&statement.case_id), format::short_month(self.texts.lang(), line.month));
        let is_new_case = case != self.above.0;
        let shown_case = if is_new_case { case.clone() } else { String::new() };
        let shown_month = if is_new_case || month != self.above.1 { month.clone() } else { String::new() };
        let shown_payer = if is_new_case || self.above.2 != Some(line.payer) { self.texts.municipality(line.payer) } else { String::new() };
        self.above = (case, month, Some(line.payer));
        let lang = self.texts.lang();
        let service = line.service.id.split_once('/').map_or(&*line.service.id, |(_, name)| name);
        let money = Totals::of(line);
        let sums = self.payers.entry(line.payer).or_default();
        // A sum that is too large ends the run, and nothing of it is shown.
        sums.totals = sums.totals.checked_add(money).unwrap_or(sums.totals);
        sums.lines += 1;
        let cells = [
            [shown_case, shown_month],
            [printable(&line.service.provider), below(printable(service), &shown_payer)],
            [format::compact_period(lang, line.period), quantity(self.texts, line.quantity, line.unit, line.unit_price, line.price_base_quantity)],
            [format::number(lang, money.net), format::number(lang, money.vat)],
            [format::number(lang, money.own_payment), format::number(lang, money.refund)],
            [format::number(lang, money.cost), String::new()],
            [self.notes.of(line), String::new()],
        ];
        self.table.add_row(row(cells, self.width));
        self.rows += 1;
    }

    /// The part of a long table that is ready, if it is long.
    pub(crate) fn take_part(&mut self) -> Option<String> {
        if self.rows < LONG {
            return None;
        }
        self.rows = 0;
        self.above = Default::default();
        let part = std::mem::replace(&mut self.table, empty(self.texts, self.width));
        Some(ended(&part, None))
    }

    /// The rest of the table with the sums over all lines, and what its notes mean.
    pub(crate) fn finish(mut self, totals: &Totals, lines: u64) -> String {
        if lines == 0 {
            let id = if self.request == ReportingPeriod::ALL { "cli-no-lines" } else { "cli-no-lines-in-period" };
            return format!("{}\n", self.texts.get(id, &[]));
        }
        let total = self.texts.get("cli-total", &[]);
        // A sum over several municipalities says so, and each has its own below it.
        let payers = if self.payers.len() > 1 { std::mem::take(&mut self.payers) } else { BTreeMap::new() };
        let all = if payers.is_empty() { String::new() } else { self.texts.get("cli-all-payers", &[("payers", count(payers.len() as u64))]) };
        self.table.add_row(row(self.sums(&total, &all, totals, lines), self.width));
        let of_which = self.texts.get("cli-of-which", &[]);
        for (payer, sums) in payers {
            let cells = self.sums(&of_which, &self.texts.municipality(payer), &sums.totals, sums.lines);
            self.table.add_row(row(cells, self.width));
        }
        ended(&self.table, Some(&total)) + &self.notes.legend(self.texts, self.policy, totals, self.width)
    }

    fn sums(&self, total: &str, of: &str, totals: &Totals, lines: u64) -> [[String; 2]; 7] {
        let lang = self.texts.lang();
        [
            [total.to_owned(), String::new()],
            [self.texts.get("cli-lines", &[("lines", count(lines))]), of.replace(' ', SPACE)],
            [String::new(), String::new()],
            [format::number(lang, totals.net), format::number(lang, totals.vat)],
            [format::number(lang, totals.own_payment), format::number(lang, totals.refund)],
            [format::number(lang, totals.cost), String::new()],
            [String::new(), String::new()],
        ]
    }
}

/// `31 døgn × 545,00`; of a part of a month `10 døgn × 31.200,00 / 31`.
pub(crate) fn quantity(texts: &Texts, quantity: Quantity, unit: Unit, price: UnitPrice, base: Quantity) -> String {
    let lang = texts.lang();
    let mut text = format!("{} × {}", texts.units(quantity, unit), format::price_number(lang, price));
    if base != Quantity::whole(1) {
        // Writing into a string cannot fail.
        let _ = write!(text, " / {}", format::quantity(lang, base));
    }
    text
}

fn empty(texts: &Texts, width: usize) -> Table {
    let say = |id: &str| texts.get(id, &[]);
    let currency = say("cli-currency");
    let names = [
        [say("cli-case"), say("cli-month")],
        [say("cli-provider"), below(say("cli-service"), &say("cli-payer"))],
        [say("cli-period"), say("cli-quantity")],
        [say("cli-net"), say("cli-vat")],
        [say("cli-own-payment"), say("cli-refund")],
        [say("cli-cost"), currency.clone()],
        [say("cli-note"), String::new()],
    ];
    let mut table = ruled(width);
    // Beside each other, every name begins with a capital.
    let names = if width < WIDE { names } else { names.map(|[upper, lower]| [upper, if lower == currency { lower } else { capital(&lower) }]) };
    table.set_header(row(names, width));
    let gap = if (90..WIDE).contains(&width) || width > WIDE + 10 { 2 } else { 1 };
    for column in table.column_iter_mut() {
        column.set_padding((0, gap));
    }
    // Where it is narrow, names break into lines before periods and quantities do.
    let least = if width < 78 { 15 } else { 18 };
    if let Some(column) = table.column_mut(2).filter(|_| width < 90) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    // A number is never broken: rather let the table be wider than the terminal.
    let amounts = if width < WIDE { 3..=5 } else { 6..=10 };
    for column in amounts {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}

pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The municipality under the service. It breaks between its words.
fn below(service: String, payer: &str) -> String {
    if payer.is_empty() { service } else { format!("{service}\n{}", payer.replace(' ', SPACE)) }
}

/// Where a line may break, in no column of the terminal. The table drops what it breaks at, so ids break here and keep their hyphens.
const BREAK: char = '\u{200B}';
/// A hyphen with such a place after it.
const HYPHEN: &str = "-\u{200B}";
/// A space with such a place after it.
const SPACE: &str = " \u{200B}";

/// One row of the table: each pair of texts below, or beside, each other.
fn row(cells: [[String; 2]; 7], width: usize) -> Row {
    let mut row = Row::new();
    for (i, [upper, lower]) in cells.into_iter().enumerate() {
        let aligned = |text: String| {
            let cell = if i == 1 { Cell::new(text.replace('-', HYPHEN)).set_delimiter(BREAK) } else { Cell::new(text) };
            if (3..=5).contains(&i) { cell.set_alignment(CellAlignment::Right) } else { cell }
        };
        match (width >= WIDE, i) {
            // The currency stands under its heading; beside it there is only one cost.
            (true, 5) => {
                row.add_cell(aligned(if lower.is_empty() { upper } else { format!("{upper} ({lower})") }));
            }
            (true, 6) => {
                row.add_cell(aligned(upper));
            }
            (true, _) => {
                row.add_cell(aligned(upper));
                row.add_cell(aligned(lower));
            }
            (false, _) => {
                row.add_cell(aligned(if lower.is_empty() { upper } else { format!("{upper}\n{lower}") }));
            }
        }
    }
    row
}

/// The table as text; a list where the screen is too narrow for it.
pub(crate) fn ended(table: &Table, total: Option<&str>) -> String {
    let width = table.width().map_or(COLUMNS, usize::from);
    if width < NARROW || table.lines().any(|line| line.replace(BREAK, "").trim_end().chars().count() > width) {
        return list(table, width);
    }
    framed(table, total)
}

/// The table as text, between rules, with one above the row of sums.
pub(crate) fn framed(table: &Table, total: Option<&str>) -> String {
    let lines: Vec<String> = table.lines().map(|line| line.replace(BREAK, "").trim_end().to_owned()).collect();
    let rule = lines.iter().find(|line| line.starts_with('─')).cloned().unwrap_or_default();
    let sums = total.and_then(|total| lines.iter().rposition(|line| line.trim_start().starts_with(total)));
    let mut text = format!("{rule}\n");
    for (i, line) in lines.iter().enumerate() {
        if Some(i) == sums {
            text.push_str(&rule);
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&rule);
    text.push('\n');
    text
}

/// The table as text, with lines under its rows; a list where the screen is too narrow for it. No cell of the table is broken into lines.
pub(crate) fn explained(table: &Table, below: &[Vec<String>]) -> String {
    let width = table.width().map_or(COLUMNS, usize::from);
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    if width < NARROW || lines.iter().any(|line| line.chars().count() > width) {
        return list_with(table, width, below);
    }
    let indented = || textwrap::Options::new(width).initial_indent("  ").subsequent_indent("    ").word_splitter(WordSplitter::NoHyphenation);
    let header = lines.iter().position(|line| line.starts_with('─')).unwrap_or_default();
    let rule = lines.get(header).cloned().unwrap_or_default();
    let mut text = format!("{rule}\n");
    let mut rest = lines.iter();
    for line in rest.by_ref().take(header + 1) {
        text.push_str(&format!("{line}\n"));
    }
    for (place, row) in table.row_iter().enumerate() {
        let height = row.cell_iter().map(|cell| cell.content().lines().count()).max().unwrap_or(1).max(1);
        for line in rest.by_ref().take(height) {
            text.push_str(&format!("{line}\n"));
        }
        for line in below.get(place).into_iter().flatten() {
            text.push_str(&textwrap::fill(line, indented()));
            text.push('\n');
        }
    }
    text + &rule + "\n"
}

/// The rows of a table one below another, each value after the heading of its column.
fn list(table: &Table, width: usize) -> String {
    list_with(table, width, &[])
}

/// A list with lines under its rows.
fn list_with(table: &Table, width: usize, below: &[Vec<String>]) -> String {
    let lines = |cell: &Cell| cell.content().replace(BREAK, "").lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let headings: Vec<Vec<String>> = table.header().into_iter().flat_map(Row::cell_iter).map(lines).collect();
    let rule = "─".repeat(width.min(COLUMNS));
    let mut text = format!("{rule}\n");
    let fill = |line: &str| {
        let options = textwrap::Options::new(width).subsequent_indent("  ").word_splitter(WordSplitter::NoHyphenation);
        textwrap::fill(line, options) + "\n"
    };
    for (number, row) in table.row_iter().enumerate() {
        for (cell, headings) in row.cell_iter().zip(&headings) {
            for (place, value) in lines(cell).into_iter().enumerate().filter(|(_, value)| !value.is_empty()) {
                let label = headings.get(place).or(headings.last()).filter(|label| !label.is_empty());
                let value = label.map_or_else(|| value.clone(), |label| format!("{}: {value}", capital(label)));
                text.push_str(&fill(&value));
            }
        }
        below.get(number).into_iter().flatten().for_each(|line| text.push_str(&fill(line)));
        text.push_str(&rule);
        text.push('\n');
    }
    text
}

/// Marks on lines and what they mean, in the order in which they are met.
#[derive(Default)]
struct Notes {
    assumptions: Vec<Code>,
    holds: Vec<Code>,
    undetermined: bool,
}

impl Notes {
    fn of(&mut self, line: &Line) -> String {
        let mut marks: String = line.assumptions.iter().map(|code| mark(&mut self.assumptions, code)).collect();
        if line.refund.outcome == Outcome::Undetermined {
            self.undetermined = true;
            marks.push('?');
        }
        if let Some(code) = line.invoice_hold {
            if !self.holds.contains(&code) {
                self.holds.push(code);
            }
            marks.push('!');
        }
        marks
    }

    fn legend(&self, texts: &Texts, policy: &Policy, totals: &Totals, width: usize) -> String {
        let mut notes = Vec::new();
        for (i, code) in self.assumptions.iter().enumerate() {
            let said = texts.assumption(*code, policy).map_or_else(|| texts.code(*code), |assumption| assumption.text);
            notes.push((letter(i), format!("{said} ({code})")));
        }
        if self.undetermined {
            let amount = format::amount(texts.lang(), totals.at_stake);
            notes.push(('?', texts.get("cli-legend-undetermined", &[("amount", amount.into())])));
        }
        for code in &self.holds {
            notes.push(('!', texts.get("cli-legend-hold", &[("reason", texts.code(*code).into())])));
        }
        if notes.is_empty() {
            return String::new();
        }
        let mut legend = format!("\n{}\n", texts.get("cli-legend", &[]));
        for (mark, text) in notes {
            let first = format!("{mark}  ");
            let options =
                textwrap::Options::new(width.min(100)).initial_indent(&first).subsequent_indent("   ").word_splitter(WordSplitter::NoHyphenation);
            legend.push_str(&textwrap::fill(&text, options));
            legend.push('\n');
        }
        legend
    }
}

fn mark(known: &mut Vec<Code>, code: Code) -> char {
    let at = known.iter().position(|k| *k == code).unwrap_or_else(|| {
        known.push(code);
        known.len() - 1
    });
    letter(at)
}

/// There are fewer assumptions than letters.
fn letter(at: usize) -> char {
    u8::try_from(at).ok().filter(|at| *at < 26).map_or('*', |at| char::from(b'a' + at))
}
