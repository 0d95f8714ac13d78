//! A ledger that is changed by a byte, or cut off.

use crate::books::{LEDGER, init, write_inputs, year};
use crate::command::Takst;
use crate::pages::unused;
use crate::state::everything;
use fastrand::Rng;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Cases of the year: enough that most pages are full.
const CASES: usize = 40;

/// A year of few cases, and its ledger byte by byte.
#[derive(Debug)]
pub struct Whole {
    dir: TempDir,
    bytes: Vec<u8>,
    unused: Vec<bool>,
    everything: String,
}

/// What became of changed bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// `check` found the change.
    pub found: u64,
    /// The byte says nothing: what is read is what was written.
    pub unused: u64,
}

impl Whole {
    /// Plays the year.
    ///
    /// # Panics
    /// A command fails.
    #[must_use]
    pub fn play(takst: &Takst) -> Whole {
        let dir = tempfile::tempdir().expect("a folder");
        write_inputs(dir.path(), CASES);
        for step in [init()].into_iter().chain(year()) {
            let ended = step.run(takst, dir.path());
            assert!(matches!(ended.code, Some(0 | 1)), "{}: {}", step.name, ended.stderr);
        }
        let ledger = dir.path().join(LEDGER);
        let bytes = std::fs::read(&ledger).expect("read");
        Whole { unused: unused(&bytes), everything: everything(&ledger), bytes, dir }
    }

    /// How many bytes the file has.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.bytes.len()
    }

    /// How many of its bytes say nothing.
    #[must_use]
    pub fn unused(&self) -> usize {
        self.unused.iter().filter(|unused| **unused).count()
    }

    fn put(&self, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join("damaged");
        std::fs::write(&path, bytes).expect("written");
        path
    }

    fn check(&self, takst: &Takst, file: &Path) -> Result<bool, String> {
        let file = file.to_str().unwrap_or_default();
        let ended = takst.run(self.dir.path(), &["ledger", "check", file]);
        match ended.code {
            Some(0) => Ok(false),
            Some(1 | 2) => Ok(true),
            code => Err(format!("check ends with {code:?}: {}", ended.stderr)),
        }
    }

    /// Changes one byte at random places, one after the other.
    ///
    /// # Errors
    /// A change of a byte that says something is not found, or something else is read though it says nothing.
    pub fn change(&self, takst: &Takst, count: u64, seed: u64) -> Result<Changed, String> {
        let mut rng = Rng::with_seed(seed);
        let mut changed = Changed::default();
        for _ in 0..count {
            let (place, by) = (rng.usize(0..self.bytes.len()), rng.u8(1..=255));
            let mut bytes = self.bytes.clone();
            bytes[place] ^= by;
            let said = |fault: &str| format!("seed {seed}: byte {place} ^ {by}: {fault}");
            let file = self.put(&bytes);
            if self.check(takst, &file).map_err(|fault| said(&fault))? {
                changed.found += 1;
            } else if !self.unused[place] {
                return Err(said("it is not found, and the byte is used"));
            } else if everything(&file) != self.everything {
                return Err(said("it is not found, and something else is read"));
            } else {
                changed.unused += 1;
            }
        }
        Ok(changed)
    }

    /// Cuts the file off at random places.
    ///
    /// # Errors
    /// A file that was cut off is not found.
    pub fn cut(&self, takst: &Takst, count: u64, seed: u64) -> Result<(), String> {
        let mut rng = Rng::with_seed(seed);
        for _ in 0..count {
            let place = rng.usize(0..self.bytes.len());
            let file = self.put(&self.bytes[..place]);
            if !self.check(takst, &file)? {
                return Err(format!("seed {seed}: the file is cut off at {place}, and that is not found"));
            }
        }
        Ok(())
    }
}
