//! Files that are whole or as they were before: written beside, then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file. One of the name is replaced; what is no file, such as `/dev/null` or a pipe, is written to.
///
/// # Errors
/// It cannot be written; then no part of it stays.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    if path.metadata().is_ok_and(|facts| !facts.is_file()) {
        let mut to = BufWriter::new(File::options().write(true).open(path)?);
        return write(&mut to).and_then(|()| to.flush());
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_stays_what_it_is() {
        use std::os::unix::fs::FileTypeExt;
        write_whole(Path::new("/dev/null"), |to| to.write_all(b"nothing")).expect("it takes all");
        assert!(fs::metadata("/dev/null").expect("it is there").file_type().is_char_device());
        assert!(write_whole(Path::new("/dev/full"), |to| to.write_all(b"too much")).is_err());
    }

    #[test]
    fn a_file_is_replaced_and_stays_where_writing_fails() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("page.html");
        write_whole(&path, |to| to.write_all(b"first")).expect("it is written");
        assert!(write_whole(&path, |to| to.write_all(b"half").and(Err(io::Error::other("full")))).is_err());
        assert_eq!(fs::read(&path).expect("the file"), b"first");
        assert_eq!(fs::read_dir(dir.path()).expect("the folder").count(), 1);
    }
}
