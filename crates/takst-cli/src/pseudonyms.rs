//! `takst pseudonyms`: keys by which CPR numbers become pseudonyms.

use crate::say::{Ended, Failure, aside};
use crate::words::texts;
use clap::{Args, Subcommand};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use takst_explain::Lang;
use takst_io::Pseudonyms;

#[derive(Debug, Args)]
pub(crate) struct PseudonymsArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a new key to a file that does not exist; anyone who has it can find out whom a pseudonym belongs to
    New {
        /// The file
        #[arg(value_name = "KEYFILE")]
        file: PathBuf,
    },
}

pub(crate) fn run(args: &PseudonymsArgs, lang: Lang) -> Result<Ended, Failure> {
    let Command::New { file } = &args.command;
    write_key(file).map_err(|error| Failure::report(file, error))?;
    aside(&format!("{}\n", texts(lang).get("cli-key-made", &[("file", takst_run::file_name(file).into())])));
    Ok(Ended::AllPriced)
}

/// Writes a new key to a file that only its owner can read. An existing file is never overwritten: its key is needed for the pseudonyms made with it.
fn write_key(file: &Path) -> io::Result<()> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    let mut made = create(file)?;
    made.write_all(Pseudonyms::new(key).to_file().as_bytes())?;
    made.sync_all()
}

#[cfg(unix)]
fn create(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

#[cfg(not(unix))]
fn create(file: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(file)
}
