//! The modules of the core stand in order of dependency: each uses only those above it.

use std::collections::HashMap;

/// Faults of the sources given as (name below `src/`, code without comments, texts and tests).
pub fn faults(sources: &[(String, String)]) -> Vec<String> {
    let Some((_, root)) = sources.iter().find(|(name, _)| name == "lib.rs") else {
        return vec!["crates/takst/src/lib.rs is missing".to_owned()];
    };
    let order = Order::of(root);
    sources.iter().filter(|(name, _)| name != "lib.rs").flat_map(|(name, code)| order.faults_of(name, code)).collect()
}

struct Order {
    /// Place of each module, first = 0.
    places: HashMap<String, usize>,
    /// The module behind each name the root hands on.
    handed_on: HashMap<String, String>,
}

impl Order {
    fn of(root: &str) -> Order {
        let mut places = HashMap::new();
        let mut handed_on = HashMap::new();
        for statement in root.split(';') {
            let words: Vec<&str> = statement.split_whitespace().collect();
            if let [.., "mod", name] = words.as_slice() {
                places.insert((*name).to_owned(), places.len());
            }
            let Some((_, path)) = statement.split_once("use ") else { continue };
            for names in paths(path) {
                if let [module, .., name] = names.as_slice() {
                    handed_on.insert(name.clone(), module.clone());
                }
            }
        }
        Order { places, handed_on }
    }

    fn faults_of(&self, file: &str, code: &str) -> Vec<String> {
        let module = file.split('/').next().unwrap_or(file).trim_end_matches(".rs");
        let Some(own) = self.places.get(module) else {
            return vec![format!("crates/takst/src/{file}: lib.rs does not name the module {module}")];
        };
        let line_of = |at: usize| code[..at].matches('\n').count() + 1;
        let mut faults = Vec::new();
        for (at, start) in code.match_indices("crate::") {
            for names in paths(&code[at + start.len()..]) {
                let Some(first) = names.first() else { continue };
                let used = self.handed_on.get(first).unwrap_or(first);
                if self.places.get(used).is_some_and(|place| place > own) {
                    faults.push(format!("crates/takst/src/{file}:{}: {module} uses {used}, which stands below it in lib.rs", line_of(at)));
                }
            }
        }
        faults.dedup();
        faults
    }
}

/// The paths a `use` tree or a plain path names: `a::{b, c::D}` is `a b` and `a c D`.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    read_tree(tree.trim_start(), &[], &mut found);
    found
}

/// Reads one tree after `prefix` and gives what follows it.
fn read_tree<'a>(tree: &'a str, prefix: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
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
    let path: Vec<String> = prefix.iter().cloned().chain(std::iter::once(name.to_owned())).collect();
    match rest.strip_prefix("::") {
        Some(below) if !below.starts_with('<') => read_tree(below, &path, found),
        Some(_) | None => {
            found.push(path);
            rest.strip_prefix(" as ").map_or(rest, |renamed| renamed.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(of_b: &str) -> Vec<(String, String)> {
        let root = "pub mod a;\nmod b;\npub mod c;\npub use c::{Deep, Other as Renamed};";
        vec![("lib.rs".into(), root.into()), ("b.rs".into(), of_b.into())]
    }

    #[test]
    fn using_a_module_above_is_fine() {
        assert_eq!(faults(&sources("use crate::a::{X, y::Z};\nfn f() { crate::b::g(); crate::macro_like!(); }")), [""; 0]);
    }

    #[test]
    fn using_a_module_below_is_told_however_it_is_named() {
        let below = ["use crate::c::X;", "use crate::{a, c};", "use crate::{a::{X, Y}, c::Z};", "fn f() { crate::c::g::<X>(); }", "use crate::Deep;"];
        for code in below {
            assert_eq!(faults(&sources(code)), ["crates/takst/src/b.rs:1: b uses c, which stands below it in lib.rs"], "{code}");
        }
    }

    #[test]
    fn a_module_lib_rs_does_not_name_is_told() {
        let mut sources = sources("");
        sources.push(("d/deep.rs".into(), String::new()));
        assert_eq!(faults(&sources), ["crates/takst/src/d/deep.rs: lib.rs does not name the module d"]);
    }
}
