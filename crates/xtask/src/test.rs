//! `cargo xtask test`: the stages, one after another, all of them even when one fails.

use crate::project::Project;
use crate::report::{Finished, Missing, Outcome, closing};
use crate::stage::{STAGES, Stage};
use std::time::Instant;

/// Prints the names of the stages.
pub fn list() -> bool {
    for stage in STAGES {
        println!("{:14}{}", stage.name, stage.what);
    }
    true
}

/// Runs the stages named, or all; `Ok(true)` when every one passed.
pub fn run(project: &Project, wanted: &[String]) -> Result<bool, String> {
    if let Some(unknown) = wanted.iter().find(|name| !STAGES.iter().any(|stage| stage.name == **name)) {
        return Err(format!("there is no stage {unknown:?}; cargo xtask test --list"));
    }
    let chosen = STAGES.iter().filter(|stage| wanted.is_empty() || wanted.iter().any(|name| name == stage.name));
    let finished: Vec<Finished> = chosen.map(|stage| turn(stage, project)).collect();
    for stage in &finished {
        if let Outcome::Failed(_, why) = &stage.outcome {
            println!("\n{} failed:\n{why}", stage.name);
        }
    }
    let missing = if std::env::var_os("CI").is_some() { Missing::AnError } else { Missing::Listed };
    let (text, well) = closing(&finished, missing);
    print!("\n{text}");
    Ok(well)
}

fn turn(stage: &Stage, project: &Project) -> Finished {
    println!("\n== {}: {}", stage.name, stage.what);
    let start = Instant::now();
    let outcome = match stage.needs.iter().find(|tool| !tool.is_there()) {
        Some(tool) => Outcome::NotRun(tool.advice.to_owned()),
        None => (stage.run)(project).unwrap_or_else(Outcome::failed),
    };
    Finished { name: stage.name, took: start.elapsed(), outcome }
}
