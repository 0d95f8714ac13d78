//! The C library under what watches memory, for longer than an everyday run: misuse, threads and calls.

use super::Proved;
use crate::command::{Ended, Run};
use crate::project::Project;
use crate::report::Count;
use crate::stage::c::programs::{C, CHECKED, Workshop, valgrind};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Options {
    /// Rounds of each of the eight threads
    #[arg(long, default_value_t = 50)]
    rounds: u32,
    /// Calls with memory that must not grow
    #[arg(long, default_value_t = 10_000_000)]
    calls: u64,
}

pub fn run(project: &Project, options: &Options) -> Result<Proved, String> {
    let workshop = Workshop::set_up(project)??;
    let (rounds, calls) = (options.rounds.to_string(), options.calls.to_string());
    let mut table = String::from("| program | watched by | checks | ended |\n|---|---|---:|---|\n");
    let mut holds = true;
    let mut enter = |source: &str, watcher: &str, ended: &Ended| {
        let count = Count::of_closing_line(&ended.output).unwrap_or_default();
        let clean = ended.code == Some(0) && count.passed > 0 && count.failed == 0;
        holds &= clean;
        table += &format!("| {source} | {watcher} | {} | {} |\n", count.passed, if clean { "clean" } else { "**failed**" });
    };
    clang_has_its_runtime()?;
    let instrumented = instrumented(project)?;
    for checked in CHECKED {
        let words: Vec<&str> = if checked.words.is_empty() { Vec::new() } else { vec![rounds.as_str()] };
        enter(checked.source, "valgrind", &valgrind(&workshop.one(checked.source)?, &words).stream()?);
        let program = with_rust_watched(&workshop, checked.source, &instrumented)?;
        enter(checked.source, "AddressSanitizer, C and Rust", &Run::new(program, &words).set("ASAN_OPTIONS", "detect_leaks=1").stream()?);
    }
    let ended = Run::new(workshop.one("tests/many.c")?, [calls.as_str()]).stream()?;
    enter("tests/many.c", &format!("resident memory, {calls} calls"), &ended);
    let command = format!("cargo xtask prove c --rounds {rounds} --calls {calls}");
    Ok(Proved { name: "c", command, figures: table, holds })
}

/// Debian's clang comes without its sanitizers, which are a package of the same version.
fn clang_has_its_runtime() -> Result<(), String> {
    let links = || Run::new("sh", ["-c", "echo 'int main(void) { return 0; }' | clang -fsanitize=address -x c - -o /dev/null"]).succeeds();
    let version = Run::new("clang", ["-dumpversion"]).capture()?;
    let package = format!("libclang-rt-{}-dev", version.split('.').next().unwrap_or_default());
    let install = format!("apt-get update -qq && apt-get install -y -qq --no-install-recommends {package}");
    let is_there = links() || (Run::new("sh", ["-c", &install]).stream()?.code == Some(0) && links());
    if is_there { Ok(()) } else { Err(format!("clang cannot link its AddressSanitizer: apt-get install {package}")) }
}

/// The archive with AddressSanitizer in the Rust of takst and of its dependencies; the standard library is as it comes.
fn instrumented(project: &Project) -> Result<PathBuf, String> {
    let version = Run::new("rustc", ["-vV"]).capture()?;
    let platform = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?.to_owned();
    let folder = project.target.join("c-asan");
    let run = Run::new("cargo", ["+nightly", "rustc", "-p", "takst-c", "--crate-type", "staticlib", "--target", &platform])
        .set("RUSTFLAGS", "-Zsanitizer=address")
        .set("CARGO_TARGET_DIR", &folder)
        .at(&project.root);
    match run.stream()?.code {
        Some(0) => Ok(folder.join(platform).join("debug/libtakst_c.a")),
        code => Err(format!("`{}` ended with {code:?}", run.text())),
    }
}

/// Clang's runtime, because rustc instruments with LLVM too.
fn with_rust_watched(workshop: &Workshop<'_>, source: &str, archive: &Path) -> Result<PathBuf, String> {
    let stem = Path::new(source).file_stem().unwrap_or_default().to_string_lossy();
    let program = workshop.folder.join(format!("{stem}-rust-watched"));
    let run = Run::new("clang", [C.standard, "-g", "-O1", "-fsanitize=address", "-I"])
        .with(workshop.prefix.join("include"))
        .with(workshop.source(source))
        .with(archive)
        .with("-o")
        .with(&program);
    let run = ["-lpthread", "-ldl", "-lm"].iter().fold(run, |run, word| run.with(word));
    match run.stream()?.code {
        Some(0) => Ok(program),
        code => Err(format!("`{}` ended with {code:?}", run.text())),
    }
}
