//! `cargo xtask count-files`: how many files a change touches, and how many of them by hand. It measures what a column or a setting costs.

use crate::command::Run;
use crate::generate::{Part, TARGETS, region};
use crate::project::Project;

/// Files that programs write besides those of `cargo xtask generate`: `write_vectors`, the tests of explanations and pages with `TAKST_BLESS=1`, and cargo.
fn is_written_elsewhere(name: &str) -> bool {
    (name.starts_with("tests/vectors/") && name.ends_with(".expected.jsonl"))
        || name == "crates/takst-cli/src/conformance/embedded.rs"
        || name.starts_with("crates/takst-explain/tests/golden/")
        || name.starts_with("crates/takst-report/tests/golden/")
        || name.ends_with("Cargo.lock")
}

/// Prints the files that differ between `branch` and where it parted from `base`.
pub fn run(project: &Project, base: &str, branch: &str) -> Result<bool, String> {
    let git = |arguments: &[&str]| Run::new("git", arguments).at(&project.root).capture();
    let parted = git(&["merge-base", base, branch])?.trim().to_owned();
    let changed = git(&["diff", "--name-only", "--no-renames", &parted, branch])?;
    let at = |commit: &str, name: &str| git(&["show", &format!("{commit}:{name}")]).ok();
    let (generated, by_hand): (Vec<&str>, Vec<&str>) = changed.lines().partition(|name| is_generated(name, || (at(&parted, name), at(branch, name))));
    for (what, names) in [("by hand", &by_hand), ("generated", &generated)] {
        println!("{} {what}", names.len());
        names.iter().for_each(|name| println!("    {name}"));
    }
    Ok(true)
}

/// Whether programs made the whole change: of a file with regions, people write what stands outside them.
fn is_generated(name: &str, texts: impl FnOnce() -> (Option<String>, Option<String>)) -> bool {
    match TARGETS.iter().find(|target| target.path == name).map(|target| &target.part) {
        Some(Part::Whole(_)) => true,
        Some(Part::Regions(_)) => match texts() {
            (Some(before), Some(after)) => region::blanked(&before) == region::blanked(&after),
            (_, _) => false,
        },
        None => is_written_elsewhere(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_inside_regions_is_generated() {
        let texts = |inside: &str, outside: &str| Some(format!("{outside}\n<!-- generated: codes -->\n{inside}\n<!-- end of generated -->\n"));
        let is = |name, before, after| is_generated(name, || (before, after));
        assert!(is("docs/CODES.md", texts("a", "x"), texts("b", "x")));
        assert!(!is("docs/CODES.md", texts("a", "x"), texts("b", "y")));
        assert!(!is("docs/CODES.md", None, texts("b", "y")), "a new file");
        assert!(is("bindings/c/include/takst.h", None, None) && is("tests/vectors/cti/gap-0.expected.jsonl", None, None));
        assert!(!is("tests/vectors/cti/gap-0.case.json", None, None) && !is("crates/takst/src/lib.rs", None, None));
    }
}
