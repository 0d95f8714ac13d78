//! Priced lines as documents: what the commands share that issue, claim and compare them.

pub(crate) mod args;
pub(crate) mod claim;
pub(crate) mod correct;
mod differences;
pub(crate) mod import;
mod inputs;
pub(crate) mod invoice;
pub(crate) mod issued;
mod table;
mod task;
pub(crate) mod verify;

use crate::clock;
use crate::say::{Failure, not_readable};
use chrono::NaiveDate;
use std::path::Path;
use takst::Catalogue;
use takst_catalogue::{LoadedParties, Problem, parties_for_control, parties_from_toml};
use takst_explain::Lang;

/// The date of a command: the one that was given, or today.
///
/// # Errors
/// The date lies after today: `ledger.date-ahead`.
pub(crate) fn date_of(given: Option<NaiveDate>) -> Result<NaiveDate, Failure> {
    Ok(takst_run::issue_date(given, clock::today())?)
}

/// Reads a parties file, to issue documents.
///
/// # Errors
/// It cannot be read, or has faults.
pub(crate) fn read_parties(path: &Path, catalogue: &Catalogue, lang: Lang) -> Result<LoadedParties, Failure> {
    read_parties_by(path, lang, |name, text| parties_from_toml(name, text, catalogue))
}

/// Reads a parties file, to control what others bill.
///
/// # Errors
/// It cannot be read, or has faults.
pub(crate) fn read_parties_for_control(path: &Path, catalogue: &Catalogue, lang: Lang) -> Result<LoadedParties, Failure> {
    read_parties_by(path, lang, |name, text| parties_for_control(name, text, catalogue))
}

fn read_parties_by(path: &Path, lang: Lang, read: impl FnOnce(&str, &str) -> Result<LoadedParties, Vec<Problem>>) -> Result<LoadedParties, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Lines(vec![not_readable(path, &error, lang)]))?;
    read(&name, &text).map_err(|problems| Failure::Lines(problems.iter().map(|problem| problem.line(lang)).collect()))
}
