//! A folder of documents, a file each.

use crate::say::Failure;
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use takst_run::write_whole;

/// The folder that files are written to.
pub(super) struct Folder {
    path: PathBuf,
    /// Names written so far, in lower case: some disks take two cases for one name.
    written: HashSet<String>,
}

impl Folder {
    /// Makes the folder where it is missing.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn open(path: &Path) -> Result<Folder, Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::report(path, error))?;
        Ok(Folder { path: path.to_owned(), written: HashSet::new() })
    }

    /// Writes a file. One of the name is replaced.
    ///
    /// # Errors
    /// It cannot be written, or another file of this run has the name.
    pub(super) fn write(&mut self, number: &str, ending: &str, bytes: &[u8]) -> Result<(), Failure> {
        let name = format!("{}.{ending}", file_name(number));
        let path = self.path.join(&name);
        if !self.written.insert(name.to_lowercase()) {
            return Err(Failure::report(&path, std::io::ErrorKind::AlreadyExists.into()));
        }
        write_whole(&path, |to| to.write_all(bytes)).map_err(|error| Failure::report(&path, error))
    }
}

/// A number as the name of a file: what a disk may refuse is written as `%` and its bytes.
fn file_name(number: &str) -> String {
    let mut name = String::new();
    for (place, c) in number.char_indices() {
        let is_plain = c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') || (c == '.' && place > 0);
        if is_plain {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| name.push_str(&format!("%{byte:02X}")));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_names_of_files_one_by_one() {
        let names = ["M-12", "A-2024/1", "../x", "A%2F1", "Ø 7", ".."].map(file_name);
        assert_eq!(names, ["M-12", "A-2024%2F1", "%2E.%2Fx", "A%252F1", "Ø 7", "%2E."]);
    }
}
