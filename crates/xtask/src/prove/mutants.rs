//! Mutants: the core broken in small ways, one at a time, and the tests run on each.

use super::{Proved, installed};
use crate::command::Run;
use crate::project::Project;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Building is most of the time of a mutant, so it is not optimised; and a thousand mutants cannot each have the everyday number of random files.
const CHEAPLY: [(&str, &str); 5] = [
    ("CARGO_PROFILE_DEV_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("TAKST_ORACLE_FILES", "3000"),
    ("TAKST_HISTORIES", "100"),
    ("PROPTEST_CASES", "60"),
];

#[derive(clap::Args)]
pub struct Options {
    /// Only mutants of these sources (glob below the root, can be given more than once)
    #[arg(long)]
    file: Vec<String>,
    /// One part of several: 0/8 to 7/8
    #[arg(long)]
    shard: Option<String>,
    /// Mutants tested at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Seconds after which a mutant counts as stuck
    #[arg(long, default_value_t = 120)]
    timeout: u32,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    installed(project, "mutants")?;
    let folder = project.target.join("mutants");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let command = command(project, options, &folder);
    let ended = command.stream()?;
    // 0: all caught; 2: some missed; 3: some stuck. Anything else says nothing about the tests.
    if !matches!(ended.code, Some(0 | 2 | 3)) {
        return Err(format!("`{}` ended with {:?}: no mutant was judged", command.text(), ended.code));
    }
    let path = folder.join("mutants.out/outcomes.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let tally = Tally::of(&serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)?;
    let holds = tally.count(MISSED) == 0 && tally.count(STUCK) == 0;
    Ok(Proved { name: "mutants", command: typed(options), figures: tally.figures(), holds })
}

fn command(project: &Project, options: &Options, folder: &Path) -> Run {
    let mut run = Run::new("cargo", ["mutants", "--package", "takst", "--test-package", "takst", "--test-package", "takst-compare", "--no-shuffle"])
        .with("--output")
        .with(folder)
        .with(format!("--jobs={}", options.jobs))
        .with(format!("--timeout={}", options.timeout));
    for file in &options.file {
        run = run.with("--file").with(file);
    }
    if let Some(shard) = &options.shard {
        run = run.with("--shard").with(shard);
    }
    // Examples in the documentation are one program each: they cost most and catch nothing the tests do not.
    // Each job has a copy of the project with a target folder of its own; a shared one would mix up their mutants.
    let run = run.with("--").with("--tests").at(&project.root).without("CARGO_TARGET_DIR");
    CHEAPLY.iter().fold(run, |run, (name, value)| run.set(name, value))
}

fn typed(options: &Options) -> String {
    let files = options.file.iter().map(|file| format!(" --file {file}")).collect::<String>();
    let shard = options.shard.iter().map(|shard| format!(" --shard {shard}")).collect::<String>();
    format!("cargo xtask prove mutants{files}{shard}")
}

const CAUGHT: &str = "CaughtMutant";
const MISSED: &str = "MissedMutant";
const STUCK: &str = "Timeout";
const UNVIABLE: &str = "Unviable";

/// Mutants by what became of them.
#[derive(Default)]
struct Tally {
    by_outcome: BTreeMap<String, Vec<String>>,
}

impl Tally {
    fn of(outcomes: &Value) -> Result<Tally, String> {
        let mut tally = Tally::default();
        for outcome in outcomes["outcomes"].as_array().ok_or("cargo-mutants lists no outcomes")? {
            let Some(name) = outcome["scenario"]["Mutant"]["name"].as_str() else { continue };
            let summary = outcome["summary"].as_str().ok_or("cargo-mutants gives no summary of a mutant")?;
            tally.by_outcome.entry(summary.to_owned()).or_default().push(name.to_owned());
        }
        Ok(tally)
    }

    fn count(&self, outcome: &str) -> usize {
        self.by_outcome.get(outcome).map_or(0, Vec::len)
    }

    fn figures(&self) -> String {
        let (caught, missed, stuck) = (self.count(CAUGHT), self.count(MISSED), self.count(STUCK));
        let judged = caught + missed + stuck;
        let mut text = format!("{judged} mutants built: {caught} caught, {missed} missed, {stuck} stuck; {} did not build.\n", self.count(UNVIABLE));
        for (title, outcome) in [("Missed", MISSED), ("Stuck", STUCK)] {
            if let Some(names) = self.by_outcome.get(outcome) {
                text += &format!("\n{title}:\n\n{}", names.iter().map(|name| format!("- `{name}`\n")).collect::<String>());
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn mutants_are_counted_and_the_missed_named() {
        let mutant = |name: &str, summary: &str| json!({"scenario": {"Mutant": {"name": name}}, "summary": summary});
        let outcomes = json!({"outcomes": [
            {"scenario": "Baseline", "summary": "Success"},
            mutant("a.rs:1: replace f -> 0", CAUGHT),
            mutant("a.rs:2: replace g -> 0", MISSED),
            mutant("a.rs:3: replace h -> 0", UNVIABLE),
        ]});
        let tally = Tally::of(&outcomes).unwrap();
        let expected = "2 mutants built: 1 caught, 1 missed, 0 stuck; 1 did not build.\n\nMissed:\n\n- `a.rs:2: replace g -> 0`\n";
        assert_eq!(tally.figures(), expected);
    }
}
