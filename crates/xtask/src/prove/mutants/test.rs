//! Tests, each run as a program of its own: a mutant is judged by those that meet it, the quickest first.

use super::tree::Program;
use super::weave::Number;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Random tests are run with few cases before they are run with more: program, variable, numbers.
const NUMBERS: [(&str, &str, &[&str]); 3] =
    [("oracle", "TAKST_ORACLE_FILES", &["300", "3000"]), ("histories", "TAKST_HISTORIES", &["30", "300"]), ("random", "PROPTEST_CASES", &["60"])];
/// Kilobytes of memory: a mutant that fills it does not fill the machine.
const MEMORY: u32 = 4 << 20;

pub struct Test<'p> {
    program: &'p Program,
    name: String,
    setting: Option<(&'static str, &'static str)>,
    /// How long it takes with no mutant awake.
    seconds: Duration,
    reached: BTreeSet<Number>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    Passed,
    Failed,
    /// Never, or so much later that it was killed.
    Stuck,
}

/// The tests of programs, the quickest first, each with the mutants it meets. All pass with no mutant awake. `fully`: random tests with the numbers
/// of every day too.
pub fn measured<'p>(programs: &'p [Program], folder: &Path, fully: bool, jobs: usize) -> Result<Vec<Test<'p>>, String> {
    let mut tests = Vec::new();
    for program in programs {
        let numbers = NUMBERS.iter().find(|(name, ..)| *name == program.name);
        let fewer = numbers.into_iter().flat_map(|(_, variable, numbers)| numbers.iter().map(|number| Some((*variable, *number))));
        let everyday = (fully || numbers.is_none()).then_some(None);
        for (name, setting) in names(program)?.iter().flat_map(|name| fewer.clone().chain(everyday).map(move |setting| (name, setting))) {
            tests.push(Test { program, name: name.clone(), setting, seconds: Duration::ZERO, reached: BTreeSet::new() });
        }
    }
    let measured = Mutex::new(Vec::new());
    in_parallel(jobs, &tests, |at, test| {
        let (path, begun) = (folder.join(format!("reached-{at}")), Instant::now());
        let _ = std::fs::remove_file(&path);
        let ended = test.run(Duration::from_secs(1200), |command| command.env("TAKST_MUTANTS_REACHED", &path))?;
        if ended != Ended::Passed {
            return Err(format!("{} does not pass with no mutant awake: {ended:?}", test.text()));
        }
        let reached = std::fs::read_to_string(&path).unwrap_or_default().lines().filter_map(|number| number.parse().ok()).collect();
        measured.lock().map_err(|error| error.to_string())?.push((at, begun.elapsed(), reached));
        Ok(())
    })?;
    for (at, seconds, reached) in measured.into_inner().map_err(|error| error.to_string())? {
        (tests[at].seconds, tests[at].reached) = (seconds, reached);
    }
    tests.sort_by_key(|test| test.seconds);
    Ok(tests)
}

/// The names of the tests in a program.
fn names(program: &Program) -> Result<Vec<String>, String> {
    let output = Command::new(&program.path).args(["--list", "--format", "terse"]).current_dir(&program.folder).output();
    let output = output.map_err(|error| format!("{}: {error}", program.path.display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

impl Test<'_> {
    pub fn reaches(&self, number: Number) -> bool {
        self.reached.contains(&number)
    }

    /// The test as the results name it.
    pub fn text(&self) -> String {
        let setting = self.setting.map(|(variable, number)| format!(" {variable}={number}")).unwrap_or_default();
        format!("{} {}{setting}", self.program.name, self.name)
    }

    /// Runs it with a mutant awake; 0 is none.
    pub fn judge(&self, number: Number) -> Result<Ended, String> {
        self.run(Duration::from_secs(15) + 10 * self.seconds, |command| command.env("TAKST_MUTANT", number.to_string()))
    }

    /// The same test in another build, if its program is there.
    pub fn built_anew<'q>(&self, programs: &'q [Program]) -> Option<Test<'q>> {
        let program = programs.iter().find(|program| (&program.name, &program.folder) == (&self.program.name, &self.program.folder))?;
        Some(Test { program, name: self.name.clone(), setting: self.setting, seconds: self.seconds, reached: BTreeSet::new() })
    }

    fn run(&self, limit: Duration, set: impl Fn(&mut Command) -> &mut Command) -> Result<Ended, String> {
        let error = |error: std::io::Error| format!("{}: {error}", self.program.path.display());
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")).arg(&self.program.path);
        command.args([&self.name, "--exact", "--test-threads=1"]).current_dir(&self.program.folder).envs(self.setting);
        let mut child = set(&mut command).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(error)?;
        let begun = Instant::now();
        loop {
            if let Some(status) = child.try_wait().map_err(error)? {
                return Ok(if status.success() { Ended::Passed } else { Ended::Failed });
            }
            if begun.elapsed() > limit {
                child.kill().and_then(|()| child.wait()).map_err(error)?;
                return Ok(Ended::Stuck);
            }
            std::thread::sleep(Duration::from_millis(3).max(begun.elapsed() / 50));
        }
    }
}

/// Works on items, so many at a time; the first error ends it.
pub fn in_parallel<T: Sync>(jobs: usize, items: &[T], work: impl Fn(usize, &T) -> Result<(), String> + Sync) -> Result<(), String> {
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some((at, item)) = Some(next.fetch_add(1, Relaxed)).and_then(|at| Some((at, items.get(at)?))) {
            work(at, item).inspect_err(|_| next.store(items.len(), Relaxed))?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a worker panicked".to_owned())?)
    })
}
