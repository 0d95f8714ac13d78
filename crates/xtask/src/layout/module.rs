//! What a file says of modules: those it names, in order, and what it exports of them.

use std::collections::HashMap;

/// The modules a file names, and the names it takes from elsewhere.
pub struct Module {
    /// Place of each module, first = 0.
    places: HashMap<String, usize>,
    /// The path behind each name.
    handed_on: HashMap<String, Vec<String>>,
}

impl Module {
    pub fn of(code: &str) -> Module {
        let (mut places, mut handed_on) = (HashMap::new(), HashMap::new());
        for statement in code.split(';') {
            let words: Vec<&str> = statement.split_whitespace().collect();
            if let [.., "mod", name] = words.as_slice() {
                places.insert((*name).to_owned(), places.len());
            }
            let Some((_, path)) = statement.split_once("use ") else { continue };
            for (path, name) in renamed_paths(path) {
                handed_on.insert(name, path);
            }
        }
        Module { places, handed_on }
    }

    pub fn has_modules(&self) -> bool {
        !self.places.is_empty()
    }

    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub fn handed_on(&self, name: &str) -> Option<&[String]> {
        self.handed_on.get(name).map(Vec::as_slice)
    }
}

/// The paths a `use` tree or a plain path names: `a::{b, c::D}` is `a b` and `a c D`. Macros are left out: they belong to no module.
pub fn paths(tree: &str) -> Vec<Vec<String>> {
    renamed_paths(tree).into_iter().map(|(path, _)| path).collect()
}

/// Each path with the name it goes by here.
fn renamed_paths(tree: &str) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    read_tree(tree.trim_start(), &[], &mut found);
    found
}

/// Reads one tree after `prefix` and gives what follows it.
fn read_tree<'a>(tree: &'a str, prefix: &[String], found: &mut Vec<(Vec<String>, String)>) -> &'a str {
    if let Some(mut rest) = tree.strip_prefix('{') {
        loop {
            rest = read_tree(rest.trim_start(), prefix, found).trim_start();
            match rest.strip_prefix(',') {
                Some(next) if !next.trim_start().starts_with('}') => rest = next,
                Some(next) => return next.trim_start().strip_prefix('}').unwrap_or(""),
                None => return rest.strip_prefix('}').unwrap_or(""),
            }
        }
    }
    let length = tree.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*')).unwrap_or(tree.len());
    let (name, rest) = tree.split_at(length);
    // `a::{self}` is `a`; at the beginning it is a path of its own.
    let is_itself = name == "self" && !prefix.is_empty() && !rest.starts_with("::");
    let own = if is_itself { None } else { Some(name.to_owned()) };
    let path: Vec<String> = prefix.iter().cloned().chain(own).collect();
    match rest.strip_prefix("::") {
        Some(below) if !below.starts_with('<') => read_tree(below, &path, found),
        Some(_) | None => {
            let here = path.last().cloned().unwrap_or_default();
            let (here, rest) = match rest.strip_prefix(" as ") {
                None => (here, rest),
                Some(renamed) => {
                    let end = renamed.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(renamed.len());
                    (renamed[..end].to_owned(), &renamed[end..])
                }
            };
            if !rest.starts_with('!') && !here.is_empty() {
                found.push((path, here));
            }
            rest
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(path: &[&str]) -> Vec<String> {
        path.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn trees_are_read_to_their_leaves() {
        let wanted = [&["a", "b"][..], &["a", "c", "D"], &["a", "c"], &["a", "e"]].map(words);
        assert_eq!(paths("a::{b, c::{D, self}, e as F}; g"), wanted);
        assert_eq!(paths("crate::a::b::<X>()"), [words(&["crate", "a", "b"])]);
        assert!(paths("crate::macro_like!()").is_empty());
    }

    #[test]
    fn modules_have_places_and_names_go_on() {
        let module = Module::of("#[cfg(x)]\npub mod a;\nmod b;\npub use b::{C, D as E};\nfn f() {}\nuse std::fmt;");
        assert_eq!((module.place("a"), module.place("b"), module.place("c")), (Some(0), Some(1), None));
        assert_eq!(module.handed_on("C"), Some(words(&["b", "C"]).as_slice()));
        assert_eq!((module.handed_on("E"), module.handed_on("D")), (Some(words(&["b", "D"]).as_slice()), None));
        assert!(module.has_modules() && !Module::of("fn f() {}").has_modules());
    }
}
