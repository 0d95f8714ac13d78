//! `takst template`: an empty workbook to fill in, with lists to choose from and a comment on each column.

use crate::say::{Ended, Failure};
use crate::words::texts;
use crate::work::own_catalogue;
use clap::Args;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Formula, Note, Workbook, Worksheet, XlsxError};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use takst::{Column, Content, Municipality, Unit};
use takst_catalogue::builtin;
use takst_explain::{Lang, Texts};

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// Directory laid over the built-in catalogue, whose services are listed
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
}

/// Rows that have the lists to choose from.
const ROWS: u32 = 2_000;

pub(crate) fn run(args: &TemplateArgs, lang: Lang) -> Result<Ended, Failure> {
    let texts = texts(lang);
    if io::stdout().is_terminal() {
        return Err(Failure::Lines(vec![texts.get("cli-template-on-terminal", &[])]));
    }
    let own = own_catalogue(args.catalogue.as_deref(), lang)?;
    let catalogue = own.as_ref().map_or_else(|| builtin(), |own| &own.catalogue);
    let services: Vec<String> = catalogue.providers.iter().flat_map(|provider| &provider.services).map(|of| of.id.to_string()).collect();
    let book = workbook(&texts, lang, &services).map_err(|error| Failure::Stdout(io::Error::other(error)))?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(&book)?;
    stdout.flush()?;
    Ok(Ended::AllPriced)
}

fn workbook(texts: &Texts, lang: Lang, services: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(texts.get("cli-template-sheet", &[]))?;
    let lists = texts.get("cli-template-lists", &[]);
    let municipalities: Vec<String> = Municipality::all().filter_map(Municipality::title).map(str::to_owned).collect();
    for (at, column) in (0..).zip(Column::ALL) {
        head(sheet, texts, lang, at, *column)?;
        let chosen = match column {
            Column::Service => Some(Chosen::Sheet("A", services.len())),
            Column::Payer => Some(Chosen::Sheet("B", municipalities.len())),
            Column::Unit => {
                Some(Chosen::Words(Unit::ALL.iter().map(|unit| if lang == Lang::Da { unit.danish()[0] } else { unit.as_str() }).collect()))
            }
            column if column.content() == Content::Truth => {
                Some(Chosen::Words(if lang == Lang::Da { vec!["ja", "nej"] } else { vec!["true", "false"] }))
            }
            _ => None,
        };
        let validation = match chosen {
            Some(Chosen::Words(words)) => DataValidation::new().allow_list_strings(&words)?,
            Some(Chosen::Sheet(letter, rows)) => {
                DataValidation::new().allow_list_formula(Formula::new(format!("='{lists}'!${letter}$1:${letter}${}", rows.max(1))))
            }
            None => continue,
        };
        sheet.add_data_validation(1, at, ROWS, at, &validation.set_error_message(texts.get("cli-template-choose", &[]))?)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let sheet = book.add_worksheet().set_name(&lists)?;
    sheet.set_hidden(true);
    for (column, words) in [(0, services), (1, &municipalities)] {
        for (row, word) in (0..).zip(words) {
            sheet.write_string(row, column, word)?;
        }
    }
    book.save_to_buffer()
}

/// Where the values of a list are.
enum Chosen {
    Words(Vec<&'static str>),
    /// A column of the hidden sheet, and its rows.
    Sheet(&'static str, usize),
}

/// The heading of a column, its comment and the format of the cells below.
fn head(sheet: &mut Worksheet, texts: &Texts, lang: Lang, at: u16, column: Column) -> Result<(), XlsxError> {
    let name = if lang == Lang::Da { column.danish()[0] } else { column.as_str() };
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let heading = if column.is_required() { heading.set_background_color("#FFF2CC") } else { heading.set_background_color("#F2F2F2") };
    let cells = match column.content() {
        Content::Day if lang == Lang::Da => Format::new().set_num_format("dd-mm-yyyy"),
        Content::Day => Format::new().set_num_format("yyyy-mm-dd"),
        Content::Number => Format::new().set_num_format("General"),
        // So that leading zeros and long numbers stay.
        _ => Format::new().set_num_format("@"),
    };
    sheet.set_column_format(at, &cells)?.set_column_width(at, 16)?;
    sheet.write_string_with_format(0, at, name, &heading)?;
    let note = Note::new(texts.column(column)).set_author("takst").set_width(280).set_height(110);
    sheet.insert_note(0, at, &note)?;
    Ok(())
}
