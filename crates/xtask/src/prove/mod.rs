//! `cargo xtask prove`: runs of hours, whose figures are kept in tests/PROVED.md.

mod batch;
mod c;
mod crashes;
mod fuzz;
mod histories;
mod mutants;
mod oracle;
mod proved;
mod spark;

use crate::command::Run;
use crate::project::Project;
use clap::Subcommand;

#[derive(Subcommand)]
pub enum Proof {
    /// Breaks the core in every small way cargo-mutants knows and asks whether a test notices
    Mutants(mutants::Options),
    /// Feeds the readers what libFuzzer thinks up
    Fuzz(fuzz::Options),
    /// Prices random case files with takst and with the oracle and compares every line
    Oracle(oracle::Options),
    /// Invoices, corrects and claims random histories with takst and with the oracle and compares every document and claim
    Histories(histories::Options),
    /// Kills commands that write to a ledger at random moments, and damages ledgers at random places
    Crashes(crashes::Options),
    /// Prices random case files as columns with takst-batch and with the core and compares every line and total
    Batch(batch::Options),
    /// Runs the C programs under valgrind and AddressSanitizer, the Rust side too, and ten million calls
    C(c::Options),
    /// Prices random rows on Spark with several workers, kills one of them in the middle and compares every line and total
    Spark(spark::Options),
}

/// Runs one proof and writes its section; `Ok(true)` when it proved what it set out to.
pub fn run(project: &Project, proof: &Proof) -> Result<bool, String> {
    // What is proved is what is there now: the tree may move on during a run of hours.
    let commit = proved::commit(project)?;
    let result = match proof {
        Proof::Mutants(options) => mutants::run(project, options)?,
        Proof::Fuzz(options) => fuzz::run(project, options)?,
        Proof::Oracle(options) => oracle::run(project, options)?,
        Proof::Histories(options) => histories::run(project, options)?,
        Proof::Crashes(options) => crashes::run(project, options)?,
        Proof::Batch(options) => batch::run(project, options)?,
        Proof::C(options) => c::run(project, options)?,
        Proof::Spark(options) => spark::run(project, options)?,
    };
    proved::write(project, &commit, &result)?;
    println!("\n{}", result.figures);
    Ok(result.holds)
}

/// What a run came to.
pub struct Proved {
    /// The heading of its section.
    pub name: &'static str,
    /// The command, as it can be typed again.
    pub command: String,
    /// Markdown.
    pub figures: String,
    /// Nothing was found that should not be.
    pub holds: bool,
}

/// Installs a cargo subcommand unless it is there.
fn installed(project: &Project, subcommand: &str) -> Result<(), String> {
    if Run::new("cargo", [subcommand, "--version"]).succeeds() {
        return Ok(());
    }
    let package = format!("cargo-{subcommand}");
    let run = Run::new("cargo", ["install", "--locked", &package]).set("CARGO_TARGET_DIR", project.target.join("tools"));
    match run.stream()?.code {
        Some(0) => Ok(()),
        code => Err(format!("`{}` ended with {code:?}", run.text())),
    }
}

/// How many programs to run at a time.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
