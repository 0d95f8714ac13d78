//! Compares takst-batch with the core on many random case files: `compare_batch --rows N [--seed S] [--threads T]`.

use std::process::ExitCode;
use std::sync::Mutex;
use takst_compare_batch::run::{Catalogues, Tally, file, size};

fn option(name: &str, default: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// What all threads have done so far.
#[derive(Default)]
struct Done {
    files: u64,
    tally: Tally,
    different: u64,
}

fn main() -> ExitCode {
    let (rows, seed, threads) = (option("--rows", 100_000), option("--seed", 0), option("--threads", 2));
    let catalogues = Catalogues::new();
    let done = Mutex::new(Done::default());
    let lock = || done.lock().expect("a thread that panics ends the program");
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = {
                        let mut done = lock();
                        if done.tally.rows >= rows {
                            return;
                        }
                        done.files += 1;
                        done.files - 1
                    };
                    let found = file(&catalogues, seed + number, size(number));
                    let mut done = lock();
                    match found {
                        Ok(tally) => done.tally.add(&tally),
                        Err(text) => {
                            done.different += 1;
                            // Its rows count as drawn, so that the run ends.
                            done.tally.rows += size(number) as u64;
                            if done.different <= 10 {
                                println!("{text}\n");
                            }
                        }
                    }
                }
            });
        }
    });
    let Done { files, tally, different } = done.into_inner().expect("a thread that panics ends the program");
    let Tally { rows: drawn, refused, findings, lines, compared, totals, alone } = tally;
    println!(
        "{rows} rows from seed {seed}: {drawn} rows in {files} case files, {lines} lines, {refused} refused cases, {findings} findings by the core;"
    );
    println!("{compared} lines, {totals} totals and {alone} single rows of takst-batch compared, {different} files differ");
    if different == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
