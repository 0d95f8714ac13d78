//! The command line of `takst verify`.

use crate::args::{InputFormat, TariffArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Lists of what others billed, CSV
    #[arg(required = true, value_name = "INVOICE")]
    pub(crate) invoices: Vec<PathBuf>,

    /// The municipality's own cases, CSV, JSON Lines or Parquet; - reads stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) cases: PathBuf,

    /// How the case file is written [default: .parquet is Parquet, .jsonl, .ndjson and .json are JSON Lines, all else CSV]
    #[arg(long, value_enum)]
    pub(crate) input: Option<InputFormat>,

    /// Sellers and buyers, a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) parties: PathBuf,

    /// What sellers call their services, a TOML file: a table for each seller, text = id of the service
    #[arg(long, value_name = "FILE")]
    pub(crate) services: Option<PathBuf>,

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
