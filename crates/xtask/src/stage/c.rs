//! The C library: its header, its symbols, and programs that call it.

mod conformance;
mod csharp;
mod examples;
mod library;
mod plain;
mod platforms;
pub mod programs;
mod structs;

use crate::command::say;
use crate::project::Project;
use crate::report::{Count, Outcome};
use programs::Workshop;

/// What a part of the stage found: what passed, and a line for each fault.
#[derive(Default)]
pub struct Tally {
    pub passed: u64,
    pub faults: Vec<String>,
}

impl Tally {
    /// One check more.
    pub fn check(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if holds {
            self.passed += 1;
        } else {
            self.faults.push(otherwise());
        }
    }

    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.faults.extend(other.faults);
    }
}

/// A part of the stage.
type Part = fn(&Workshop<'_>) -> Result<Tally, String>;

const PARTS: &[(&str, Part)] = &[
    ("header and symbols", library::check),
    ("header on other platforms", platforms::check),
    ("examples", examples::check),
    ("C#", csharp::check),
    ("vectors through the interface of text", conformance::check),
    ("vectors through the interface of plain values", plain::check),
    ("sanitizers and valgrind", programs::check),
];

pub fn check(project: &Project) -> Result<Outcome, String> {
    let workshop = match Workshop::set_up(project)? {
        Ok(workshop) => workshop,
        Err(why) => return Ok(Outcome::failed(why)),
    };
    let mut all = Tally::default();
    for (name, part) in PARTS {
        say(format_args!("-- {name}"));
        all.add(part(&workshop)?);
    }
    let count = Count { passed: all.passed, failed: all.faults.len() as u64 };
    Ok(if all.faults.is_empty() { Outcome::Passed(count) } else { Outcome::Failed(count, all.faults.join("\n")) })
}
