//! `takst catalogue import`: the files of providers from a price list.

use crate::args::date_order;
use crate::say::{Failure, UNUSABLE, aside, not_readable};
use crate::words::{count, texts};
use crate::work::{file_name, hex};
use clap::Args;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use takst::Catalogue;
use takst_catalogue::price_list::{Fault, Import, ListName, Row, Rows, Value, import};
use takst_catalogue::{Files, Flaw, Lang, messages, read_dir};
use takst_explain::Texts;
use takst_io::{DateOrder, Format, ListReading, PriceList, TariffMap};
use takst_run::{map_problem, write_whole};

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Price list: CSV or a workbook (.xlsx, .xlsm, .xls, .ods); takst catalogue template writes an empty one
    #[arg(value_name = "FILE")]
    list: PathBuf,

    /// Directory that the files of the providers are written to; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Which heading is which column and what its words mean, a TOML file
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,

    /// The sheet of a workbook [default: the one with the heading of a price list]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// What stands first in the dates of a text: dmy reads 31-03-2023, 31/3/2023 and 31.03.2023 [default: what the map says, else only 2023-03-31 is read]
    #[arg(long, value_name = "dmy|mdy|ymd", value_parser = date_order)]
    dates: Option<DateOrder>,

    /// Who published the list; prices cite it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// Write files anew that are there already
    #[arg(long)]
    replace: bool,

    /// Write the other rows where some are refused
    #[arg(long)]
    skip_refused: bool,
}

/// Lines about rows that are printed; of more the number is said.
const MOST_LINES: usize = 1_000;

/// Writes a file for each provider of the list.
///
/// Exit codes: 0 every row is written; 1 some are refused; 2 nothing can be read or written.
pub(super) fn run(args: &ImportArgs, base: &Catalogue, lang: Lang) -> Result<u8, Failure> {
    let said = Said { args, lang, texts: texts(lang) };
    let list = said.read()?;
    let rows = rows(&list);
    let name = said.name(&list);
    let there = said.there()?;
    // What is written in place of a file is not beside it.
    let first = import(Rows { rows: &rows, list: &name, base, others: &[] });
    let (standing, others): (Files, Files) = there.into_iter().partition(|(file, _)| first.files.iter().any(|(own, _)| own == file));
    let import = import(Rows { rows: &rows, list: &name, base, others: &others });
    said.rows(&list, &import);
    if import.refused_rows() > 0 && !args.skip_refused {
        said.say("cli-list-nothing", &[("rows", count(import.refused_rows() as u64))]);
        return Ok(1);
    }
    if let Some((file, _)) = standing.first().filter(|_| !args.replace) {
        let file = args.out.join(file).display().to_string();
        let dir = args.out.display().to_string();
        return Err(Failure::Lines(vec![said.texts.get("cli-list-standing", &[("file", file.into()), ("dir", dir.into())])]));
    }
    if import.files.is_empty() {
        said.say("cli-list-nothing-left", &[]);
        return Ok(UNUSABLE);
    }
    fs::create_dir_all(&args.out).map_err(|error| Failure::report(&args.out, error))?;
    let mut stdout = io::stdout().lock();
    for (file, text) in &import.files {
        let path = args.out.join(file);
        write_whole(&path, |to| to.write_all(text.as_bytes())).map_err(|error| Failure::report(&path, error))?;
        writeln!(stdout, "{}", path.display())?;
    }
    stdout.flush()?;
    said.written(&import, base);
    Ok(u8::from(import.refused_rows() > 0))
}

/// The rows as the catalogue takes them.
pub(super) fn rows(list: &PriceList) -> Vec<Row> {
    let row = |row: &takst_io::ListRow| {
        let mut values = std::collections::BTreeMap::new();
        for cell in &row.cells {
            values.insert(cell.column, Value { written: cell.written.clone(), value: cell.value.clone() });
        }
        Row { line: row.line, values, defect: row.defect.clone() }
    };
    list.rows.iter().map(row).collect()
}

struct Said<'a> {
    args: &'a ImportArgs,
    lang: Lang,
    texts: Texts,
}

impl Said<'_> {
    fn say(&self, id: &str, args: &[(&str, takst_explain::Arg)]) {
        aside(&format!("{}\n", self.texts.get(id, args)));
    }

    fn file(&self) -> String {
        self.args.list.display().to_string()
    }

    fn read(&self) -> Result<PriceList, Failure> {
        let unread = |file: &Path, error: &io::Error| Failure::Lines(vec![not_readable(file, error, self.lang)]);
        let map = match &self.args.map {
            None => None,
            Some(file) => {
                let bytes = fs::read(file).map_err(|error| unread(file, &error))?;
                let map = TariffMap::of_bytes(&file.display().to_string(), &bytes);
                Some(map.map_err(|problems| Failure::Lines(problems.iter().map(|problem| map_problem(&self.texts, problem)).collect()))?)
            }
        };
        let reading = ListReading { sheet: self.args.sheet.clone(), dates: self.args.dates, map };
        let list = &self.args.list;
        let input = File::open(list).map_err(|error| unread(list, &error))?;
        PriceList::read(input, Format::of_name(&list.to_string_lossy()), &reading).map_err(|error| Failure::cases(list, error))
    }

    /// What prices of the list cite.
    fn name(&self, list: &PriceList) -> ListName {
        let file = file_name(&self.args.list);
        let title = list.sheet.as_ref().map_or_else(|| file.clone(), |sheet| format!("{file}, arket »{sheet}«"));
        let publisher = self.args.publisher.as_deref().map(str::trim).filter(|name| !name.is_empty()).unwrap_or("ikke oplyst");
        ListName {
            title: takst::cpr::shown(&title, 300),
            publisher: takst::cpr::shown(publisher, 300),
            note: format!("SHA-256 {}", hex(&list.input.sha256)),
            is_sheet: list.sheet.is_some(),
        }
    }

    /// The files that the directory has already.
    fn there(&self) -> Result<Files, Failure> {
        if !self.args.out.exists() {
            return Ok(Files::new());
        }
        match read_dir(&self.args.out) {
            Ok((files, _)) => Ok(files),
            Err(problems) if problems.iter().all(|problem| matches!(problem.flaw, Flaw::NoFiles { .. })) => Ok(Files::new()),
            Err(problems) => Err(Failure::Lines(problems.iter().map(|problem| problem.line(self.lang)).collect())),
        }
    }

    /// What is found of the file and of its rows.
    fn rows(&self, list: &PriceList, import: &Import) {
        let file = self.file();
        let notes = list.findings.iter().map(|finding| format!("{file}: {}", self.texts.finding(finding)));
        let warning = |text: String| messages::text(self.lang, "list-warning", &[("text", &text)]);
        let remarks = import.remarks.iter().map(|fault| self.line(list, fault, warning(fault.message(self.lang, list.sheet.is_some()))));
        let refused = import.refused.iter().map(|fault| self.line(list, fault, fault.message(self.lang, list.sheet.is_some())));
        let others = import.others.iter().map(|problem| problem.line(self.lang));
        let lines: Vec<String> = notes.chain(refused).chain(remarks).chain(others).collect();
        for line in lines.iter().take(MOST_LINES) {
            aside(&format!("{line}\n"));
        }
        if lines.len() > MOST_LINES {
            self.say("cli-list-more", &[("lines", count((lines.len() - MOST_LINES) as u64))]);
        }
    }

    /// A line about a row: the file, its row, the column and the heading, the cell of a workbook.
    fn line(&self, list: &PriceList, fault: &Fault, text: String) -> String {
        let file = self.file();
        let line = list.rows[fault.row].line.to_string();
        let at = if list.sheet.is_some() { "list-sheet-row" } else { "list-line" };
        let at = messages::text(self.lang, at, &[("line", &line)]);
        let shared = [("file", file.as_str()), ("at", &at), ("text", &text)];
        let Some(column) = fault.column else { return messages::text(self.lang, "list-at", &shared) };
        let column_name = ("column", column.as_str());
        match list.heading(column) {
            Some((heading, Some(letters))) => {
                let cell = format!("{letters}{line}");
                messages::text(self.lang, "list-at-cell", &[&shared[..], &[column_name, ("heading", heading), ("cell", &cell)]].concat())
            }
            Some((heading, None)) if heading != column.as_str() => {
                messages::text(self.lang, "list-at-heading", &[&shared[..], &[column_name, ("heading", heading)]].concat())
            }
            Some(_) | None => messages::text(self.lang, "list-at-column", &[&shared[..], &[column_name]].concat()),
        }
    }

    fn written(&self, import: &Import, base: &Catalogue) {
        if let Some((id, name)) = import.made.first() {
            let args = [("ids", count(import.made.len() as u64)), ("id", id.as_str().into()), ("name", name.as_str().into())];
            self.say("cli-list-made", &args);
        }
        let replaced = base.providers.iter().filter(|known| import.files.iter().any(|(file, _)| *file == format!("{}.toml", known.id)));
        for provider in replaced {
            self.say("cli-list-replaces", &[("provider", provider.id.as_str().into())]);
        }
        if import.refused_rows() > 0 {
            self.say("cli-list-skipped", &[("rows", count(import.refused_rows() as u64))]);
        }
        let dir = self.args.out.display().to_string();
        let counts = [("prices", import.prices), ("services", import.services), ("providers", import.files.len())];
        let counts = counts.map(|(name, n)| (name, count(n as u64)));
        self.say("cli-list-done", &[&counts[..], &[("dir", dir.into())]].concat());
    }
}
