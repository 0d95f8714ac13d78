//! The oracle: random case files, priced twice and compared.

use super::{Proved, cores};
use crate::command::Run;
use crate::project::Project;

#[derive(clap::Args)]
pub struct Options {
    /// Case files to draw
    #[arg(long, default_value_t = 1_000_000)]
    files: u64,
    /// Where the draw begins; the same seed draws the same files
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    let Options { files, seed } = options;
    let given = [("--files", files.to_string()), ("--seed", seed.to_string()), ("--threads", cores().to_string())];
    let program = Run::new("cargo", ["run", "--release", "-q", "-p", "takst-compare", "--bin", "compare_oracle", "--"]).at(&project.root);
    let ended = given.iter().fold(program, |run, (name, value)| run.with(name).with(value)).stream()?;
    // A run of fewer files than asked for proves less than its heading says.
    let is_whole = ended.output.contains(&format!("{files} case files from seed {seed}:"));
    let figures = format!("```text\n{}\n```\n", ended.output.trim_end());
    let command = format!("cargo xtask prove oracle --files {files} --seed {seed}");
    Ok(Proved { name: "oracle", command, figures, holds: ended.code == Some(0) && is_whole })
}
