//! The command line of `takst documents`.

use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;
use takst::Month;

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).args(["numbers", "from_number", "month"]))]
pub(crate) struct DocumentsArgs {
    /// Numbers of documents
    #[arg(value_name = "NUMBER")]
    pub(crate) numbers: Vec<String>,

    /// This number and those that follow it in its series
    #[arg(long, value_name = "NUMBER")]
    pub(crate) from_number: Option<String>,

    /// All documents of a month
    #[arg(long, value_name = "YYYY-MM")]
    pub(crate) month: Option<Month>,

    /// The register of issued documents
    #[arg(long, value_name = "LEDGER")]
    pub(crate) ledger: PathBuf,

    /// Directory of the files, a file for each document; - writes all to stdout
    #[arg(long, value_name = "DIR", default_value = "-")]
    pub(crate) to: PathBuf,

    /// What a document becomes
    #[arg(long, value_enum, default_value_t = DocumentFormat::Text)]
    pub(crate) format: DocumentFormat,

    /// Directory laid over the built-in catalogue, for the names of services
    #[arg(long, value_name = "DIR")]
    pub(crate) catalogue: Option<PathBuf>,
}

/// Forms of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    /// Plain text that explains it: what it says, what it replaces or takes back, and what changed
    Text,
    /// A page for a browser or for print
    Html,
    /// One JSON object, amounts as strings
    Json,
}

impl DocumentFormat {
    /// What the names of its files end in.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            DocumentFormat::Text => "txt",
            DocumentFormat::Html => "html",
            DocumentFormat::Json => "json",
        }
    }
}
