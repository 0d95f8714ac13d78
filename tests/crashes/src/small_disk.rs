//! A disk that is soon full: a file system in memory, which only root can mount.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A folder on a disk of its own; unmounted when it is dropped.
#[derive(Debug)]
pub struct SmallDisk {
    dir: TempDir,
}

impl SmallDisk {
    /// Mounts a disk of so many kilobytes.
    ///
    /// # Errors
    /// Why that is not possible here.
    pub fn mount(kilobytes: usize) -> Result<SmallDisk, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(dir.path()).output();
        match mounted {
            Ok(output) if output.status.success() => Ok(SmallDisk { dir }),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Err(format!("mount: {error}")),
        }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Fills the disk up to so many bytes.
    ///
    /// # Errors
    /// The disk fails otherwise than by being full.
    pub fn leave(&self, bytes: u64) -> io::Result<()> {
        let path = self.path().join("ballast");
        let mut file = File::create(&path)?;
        let mut length = 0;
        loop {
            match file.write(&[0; 4096]) {
                Ok(0) => break,
                Ok(written) => length += written as u64,
                Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                Err(error) => return Err(error),
            }
        }
        file.set_len(length.saturating_sub(bytes))
    }

    /// Makes space again.
    ///
    /// # Errors
    /// The disk fails.
    pub fn make_space(&self) -> io::Result<()> {
        std::fs::remove_file(self.path().join("ballast"))
    }

    /// Lets the disk only be read, or written again.
    ///
    /// # Errors
    /// Why that is not possible.
    pub fn let_write(&self, may_write: bool) -> Result<(), String> {
        let options = if may_write { "remount,rw" } else { "remount,ro" };
        match Command::new("mount").args(["-o", options]).arg(self.path()).output() {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Err(format!("mount: {error}")),
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // A mount that stays is noticed when the folder cannot be removed; a test has nothing better to do about it.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// Says that a test did not run, past what the test runner keeps back.
pub fn say_not_run(test: &str, why: &str) {
    let _ = writeln!(io::stderr().lock(), "not run: {test}: {why}");
}
