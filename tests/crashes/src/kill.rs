//! One command that is killed, and what it was doing then.

use crate::books::{LEDGER, Step};
use crate::command::Takst;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

/// From when on the time until the kill counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The start of the program.
    Start,
    /// SQLite has made its journal: the first page is about to be changed.
    Journal,
    /// The first page of the ledger itself has been written.
    File,
}

/// What a command was doing when it was killed, by what it left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing was changed yet: it read, priced, or waited.
    Before,
    /// The journal is there, and the ledger still as it was: pages are changed in memory.
    Journal,
    /// The journal is there, and the ledger is half written.
    File,
    /// The ledger is written: what was left to do was to say so.
    After,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Phase; 4] = [Phase::Before, Phase::Journal, Phase::File, Phase::After];

    /// Its name in a report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Before => "before the write",
            Phase::Journal => "journal begun",
            Phase::File => "file half written",
            Phase::After => "after the write",
        }
    }
}

/// How long a command takes that nobody kills: from its start to its end, and from the other aims to the end of the writing; `None`: it writes
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    whole: Duration,
    journal: Option<Duration>,
    file: Option<Duration>,
}

impl Times {
    /// The time from an aim on in which a kill is of interest.
    #[must_use]
    pub fn from(self, aim: Aim) -> Option<Duration> {
        match aim {
            Aim::Start => Some(self.whole),
            Aim::Journal => self.journal,
            Aim::File => self.file,
        }
    }
}

/// What shows of a ledger without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    has_journal: bool,
    length: u64,
    changed: Option<SystemTime>,
}

impl Shown {
    fn of(dir: &Path) -> Shown {
        let facts = dir.join(LEDGER).metadata().ok();
        Shown {
            has_journal: dir.join(format!("{LEDGER}-journal")).exists(),
            length: facts.as_ref().map_or(0, std::fs::Metadata::len),
            changed: facts.filter(|facts| facts.len() > 0).and_then(|facts| facts.modified().ok()),
        }
    }

    /// Whether the moment has come.
    fn has(self, aim: Aim, before: Shown) -> bool {
        let is_written = (self.length, self.changed) != (before.length, before.changed);
        match aim {
            Aim::Start => true,
            Aim::Journal => self.has_journal || is_written,
            Aim::File => is_written,
        }
    }
}

fn has_ended(child: &mut Child) -> bool {
    child.try_wait().expect("a child").is_some()
}

const GLANCE: Duration = Duration::from_micros(50);

/// Runs a command to its end and measures it.
///
/// # Panics
/// The program cannot be started, or ends with 2.
#[must_use]
pub fn measure(takst: &Takst, dir: &Path, step: &Step) -> Times {
    let before = Shown::of(dir);
    let mut child = takst.start(dir, &step.words());
    let start = Instant::now();
    let (mut journal, mut file, mut gone) = (None, None, start);
    while !has_ended(&mut child) {
        let shown = Shown::of(dir);
        for (aim, at) in [(Aim::Journal, &mut journal), (Aim::File, &mut file)] {
            if at.is_none() && shown.has(aim, before) {
                *at = Some(Instant::now());
            }
        }
        if shown.has_journal {
            gone = Instant::now();
        }
        sleep(GLANCE);
    }
    let code = child.wait().expect("a child").code();
    assert!(matches!(code, Some(0 | 1)), "{}: ended with {code:?}", step.name);
    let until_gone = |at: Instant| gone.saturating_duration_since(at);
    Times { whole: start.elapsed(), journal: journal.map(until_gone), file: file.map(until_gone) }
}

/// Starts a command and kills it with SIGKILL some time after an aim; `None`: it ended before that.
///
/// # Panics
/// The program cannot be started.
#[must_use]
pub fn kill(takst: &Takst, dir: &Path, step: &Step, (aim, delay): (Aim, Duration)) -> Option<Phase> {
    let bytes = || std::fs::read(dir.join(LEDGER)).unwrap_or_default();
    let (before, bytes_before) = (Shown::of(dir), bytes());
    let mut child = takst.start(dir, &step.words());
    while !Shown::of(dir).has(aim, before) && !has_ended(&mut child) {
        sleep(GLANCE);
    }
    sleep(delay);
    child.kill().expect("a child");
    if child.wait().expect("a child").code().is_some() {
        return None;
    }
    Some(match (Shown::of(dir).has_journal, bytes() == bytes_before) {
        (false, true) => Phase::Before,
        (true, true) => Phase::Journal,
        (true, false) => Phase::File,
        (false, false) => Phase::After,
    })
}
