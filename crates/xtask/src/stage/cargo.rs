//! Stages that are one call of cargo. All use the dev profile and one target folder, so that each finds what the others built.

use crate::command::Run;
use crate::project::Project;
use crate::report::{Count, Outcome};
use serde_json::Value;

pub fn format(project: &Project) -> Result<Outcome, String> {
    one_check(project, Run::new("cargo", ["fmt", "--all", "--check"]))
}

pub fn lints(project: &Project) -> Result<Outcome, String> {
    one_check(project, Run::new("cargo", ["clippy", "-q", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// With the tests: then features are chosen as for the tests, and nothing is built twice.
pub fn build(project: &Project) -> Result<Outcome, String> {
    let built = one_check(project, Run::new("cargo", ["build", "--workspace", "--all-targets"]))?;
    PICKED.iter().try_fold(built, |built, package| Ok(built.and(compiled_once(project, package)?)))
}

/// What people and other stages build alone.
const PICKED: [&str; 4] = ["takst-cli", "takst-c", "takst-python", "xtask"];

/// Whether a package alone is built of what the build of everything left.
fn compiled_once(project: &Project, package: &str) -> Result<Outcome, String> {
    let run = Run::new("cargo", ["build", "-q", "--message-format", "json", "-p", package]).at(&project.root);
    let messages = run.capture()?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let anew = messages.filter(|message| message["fresh"] == Value::Bool(false));
    let names: Vec<String> = anew.filter_map(|message| Some(message["target"]["name"].as_str()?.to_owned())).collect();
    let why = || format!("`{}` compiles again: {}; crates/unify/Cargo.toml must ask for the same features", run.text(), names.join(", "));
    Ok(if names.is_empty() { Outcome::Passed(Count::ONE_PASSED) } else { Outcome::failed(why()) })
}

pub fn tests(project: &Project) -> Result<Outcome, String> {
    counted(project, Run::new("cargo", ["test", "-q", "--workspace", "--no-fail-fast"]))
}

pub fn core_alone(project: &Project) -> Result<Outcome, String> {
    counted(project, Run::new("cargo", ["test", "-q", "-p", "takst", "--no-default-features", "--no-fail-fast"]))
}

/// Compiled only: its tests run with serde in the stage `tests`, where other crates ask for it.
pub fn core_serde(project: &Project) -> Result<Outcome, String> {
    one_check(project, Run::new("cargo", ["check", "-q", "-p", "takst", "--features", "serde", "--all-targets"]))
}

/// Libraries only: the program `takst` and the library of that name would write the same pages.
pub fn documentation(project: &Project) -> Result<Outcome, String> {
    one_check(project, Run::new("cargo", ["doc", "-q", "--workspace", "--no-deps", "--lib"]).set("RUSTDOCFLAGS", "-D warnings"))
}

fn one_check(project: &Project, run: Run) -> Result<Outcome, String> {
    let run = run.at(&project.root);
    Ok(match run.stream()?.code {
        Some(0) => Outcome::Passed(Count::ONE_PASSED),
        code => Outcome::failed(ended(&run, code)),
    })
}

fn counted(project: &Project, run: Run) -> Result<Outcome, String> {
    let run = run.at(&project.root);
    let done = run.stream()?;
    let mut count = Count::of_cargo_test(&done.output);
    Ok(match done.code {
        Some(0) if count.passed > 0 && count.failed == 0 => Outcome::Passed(count),
        code => {
            // What does not compile fails no test, and a run of no tests is no success.
            count.failed = count.failed.max(1);
            Outcome::Failed(count, ended(&run, code))
        }
    })
}

fn ended(run: &Run, code: Option<i32>) -> String {
    let code = code.map_or("a signal".to_owned(), |code| format!("exit code {code}"));
    format!("`{}` ended with {code}", run.text())
}
