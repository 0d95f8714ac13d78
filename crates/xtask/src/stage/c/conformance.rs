//! The text interface: the published vectors, and every byte that the command writes.

use super::Tally;
use super::programs::{Workshop, counted};
use crate::command::{Run, say};
use std::path::{Path, PathBuf};

/// What a program under test leaves in the folder of a vector.
const WRITTEN: &[&str] = &["output.jsonl", "report.csv"];
const EXAMPLE: &str = "docs/examples/cases.csv";

pub fn check(workshop: &Workshop<'_>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let own = workshop.one("tests/conform.c")?;
    let (mine, theirs) = (workshop.folder.join("vectors-c"), workshop.folder.join("vectors-command"));
    let takst = workshop.project.binary("takst");
    for (folder, words) in [(&mine, vec![own.clone()]), (&theirs, vec![takst.clone(), PathBuf::from("price")])] {
        let run = Run::new(&takst, ["conformance", "--keep"]).with(folder).with("--");
        // The report's messages are in the language of the environment; the C program asks for English.
        let ended =
            words.iter().fold(run, |run, word| run.with(word)).set("LC_ALL", "C").set("LANGUAGE", "en").at(&workshop.project.root).stream()?;
        counted(&mut tally, "takst conformance", &ended);
    }
    let mut compared = 0;
    for vector in folders(&theirs)? {
        let name = vector.strip_prefix(&theirs).map_err(|error| error.to_string())?;
        for file in WRITTEN {
            let read = |folder: &Path| std::fs::read(folder.join(name).join(file)).ok();
            let (c, command) = (read(&mine), read(&theirs));
            compared += u64::from(command.is_some());
            if c != command {
                tally.faults.push(format!("{}/{file}: the C library and the command do not write the same bytes", name.display()));
            }
        }
    }
    say(format_args!("{compared} files of the C library and of the command compared byte for byte"));
    tally.check(compared > 0, || "no vector was written".to_owned());
    explained(workshop, &own, &takst, &mut tally)?;
    Ok(tally)
}

/// Folders that hold an output, below `root`.
fn folders(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        open.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
        if folder.join(WRITTEN[0]).is_file() {
            found.push(folder);
        }
    }
    Ok(found)
}

fn explained(workshop: &Workshop<'_>, own: &Path, takst: &Path, tally: &mut Tally) -> Result<(), String> {
    for format in ["text", "json", "html"] {
        for lang in ["da", "en"] {
            let words = [EXAMPLE, "--case", "M-2023-014", "--format", format, "--lang", lang];
            let write = |program: &Path| {
                let run = words.iter().fold(Run::new(program, ["explain"]), |run, word| run.with(word));
                run.at(&workshop.project.root).capture()
            };
            let (c, command) = (write(own)?, write(takst)?);
            tally.check(!c.is_empty() && c == command, || format!("explain --format {format} --lang {lang}: C library and command differ"));
        }
    }
    Ok(())
}
