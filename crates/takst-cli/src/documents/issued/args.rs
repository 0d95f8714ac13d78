//! The command line of `takst documents`.

use crate::value::month;
use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;
use takst::Month;
use takst::contract::words::Dialect;

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
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
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

    /// Dialect of electronic invoices [default: that of each buyer]
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(crate) dialect: Option<DialectArg>,

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
    /// An electronic invoice: the bytes are kept in the ledger when they are first written, and the same ever after
    Einvoice,
}

/// Dialects of electronic invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialectArg {
    /// Peppol BIS Billing 3.0
    Bis3,
    /// OIOUBL 2.1
    Oioubl,
}

impl From<DialectArg> for Dialect {
    fn from(dialect: DialectArg) -> Dialect {
        match dialect {
            DialectArg::Bis3 => Dialect::Bis3,
            DialectArg::Oioubl => Dialect::Oioubl,
        }
    }
}

impl DocumentFormat {
    /// What the names of its files end in.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            DocumentFormat::Text => "txt",
            DocumentFormat::Html => "html",
            DocumentFormat::Json => "json",
            DocumentFormat::Einvoice => "xml",
        }
    }
}
