//! Compares the core with the oracle on many random case files: `compare_oracle --files N [--seed S] [--threads T]`.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use takst_compare::sides::Sides;

fn option(name: &str, default: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn main() -> ExitCode {
    let (files, seed, threads) = (option("--files", 20_000), option("--seed", 0), option("--threads", 2));
    let (lines, problems, different, next) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let sides = Sides::new();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let file = next.fetch_add(1, Ordering::Relaxed);
                    if file >= files {
                        return;
                    }
                    let (text, line_count, problem_count) = sides.differences(seed + file);
                    lines.fetch_add(line_count as u64, Ordering::Relaxed);
                    problems.fetch_add(problem_count as u64, Ordering::Relaxed);
                    if !text.is_empty() && different.fetch_add(1, Ordering::Relaxed) < 10 {
                        println!("{text}");
                    }
                }
            });
        }
    });
    let different = different.into_inner();
    println!("{files} case files from seed {seed}: {} lines, {} problems, {different} files differ", lines.into_inner(), problems.into_inner());
    if different == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
