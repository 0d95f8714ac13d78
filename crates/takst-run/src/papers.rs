//! Lists of papers, read. One that cannot be read stops no other.

use crate::failure::Failure;
use crate::unread::not_read;
use std::fs::File;
use std::path::Path;
use takst::document::control::received::Paper;
use takst_explain::Texts;
use takst_io::{PAPER_COLUMNS, PaperExpected, PaperFault, Papers, PapersError, RowsError, printable, read_papers};

/// The papers of all lists.
#[derive(Debug, Default)]
pub struct PaperLists {
    /// Papers, each with the SHA-256 of its list.
    pub papers: Vec<([u8; 32], Paper)>,
    /// Why lists could not be read, in words.
    pub unread: Vec<String>,
}

impl PaperLists {
    /// Reads files. A file that is given twice is read once.
    ///
    /// # Errors
    /// None of them can be read.
    pub fn read(files: &[impl AsRef<Path>], texts: &Texts) -> Result<PaperLists, Failure> {
        let mut lists = PaperLists::default();
        for file in files {
            let file = file.as_ref();
            lists.add(&file.display().to_string(), open(file), texts);
        }
        lists.some()
    }

    /// Adds a list that was read, or why it was not.
    pub fn add(&mut self, name: &str, list: Result<Papers, PapersError>, texts: &Texts) {
        match list {
            Ok(list) if self.hashes().contains(&list.sha256) => {}
            Ok(list) => self.papers.extend(list.papers.into_iter().map(|paper| (list.sha256, paper))),
            Err(error) => self.unread.extend(lines(texts, name, &error)),
        }
    }

    /// Returns the lists where any could be read.
    ///
    /// # Errors
    /// None could.
    pub fn some(self) -> Result<PaperLists, Failure> {
        if self.papers.is_empty() { Err(Failure::Unread(self.unread)) } else { Ok(self) }
    }

    /// Returns the SHA-256 of each list.
    #[must_use]
    pub fn hashes(&self) -> Vec<[u8; 32]> {
        let mut hashes: Vec<[u8; 32]> = self.papers.iter().map(|(hash, _)| *hash).collect();
        hashes.dedup();
        hashes
    }
}

fn open(file: &Path) -> Result<Papers, PapersError> {
    let opened = File::open(file).map_err(RowsError::from)?;
    if opened.metadata().is_ok_and(|facts| facts.is_dir()) {
        return Err(RowsError::from(std::io::Error::from(std::io::ErrorKind::IsADirectory)).into());
    }
    read_papers(opened)
}

fn lines(texts: &Texts, name: &str, error: &PapersError) -> Vec<String> {
    match error {
        PapersError::Rows(error) => vec![not_read(texts, name, error, PAPER_COLUMNS)],
        PapersError::Faults(faults) => faults.iter().map(|fault| of_cell(texts, name, fault)).collect(),
        // Errors may grow; a new one is said in English until there is a text.
        other => vec![format!("{name}: {other}")],
    }
}

fn of_cell(texts: &Texts, file: &str, fault: &PaperFault) -> String {
    let expected = match fault.expected {
        PaperExpected::Present => texts.get("run-verify-present", &[]),
        PaperExpected::Day => texts.get("run-verify-day", &[]),
        PaperExpected::ThisDay(day) => texts.get("run-verify-this-day", &[("day", day.to_string().into())]),
        PaperExpected::LaterDay => texts.get("run-verify-later-day", &[]),
        PaperExpected::Number(decimals) => texts.get("run-verify-number", &[("decimals", decimals.to_string().into())]),
        PaperExpected::Word(words) => texts.get("run-verify-word", &[("words", words.join(", ").into())]),
        PaperExpected::Municipality => texts.get("run-verify-municipality", &[]),
    };
    let args = [
        ("file", file.into()),
        ("row", fault.row.to_string().into()),
        ("column", fault.column.into()),
        ("value", printable(&fault.value).into()),
        ("expected", expected.into()),
    ];
    texts.get("run-verify-cell", &args)
}
