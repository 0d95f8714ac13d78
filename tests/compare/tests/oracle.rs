//! The core agrees with the oracle in every column of every line and every problem.

use takst_compare::sides::Sides;

/// Case files compared; `TAKST_ORACLE_FILES` lowers the number where the same test runs many times over.
fn files() -> u64 {
    std::env::var("TAKST_ORACLE_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(24_000)
}

#[test]
fn core_and_oracle_agree() {
    let sides = Sides::new();
    let (mut lines, mut problems) = (0, 0);
    for seed in 0..files() {
        let (difference, line_count, problem_count) = sides.differences(seed);
        assert!(difference.is_empty(), "{difference}");
        lines += line_count;
        problems += problem_count;
    }
    // The comparison says something only while the random files price as well as refuse.
    let files = usize::try_from(files()).expect("a number of files");
    assert!(lines > 4 * files && problems > files, "{lines} lines, {problems} problems from {files} files");
}
