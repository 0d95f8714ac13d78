//! C programs: compiled against the installed library by every compiler, and run under what watches memory.

use super::Tally;
use crate::command::{Ended, Run};
use crate::install;
use crate::project::Project;
use crate::report::Count;
use std::path::{Path, PathBuf};

const WARNINGS: &[&str] = &["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", "-O1"];
/// What stops a program at the first thing that C forbids.
const SANITIZED: &[&str] = &["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

/// A language with its standard and its compilers.
pub struct Language {
    pub standard: &'static str,
    pub compilers: &'static [&'static str],
}

pub const C: Language = Language { standard: "-std=c11", compilers: &["gcc", "clang"] };
pub const CPP: Language = Language { standard: "-std=c++17", compilers: &["g++", "clang++"] };

/// An installed library and a folder for programs.
pub struct Workshop<'p> {
    pub project: &'p Project,
    pub folder: PathBuf,
    pub prefix: PathBuf,
    flags: Vec<String>,
}

impl Workshop<'_> {
    /// Installs what the build stage left; the inner error says that it left nothing.
    pub fn set_up(project: &Project) -> Result<Result<Workshop<'_>, String>, String> {
        let built = project.target.join("debug");
        for file in ["libtakst_c.so", "libtakst_c.a", "takst"] {
            if !built.join(file).is_file() {
                return Ok(Err(format!("{} is not built; run the stage `build` first", built.join(file).display())));
            }
        }
        let folder = project.target.join("c");
        let prefix = folder.join("prefix");
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        install::place(project, &built, &prefix)?;
        let flags = Run::new("pkg-config", ["--cflags", "--libs", "takst"]).set("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")).capture()?;
        let flags = flags.split_whitespace().map(str::to_owned).collect();
        Ok(Ok(Workshop { project, folder, prefix, flags }))
    }

    /// A source of the C library by its name below `bindings/c`.
    pub fn source(&self, name: &str) -> PathBuf {
        self.project.root.join("bindings/c").join(name)
    }

    /// Compiles a source and gives the program, or `None` where the compiler refused it.
    pub fn compile(&self, compiler: &str, standard: &str, source: &str, more: &[&str]) -> Result<Option<PathBuf>, String> {
        let stem = Path::new(source).file_stem().unwrap_or_default().to_string_lossy();
        let kind = if more.is_empty() { "" } else { "-watched" };
        let program = self.folder.join(format!("{stem}-{compiler}{kind}"));
        let run = Run::new(compiler, [standard]).with(self.source(source)).with("-o").with(&program);
        let run = WARNINGS.iter().chain(more).fold(run, |run, word| run.with(word));
        let run = self.flags.iter().fold(run, |run, word| run.with(word)).with("-lpthread");
        let run = run.with(format!("-Wl,-rpath,{}", self.prefix.join("lib").display()));
        Ok((run.stream()?.code == Some(0)).then_some(program))
    }

    /// Compiles with the first compiler, for parts that need one program.
    pub fn one(&self, source: &str) -> Result<PathBuf, String> {
        self.compile(C.compilers[0], C.standard, source, &[])?.ok_or_else(|| format!("{source} does not compile"))
    }
}

/// A test program that counts its checks: source, and words for everyday runs.
pub struct Checked {
    pub source: &'static str,
    pub words: &'static [&'static str],
}

/// Programs whose closing line says what passed. They run under the sanitizers and under valgrind.
pub const CHECKED: &[Checked] = &[
    Checked { source: "tests/lifecycle.c", words: &[] },
    Checked { source: "tests/misuse.c", words: &[] },
    Checked { source: "tests/documents.c", words: &[] },
    Checked { source: "tests/files.c", words: &["crates/takst-io/tests/files/openpyxl.xlsx"] },
    Checked { source: "tests/einvoices.c", words: &[] },
    Checked { source: "tests/arrow.c", words: &[] },
    Checked { source: "tests/limits.c", words: &[] },
    Checked { source: "tests/streams.c", words: &[] },
    Checked { source: "tests/versions.c", words: &[] },
    Checked { source: "tests/threads.c", words: &["2"] },
];
/// Programs of a million calls or rows. They run without valgrind, which would slow them down by far and hide what the first looks for.
const LARGE: &[&str] = &["tests/many.c", "tests/sums.c"];

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for Checked { source, words } in CHECKED {
        let clean = workshop.compile("clang", C.standard, source, &[])?;
        tally.check(clean.is_some(), || format!("clang: {source} does not compile"));
        match workshop.compile("gcc", C.standard, source, SANITIZED)? {
            Some(program) => counted(&mut tally, source, &sanitized(&program, words).at(&workshop.project.root).stream()?),
            None => tally.faults.push(format!("gcc with sanitizers: {source} does not compile")),
        }
        let program = workshop.one(source)?;
        counted(&mut tally, source, &valgrind(&program, words).at(&workshop.project.root).stream()?);
    }
    for source in LARGE {
        counted(&mut tally, source, &Run::new(workshop.one(source)?, [""; 0]).stream()?);
    }
    Ok(tally)
}

/// A program built with [`SANITIZED`].
fn sanitized(program: &Path, words: &[&str]) -> Run {
    Run::new(program, words).set("ASAN_OPTIONS", "detect_leaks=1").set("UBSAN_OPTIONS", "print_stacktrace=1")
}

/// A program under valgrind: any error, and any memory definitely lost, ends it with an exit code of its own.
pub fn valgrind(program: &Path, words: &[&str]) -> Run {
    let watch = ["-q", "--error-exitcode=99", "--leak-check=full", "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite"];
    words.iter().fold(Run::new("valgrind", watch).with(program), |run, word| run.with(word))
}

/// Adds the checks of a program's closing line; without one, or with an exit code, it failed.
pub fn counted(tally: &mut Tally, name: &str, ended: &Ended) {
    match (ended.code, Count::of_closing_line(&ended.output)) {
        (Some(0), Some(Count { passed, failed: 0 })) if passed > 0 => tally.passed += passed,
        (code, count) => {
            let failed = count.map_or(0, |count| count.failed);
            tally.faults.push(format!("{name}: exit code {code:?}, {failed} checks do not hold"));
        }
    }
}
