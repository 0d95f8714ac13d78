//! What became of the files of a control: read, copies of others, not readable, passed over.

use crate::words::{count, masked_name};
use takst_explain::Texts;
use takst_io::printable;

/// Names of files that are shown; of more, their number.
const SHOWN: usize = 10;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It was read.
    Read,
    /// It is the same as one that was read.
    Copy,
    /// It cannot be read.
    Unread,
}

/// What became of the files of a control.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperFiles {
    /// How many were read.
    pub read: u64,
    /// Names of those that are the same as one that was read.
    pub copies: Vec<String>,
    /// Names of those that cannot be read.
    pub unread: Vec<String>,
    /// Names of those in a folder that are no XML files.
    pub skipped: Vec<String>,
}

impl PaperFiles {
    pub(crate) fn add(&mut self, name: &str, taken: Taken) {
        match taken {
            Taken::Read => self.read += 1,
            Taken::Copy => self.copies.push(masked_name(name)),
            Taken::Unread => self.unread.push(masked_name(name)),
        }
    }

    /// Returns the sentence about all of them: `30 filer: 28 læst, 1 kunne ikke læses (MC-160.xml), 1 sprunget over (faktura-scan.pdf).`; `None`: there are
    /// no files.
    #[must_use]
    pub fn sentence(&self, texts: &Texts) -> Option<String> {
        let named = [("run-files-copies", &self.copies), ("run-files-unread", &self.unread), ("run-files-skipped", &self.skipped)];
        let all = self.read + named.iter().map(|(_, names)| names.len() as u64).sum::<u64>();
        if all == 0 {
            return None;
        }
        let mut parts = vec![texts.get("run-files-read", &[("files", count(self.read))])];
        for (id, names) in named.into_iter().filter(|(_, names)| !names.is_empty()) {
            parts.push(texts.get(id, &[("files", count(names.len() as u64)), ("names", shown(texts, names).into())]));
        }
        Some(texts.get("run-files", &[("files", count(all)), ("parts", parts.join(", ").into())]))
    }
}

/// Names, of many the first.
pub(crate) fn shown(texts: &Texts, names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| printable(&masked_name(name))).collect();
    if names.len() > SHOWN {
        shown.push(texts.get("run-files-more", &[("files", count((names.len() - SHOWN) as u64))]));
    }
    shown.join(", ")
}
