//! The list of mutants. What a mutant is stays the business of cargo-mutants: its list is read here.

use crate::command::Run;
use crate::project::Project;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;

/// The packages whose mutants are listed.
pub const PACKAGES: [&str; 2] = ["takst", "takst-ledger"];

/// A small change of a source: the text at `span` is replaced.
#[derive(Deserialize, Clone)]
pub struct Mutant {
    pub package: String,
    pub file: String,
    /// File, line, column and what is changed there, as cargo-mutants writes it.
    pub name: String,
    pub genre: Genre,
    pub replacement: String,
    pub span: Span,
}

#[derive(Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

#[derive(Deserialize, Clone, Copy)]
pub struct Span {
    pub start: Position,
    pub end: Position,
}

/// Line and column from 1 on; columns are characters.
#[derive(Deserialize, Clone, Copy)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Span {
    /// Its bytes in the text of the file.
    pub fn bytes(&self, text: &str) -> Range<usize> {
        self.start.byte(text)..self.end.byte(text)
    }
}

impl Position {
    fn byte(&self, text: &str) -> usize {
        let lines = text.split_inclusive('\n');
        let before: usize = lines.clone().take(self.line - 1).map(str::len).sum();
        let line = lines.clone().nth(self.line - 1).unwrap_or_default();
        before + line.char_indices().nth(self.column - 1).map_or(line.len(), |(byte, _)| byte)
    }
}

impl Mutant {
    /// The source with this mutant in it and nothing else changed.
    pub fn applied(&self, text: &str) -> String {
        let span = self.span.bytes(text);
        format!("{}{}{}", &text[..span.start], self.replacement, &text[span.end..])
    }

    /// The folder of its source, for the table: `crates/takst/src/passes`.
    pub fn folder(&self) -> &str {
        let parts = if self.file.starts_with("crates/takst/src/") { 4 } else { 3 };
        self.file.match_indices('/').nth(parts - 1).map_or(&self.file, |(at, _)| &self.file[..at])
    }
}

/// All mutants of the packages.
pub fn all(project: &Project) -> Result<Vec<Mutant>, String> {
    let run = PACKAGES.iter().fold(Run::new("cargo", ["mutants", "--list", "--json"]), |run, package| run.with("--package").with(package));
    serde_json::from_str(&run.at(&project.root).capture()?).map_err(|error| format!("the list of cargo-mutants: {error}"))
}

/// The names of mutants in files that match one of the globs.
pub fn names(project: &Project, globs: &[String]) -> Result<BTreeSet<String>, String> {
    let run = PACKAGES.iter().fold(Run::new("cargo", ["mutants", "--list"]), |run, package| run.with("--package").with(package));
    let run = globs.iter().fold(run, |run, glob| run.with("--file").with(glob));
    Ok(run.at(&project.root).capture()?.lines().map(str::to_owned).collect())
}
