//! `takst conformance`: runs the published vectors against any program that reads a case file and writes lines.
//!
//! The program is called with the words of `takst price`, so that `takst conformance -- takst price` holds takst against its own vectors.

mod compare;
mod embedded;
mod program;
mod vectors;

use clap::Args;
use compare::{Comparison, compare};
use program::{Failure, Folder};
use std::io::{self, Write};
use std::path::PathBuf;
use vectors::Vector;

/// Run the published vectors against a program that prices case files.
///
/// PROGRAM is called once a vector: PROGRAM ARGS... CASEFILE.jsonl --format json --report REPORT.csv, with --from, --until, --as-of, --policy and
/// --catalogue where the vector has them. Exit: 0 all passed; 1 some failed; 2 the program cannot be started.
#[derive(Debug, Args)]
pub struct ConformanceArgs {
    /// Only vectors whose id holds this text, such as window/ or aftercare/across-roll-out
    #[arg(long, value_name = "PATTERN")]
    only: Option<String>,

    /// List the vectors and run nothing
    #[arg(long)]
    list: bool,

    /// Keep case files, policies, catalogues, expected and written output in this directory, one folder a vector; without PROGRAM only write them
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,

    /// The program and its arguments
    #[arg(last = true, value_name = "PROGRAM", required_unless_present_any = ["list", "keep"])]
    program: Vec<String>,
}

/// Runs the command.
#[must_use]
pub fn run(args: &ConformanceArgs) -> u8 {
    match try_run(args, &mut io::stdout().lock()) {
        Ok(code) => code,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            eprintln!("takst conformance: {error}");
            2
        }
    }
}

fn try_run(args: &ConformanceArgs, to: &mut impl Write) -> io::Result<u8> {
    let wanted = |vector: &Vector| args.only.as_ref().is_none_or(|pattern| vector.id.contains(pattern.as_str()));
    let vectors: Vec<Vector> = vectors::all().filter(wanted).collect();
    if vectors.is_empty() {
        eprintln!("takst conformance: no vector's id holds {:?}; --list shows them all", args.only.as_deref().unwrap_or_default());
        return Ok(2);
    }
    if args.list {
        for vector in &vectors {
            writeln!(to, "{}  {}", vector.id, vector.title)?;
        }
        return Ok(0);
    }
    let folder = Folder::new(args.keep.as_deref())?;
    let Some((program, arguments)) = args.program.split_first() else {
        for vector in &vectors {
            folder.write(vector)?;
        }
        writeln!(to, "{} vectors written", vectors.len())?;
        return Ok(0);
    };
    let mut tally = Tally::default();
    for vector in &vectors {
        let comparison = match folder.write(vector)?.run(program, arguments) {
            Ok(output) => compare(vector, &output),
            Err(Failure::CannotStart(error)) => {
                eprintln!("takst conformance: {program}: {error}");
                return Ok(2);
            }
            Err(Failure::Broke(why)) => Comparison { differences: vec![why], without_report: false },
        };
        tally.count(vector, &comparison, to)?;
    }
    tally.sum_up(to)
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    without_report: usize,
}

impl Tally {
    fn count(&mut self, vector: &Vector, comparison: &Comparison, to: &mut impl Write) -> io::Result<()> {
        self.without_report += usize::from(comparison.without_report);
        if comparison.differences.is_empty() {
            self.passed += 1;
            return Ok(());
        }
        self.failed += 1;
        writeln!(to, "FAILED {}: {}", vector.id, vector.title)?;
        writeln!(to, "  why: {}", vector.why)?;
        writeln!(to, "  rules: {}; source: {}", vector.rules, vector.source)?;
        for difference in &comparison.differences {
            writeln!(to, "  {difference}")?;
        }
        writeln!(to)
    }

    fn sum_up(&self, to: &mut impl Write) -> io::Result<u8> {
        if self.without_report > 0 {
            writeln!(to, "{} without a report file: faults and findings not compared", self.without_report)?;
        }
        writeln!(to, "vectors of version {}", vectors::version())?;
        writeln!(to, "{} passed, {} failed", self.passed, self.failed)?;
        Ok(u8::from(self.failed > 0))
    }
}
