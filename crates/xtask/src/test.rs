//! `cargo xtask test`: all stages, even when one fails.

use crate::command::{label, say};
use crate::project::Project;
use crate::report::{Finished, Missing, Outcome, closing};
use crate::stage::{FIRST, Stage, THEN};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

/// How many stages of [`THEN`] run at a time.
const LANES: usize = 2;

/// Prints the names of the stages.
pub fn list() -> bool {
    for stage in FIRST.iter().chain(THEN) {
        println!("{:14}{}", stage.name, stage.what);
    }
    true
}

/// Runs the stages named, or all; `Ok(true)` when every one passed.
pub fn run(project: &Project, wanted: &[String]) -> Result<bool, String> {
    if let Some(unknown) = wanted.iter().find(|name| !FIRST.iter().chain(THEN).any(|stage| stage.name == **name)) {
        return Err(format!("there is no stage {unknown:?}; cargo xtask test --list"));
    }
    let start = Instant::now();
    let chosen = |stages: &'static [Stage]| stages.iter().filter(|stage| wanted.is_empty() || wanted.iter().any(|name| name == stage.name));
    let mut finished: Vec<Finished> = chosen(FIRST).map(|stage| turn(stage, lacking(stage), project)).collect();
    finished.extend(in_lanes(chosen(THEN).collect(), project));
    for stage in &finished {
        if let Outcome::Failed(_, why) = &stage.outcome {
            println!("\n{} failed:\n{why}", stage.name);
        }
    }
    let missing = if std::env::var_os("CI").is_some() { Missing::AnError } else { Missing::Listed };
    let (text, well) = closing(&finished, start.elapsed(), missing);
    print!("\n{text}");
    Ok(well)
}

/// Runs stages two at a time; returns them in their order.
fn in_lanes(stages: Vec<&'static Stage>, project: &Project) -> Vec<Finished> {
    // Before the first starts: two stages must not install packages at once.
    let stages: Vec<_> = stages.into_iter().map(|stage| (stage, lacking(stage))).collect();
    let alone = stages.len() == 1;
    let waiting = Mutex::new(stages.into_iter().enumerate());
    let finished = Mutex::new(Vec::new());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
    let lane = || {
        while let Some((place, (stage, lacking))) = next() {
            label(if alone { "" } else { stage.name });
            let ended = turn(stage, lacking, project);
            if let Ok(mut finished) = finished.lock() {
                finished.push((place, ended));
            }
        }
    };
    thread::scope(|scope| (0..LANES).for_each(|_| drop(scope.spawn(lane))));
    let mut finished = finished.into_inner().unwrap_or_default();
    finished.sort_by_key(|(place, _)| *place);
    finished.into_iter().map(|(_, finished)| finished).collect()
}

/// What a stage needs and this machine lacks, after installing what can be installed.
fn lacking(stage: &Stage) -> Option<&'static str> {
    stage.needs.iter().find(|tool| !tool.is_there()).map(|tool| tool.advice)
}

fn turn(stage: &Stage, lacking: Option<&str>, project: &Project) -> Finished {
    say(format_args!("== {}: {}", stage.name, stage.what));
    let start = Instant::now();
    let outcome = match lacking {
        Some(advice) => Outcome::NotRun(advice.to_owned()),
        None => (stage.run)(project).unwrap_or_else(Outcome::failed),
    };
    say(format_args!("== {} ended after {:.1} s", stage.name, start.elapsed().as_secs_f64()));
    Finished { name: stage.name, took: start.elapsed(), outcome }
}
