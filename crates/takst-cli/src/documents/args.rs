//! The command line of `takst invoice` and `takst correct`.

use crate::args::{FileArgs, TariffArgs};
use crate::value::{day, month};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use takst::Month;

#[derive(Debug, Args)]
pub(crate) struct InvoiceArgs {
    #[command(flatten)]
    pub(crate) issue: IssueArgs,

    /// Tell what would be issued, and write nothing to the ledger
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CorrectArgs {
    #[command(flatten)]
    pub(crate) issue: IssueArgs,

    /// The file has all cases of its providers: credit what stands for other cases
    #[arg(long)]
    pub(crate) complete: bool,

    /// Credit these invoices, which came back, and issue them again with the references of the file and today's parties
    #[arg(long, value_name = "NUMBER", num_args = 1.., conflicts_with = "complete")]
    pub(crate) reissue: Vec<String>,

    /// Keep the plan in this file
    #[arg(long, value_name = "PLAN.json")]
    pub(crate) save_plan: Option<PathBuf>,

    /// Write the plan as a page to print and sign to this file
    #[arg(long, value_name = "PLAN.html")]
    pub(crate) page: Option<PathBuf>,

    /// Carry out this plan: it is worked out again, and issued if the same comes out
    #[arg(long, value_name = "PLAN.json", conflicts_with_all = ["until", "as_of", "complete", "reissue", "save_plan", "page"])]
    pub(crate) plan: Option<PathBuf>,
}

/// What is billed, in which ledger and between whom.
#[derive(Debug, Args)]
pub(crate) struct IssueArgs {
    #[command(flatten)]
    pub(crate) source: FileArgs,

    /// The register of issued documents
    #[arg(long, value_name = "LEDGER")]
    pub(crate) ledger: PathBuf,

    /// Sellers and buyers, a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) parties: PathBuf,

    /// Date of issue [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,

    /// The last month; open rows end with it [default: the last month that ended before the date of issue]
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub(crate) until: Option<Month>,

    #[command(flatten)]
    pub(crate) tariffs: TariffArgs,

    /// Text that is printed on the documents
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = ActionFormat::Table)]
    pub(crate) format: ActionFormat,

    /// Write every error, warning and note to this file as CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// Forms of a list of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActionFormat {
    /// A table to read
    Table,
    /// CSV, plain decimals
    Csv,
    /// JSON Lines, all values as strings
    Json,
}
