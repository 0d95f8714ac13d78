//! tests/PROVED.md: one section a proof, each replaced by its next run.

use super::{Proved, cores};
use crate::command::Run;
use crate::project::Project;
use chrono::DateTime;
use std::time::{SystemTime, UNIX_EPOCH};

const FILE: &str = "tests/PROVED.md";
const HEAD: &str =
    "# Proved\n\nWritten by `cargo xtask prove`; every section is the last run of the command it names. What the runs mean: docs/TESTING.md.\n";

/// Puts the run's section into the file.
pub fn write(project: &Project, commit: &str, proved: &Proved) -> Result<(), String> {
    let section = format!(
        "- date: {}\n- commit: {commit}\n- command: `{}`\n- machine: {}\n\n{}\n",
        today()?,
        proved.command,
        machine(),
        proved.figures.trim_end()
    );
    let path = project.root.join(FILE);
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    std::fs::write(&path, with_section(&old, proved.name, &section)).map_err(|error| format!("{FILE}: {error}"))
}

/// The text with one section replaced, or added at its end.
fn with_section(text: &str, name: &str, section: &str) -> String {
    let mut parts = text.split("\n## ");
    let head = parts.next().filter(|head| !head.trim().is_empty()).unwrap_or(HEAD);
    let new = format!("{name}\n\n{section}");
    let mut sections: Vec<&str> = parts.collect();
    match sections.iter().position(|section| section.lines().next() == Some(name)) {
        Some(at) => sections[at] = &new,
        None => sections.push(&new),
    }
    sections.iter().fold(format!("{}\n", head.trim_end()), |text, section| format!("{text}\n## {}\n", section.trim_end()))
}

/// The commit checked out, and whether anything was changed since.
pub fn commit(project: &Project) -> Result<String, String> {
    let git = |arguments: &[&str]| Run::new("git", arguments).at(&project.root).capture();
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--", ".", ":!tests/PROVED.md"])?;
    Ok(if changed.is_empty() { commit } else { format!("{commit} with {} files changed", changed.lines().count()) })
}

fn today() -> Result<String, String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_secs();
    let day = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    day.map(|day| day.date_naive().to_string()).ok_or_else(|| "the clock is out of range".to_owned())
}

fn machine() -> String {
    let information = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, model)| model.to_owned()));
    let model = model.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let rust = Run::new("rustc", ["--version"]).capture().unwrap_or_default();
    format!("{} cores, {model}, {}, {rust}", cores(), std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_replaced_one_by_one() {
        let one = with_section("", "mutants", "- a\n\n3 missed");
        assert_eq!(one, format!("{HEAD}\n## mutants\n\n- a\n\n3 missed\n"));
        let two = with_section(&one, "fuzz", "- b");
        assert_eq!(two, format!("{one}\n## fuzz\n\n- b\n"));
        let again = with_section(&two, "mutants", "- c\n");
        assert_eq!(again, format!("{HEAD}\n## mutants\n\n- c\n\n## fuzz\n\n- b\n"));
    }

    #[test]
    fn a_section_whose_name_begins_with_another_stays() {
        let text = with_section(&with_section("", "fuzz", "- a"), "fuzzier", "- b");
        assert!(with_section(&text, "fuzz", "- c").ends_with("## fuzz\n\n- c\n\n## fuzzier\n\n- b\n"));
    }
}
