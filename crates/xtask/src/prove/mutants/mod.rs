//! Mutants: the core and the ledger broken in small ways, one at a time, and the tests run on each.
//!
//! All mutants are in one build, asleep, and a test program wakes one of them by its number. What cannot be woven is built alone.

mod constant;
mod list;
mod results;
mod test;
mod tree;
mod weave;
mod weaving;

#[cfg(test)]
mod tests;

use super::{Proved, installed};
use crate::project::Project;
use list::Mutant;
use results::{Outcome, Reasons, Results};
use std::collections::BTreeMap;
use test::{Ended, Test};
use tree::Tree;
use weave::Number;
use weaving::{Weaving, numbered};

/// The packages whose tests judge; with `--fully` those of the second list too.
const JUDGES: [&str; 4] = ["takst", "takst-compare", "takst-ledger", "takst-run"];
const MORE_JUDGES: [&str; 3] = ["takst-io", "takst-batch", "takst-tests"];

#[derive(clap::Args)]
pub struct Options {
    /// Only mutants of these sources (glob below the root, can be given more than once)
    #[arg(long)]
    file: Vec<String>,
    /// Judges once more those that were missed before, by slow tests, those of all packages and more random cases too
    #[arg(long)]
    missed: bool,
    /// Judges with the vectors, the readers, batches and the numbers of random cases of every day too
    #[arg(long)]
    fully: bool,
    /// Leaves mutants that must be built alone for another run
    #[arg(long)]
    woven: bool,
    /// Judges none; writes what earlier runs found
    #[arg(long)]
    report: bool,
    /// Tests run at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    installed(project, "mutants")?;
    let mutants = list::all(project)?;
    let names = list::names(project, &options.file)?;
    let sources = sources(project)?;
    let folder = project.target.join("mutants");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let results = Results::open(&folder.join("results.tsv"), &sources)?;
    let chosen: Vec<&Mutant> = mutants.iter().filter(|mutant| names.contains(&mutant.name)).collect();
    let left = |mutant: &Mutant| match results.of(mutant) {
        Some(outcome) => outcome == Outcome::Missed && options.missed,
        None => true,
    };
    if !options.report && chosen.iter().any(|mutant| left(mutant)) {
        let tree = Tree::copy(project, |file| weaving::is_woven(file, &mutants))?;
        let weaving = Weaving::new(&tree, &sources, &mutants, &Results::open(&folder.join("unwoven.tsv"), &sources)?)?;
        let packages = [&JUDGES[..], if options.fully { &MORE_JUDGES[..] } else { &[] }].concat();
        let programs = tree.build(&packages)?.ok_or("the woven project does not compile")?;
        let tests = test::measured(&programs, &folder, options.fully, options.jobs)?;
        println!("{} mutants woven, {} do not compile, of {}; {} tests", weaving.woven.len(), weaving.unviable.len(), mutants.len(), tests.len());
        let keep = |mutant: &Mutant, outcome, by: &str| {
            println!("{outcome:?} {} {by}", mutant.name);
            results.keep(mutant, &sources[&mutant.file], outcome, by)
        };
        let judges = |mutant: &Mutant| tests.iter().filter(|test| options.missed || test.is_first_for(&mutant.package)).collect::<Vec<_>>();
        let numbered: Vec<(Number, &Mutant)> = numbered(&mutants).filter(|(_, mutant)| names.contains(&mutant.name) && left(mutant)).collect();
        for (_, mutant) in numbered.iter().filter(|(number, _)| weaving.unviable.contains(number)) {
            keep(mutant, Outcome::Unviable, "")?;
        }
        let (woven, alone): (Vec<_>, Vec<_>) =
            numbered.into_iter().filter(|(number, _)| !weaving.unviable.contains(number)).partition(|(number, _)| weaving.woven.contains(number));
        test::in_parallel(options.jobs, &woven, |_, (number, mutant)| {
            let meeting: Vec<&Test> = judges(mutant).into_iter().filter(|test| test.reaches(*number)).collect();
            let (outcome, by) = judged(&meeting, *number)?;
            keep(mutant, outcome, &by)
        })?;
        for (_, mutant) in alone.into_iter().filter(|_| !options.woven) {
            tree.write(&mutant.file, mutant.applied(&sources[&mutant.file]).as_bytes())?;
            let outcome = alone_judged(&tree, mutant, &packages, &judges(mutant));
            tree.write(&mutant.file, weaving.texts[&mutant.file].as_bytes())?;
            let (outcome, by) = outcome?;
            keep(mutant, outcome, &by)?;
        }
    }
    let reasons = project.read("tests/mutants.txt")?;
    let (figures, holds) = results::figures(&chosen, &results, &sources, &Reasons::read(&reasons));
    let files = options.file.iter().map(|file| format!(" --file '{file}'")).collect::<String>();
    Ok(Proved { name: "mutants", command: format!("cargo xtask prove mutants{files}"), figures, holds })
}

/// Every Rust source of the project: constants anywhere may need a `const fn` of the crates with mutants.
fn sources(project: &Project) -> Result<BTreeMap<String, String>, String> {
    let files = project.files()?.into_iter().filter(|file| file.ends_with(".rs"));
    files.map(|file| project.read(&file).map(|text| (file, text))).collect()
}

/// Runs tests until one notices.
fn judged(tests: &[&Test], awake: Number) -> Result<(Outcome, String), String> {
    for run in test::runs(tests) {
        match run.judge(awake)? {
            Ended::Passed => {}
            Ended::Failed => return Ok((Outcome::Caught, run.text())),
            Ended::Stuck => return Ok((Outcome::Stuck, run.text())),
        }
    }
    Ok((Outcome::Missed, String::new()))
}

/// A mutant in a build of its own: judged by the tests of its package, and where they miss it by all.
fn alone_judged(tree: &Tree, mutant: &Mutant, packages: &[&str], tests: &[&Test]) -> Result<(Outcome, String), String> {
    if !tree.check()?.is_empty() {
        return Ok((Outcome::Unviable, String::new()));
    }
    for packages in [&[mutant.package.as_str()], packages] {
        let Some(programs) = tree.build(packages)? else { return Ok((Outcome::Unviable, String::new())) };
        let built = tests.iter().filter_map(|test| test.built_anew(&programs)).collect::<Vec<_>>();
        let noticed = judged(&built.iter().collect::<Vec<_>>(), 0)?;
        if noticed.0 != Outcome::Missed {
            return Ok(noticed);
        }
    }
    Ok((Outcome::Missed, String::new()))
}
