//! Errors of the operating system in words.

use crate::texts::Texts;
use std::io::{Error, ErrorKind};

/// Numbers of errors for which [`ErrorKind`] has no stable name: a failing device, and too many open files.
#[cfg(unix)]
const DEVICE: i32 = 5;
#[cfg(unix)]
const MANY_FILES: [i32; 2] = [23, 24];

impl Texts {
    /// Returns why the operating system refused to read or write a file, to stand after a colon.
    ///
    /// An error that a program made itself keeps its own words.
    ///
    /// ```
    /// use std::io::{Error, ErrorKind};
    /// use takst_explain::{Lang, Texts};
    /// let error = Error::from(ErrorKind::StorageFull);
    /// assert_eq!(Texts::new(Lang::Da).system(&error), "der er ikke mere plads på disken");
    /// assert_eq!(Texts::new(Lang::En).system(&Error::other("the columns differ")), "the columns differ");
    /// ```
    #[must_use]
    pub fn system(&self, error: &Error) -> String {
        match system_id(error) {
            Some(id) => self.get(id, &[]),
            None if error.get_ref().is_some() => error.to_string(),
            None => self.get("system-other", &[("text", error.to_string().into())]),
        }
    }
}

/// Returns the message for an error of the operating system; `None` where there is none, or a program made the error itself.
#[must_use]
pub fn system_id(error: &Error) -> Option<&'static str> {
    if let Some(id) = error.raw_os_error().and_then(by_number) {
        return Some(id);
    }
    // An error of a program, such as damaged content, says more than its kind.
    if error.get_ref().is_some() {
        return None;
    }
    Some(match error.kind() {
        ErrorKind::NotFound => "system-not-found",
        ErrorKind::PermissionDenied => "system-denied",
        ErrorKind::AlreadyExists => "system-exists",
        ErrorKind::IsADirectory => "system-is-folder",
        ErrorKind::NotADirectory => "system-not-folder",
        ErrorKind::DirectoryNotEmpty => "system-folder-not-empty",
        ErrorKind::StorageFull | ErrorKind::WriteZero => "system-full",
        ErrorKind::QuotaExceeded => "system-quota",
        ErrorKind::FileTooLarge => "system-too-large",
        ErrorKind::ReadOnlyFilesystem => "system-read-only",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "system-filename",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "system-busy",
        ErrorKind::BrokenPipe => "system-pipe",
        ErrorKind::UnexpectedEof => "system-ended",
        ErrorKind::InvalidData => "system-damaged",
        ErrorKind::TimedOut => "system-timeout",
        ErrorKind::OutOfMemory => "system-memory",
        ErrorKind::Interrupted => "system-stopped",
        ErrorKind::Unsupported | ErrorKind::NotSeekable => "system-unsupported",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown | ErrorKind::StaleNetworkFileHandle => "system-network",
        _ => return None,
    })
}

#[cfg(unix)]
fn by_number(number: i32) -> Option<&'static str> {
    match number {
        DEVICE => Some("system-device"),
        number if MANY_FILES.contains(&number) => Some("system-many-files"),
        _ => None,
    }
}

#[cfg(not(unix))]
fn by_number(_: i32) -> Option<&'static str> {
    None
}
