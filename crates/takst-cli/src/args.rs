//! The command line.

use crate::answers::args::{CompareArgs, TotalsArgs};
use crate::catalogue::CatalogueArgs;
use crate::conformance::ConformanceArgs;
use crate::documents::args::{CorrectArgs, InvoiceArgs};
use crate::documents::claim::args::ClaimArgs;
use crate::documents::issued::args::DocumentsArgs;
use crate::documents::verify::args::VerifyArgs;
use crate::filter::FilterArgs;
use crate::ledger::LedgerArgs;
use crate::mapping::MapArgs;
use crate::pseudonyms::PseudonymsArgs;
use crate::say::Failure;
use crate::template::TemplateArgs;
use crate::value::{Right, day, first_month_of_year, first_of_month, lang, month};
use crate::words::texts;
use crate::work::is_same_file;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use takst::{KnownAsOf, Month, ReportingPeriod};
use takst_batch::case_files::FileFormat;
use takst_explain::Lang;
use takst_io::{CsvStyle, DateOrder, Format, Reading, ReadingFiles};
use takst_run::reading_error;

/// Tariffs, pricing and state refund of Danish social services.
#[derive(Debug, Parser)]
#[command(name = "takst", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// Language of tables, messages and help [default: that of the environment, else English]
    #[arg(long, global = true, value_name = "da|en", value_parser = lang)]
    pub(crate) lang: Option<Lang>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Price a case file
    Price(PriceArgs),
    /// Write a page with cost, refund and uncertainties, for a manager to read
    Report(ReportArgs),
    /// Explain every amount of a case, or of several
    Explain(ExplainArgs),
    /// Sums of a case file by month, service, municipality and more
    Totals(TotalsArgs),
    /// How sums differ with other tariffs, answers, prices or knowledge
    Compare(CompareArgs),
    /// Show and check the tariff catalogue
    Catalogue(CatalogueArgs),
    /// Issue what should be billed and is not
    Invoice(InvoiceArgs),
    /// Plan credit notes and new invoices where something else should be billed, or carry out a plan
    Correct(CorrectArgs),
    /// Claim the state's refund for a quarter, with corrections of earlier ones
    Claim(ClaimArgs),
    /// Write issued documents as text, pages, JSON or electronic invoices
    Documents(DocumentsArgs),
    /// Compare what others billed with what should be
    Verify(VerifyArgs),
    /// Make, check, export and expire the register of issued documents
    Ledger(LedgerArgs),
    /// Draft a map of columns from the headings and words of a file
    Map(MapArgs),
    /// Write an empty workbook to fill in
    Template(TemplateArgs),
    /// Make a key by which CPR numbers become pseudonyms
    Pseudonyms(PseudonymsArgs),
    Conformance(ConformanceArgs),
}

#[derive(Debug, Args)]
pub(crate) struct PriceArgs {
    #[command(flatten)]
    pub(crate) cases: CasesArgs,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = Output::Table)]
    pub(crate) format: Output,

    /// How CSV is written
    #[arg(long, value_enum, value_name = "STYLE")]
    pub(crate) csv_style: Option<Csv>,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,

    /// Write every error, warning and note to this file as CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// The rows of each citizen lie together: keep one citizen in memory at a time
    #[arg(long)]
    pub(crate) grouped: bool,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).multiple(true).args(["case", "citizen", "payer", "provider", "service"])))]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) cases: CasesArgs,

    /// Which cases are explained: those with a row that is shown, each as a whole
    #[command(flatten)]
    pub(crate) filter: FilterArgs,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = Page::Text)]
    pub(crate) format: Page,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) cases: CasesArgs,

    /// Write the page to this file [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

/// Which cases are priced, for which days, by which tariffs.
#[derive(Debug, Args)]
pub(crate) struct CasesArgs {
    #[command(flatten)]
    pub(crate) source: FileArgs,

    /// Show one month, and end open rows with it
    #[arg(long, value_name = "YYYY-MM", value_parser = month, conflicts_with_all = ["from", "until"])]
    month: Option<Month>,

    /// Show one year, and end open rows with it
    #[arg(long, value_name = "YYYY", value_parser = first_month_of_year, conflicts_with_all = ["month", "from", "until"])]
    year: Option<Month>,

    /// Show lines from this month on
    #[arg(long, value_name = "YYYY-MM-01", value_parser = first_of_month)]
    from: Option<Month>,

    /// Charge no day after this one, and end open rows with it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    until: Option<NaiveDate>,

    #[command(flatten)]
    pub(crate) tariffs: TariffArgs,
}

/// A case file, or several that are read as one.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    /// Case file: CSV, a workbook (.xlsx, .xlsm, .xls, .ods), JSON Lines or Parquet; several are read as one; - reads stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) form: FormArgs,
}

/// How case files are written.
#[derive(Debug, Clone, Args)]
pub(crate) struct FormArgs {
    /// How the case file is written [default: by its name; all but .xlsx, .xlsm, .xls, .ods, .jsonl, .ndjson, .json and .parquet is CSV]
    #[arg(long, value_enum)]
    pub(crate) input: Option<InputFormat>,

    /// The sheet of a workbook [default: the one with the heading of a case file]
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,

    /// Which heading is which column and what its words mean, a TOML file; takst map writes one
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,

    /// What stands first in the dates of a text: dmy reads 31-03-2023, 31/3/2023 and 31.03.2023 [default: what the map says, else only 2023-03-31 is read]
    #[arg(long, value_name = "dmy|mdy|ymd", value_parser = date_order)]
    pub(crate) dates: Option<DateOrder>,

    /// Put pseudonyms in the place of CPR numbers in citizen_id, by this key; takst pseudonyms new makes one
    #[arg(long, value_name = "KEYFILE")]
    pub(crate) pseudonyms: Option<PathBuf>,
}

pub(crate) fn date_order(word: &str) -> Result<DateOrder, Right> {
    DateOrder::from_word(word).ok_or(Right::DateOrder)
}

/// By which tariffs cases are priced.
#[derive(Debug, Clone, Args)]
pub(crate) struct TariffArgs {
    /// Use only tariffs known on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,

    /// Answers to open questions, a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    /// Directory laid over the built-in catalogue; a provider in it replaces the built-in one of the same id
    #[arg(long, value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
}

impl CasesArgs {
    /// The window of time.
    ///
    /// # Errors
    /// It ends before it begins.
    pub(crate) fn request(&self) -> Result<ReportingPeriod, Failure> {
        if let Some(january) = self.year {
            return Ok(ReportingPeriod { from: Some(january), until: Some(january.plus(11).last_day()) });
        }
        match (self.month, self.from, self.until) {
            (Some(month), ..) => Ok(ReportingPeriod::month(month)),
            (None, Some(from), Some(until)) if from.first_day() > until => Err(Failure::NoDays { from: from.first_day(), until }),
            (None, from, until) => Ok(ReportingPeriod { from, until }),
        }
    }

    /// Whether the command reads this file.
    pub(crate) fn reads(&self, file: &Path) -> bool {
        self.source.read_with(&self.tariffs).any(|read| is_same_file(read, file))
    }
}

impl TariffArgs {
    pub(crate) fn knowledge(&self) -> KnownAsOf {
        self.as_of.map_or(KnownAsOf::Latest, KnownAsOf::Day)
    }
}

impl FileArgs {
    /// The first file, which messages about the files name.
    pub(crate) fn first(&self) -> &Path {
        self.files.first().map_or(Path::new("-"), |file| file)
    }

    /// The files that a command reads with these tariffs; stdin by the name that the system has for it.
    pub(crate) fn read_with<'a>(&'a self, tariffs: &'a TariffArgs) -> impl Iterator<Item = &'a Path> {
        let cases = self.files.iter().map(|file| if is_stdin(file) { Path::new("/dev/stdin") } else { file });
        let options = [&tariffs.policy, &self.form.map, &self.form.pseudonyms].into_iter().flatten();
        cases.chain(options.map(|file| &**file))
    }

    /// Whether stdin is one of them.
    pub(crate) fn has_stdin(&self) -> bool {
        self.files.iter().any(|file| is_stdin(file))
    }

    /// The only file, where there is one.
    pub(crate) fn single(&self) -> Option<&Path> {
        match &self.files[..] {
            [file] => Some(file),
            _ => None,
        }
    }
}

/// Whether a file is stdin.
pub(crate) fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

impl FormArgs {
    /// How a file is written: as the option says, else as its name does.
    pub(crate) fn format(&self, file: &Path) -> FileFormat {
        match self.input {
            None => FileFormat::of_name(file),
            Some(InputFormat::Csv) => FileFormat::Records(Format::Csv),
            Some(InputFormat::Jsonl) => FileFormat::Records(Format::JsonLines),
            Some(InputFormat::Workbook) => FileFormat::Records(Format::Workbook),
            Some(InputFormat::Parquet) => FileFormat::Parquet,
        }
    }

    /// How case files are read.
    ///
    /// # Errors
    /// The map or the key cannot be read, or is not valid.
    pub(crate) fn reading(&self, lang: Lang) -> Result<Reading, Failure> {
        let files =
            ReadingFiles { sheet: self.sheet.as_deref(), dates: self.dates, map: self.map.as_deref(), pseudonyms: self.pseudonyms.as_deref() };
        files.read().map_err(|error| Failure::Lines(reading_error(&texts(lang), &error)))
    }
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// A table to read
    Table,
    /// CSV, plain decimals
    Csv,
    /// JSON Lines, amounts as strings
    Json,
    /// Parquet, amounts as decimals; to a file or a pipe
    Parquet,
    /// A workbook for a spreadsheet: lines, totals, refused cases, remarks, assumptions; to a file or a pipe
    Xlsx,
}

/// Styles of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Csv {
    /// Commas, dots before decimals: for programs
    Plain,
    /// Semicolons, commas before decimals: for Danish spreadsheets
    Da,
}

impl Csv {
    /// The style of an option.
    ///
    /// # Errors
    /// A style is given and the format is not CSV.
    pub(crate) fn style(asked: Option<Csv>, is_csv: bool) -> Result<CsvStyle, Failure> {
        match asked {
            Some(_) if !is_csv => Err(Failure::NoCsv),
            None | Some(Csv::Plain) => Ok(CsvStyle::Plain),
            Some(Csv::Da) => Ok(CsvStyle::Danish),
        }
    }
}

/// Forms of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Page {
    /// Plain text
    Text,
    /// JSON
    Json,
    /// A page for a browser or for print
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Fields separated by comma, semicolon or tab
    Csv,
    /// One JSON object a line
    Jsonl,
    /// A workbook of Excel or LibreOffice
    Workbook,
    /// Columns with types
    Parquet,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
