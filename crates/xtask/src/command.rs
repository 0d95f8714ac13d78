//! Other programs, run so that their output is seen while it comes.

use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

thread_local! {
    /// What lines of this thread begin with.
    static LABEL: Cell<&'static str> = const { Cell::new("") };
}

/// Begins each line that this thread prints with a name: two stages run at once, and their lines are mixed.
pub fn label(name: &'static str) {
    LABEL.set(name);
}

/// Prints a line.
pub fn say(line: impl Display) {
    match LABEL.get() {
        "" => println!("{line}"),
        label => println!("[{label}] {line}"),
    }
}

/// A program with its arguments.
#[derive(Clone)]
pub struct Run {
    program: OsString,
    arguments: Vec<OsString>,
    settings: Vec<(OsString, OsString)>,
    folder: Option<PathBuf>,
    shown: Option<String>,
}

/// How a program ended.
pub struct Ended {
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub output: String,
}

impl Run {
    pub fn new<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: impl IntoIterator<Item = A>) -> Run {
        let arguments = arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect();
        Run { program: program.as_ref().to_owned(), arguments, settings: Vec::new(), folder: None, shown: None }
    }

    pub fn with(mut self, argument: impl AsRef<OsStr>) -> Run {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    pub fn set(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.settings.push((name.into(), value.as_ref().to_owned()));
        self
    }

    pub fn at(mut self, folder: &Path) -> Run {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Shown instead of the command, where that holds more than a reader wants to see.
    pub fn shown_as(mut self, text: &str) -> Run {
        self.shown = Some(text.to_owned());
        self
    }

    /// The command as a person would type it.
    pub fn text(&self) -> String {
        if let Some(shown) = &self.shown {
            return shown.clone();
        }
        let words = self.settings.iter().map(|(name, value)| format!("{}={}", name.display(), quoted(value)));
        words.chain(std::iter::once(&self.program).chain(&self.arguments).map(|word| quoted(word))).collect::<Vec<_>>().join(" ")
    }

    /// Runs it; its standard output is passed on line by line and kept, its standard error passes by.
    pub fn stream(&self) -> Result<Ended, String> {
        say(format_args!("$ {}", self.text()));
        let mut child = self.command().stdout(Stdio::piped()).spawn().map_err(|error| self.failed(&error))?;
        let mut output = String::new();
        if let Some(pipe) = child.stdout.take() {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            while pipe.read_until(b'\n', &mut line).map_err(|error| self.failed(&error))? > 0 {
                let text = String::from_utf8_lossy(&line);
                say(text.trim_end_matches('\n'));
                output.push_str(&text);
                line.clear();
            }
        }
        std::io::stdout().flush().map_err(|error| self.failed(&error))?;
        let status = child.wait().map_err(|error| self.failed(&error))?;
        Ok(Ended { code: status.code(), output })
    }

    /// Runs it in silence, standard error into a file, and waits.
    pub fn log_to(&self, log: &Path) -> Result<Option<i32>, String> {
        let log = std::fs::File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
        let status = self.command().stdout(Stdio::null()).stderr(log).status().map_err(|error| self.failed(&error))?;
        Ok(status.code())
    }

    /// Runs it in silence; its standard output is kept, its standard error passes by.
    pub fn quiet(&self) -> Result<Ended, String> {
        let output = self.command().stderr(Stdio::inherit()).output().map_err(|error| self.failed(&error))?;
        Ok(Ended { code: output.status.code(), output: String::from_utf8_lossy(&output.stdout).into_owned() })
    }

    /// Runs it in silence and gives its standard output; an exit code other than 0 is an error.
    pub fn capture(&self) -> Result<String, String> {
        match self.quiet()? {
            Ended { code: Some(0), output } => Ok(output.trim_end().to_owned()),
            Ended { code, .. } => Err(format!("`{}` ended with {code:?}", self.text())),
        }
    }

    /// Whether it can be run and ends with 0; nothing is shown.
    pub fn succeeds(&self) -> bool {
        self.command().stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).envs(self.settings.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    fn failed(&self, error: &std::io::Error) -> String {
        format!("`{}`: {error}", self.text())
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_=./,:+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_it_would_be_typed() {
        let run = Run::new("cargo", ["doc", "--no-deps"]).set("RUSTDOCFLAGS", "-D warnings").with("it's");
        assert_eq!(run.text(), r"RUSTDOCFLAGS='-D warnings' cargo doc --no-deps 'it'\''s'");
    }

    #[test]
    fn the_exit_code_and_the_output_come_back() {
        let ended = Run::new("sh", ["-c", "echo one; echo two; exit 3"]).stream().unwrap();
        assert_eq!((ended.code, ended.output.as_str()), (Some(3), "one\ntwo\n"));
        assert!(Run::new("sh", ["-c", "exit 3"]).capture().is_err());
        assert!(Run::new("no-such-program-here", [""; 0]).stream().is_err());
    }
}
