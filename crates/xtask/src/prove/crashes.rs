//! Crashes: commands that are killed at random moments, and ledgers that are damaged at random places.

use super::Proved;
use crate::command::Run;
use crate::project::Project;

#[derive(clap::Args)]
pub struct Options {
    /// Commands to kill
    #[arg(long, default_value_t = 500)]
    kills: u64,
    /// Places at which a byte is changed, and as many at which the file is cut off
    #[arg(long, default_value_t = 1_000)]
    places: u64,
    /// Where the draw begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    let Options { kills, places, seed } = options;
    let given = [("--kills", kills), ("--places", places), ("--seed", seed)];
    // As it is built every day: what is proved is the same, and a release build takes longer than the run.
    let program = Run::new("cargo", ["run", "-q", "-p", "takst-crashes", "--bin", "prove_crashes", "--"]).at(&project.root);
    let ended = given.iter().fold(program, |run, (name, value)| run.with(name).with(value.to_string())).stream()?;
    let command = format!("cargo xtask prove crashes --kills {kills} --places {places} --seed {seed}");
    Ok(Proved { name: "crashes", command, figures: format!("{}\n", ended.output.trim_end()), holds: ended.code == Some(0) })
}
