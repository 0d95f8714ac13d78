//! `takst catalogue template` and `export`: an empty price list, and that of a catalogue.

use super::list_columns::{form, heading, shown};
use crate::args::Csv;
use crate::form_sheet::{FormSheet, form_book};
use crate::say::{Failure, aside};
use crate::words::texts;
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use takst::{Catalogue, Content, Listed, TariffColumn};
use takst_catalogue::price_list::{LeftOut, ListExport, export};
use takst_catalogue::{Lang, nearest};
use takst_io::CsvStyle;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,

    /// How CSV is written
    #[arg(long, value_enum, value_name = "STYLE")]
    csv_style: Option<Csv>,

    /// Only the prices of this provider; may be given several times
    #[arg(long, value_name = "ID")]
    provider: Vec<String>,
}

/// Forms of a price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum ListFormat {
    /// CSV
    #[default]
    Csv,
    /// A workbook for a spreadsheet; to a file or a pipe
    Xlsx,
}

/// Writes an empty list.
pub(super) fn template(lang: Lang) -> Result<u8, Failure> {
    if io::stdout().is_terminal() {
        return Err(Failure::Lines(vec![texts(lang).get("cli-list-template-on-terminal", &[])]));
    }
    let columns = TariffColumn::ALL.iter().copied().filter(|column| column.listed() == Listed::Always).collect();
    write(&book(&ListExport { columns, ..ListExport::default() }, lang)?)
}

/// Writes the list of a catalogue.
pub(super) fn run(args: &ExportArgs, catalogue: &Catalogue, lang: Lang) -> Result<u8, Failure> {
    let style = Csv::style(args.csv_style, args.format == ListFormat::Csv)?;
    if let Some(unknown) = args.provider.iter().find(|id| catalogue.providers.iter().all(|provider| provider.id != **id)) {
        let near = nearest(unknown, catalogue.providers.iter().map(|provider| provider.id.as_str())).join(", ");
        return Err(Failure::Lines(vec![takst_catalogue::messages::text(lang, "list-no-provider", &[("provider", unknown), ("near", &near)])]));
    }
    let list = export(catalogue, &args.provider);
    let bytes = match args.format {
        ListFormat::Csv => csv(&list, style)?,
        ListFormat::Xlsx if io::stdout().is_terminal() => return Err(Failure::OnTerminal { format: "xlsx" }),
        ListFormat::Xlsx => book(&list, lang)?,
    };
    write(&bytes)?;
    for left in &list.left_out {
        aside(&format!("{}\n", left_out(left, lang)));
    }
    Ok(0)
}

fn left_out(left: &LeftOut, lang: Lang) -> String {
    let texts = texts(lang);
    match left {
        LeftOut::Setting { service, setting } => {
            texts.get("cli-list-setting", &[("service", service.as_str().into()), ("setting", setting.as_str().into())])
        }
        LeftOut::Appropriations { provider, count } => {
            texts.get("cli-list-appropriations", &[("provider", provider.as_str().into()), ("count", takst_run::count(*count as u64))])
        }
    }
}

fn write(bytes: &[u8]) -> Result<u8, Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(0)
}

/// The list as CSV: in the words of the contract, or as Danish spreadsheets have it.
pub(super) fn csv(list: &ListExport, style: CsvStyle) -> io::Result<Vec<u8>> {
    let lang = if style == CsvStyle::Danish { Lang::Da } else { Lang::En };
    let mut bytes = Vec::new();
    let mut writer = style.writer(&mut bytes)?;
    writer.write_record(list.columns.iter().map(|column| heading(*column, lang)))?;
    for row in &list.rows {
        writer.write_record(list.columns.iter().map(|column| {
            let value = shown(*column, row.get(column).map_or("", String::as_str), lang);
            match column.content() {
                Content::Number => style.number(&unambiguous(&value)).into_owned(),
                _ => style.text(&value).into_owned(),
            }
        }))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// A number that can mean one thing only: three digits behind a comma may be thousands.
fn unambiguous(number: &str) -> String {
    match number.split_once('.') {
        Some((_, fraction)) if fraction.len() == 3 => format!("{number}0"),
        _ => number.to_owned(),
    }
}

/// The list as a workbook.
pub(super) fn book(list: &ListExport, lang: Lang) -> Result<Vec<u8>, Failure> {
    let columns: Vec<_> = list.columns.iter().map(|column| form(*column, lang)).collect();
    let values: Vec<Vec<String>> = list
        .rows
        .iter()
        .map(|row| list.columns.iter().map(|column| shown(*column, row.get(column).map_or("", String::as_str), lang)).collect())
        .collect();
    let rows: Vec<Vec<&str>> = values.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let texts = texts(lang);
    let form = FormSheet { name: texts.get("cli-list-sheet", &[]), columns: &columns, rows: &rows };
    form_book(&form, &texts).map_err(|error| Failure::Stdout(io::Error::other(error)))
}
