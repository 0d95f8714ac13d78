//! Tests: a mutant is judged by those that meet it, the quickest first.

use super::tree::Program;
use super::weave::Number;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Tests that stop at the first difference are run with few cases before they are run with more: program, variable, numbers.
const NUMBERS: [(&str, &str, &[&str]); 2] = [("oracle", "TAKST_ORACLE_FILES", &["300", "3000"]), ("histories", "TAKST_HISTORIES", &["30", "300"])];
/// Property tests have fewer cases than every day, and what they find need not be made small.
const PROPERTIES: [(&str, &str); 2] = [("PROPTEST_CASES", "60"), ("PROPTEST_MAX_SHRINK_ITERS", "0")];
/// The packages, by their folders, whose tests judge the mutants of a package first.
const FIRST: [(&str, &[&str]); 2] = [("takst", &["takst", "compare"]), ("takst-ledger", &["takst-ledger", "takst-run"])];
/// Kilobytes of memory: a mutant that fills it does not fill the machine.
const MEMORY: u32 = 4 << 20;

/// So many tests are run one by one; the others of a program together, which takes half the time where none of them notices.
const ONE_BY_ONE: usize = 5;

pub struct Test<'p> {
    run: TestRun<'p>,
    /// Run only on mutants that the others miss.
    last: bool,
    reached: BTreeSet<Number>,
}

/// Some tests of a program.
#[derive(Clone)]
pub struct TestRun<'p> {
    program: &'p Program,
    names: Vec<String>,
    setting: Option<(&'static str, &'static str)>,
    /// How long it takes with no mutant awake.
    seconds: Duration,
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
        let everyday = (fully || numbers.is_none()).then_some(None);
        let settings = numbers.into_iter().flat_map(|(_, variable, numbers)| numbers.iter().map(|number| Some((*variable, *number)))).chain(everyday);
        for name in names(program)? {
            for (at, setting) in settings.clone().enumerate() {
                let run = TestRun { program, names: vec![name.clone()], setting, seconds: Duration::ZERO };
                tests.push(Test { run, last: at > 0, reached: BTreeSet::new() });
            }
        }
    }
    let measured = Mutex::new(Vec::new());
    in_parallel(jobs, &tests, |at, test| {
        let (path, begun) = (folder.join(format!("reached-{at}")), Instant::now());
        let _ = std::fs::remove_file(&path);
        let ended = test.run.run(Duration::from_secs(1200), |command| command.env("TAKST_MUTANTS_REACHED", &path))?;
        if ended != Ended::Passed {
            return Err(format!("{} does not pass with no mutant awake: {ended:?}", test.run.text()));
        }
        let reached = std::fs::read_to_string(&path).unwrap_or_default().lines().filter_map(|number| number.parse().ok()).collect();
        measured.lock().map_err(|error| error.to_string())?.push((at, begun.elapsed(), reached));
        Ok(())
    })?;
    for (at, seconds, reached) in measured.into_inner().map_err(|error| error.to_string())? {
        (tests[at].run.seconds, tests[at].reached) = (seconds, reached);
    }
    tests.sort_by_key(|test| test.run.seconds);
    // The slowest tenth takes most of the time; of it only comparisons notice what others miss.
    let slow = tests.len() - tests.len() / 10;
    tests[slow..].iter_mut().for_each(|test| test.last |= test.run.setting.is_none());
    Ok(tests)
}

/// The runs of tests on a mutant.
pub fn runs<'p>(tests: &[&Test<'p>]) -> Vec<TestRun<'p>> {
    let (last, first): (Vec<&Test>, Vec<&Test>) = tests.iter().partition(|test| test.last);
    let (comparing, quick): (Vec<&Test>, Vec<&Test>) = first.into_iter().partition(|test| test.run.setting.is_some());
    let (single, others) = quick.split_at(quick.len().min(ONE_BY_ONE));
    let mut together: Vec<TestRun> = Vec::new();
    for test in others {
        match together.iter_mut().find(|run| std::ptr::eq(run.program, test.run.program)) {
            Some(run) => {
                run.names.extend(test.run.names.iter().cloned());
                run.seconds += test.run.seconds;
            }
            None => together.push(test.run.clone()),
        }
    }
    let each = |tests: &[&Test<'p>]| tests.iter().map(|test| test.run.clone()).collect::<Vec<_>>();
    [each(single), each(&comparing), together, each(&last)].concat()
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

    /// Whether it judges the mutants of a package before others do.
    pub fn is_first_for(&self, package: &str) -> bool {
        let folder = self.run.program.folder.file_name().unwrap_or_default();
        !self.last && FIRST.iter().any(|(name, folders)| *name == package && folders.iter().any(|name| folder == *name))
    }

    /// The same test in another build, if its program is there.
    pub fn built_anew<'q>(&self, programs: &'q [Program]) -> Option<Test<'q>> {
        let TestRun { program: before, names, setting, seconds } = &self.run;
        let program = programs.iter().find(|program| (&program.name, &program.folder) == (&before.name, &before.folder))?;
        let run = TestRun { program, names: names.clone(), setting: *setting, seconds: *seconds };
        Some(Test { run, last: self.last, reached: BTreeSet::new() })
    }
}

impl TestRun<'_> {
    /// The tests as the results name them.
    pub fn text(&self) -> String {
        let setting = self.setting.map(|(variable, number)| format!(" {variable}={number}")).unwrap_or_default();
        match &*self.names {
            [name] => format!("{} {name}{setting}", self.program.name),
            names => format!("{}, {} tests", self.program.name, names.len()),
        }
    }

    /// Runs it with a mutant awake; 0 is none.
    pub fn judge(&self, number: Number) -> Result<Ended, String> {
        self.run(Duration::from_secs(15) + 10 * self.seconds, |command| command.env("TAKST_MUTANT", number.to_string()))
    }

    fn run(&self, limit: Duration, set: impl Fn(&mut Command) -> &mut Command) -> Result<Ended, String> {
        let error = |error: std::io::Error| format!("{}: {error}", self.program.path.display());
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")).arg(&self.program.path);
        command.args(&self.names).args(["--exact", "--test-threads=1"]).current_dir(&self.program.folder).envs(PROPERTIES).envs(self.setting);
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
