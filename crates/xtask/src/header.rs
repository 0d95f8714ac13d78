//! `cargo xtask header`: the C header, made from the sources of the library and the conventions of its README.

use crate::project::Project;
use cbindgen::{Builder, Config};

/// The header, as it is checked in.
pub const HEADER: &str = "bindings/c/include/takst.h";
const CRATE: &str = "bindings/c";
const CONFIG: &str = "bindings/c/cbindgen.toml";
const README: &str = "bindings/c/README.md";

/// The sources in which the interface stands, in the order in which a reader of the header meets it.
const SOURCES: &[&str] = &[
    "status",
    "text",
    "generated/sets",
    "words",
    "generated/code",
    "codes",
    "error",
    "version",
    "catalogue",
    "policy",
    "book",
    "service",
    "stay",
    "line",
    "price",
    "cases",
    // Names its own modules.
    "batch/mod",
];

/// Writes the header.
pub fn write(project: &Project) -> Result<bool, String> {
    let path = project.root.join(HEADER);
    std::fs::write(&path, made(project)?).map_err(|error| format!("{HEADER}: {error}"))?;
    Ok(true)
}

/// What the header should be.
pub fn made(project: &Project) -> Result<String, String> {
    let mut config = Config::from_file(project.root.join(CONFIG)).map_err(|error| format!("{CONFIG}: {error}"))?;
    config.header = Some(head(&project.read(README)?)?);
    let folder = project.root.join(CRATE).join("src");
    let builder =
        SOURCES.iter().fold(Builder::new().with_config(config), |builder, source| builder.with_src(folder.join(source).with_extension("rs")));
    let mut text = Vec::new();
    builder.generate().map_err(|error| format!("cbindgen: {error}"))?.write(&mut text);
    let text = String::from_utf8(text).map_err(|error| format!("cbindgen: {error}"))?;
    // What Rust must be told of safety stands at the head for C.
    let is_for_rust = |line: &str| matches!(line.trim(), "* # Safety" | "* See the conventions at the head of the header.");
    let mut lines: Vec<&str> = text.lines().filter(|line| !is_for_rust(line)).collect();
    lines.dedup_by(|later, earlier| later.trim() == "*" && earlier.trim() == "*");
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    for line in lines {
        if line.trim() == "*/" && kept.last().is_some_and(|last| last.trim() == "*") {
            kept.pop();
        }
        kept.push(line.trim_end());
    }
    Ok(format!("{}\n", kept.join("\n")))
}

/// The section "Conventions" of the README as a comment.
fn head(readme: &str) -> Result<String, String> {
    let section = readme.split_once("\n## Conventions\n").ok_or_else(|| format!("{README} has no section Conventions"))?.1;
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section).trim();
    let body: Vec<String> = section.replace("*/", "* /").lines().map(|line| format!(" * {line}").trim_end().to_owned()).collect();
    Ok(format!(
        "/* takst.h: tariffs, pricing and state refund of Danish social services. Written by `cargo xtask header`; do not edit.\n *\n{}\n */\n",
        body.join("\n")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_conventions_are_the_head_and_nothing_else_is() {
        let text = head("# x\n\n## Conventions\n\n- one\n\n- two\n\n## Next\n\nthree\n").unwrap();
        assert!(text.ends_with("do not edit.\n *\n * - one\n *\n * - two\n */\n"), "{text}");
        assert!(head("# x\n").is_err());
    }
}
