//! Files of what sellers call their services: a table for each seller, text → id of the service.

use crate::nearest::nearest;
use crate::problem::{self, Flaw, Problem};
use crate::structure::{Findings, join};
use crate::text::TextFile;
use takst::Catalogue;
use takst::document::control::found::{ServiceTexts, sellers};
use takst::document::party::Parties;
use toml::de::DeValue;

/// Reads a file of what sellers call their services. A seller is the id of its provider, its CVR number or its GLN.
///
/// # Errors
/// All problems of the file, by line.
///
/// # Example
/// ```
/// use takst::document::party::Parties;
/// use takst_catalogue::{builtin, services_from_toml};
///
/// let text = "[nobody]\n\"Efterforsørg, basis\" = \"mandecentret/efterforsorg-basis\"\n";
/// let problems = services_from_toml("services.toml", text, &Parties::default(), builtin()).unwrap_err();
/// assert!(problems[0].to_string().starts_with("services.toml:1:2: error: nobody: "));
/// ```
pub fn services_from_toml(name: &str, text: &str, parties: &Parties, catalogue: &Catalogue) -> Result<ServiceTexts, Vec<Problem>> {
    let file = TextFile::parse(name, text);
    let mut findings = Findings::empty(&file);
    let mut texts = ServiceTexts::default();
    for (key, value) in file.root.get_ref() {
        let seller: &str = key.get_ref();
        findings.place_of(seller, key.span());
        let providers = sellers(parties, seller);
        if providers.is_empty() {
            let known = parties.sellers.keys().map(|provider| &**provider);
            findings.flaw(seller, Flaw::UnknownSeller { near: nearest(seller, known).join(", ") });
            continue;
        }
        let DeValue::Table(table) = value.get_ref() else {
            findings.flaw(seller, Flaw::WrongForm { expected: "table".to_owned() });
            continue;
        };
        for (key, value) in table {
            let path = join(seller, key.get_ref());
            findings.place_of(&path, value.span());
            let Some(service) = value.get_ref().as_str() else {
                findings.flaw(&path, Flaw::WrongForm { expected: "text".to_owned() });
                continue;
            };
            let of_seller = || catalogue.services().filter(|(provider, _)| providers.iter().any(|seller| **seller == *provider.id));
            match of_seller().find(|(_, known)| known.id == service) {
                Some((provider, _)) => texts.add(&provider.id, key.get_ref(), service),
                None => {
                    let near = nearest(service, of_seller().map(|(_, known)| &*known.id)).join(", ");
                    findings.flaw(&path, Flaw::UnknownService { near });
                }
            }
        }
    }
    let mut problems = findings.problems;
    if problems.is_empty() {
        Ok(texts)
    } else {
        problem::sort(&mut problems);
        Err(problems)
    }
}
