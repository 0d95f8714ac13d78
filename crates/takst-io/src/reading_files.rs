//! How case files are to be read, where the map and the key are files.

use crate::form::DateOrder;
use crate::map::{CaseMap, MapProblem};
use crate::pseudonyms::{KeyError, Pseudonyms};
use crate::reader::Reading;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How case files are to be read, as a caller says it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadingFiles<'a> {
    /// The sheet of a workbook; `None`: the one with a heading that fits.
    pub sheet: Option<&'a str>,
    /// The order of dates; `None`: that of the map, else only YYYY-MM-DD is read.
    pub dates: Option<DateOrder>,
    /// A map of columns, a TOML file.
    pub map: Option<&'a Path>,
    /// The key by which CPR numbers of citizens become pseudonyms.
    pub pseudonyms: Option<&'a Path>,
}

/// A map or a key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// The file cannot be read.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is no map of columns.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Map(Vec<MapProblem>),
    /// It is no key of pseudonyms.
    #[error("{}: {error}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// What a key is.
        error: KeyError,
    },
}

impl ReadingFiles<'_> {
    /// Reads the map and the key.
    ///
    /// # Errors
    /// One of them cannot be read, or is none.
    pub fn read(&self) -> Result<Reading, ReadingError> {
        let map = self.map.map(|path| CaseMap::of_bytes(&path.display().to_string(), &bytes(path)?).map_err(ReadingError::Map));
        // What is no text is no key.
        let key = |path: &Path| {
            let text = bytes(path)?;
            Pseudonyms::parse(&String::from_utf8_lossy(&text)).map_err(|error| ReadingError::Key { path: path.to_owned(), error })
        };
        let pseudonyms = self.pseudonyms.map(key).transpose()?;
        Ok(Reading { sheet: self.sheet.map(str::to_owned), dates: self.dates, map: map.transpose()?, pseudonyms })
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, ReadingError> {
    fs::read(path).map_err(|error| ReadingError::Io { path: path.to_owned(), error })
}
