//! The library and its header say the same.

use super::Tally;
use super::programs::{C, CPP, Workshop};
use super::structs::without_padding;
use crate::command::Run;
use crate::header::{HEADER, made};
use std::collections::BTreeSet;

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let header = workshop.project.read(HEADER)?;
    tally.check(made(workshop.project)? == header, || format!("{HEADER} is not what the sources say: cargo xtask header"));
    let library = workshop.prefix.join("lib/libtakst.so");
    let listed = Run::new("nm", ["-D", "--defined-only"]).with(&library).capture()?;
    let (exported, declared) = (exported(&listed), declared(&header));
    tally.check(!declared.is_empty() && exported == declared, || {
        let differ: Vec<&str> = exported.symmetric_difference(&declared).copied().collect();
        format!("header and library do not have the same functions: {}", differ.join(", "))
    });
    let abi = header.lines().find_map(|line| line.strip_prefix("#define TAKST_ABI_VERSION ")).unwrap_or_default();
    let linked = workshop.prefix.join(format!("lib/libtakst.so.{abi}"));
    tally.check(linked.is_file(), || format!("{} is not there: SONAME and TAKST_ABI_VERSION differ", linked.display()));
    for language in [C, CPP] {
        for compiler in language.compilers {
            let name = if language.standard == C.standard { "takst.h" } else { "takst.hpp" };
            let kind = if language.standard == C.standard { "c" } else { "c++" };
            // The header alone, before anything else.
            let run = Run::new(compiler, [language.standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-x", kind, "-include"])
                .with(workshop.prefix.join("include").join(name))
                .with("/dev/null");
            tally.check(run.stream()?.code == Some(0), || format!("{compiler} does not take {name} by itself"));
        }
    }
    let packed = workshop.folder.join("packed.c");
    std::fs::write(&packed, without_padding(&header)).map_err(|error| format!("{}: {error}", packed.display()))?;
    for compiler in C.compilers {
        let run = Run::new(compiler, [C.standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I"])
            .with(workshop.prefix.join("include"));
        tally.check(run.with(&packed).stream()?.code == Some(0), || format!("{compiler} puts hidden padding into a struct of {HEADER}"));
    }
    Ok(tally)
}

/// Names that `nm` lists.
fn exported(listed: &str) -> BTreeSet<&str> {
    listed.lines().filter_map(|line| line.split_whitespace().nth(2)).collect()
}

/// Names of functions that the header declares: what stands before the first bracket behind `TAKST_API`.
pub fn declared(header: &str) -> BTreeSet<&str> {
    header.lines().filter_map(declared_by).collect()
}

/// The function that a line begins to declare.
fn declared_by(line: &str) -> Option<&str> {
    line.strip_prefix("TAKST_API ")?.split_once('(')?.0.rsplit([' ', '*']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_on_both_sides() {
        let header = "TAKST_API takst_status TAKST_CALL takst_a_b(const struct takst_a *a,\n                uint32_t c);\nTAKST_API const char *TAKST_CALL takst_version(void);\n#define takst_x(y)\n * void takst_not(int)\ntypedef uint32_t (TAKST_CALL *takst_progress)(void);\n";
        let listed = "00001 T takst_a_b\n00002 T takst_version\n";
        assert_eq!(declared(header), exported(listed));
        assert_eq!(exported("0001 T takst_a\n0002 D other\n"), ["other", "takst_a"].into());
    }
}
