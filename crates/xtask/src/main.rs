//! `cargo xtask`: everything that is run on the project itself.
#![forbid(unsafe_code)]

mod bench;
mod command;
mod count;
mod generate;
mod header;
mod install;
mod layout;
mod project;
mod prove;
mod report;
mod stage;
mod test;

use clap::{Parser, Subcommand};
use project::Project;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tests and proves takst")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// What every change must pass: format, lints, tests, documentation, vectors, README, layout
    Test {
        /// Only these stages (see --list)
        stages: Vec<String>,
        /// Lists the stages and runs none
        #[arg(long)]
        list: bool,
    },
    /// The long runs; each writes its section of tests/PROVED.md
    Prove {
        #[command(subcommand)]
        proof: prove::Proof,
    },
    /// Writes the C header, bindings/c/include/takst.h, from the sources
    Header,
    /// Writes what is copied from the registries of the core: sets of the C interface, stubs, tables of the guides, the header
    Generate,
    /// Counts the files that a branch changes, written by hand and generated
    CountFiles {
        /// The branch, or any commit
        branch: String,
        /// What it began from
        #[arg(long, default_value = "main")]
        base: String,
    },
    /// Builds the C library and puts it under a prefix
    Install(install::Options),
    /// Times takst beside other programs on the same rows; writes benches/RESULTS.md
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = Project::find().and_then(|project| match Arguments::parse().task {
        Task::Test { list: true, .. } => Ok(test::list()),
        Task::Test { stages, list: false } => test::run(&project, &stages),
        Task::Prove { proof } => prove::run(&project, &proof),
        Task::Header => header::write(&project),
        Task::Generate => generate::write(&project),
        Task::CountFiles { branch, base } => count::run(&project, &base, &branch),
        Task::Install(options) => install::run(&project, &options),
        Task::Bench(options) => bench::run(&project, &options),
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
