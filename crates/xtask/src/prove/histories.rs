//! Histories: random case files that change from step to step, invoiced, corrected and claimed twice and compared.

use super::{Proved, cores};
use crate::command::Run;
use crate::project::Project;

#[derive(clap::Args)]
pub struct Options {
    /// Histories to play
    #[arg(long, default_value_t = 100_000)]
    count: u64,
    /// Where the draw begins; the same seed plays the same histories
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    let Options { count, seed } = options;
    let given = [("--count", count.to_string()), ("--seed", seed.to_string()), ("--threads", cores().to_string())];
    let program = Run::new("cargo", ["run", "--release", "-q", "-p", "takst-compare", "--bin", "compare_histories", "--"]).at(&project.root);
    let ended = given.iter().fold(program, |run, (name, value)| run.with(name).with(value)).stream()?;
    // A run of fewer histories than asked for proves less than its heading says.
    let is_whole = ended.output.contains(&format!("{count} histories from seed {seed}:"));
    let figures = format!("```text\n{}\n```\n", ended.output.trim_end());
    let command = format!("cargo xtask prove histories --count {count} --seed {seed}");
    Ok(Proved { name: "histories", command, figures, holds: ended.code == Some(0) && is_whole })
}
