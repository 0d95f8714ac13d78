//! Modules stand in order of dependency: each uses only those above it, in `lib.rs` and inside every folder.
//!
//! What a file with modules below it defines itself is out of their reach: they would use what stands above and below them at once.

use super::module::{Module, paths};
use super::sources::{Source, child, parent_of};
use std::collections::HashMap;

/// A crate whose order is enforced.
pub struct Ordered {
    /// Where its sources lie, with a slash at the end.
    pub sources: &'static str,
    /// Folders inside which there is no order yet.
    pub left_out: &'static [&'static str],
}

pub const ORDERED: &[Ordered] = &[
    Ordered { sources: "crates/takst/src/", left_out: &[] },
    Ordered { sources: "crates/takst-batch/src/", left_out: &[] },
    Ordered { sources: "crates/takst-ledger/src/", left_out: &[] },
    Ordered { sources: "crates/takst-run/src/", left_out: &[] },
    Ordered { sources: "crates/takst-einvoice/src/", left_out: &[] },
    Ordered { sources: "crates/takst-report/src/", left_out: &[] },
    Ordered { sources: "bindings/c/src/", left_out: &[] },
    Ordered { sources: "bindings/python/src/", left_out: &[] },
];

/// Faults of one crate, of sources by their name below its folder.
pub fn faults(of: &Ordered, sources: &[Source]) -> Vec<String> {
    let tree = Tree::of(sources);
    if !tree.modules.contains_key("") {
        return vec![format!("{}lib.rs is missing", of.sources)];
    }
    sources.iter().flat_map(|source| tree.faults_of(of, source)).collect()
}

/// Modules that have modules below them, by their path; that of the crate is empty.
struct Tree {
    modules: HashMap<String, (String, Module)>,
}

/// What a path leads to.
enum Target {
    /// Something in the module of this path.
    Within(String),
    /// Something that this module above does not hand on: its own.
    Own(String),
}

impl Tree {
    fn of(sources: &[Source]) -> Tree {
        let modules = sources.iter().map(|source| (source.module(), (source.name.clone(), Module::of(&source.code))));
        // Of the others nothing is asked but where they stand.
        Tree { modules: modules.filter(|(path, (_, module))| path.is_empty() || module.has_modules()).collect() }
    }

    fn faults_of(&self, of: &Ordered, source: &Source) -> Vec<String> {
        let own = source.module();
        let file = format!("{}{}", of.sources, source.name);
        if let Some((above, name)) = parent_of(&own)
            && self.modules.get(above).is_none_or(|(_, module)| module.place(name).is_none())
        {
            let fault = self.modules.get(above).map(|(root, _)| format!("{root} does not name the module {name}"));
            return vec![format!("{file}: {}", fault.unwrap_or_else(|| format!("no file names the module {name}")))];
        }
        let mut faults = Vec::new();
        for (at, path) in source.paths() {
            let line = || source.code[..at].matches('\n').count() + 1;
            let Some(target) = self.resolved(&own, &own, &path, 0) else { continue };
            let fault = match target {
                Target::Within(target) => self.misplaced(of, &own, &target),
                Target::Own(above) => self.taken_from_above(of, &own, &above, &path),
            };
            faults.extend(fault.map(|fault| format!("{file}:{}: {fault}", line())));
        }
        faults.dedup();
        faults
    }

    /// Follows a path that `own` uses, from the module it stands in, through what the modules above hand on.
    fn resolved(&self, own: &str, from: &str, path: &[String], depth: usize) -> Option<Target> {
        // Names may be handed on in a circle, which the compiler refuses.
        if depth > 8 {
            return None;
        }
        let mut at = from.to_owned();
        let mut rest = path;
        while let Some((name, after)) = rest.split_first() {
            match name.as_str() {
                "crate" => at.clear(),
                "super" => at = parent_of(&at).map_or(String::new(), |(above, _)| above.to_owned()),
                "self" => {}
                _ => break,
            }
            rest = after;
        }
        while let Some((name, after)) = rest.split_first() {
            let Some((_, module)) = self.modules.get(&at) else { return Some(Target::Within(at)) };
            if module.place(name).is_some() {
                at = child(&at, name);
            } else if !is_above(&at, own) {
                // A module is used wherever it has its names from.
                return Some(Target::Within(at));
            } else if let Some(handed) = module.handed_on(name) {
                let whole: Vec<String> = handed.iter().chain(after).cloned().collect();
                // A path of another crate begins with a name that this module does not have.
                let first = whole.first().map(String::as_str).unwrap_or_default();
                let is_ours = matches!(first, "crate" | "super" | "self") || module.place(first).is_some();
                return if is_ours { self.resolved(own, &at, &whole, depth + 1) } else { None };
            } else {
                return Some(Target::Own(at));
            }
            rest = after;
        }
        Some(Target::Within(at))
    }

    /// The two modules part below one that names both: the one that is used must stand above.
    fn misplaced(&self, of: &Ordered, own: &str, used: &str) -> Option<String> {
        let (mine, theirs): (Vec<&str>, Vec<&str>) = (own.split("::").collect(), used.split("::").collect());
        let parted = mine.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        let (mine_is, used_is) = (mine.get(parted)?, theirs.get(parted)?);
        let above = mine[..parted].join("::");
        if of.left_out.contains(&above.as_str()) {
            return None;
        }
        let (file, module) = self.modules.get(&above)?;
        let is_below = module.place(used_is)? > module.place(mine_is)?;
        is_below.then(|| format!("{mine_is} uses {used_is}, which stands below it in {file}"))
    }

    /// What a file with modules below it defines itself.
    fn taken_from_above(&self, of: &Ordered, own: &str, above: &str, path: &[String]) -> Option<String> {
        if own == above {
            return None;
        }
        let (file, _) = self.modules.get(above)?;
        let is_left_out = of.left_out.contains(&above);
        (!is_left_out).then(|| format!("{} uses {}, which is {file}'s own: move it into a module", own.replace("::", "/"), path.join("::")))
    }
}

/// Whether `own` is this module or stands below it.
fn is_above(module: &str, own: &str) -> bool {
    module.is_empty() || own == module || own.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

impl Source {
    /// Paths that begin with `crate`, `super` or `self`, with where they stand.
    fn paths(&self) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        for start in ["crate::", "super::", "self::"] {
            for (at, _) in self.code.match_indices(start) {
                let before = self.code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                    continue;
                }
                found.extend(paths(&self.code[at..]).into_iter().map(|path| (at, path)));
            }
        }
        found.sort();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF: Ordered = Ordered { sources: "x/src/", left_out: &["free"] };

    fn source(name: &str, code: &str) -> Source {
        Source { name: name.to_owned(), code: code.to_owned() }
    }

    fn with(more: &[(&str, &str)]) -> Vec<String> {
        let root = "pub mod a;\nmod b;\npub mod c;\nmod free;\npub use c::{Deep, Other as Renamed};\npub use c::first::Handed;\nfn own() {}";
        let own =
            [("lib.rs", root), ("c/mod.rs", "mod first;\npub mod second;\nuse crate::b::X;\npub struct Own;"), ("free/mod.rs", "mod x;\nmod y;")];
        let sources: Vec<Source> = own.iter().chain(more).map(|(name, code)| source(name, code)).collect();
        faults(&OF, &sources)
    }

    #[test]
    fn using_a_module_above_is_fine() {
        assert_eq!(with(&[("b.rs", "use crate::a::{X, y::Z};\nuse super::a::Q;\nfn f() { crate::b::g(); crate::macro_like!(); }")]), [""; 0]);
    }

    #[test]
    fn using_a_module_below_is_told_however_it_is_named() {
        let below = [
            "use crate::c::X;",
            "use crate::{a, c};",
            "use crate::{a::{X, Y}, c::second::Z};",
            "fn f() { crate::c::g::<X>(); }",
            "use crate::Deep;",
            "use crate::Renamed;",
            "use super::c::X;",
            "use crate::Handed;",
            "use crate::c::{self, X};",
        ];
        for code in below {
            assert_eq!(with(&[("b.rs", code)]), ["x/src/b.rs:1: b uses c, which stands below it in lib.rs"], "{code}");
        }
    }

    #[test]
    fn folders_have_an_order_of_their_own() {
        assert_eq!(with(&[("c/second.rs", "use super::first::X;\nuse crate::c::first::Y;\nuse crate::a::Z;\nuse self::Here;")]), [""; 0]);
        for code in ["use super::second::X;", "use crate::c::second;", "fn f() { super::second::g() }"] {
            assert_eq!(with(&[("c/first.rs", code)]), ["x/src/c/first.rs:1: first uses second, which stands below it in c/mod.rs"], "{code}");
        }
        assert_eq!(with(&[("c/first/deep.rs", ""), ("c/first.rs", "mod deep;")]), [""; 0], "a folder may be named by a file beside it");
        assert_eq!(with(&[("free/x.rs", "use super::y::X;")]), [""; 0], "folders can be left out");
        assert_eq!(with(&[("free/x.rs", "use crate::c::X;")]), [""; 0]);
        assert_eq!(with(&[("c/first.rs", "use crate::free::X;")]), ["x/src/c/first.rs:1: c uses free, which stands below it in lib.rs"]);
    }

    #[test]
    fn what_a_file_above_defines_is_out_of_reach() {
        assert_eq!(with(&[("a.rs", "fn f() { crate::own() }")]), ["x/src/a.rs:1: a uses crate::own, which is lib.rs's own: move it into a module"]);
        let wanted = ["x/src/c/first.rs:1: c/first uses super::Own, which is c/mod.rs's own: move it into a module"];
        assert_eq!(with(&[("c/first.rs", "use super::Own;")]), wanted);
        assert_eq!(with(&[("c/first.rs", "use super::X;")]), [""; 0], "what it takes from elsewhere may be taken from it");
        assert_eq!(with(&[("a.rs", "pub(crate) fn f() {}\npub(super) fn g() {}")]), [""; 0], "who may see something is no use of it");
    }

    #[test]
    fn a_module_that_is_not_named_is_told() {
        assert_eq!(with(&[("d/deep.rs", "")]), ["x/src/d/deep.rs: no file names the module deep"]);
        assert_eq!(with(&[("d.rs", "")]), ["x/src/d.rs: lib.rs does not name the module d"]);
        assert_eq!(with(&[("c/third.rs", "")]), ["x/src/c/third.rs: c/mod.rs does not name the module third"]);
    }
}
