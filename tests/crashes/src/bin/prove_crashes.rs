//! Kills commands and damages ledgers: `prove_crashes --kills N --places N [--seed S]`.

use std::process::ExitCode;
use takst_crashes::command::{Takst, as_takst};
use takst_crashes::damage::Whole;
use takst_crashes::lives::{CASES, Undisturbed, table};

fn option(name: &str, default: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn prove() -> Result<(), String> {
    let (kills, places, seed) = (option("--kills", 500), option("--places", 1_000), option("--seed", 1));
    let takst = Takst::of(std::env::current_exe().map_err(|error| error.to_string())?);
    let landed = Undisturbed::play(&takst, CASES).kill_in(&takst, kills, seed)?;
    println!("{}\n", table(&landed));
    println!("{kills} commands killed from seed {seed}: nothing lost, no number twice, none left out\n");
    let whole = Whole::play(&takst);
    let changed = whole.change(&takst, places, seed)?;
    println!(
        "{places} ledgers with a changed byte, of {} bytes of which {} say nothing: {} found, {} in bytes that say nothing, with all rows the same\n",
        whole.length(),
        whole.unused(),
        changed.found,
        changed.unused
    );
    whole.cut(&takst, places, seed)?;
    println!("{places} ledgers cut off: all found");
    Ok(())
}

fn main() -> ExitCode {
    if let Some(code) = as_takst() {
        return ExitCode::from(code);
    }
    match prove() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("{fault}");
            ExitCode::FAILURE
        }
    }
}
