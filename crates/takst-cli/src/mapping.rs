//! `takst map`: drafts a map of columns from the headings and words of a file.

use crate::args::{FormArgs, InputFormat, is_stdin};
use crate::say::{Ended, Failure};
use crate::words::texts;
use crate::work::{file_name, own_catalogue};
use clap::Args;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use takst::contract::heading::folded;
use takst::{Catalogue, Column};
use takst_batch::case_files::FileFormat;
use takst_catalogue::price_list::toml_text;
use takst_catalogue::{builtin, nearest};
use takst_explain::{Lang, Texts};
use takst_io::{Format, Survey};

#[derive(Debug, Args)]
pub(crate) struct MapArgs {
    /// The file: CSV or a workbook; - reads stdin
    file: PathBuf,

    /// How the file is written [default: by its name]
    #[arg(long, value_enum)]
    input: Option<InputFormat>,

    /// The sheet of a workbook [default: the one with the best heading]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// Directory laid over the built-in catalogue, whose services are looked for
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
}

pub(crate) fn run(args: &MapArgs, lang: Lang) -> Result<Ended, Failure> {
    let form = FormArgs { input: args.input, sheet: args.sheet.clone(), map: None, dates: None, pseudonyms: None };
    let format = match form.format(&args.file) {
        FileFormat::Records(format) => format,
        FileFormat::Parquet => Format::JsonLines,
    };
    let unread = |error| Failure::cases(&args.file, error);
    let input: Box<dyn Read> =
        if is_stdin(&args.file) { Box::new(io::stdin().lock()) } else { Box::new(File::open(&args.file).map_err(|error| unread(error.into()))?) };
    let survey = Survey::of(input, format, args.sheet.as_deref()).map_err(unread)?;
    let own = own_catalogue(args.catalogue.as_deref(), lang)?;
    let catalogue = own.as_ref().map_or_else(|| builtin(), |own| &own.catalogue);
    let draft = Draft { texts: &texts(lang), survey: &survey, catalogue };
    let mut stdout = io::stdout().lock();
    stdout.write_all(draft.text(&file_name(&args.file)).as_bytes())?;
    stdout.flush()?;
    Ok(Ended::AllPriced)
}

struct Draft<'a> {
    texts: &'a Texts,
    survey: &'a Survey,
    catalogue: &'a Catalogue,
}

impl Draft<'_> {
    /// The map. Each guess is a comment.
    fn text(&self, file: &str) -> String {
        let say = |id: &str| self.texts.get(id, &[]);
        let mut map = comment(&self.texts.get("cli-map-of", &[("file", file.into())]));
        if let Some(sheet) = &self.survey.sheet {
            map += &comment(&format!("--sheet {}", toml_text(sheet)));
        }
        map += &comment(&say("cli-map-guesses"));
        map.push('\n');
        match &self.survey.dates {
            Some((order, example)) => map += &format!("# dates = \"{}\"  # {example}\n", order.as_str()),
            None => map += &comment(&say("cli-map-dates")),
        }
        map += &format!("\n[columns]  # {}\n", say("cli-map-columns"));
        for column in &self.survey.columns {
            let heading = toml_text(&column.heading);
            map += &match (column.known, column.near) {
                (Some(known), _) => format!("{known} = {heading}\n"),
                (None, Some(near)) => format!("# {near} = {heading}\n"),
                (None, None) => comment(&self.texts.get("cli-map-not-read", &[("heading", heading.into())])),
            };
        }
        map += &format!("\n[constants]  # {}\n", say("cli-map-constants"));
        for column in self.survey.missing() {
            map += &format!("# {column} = {}\n", toml_text(column.example()));
        }
        for column in &self.survey.columns {
            let Some(target) = column.known.or(column.near).filter(|_| !column.words.is_empty()) else { continue };
            let mark = if column.known.is_some() { "" } else { "# " };
            map += &format!("\n{mark}[values.{target}]  # {}\n", say("cli-map-values"));
            for word in &column.words {
                let mut guesses = self.guesses(target, word);
                let one = if guesses.len() == 1 { guesses.remove(0) } else { String::new() };
                let others = if guesses.is_empty() { String::new() } else { format!("  # {}", guesses.join(", ")) };
                map += &format!("# {} = {}{others}\n", toml_text(word), toml_text(&one));
            }
        }
        map
    }

    /// What a word may stand for; empty where nothing is near.
    fn guesses(&self, column: Column, word: &str) -> Vec<String> {
        let truth = |text: &str| vec![text.to_owned()];
        match column {
            Column::Service => self.services(word),
            Column::Payer => takst::Municipality::nearest(word).map(|near| near.to_string()).into_iter().collect(),
            Column::DecidedBeforeDischarge | Column::DischargedTo107 => match word.to_lowercase().chars().next() {
                Some('j' | 'y' | 's' | '1') => truth("true"),
                Some('n' | 'f' | '0') => truth("false"),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The services whose id or name a word is, or a part of it, or nearly.
    fn services(&self, word: &str) -> Vec<String> {
        let services = || self.catalogue.providers.iter().flat_map(|provider| &provider.services);
        let wanted = folded(word);
        let tail = |id: &str| id.rsplit('/').next().map(folded).unwrap_or_default();
        let is_named = |of: &&takst::catalogue::Service| [folded(&of.name.da), folded(&of.name.en), tail(&of.id)].contains(&wanted);
        let is_part = |of: &&takst::catalogue::Service| folded(&of.name.da).contains(&wanted) || wanted.contains(&tail(&of.id));
        let ids = |found: Vec<&takst::catalogue::Service>| found.into_iter().map(|of| of.id.clone()).collect::<Vec<_>>();
        let named = ids(services().filter(is_named).collect());
        if !named.is_empty() || wanted.is_empty() {
            return named;
        }
        let parts = ids(services().filter(is_part).collect());
        if !parts.is_empty() {
            return parts;
        }
        nearest(word, services().map(|of| &*of.id)).into_iter().map(str::to_owned).collect()
    }
}

fn comment(text: &str) -> String {
    format!("# {}\n", text.replace('\n', " "))
}
