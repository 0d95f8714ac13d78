//! The module `mutant` of a woven crate: which mutant is awake.
//! `TAKST_MUTANT` is its number; `TAKST_MUTANTS_REACHED` names a file for the numbers of all that are met.

use std::fs::File;
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

static AWAKE: LazyLock<u32> = LazyLock::new(|| std::env::var("TAKST_MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0));
static REACHED: LazyLock<Option<File>> =
    LazyLock::new(|| std::env::var_os("TAKST_MUTANTS_REACHED").and_then(|path| File::options().append(true).create(true).open(path).ok()));
static SEEN: [AtomicBool; 1 << 14] = [const { AtomicBool::new(false) }; 1 << 14];

/// Whether this mutant is awake.
pub fn awake(number: u32) -> bool {
    match *AWAKE {
        0 => reach(number),
        awake => awake == number,
    }
}

fn reach(number: u32) -> bool {
    if let Some(mut file) = REACHED.as_ref()
        && SEEN.get(number as usize).is_some_and(|seen| !seen.swap(true, Relaxed))
    {
        let _ = writeln!(file, "{number}");
    }
    false
}
