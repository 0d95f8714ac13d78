//! Parties files: who bills and who is billed.

pub(crate) mod format;
mod read;

use crate::cursor::Cursor;
use crate::fingerprint;
use crate::parties::format::PARTIES_FILE;
use crate::problem::{self, Problem};
use crate::structure::Findings;
use crate::text::TextFile;
use takst::Catalogue;
use takst::document::party::Parties;

/// A parties file with its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedParties {
    /// Sellers and buyers.
    pub parties: Parties,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// Reads a parties file for use with `catalogue`, which knows the providers and their terms of payment.
///
/// # Errors
/// All problems of the file, by line.
///
/// # Example
/// ```
/// use takst_catalogue::{builtin, parties_from_toml};
///
/// let text = r#"
/// [[buyer]]
/// payer = "101"
/// name = "Københavns Kommune"
/// cvr = "64942212"
/// gln = "5798009800275"
/// format = "oioubl"
/// street = "Borups Allé"
/// building_number = "177"
/// city = "København NV"
/// postal_code = "2400"
/// "#;
/// let loaded = parties_from_toml("parties.toml", text, builtin()).expect("a good file");
/// assert_eq!(loaded.parties.buyers.len(), 1);
///
/// let problems = parties_from_toml("parties.toml", &text.replace("64942212", "64942213"), builtin()).unwrap_err();
/// assert!(problems[0].to_string().starts_with("parties.toml:5:7: error: buyer.cvr = \"64942213\": "));
/// ```
pub fn parties_from_toml(name: &str, text: &str, catalogue: &Catalogue) -> Result<LoadedParties, Vec<Problem>> {
    let file = TextFile::parse(name, text);
    loaded(Findings::of(&file, PARTIES_FILE), catalogue, text)
}

/// Reads a parties file for a control of what others bill: as [`parties_from_toml`], without what only documents that are issued need. Of a seller `provider`,
/// `name` and `cvr` suffice, of a buyer `payer`, `name`, `cvr` and `gln`; what is given is checked all the same. What is absent is empty in the result: issue
/// nothing with it.
///
/// # Errors
/// All problems of the file, by line.
///
/// # Example
/// ```
/// use takst_catalogue::{builtin, parties_for_control, parties_from_toml};
///
/// let text = r#"
/// [[seller]]
/// provider = "mandecentret"
/// name = "Mandecentret"
/// cvr = "12345674"
/// "#;
/// assert_eq!(parties_for_control("parties.toml", text, builtin()).expect("a good file").parties.sellers.len(), 1);
/// assert!(parties_from_toml("parties.toml", text, builtin()).is_err(), "no invoice can be issued with it");
/// ```
pub fn parties_for_control(name: &str, text: &str, catalogue: &Catalogue) -> Result<LoadedParties, Vec<Problem>> {
    let file = TextFile::parse(name, text);
    loaded(Findings::for_control(&file, PARTIES_FILE), catalogue, text)
}

fn loaded(mut findings: Findings<'_, '_>, catalogue: &Catalogue, text: &str) -> Result<LoadedParties, Vec<Problem>> {
    let root = Cursor::root(findings.file.root.get_ref());
    let parties = read::parties(&root, catalogue, &mut findings);
    let mut problems = findings.problems;
    if problems.is_empty() {
        Ok(LoadedParties { parties, sha256: fingerprint::of_text(text) })
    } else {
        problem::sort(&mut problems);
        Err(problems)
    }
}
