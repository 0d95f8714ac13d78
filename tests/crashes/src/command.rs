//! The command as a process.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The word after which the programs of this crate are the command `takst`: what is killed is then what cargo has just built.
pub const AS_TAKST: &str = "as-takst";

/// If the program was called as the command, runs it and returns its exit code.
#[must_use]
pub fn as_takst() -> Option<u8> {
    let mut words = std::env::args_os().skip(1);
    (words.next().as_deref() == Some(OsStr::new(AS_TAKST))).then(|| takst_cli::run([OsString::from("takst")].into_iter().chain(words)))
}

/// The user without rights, on every Linux.
const NOBODY: u32 = 65_534;

/// A program that is the command after the word [`AS_TAKST`].
#[derive(Debug, Clone)]
pub struct Takst {
    program: PathBuf,
    /// Whether root starts it as a user who may do nothing special.
    is_nobody: bool,
}

/// How a command ended that nobody killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Its exit code; `None`: a signal ended it.
    pub code: Option<i32>,
    /// What it wrote as data.
    pub stdout: String,
    /// What it said.
    pub stderr: String,
}

impl Takst {
    /// The command in a program of this crate.
    #[must_use]
    pub fn of(program: impl AsRef<Path>) -> Takst {
        Takst { program: program.as_ref().to_owned(), is_nobody: false }
    }

    /// The same program for a user whom permissions of files bind, which root is not.
    #[must_use]
    pub fn as_nobody(&self) -> Takst {
        Takst { is_nobody: std::fs::metadata("/proc/self").is_ok_and(|facts| facts.uid() == 0), ..self.clone() }
    }

    fn command(&self, dir: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(AS_TAKST).args(words).current_dir(dir).env_clear().env("USER", "test").stdin(Stdio::null());
        if self.is_nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// Starts the command in a folder; nobody listens to it.
    ///
    /// # Panics
    /// The program cannot be started.
    #[must_use]
    pub fn start(&self, dir: &Path, words: &[&str]) -> Child {
        self.command(dir, words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// Tells whether the program can be started at all: a user without rights may not reach it.
    #[must_use]
    pub fn can_be_started(&self) -> bool {
        self.command(Path::new("/"), &["--version"]).output().is_ok_and(|output| output.status.success())
    }

    /// Runs the command in Danish.
    ///
    /// # Panics
    /// As [`run`](Takst::run).
    #[must_use]
    pub fn run_in_danish(&self, dir: &Path, words: &[&str]) -> Ended {
        self.run(dir, &[&["--lang", "da"], words].concat())
    }

    /// Runs the command in a folder to its end.
    ///
    /// # Panics
    /// The program cannot be started, or writes something else than UTF-8.
    #[must_use]
    pub fn run(&self, dir: &Path, words: &[&str]) -> Ended {
        let output = self.command(dir, words).output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}
