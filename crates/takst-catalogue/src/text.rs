//! Lines and columns of a file, and its parsed tables.

use std::ops::Range;
use toml::de::{DeTable, Error};

/// One file of a catalogue or policy: name, text, parsed tables.
pub(crate) struct TextFile<'t> {
    pub(crate) name: &'t str,
    pub(crate) text: &'t str,
    /// What could be read; complete when `faults` is empty.
    pub(crate) root: toml::Spanned<DeTable<'t>>,
    /// Faults of the TOML itself, all of them.
    pub(crate) faults: Vec<Error>,
    line_starts: Vec<usize>,
}

/// Line and column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<'t> TextFile<'t> {
    pub(crate) fn parse(name: &'t str, text: &'t str) -> TextFile<'t> {
        let (root, faults) = DeTable::parse_recoverable(text);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        TextFile { name, text, root, faults, line_starts }
    }

    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        Position { line: line.max(1), column: before.chars().count() + 1 }
    }

    /// The words of the file at `span`, cut to one line of moderate length.
    pub(crate) fn written(&self, span: &Range<usize>) -> String {
        let words = self.text.get(span.clone()).unwrap_or("");
        let first = words.lines().next().unwrap_or("").trim_end();
        if first.chars().count() > 60 || first.len() < words.trim_end().len() {
            let cut: String = first.chars().take(60).collect();
            format!("{cut}…")
        } else {
            first.to_owned()
        }
    }
}
