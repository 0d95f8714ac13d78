//! The list of vectors that `takst conformance` carries in its program file.

use super::{all, directory, entries, files, folders};
use std::path::PathBuf;

/// Where the list stands.
#[must_use]
pub fn path() -> PathBuf {
    directory().join("../../crates/takst-cli/src/conformance/embedded.rs")
}

/// The list as it must stand.
#[must_use]
pub fn text() -> String {
    let mut text = HEAD.to_owned();
    text += "\nvectors! {\n";
    text += &wrapped(all().into_iter().map(|vector| vector.id));
    text += "}\n\ncatalogues! {\n";
    for catalogue in folders(&directory().join("catalogues")) {
        for (name, _) in entries(&directory().join("catalogues").join(&catalogue)) {
            text += &format!("    {catalogue:?} {name:?}\n");
        }
    }
    text += "}\n\nsequences! {\n";
    let documents = directory().join("documents");
    let of_group = |group: String| files(&documents.join(&group), ".json").into_iter().map(move |name| format!("{group}/{name}"));
    text += &wrapped(folders(&documents).into_iter().flat_map(of_group));
    text += "}\n\nparties! {\n";
    text.extend(files(&documents.join("parties"), ".toml").iter().map(|name| format!("    {name:?}\n")));
    text += "}\n";
    text
}

/// Ids as literals, as many on a line as it has room for: the list has hundreds.
fn wrapped(ids: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    let mut width = 0;
    for id in ids {
        let literal = format!("{id:?}");
        let is_first = text.is_empty();
        let fits = !is_first && width + 1 + literal.len() <= LINE;
        text += if fits {
            " "
        } else if is_first {
            "    "
        } else {
            "\n    "
        };
        width = if fits { width + 1 + literal.len() } else { 4 + literal.len() };
        text += &literal;
    }
    text + "\n"
}

/// Columns of a line.
const LINE: usize = 150;

const HEAD: &str = r#"//! Every vector by its id, and the files of their catalogues. Written by `write_vectors`.

use super::sequence::{EmbeddedSequence, PartiesFile};
use super::vectors::{CatalogueFile, Embedded};

macro_rules! file {
    ($($part:expr),*) => { include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/", $($part),*)) };
}

/// The version of the vectors.
pub(super) const VERSION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/VERSION"));

macro_rules! vectors {
    ($($id:literal)*) => {
        pub(super) const VECTORS: &[Embedded] =
            &[$(Embedded { id: $id, case: file!($id, ".case.json"), expected: file!($id, ".expected.jsonl") }),*];
    };
}

macro_rules! catalogues {
    ($($catalogue:literal $name:literal)*) => {
        pub(super) const CATALOGUES: &[CatalogueFile] =
            &[$(CatalogueFile { catalogue: $catalogue, name: $name, text: file!("catalogues/", $catalogue, "/", $name) }),*];
    };
}

macro_rules! sequences {
    ($($id:literal)*) => {
        pub(super) const SEQUENCES: &[EmbeddedSequence] = &[$(EmbeddedSequence { id: $id, text: file!("documents/", $id, ".json") }),*];
    };
}

macro_rules! parties {
    ($($name:literal)*) => {
        pub(super) const PARTIES: &[PartiesFile] = &[$(PartiesFile { name: $name, text: file!("documents/parties/", $name, ".toml") }),*];
    };
}
"#;
