//! Commands in the README are run here.
//!
//! A fenced block is run by bash, from the root and with the built programs on the path, when the line above it is `<!-- run -->`;
//! `<!-- run: exit 1 -->` says what it ends with instead of 0.

use crate::command::{Run, say};
use crate::project::Project;
use crate::report::{Count, Outcome};

/// A block to run.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    line: usize,
    exit: i32,
    script: String,
}

pub fn check(project: &Project) -> Result<Outcome, String> {
    let is_told = |name: &String| name == "README.md" || (name.starts_with("docs/") && name.ends_with(".md"));
    let mut ran = 0;
    let mut faults = Vec::new();
    for name in project.files()?.into_iter().filter(is_told) {
        for block in blocks(&project.read(&name)?).map_err(|error| format!("{name}:{error}"))? {
            say(format_args!("{name}:{}", block.line));
            ran += 1;
            let code = bash(project, &block.script)?;
            if code != Some(block.exit) {
                faults.push(format!("{name}:{}: ended with {code:?}, not {}", block.line, block.exit));
            }
        }
    }
    let failed = faults.len() as u64;
    Ok(match (ran, failed) {
        (0, _) => Outcome::failed("README.md has no block marked <!-- run -->"),
        (_, 0) => Outcome::Passed(Count { passed: ran, failed }),
        (_, _) => Outcome::Failed(Count { passed: ran - failed, failed }, faults.join("\n")),
    })
}

fn bash(project: &Project, script: &str) -> Result<Option<i32>, String> {
    let programs = project.target.join("debug");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(programs).chain(std::env::split_paths(&path))).map_err(|error| error.to_string())?;
    Ok(Run::new("bash", ["-euo", "pipefail", "-c", script]).set("PATH", path).at(&project.root).shown_as(script).stream()?.code)
}

/// The marked blocks of a Markdown text.
fn blocks(text: &str) -> Result<Vec<Block>, String> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(mark) = line.trim().strip_prefix("<!-- run").and_then(|rest| rest.strip_suffix("-->")) else { continue };
        let at = |what: &str| format!("{}: {what}", number + 1);
        let exit = match mark.trim().strip_prefix(": exit ") {
            Some(code) => code.parse().map_err(|_| at("the exit code is no number"))?,
            None if mark.trim().is_empty() => 0,
            None => return Err(at("the mark is <!-- run --> or <!-- run: exit N -->")),
        };
        if !lines.next().is_some_and(|(_, fence)| fence.starts_with("```")) {
            return Err(at("no fenced block follows the mark"));
        }
        let script: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| !line.starts_with("```")).collect();
        found.push(Block { line: number + 2, exit, script: commands(&script) });
    }
    Ok(found)
}

/// In a block with prompts only the lines behind a prompt are commands, the rest is what they print.
fn commands(lines: &[&str]) -> String {
    let typed: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("$ ")).collect();
    if typed.is_empty() { lines.join("\n") } else { typed.join("\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_blocks_are_run() {
        let text = "```sh\nrm everything\n```\n<!-- run -->\n```sh\necho a\necho b\n```\nwords\n<!-- run: exit 1 -->\n```console\n$ false\nsays nothing\n```\n";
        let expected = [Block { line: 5, exit: 0, script: "echo a\necho b".into() }, Block { line: 11, exit: 1, script: "false".into() }];
        assert_eq!(blocks(text).unwrap(), expected);
    }

    #[test]
    fn a_mark_that_marks_nothing_is_told() {
        assert_eq!(blocks("a\n<!-- run -->\n\n```sh\n```\n").unwrap_err(), "2: no fenced block follows the mark");
        assert_eq!(blocks("<!-- run: exit x -->\n```sh\n```\n").unwrap_err(), "1: the exit code is no number");
        assert_eq!(blocks("<!-- runs -->\n```sh\n```\n").unwrap_err(), "1: the mark is <!-- run --> or <!-- run: exit N -->");
    }
}
