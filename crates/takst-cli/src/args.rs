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
use crate::say::Failure;
use crate::work::is_same_file;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use takst::calendar::read_day;
use takst::{KnownAsOf, Month, ReportingPeriod};
use takst_explain::Lang;
use takst_io::{CsvStyle, Format};

/// Tariffs, pricing and state refund of Danish social services.
#[derive(Debug, Parser)]
#[command(name = "takst", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// Language of tables and messages [default: that of the environment, else English]
    #[arg(long, global = true, value_name = "da|en")]
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
    /// Write issued documents as pages or as JSON
    Documents(DocumentsArgs),
    /// Compare what others billed with what should be
    Verify(VerifyArgs),
    /// Make, check, export and expire the register of issued documents
    Ledger(LedgerArgs),
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
}

/// Which cases are priced, for which days, by which tariffs.
#[derive(Debug, Args)]
pub(crate) struct CasesArgs {
    #[command(flatten)]
    pub(crate) source: FileArgs,

    /// Show one month, and end open rows with it
    #[arg(long, value_name = "YYYY-MM", conflicts_with_all = ["from", "until"])]
    month: Option<Month>,

    /// Show one year, and end open rows with it
    #[arg(long, value_name = "YYYY", value_parser = year, conflicts_with_all = ["month", "from", "until"])]
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

/// A case file.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    /// Case file, CSV, JSON Lines or Parquet; - reads stdin
    pub(crate) file: PathBuf,

    /// How the case file is written [default: .parquet is Parquet, .jsonl, .ndjson and .json are JSON Lines, all else CSV]
    #[arg(long, value_enum)]
    pub(crate) input: Option<InputFormat>,
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
}

impl CasesArgs {
    /// Whether the command reads this file.
    pub(crate) fn reads(&self, file: &Path) -> bool {
        // The name that the system has for the file behind stdin, where it has one.
        let cases = if self.source.is_stdin() { Path::new("/dev/stdin") } else { &self.source.file };
        is_same_file(cases, file) || self.tariffs.policy.as_deref().is_some_and(|policy| is_same_file(policy, file))
    }
}

impl TariffArgs {
    pub(crate) fn knowledge(&self) -> KnownAsOf {
        self.as_of.map_or(KnownAsOf::Latest, KnownAsOf::Day)
    }
}

impl FileArgs {
    /// Whether the file is stdin.
    pub(crate) fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    pub(crate) fn input_format(&self) -> InputFormat {
        let is_parquet = || self.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
        match (self.input, Format::of_name(&self.file.to_string_lossy())) {
            (Some(format), _) => format,
            (None, _) if is_parquet() => InputFormat::Parquet,
            (None, Format::Csv) => InputFormat::Csv,
            (None, Format::JsonLines) => InputFormat::Jsonl,
        }
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

impl From<Csv> for CsvStyle {
    fn from(style: Csv) -> CsvStyle {
        match style {
            Csv::Plain => CsvStyle::Plain,
            Csv::Da => CsvStyle::Danish,
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
    /// Columns with types
    Parquet,
}

/// Reads a day, `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    read_day(text).ok_or_else(|| "a day is written YYYY-MM-DD, 1900-01-01 to 2199-12-31".to_owned())
}

/// Reads a year into its first month.
fn year(text: &str) -> Result<Month, String> {
    let first = if text.len() == 4 { read_day(&format!("{text}-01-01")) } else { None };
    first.map(Month::of).ok_or_else(|| "a year is written YYYY, 1900 to 2199".to_owned())
}

fn first_of_month(text: &str) -> Result<Month, String> {
    let first = day(text)?;
    let month = Month::of(first);
    if month.first_day() == first { Ok(month) } else { Err(format!("lines are shown by whole months: {}", month.first_day())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(day("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".to_owned()));
        for text in ["2023-02-29", "2023-2-01", "2023-02-1", "2023-02-00", "0001-01-01", "9999-12-31", "31-03-2023", "2023-02-+1", "", "2023-02-01 "]
        {
            assert!(day(text).is_err(), "{text}");
        }
        assert!(first_of_month("2023-04-02").is_err());
        assert_eq!(year("2024").map(|january| january.to_string()), Ok("2024-01".to_owned()));
        for text in ["24", "1899", "2200", "2024-01", "+024", ""] {
            assert!(year(text).is_err(), "{text}");
        }
    }
}
