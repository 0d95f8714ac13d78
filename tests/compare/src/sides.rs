//! The core against the oracle on random jobs: every column of every line, every problem.

use crate::core_side;
use crate::random::{Job, job};
use std::fmt::Write;
use takst::Catalogue;
use takst_oracle::Answer;

/// The made-up provider of the random case files.
pub const BOEGELY: &str = include_str!("../catalogue/boegely.toml");

/// Both sides' catalogues: the built-in one and the made-up provider.
pub struct Sides {
    /// The core's catalogue.
    pub core: Catalogue,
    oracle: takst_oracle::Catalogue,
}

impl Default for Sides {
    fn default() -> Sides {
        Sides::new()
    }
}

impl Sides {
    /// Loads the same files on both sides.
    ///
    /// # Panics
    /// The files are part of the project and in order.
    #[must_use]
    pub fn new() -> Sides {
        let made_up = takst_catalogue::load_over(takst_catalogue::builtin_loaded(), &[("boegely.toml", BOEGELY)]);
        let core = made_up.expect("a catalogue in order").catalogue;
        let mut files: Vec<&str> = takst_catalogue::BUILTIN_FILES.iter().map(|(_, text)| *text).collect();
        files.push(BOEGELY);
        Sides { core, oracle: takst_oracle::Catalogue::from_toml(&files) }
    }

    /// What both answer to a job.
    #[must_use]
    pub fn answers(&self, job: &Job) -> (Answer, Answer) {
        let policy = takst_oracle::Policy::from_toml(&job.policy);
        (core_side::answer(&self.core, job), takst_oracle::price(&self.oracle, &policy, &job.rows, &job.options))
    }

    /// Where the two differ on the job of `seed`; empty when they agree. And the number of lines.
    #[must_use]
    pub fn differences(&self, seed: u64) -> (String, usize, usize) {
        let job = job(seed);
        let (core, oracle) = self.answers(&job);
        let mut text = String::new();
        for (core, oracle) in core.lines.iter().zip(&oracle.lines) {
            for (column, value) in core {
                if oracle.get(column) != Some(value) {
                    let _ = writeln!(text, "  row {} {}: {column}: core {value:?}, oracle {:?}", core["row"], core["first_day"], oracle.get(column));
                }
            }
        }
        if core.lines.len() != oracle.lines.len() {
            let _ = writeln!(text, "  {} lines from the core, {} from the oracle", core.lines.len(), oracle.lines.len());
        }
        for problem in core.problems.iter().filter(|p| !oracle.problems.contains(p)) {
            let _ = writeln!(text, "  only the core: {problem:?}");
        }
        for problem in oracle.problems.iter().filter(|p| !core.problems.contains(p)) {
            let _ = writeln!(text, "  only the oracle: {problem:?}");
        }
        if !text.is_empty() {
            text = format!("seed {seed}\n{text}{}", describe(&job));
        }
        (text, core.lines.len(), core.problems.len())
    }
}

fn describe(job: &Job) -> String {
    let mut text = format!("  options {:?}\n  policy {:?}\n", job.options, job.policy);
    for (number, row) in (1..).zip(&job.rows) {
        let _ = writeln!(text, "  row {number}: {:?}", row.cells);
    }
    text
}
