//! A vector of documents: commands that follow each other on one ledger, and what each must write.

use super::vectors::{CatalogueFile, catalogue_files, policy};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Where a sequence's file comes from.
pub(super) struct EmbeddedSequence {
    pub(super) id: &'static str,
    pub(super) text: &'static str,
}

/// A parties file of sequences.
pub(super) struct PartiesFile {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

/// Columns to texts, as in a case file; a column that is absent is empty.
pub(super) type Record = Map<String, Value>;

/// Commands on one ledger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sequence {
    pub(super) id: String,
    pub(super) title: String,
    /// The calculation by hand.
    pub(super) why: String,
    /// Articles of `docs/DOCUMENTS.md`.
    pub(super) rules: Vec<String>,
    /// First month of the ledger.
    pub(super) start: String,
    /// Name of the parties file of all steps.
    #[serde(default = "usual_parties")]
    pub(super) parties: String,
    /// Case rows of the first step, and of each later one that gives none of its own.
    pub(super) steps: Vec<Step>,
}

fn usual_parties() -> String {
    "usual".to_owned()
}

/// The words of a command, and what comes of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) command: Command,
    /// Rows of the case file. Absent: those of the step before.
    pub(super) rows: Option<Vec<Record>>,
    #[serde(default)]
    pub(super) date: Option<String>,
    #[serde(default)]
    pub(super) until: Option<String>,
    #[serde(default)]
    pub(super) as_of: Option<String>,
    /// Settings as in a vector of prices. Absent: none.
    #[serde(default)]
    pub(super) policy: Value,
    /// A directory under `catalogues`.
    #[serde(default)]
    pub(super) catalogue: Option<String>,
    /// Another parties file from this step on.
    #[serde(default)]
    pub(super) parties: Option<String>,
    #[serde(default)]
    pub(super) complete: bool,
    #[serde(default)]
    pub(super) dry_run: bool,
    #[serde(default)]
    pub(super) reissue: Vec<String>,
    /// Name of a plan: the one that `plan` saves, or that `correct` carries out.
    #[serde(default)]
    pub(super) plan: Option<String>,
    #[serde(default)]
    pub(super) payer: Option<String>,
    #[serde(default)]
    pub(super) quarter: Option<String>,
    /// Year of a final statement, or the first year that an expiry keeps.
    #[serde(default)]
    pub(super) year: Option<String>,
    /// Rows of the list to be controlled, or of the documents to be imported.
    #[serde(default)]
    pub(super) papers: Vec<Record>,
    /// Electronic invoices to be controlled beside the list, by the names of their files.
    #[serde(default)]
    pub(super) einvoices: BTreeMap<String, String>,
    /// A list of citizens for the control, as CSV.
    #[serde(default)]
    pub(super) citizens: Option<String>,
    /// A file of services for the control, as TOML.
    #[serde(default)]
    pub(super) services: Option<String>,
    pub(super) expect: Expected,
}

/// What a step runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Command {
    /// `invoice`.
    Invoice,
    /// `correct`: the plan, then the plan carried out.
    Correct,
    /// `correct --save-plan`: the plan alone.
    Plan,
    /// `claim`.
    Claim,
    /// `verify`, with the ledger.
    Verify,
    /// `ledger import`.
    Import,
    /// `ledger expire`.
    Expire,
    /// `ledger export`.
    Export,
    /// `ledger journal`.
    Journal,
}

/// Exit code and rows of a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    #[serde(default)]
    pub(super) exit: i32,
    #[serde(default)]
    pub(super) rows: Vec<Record>,
}

impl Sequence {
    /// # Errors
    /// The file is not what `docs/VECTORS.md` says.
    pub(super) fn read(embedded: &EmbeddedSequence) -> Result<Sequence, String> {
        let sequence: Sequence = serde_json::from_str(embedded.text).map_err(|error| format!("{}: {error}", embedded.id))?;
        if sequence.id == embedded.id { Ok(sequence) } else { Err(format!("{}: the id is not the file's name", embedded.id)) }
    }
}

impl Step {
    /// The policy as a policy file; empty where there is none.
    pub(super) fn policy(&self) -> String {
        policy(&self.policy)
    }

    pub(super) fn catalogue(&self) -> Vec<&'static CatalogueFile> {
        catalogue_files(self.catalogue.as_deref())
    }
}
