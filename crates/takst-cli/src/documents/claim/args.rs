//! The command line of `takst claim`.

use crate::args::{FormArgs, TariffArgs};
use crate::value::{day, municipality, quarter, year};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use takst::Municipality;
use takst::document::claim::Quarter;

#[derive(Debug, Args)]
pub(crate) struct ClaimArgs {
    /// The municipality's own cases: CSV, a workbook, JSON Lines or Parquet; several are read as one; - reads stdin
    #[arg(required_unless_present_any = ["final_year", "show"], value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) form: FormArgs,

    /// The register of what was claimed before
    #[arg(long, value_name = "LEDGER")]
    pub(crate) ledger: PathBuf,

    /// The municipality that claims
    #[arg(long, value_name = "CODE", value_parser = municipality, required_unless_present = "show")]
    pub(crate) payer: Option<Municipality>,

    /// The quarter; months before it are corrected
    #[arg(long, value_name = "YYYY-Qn", value_parser = quarter, required_unless_present_any = ["final_year", "show"], conflicts_with = "final_year")]
    pub(crate) quarter: Option<Quarter>,

    /// The yearly statement: what was claimed for the year, and corrections of earlier years; nothing new is claimed
    #[arg(long = "final", id = "final_year", value_name = "YYYY", value_parser = year, conflicts_with_all = ["complete", "dry_run", "report"])]
    pub(crate) final_year: Option<i32>,

    /// A claim that is stored, once more; takst ledger claims lists them
    #[arg(
        long,
        value_name = "NUMBER",
        conflicts_with_all = ["files", "payer", "quarter", "final_year", "date", "as_of", "policy", "complete", "dry_run", "report"]
    )]
    pub(crate) show: Option<String>,

    /// Date of the claim [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,

    #[command(flatten)]
    pub(crate) tariffs: TariffArgs,

    /// The file has all cases of the municipality: take back what was claimed for other cases
    #[arg(long)]
    pub(crate) complete: bool,

    /// Tell what would be claimed, and write nothing to the ledger
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = ClaimFormat::Table)]
    pub(crate) format: ClaimFormat,

    /// Write every error, warning and note to this file as CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// Forms of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimFormat {
    /// Tables to read
    Table,
    /// The rows as CSV, plain decimals
    Csv,
    /// Rows and sums as one JSON object, amounts as strings
    Json,
    /// A page to sign, for a browser or for print
    Html,
}
