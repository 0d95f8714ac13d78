//! The program under test: its files, its call, its time.

use super::vectors::Vector;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use takst_explain::Texts;

/// No vector takes a program that works more than a moment.
const TIME: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(2);

/// The directory that holds one folder a vector.
pub(super) struct Folder {
    path: PathBuf,
    kept: bool,
}

impl Folder {
    pub(super) fn new(keep: Option<&Path>) -> io::Result<Folder> {
        let path = match keep {
            Some(path) => path.to_path_buf(),
            None => std::env::temp_dir().join(format!("takst-conformance-{}", std::process::id())),
        };
        fs::create_dir_all(&path)?;
        Ok(Folder { path, kept: keep.is_some() })
    }

    /// The directory of a vector.
    pub(super) fn of(&self, id: &str) -> PathBuf {
        self.path.join(id)
    }

    /// Writes a vector's files.
    pub(super) fn write(&self, vector: &Vector) -> io::Result<Prepared> {
        let path = std::path::absolute(self.path.join(vector.id))?;
        fs::create_dir_all(&path)?;
        let prepared = Prepared { arguments: arguments(vector, &path), path };
        // What an earlier run left must not pass for the answer of this one.
        for old in [prepared.output(), prepared.messages(), prepared.report()] {
            if old.exists() {
                fs::remove_file(old)?;
            }
        }
        fs::write(prepared.path.join("cases.jsonl"), &vector.case_file)?;
        fs::write(prepared.path.join("expected.jsonl"), vector.expected)?;
        fs::write(prepared.path.join("arguments.txt"), prepared.arguments.join("\n") + "\n")?;
        if !vector.policy.is_empty() {
            fs::write(prepared.path.join("policy.toml"), &vector.policy)?;
        }
        if !vector.catalogue.is_empty() {
            let catalogue = prepared.path.join("catalogue");
            fs::create_dir_all(&catalogue)?;
            for file in &vector.catalogue {
                fs::write(catalogue.join(file.name), file.text)?;
            }
        }
        Ok(prepared)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept {
            // Nothing is lost when a temporary directory stays.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// What follows PROGRAM ARGS..., in the words of `takst price`.
fn arguments(vector: &Vector, path: &Path) -> Vec<String> {
    let file = |name: &str| path.join(name).to_string_lossy().into_owned();
    let mut arguments = vec![file("cases.jsonl"), "--format".into(), "json".into(), "--report".into(), file("report.csv")];
    let mut option = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            arguments.extend([name.to_owned(), value]);
        }
    };
    option("--from", vector.from.clone());
    option("--until", vector.until.clone());
    option("--as-of", vector.as_of.clone());
    option("--policy", (!vector.policy.is_empty()).then(|| file("policy.toml")));
    option("--catalogue", (!vector.catalogue.is_empty()).then(|| file("catalogue")));
    arguments
}

/// A vector's files, ready for the program.
pub(super) struct Prepared {
    path: PathBuf,
    arguments: Vec<String>,
}

/// What the program wrote.
pub(super) struct Output {
    pub(super) lines: String,
    /// `None`: no report was written.
    pub(super) report: Option<String>,
    /// How the program ended, for a failing vector.
    pub(super) end: String,
}

pub(super) enum Failure {
    CannotStart(io::Error),
    /// It started and gave nothing that could be compared.
    Broke(String),
}

impl Prepared {
    fn output(&self) -> PathBuf {
        self.path.join("output.jsonl")
    }

    fn messages(&self) -> PathBuf {
        self.path.join("stderr.txt")
    }

    fn report(&self) -> PathBuf {
        self.path.join("report.csv")
    }

    pub(super) fn run(&self, program: &Program<'_>, texts: &Texts) -> Result<Output, Failure> {
        let end = program.run(&self.arguments, &self.output(), &self.messages(), texts)?;
        let lines = fs::read_to_string(self.output()).map_err(|error| Failure::Broke(format!("stdout: {}", texts.system(&error))))?;
        let report = match fs::read_to_string(self.report()) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::Broke(format!("report.csv: {}", texts.system(&error)))),
        };
        Ok(Output { lines, report, end: end.text })
    }
}

/// The program under test: its name, and the arguments that go before those of a vector.
#[derive(Clone, Copy)]
pub(super) struct Program<'a> {
    pub(super) name: &'a str,
    pub(super) arguments: &'a [String],
}

/// How a call of the program ended by itself.
pub(super) struct End {
    pub(super) code: i32,
    /// The exit status and the last line on stderr.
    pub(super) text: String,
}

impl Program<'_> {
    /// Calls the program; what it writes goes to two files.
    pub(super) fn run(&self, arguments: &[String], output: &Path, messages: &Path, texts: &Texts) -> Result<End, Failure> {
        let broke = |error: io::Error| Failure::Broke(texts.system(&error));
        // Files instead of pipes: nothing has to be read while the program writes.
        let stdout = File::create(output).map_err(broke)?;
        let stderr = File::create(messages).map_err(broke)?;
        let mut command = Command::new(self.name);
        command.args(self.arguments).args(arguments).stdin(Stdio::null()).stdout(stdout).stderr(stderr);
        let mut child = command.spawn().map_err(Failure::CannotStart)?;
        let Some(status) = wait(&mut child).map_err(broke)? else {
            return Err(Failure::Broke(texts.get("cli-conformance-stopped", &[("seconds", TIME.as_secs().to_string().into())])));
        };
        let text = ended(status, messages, texts);
        // A program that crashed has said nothing, which is not the same as nothing to say.
        status.code().map(|code| End { code, text: text.clone() }).ok_or(Failure::Broke(text))
    }
}

/// The exit status and the last line on stderr.
fn ended(status: ExitStatus, messages: &Path, texts: &Texts) -> String {
    let messages = fs::read(messages).unwrap_or_default();
    let messages = String::from_utf8_lossy(&messages);
    let status = ("status", status.code().map_or_else(|| status.to_string(), |code| code.to_string()).into());
    match messages.lines().rev().find(|line| !line.trim().is_empty()) {
        Some(last) => texts.get("cli-conformance-ended-saying", &[status, ("last", last.into())]),
        None => texts.get("cli-conformance-ended", &[status]),
    }
}

/// Waits for the end; `None` when the time was up and the program was stopped.
fn wait(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > TIME {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(PAUSE);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::super::compare::compare;
    use super::super::vectors;
    use super::*;

    fn run(script: &str) -> Result<bool, String> {
        let texts = crate::words::texts(takst_explain::Lang::En);
        let vector = vectors::all().find(|vector| vector.id == "window/day-121").expect("a vector");
        let path = std::env::temp_dir().join(format!("takst-conformance-test-{}-{}", std::process::id(), script.len()));
        let folder = Folder { path, kept: false };
        let prepared = folder.write(&vector).expect("a writable directory");
        let arguments = ["-c".to_owned(), script.to_owned(), "sh".to_owned()];
        match prepared.run(&Program { name: "sh", arguments: &arguments }, &texts) {
            Ok(output) => Ok(compare(&vector, &output, &texts).differences.is_empty()),
            Err(Failure::Broke(why)) => Err(why),
            Err(Failure::CannotStart(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn a_program_is_given_its_files_and_its_output_is_read() {
        let answer = r#"folder=$(dirname "$1"); test -d "$folder/catalogue" && test "$3" = json && cat "$folder/expected.jsonl""#;
        assert_eq!(run(answer), Ok(true));
        assert_eq!(run("echo oh no >&2"), Ok(false));
    }

    #[test]
    fn a_program_that_is_killed_has_failed() {
        let why = run("echo going down >&2; kill -9 $$").expect_err("killed");
        assert!(why.contains("going down"), "{why}");
    }
}
