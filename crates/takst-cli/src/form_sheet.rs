//! A sheet to fill in: a heading and a comment for each column, lists to choose from, and rows that are there already.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note, Workbook, Worksheet, XlsxError};
use takst::Content;
use takst_explain::{Lang, Texts};

/// Rows that have the lists to choose from.
const ROWS: u32 = 2_000;
/// Characters of a list that stands in the sheet itself.
const LONGEST_LIST: usize = 250;

/// A column to fill in.
pub(crate) struct FormColumn {
    pub(crate) heading: String,
    /// What it says.
    pub(crate) about: String,
    pub(crate) is_required: bool,
    pub(crate) content: Content,
    /// The format of its numbers.
    pub(crate) number: &'static str,
    /// What can be chosen; empty: anything.
    pub(crate) choices: Vec<String>,
}

/// A sheet to fill in.
pub(crate) struct FormSheet<'a> {
    pub(crate) name: String,
    pub(crate) columns: &'a [FormColumn],
    /// Rows that are there already: values in canonical form.
    pub(crate) rows: &'a [Vec<&'a str>],
}

/// The workbook, with its lists on a hidden sheet.
pub(crate) fn form_book(form: &FormSheet<'_>, texts: &Texts) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same bytes from the same input: the file does not say when it was made.
    let made = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("takst").set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name(&form.name)?;
    let lists = texts.get("cli-template-lists", &[]);
    let (mut listed, rows): (Vec<&[String]>, u32) = (Vec::new(), ROWS.max(form.rows.len() as u32 + ROWS / 2));
    for (at, column) in (0..).zip(form.columns) {
        head(sheet, texts.lang(), at, column)?;
        let shortest = column.choices.iter().map(|word| word.chars().count() + 1).sum::<usize>();
        let validation = match &column.choices[..] {
            [] => continue,
            words if shortest <= LONGEST_LIST && words.iter().all(|word| !word.contains(',')) => DataValidation::new().allow_list_strings(words)?,
            words => {
                listed.push(words);
                let letter = char::from(b'A' + (listed.len() - 1) as u8);
                DataValidation::new().allow_list_formula(Formula::new(format!("='{lists}'!${letter}$1:${letter}${}", words.len())))
            }
        };
        sheet.add_data_validation(1, at, rows, at, &validation.set_error_message(texts.get("cli-list-choose", &[]))?)?;
    }
    for (number, row) in (1..).zip(form.rows) {
        for ((at, column), value) in (0..).zip(form.columns).zip(row).filter(|(_, value)| !value.is_empty()) {
            cell(sheet, texts.lang(), (number, at), column, value)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if !listed.is_empty() {
        let sheet = book.add_worksheet().set_name(&lists)?;
        sheet.set_hidden(true);
        for (column, words) in (0..).zip(listed) {
            for (row, word) in (0..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
    }
    book.save_to_buffer()
}

/// How the cells of a column are shown.
fn format(lang: Lang, column: &FormColumn) -> Format {
    match column.content {
        Content::Day if lang == Lang::Da => Format::new().set_num_format("dd-mm-yyyy"),
        Content::Day => Format::new().set_num_format("yyyy-mm-dd"),
        Content::Number => Format::new().set_num_format(column.number),
        // So that leading zeros and long numbers stay.
        Content::Reference | Content::Text | Content::Municipality | Content::Truth => Format::new().set_num_format("@"),
    }
}

/// The heading of a column, its comment and the format of the cells below.
fn head(sheet: &mut Worksheet, lang: Lang, at: u16, column: &FormColumn) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let heading = if column.is_required { heading.set_background_color("#FFF2CC") } else { heading.set_background_color("#F2F2F2") };
    sheet.set_column_format(at, &format(lang, column))?.set_column_width(at, 16)?;
    sheet.write_string_with_format(0, at, &column.heading, &heading)?;
    let note = Note::new(&column.about).set_author("takst").set_width(280).set_height(110);
    sheet.insert_note(0, at, &note)?;
    Ok(())
}

/// A value: numbers as numbers, made from their text, and dates as dates.
fn cell(sheet: &mut Worksheet, lang: Lang, (row, at): (u32, u16), column: &FormColumn, value: &str) -> Result<(), XlsxError> {
    let shown = format(lang, column);
    // Days before March 1900 are others in a spreadsheet.
    let day = || value.parse::<NaiveDate>().ok().filter(|day| (day.year(), day.month()) >= (1900, 3));
    match column.content {
        Content::Number => match value.parse::<f64>() {
            Ok(number) => sheet.write_number_with_format(row, at, number, &shown)?,
            Err(_) => sheet.write_string_with_format(row, at, value, &shown)?,
        },
        Content::Day => match day() {
            Some(day) => {
                let day = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
                sheet.write_datetime_with_format(row, at, &day, &shown)?
            }
            None => sheet.write_string_with_format(row, at, value, &shown)?,
        },
        Content::Reference | Content::Text | Content::Municipality | Content::Truth => sheet.write_string_with_format(row, at, value, &shown)?,
    };
    Ok(())
}
