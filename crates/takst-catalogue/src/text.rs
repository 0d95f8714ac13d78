//! Lines and columns of a file, and its parsed tables.

use std::ops::Range;
use toml::de::{DeTable, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Most levels of a file: parts of a header and of a key, brackets and braces, each within the others. The formats have fewer. More are refused before
/// the parser sees them, which needs more stack with each level.
pub(crate) const MOST_LEVELS: usize = 16;

/// One file of a catalogue or policy: name, text, parsed tables.
pub(crate) struct TextFile<'t> {
    pub(crate) name: &'t str,
    pub(crate) text: &'t str,
    /// What could be read; complete when `faults` is empty.
    pub(crate) root: toml::Spanned<DeTable<'t>>,
    /// Faults of the TOML itself, all of them.
    pub(crate) faults: Vec<Error>,
    /// Where the file is too deep: then nothing of it was read.
    pub(crate) too_deep: Option<usize>,
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
        let too_deep = too_deep(text);
        let (root, faults) = DeTable::parse_recoverable(if too_deep.is_some() { "" } else { text });
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        TextFile { name, text, root, faults, too_deep, line_starts }
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

/// Where a text goes deeper than [`MOST_LEVELS`], by the tokens that the parser reads too.
fn too_deep(text: &str) -> Option<usize> {
    // Parts of the last header; levels around each open bracket; parts of the key that is being read.
    let (mut header, mut around, mut key) = (0, Vec::new(), 1);
    let (mut is_new_line, mut in_header) = (true, false);
    for token in Source::new(text).lex() {
        let is_header = is_new_line && around.is_empty() && token.kind() == TokenKind::LeftSquareBracket;
        match token.kind() {
            TokenKind::Newline => {
                if around.is_empty() {
                    key = 1;
                }
                is_new_line = true;
                continue;
            }
            TokenKind::Whitespace | TokenKind::Comment => continue,
            TokenKind::Dot => key += 1,
            TokenKind::Comma => key = 1,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                if is_header {
                    (header, in_header) = (0, true);
                }
                around.push(key);
                key = 1;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                if in_header {
                    (header, in_header) = (key, false);
                }
                key = around.pop().unwrap_or(1);
            }
            _ => {}
        }
        is_new_line = false;
        if header + around.iter().sum::<usize>() + key > MOST_LEVELS {
            return Some(token.span().start());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_as_the_parser_nests_them() {
        let most = MOST_LEVELS;
        let dotted = |parts: usize| vec!["a"; parts].join(".");
        let nested = |open: &str, inner: &str, close: &str, times: usize| format!("{}{inner}{}", open.repeat(times), close.repeat(times));
        for (levels, is_too_deep) in [(1, false), (most - 2, false), (most + 1, true), (10_000, true)] {
            for text in [
                format!("{} = 1\n", dotted(levels)),
                format!("x = {}\n", nested("[", "1", "]", levels)),
                format!("x = {}\n", nested("{ a = ", "1", " }", levels)),
                format!("x = {}\n", nested("[{ a = ", "1", " }]", levels.div_ceil(2))),
                format!("x = {}", "[".repeat(levels)),
                format!("[{}]\n", dotted(levels)),
                format!("[a]\nb = 1\n[{}]\n", dotted(levels)),
            ] {
                assert_eq!(too_deep(&text).is_some(), is_too_deep, "{levels}: {}", &text[..text.len().min(60)]);
            }
        }
        // A header, a key and brackets add up.
        let half = most / 2;
        assert!(too_deep(&format!("[{}]\n{} = 1\n", dotted(half), dotted(half + 1))).is_some());
        assert!(too_deep(&format!("[[{}]]\nx = {}\n", dotted(half), nested("[", "", "]", half))).is_some());
        assert!(too_deep(&format!("{} = {{ {} = [1] }}\n", dotted(half), dotted(half))).is_some());
    }

    #[test]
    fn brackets_within_strings_and_comments_and_those_that_were_closed_are_no_levels() {
        let many = "[".repeat(100);
        for text in [
            format!("a = \"{many}\"\n"),
            format!("a = '{many}'\n"),
            format!("a = \"\"\"{many}\n{many}\"\"\"\n"),
            format!("# {many}\n"),
            "[[a]]\nb = [1.5, 2.5, {c = [1]}]\n".repeat(100),
            format!("a = [{}]\n", "[1], ".repeat(100)),
            format!("a = [\n{}]\n", "1.25,\n".repeat(100)),
        ] {
            assert_eq!(too_deep(&text), None, "{}", &text[..text.len().min(60)]);
        }
    }
}
