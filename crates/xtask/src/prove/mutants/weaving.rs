//! All mutants in one build: what does not compile is taken out until the rest does.

use super::constant::{Constants, needed};
use super::list::{Mutant, PACKAGES};
use super::results::{Outcome, Results};
use super::tree::{Refused, Tree};
use super::weave::{Cause, Number, weave};
use std::collections::{BTreeMap, BTreeSet};

/// Written into each crate with mutants.
pub const ASLEEP: &str = include_str!("asleep.rs");

pub struct Weaving {
    /// Mutants in the build.
    pub woven: BTreeSet<Number>,
    /// Mutants that do not compile.
    pub unviable: BTreeSet<Number>,
    /// The sources as they are built.
    pub texts: BTreeMap<String, String>,
}

struct Source<'s> {
    text: &'s str,
    parsed: syn::File,
    constants: Constants,
    mutants: Vec<(Number, &'s Mutant)>,
}

impl Weaving {
    /// Writes all mutants that compile into the tree. `unwoven` keeps the others, so that the next run need not find them again.
    pub fn new(tree: &Tree, texts: &BTreeMap<String, String>, mutants: &[Mutant], unwoven: &Results) -> Result<Weaving, String> {
        let mut sources = BTreeMap::new();
        for (file, text) in texts {
            let parsed = syn::parse_file(text).map_err(|error| format!("{file}: {error}"))?;
            let constants = Constants::of(&parsed);
            let inside = numbered(mutants).filter(|(_, mutant)| mutant.file == *file).collect();
            sources.insert(file.as_str(), Source { text, parsed, constants, mutants: inside });
        }
        let needed = needed(sources.values().map(|source| &source.constants));
        let known = |outcome| numbered(mutants).filter(move |(_, mutant)| unwoven.of(mutant) == Some(outcome)).map(|(number, _)| number);
        let mut unviable: BTreeSet<Number> = known(Outcome::Unviable).collect();
        let mut alone: BTreeSet<Number> = known(Outcome::Alone).collect();
        loop {
            let mut woven = BTreeMap::new();
            for (file, source) in sources.iter().filter(|(file, _)| is_woven(file, mutants)) {
                let inside = source.mutants.iter().copied().filter(|(number, _)| !unviable.contains(number) && !alone.contains(number));
                woven.insert(*file, weave(source.text, &source.parsed, inside, &source.constants, &needed));
            }
            for (file, woven) in &mut woven {
                if let Some(folder) = file.strip_suffix("lib.rs") {
                    woven.become_root();
                    tree.write(&format!("{folder}mutant.rs"), ASLEEP.as_bytes())?;
                }
                tree.write(file, woven.text.as_bytes())?;
            }
            let refused = tree.check()?;
            if refused.is_empty() {
                unviable.extend(woven.values().flat_map(|woven| &woven.unviable));
                let numbers = woven.values().flat_map(|woven| &woven.numbers).copied().collect();
                let texts = woven.into_iter().map(|(file, woven)| (file.to_owned(), woven.text)).collect();
                return Ok(Weaving { woven: numbers, unviable, texts });
            }
            let mut found = false;
            for Refused { file, byte, .. } in &refused {
                if let Some((numbers, cause)) = woven.get(file.as_str()).and_then(|woven| woven.blamed(*byte)) {
                    let (out, outcome) = if cause == Cause::Changed { (&mut unviable, Outcome::Unviable) } else { (&mut alone, Outcome::Alone) };
                    for number in numbers.iter().filter(|number| out.insert(**number)) {
                        unwoven.keep(&mutants[*number as usize - 1], &texts[file], outcome, "")?;
                        found = true;
                    }
                }
            }
            eprintln!("{} errors; {} mutants do not compile, {} must be built alone", refused.len(), unviable.len(), alone.len());
            if !found {
                return Err(format!("an error of no mutant:\n{}", refused[0].message));
            }
        }
    }
}

/// Whether a source has mutants or is the root of a crate with some.
pub fn is_woven(file: &str, mutants: &[Mutant]) -> bool {
    mutants.iter().any(|mutant| mutant.file == file)
        || PACKAGES.iter().any(|package| file.strip_prefix("crates/").and_then(|path| path.strip_prefix(package)) == Some("/src/lib.rs"))
}

/// The numbers of mutants: their places in the list, from 1 on.
pub fn numbered(mutants: &[Mutant]) -> impl Iterator<Item = (Number, &Mutant)> {
    (1..).zip(mutants)
}
