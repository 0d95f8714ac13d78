//! Instructions a call: counted by valgrind, so that they do not swing with what else the machine does.
//!
//! Each job runs twice, with n and with n + 1,000 calls, and the difference is reported: what is made once, and what only the first calls do, is not in it.

use super::machine;
use super::tables::{Judged, grouped};
use crate::command::Run;
use crate::project::Project;
use std::path::Path;

/// The name by which only this is asked for.
pub const NAME: &str = "instructions";
/// The heading of the section, by which a later run finds it.
pub const HEADING: &str = "## Instructions a call";

/// Calls of the shorter run: enough that buffers are as large as they get.
const WARM: u64 = 50;
const MORE: u64 = 1_000;
/// The function whose instructions are counted; what it calls is counted with it.
const COUNTED: &str = "*counted_calls*";

/// A job of the program `calls`, and how many instructions it may take.
struct Counted {
    job: &'static str,
    what: &'static str,
    most: u64,
}

const fn counted(job: &'static str, what: &'static str, most: u64) -> Counted {
    Counted { job, what, most }
}

const JOBS: &[Counted] = &[
    counted("kernel-4", "typed row to lines in the caller's array, 4 lines", 2_500),
    counted("kernel-12", "the same, 12 lines", 4_500),
    counted("kernel-stays", "three § 110 stays in two windows, 19 lines", 11_000),
    counted("kernel-levels", "four rows of changing level, 8 lines", 7_000),
    counted("kernel-agreed", "agreed month price, 6 lines", 3_200),
    counted("c-4", "`takst_book_price` of the C library, 4 lines", 3_000),
    counted("c-12", "the same, 12 lines", 5_000),
    counted("rust-4", "`Book::price`, a citizen to a statement, 4 lines", 6_000),
];

/// Counted beside them, without a target.
const BESIDE: &[(&str, &str)] = &[("rust-12", "the same, 12 lines")];

pub fn run(project: &Project, judged: &mut Vec<Judged>) -> Result<String, String> {
    println!("\ninstructions a call");
    let program = prepare(project)?;
    let mut table = String::new();
    for Counted { job, what, most } in JOBS {
        let found = difference(&program, job)?;
        let target = Judged { what: format!("instructions: {what}"), unit: "", target: *most as f64, found, at_least: false };
        let verdict = if target.is_met() { "met" } else { "**missed**" };
        table += &format!("| {what} | {} | {} | {verdict} |\n", grouped(*most), grouped(found.round() as u64));
        judged.push(target);
    }
    for (job, what) in BESIDE {
        table += &format!("| {what} | - | {} | |\n", grouped(difference(&program, job)?.round() as u64));
    }
    Ok(format!(
        "{HEADING}\n\nCounted by `valgrind --tool=callgrind` in a run of {WARM} calls and one of {}. The table has the difference, so buffers are warm and nothing that is made once \
         is in it. The rows are made beforehand (benches/calls). \"Typed row to lines\" is the kernel with warm buffers, each line written into an array of the caller.\nOf commit {}, {}, {}.\n\n\
         | call | at most | instructions | |\n|---|---:|---:|---|\n{table}",
        grouped(WARM + MORE),
        machine::commit(project)?,
        machine::today()?,
        Run::new("valgrind", ["--version"]).capture()?,
    ))
}

fn prepare(project: &Project) -> Result<std::path::PathBuf, String> {
    if !Run::new("valgrind", ["--version"]).succeeds() {
        return Err("valgrind is missing; install it (Debian: apt-get install valgrind)".to_owned());
    }
    let build = Run::new("cargo", ["build", "-q", "--release", "-p", "takst-benches", "--bin", "calls"]).at(&project.root);
    match build.stream()?.code {
        Some(0) => Ok(project.target.join("release/calls")),
        code => Err(format!("`{}` ended with {code:?}", build.text())),
    }
}

fn difference(program: &Path, job: &str) -> Result<f64, String> {
    let (few, many) = (count(program, job, WARM)?, count(program, job, WARM + MORE)?);
    let found = many.saturating_sub(few) as f64 / MORE as f64;
    println!("  {job:16} {found:10.0} instructions a call");
    Ok(found)
}

fn count(program: &Path, job: &str, calls: u64) -> Result<u64, String> {
    let out = program.with_file_name("calls.callgrind");
    let run = Run::new("valgrind", ["-q", "--tool=callgrind", "--collect-atstart=no"])
        .with(format!("--toggle-collect={COUNTED}"))
        .with(format!("--callgrind-out-file={}", out.display()))
        .with(program)
        .with(calls.to_string())
        .with(job);
    run.capture()?;
    let text = std::fs::read_to_string(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    std::fs::remove_file(&out).ok();
    total(&text).filter(|count| *count > 0).ok_or_else(|| format!("`{}` counted nothing", run.text()))
}

/// The sum that callgrind writes: `totals: 123` in newer versions, `summary: 123` in all.
fn total(text: &str) -> Option<u64> {
    let of = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.split_whitespace().next()?.parse().ok());
    of("totals:").or_else(|| of("summary:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_a_run_is_its_total() {
        assert_eq!(total("events: Ir\nsummary: 12\nfn=(1)\n0 12\ntotals: 34\n"), Some(34));
        assert_eq!(total("summary: 12\n"), Some(12));
        assert_eq!(total("events: Ir\n"), None);
    }
}
