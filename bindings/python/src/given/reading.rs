//! How case files are to be read, as Python says it.

use crate::convert::in_python;
use crate::error::unusable;
use crate::given::texts::texts;
use crate::shared::unread;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;
use takst_explain::Lang;
use takst_io::{DateOrder, Reading, ReadingError, ReadingFiles};

/// The options of a call.
#[derive(Debug, Default)]
pub struct AskedReading {
    pub sheet: Option<String>,
    pub map: Option<PathBuf>,
    pub dates: Option<String>,
    pub pseudonyms: Option<PathBuf>,
}

impl AskedReading {
    /// Reads the map and the key.
    pub fn read(&self, py: Python<'_>, lang: Lang) -> PyResult<Reading> {
        let wrong = |word: &str| {
            let words = DateOrder::WORDS.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>();
            PyValueError::new_err(format!("dates: {word:?} is not one of {}", words.join(", ")))
        };
        let dates = self.dates.as_deref().map(|word| DateOrder::from_word(word).ok_or_else(|| wrong(word))).transpose()?;
        let files = ReadingFiles { sheet: self.sheet.as_deref(), dates, map: self.map.as_deref(), pseudonyms: self.pseudonyms.as_deref() };
        files.read().map_err(|error| match error {
            ReadingError::Io { path, error } => unread(py, &path, &error),
            error => unusable(py, &takst_run::reading_error(texts(lang), &error).iter().map(|line| in_python(line)).collect::<Vec<_>>()),
        })
    }
}
