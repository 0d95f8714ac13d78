//! Rules about the sources themselves that no compiler keeps.

mod code;
mod module;
mod sources;
mod order;

use crate::project::Project;
use crate::report::Outcome;
use code::code_of;
use order::{ORDERED, Ordered};
use sources::Source;

/// Where there are no floats.
const CORE: &str = "crates/takst/src/";

/// A file that is longer holds more than one thing.
const MOST_LINES: usize = 600;

/// Written in two halves, so that this file does not fault itself.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimple", "mented!"), concat!("to", "do!")];

/// Every fault of every file.
pub fn check(project: &Project) -> Result<Outcome, String> {
    let mut faults = Vec::new();
    let mut ordered: Vec<(&Ordered, Vec<Source>)> = ORDERED.iter().map(|of| (of, Vec::new())).collect();
    for name in project.files()? {
        let Some(text) = text_of(project, &name)? else { continue };
        faults.extend(too_long(&name, &text));
        faults.extend(unfinished(&name, &text));
        if name.starts_with(CORE) {
            faults.extend(floats(&name, &code_of(&text)));
        }
        if let Some((of, sources)) = ordered.iter_mut().find(|(of, _)| name.starts_with(of.sources)) {
            sources.push(Source { name: name[of.sources.len()..].to_owned(), code: code_of(&text) });
        }
    }
    faults.extend(ordered.iter().flat_map(|(of, sources)| order::faults(of, sources)));
    faults.extend(rust_version(project)?);
    Ok(Outcome::of_faults(&faults))
}

/// The text of a file people write; `None` for data and for what programs write.
fn text_of(project: &Project, name: &str) -> Result<Option<String>, String> {
    let written =
        [".rs", ".py", ".c", ".h", ".sh", ".toml", ".md", ".ftl", ".ipynb"].iter().any(|ending| name.ends_with(ending)) || name == ".ci/run";
    if !written || name.starts_with("tests/fuzz/corpus/") { Ok(None) } else { project.read(name).map(Some) }
}

fn too_long(name: &str, text: &str) -> Option<String> {
    // The C header is written by cbindgen from the sources.
    let is_source = [".rs", ".py", ".c", ".sh"].iter().any(|ending| name.ends_with(ending));
    let lines = text.lines().count();
    (is_source && lines > MOST_LINES).then(|| format!("{name}: {lines} lines, at most {MOST_LINES}"))
}

fn unfinished(name: &str, text: &str) -> Vec<String> {
    let stands_in = |line: &str| UNFINISHED.iter().copied().find(|word| is_word_of(line, word));
    text.lines().zip(1..).filter_map(|(line, number)| Some(format!("{name}:{number}: {}", stands_in(line)?))).collect()
}

/// Floating-point types and literals. Functions such as `to_f64` are found with the types, by their ending.
fn floats(name: &str, code: &str) -> Vec<String> {
    let has_type = |line: &str| ["f32", "f64"].iter().any(|float| line.match_indices(float).any(|(at, _)| !goes_on(&line[at + float.len()..])));
    let is_float = |line: &str| has_type(line) || has_float_literal(line);
    code.lines().zip(1..).filter(|(line, _)| is_float(line)).map(|(_, number)| format!("{name}:{number}: a float")).collect()
}

/// `1.5` or `1.`, but neither `pair.0.1` nor `1..2`.
fn has_float_literal(line: &str) -> bool {
    line.match_indices('.').any(|(at, _)| {
        let whole = line[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        let has_digits = whole.len() < at && line[whole.len()..].starts_with(|c: char| c.is_ascii_digit());
        let stands_alone = !whole.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
        let after = &line[at + 1..];
        has_digits && stands_alone && !after.starts_with(|c: char| c == '.' || c == '_' || c.is_alphabetic())
    })
}

fn is_word_of(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') && (word.ends_with('!') || !goes_on(&line[at + word.len()..]))
    })
}

fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The oldest Rust that will do is a promise; made in two places it is soon two promises.
fn rust_version(project: &Project) -> Result<Option<String>, String> {
    let mut stated = Vec::new();
    for name in project.files()?.into_iter().filter(|name| name.ends_with("Cargo.toml")) {
        if project.read(&name)?.lines().any(|line| line.trim_start().starts_with("rust-version =")) {
            stated.push(name);
        }
    }
    Ok((stated != ["Cargo.toml"]).then(|| format!("rust-version is stated in {}; it belongs into the root's Cargo.toml only", stated.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_found_and_nothing_else() {
        let code = "let a: f64 = 0;\nlet b = x.to_f32();\nlet c = 1.5;\nlet d = pair.0.1;\nfor i in 1..2 {}\nlet e = 1.max(2);\nlet f64th = 2;\nlet g = 2. ;\n";
        let found: Vec<String> = floats("x.rs", code);
        assert_eq!(found, ["x.rs:1: a float", "x.rs:2: a float", "x.rs:3: a float", "x.rs:8: a float"]);
    }

    #[test]
    fn a_long_source_is_told_and_a_long_table_is_not() {
        let long = "x\n".repeat(601);
        assert_eq!(too_long("a.rs", &long).as_deref(), Some("a.rs: 601 lines, at most 600"));
        assert_eq!(too_long("a.rs", &long[2..]), None);
        assert_eq!(too_long("data.toml", &long), None);
    }

    #[test]
    fn unfinished_work_is_found_as_a_word() {
        let text = format!("a {}: b\nME{}LOGI\n    {}()\n", UNFINISHED[0], UNFINISHED[0], UNFINISHED[3]);
        let expected = [format!("a.rs:1: {}", UNFINISHED[0]), format!("a.rs:3: {}", UNFINISHED[3])];
        assert_eq!(unfinished("a.rs", &text), expected);
    }
}
