//! Spark: random rows priced by several worker processes, one of which is killed, and compared with the rows priced without Spark.

use super::Proved;
use crate::command::Run;
use crate::project::Project;

#[derive(clap::Args)]
pub struct Options {
    /// Rows to draw
    #[arg(long, default_value_t = 200_000)]
    rows: u64,
    /// Where the draw begins; the same seed draws the same rows
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Java processes that run tasks, each with Python processes of its own
    #[arg(long, default_value_t = 2)]
    workers: u32,
}

/// What to do where there is no Java: no package of PyPI brings one that Spark starts with.
const NO_JAVA: &str = "Spark needs Java 17: apt-get install openjdk-17-jre-headless";

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    let Options { rows, seed, workers } = options;
    if !Run::new("java", ["-version"]).succeeds() {
        return Err(NO_JAVA.to_owned());
    }
    let tests = project.root.join("bindings/python/tests");
    let folder = project.target.join("prove-spark");
    let python = folder.join("bin/python");
    well(&Run::new("python3", ["-m", "venv"]).with(&folder))?;
    // A folder is installed again each time, from what is there now; in the profile of the tests, because it is built already and what is compared is
    // amounts.
    let package = project.root.join("bindings/python[spark]");
    let install = Run::new(&python, ["-m", "pip", "install", "-q", "--disable-pip-version-check"]).with(package);
    well(&install.set("CARGO_TARGET_DIR", &project.target).set("MATURIN_PEP517_ARGS", "--profile dev"))?;
    let given = [("--rows", rows.to_string()), ("--seed", seed.to_string()), ("--workers", workers.to_string())];
    let program = Run::new(&python, [tests.join("prove_spark.py")]);
    let ended = given.iter().fold(program, |run, (name, value)| run.with(name).with(value)).stream()?;
    let figures = format!("```text\n{}\n```\n", ended.output.trim_end());
    let command = format!("cargo xtask prove spark --rows {rows} --seed {seed} --workers {workers}");
    Ok(Proved { name: "spark", command, figures, holds: ended.code == Some(0) })
}

fn well(run: &Run) -> Result<(), String> {
    match run.stream()?.code {
        Some(0) => Ok(()),
        code => Err(format!("`{}` ended with {code:?}", run.text())),
    }
}
