//! What a stage came to, counted and shown.

use std::ops::{Add, AddAssign};
use std::time::Duration;

/// Tests that ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl Count {
    /// A stage without tests of its own is one check.
    pub const ONE_PASSED: Count = Count { passed: 1, failed: 0 };
    const ONE_FAILED: Count = Count { passed: 0, failed: 1 };

    /// Adds up the closing lines of `cargo test`, one per test program and crate of documentation tests.
    pub fn of_cargo_test(output: &str) -> Count {
        let number = |line: &str, word: &str| -> u64 {
            let before = line.split(';').find_map(|part| part.trim().strip_suffix(word));
            before.and_then(|text| text.trim().rsplit(' ').next()?.parse().ok()).unwrap_or(0)
        };
        let results = output.lines().filter(|line| line.starts_with("test result: "));
        results.fold(Count::default(), |sum, line| sum + Count { passed: number(line, " passed"), failed: number(line, " failed") })
    }

    /// Reads a closing line `N passed, N failed`, the last one; words may follow.
    pub fn of_closing_line(output: &str) -> Option<Count> {
        output.lines().rev().find_map(|line| {
            let mut words = line.split_whitespace();
            let (passed, "passed,") = (words.next()?, words.next()?) else { return None };
            let (failed, "failed" | "failed,") = (words.next()?, words.next()?) else { return None };
            Some(Count { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
        })
    }
}

impl Add for Count {
    type Output = Count;
    fn add(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        *self = *self + other;
    }
}

/// What a stage came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed(Count),
    /// With what is to be shown.
    Failed(Count, String),
    /// With what is missing.
    NotRun(String),
}

impl Outcome {
    /// A check that found these faults.
    pub fn of_faults(faults: &[String]) -> Outcome {
        if faults.is_empty() { Outcome::Passed(Count::ONE_PASSED) } else { Outcome::failed(faults.join("\n")) }
    }

    pub fn failed(why: impl Into<String>) -> Outcome {
        Outcome::Failed(Count::ONE_FAILED, why.into())
    }

    /// Two parts of a stage as one: it passed where both did, and all that is to be shown is shown.
    pub fn and(self, other: Outcome) -> Outcome {
        match (self, other) {
            (Outcome::Passed(a), Outcome::Passed(b)) => Outcome::Passed(a + b),
            (Outcome::Failed(a, why), Outcome::Failed(b, more)) => Outcome::Failed(a + b, format!("{why}\n{more}")),
            (Outcome::Failed(a, why), Outcome::Passed(b)) | (Outcome::Passed(b), Outcome::Failed(a, why)) => Outcome::Failed(a + b, why),
            (Outcome::NotRun(why), _) | (_, Outcome::NotRun(why)) => Outcome::failed(why),
        }
    }
}

/// A stage that has had its turn.
pub struct Finished {
    pub name: &'static str,
    pub took: Duration,
    pub outcome: Outcome,
}

/// Whether what is missing may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Listed,
    /// On the machine that decides about a change nothing may be left out.
    AnError,
}

/// The table of stages and the closing line, and whether all is well. Stages that ran at once took less in all than their sum.
pub fn closing(stages: &[Finished], total: Duration, missing: Missing) -> (String, bool) {
    let width = stages.iter().map(|stage| stage.name.len()).max().unwrap_or(0).max("total".len());
    let mut text = String::new();
    let mut sum = Count::default();
    for stage in stages {
        let (count, state) = match (&stage.outcome, missing) {
            (Outcome::Passed(count), _) => (*count, format!("{} passed", count.passed)),
            (Outcome::Failed(count, _), _) => (*count, format!("{} passed, {} FAILED", count.passed, count.failed)),
            (Outcome::NotRun(why), Missing::Listed) => (Count::default(), format!("not run: {why}")),
            (Outcome::NotRun(why), Missing::AnError) => (Count::ONE_FAILED, format!("not run, FAILED: {why}")),
        };
        sum += count;
        text += &format!("{:width$}  {:>6.1} s  {state}\n", stage.name, stage.took.as_secs_f64());
    }
    text += &format!("{:width$}  {:>6.1} s\n", "total", total.as_secs_f64());
    text += &format!("\n{} passed, {} failed\n", sum.passed, sum.failed);
    // A run that tested nothing proves nothing.
    (text, sum.failed == 0 && sum.passed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(name: &'static str, outcome: Outcome) -> Finished {
        Finished { name, took: Duration::from_millis(1250), outcome }
    }

    #[test]
    fn closing_lines_of_cargo_test_add_up() {
        let output = "running 3 tests\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        assert_eq!(Count::of_cargo_test(output), Count { passed: 15, failed: 2 });
        assert_eq!(Count::of_cargo_test("error: could not compile"), Count::default());
    }

    #[test]
    fn a_closing_line_is_read_from_the_end() {
        let read = Count::of_closing_line;
        assert_eq!(read("1 passed, 0 failed\n346 passed, 2 failed, 3 skipped\nwords\n"), Some(Count { passed: 346, failed: 2 }));
        assert_eq!(read("nothing passed, 2 failed\n"), None);
    }

    #[test]
    fn a_stage_of_two_parts_passes_where_both_do() {
        let count = |passed, failed| Count { passed, failed };
        assert_eq!(Outcome::Passed(count(3, 0)).and(Outcome::Passed(count(4, 0))), Outcome::Passed(count(7, 0)));
        let failed = Outcome::Passed(count(3, 0)).and(Outcome::Failed(count(4, 1), "why".into()));
        assert_eq!(failed, Outcome::Failed(count(7, 1), "why".into()));
        let missing = Outcome::Passed(count(3, 0)).and(Outcome::NotRun("no git".into()));
        assert_eq!(missing, Outcome::Failed(Count::ONE_FAILED, "no git".into()), "a part that did not run is not passed over");
    }

    #[test]
    fn the_last_line_is_the_sum_over_stages() {
        let stages = [
            finished("tests", Outcome::Passed(Count { passed: 40, failed: 0 })),
            finished("documents", Outcome::Failed(Count { passed: 2, failed: 1 }, "why".into())),
        ];
        let (text, well) = closing(&stages, Duration::from_millis(2150), Missing::Listed);
        assert_eq!(text, "tests         1.2 s  40 passed\ndocuments     1.2 s  2 passed, 1 FAILED\ntotal         2.1 s\n\n42 passed, 1 failed\n");
        assert!(!well);
    }

    #[test]
    fn what_is_missing_fails_only_where_a_change_is_decided() {
        let stages = [finished("a", Outcome::Passed(Count::ONE_PASSED)), finished("b", Outcome::NotRun("no git".into()))];
        let (text, well) = closing(&stages, Duration::ZERO, Missing::Listed);
        assert!(well && text.contains("not run: no git") && text.ends_with("1 passed, 0 failed\n"));
        let (text, well) = closing(&stages, Duration::ZERO, Missing::AnError);
        assert!(!well && text.ends_with("1 passed, 1 failed\n"));
    }

    #[test]
    fn a_run_without_tests_is_no_success() {
        assert!(!closing(&[], Duration::ZERO, Missing::Listed).1);
    }
}
