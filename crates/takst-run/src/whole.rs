//! Files that are whole or as they were before: written beside, then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

/// Writes a file. One of the name is replaced.
///
/// # Errors
/// It cannot be written; then no part of it stays.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = File::create(&beside).and_then(|file| {
        let mut to = BufWriter::new(file);
        write(&mut to)?;
        to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    });
    let written = written.and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // That half a file cannot be removed changes nothing about the error.
        let _ = fs::remove_file(&beside);
    }
    written
}
