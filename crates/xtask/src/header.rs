//! `cargo xtask header`: the C header, made from the sources of the library and the conventions of its README.

mod declarations;
pub mod shapes;

use crate::install;
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
    "problems",
    "version",
    "catalogue",
    "policy",
    "book",
    "service",
    "row",
    "line",
    "price",
    "reading",
    "cases",
    "case_files",
    "settle",
    "claim",
    "invoice",
    "verify",
    // Names its own modules.
    "batch/mod",
];

/// What stands before the macros made of the structs.
const INITIALIZERS: &str = "\
/*
 * Initial values: struct_size set, every other field 0. An array that goes in to be filled needs it in its first element only:
 *
 *     takst_row row = TAKST_ROW_INIT;
 *     takst_line lines[24] = {TAKST_LINE_INIT};
 */
";

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
    let number = version_number(&install::version(project)?)?;
    config.after_includes = config.after_includes.map(|text| text.replace("@VERSION_NUMBER@", &number));
    let folder = project.root.join(CRATE).join("src");
    let builder =
        SOURCES.iter().fold(Builder::new().with_config(config), |builder, source| builder.with_src(folder.join(source).with_extension("rs")));
    let mut text = Vec::new();
    builder.generate().map_err(|error| format!("cbindgen: {error}"))?.write(&mut text);
    let text = String::from_utf8(text).map_err(|error| format!("cbindgen: {error}"))?;
    // What Rust needs to know of safety stands at the head for C.
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
    let text = declarations::marked(&kept.join("\n"));
    let end = text.rfind("#endif").ok_or("cbindgen: the header has no include guard")?;
    Ok(format!("{}{INITIALIZERS}{}\n{}", &text[..end], shapes::initializers(&text), &text[end..]))
}

/// `1.2.3` as 0x00MMmmpp.
fn version_number(version: &str) -> Result<String, String> {
    let plain = version.split(['-', '+']).next().unwrap_or(version);
    let parts = plain.split('.').map(str::parse::<u8>).collect::<Result<Vec<u8>, _>>();
    match parts.map_err(|error| format!("version {version}: {error}"))?.as_slice() {
        [major, minor, patch] => Ok(format!("0x00{major:02X}{minor:02X}{patch:02X}")),
        _ => Err(format!("version {version} is not three numbers")),
    }
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

    #[test]
    fn a_version_is_a_number() {
        assert_eq!(version_number("0.1.0").as_deref(), Ok("0x00000100"));
        assert_eq!(version_number("12.10.255-beta.1").as_deref(), Ok("0x000C0AFF"));
        assert!(version_number("1.2").is_err() && version_number("1.2.256").is_err());
    }
}
