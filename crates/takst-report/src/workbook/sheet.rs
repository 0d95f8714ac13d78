//! A sheet with a heading row: frozen, filtered, columns as wide as what they hold, ready to be printed.

use super::cell::{Cell, Column, Formats, Shown};
use chrono::Datelike;
use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Workbook, Worksheet, XlsxError};
use takst::written::printable;

/// Rows of a sheet, the heading not counted; what does not fit goes on in another sheet.
const MOST_ROWS: u32 = 1_048_575;
/// Characters of a cell.
const MOST_CHARACTERS: usize = 32_000;
/// Digits that a number of a spreadsheet holds.
const DIGITS: usize = 15;
/// Widths of columns, in characters.
const NARROWEST: usize = 8;
const WIDEST_WORD: usize = 68;
const SENTENCE: usize = 60;
/// Height of a line of text, in points.
const LINE: u32 = 15;
const A4: u8 = 9;
const A3: u8 = 8;
/// Columns from which a table is printed on A3, two sheets side by side, each with the first column.
const MANY: usize = 16;

/// What a sheet is.
pub(super) struct Plan {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// What stands in it where there are no rows.
    pub(super) nothing: String,
    /// What stands at the left of the foot of each printed page.
    pub(super) foot: String,
    pub(super) formats: Formats,
}

/// A table that fills as many sheets as it needs.
pub(super) struct Table {
    plan: Plan,
    /// For each column: that of its cells, and that of its sum.
    formats: Vec<(Format, Format)>,
    widths: Vec<usize>,
    done: Vec<Worksheet>,
    sheet: Worksheet,
    /// Rows of the sheet, the heading not counted.
    rows: u32,
    sums: u32,
}

impl Table {
    /// # Errors
    /// There is no room for temporary files.
    pub(super) fn new(workbook: &mut Workbook, plan: Plan) -> Result<Table, XlsxError> {
        let formats = plan.columns.iter().map(|column| (plan.formats.of(column.shown, false), plan.formats.of(column.shown, true))).collect();
        let widths = plan.columns.iter().map(|column| least(&column.heading)).collect();
        let sheet = workbook.new_worksheet_with_low_memory()?;
        let mut table = Table { plan, formats, widths, done: Vec::new(), sheet, rows: 0, sums: 0 };
        table.head()?;
        Ok(table)
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_row_height(0, 2 * LINE + 2)?;
        for (at, column) in (0..).zip(&self.plan.columns) {
            let format = match column.shown {
                Shown::Money | Shown::Price | Shown::Whole => &self.plan.formats.head_of_numbers,
                Shown::Word | Shown::Sentence | Shown::Day | Shown::Month => &self.plan.formats.head,
            };
            self.sheet.write_string_with_format(0, at, &column.heading, format)?;
        }
        Ok(())
    }

    /// Adds a row, one cell a column.
    pub(super) fn row(&mut self, workbook: &mut Workbook, cells: &[Cell]) -> Result<(), XlsxError> {
        if self.rows == MOST_ROWS {
            let next = workbook.new_worksheet_with_low_memory()?;
            let full = std::mem::replace(&mut self.sheet, next);
            self.done.push(full);
            self.rows = 0;
            self.head()?;
        }
        self.write(cells, false)?;
        self.rows += 1;
        Ok(())
    }

    /// Adds a row of sums, which no filter hides.
    pub(super) fn sum(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        self.write(cells, true)?;
        self.sums += 1;
        Ok(())
    }

    fn write(&mut self, cells: &[Cell], is_sum: bool) -> Result<(), XlsxError> {
        let row = 1 + self.rows + self.sums;
        let sentences = cells.iter().zip(&self.plan.columns).filter(|(_, column)| column.shown == Shown::Sentence);
        let lines = sentences.map(|(cell, _)| cell.lines(SENTENCE - 8)).max().unwrap_or(1);
        if lines > 1 {
            self.sheet.set_row_height(row, LINE * lines as u32)?;
        }
        for (at, cell) in cells.iter().enumerate() {
            let (plain, sum) = &self.formats[at];
            let format = if is_sum { sum } else { plain };
            // A workbook has far fewer columns.
            let column = at as u16;
            let width = match cell {
                Cell::Empty if is_sum => {
                    self.sheet.write_blank(row, column, format)?;
                    0
                }
                Cell::Empty => 0,
                Cell::Text(text) => {
                    let text = shown(text);
                    // Written as a text, whatever it begins with: no formula comes from a case file.
                    self.sheet.write_string_with_format(row, column, &text, format)?;
                    text.chars().count()
                }
                Cell::Number(plain) => {
                    write_number(&mut self.sheet, (row, column), plain, format)?;
                    plain.len() + plain.len() / 3
                }
                Cell::Day(day) => {
                    let date = ExcelDateTime::from_ymd(day.year().clamp(0, 9999) as u16, day.month() as u8, day.day() as u8)?;
                    self.sheet.write_datetime_with_format(row, column, &date, format)?;
                    10
                }
            };
            self.widths[at] = self.widths[at].max(width + 3);
        }
        Ok(())
    }

    /// Adds the sheets to the workbook.
    pub(super) fn finish(mut self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.rows == 0 {
            self.sheet.write_string_with_format(1, 0, &self.plan.nothing, &self.plan.formats.remark)?;
        }
        let last = (self.rows + self.sums).max(1);
        let mut sheets: Vec<(Worksheet, u32, u32)> = self.done.into_iter().map(|sheet| (sheet, MOST_ROWS, MOST_ROWS)).collect();
        sheets.push((self.sheet, self.rows, last));
        for (number, (mut sheet, rows, last)) in (1..).zip(sheets) {
            sheet.set_name(if number == 1 { self.plan.name.clone() } else { format!("{} ({number})", self.plan.name) })?;
            let last_column = self.plan.columns.len().saturating_sub(1) as u16;
            for ((at, width), column) in (0..).zip(&self.widths).zip(&self.plan.columns) {
                let most = if column.shown == Shown::Sentence { SENTENCE } else { WIDEST_WORD };
                sheet.set_column_width(at, (*width).clamp(NARROWEST, most) as u32)?;
            }
            sheet.set_freeze_panes(1, 0)?;
            if rows > 0 {
                sheet.autofilter(0, 0, rows, last_column)?;
            }
            // References and codes of digits are meant to be text.
            sheet.ignore_error_range(1, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
            sheet.set_landscape().set_paper_size(if self.plan.columns.len() < MANY { A4 } else { A3 });
            sheet.set_print_fit_to_pages(if self.plan.columns.len() < MANY { 1 } else { 2 }, 0).set_repeat_rows(0, 0)?;
            if self.plan.columns.len() >= MANY {
                sheet.set_repeat_columns(0, 0)?;
            }
            sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
            // In a foot & begins an order.
            let foot = |text: &str| text.replace('&', "&&");
            sheet.set_footer(format!("&L{}  ·  {}&R&P / &N", foot(&self.plan.foot), foot(&self.plan.name)));
            workbook.push_worksheet(sheet);
        }
        Ok(())
    }
}

/// A number becomes the nearest of the format's numbers, which shows the same digits while they are no more than fifteen; one of more digits is
/// written as text, so that none is lost.
fn write_number(sheet: &mut Worksheet, (row, column): (u32, u16), plain: &str, format: &Format) -> Result<(), XlsxError> {
    match kept(plain) {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_string_with_format(row, column, plain, format)?,
    };
    Ok(())
}

/// The number of the format that shows all digits of `plain`, if one does.
fn kept(plain: &str) -> Option<f64> {
    let digits = plain.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    plain.parse().ok().filter(|_| digits <= DIGITS)
}

/// How wide a column is for its heading, which may take two lines or, where its words are long, more.
fn least(heading: &str) -> usize {
    let longest = heading.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    // Room for the arrow of the filter.
    longest.max(heading.chars().count().div_ceil(2) + 1) + 4
}

/// The text as a cell takes it: no control characters, none that XML has no place for, not too long.
fn shown(text: &str) -> String {
    let text = printable(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number of fifteen digits comes back with the same digits; of one with more, digits could be lost.
    #[test]
    fn no_digit_is_lost() {
        for plain in ["0.00", "0.01", "-0.05", "13050.00", "9999999999999.99", "-1234567890123.45", "0.3333", "33333.33"] {
            let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert_eq!(kept(plain).map(|number| format!("{number:.decimals$}")).as_deref(), Some(plain));
        }
        assert_eq!(kept("12345678901234.56"), None);
        assert_eq!(kept("word"), None);
    }

    #[test]
    fn headings_take_two_lines() {
        assert_eq!(least("Moms"), 8);
        assert!(least("Beløb ekskl. moms") < "Beløb ekskl. moms".chars().count());
    }

    #[test]
    fn a_cell_has_no_characters_that_xml_has_no_place_for() {
        assert_eq!(shown("a\u{1}b\u{FFFE}"), "a\u{FFFD}b\u{FFFD}");
        assert_eq!(shown(&"å".repeat(40_000)).chars().count(), MOST_CHARACTERS + 1);
    }
}
