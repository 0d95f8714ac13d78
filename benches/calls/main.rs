//! `calls N JOB`: one call N times over, for counting instructions (`cargo xtask bench --instructions` runs it under valgrind).
//!
//! Everything a call needs is made before the first; what a call gives is looked at, so that none is left out. Without arguments: the jobs, a line each.
#![deny(unsafe_code)]

mod c;
mod cases;
mod kernel;
mod rust;

use std::hint::black_box;
use std::process::ExitCode;

/// A call that can be made again and again; it gives how many lines came of it.
pub type Call = Box<dyn FnMut() -> usize>;

/// Name, lines that must come of it, and how it is made ready.
type Job = (&'static str, usize, fn() -> Result<Call, String>);

const JOBS: [Job; 9] = [
    ("kernel-4", 4, || kernel::call(cases::four())),
    ("kernel-12", 12, || kernel::call(cases::twelve())),
    ("kernel-stays", 19, || kernel::call(cases::stays())),
    ("kernel-levels", 8, || kernel::call(cases::levels())),
    ("kernel-agreed", 6, || kernel::call(cases::agreed())),
    ("c-4", 4, || c::call(cases::four())),
    ("c-12", 12, || c::call(cases::twelve())),
    ("rust-4", 4, || rust::call(cases::four())),
    ("rust-12", 12, || rust::call(cases::twelve())),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            JOBS.iter().for_each(|(name, ..)| println!("{name}"));
            Ok(())
        }
        [count, job] => run(count, job),
        _ => Err("usage: calls N JOB".to_owned()),
    };
    outcome.map_or_else(
        |error| {
            eprintln!("calls: {error}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run(count: &str, job: &str) -> Result<(), String> {
    let count: u64 = count.parse().map_err(|error| format!("{count}: {error}"))?;
    let (_, lines, make) = JOBS.iter().find(|(name, ..)| *name == job).ok_or_else(|| format!("there is no job {job}"))?;
    let mut call = make()?;
    let found = call();
    if found != *lines {
        return Err(format!("{job}: {lines} lines are due, not {found}"));
    }
    if counted_calls(&mut call, count) == *lines { Ok(()) } else { Err(format!("{job}: the last call gave other lines than the first")) }
}

/// Valgrind counts from here to the end of the function, which it knows by this name.
#[inline(never)]
fn counted_calls(call: &mut Call, count: u64) -> usize {
    let mut lines = 0;
    for _ in 0..count {
        lines = black_box(call());
    }
    lines
}
