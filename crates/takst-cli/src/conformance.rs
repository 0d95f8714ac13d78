//! `takst conformance`: runs the published vectors against any program that reads a case file and writes lines.
//!
//! The program is called with the words of `takst price`, so that `takst conformance -- takst price` holds takst against its own vectors. With `--documents`
//! it is called with the words of the commands about documents.

mod compare;
mod embedded;
mod program;
mod sequence;
mod steps;
mod vectors;

use clap::Args;
use compare::{Comparison, compare};
use program::{Failure, Folder, Program};
use sequence::Sequence;
use std::io::{self, Write};
use std::path::PathBuf;
use vectors::Vector;

/// Run the published vectors against a program that prices case files.
///
/// PROGRAM is called once a vector: PROGRAM ARGS... CASEFILE.jsonl --format json --report REPORT.csv, with --from, --until, --as-of, --policy and
/// --catalogue where the vector has them. With --documents it is called once a step, with the words of takst invoice, correct, claim, verify and
/// ledger. Exit: 0 all passed; 1 some failed; 2 the program cannot be started.
#[derive(Debug, Args)]
pub struct ConformanceArgs {
    /// Only vectors whose id holds this text, such as window/ or aftercare/across-roll-out
    #[arg(long, value_name = "PATTERN")]
    only: Option<String>,

    /// List the vectors and run nothing
    #[arg(long)]
    list: bool,

    /// Run the vectors of documents instead: invoices, corrections, claims and control
    #[arg(long)]
    documents: bool,

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
    if args.documents {
        return documents(args, to);
    }
    let vectors: Vec<Vector> = vectors::all().filter(|vector| args.wants(vector.id)).collect();
    if vectors.is_empty() {
        return Ok(args.no_vector());
    }
    if args.list {
        for vector in &vectors {
            writeln!(to, "{}  {}", vector.id, vector.title)?;
        }
        return Ok(0);
    }
    let folder = Folder::new(args.keep.as_deref())?;
    let Some(program) = args.program() else {
        for vector in &vectors {
            folder.write(vector)?;
        }
        writeln!(to, "{} vectors written", vectors.len())?;
        return Ok(0);
    };
    let mut tally = Tally::default();
    for vector in &vectors {
        let comparison = match folder.write(vector)?.run(&program) {
            Ok(output) => compare(vector, &output),
            Err(Failure::CannotStart(error)) => {
                eprintln!("takst conformance: {}: {error}", program.name);
                return Ok(2);
            }
            Err(Failure::Broke(why)) => Comparison { differences: vec![why], without_report: false },
        };
        tally.count(vector, &comparison, to)?;
    }
    tally.sum_up(to)
}

/// Runs the vectors of documents.
fn documents(args: &ConformanceArgs, to: &mut impl Write) -> io::Result<u8> {
    let sequences: Result<Vec<Sequence>, String> =
        embedded::SEQUENCES.iter().filter(|sequence| args.wants(sequence.id)).map(Sequence::read).collect();
    let sequences = sequences.map_err(io::Error::other)?;
    if sequences.is_empty() {
        return Ok(args.no_vector());
    }
    let Some(program) = args.program().filter(|_| !args.list) else {
        for sequence in &sequences {
            writeln!(to, "{}  {}", sequence.id, sequence.title)?;
        }
        return Ok(0);
    };
    let folder = Folder::new(args.keep.as_deref())?;
    let mut tally = Tally::default();
    for sequence in &sequences {
        let differences = match steps::run(sequence, &program, &folder.of(&sequence.id)) {
            Ok(differences) => differences,
            Err(Failure::CannotStart(error)) => {
                eprintln!("takst conformance: {}: {error}", program.name);
                return Ok(2);
            }
            Err(Failure::Broke(why)) => vec![why],
        };
        tally.differences(&Shown::of_sequence(sequence), &differences, to)?;
    }
    tally.sum_up(to)
}

impl ConformanceArgs {
    fn wants(&self, id: &str) -> bool {
        self.only.as_ref().is_none_or(|pattern| id.contains(pattern.as_str()))
    }

    fn no_vector(&self) -> u8 {
        eprintln!("takst conformance: no vector's id holds {:?}; --list shows them all", self.only.as_deref().unwrap_or_default());
        2
    }

    fn program(&self) -> Option<Program<'_>> {
        self.program.split_first().map(|(name, arguments)| Program { name, arguments })
    }
}

/// What is shown of a vector that failed.
struct Shown<'a> {
    id: &'a str,
    title: &'a str,
    why: &'a str,
    rules: String,
}

impl<'a> Shown<'a> {
    fn of_sequence(sequence: &'a Sequence) -> Shown<'a> {
        Shown { id: &sequence.id, title: &sequence.title, why: &sequence.why, rules: sequence.rules.join(" ") }
    }

    fn of_vector(vector: &'a Vector) -> Shown<'a> {
        Shown { id: vector.id, title: &vector.title, why: &vector.why, rules: format!("{}; source: {}", vector.rules, vector.source) }
    }
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
        self.differences(&Shown::of_vector(vector), &comparison.differences, to)
    }

    fn differences(&mut self, shown: &Shown<'_>, differences: &[String], to: &mut impl Write) -> io::Result<()> {
        if differences.is_empty() {
            self.passed += 1;
            return Ok(());
        }
        self.failed += 1;
        writeln!(to, "FAILED {}: {}", shown.id, shown.title)?;
        writeln!(to, "  why: {}", shown.why)?;
        writeln!(to, "  rules: {}", shown.rules)?;
        for difference in differences {
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
