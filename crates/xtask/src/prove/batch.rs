//! Batches: random case files as columns, priced by takst-batch and by the core and compared.

use super::{Proved, cores};
use crate::command::Run;
use crate::project::Project;

#[derive(clap::Args)]
pub struct Options {
    /// Rows to draw
    #[arg(long, default_value_t = 10_000_000)]
    rows: u64,
    /// Where the draw begins; the same seed draws the same files
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    let Options { rows, seed } = options;
    let given = [("--rows", rows.to_string()), ("--seed", seed.to_string()), ("--threads", cores().to_string())];
    let program = Run::new("cargo", ["run", "--release", "-q", "-p", "takst-compare-batch", "--bin", "compare_batch", "--"]).at(&project.root);
    let ended = given.iter().fold(program, |run, (name, value)| run.with(name).with(value)).stream()?;
    // A run of fewer rows than asked for proves less than its heading says.
    let is_whole = ended.output.contains(&format!("{rows} rows from seed {seed}:"));
    let figures = format!("```text\n{}\n```\n", ended.output.trim_end());
    let command = format!("cargo xtask prove batch --rows {rows} --seed {seed}");
    Ok(Proved { name: "batch", command, figures, holds: ended.code == Some(0) && is_whole })
}
