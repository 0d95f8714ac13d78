//! The sources of a crate as modules.

/// A source: its name below the folder of the crate's sources, and its code without comments, texts and tests.
pub struct Source {
    pub name: String,
    pub code: String,
}

impl Source {
    /// The path of the module, without `crate`: `batch/mod.rs` and `batch.rs` are `batch`, `lib.rs` is empty.
    pub fn module(&self) -> String {
        let stem = self.name.trim_end_matches(".rs");
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        if matches!(stem, "lib" | "main") { String::new() } else { stem.replace('/', "::") }
    }
}

/// The path of a module within another.
pub fn child(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}::{name}") }
}

/// The path of the module above, and the name within it; `None` for the crate.
pub fn parent_of(module: &str) -> Option<(&str, &str)> {
    if module.is_empty() { None } else { Some(module.rsplit_once("::").unwrap_or(("", module))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_modules() {
        let module = |name: &str| Source { name: name.to_owned(), code: String::new() }.module();
        assert_eq!([module("lib.rs"), module("a.rs"), module("a/mod.rs"), module("a/b.rs")], ["", "a", "a", "a::b"]);
        assert_eq!((parent_of("a::b"), parent_of("a"), parent_of("")), (Some(("a", "b")), Some(("", "a")), None));
        assert_eq!((child("", "a"), child("a", "b")), ("a".to_owned(), "a::b".to_owned()));
    }
}
