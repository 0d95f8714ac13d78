//! A command that is killed has done everything or nothing; a ledger that is damaged is noticed.

mod at_once;
mod full_disk;
mod kept;

use takst_crashes::command::Takst;
use takst_crashes::damage::Whole;
use takst_crashes::kill::Phase;
use takst_crashes::lives::{CASES, Undisturbed, landed, table};

fn takst() -> Takst {
    Takst::of(env!("CARGO_BIN_EXE_prove_crashes"))
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// Commands killed; `TAKST_KILLS` changes it.
#[test]
fn a_killed_command_has_done_everything_or_nothing() {
    let kills = number("TAKST_KILLS", 40);
    let landed_in = Undisturbed::play(&takst(), CASES).kill_in(&takst(), kills, 1).unwrap_or_else(|fault| panic!("{fault}"));
    // It says something only while kills land in the writing too.
    for (phase, least) in [(Phase::Before, kills / 20), (Phase::Journal, kills / 10), (Phase::File, kills / 20)] {
        assert!(landed(&landed_in, phase) >= least, "fewer than {least} kills landed {}:\n{}", phase.name(), table(&landed_in));
    }
}

/// Bytes changed, and places at which the file is cut off; `TAKST_PLACES` changes it.
#[test]
fn a_changed_byte_is_found_or_says_nothing_and_a_cut_is_found() {
    let places = number("TAKST_PLACES", 60);
    let whole = Whole::play(&takst());
    let changed = whole.change(&takst(), places, 1).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(changed.found > changed.unused, "{changed:?}");
    whole.cut(&takst(), places, 1).unwrap_or_else(|fault| panic!("{fault}"));
}
