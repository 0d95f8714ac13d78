//! Groups with figures, laid out for the width of the terminal: words in columns beside the figures, or, where that is too narrow, above them.

use crate::table::{framed, ruled};
use comfy_table::{Cell, CellAlignment, ColumnConstraint};
use textwrap::core::display_width;

/// A column of figures or of their names. A heading and a cell may have several lines.
pub(super) struct Column {
    pub heading: String,
    pub is_number: bool,
}

/// A group: its words, and rows of cells.
pub(super) struct Part {
    pub words: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The groups of a table, with a row of sums at the end.
pub(super) struct Page<'a> {
    /// Headings of the words.
    pub headings: &'a [String],
    pub columns: Vec<Column>,
    pub parts: Vec<Part>,
    pub total: Part,
}

/// Columns of the terminal between two columns of a table.
const GAP: usize = 2;
/// The least width of a column of words with texts as wide as that.
const WORDS: usize = 16;
/// The indent of figures under their words.
const INDENT: usize = 2;

fn widest(text: &str) -> usize {
    text.lines().map(display_width).max().unwrap_or_default()
}

/// The least width in which no word of these texts is broken; of shorter texts the whole width.
fn least_width<'t>(texts: impl IntoIterator<Item = &'t str>) -> usize {
    let of = |text: &str| {
        let word = text.split(' ').map(display_width).max().unwrap_or_default();
        word.max(display_width(text).min(WORDS))
    };
    texts.into_iter().map(of).max().unwrap_or_default()
}

/// Leaves out words that are the same in the part above, up to the first that differs.
fn not_again(words: &[String], above: &[String]) -> Vec<String> {
    let same = words.iter().zip(above).take_while(|(word, above)| word == above).count();
    words.iter().enumerate().map(|(place, word)| if place < same { String::new() } else { word.clone() }).collect()
}

impl Page<'_> {
    fn all_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().chain([&self.total])
    }

    /// Width of each column.
    fn widths(&self) -> Vec<usize> {
        let of = |(place, column): (usize, &Column)| {
            let cells = self.all_parts().flat_map(|part| &part.rows).map(|row| widest(&row[place]));
            cells.chain([widest(&column.heading)]).max().unwrap_or_default()
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// Words in columns; `None` where the terminal is too narrow for that.
    pub fn beside(&self, width: usize) -> Option<String> {
        let total = self.total.words.first().map_or("", String::as_str);
        let words = self.headings.iter().enumerate().map(|(place, heading)| {
            let cells = self.parts.iter().map(|part| part.words[place].as_str());
            least_width(cells.chain([heading.as_str(), if place == 0 { total } else { "" }])) + GAP
        });
        let words: usize = if self.headings.is_empty() { display_width(total) + GAP } else { words.sum() };
        if words + self.widths().iter().map(|width| width + GAP).sum::<usize>() > width + GAP {
            return None;
        }
        let names = self.headings.len().max(1);
        let mut table = ruled(width);
        let row = |mut words: Vec<String>, cells: &[String]| {
            words.resize(names, String::new());
            let aligned = |(text, column): (&String, &Column)| {
                let cell = Cell::new(text);
                if column.is_number { cell.set_alignment(CellAlignment::Right) } else { cell }
            };
            words.into_iter().map(Cell::new).chain(cells.iter().zip(&self.columns).map(aligned)).collect::<Vec<Cell>>()
        };
        table.set_header(row(self.headings.to_vec(), &self.columns.iter().map(|column| column.heading.clone()).collect::<Vec<_>>()));
        let mut above: &[String] = &[];
        for part in &self.parts {
            for (place, cells) in part.rows.iter().enumerate() {
                table.add_row(row(if place == 0 { not_again(&part.words, above) } else { Vec::new() }, cells));
            }
            above = &part.words;
        }
        for (place, cells) in self.total.rows.iter().enumerate() {
            table.add_row(row(if place == 0 { self.total.words.clone() } else { Vec::new() }, cells));
        }
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, if place + 1 == names + self.columns.len() { 0 } else { GAP as u16 }));
            if place >= names {
                // A number is never broken.
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        Some(framed(&table, (!self.parts.is_empty()).then_some(total)))
    }

    /// Words above the figures; `None` where the terminal is too narrow for the figures alone.
    pub fn above(&self, width: usize) -> Option<String> {
        (figures_width(&self.widths()) <= width).then(|| self.above_anyway(width))
    }

    /// As [`above`](Page::above), wider than the terminal where it must be.
    pub fn above_anyway(&self, width: usize) -> String {
        let widths = self.widths();
        let rule = "─".repeat(figures_width(&widths).max(self.words_width()).min(width)) + "\n";
        let headings: Vec<String> = self.columns.iter().map(|column| column.heading.clone()).collect();
        let mut text = rule.clone();
        if !self.headings.is_empty() {
            text.push_str(&wrapped(&self.headings.join(" · "), width));
        }
        self.cells(&headings, &widths, &mut text);
        text.push_str(&rule);
        for part in &self.parts {
            text.push_str(&wrapped(&part.words.join(" · "), width));
            part.rows.iter().for_each(|row| self.cells(row, &widths, &mut text));
        }
        if !self.parts.is_empty() {
            text.push_str(&rule);
        }
        text.push_str(&wrapped(&self.total.words.join(" · "), width));
        self.total.rows.iter().for_each(|row| self.cells(row, &widths, &mut text));
        text + &rule
    }

    fn words_width(&self) -> usize {
        self.all_parts().map(|part| display_width(&part.words.join(" · "))).max().unwrap_or_default()
    }

    /// A row of cells, as many lines as the cell with the most has.
    fn cells(&self, row: &[String], widths: &[usize], to: &mut String) {
        for line in 0..row.iter().map(|cell| cell.lines().count()).max().unwrap_or_default() {
            let mut text = " ".repeat(INDENT);
            for (place, ((cell, width), column)) in row.iter().zip(widths).zip(&self.columns).enumerate() {
                let cell = cell.lines().nth(line).unwrap_or_default();
                let space = " ".repeat(width - display_width(cell));
                let gap = " ".repeat(if place == 0 { 0 } else { GAP });
                text.push_str(&if column.is_number { format!("{gap}{space}{cell}") } else { format!("{gap}{cell}{space}") });
            }
            to.push_str(text.trim_end());
            to.push('\n');
        }
    }
}

/// The width of figures under their words, by the widths of the columns.
fn figures_width(widths: &[usize]) -> usize {
    INDENT + widths.iter().sum::<usize>() + GAP * (widths.len().max(1) - 1)
}

fn wrapped(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).subsequent_indent("  ").word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(headings: &[String]) -> Page<'_> {
        let column = |heading: &str| Column { heading: heading.to_owned(), is_number: true };
        let part = |words: &[&str], cells: &[&str]| Part {
            words: words.iter().map(ToString::to_string).collect(),
            rows: vec![cells.iter().map(ToString::to_string).collect()],
        };
        Page {
            headings,
            columns: vec![column("Net"), column("Cost")],
            parts: vec![part(&["2023-01", "Basic aftercare"], &["435.00", "217.50"]), part(&["2023-01", "CTI"], &["1,218.00", "609.00"])],
            total: part(&["Total"], &["1,653.00", "826.50"]),
        }
    }

    const BESIDE: &str = "\
───────────────────────────────────────────
Month    Service               Net    Cost
───────────────────────────────────────────
2023-01  Basic aftercare    435.00  217.50
         CTI              1,218.00  609.00
───────────────────────────────────────────
Total                     1,653.00  826.50
───────────────────────────────────────────
";

    const ABOVE: &str = "\
─────────────────────────
Month · Service
       Net    Cost
─────────────────────────
2023-01 · Basic aftercare
    435.00  217.50
2023-01 · CTI
  1,218.00  609.00
─────────────────────────
Total
  1,653.00  826.50
─────────────────────────
";

    #[test]
    fn words_stand_beside_figures_or_above_them() {
        let headings = ["Month".to_owned(), "Service".to_owned()];
        let page = page(&headings);
        let trimmed = |text: &str| text.lines().map(|line| line.trim_matches('─').to_owned()).collect::<Vec<_>>();
        assert_eq!(trimmed(&page.beside(60).expect("room")), trimmed(BESIDE));
        assert!(page.beside(38).is_none());
        assert_eq!(page.above(38).expect("room"), ABOVE);
        assert!(page.above(17).is_none());
        // 2 + 8 + 2 + 6
        assert!(page.above(18).is_some());
    }
}
