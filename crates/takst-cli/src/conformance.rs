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

use crate::say::aside;
use crate::words::texts;
use clap::Args;
use compare::{Comparison, compare};
use program::{Failure, Folder, Program};
use sequence::Sequence;
use std::io::{self, Write};
use std::path::PathBuf;
use takst_explain::{Arg, Lang, Texts};
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
pub fn run(args: &ConformanceArgs, lang: Lang) -> u8 {
    let texts = texts(lang);
    let mut to = io::stdout().lock();
    let run = if args.documents { documents(args, &texts, &mut to) } else { cases(args, &texts, &mut to) };
    match run.and_then(|code| to.flush().map(|()| code)) {
        Ok(code) => code,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            aside(&format!("takst conformance: {}\n", texts.system(&error)));
            2
        }
    }
}

/// Runs the vectors of case files.
fn cases(args: &ConformanceArgs, texts: &Texts, to: &mut impl Write) -> io::Result<u8> {
    let vectors: Vec<Vector> = vectors::all().filter(|vector| args.wants(vector.id)).collect();
    if vectors.is_empty() {
        return Ok(args.no_vector(texts));
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
        writeln!(to, "{}", texts.get("cli-conformance-written", &[number("vectors", vectors.len())]))?;
        return Ok(0);
    };
    let mut tally = Tally::default();
    for vector in &vectors {
        let comparison = match folder.write(vector)?.run(&program, texts) {
            Ok(output) => compare(vector, &output, texts),
            Err(Failure::CannotStart(error)) => return Ok(cannot_start(&program, &error, texts)),
            Err(Failure::Broke(why)) => Comparison { differences: vec![why], without_report: false },
        };
        tally.count(vector, &comparison, texts, to)?;
    }
    tally.sum_up(texts, to)
}

/// Runs the vectors of documents.
fn documents(args: &ConformanceArgs, texts: &Texts, to: &mut impl Write) -> io::Result<u8> {
    let sequences: Result<Vec<Sequence>, String> =
        embedded::SEQUENCES.iter().filter(|sequence| args.wants(sequence.id)).map(Sequence::read).collect();
    let sequences = sequences.map_err(io::Error::other)?;
    if sequences.is_empty() {
        return Ok(args.no_vector(texts));
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
        let differences = match steps::run(sequence, &program, &folder.of(&sequence.id), texts) {
            Ok(differences) => differences,
            Err(Failure::CannotStart(error)) => return Ok(cannot_start(&program, &error, texts)),
            Err(Failure::Broke(why)) => vec![why],
        };
        tally.differences(&Shown::of_sequence(sequence), &differences, texts, to)?;
    }
    tally.sum_up(texts, to)
}

fn cannot_start(program: &Program<'_>, error: &io::Error, texts: &Texts) -> u8 {
    aside(&format!("takst conformance: {}: {}\n", program.name, texts.system(error)));
    2
}

fn number(name: &'static str, number: usize) -> (&'static str, Arg) {
    (name, Arg::Count(u32::try_from(number).unwrap_or(u32::MAX)))
}

impl ConformanceArgs {
    fn wants(&self, id: &str) -> bool {
        self.only.as_ref().is_none_or(|pattern| id.contains(pattern.as_str()))
    }

    fn no_vector(&self, texts: &Texts) -> u8 {
        let only = self.only.as_deref().unwrap_or_default();
        aside(&format!("takst conformance: {}\n", texts.get("cli-conformance-none", &[("only", only.into())])));
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
    source: Option<&'a str>,
}

impl<'a> Shown<'a> {
    fn of_sequence(sequence: &'a Sequence) -> Shown<'a> {
        Shown { id: &sequence.id, title: &sequence.title, why: &sequence.why, rules: sequence.rules.join(" "), source: None }
    }

    fn of_vector(vector: &'a Vector) -> Shown<'a> {
        Shown { id: vector.id, title: &vector.title, why: &vector.why, rules: vector.rules.clone(), source: Some(&vector.source) }
    }
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    without_report: usize,
}

impl Tally {
    fn count(&mut self, vector: &Vector, comparison: &Comparison, texts: &Texts, to: &mut impl Write) -> io::Result<()> {
        self.without_report += usize::from(comparison.without_report);
        self.differences(&Shown::of_vector(vector), &comparison.differences, texts, to)
    }

    fn differences(&mut self, shown: &Shown<'_>, differences: &[String], texts: &Texts, to: &mut impl Write) -> io::Result<()> {
        if differences.is_empty() {
            self.passed += 1;
            return Ok(());
        }
        self.failed += 1;
        writeln!(to, "{}", texts.get("cli-conformance-failed", &[("id", shown.id.into()), ("title", shown.title.into())]))?;
        writeln!(to, "  {}", texts.get("cli-conformance-why", &[("why", shown.why.into())]))?;
        writeln!(to, "  {}", texts.get("cli-conformance-rules", &[("rules", shown.rules.as_str().into())]))?;
        if let Some(source) = shown.source {
            writeln!(to, "  {}", texts.get("cli-conformance-source", &[("source", source.into())]))?;
        }
        for difference in differences {
            writeln!(to, "  {difference}")?;
        }
        writeln!(to)
    }

    fn sum_up(&self, texts: &Texts, to: &mut impl Write) -> io::Result<u8> {
        if self.without_report > 0 {
            writeln!(to, "{}", texts.get("cli-conformance-without-report", &[number("vectors", self.without_report)]))?;
        }
        writeln!(to, "{}", texts.get("cli-conformance-version", &[("version", vectors::version().into())]))?;
        writeln!(to, "{}", texts.get("cli-conformance-sum", &[number("passed", self.passed), number("failed", self.failed)]))?;
        Ok(u8::from(self.failed > 0))
    }
}
