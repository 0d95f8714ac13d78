//! Years of bookkeeping in which commands are killed, beside one in which none is.

use crate::books::{LEDGER, Step, init, write_inputs, year};
use crate::command::Takst;
use crate::kill::{Aim, Phase, Times, kill, measure};
use crate::state::{faulty_numbers, state};
use fastrand::Rng;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// Cases of a year in which commands are killed: enough that a command writes hundreds of pages.
pub const CASES: usize = 240;

/// Kills of one command at most, before it is let run to its end.
const KILLS_OF_A_STEP: u64 = 3;

/// A year in which nobody kills: what the ledger says after each command, and how long each takes.
#[derive(Debug)]
pub struct Undisturbed {
    /// Its commands.
    pub steps: Vec<Step>,
    /// What the ledger says before the first command, and after each.
    pub states: Vec<String>,
    cases: usize,
    times: Vec<Times>,
    export: String,
}

/// How often each command was killed in each phase.
pub type Kills = BTreeMap<(&'static str, Phase), u64>;

impl Undisturbed {
    /// Plays the year of so many cases.
    ///
    /// # Panics
    /// A command fails, though nobody kills it.
    #[must_use]
    pub fn play(takst: &Takst, cases: usize) -> Undisturbed {
        let dir = folder(cases);
        let ledger = dir.path().join(LEDGER);
        let steps: Vec<Step> = [init()].into_iter().chain(year()).collect();
        let mut states = vec![String::new()];
        let mut times = Vec::new();
        for step in &steps {
            times.push(measure(takst, dir.path(), step));
            states.push(state(&ledger));
            let writes = states[states.len() - 2] != states[states.len() - 1];
            assert_eq!(writes, step.leaves.is_none(), "{}: whether it writes to the ledger", step.name);
        }
        Undisturbed { export: export(takst, dir.path()), steps, states, cases, times }
    }

    /// Plays years until as many commands were killed as asked for.
    ///
    /// # Errors
    /// What is lost, doubled or half done, with the seed.
    pub fn kill_in(&self, takst: &Takst, count: u64, seed: u64) -> Result<Kills, String> {
        let mut rng = Rng::with_seed(seed);
        let mut kills = Kills::new();
        while kills.values().sum::<u64>() < count {
            self.life(takst, count, &mut rng, &mut kills).map_err(|fault| format!("seed {seed}: {fault}"))?;
        }
        Ok(kills)
    }

    fn life(&self, takst: &Takst, count: u64, rng: &mut Rng, kills: &mut Kills) -> Result<(), String> {
        let dir = folder(self.cases);
        for (place, step) in self.steps.iter().enumerate() {
            let left = count - kills.values().sum::<u64>();
            let at_most = rng.u64(1..=KILLS_OF_A_STEP).min(left);
            let mut killed = Vec::new();
            for _ in 0..at_most {
                let Some(phase) = kill(takst, dir.path(), step, self.draw(place, rng)) else { break };
                killed.push(phase.name());
                *kills.entry((step.name, phase)).or_default() += 1;
                let said = |fault: String| format!("{}, killed {}: {fault}", step.words.join(" "), killed.join(", then "));
                if self.is_done_after(takst, dir.path(), place, phase).map_err(said)? {
                    break;
                }
            }
            let said = |fault: String| format!("{}, killed {}, run again: {fault}", step.words.join(" "), killed.join(", then "));
            self.finish(takst, dir.path(), place).map_err(said)?;
        }
        let ledger = dir.path().join(LEDGER);
        let faults = faulty_numbers(&ledger);
        if !faults.is_empty() {
            return Err(format!("numbers are twice or left out: {}", faults.join(", ")));
        }
        if export(takst, dir.path()) != self.export {
            return Err("the export at the end is another".to_owned());
        }
        Ok(())
    }

    /// From when on, and how long, a command is let live.
    fn draw(&self, place: usize, rng: &mut Rng) -> (Aim, Duration) {
        let times = self.times[place];
        let aim = *rng.choice(&[Aim::Start, Aim::Journal, Aim::File]).unwrap_or(&Aim::Start);
        let (aim, time) = times.from(aim).map_or_else(|| (Aim::Start, times.from(Aim::Start).unwrap_or_default()), |time| (aim, time));
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        (aim, Duration::from_nanos(rng.u64(0..=nanos)))
    }

    /// Looks at what a killed command left: the ledger holds, and all of the command was done, or nothing. Returns whether it was done.
    fn is_done_after(&self, takst: &Takst, dir: &Path, place: usize, phase: Phase) -> Result<bool, String> {
        let ledger = dir.join(LEDGER);
        let (before, after) = (&self.states[place], &self.states[place + 1]);
        let check = takst.run(dir, &["ledger", "check", LEDGER]);
        let now = state(&ledger);
        let expected = if now.is_empty() { Some(2) } else { Some(0) };
        if check.code != expected {
            return Err(format!("check ends with {:?}: {}", check.code, check.stderr));
        }
        let is_done = now == *after;
        if !is_done && now != *before {
            return Err(format!("the ledger is neither as before nor as after the command; {}", difference(before, &now)));
        }
        let plan_is_whole = |plan: &str| std::fs::read_to_string(dir.join(plan)).map_or(true, |text| text.starts_with('{') && text.ends_with("}\n"));
        if self.steps[place].leaves.is_some_and(|plan| !plan_is_whole(plan)) {
            return Err("half a plan is left".to_owned());
        }
        match phase {
            // Between the two a command only reads.
            Phase::Before if now != *before => Err("it had done nothing, and yet the ledger is changed".to_owned()),
            Phase::After if !is_done => Err("it had written everything, and yet the ledger is as before".to_owned()),
            _ => Ok(is_done && before != after),
        }
    }

    /// Runs the command again to its end.
    fn finish(&self, takst: &Takst, dir: &Path, place: usize) -> Result<(), String> {
        let (step, after) = (&self.steps[place], &self.states[place + 1]);
        let ledger = dir.join(LEDGER);
        let was_made = place == 0 && state(&ledger) == *after;
        let ended = step.run(takst, dir);
        // A ledger is made once.
        let is_well = if was_made { ended.code == Some(2) } else { matches!(ended.code, Some(0 | 1)) };
        if !is_well {
            return Err(format!("it ends with {:?}: {}", ended.code, ended.stderr));
        }
        let now = state(&ledger);
        if now != *after {
            return Err(format!("the ledger is another than that of the undisturbed year; {}", difference(after, &now)));
        }
        match step.leaves {
            Some(plan) if !dir.join(plan).exists() => Err("it leaves no plan".to_owned()),
            _ => Ok(()),
        }
    }
}

/// The first row that differs.
fn difference(expected: &str, found: &str) -> String {
    let rows = expected.lines().map(Some).chain(std::iter::repeat(None)).zip(found.lines().map(Some).chain(std::iter::repeat(None)));
    let differs = rows.take(expected.lines().count().max(found.lines().count())).find(|(expected, found)| expected != found);
    let (expected, found) = differs.unwrap_or_default();
    format!("expected {:?}, found {:?}", expected.unwrap_or("no row"), found.unwrap_or("no row"))
}

fn export(takst: &Takst, dir: &Path) -> String {
    let ended = takst.run(dir, &["ledger", "export", LEDGER]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    ended.stdout
}

fn folder(cases: usize) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write_inputs(dir.path(), cases);
    dir
}

/// Kills as a table: a row for each command, a column for each phase.
#[must_use]
pub fn table(kills: &Kills) -> String {
    let mut text = "| command |".to_owned();
    Phase::ALL.iter().for_each(|phase| text.push_str(&format!(" {} |", phase.name())));
    text.push_str(&format!("\n|---|{}", "---:|".repeat(Phase::ALL.len())));
    let steps: std::collections::BTreeSet<&str> = kills.keys().map(|(step, _)| *step).collect();
    for step in steps {
        text.push_str(&format!("\n| {step} |"));
        for phase in Phase::ALL {
            text.push_str(&format!(" {} |", kills.get(&(step, phase)).copied().unwrap_or_default()));
        }
    }
    text
}

/// How many kills landed in a phase.
#[must_use]
pub fn landed(kills: &Kills, phase: Phase) -> u64 {
    kills.iter().filter(|((_, at), _)| *at == phase).map(|(_, count)| count).sum()
}
