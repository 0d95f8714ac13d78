//! Lists of papers, read. One that cannot be read stops no other.

use crate::documents::unread::not_read;
use crate::say::{Failure, aside};
use std::fs::File;
use std::path::{Path, PathBuf};
use takst::document::control::received::Paper;
use takst_explain::Texts;
use takst_io::{PAPER_COLUMNS, PaperExpected, PaperFault, PapersError, RowsError, printable, read_papers};

/// The papers of all files.
pub(super) struct Lists {
    /// Papers, each with the SHA-256 of its file.
    pub(super) papers: Vec<([u8; 32], Paper)>,
    /// Whether a file could not be read.
    pub(super) has_unread: bool,
}

impl Lists {
    /// Reads files. A file that is given twice is read once.
    ///
    /// # Errors
    /// None of them can be read.
    pub(super) fn read(files: &[PathBuf], texts: &Texts) -> Result<Lists, Failure> {
        let mut lists = Lists { papers: Vec::new(), has_unread: false };
        let mut unread = Vec::new();
        for file in files {
            match open(file) {
                Ok(list) if lists.hashes().contains(&list.sha256) => {}
                Ok(list) => lists.papers.extend(list.papers.into_iter().map(|paper| (list.sha256, paper))),
                Err(error) => unread.extend(lines(texts, file, &error)),
            }
        }
        lists.has_unread = !unread.is_empty();
        if lists.papers.is_empty() {
            return Err(Failure::Lines(unread));
        }
        unread.iter().for_each(|line| aside(&format!("{line}\n")));
        Ok(lists)
    }

    /// SHA-256 of each file.
    pub(super) fn hashes(&self) -> Vec<[u8; 32]> {
        let mut hashes: Vec<[u8; 32]> = self.papers.iter().map(|(hash, _)| *hash).collect();
        hashes.dedup();
        hashes
    }
}

fn open(file: &Path) -> Result<takst_io::Papers, PapersError> {
    let opened = File::open(file).map_err(RowsError::from)?;
    if opened.metadata().is_ok_and(|facts| facts.is_dir()) {
        return Err(RowsError::from(std::io::Error::from(std::io::ErrorKind::IsADirectory)).into());
    }
    read_papers(opened)
}

fn lines(texts: &Texts, file: &Path, error: &PapersError) -> Vec<String> {
    let name = file.display().to_string();
    match error {
        PapersError::Rows(error) => vec![not_read(texts, &name, error, PAPER_COLUMNS)],
        PapersError::Faults(faults) => faults.iter().map(|fault| of_cell(texts, &name, fault)).collect(),
        // Errors may grow; a new one is said in English until there is a text.
        other => vec![format!("{name}: {other}")],
    }
}

fn of_cell(texts: &Texts, file: &str, fault: &PaperFault) -> String {
    let expected = match fault.expected {
        PaperExpected::Present => texts.get("cli-verify-present", &[]),
        PaperExpected::Day => texts.get("cli-verify-day", &[]),
        PaperExpected::ThisDay(day) => texts.get("cli-verify-this-day", &[("day", day.to_string().into())]),
        PaperExpected::LaterDay => texts.get("cli-verify-later-day", &[]),
        PaperExpected::Number(decimals) => texts.get("cli-verify-number", &[("decimals", decimals.to_string().into())]),
        PaperExpected::Word(words) => texts.get("cli-verify-word", &[("words", words.join(", ").into())]),
        PaperExpected::Municipality => texts.get("cli-verify-municipality", &[]),
    };
    let args = [
        ("file", file.into()),
        ("row", fault.row.to_string().into()),
        ("column", fault.column.into()),
        ("value", printable(&fault.value).into()),
        ("expected", expected.into()),
    ];
    texts.get("cli-verify-cell", &args)
}
