//! takst as one of the programs that `cargo xtask bench` compares: a job a line on stdin, an answer of JSON a line on stdout.
//!
//! ```text
//! load FILE CATALOGUE            reads the rows into memory, compiles the book
//! run JOB [KEY=VALUE ..]         does the job; the answer has the time of the processor, of the clock, and the most memory
//! check JOB [KEY=VALUE ..]       does the job and adds up its result
//! write JOB [KEY=VALUE ..] FILE  does the job and writes its result, to be compared
//! batch CATALOGUE                makes what a batch needs: time, and memory that is held; the catalogue is a folder, or builtin
//! ```
//!
//! Keys: `threads` (a number; else all cores), `grouping=none` (rows in any order), `keep=all` (every batch is kept until the last has come).
//! Figures are whole numbers; who asked works out what they come to.
#![deny(unsafe_code)]

mod bandwidth;
mod batches;
mod c_door;
mod case;
mod heap;
mod input;
mod job;
mod loops;
mod measure;
mod row_loop;
mod sums;

use input::Loaded;
use job::Job;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut loaded = None;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let said = answer(&mut loaded, &words).unwrap_or_else(|error| json!({"error": error}));
        writeln!(out, "{said}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(loaded: &mut Option<Loaded>, words: &[&str]) -> Result<Value, String> {
    match words {
        ["load", file, catalogue] => {
            // What was loaded before is given back first.
            *loaded = None;
            let (new, figures) = Loaded::read(file.as_ref(), catalogue.as_ref())?;
            *loaded = Some(new);
            Ok(figures)
        }
        ["run", "bandwidth"] => Ok(bandwidth::run()),
        ["run", "case"] => Ok(case::run()),
        ["run", "c-period"] => c_door::period(),
        ["batch", catalogue] => heap::batch(catalogue),
        [verb, job, rest @ ..] => {
            let loaded = loaded.as_ref().ok_or("nothing is loaded")?;
            match (*verb, rest) {
                ("run", options) => Job::of(job, options)?.run(loaded),
                ("check", options) => Job::of(job, options)?.check(loaded),
                ("write", [options @ .., file]) => Job::of(job, options)?.write(loaded, file.as_ref()),
                _ => Err(format!("no such command: {words:?}")),
            }
        }
        _ => Err(format!("no such command: {words:?}")),
    }
}
