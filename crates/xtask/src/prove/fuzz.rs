//! Fuzzing: libFuzzer on everything that reads what strangers write.

use super::{Proved, cores, installed};
use crate::command::Run;
use crate::project::Project;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Minutes for each target
    #[arg(long, default_value_t = 10)]
    minutes: u32,
    /// Only these targets
    #[arg(long)]
    target: Vec<String>,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    if !Run::new("cargo", ["+nightly", "--version"]).succeeds() {
        return Err("the fuzzers need nightly: rustup toolchain install nightly --profile minimal".to_owned());
    }
    installed(project, "fuzz")?;
    let listed = fuzz(project, &["list"]).capture()?;
    let targets: Vec<&str> = listed.lines().filter(|name| options.target.is_empty() || options.target.iter().any(|wanted| wanted == name)).collect();
    if targets.is_empty() {
        return Err(format!("there are only these targets:\n{listed}"));
    }
    for target in &targets {
        if fuzz(project, &["build", "--sanitizer", sanitizer(target), target]).stream()?.code != Some(0) {
            return Err(format!("the fuzzer {target} does not build"));
        }
    }
    let mut ran = Vec::new();
    for some in targets.chunks(cores()) {
        // As many at a time as there are cores: each is one thread.
        let together: Vec<Result<Ran, String>> = std::thread::scope(|scope| {
            let started: Vec<_> = some.iter().map(|target| scope.spawn(|| one(project, target, options.minutes))).collect();
            started.into_iter().map(|run| run.join().unwrap_or_else(|_| Err("a run was lost".to_owned()))).collect()
        });
        ran.extend(together.into_iter().collect::<Result<Vec<Ran>, String>>()?);
    }
    // Single targets have a section of their own: the last run of all of them is still what it was.
    let name = if options.target.is_empty() { "fuzz" } else { "fuzz, single targets" };
    let table: String = ran.iter().map(Ran::row).collect();
    let figures =
        format!("| target | sanitizer | seconds | executions | coverage (edges) | corpus | ended |\n|---|---|---:|---:|---:|---:|---|\n{table}");
    let only: String = options.target.iter().map(|target| format!(" --target {target}")).collect();
    let command = format!("cargo xtask prove fuzz --minutes {}{only}", options.minutes);
    Ok(Proved { name, command, figures, holds: ran.iter().all(|ran| ran.is_clean) })
}

/// Only the C library has `unsafe`, and what decodes the characters of electronic invoices; without a sanitizer several times as many inputs are tried.
fn sanitizer(target: &str) -> &'static str {
    if matches!(target, "case_c" | "einvoice") { "address" } else { "none" }
}

/// `cargo fuzz`, in a target folder of its own: other flags, another compiler.
fn fuzz(project: &Project, arguments: &[&str]) -> Run {
    let run = Run::new("cargo", ["+nightly", "fuzz"].iter().chain(arguments)).with("--fuzz-dir").with("tests/fuzz");
    run.set("CARGO_TARGET_DIR", project.target.join("fuzz")).at(&project.root)
}

/// One target that ran.
struct Ran {
    target: String,
    seconds: u64,
    executions: u64,
    coverage: u64,
    corpus: u64,
    is_clean: bool,
    log: PathBuf,
}

fn one(project: &Project, target: &str, minutes: u32) -> Result<Ran, String> {
    // What it finds is kept beside the build, so that the next run goes on from there; the checked-in inputs stay few.
    let found = project.target.join("fuzz-corpus").join(target);
    std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let log = project.target.join("fuzz-corpus").join(format!("{target}.log"));
    let seconds = u64::from(minutes) * 60;
    let artifacts = Path::new("tests/fuzz/artifacts").join(target);
    std::fs::create_dir_all(project.root.join(&artifacts)).map_err(|error| format!("{}: {error}", artifacts.display()))?;
    // The program itself, not `cargo fuzz run`: that would look at the sources again before each run.
    let command = Run::new(program(project, target)?, [found])
        .with(Path::new("tests/fuzz/corpus").join(target))
        .with(format!("-artifact_prefix={}/", artifacts.display()))
        .with(format!("-max_total_time={seconds}"))
        .with("-print_final_stats=1")
        .with("-timeout=20")
        .with(format!("-dict=tests/fuzz/dict/{}.dict", dictionary(target)))
        .at(&project.root);
    println!("{target}: {seconds} s, {}", log.display());
    let code = command.log_to(&log)?;
    let said = std::fs::read(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    Ok(Ran::of(target, seconds, code == Some(0), &String::from_utf8_lossy(&said), log))
}

/// Where `cargo fuzz build` leaves a target: it always builds for a named platform.
fn program(project: &Project, target: &str) -> Result<PathBuf, String> {
    let version = Run::new("rustc", ["-vV"]).capture()?;
    let platform = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    Ok(project.target.join("fuzz").join(platform).join("release").join(target))
}

fn dictionary(target: &str) -> &str {
    match target {
        "documents" | "claims" => "rows",
        "einvoice" => "xml",
        _ if target.starts_with("case") => "case",
        _ => "toml",
    }
}

impl Ran {
    fn of(target: &str, seconds: u64, is_clean: bool, said: &str, log: PathBuf) -> Ran {
        let executed = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok());
        let last = |word: &str| {
            let after = |line: &str| line.split_whitespace().skip_while(|part| *part != word).nth(1)?.split('/').next()?.parse().ok();
            said.lines().rev().find_map(after).unwrap_or(0)
        };
        Ran { target: target.to_owned(), seconds, executions: executed.unwrap_or(0), coverage: last("cov:"), corpus: last("corp:"), is_clean, log }
    }

    fn row(&self) -> String {
        let ended = if self.is_clean { "clean".to_owned() } else { format!("**failed**: {}", self.log.display()) };
        let sanitizer = sanitizer(&self.target);
        format!("| {} | {sanitizer} | {} | {} | {} | {} | {ended} |\n", self.target, self.seconds, self.executions, self.coverage, self.corpus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_from_what_the_fuzzer_says() {
        let said = "#2\tINITED cov: 10 ft: 11 corp: 1/1b exec/s: 0 rss: 40Mb\n#99\tNEW    cov: 42 ft: 60 corp: 7/120b lim: 4 exec/s: 0\n\
            stat::number_of_executed_units: 12345\nstat::average_exec_per_sec:     20\n";
        let ran = Ran::of("policy", 60, true, said, PathBuf::new());
        assert_eq!(ran.row(), "| policy | none | 60 | 12345 | 42 | 7 | clean |\n");
    }
}
