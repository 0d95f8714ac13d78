//! Compares the core with the oracle on many random histories: `compare_histories --count N [--seed S] [--threads T]`.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use takst_compare::histories::{Counts, Sides, history};

fn option(name: &str, default: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn main() -> ExitCode {
    let (count, seed, threads) = (option("--count", 2_000), option("--seed", 0), option("--threads", 2));
    let (different, next, counts) = (AtomicU64::new(0), AtomicU64::new(0), Mutex::new(Counts::new()));
    let sides = Sides::new();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut seen = Counts::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let played = history(&sides, seed + number);
                    if !played.text.is_empty() && different.fetch_add(1, Ordering::Relaxed) < 10 {
                        println!("{}", played.text);
                    }
                    played.counts.into_iter().for_each(|(word, count)| *seen.entry(word).or_default() += count);
                }
                let mut counts = counts.lock().expect("no thread panicked");
                seen.into_iter().for_each(|(word, count)| *counts.entry(word).or_default() += count);
            });
        }
    });
    let different = different.into_inner();
    let counts: Vec<String> = counts.into_inner().expect("no thread panicked").iter().map(|(word, count)| format!("{word} {count}")).collect();
    println!("{}", counts.join(", "));
    println!("{count} histories from seed {seed}: {different} differ");
    if different == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
