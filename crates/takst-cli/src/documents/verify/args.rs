//! The command line of `takst verify`.

use crate::args::{FormArgs, TariffArgs};
use crate::value::day;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// What others billed: electronic invoices (XML), folders of them, and lists (CSV)
    #[arg(required = true, value_name = "INVOICE")]
    pub(crate) invoices: Vec<PathBuf>,

    /// The municipality's own cases: CSV, a workbook, JSON Lines or Parquet; - reads stdin; given again, several are read as one
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) cases: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) form: FormArgs,

    /// Sellers and buyers, a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) parties: PathBuf,

    /// What sellers call their services, a TOML file: a table for each seller, text = id of the service
    #[arg(long, value_name = "FILE")]
    pub(crate) services: Option<PathBuf>,

    /// Whom the CPR numbers in electronic invoices belong to, a CSV file: cpr, citizen_id; it is read and never kept; with --pseudonyms they are found by the key instead
    #[arg(long, value_name = "FILE", conflicts_with = "pseudonyms")]
    pub(crate) citizens: Option<PathBuf>,

    /// Show and write only what this seller billed: id of the provider, CVR number or GLN; given again, of several. With --format html one seller gets a page of its own, to be sent to it
    #[arg(long, value_name = "SELLER")]
    pub(crate) seller: Vec<String>,

    /// Date on the page [default: today with --seller, else none]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,

    /// Keep what is received in this ledger, and compare with what was received before
    #[arg(long, value_name = "LEDGER")]
    pub(crate) ledger: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) tariffs: TariffArgs,

    /// What is written to stdout
    #[arg(long, value_enum, default_value_t = VerifyFormat::Table)]
    pub(crate) format: VerifyFormat,

    /// Write every error, warning and note of the case file to this file as CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// Forms of a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyFormat {
    /// Tables to read
    Table,
    /// CSV, plain decimals
    Csv,
    /// JSON Lines, all values as strings
    Json,
    /// A page for a browser or for print
    Html,
}
