//! The commands about documents on a ledger of a large provider: 100,000 cases of twelve months each.

mod data;

use super::machine;
use super::tables::{Judged, grouped};
use crate::command::Run;
use crate::project::Project;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The name by which only this is asked for.
pub const NAME: &str = "documents";
/// The heading of the section, by which a later run finds it.
pub const HEADING: &str = "## Documents";

/// Cases of the whole run; each has an invoice for each month of a year.
pub const CASES: usize = 100_000;
const MONTHS: usize = 12;

/// A command, and what it may need.
struct Step {
    what: &'static str,
    arguments: &'static [&'static str],
    /// Seconds by the clock.
    most_seconds: Option<f64>,
    /// Megabytes.
    most_memory: Option<f64>,
}

const fn step(what: &'static str, arguments: &'static [&'static str]) -> Step {
    Step { what, arguments, most_seconds: None, most_memory: None }
}

const MEMORY_MB: f64 = 1000.0;

const STEPS: &[Step] = &[
    step("`ledger init`", &["ledger", "init", "books.ledger", "--from", "2024-01"]),
    Step {
        most_seconds: Some(60.0),
        most_memory: Some(MEMORY_MB),
        ..step(
            "`invoice`: twelve months of every case",
            &["invoice", "cases.csv", "--ledger", "books.ledger", "--parties", "parties.toml", "--date", "2025-01-02", "--format", "csv"],
        )
    },
    step(
        "`invoice` again: nothing is missing",
        &["invoice", "cases.csv", "--ledger", "books.ledger", "--parties", "parties.toml", "--date", "2025-01-02", "--format", "csv"],
    ),
    Step {
        most_seconds: Some(30.0),
        most_memory: Some(MEMORY_MB),
        ..step(
            "`correct`: nothing differs",
            &["correct", "cases.csv", "--ledger", "books.ledger", "--parties", "parties.toml", "--date", "2025-01-02", "--format", "csv"],
        )
    },
    step(
        "`claim`: a payer's fourth quarter",
        &["claim", "cases.csv", "--ledger", "books.ledger", "--payer", data::PAYER, "--quarter", "2024-Q4", "--format", "csv"],
    ),
    step("`ledger check`", &["ledger", "check", "books.ledger"]),
    step("`ledger export`", &["ledger", "export", "books.ledger"]),
    step("`ledger journal`", &["ledger", "journal", "books.ledger"]),
    step(
        "`documents --format json`: all of a month",
        &["documents", "--month", "2024-06", "--ledger", "books.ledger", "--to", "-", "--format", "json"],
    ),
    step(
        "`documents --format html`: all of a month",
        &["documents", "--month", "2024-06", "--ledger", "books.ledger", "--to", "-", "--format", "html"],
    ),
];

/// What a command took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Took {
    pub clock: f64,
    /// User and system, seconds.
    pub processor: f64,
    /// Most memory at a time, megabytes.
    pub memory: f64,
}

/// Builds the command, runs every step once and judges it.
pub fn run(project: &Project, cases: usize, judged: &mut Vec<Judged>) -> Result<String, String> {
    println!("\ndocuments: {} cases", grouped(cases as u64));
    let program = prepare(project)?;
    let load = machine::load();
    let folder = project.target.join("bench/documents");
    std::fs::remove_dir_all(&folder).ok();
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    std::fs::write(folder.join("cases.csv"), data::cases(cases)).map_err(failed)?;
    std::fs::write(folder.join("parties.toml"), data::parties()).map_err(failed)?;
    let mut table = String::new();
    for step in STEPS {
        let took = measured(&program, &folder, step.arguments, 0)?;
        println!("  {:50} {:7.2} s, processor {:7.2} s, {:6.0} MB", step.what, took.clock, took.processor, took.memory);
        for (unit, most, found) in [(" s", step.most_seconds, took.clock), (" MB", step.most_memory, took.memory)] {
            let target = most.map(|target| Judged { what: format!("documents: {}", step.what), unit, target, found, at_least: false });
            judged.extend(target);
        }
        let below = |most: Option<f64>| most.map(|most| format!(" (below {most:.0})")).unwrap_or_default();
        let (clock, memory) = (below(step.most_seconds), below(step.most_memory));
        table += &format!("| {} | {:.1}{clock} | {:.1} | {:.0}{memory} |\n", step.what, took.clock, took.processor, took.memory);
    }
    let size = std::fs::metadata(folder.join("books.ledger")).map_err(failed)?.len();
    std::fs::remove_dir_all(&folder).map_err(failed)?;
    Ok(format!(
        "{HEADING}\n\n{} cases of two sellers and four payers, a row each for all of 2024: {} invoices, one line each, in a ledger of {:.0} MB. Each command runs once, as a process of its own, its output into nothing. \
         Seconds by the clock and of the processor (all threads, user and system), megabytes at most. By the clock the writing of the file to the disk is a part.\nOf commit {}, {}; load before: {}.\n\n\
         | command | clock | processor | memory |\n|---|---:|---:|---:|\n{table}",
        grouped(cases as u64),
        grouped((cases * MONTHS) as u64),
        size as f64 / 1e6,
        machine::commit(project)?,
        machine::today()?,
        load,
    ))
}

/// Builds the command as it is released.
pub fn prepare(project: &Project) -> Result<PathBuf, String> {
    if !Run::new("time", ["-f", "%e", "true"]).succeeds() {
        return Err("the program `time` is missing; install it (Debian: apt-get install time)".to_owned());
    }
    let build = Run::new("cargo", ["build", "-q", "--release", "-p", "takst-cli"]).at(&project.root);
    match build.stream()?.code {
        Some(0) => Ok(project.target.join("release/takst")),
        code => Err(format!("`{}` ended with {code:?}", build.text())),
    }
}

/// Runs a command under `time`, which says what it took. It must end with this code.
pub fn measured(program: &Path, folder: &Path, arguments: &[&str], expected: i32) -> Result<Took, String> {
    let (log, taken) = (folder.join("stderr.txt"), folder.join("time.txt"));
    let run = Run::new("time", ["-f", "%U %S %M", "-o"]).with(&taken).with(program).at(folder);
    let run = arguments.iter().fold(run, |run, argument| run.with(argument));
    let begun = Instant::now();
    let code = run.log_to(&log)?;
    let clock = begun.elapsed().as_secs_f64();
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    if code != Some(expected) {
        return Err(format!("`{}` ended with {code:?}: {}", run.text(), read(&log)?));
    }
    let (processor, memory) = parsed(&read(&taken)?).ok_or_else(|| format!("{}: not what `time` writes", taken.display()))?;
    Ok(Took { clock, processor, memory })
}

/// Seconds of the processor and megabytes, of user and system seconds and KiB.
fn parsed(text: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = text.lines().last()?.split_whitespace().map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let [user, system, kib] = numbers.try_into().ok()?;
    Some((user + system, kib * 1024.0 / 1e6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_time_writes_is_read() {
        // 500,000 KiB are 512 MB.
        assert_eq!(parsed("1.50 0.25 500000\n"), Some((1.75, 512.0)));
        assert_eq!(parsed("Command exited with non-zero status 1\n1.50 0.25 500000\n"), Some((1.75, 512.0)));
        assert_eq!(parsed("time: no such command\n"), None);
    }

    #[test]
    fn every_case_has_a_row() {
        let file = data::cases(7);
        assert_eq!(file.lines().count(), 8);
        assert!(
            file.ends_with("S-000007;B-000007;mandecentret/efterforsorg-udvidet;2024-01-01;2024-12-31;751;BEV-000007;2023-12-01;ORD-00007\n"),
            "{file}"
        );
    }
}
