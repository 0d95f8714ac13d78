//! Ctrl-C: a command ends with a message and exit code 130, and what it has written by then says that it is cut off.
//!
//! The command looks at places of its own whether it is to end, so that it ends between two rows. Where it does not come to such a place in time,
//! because it waits for input or for a ledger, the thread of the signal ends it.

use crate::words::texts;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use takst_explain::{Lang, Texts};

/// The exit code of a command that was interrupted.
pub(crate) const INTERRUPTED: u8 = 130;
/// How long a command has to come to a place where it looks.
const TIME: Duration = Duration::from_secs(1);

static IS_ASKED: AtomicBool = AtomicBool::new(false);
static HAS_ENDED: AtomicBool = AtomicBool::new(false);
static WRITTEN: Mutex<Written> = Mutex::new(Written { reports: Vec::new(), has_rows: false });

/// Output that is not complete yet.
struct Written {
    /// Reports that are being written.
    reports: Vec<PathBuf>,
    /// Whether rows or lines were begun on stdout.
    has_rows: bool,
}

fn written() -> MutexGuard<'static, Written> {
    WRITTEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C ends the command. Only a program calls this: a library leaves signals to the program it is part of.
pub(crate) fn watch(lang: Lang) {
    // A system without signals has no Ctrl-C to handle.
    let _ = ctrlc::set_handler(move || {
        if IS_ASKED.swap(true, Ordering::SeqCst) {
            return;
        }
        thread::spawn(move || {
            thread::sleep(TIME);
            std::process::exit(i32::from(end(lang)));
        });
    });
}

/// Whether the command is to end.
pub(crate) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}

/// An error where the command is to end.
///
/// # Errors
/// Ctrl-C was pressed.
pub(crate) fn check() -> io::Result<()> {
    // Not `Interrupted`: writers try again after that.
    if is_asked() { Err(io::Error::other("interrupted")) } else { Ok(()) }
}

/// A report is being written: where the command is interrupted, its last row says so.
pub(crate) fn report_begun(path: PathBuf) {
    written().reports.push(path);
}

/// All reports are whole.
pub(crate) fn reports_ended() {
    written().reports.clear();
}

/// Rows are written to stdout one by one: where the command is interrupted, a last line says so.
pub(crate) fn rows_begun() {
    written().has_rows = true;
}

/// All rows are written.
pub(crate) fn rows_ended() {
    written().has_rows = false;
}

/// Says that the command was interrupted, also in what it has written, and gives the exit code.
pub(crate) fn end(lang: Lang) -> u8 {
    if HAS_ENDED.swap(true, Ordering::SeqCst) {
        return INTERRUPTED;
    }
    let texts = texts(lang);
    let written = std::mem::replace(&mut *written(), Written { reports: Vec::new(), has_rows: false });
    for path in written.reports {
        // The message says so in any case.
        let _ = end_report(&path, &texts);
    }
    // On a terminal the message stands below the rows.
    if written.has_rows && !io::stdout().is_terminal() {
        let _ = end_rows(&texts);
    }
    crate::say::aside(&format!("\n{}\n", texts.get("cli-interrupted", &[])));
    INTERRUPTED
}

/// The last row of a report that is cut off: an error without a place.
fn end_report(path: &PathBuf, texts: &Texts) -> io::Result<()> {
    let mut to = OpenOptions::new().append(true).open(path)?;
    let sentence = texts.get("cli-interrupted-report", &[]);
    // What stood in the memory of the command may have ended within a row.
    to.write_all(format!("\nerror,,,,,,\"{sentence}\"\n").as_bytes())
}

/// The last line of rows that are cut off: no reader of CSV or JSON takes it for a row.
#[cfg(unix)]
fn end_rows(texts: &Texts) -> io::Result<()> {
    use std::os::fd::AsFd;
    // Not through the lock of stdout: the command holds it.
    let mut to = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    to.write_all(format!("\n{}\n", texts.get("cli-interrupted-rows", &[])).as_bytes())
}

#[cfg(windows)]
fn end_rows(texts: &Texts) -> io::Result<()> {
    use std::os::windows::io::AsHandle;
    let mut to = File::from(io::stdout().as_handle().try_clone_to_owned()?);
    to.write_all(format!("\n{}\n", texts.get("cli-interrupted-rows", &[])).as_bytes())
}
