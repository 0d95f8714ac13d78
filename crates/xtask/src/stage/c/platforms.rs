//! The header for machines that are not here: clang reads it for each of them, and lays its structs out.

use super::Tally;
use super::programs::Workshop;
use super::structs::laid_out;
use crate::command::Run;
use crate::header::HEADER;
use std::path::Path;

/// A machine and the words clang takes it by.
struct Platform {
    target: &'static str,
    /// Those of Microsoft's compiler, where it is the one in use.
    words: &'static [&'static str],
    /// Pointers and `size_t` have 64 bits: structs are laid out as here.
    is_64_bit: bool,
}

const MICROSOFT: &[&str] = &["-fms-compatibility", "-fms-extensions"];
const PLATFORMS: &[Platform] = &[
    Platform { target: "x86_64-pc-windows-msvc", words: MICROSOFT, is_64_bit: true },
    Platform { target: "aarch64-pc-windows-msvc", words: MICROSOFT, is_64_bit: true },
    Platform { target: "i686-pc-windows-msvc", words: MICROSOFT, is_64_bit: false },
    Platform { target: "aarch64-linux-gnu", words: &[], is_64_bit: true },
    Platform { target: "s390x-linux-gnu", words: &[], is_64_bit: true },
    Platform { target: "i686-linux-gnu", words: &[], is_64_bit: false },
];
const STANDARDS: &[(&str, &str)] = &[("c", "-std=c11"), ("c", "-std=c17"), ("c++", "-std=c++17")];

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let layout = laid_out(workshop, &workshop.project.read(HEADER)?)?;
    tally.check(layout.len() > 1, || format!("{HEADER} has no structs"));
    let (alone, asserted) = (workshop.folder.join("header.c"), workshop.folder.join("layout-asserted.c"));
    for (file, text) in [(&alone, "#include <takst.h>\n"), (&asserted, &asserts(&layout))] {
        std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    for platform in PLATFORMS {
        let source: &Path = if platform.is_64_bit { &asserted } else { &alone };
        for (language, standard) in STANDARDS {
            // Freestanding: the compiler's own headers will do, and no other machine's are here.
            let run = Run::new("clang", ["-fsyntax-only", "-ffreestanding", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-x", language, standard]);
            let run = platform.words.iter().fold(run, |run, word| run.with(word)).with(format!("--target={}", platform.target));
            let run = run.with("-I").with(workshop.prefix.join("include")).with(source);
            tally.check(run.stream()?.code == Some(0), || {
                format!("clang does not take the header, or other structs, for {} {standard}", platform.target)
            });
        }
    }
    Ok(tally)
}

/// A source that compiles where every struct is laid out like this.
fn asserts(layout: &[String]) -> String {
    let assert = |line: &String| {
        let (what, number) = line.split_once(' ')?;
        let measure = match what.split_once('.') {
            Some((name, field)) => format!("offsetof(struct {name}, {field})"),
            None => format!("sizeof(struct {what})"),
        };
        Some(format!("SAME({measure} == {number}, \"{what}\");\n"))
    };
    let head = "#include <takst.h>\n#ifdef __cplusplus\n#define SAME static_assert\n#else\n#define SAME _Static_assert\n#endif\n";
    format!("{head}{}", layout.iter().filter_map(assert).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_offsets_are_asserted() {
        let text = asserts(&["takst_a 16".to_owned(), "takst_a.b 8".to_owned()]);
        assert!(
            text.ends_with("SAME(sizeof(struct takst_a) == 16, \"takst_a\");\nSAME(offsetof(struct takst_a, b) == 8, \"takst_a.b\");\n"),
            "{text}"
        );
    }
}
