//! Cells and columns of a sheet.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use takst_explain::Lang;

/// How the cells of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// A word or a reference, on one line.
    Word,
    /// A sentence, on as many lines as it needs.
    Sentence,
    /// Two decimals, groups of three digits.
    Money,
    /// Two to four decimals, groups of three digits.
    Price,
    /// A whole number.
    Whole,
    /// A day.
    Day,
    /// A month.
    Month,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// A number as it is written plainly: `-1185.00`.
    Number(String),
    Day(NaiveDate),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Lines that the cell takes where so many characters stand on one.
    pub(super) fn lines(&self, width: usize) -> usize {
        match self {
            Cell::Text(text) => text.chars().count().div_ceil(width).max(1),
            Cell::Empty | Cell::Number(_) | Cell::Day(_) => 1,
        }
    }

    pub(super) fn number(number: impl ToString) -> Cell {
        Cell::Number(number.to_string())
    }
}

/// A column with its heading.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) shown: Shown,
}

impl Column {
    pub(super) fn new(heading: impl Into<String>, shown: Shown) -> Column {
        Column { heading: heading.into(), shown }
    }
}

/// The formats of a workbook.
#[derive(Clone)]
pub(super) struct Formats {
    pub(super) head: Format,
    pub(super) head_of_numbers: Format,
    pub(super) remark: Format,
    lang: Lang,
}

impl Formats {
    pub(super) fn new(lang: Lang) -> Formats {
        let head = Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Medium).set_background_color("#E8EDF3");
        let head = head.set_align(FormatAlign::Bottom);
        let head_of_numbers = head.clone().set_align(FormatAlign::Right);
        let remark = Format::new().set_italic().set_align(FormatAlign::Left).set_indent(1);
        Formats { head: head.set_align(FormatAlign::Left).set_indent(1), head_of_numbers, remark, lang }
    }

    /// The format of a column, or of its cell in the row of sums.
    pub(super) fn of(&self, shown: Shown, is_sum: bool) -> Format {
        let format = Format::new().set_align(FormatAlign::Top);
        // Words keep away from the numbers beside them.
        let words = || format.clone().set_align(FormatAlign::Left).set_indent(1);
        let format = match shown {
            Shown::Word => words(),
            Shown::Sentence => words().set_text_wrap(),
            Shown::Money => format.set_num_format("#,##0.00"),
            Shown::Price => format.set_num_format("#,##0.00##"),
            Shown::Whole => format.set_num_format("0"),
            Shown::Day => words().set_num_format(match self.lang {
                Lang::Da => "dd-mm-yyyy",
                Lang::En => "yyyy-mm-dd",
            }),
            Shown::Month => words().set_num_format("yyyy-mm"),
        };
        if is_sum { format.set_bold().set_border_top(FormatBorder::Thin) } else { format }
    }
}
